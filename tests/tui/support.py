"""An app over a real ledger in a temporary folder, with the calendar in the test's hand.

`ledger_at` makes the ledger, `context` what screens are given, `shown` runs the app with any
screen pushed on top. Nothing here is faked but the clock and the PDF libraries.
"""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from smm_ledger.cli.doors import SessionDoors
from smm_ledger.cli.dossiers import WrittenDossier
from smm_ledger.cli.import_files import read_invoices
from smm_ledger.cli.session import Session
from smm_ledger.core.bank_formats import BankFormat
from smm_ledger.core.errors import SendFailed
from smm_ledger.core.letters import Attachment, Reminder
from smm_ledger.core.mail_server import MailServer, read_server
from smm_ledger.db.storage import SqliteStorage
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.contacts import FileInput
from smm_ledger.services.documents import Paper, WrittenPapers
from smm_ledger.services.import_tables import TypedRows
from smm_ledger.services.imports import OldInvoices
from smm_ledger.services.ledger import Ledger, build
from smm_ledger.services.reminders import Draft, Mailed, Wanted
from smm_ledger.tui.app import LedgerApp
from smm_ledger.tui.context import Context, OpenLedger, Options, StatementRead, Tables
from smm_ledger.tui.finding import finder_over
from tests.support import begun
from tests.support.ledgers import HandClock, PaperlessRenderer

TODAY = dt.date(2026, 11, 24)
SMALL = (80, 24)
WIDE = (120, 40)
TINY = (60, 15)
ISSUER = {"name": "Marta Ferraris", "iban": "IT60X0542811101000000123456"}
LETS_IN = "secret"
"""What the mail server of the tests wants to hear."""

HOSTILE = (
    "Rossi [/x] srl",
    "[bold red]EVIL[/]",
    "[@click=app.quit]premi[/]",
    "Rossi [/foo] [unclosed",
    "{braces} {0} $name %s \\[",
    "=cmd|' /C calc'!A0",
)
"""Texts that a user may really store; what `clean` refuses at the door is not among them."""


class FolderDoors:
    """Writes documents into a folder of the test, and remembers what was opened."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._real = SessionDoors(Session())
        self.opened: list[Path] = []
        self.sender: str | None = None
        self.server: MailServer | None = None
        self.password: str | None = ""
        self.mailed: list[tuple[str, str]] = []

    def save_paper(self, paper: Paper) -> Path:
        """Write a PDF."""
        return self._save(paper, "pdf")

    def save_page(self, paper: Paper) -> Path:
        """Write a page."""
        return self._save(paper, "html")

    def _save(self, paper: Paper, extension: str) -> Path:
        path = self.folder / f"{paper.name.replace('/', '-')}.{extension}"
        path.write_bytes(paper.data)
        return path

    def save_file(self, name: str, data: bytes, *, year: int) -> Path:
        """Write a file under its name."""
        path = self.folder / f"{year}-{name}"
        path.write_bytes(data)
        return path

    def save_letter(self, draft: Draft, *, email: bool) -> Path:
        """Write a reminder, its PDF where it has one."""
        extension = "eml" if email else "pdf" if draft.pdf else "txt"
        path = self.folder / f"{draft.letter.rung}-{draft.letter.client.code}.{extension}"
        path.write_bytes(draft.text.encode() if email or draft.pdf is None else draft.pdf)
        return path

    def mail_sender(self) -> str | None:
        """Return nothing: there is no mail server unless a test says so."""
        return self.sender

    def mail_server(self) -> MailServer | None:
        """Return what was saved."""
        return self.server

    def save_mail_server(self, table: Mapping[str, str]) -> None:
        """Remember a server, as the program reads it."""
        self.server = read_server(table) if table else None

    def keep_mail_password(self, password: str) -> None:
        """Remember the password."""
        self.password = password

    def try_mail(self, password: str) -> None:
        """Let in who knows the word."""
        if password != LETS_IN:
            raise SendFailed("smtp.example.org", "it does not let you in", hint="try again")

    def mail_password(self) -> str | None:
        """Return what the test says; None: it has to be asked for."""
        return self.password

    def send_mail(self, ledger: Ledger, wanted: Wanted, password: str) -> Reminder:
        """Remember the letter and the password, and record it as sent."""

        def deliver(draft: Draft) -> Mailed:
            self.mailed.append((draft.letter.client.email, password))
            return Mailed(message=draft.text.encode(), note="250 OK")

        return ledger.reminders.send(wanted, channel="smtp", deliver=deliver)

    def check_sending(self, ledger: Ledger, wanted: Wanted) -> None:
        """Know of no letter whose end is unknown."""

    def read_file(self, path: Path) -> FileInput:
        """Read a file that is kept."""
        return self._real.read_file(path)

    def save_kept(self, own: Attachment, data: bytes, path: Path | None = None) -> Path:
        """Write a kept file into the test's folder, named as the program names it."""
        return self._real.save_kept(own, data, path or self.folder)

    def open_path(self, path: Path) -> None:
        """Remember it."""
        self.opened.append(path)

    def documents_folder(self) -> Path:
        """Return the test's folder."""
        return self.folder

    def open_sample(self, progress: Callable[[int, int], None]) -> Ledger:
        """Return a small ledger that is marked as sample data."""
        progress(1, 1)
        ledger = build(
            SqliteStorage(self.folder / "sample.db", clock=HandClock(TODAY)),
            HandClock(TODAY),
            PaperlessRenderer(),
        )
        ledger.issuer.begin(ISSUER, demo=True)
        return ledger

    def read_rows(self, path: Path, kind: str) -> TypedRows:
        """Read a table of clients or services, as the program does."""
        return self._real.read_rows(path, kind)

    def read_old_invoices(self, ledger: Ledger, path: Path) -> OldInvoices:
        """Read a table, as the program does."""
        found = read_invoices(ledger, path)
        names = tuple(place.said(Translator("en"), first=True) for place in found.places)
        return OldInvoices(names, found.documents, linked=found.linked)

    def own_ledger(self) -> Ledger:
        """Return the ledger of the test's folder."""
        return ledger_at(self.folder, begin=False)

    def read_export(self, path: Path) -> Tables:
        """Read an export."""
        from smm_ledger.exchange.json_files import read_ledger

        return read_ledger(path)

    def export(self, ledger: Ledger, path: Path, kind: str) -> Sequence[Path]:
        """Write the whole ledger out, as the command does."""
        from smm_ledger.cli.exports import write_export

        return write_export(ledger, path, kind)

    def usual_path(self, kind: str, number: str, client: str = "", extension: str = "") -> Path:
        """Return a place in the test's folder."""
        name = "-".join(filter(None, [kind, number, client]))
        return self.folder / (f"{name}.{extension}" if extension else name)

    def write_dossier(
        self,
        ledger: Ledger,
        ref: str,
        path: Path,
        *,
        language: str,
        progress: Callable[[int, int], None],
    ) -> WrittenDossier:
        """Write a dossier, as the program does."""
        return self._real.write_dossier(ledger, ref, path, language=language, progress=progress)

    def write_papers(
        self,
        ledger: Ledger,
        folder: Path,
        *,
        year: int | None,
        progress: Callable[[int, int], None],
    ) -> WrittenPapers:
        """Write all PDFs, as the program does."""
        return self._real.write_papers(ledger, folder, year=year, progress=progress)

    def write_calendar(self, ledger: Ledger, path: Path, *, language: str) -> int:
        """Write a calendar, as the program does."""
        return self._real.write_calendar(ledger, path, language=language)

    def write_report(self, report: str, found: object, path: Path) -> None:
        """Write a report, as the program does."""
        self._real.write_report(report, found, path)

    def read_statement(
        self, path: Path, formats: Mapping[str, BankFormat], *, currency: str
    ) -> StatementRead:
        """Read a bank statement."""
        from smm_ledger.exchange.statements import read_statement

        return read_statement(path, formats, currency=currency)


def ledger_at(folder: Path, *, today: dt.date = TODAY, begin: bool = True) -> Ledger:
    """Return a ledger in a file of this folder, with its issuer unless told otherwise."""
    path = folder / "ledger.db"
    if begin:
        begun.begin(path, _begin, today)
    return _over(path, today)


def _begin(path: Path, today: dt.date) -> None:
    _over(path, today).issuer.begin(ISSUER)


def _over(path: Path, today: dt.date) -> Ledger:
    clock = HandClock(today)
    return build(SqliteStorage(path, clock=clock), clock, PaperlessRenderer())


def context(
    ledger: Ledger,
    *,
    language: str = "it",
    options: Options | None = None,
    keep: Callable[[str, object], None] = lambda _name, _value: None,
    sample: bool = False,
) -> Context[Ledger]:
    """Return what the screens of a test are given."""
    folder = ledger.storage.path.parent
    return Context(
        services=ledger,
        words=Translator(language),
        clock=ledger.clock,
        ledger=OpenLedger(ledger.storage.path.name, sample=sample),
        log_folder=folder / "logs",
        translator=Translator,
        options=options or Options(reduced_motion=True),
        keep=keep,
        finder=lambda typed: finder_over(ledger, typed),
        doors=FolderDoors(folder),
    )


@asynccontextmanager
async def shown(
    ctx: Context[Ledger],
    make: Callable[[Context[Ledger]], Screen[Any]] | None = None,
    *,
    size: tuple[int, int] = SMALL,
    app: type[LedgerApp] = LedgerApp,
    notifications: bool = False,
) -> AsyncIterator[Pilot[int]]:
    """Run the app, with a screen pushed on the home screen unless None; toasts only if asked to."""
    program = app(ctx)
    async with program.run_test(size=size, notifications=notifications) as pilot:
        await pilot.pause()
        if make is not None:
            await program.push_screen(make(ctx))
            await pilot.pause()
        await readings(pilot)
        yield pilot


async def readings(pilot: Pilot[Any]) -> None:
    """Let screens show what they read in a thread."""
    while any(worker.group == "read" and not worker.is_finished for worker in pilot.app.workers):
        await pilot.pause(0.005)
    await pilot.pause()


def words_on(pilot: Pilot[Any]) -> str:
    """Return the text that is on the terminal now, one line a row."""
    lines = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in lines)


def toasts(pilot: Pilot[Any]) -> list[str]:
    """Return what the app has notified, oldest first."""
    return [note.message for note in pilot.app._notifications]


def settings_of(kept: dict[str, object]) -> Callable[[str, object], None]:
    """Return a keeper of changed settings into a dictionary."""

    def keep(name: str, value: object) -> None:
        kept[name] = value

    return keep


Typed = Mapping[str, str]
