"""What the screens ask of the world outside the ledger: files, a viewer, the sample year.

The screens may import neither documents nor exchange; they are handed this, and call it from a
worker. Nothing here prints, and imports wait for their use: the first paint pays for
this module.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smm_ledger.cli.session import Session
from smm_ledger.core.errors import MissingDependency, NotFoundError
from smm_ledger.core.marks import N_

if TYPE_CHECKING:
    from smm_ledger.cli.dossiers import WrittenDossier
    from smm_ledger.core.bank_formats import BankFormat
    from smm_ledger.core.letters import Attachment, Reminder
    from smm_ledger.core.mail_server import MailServer
    from smm_ledger.exchange.statements import Statement
    from smm_ledger.services.contacts import FileInput
    from smm_ledger.services.documents import Paper, WrittenPapers
    from smm_ledger.services.import_tables import TypedRows
    from smm_ledger.services.imports import OldInvoices
    from smm_ledger.services.ledger import Ledger
    from smm_ledger.services.reminders import Draft, Wanted

OPENERS: Final = {"darwin": "open", "linux": "xdg-open"}


class SessionDoors:
    """The doors of this machine.

    Args:
        session: For its settings and its day.
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    def save_paper(self, paper: "Paper") -> Path:
        """Write a PDF into the folder of documents; return where it is."""
        return self._save(paper, "pdf")

    def save_page(self, paper: "Paper") -> Path:
        """Write an HTML page there, where PDFs cannot be made."""
        return self._save(paper, "html")

    def _save(self, paper: "Paper", extension: str) -> Path:
        from smm_ledger.cli.papers import name_of
        from smm_ledger.documents.filenames import write_document
        from smm_ledger.settings import documents_folder

        year = paper.year or self._session.today.year
        path = documents_folder(self._session.settings, year) / name_of(paper, extension)
        return write_document(path, paper.data, replace=paper.draft or extension == "html")

    def save_file(self, name: str, data: bytes, *, year: int) -> Path:
        """Write a file under its own name into the folder of a year's documents."""
        from smm_ledger.documents.filenames import write_document
        from smm_ledger.settings import documents_folder

        return write_document(documents_folder(self._session.settings, year) / name, data)

    def save_letter(self, draft: "Draft", *, email: bool) -> Path:
        """Write a reminder there, as the command does."""
        from smm_ledger.cli.deliveries import to_file

        return Path(to_file(self._session, None, email=email)(draft))

    def mail_sender(self) -> str | None:
        """Return the address that letters come from; None without a mail server."""
        server = self._session.settings.smtp
        return None if server is None else server.sender

    def mail_server(self) -> "MailServer | None":
        """Return the mail server of the settings; None where letters become drafts."""
        return self._session.settings.smtp

    def save_mail_server(self, table: Mapping[str, str]) -> None:
        """Keep the mail server in the settings; an empty table is none."""
        from smm_ledger.core.mail_server import read_server
        from smm_ledger.settings import save_settings, settings_path

        kept = {**table, "port": read_server(table).port} if table else None
        self._session.settings = save_settings(settings_path(os.environ), {"smtp": kept})

    def keep_mail_password(self, password: str) -> None:
        """Keep the password in the system's keyring; OutsideError where there is none."""
        from smm_ledger.exchange.passwords import keep_password

        server = self._session.settings.smtp
        if server is not None:
            keep_password(server, password)

    def try_mail(self, password: str) -> None:
        """Connect and log in; nothing is sent. SendFailed where the server does not let us in."""
        from smm_ledger.exchange.smtp import connected

        server = self._session.settings.smtp
        if server is not None:
            with connected(server, password):
                pass

    def mail_password(self) -> str | None:
        """Return the mail server's password; None where it has to be asked for."""
        from smm_ledger.exchange.passwords import find_password

        server = self._session.settings.smtp
        if server is None or not server.user:
            return ""
        return find_password(server, os.environ)[0] or None

    def send_mail(self, ledger: "Ledger", wanted: "Wanted", password: str) -> "Reminder":
        """Send a letter through the mail server, and record it."""
        from smm_ledger.cli.deliveries import send_by_mail

        server = self._session.settings.smtp
        if server is None:
            raise NotFoundError("smtp", thing=N_("mail server"))
        return send_by_mail(ledger, wanted, server, password)

    def check_sending(self, ledger: "Ledger", wanted: "Wanted") -> None:
        """Refuse where it is not known whether the last letter to a client left."""
        from smm_ledger.cli.deliveries import check_unfinished

        check_unfinished(ledger, wanted)

    def read_file(self, path: Path) -> "FileInput":
        """Return a file that is to be kept; InputError if it can't be read."""
        from smm_ledger.cli.reminders import read_file

        return read_file(str(path))

    def save_kept(self, own: "Attachment", data: bytes, path: Path | None = None) -> Path:
        """Write a kept file where it is wanted, else into its year's folder; return where it is.

        Its name there is made of its own, which may be anything: it never leaves the folder.
        """
        from smm_ledger.documents.filenames import file_name, write_document
        from smm_ledger.settings import documents_folder

        stem, _, extension = own.name.rpartition(".")
        number = f"{own.id}-{stem or extension}"
        name = file_name("attachment", number, "", extension=extension if stem else "bin")
        if path is None:
            path = documents_folder(self._session.settings, own.date.year) / name
        elif path.is_dir():
            path /= name
        return write_document(path, data)

    def open_path(self, path: Path) -> None:
        """Open a file in the system's viewer.

        Raises:
            MissingDependency: There is none.
        """
        try:
            _show(path.absolute())  # which can't be taken for an option
        except OSError as error:
            raise MissingDependency(
                "viewer",
                N_("no program that opens documents is installed"),
                hint=N_("the file is {path}"),
                path=str(path),
            ) from error

    def documents_folder(self) -> Path:
        """Return the folder of this year's documents."""
        from smm_ledger.settings import documents_folder

        return documents_folder(self._session.settings, self._session.today.year)

    def open_sample(self, progress: Callable[[int, int], None]) -> "Ledger":
        """Return the copy with sample data, made at the first time."""
        from smm_ledger.cli.demo import make_demo, place_of_demo

        path = place_of_demo(None, None)
        make_demo(self._session, path, progress)
        return self._session.ledger_at(path)

    def read_rows(self, path: Path, kind: str) -> "TypedRows":
        """Return the rows of a table of clients or services; InputError as the command's."""
        from smm_ledger.cli.import_files import read_rows

        return read_rows(path, kind)

    def read_old_invoices(self, ledger: "Ledger", path: Path) -> "OldInvoices":
        """Return what the files of another program hold; InputError as the command's."""
        from smm_ledger.cli.import_files import read_invoices
        from smm_ledger.services.imports import OldInvoices

        found = read_invoices(ledger, path)
        names = [place.said(self._session.t, first=True) for place in found.places]
        return OldInvoices(tuple(names), found.documents, linked=found.linked)

    def own_ledger(self) -> "Ledger":
        """Return the ledger that was named, or the usual one if that is a sample."""
        from smm_ledger.settings import default_ledger_path

        named = self._session.ledger_at(self._session.named_path)
        sample = named.storage.exists() and named.upkeep.is_demo()
        return self._session.ledger_at(default_ledger_path()) if sample else named

    def read_export(self, path: Path) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Return the tables of an exported ledger; InputError if it is none."""
        from smm_ledger.exchange.json_files import read_ledger

        return read_ledger(path)

    def export(self, ledger: "Ledger", path: Path, kind: str) -> "Sequence[Path]":
        """Write the whole ledger out; return the files."""
        from smm_ledger.cli.exports import write_export

        return write_export(ledger, path, kind)

    def usual_path(self, kind: str, number: str, client: str = "", extension: str = "") -> Path:
        """Return where something is usually written: beside the folders of the years."""
        from smm_ledger.documents.filenames import file_name

        name = file_name(kind, number, client, extension=extension)
        beside = self.documents_folder().parent / name
        return beside if extension else beside.with_suffix("")

    def write_dossier(
        self,
        ledger: "Ledger",
        ref: str,
        path: Path,
        *,
        language: str,
        progress: Callable[[int, int], None],
    ) -> "WrittenDossier":
        """Write all that a lawyer needs of a debt, as the command does."""
        from smm_ledger.cli.dossiers import write_dossier
        from smm_ledger.i18n.translator import Translator

        own = Translator(language)
        return write_dossier(ledger, ref, path, t=own, steps=_steps(progress))

    def write_papers(
        self,
        ledger: "Ledger",
        folder: Path,
        *,
        year: int | None,
        progress: Callable[[int, int], None],
    ) -> "WrittenPapers":
        """Write the PDF of every issued invoice, as the command does."""
        from smm_ledger.cli.papers import write_all

        settings, steps = self._session.settings, _steps(progress)
        return write_all(ledger, folder, year=year, settings=settings, steps=steps)

    def write_calendar(self, ledger: "Ledger", path: Path, *, language: str) -> int:
        """Write the days of what is owed, as the command does; return how many there are."""
        from smm_ledger.cli.calendars import save_calendar
        from smm_ledger.cli.papers import checked_out
        from smm_ledger.i18n.translator import Translator

        return save_calendar(ledger, checked_out(str(path)) or path, Translator(language))

    def write_report(self, report: str, found: object, path: Path) -> None:
        """Write the rows of a report as CSV, as the command does."""
        from smm_ledger.cli.exports import write_sheet
        from smm_ledger.cli.report_rows import rows_of
        from smm_ledger.cli.reports import csv_of

        write_sheet(path, csv_of(rows_of(report, found)))

    def read_statement(
        self, path: Path, formats: "Mapping[str, BankFormat]", *, currency: str
    ) -> "Statement":
        """Return the entries of a bank statement; InputError if it is none."""
        from smm_ledger.exchange.statements import read_statement

        return read_statement(path, formats, currency=currency)


def _steps(
    progress: Callable[[int, int], None],
) -> Callable[[int], AbstractContextManager[Callable[[], None]]]:
    """Return the steps of a command's bar, told to a screen's."""

    @contextmanager
    def steps(total: int) -> Iterator[Callable[[], None]]:
        done = count(1)
        yield lambda: progress(next(done), total)

    return steps


def _show(path: Path) -> None:
    """Hand a file to the system's viewer, which outlives us; OSError where there is none."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - the system's own way to open a document
    else:
        import subprocess

        words = [OPENERS.get(sys.platform, "xdg-open"), str(path)]
        subprocess.Popen(  # noqa: S603 - the system's viewer, and a file of ours
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
