"""What a screen is given: services, words, the clock and how the user wants to see things.

It comes by constructor, so that a test pushes the one screen that it tests. The words are the one
part that changes while the program runs (the language can be switched). No import of a service's
code happens here: the bundle is only passed on.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Generic, Protocol, TypeAlias, TypeVar

from smm_ledger.core.errors import OutsideError
from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import Translator as Words
from smm_ledger.tui.history import History
from smm_ledger.tui.symbols import Symbols, symbols

if TYPE_CHECKING:
    from smm_ledger.core.bank import BankEntry
    from smm_ledger.core.bank_formats import BankFormat
    from smm_ledger.core.letters import Attachment, Reminder
    from smm_ledger.core.mail_server import MailServer
    from smm_ledger.core.money import Money
    from smm_ledger.services.contacts import FileInput
    from smm_ledger.services.documents import Paper, WrittenPapers
    from smm_ledger.services.import_tables import TypedRows
    from smm_ledger.services.imports import OldInvoices
    from smm_ledger.services.ledger import Ledger
    from smm_ledger.services.reminders import Draft, Wanted

S = TypeVar("S")

Tables: TypeAlias = Mapping[str, Sequence[Mapping[str, object]]]


class Clock(Protocol):
    """The only reader of time."""

    def today(self) -> dt.date:
        """Return the local date."""
        ...

    def now(self) -> dt.datetime:
        """Return the instant, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Options:
    """How the user wants the program to look and behave.

    Attributes:
        theme: `dark`, `light` or `ansi`.
        ascii_only: Draw nothing beyond ASCII.
        reduced_motion: No animation.
        hints_on: Whether hints of a negotiation are shown at all.
        hint_kinds: Which of them, by the values of `HintKind`.
        silent_days: Days without an answer after which a quote is followed up.
        keymap: The user's own keys, as in the settings.
    """

    theme: str = "dark"
    ascii_only: bool = False
    reduced_motion: bool = False
    hints_on: bool = True
    hint_kinds: frozenset[str] = frozenset({"against-yourself", "growing", "deadline"})
    silent_days: int = 7
    keymap: Mapping[str, str | Sequence[str]] = field(default_factory=dict)

    @property
    def hints(self) -> frozenset[str]:
        """The kinds of hints that are shown."""
        return self.hint_kinds if self.hints_on else frozenset()


@dataclass(frozen=True, slots=True)
class OpenLedger:
    """Which ledger one is in: never to be mistaken for another.

    Attributes:
        name: What the title bar shows.
        sample: Whether it is the copy with sample data.
    """

    name: str
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A client or document that the palette found.

    Attributes:
        title: Its number or name (data).
        detail: More to tell it by (data).
        place: The mode that shows it.
        key: Its key there.
    """

    title: str
    detail: str
    place: str
    key: str


class BalanceGap(Protocol):
    """An account whose entries do not lead from one balance to the other."""

    @property
    def account(self) -> str:
        """Its number, or nothing."""
        ...

    @property
    def entries(self) -> "Money":
        """What its entries come to."""
        ...

    @property
    def balances(self) -> "Money":
        """By how much its balances differ."""
        ...


class StatementRead(Protocol):
    """A bank statement as it was read."""

    @property
    def entries(self) -> "Sequence[BankEntry]":
        """What it holds, in its order."""
        ...

    @property
    def gaps(self) -> Sequence[BalanceGap]:
        """Where a part of it may be missing."""
        ...


class Dossier(Protocol):
    """A dossier as it was written."""

    @property
    def path(self) -> Path:
        """The folder."""
        ...

    @property
    def count(self) -> int:
        """How many files are in it."""
        ...

    @property
    def as_pages(self) -> bool:
        """Whether what should be PDFs are HTML pages."""
        ...


class Doors(Protocol):
    """What lies outside the ledger: files, viewers, the sample data."""

    def save_paper(self, paper: "Paper") -> Path:
        """Write a PDF into the folder of documents; return where it is."""
        ...

    def save_page(self, paper: "Paper") -> Path:
        """Write an HTML page there, where PDFs cannot be made."""
        ...

    def save_file(self, name: str, data: bytes, *, year: int) -> Path:
        """Write a file under its own name into the folder of a year's documents."""
        ...

    def save_letter(self, draft: "Draft", *, email: bool) -> Path:
        """Write a reminder there, as its PDF (its text without one) or as an e-mail draft."""
        ...

    def mail_sender(self) -> str | None:
        """Return the address that letters come from; None without a mail server."""
        ...

    def mail_server(self) -> "MailServer | None":
        """Return the mail server of the settings; None where letters become drafts."""
        ...

    def save_mail_server(self, table: Mapping[str, str]) -> None:
        """Keep the mail server in the settings; an empty table is none."""
        ...

    def keep_mail_password(self, password: str) -> None:
        """Keep the password in the system's keyring; OutsideError where there is none."""
        ...

    def try_mail(self, password: str) -> None:
        """Connect and log in; nothing is sent. SendFailed where the server does not let us in."""
        ...

    def mail_password(self) -> str | None:
        """Return the mail server's password; None where it has to be asked for."""
        ...

    def send_mail(self, ledger: "Ledger", wanted: "Wanted", password: str) -> "Reminder":
        """Send a letter through the mail server, and record it."""
        ...

    def check_sending(self, ledger: "Ledger", wanted: "Wanted") -> None:
        """Refuse where it is not known whether the last letter to a client left."""
        ...

    def read_file(self, path: Path) -> "FileInput":
        """Return a file that is to be kept; InputError if it can't be read."""
        ...

    def save_kept(self, own: "Attachment", data: bytes, path: Path | None = None) -> Path:
        """Write a kept file where it is wanted, else into its year's folder; return where it is."""
        ...

    def open_path(self, path: Path) -> None:
        """Open a file in the system's viewer; OutsideError where there is none."""
        ...

    def documents_folder(self) -> Path:
        """Return the folder of this year's documents."""
        ...

    def open_sample(self, progress: Callable[[int, int], None]) -> "Ledger":
        """Return the copy with sample data, made at the first time."""
        ...

    def own_ledger(self) -> "Ledger":
        """Return the user's own ledger, which may not be made yet."""
        ...

    def read_export(self, path: Path) -> Tables:
        """Return the tables of an exported ledger; InputError if it is none."""
        ...

    def read_rows(self, path: Path, kind: str) -> "TypedRows":
        """Return the rows of a table of clients or services; InputError if it is none."""
        ...

    def read_old_invoices(self, ledger: "Ledger", path: Path) -> "OldInvoices":
        """Return what the files of another program hold; InputError if it can't be read."""
        ...

    def export(self, ledger: "Ledger", path: Path, kind: str) -> Sequence[Path]:
        """Write the whole ledger out as `csv`, `json` or `hledger`; return the files."""
        ...

    def usual_path(self, kind: str, number: str, client: str = "", extension: str = "") -> Path:
        """Return where something is usually written; a folder without an extension."""
        ...

    def write_dossier(
        self,
        ledger: "Ledger",
        ref: str,
        path: Path,
        *,
        language: str,
        progress: Callable[[int, int], None],
    ) -> Dossier:
        """Write all that a lawyer needs of a debt; what `progress` raises leaves nothing."""
        ...

    def write_papers(
        self,
        ledger: "Ledger",
        folder: Path,
        *,
        year: int | None,
        progress: Callable[[int, int], None],
    ) -> "WrittenPapers":
        """Write the PDF of every issued invoice; what `progress` raises leaves none."""
        ...

    def write_calendar(self, ledger: "Ledger", path: Path, *, language: str) -> int:
        """Write the days of what is owed; return how many there are."""
        ...

    def write_report(self, report: str, found: object, path: Path) -> None:
        """Write the rows of a report as CSV."""
        ...

    def read_statement(
        self, path: Path, formats: "Mapping[str, BankFormat]", *, currency: str
    ) -> "StatementRead":
        """Return what a bank statement holds; InputError if it is none."""
        ...


@dataclass(slots=True)
class Context(Generic[S]):
    """All that a screen needs.

    Attributes:
        services: The bundle of services.
        words: The translator of the language that is on now.
        clock: Today and now.
        ledger: Which ledger it is.
        options: The user's settings for the screen.
        keep: Stores a changed setting (`theme`, `language`).
        translator: Gives the words of a language.
        finder: Looks for clients and documents by what was typed.
        log_folder: Where the report of a crash goes.
        doors: What lies outside the ledger.
        history: What can be undone.
    """

    services: S
    words: Words
    clock: Clock
    ledger: OpenLedger
    log_folder: Path
    translator: Callable[[str], Words]
    options: Options = field(default_factory=Options)
    keep: Callable[[str, object], None] = lambda _name, _value: None
    finder: Callable[[str], Sequence[Found]] = lambda _typed: ()
    doors: Doors | None = None
    history: History = field(default_factory=History)

    @property
    def symbols(self) -> Symbols:
        """The characters to draw with."""
        return symbols(ascii_only=self.options.ascii_only)

    def say(self, message: str, /, **data: object) -> str:
        """Return a message in the user's language, its data filled in after translation."""
        return self.words.gettext(message, **data)

    # --- doors ----------------------------------------------------------------------------------

    def save_paper(self, paper: "Paper") -> Path:
        """Write a PDF into the folder of documents; return where it is."""
        return self.open_doors.save_paper(paper)

    def save_page(self, paper: "Paper") -> Path:
        """Write an HTML page there, where PDFs cannot be made."""
        return self.open_doors.save_page(paper)

    def save_file(self, name: str, data: bytes, *, year: int) -> Path:
        """Write a file under its own name into the folder of a year's documents."""
        return self.open_doors.save_file(name, data, year=year)

    def export(self, ledger: "Ledger", path: Path, kind: str) -> Sequence[Path]:
        """Write the whole ledger out; return the files."""
        return self.open_doors.export(ledger, path, kind)

    def documents_folder(self) -> Path:
        """Return the folder of this year's documents."""
        return self.open_doors.documents_folder()

    def open_path(self, path: Path) -> None:
        """Open a file in the system's viewer."""
        self.open_doors.open_path(path)

    def read_statement(
        self, path: Path, formats: "Mapping[str, BankFormat]", *, currency: str
    ) -> "StatementRead":
        """Return what a bank statement holds."""
        return self.open_doors.read_statement(path, formats, currency=currency)

    @property
    def open_doors(self) -> Doors:
        """The doors; OutsideError where there are none."""
        if self.doors is None:
            raise OutsideError("smm-ledger", N_("it was started without a place for files"))
        return self.doors
