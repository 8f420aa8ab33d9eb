"""Benvenuto: there is no ledger yet. Look around in sample data, begin, or import.

Nothing is made before it is asked for, and nothing that is made here is asked twice.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import ProgressBar, Static
from textual.worker import get_current_worker

from smm_ledger.core.errors import LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.context import Context
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

if TYPE_CHECKING:
    from smm_ledger.tui.app import LedgerApp

TITLE: Final = N_("Welcome")
NO_LEDGER: Final = N_("There is no ledger at {path} yet.")
HOW: Final = N_("How do you want to start?")
LATER: Final = N_("Everything can be changed later, in the settings.")
MAKING: Final = N_("Making a year of sample data…")
OFFER_TITLE: Final = N_("Begin with a catalogue of {n} services?")
OFFER: Final = N_(
    "The work of a social media manager: hours, what is included and what is not. The prices are "
    "yours to set; everything can be changed or archived later."
)
IMPORT_TITLE: Final = N_("Import a ledger")
IMPORT_NOTE: Final = N_("The JSON file that “smm-ledger export” wrote.")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to start."""

    key: str
    title: str
    about: str


WAYS: Final = (
    Way(
        "sample", N_("Try the sample data"), N_("a made-up year in a copy: nothing of it is yours")
    ),
    Way("begin", N_("Begin"), N_("your name; all the rest can wait")),
    Way("import", N_("Import"), N_("the export of another ledger, as one file")),
)


class WelcomeScreen(LedgerScreen[Ledger]):
    """The first screen where there is no ledger."""

    AUTO_FOCUS = "WindowedTable"
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "move-down", "palette", "quit")
    DEFAULT_CSS = """
    WelcomeScreen Static { padding: 1 2 0 2; height: auto; }
    WelcomeScreen WindowedTable { height: 5; margin: 0 1; }
    WelcomeScreen KeyBar { dock: bottom; }
    WelcomeScreen ProgressBar { display: none; padding: 1 2; }
    WelcomeScreen.-busy ProgressBar { display: block; }
    """

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._busy = False

    def on_screen_resume(self) -> None:
        """Be ready for another choice when one comes back from the sample data."""
        self._busy = False
        self.remove_class("-busy")
        super().on_screen_resume()

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The screen's name."""
        return (self.say(TITLE),)

    def body(self) -> ComposeResult:
        """Yield the ways to start."""
        yield Static(self._greeting(), markup=False)
        yield WindowedTable((), symbols=self.ctx.symbols)
        yield ProgressBar(show_eta=False)
        yield Static(label(self.say(LATER), style="$text-muted"), markup=False)

    def _greeting(self) -> Content:
        path = str(self.ctx.services.storage.path)
        lines = [
            label("smm-ledger", style="bold $primary"),
            label(self.say(NO_LEDGER, path=path), style="$text-muted"),
            Content(""),
            label(self.say(HOW)),
        ]
        return Content("\n").join(lines)

    def load(self) -> None:
        """Show the ways to start."""
        table = self.query_one(WindowedTable)
        table.set_columns((Column("title", "", 24), Column("about", "", 20, 1)))
        rows = [Row(way.key, (self.say(way.title), (self.say(way.about), "dim"))) for way in WAYS]
        table.set_source(ListSource(rows))

    @on(WindowedTable.Selected)
    def chosen(self, event: WindowedTable.Selected) -> None:
        """Start in the chosen way."""
        if self._busy:
            return
        match event.key:
            case "sample":
                self._sample()
            case "begin":
                self._begin()
            case _:
                self._import()

    @property
    def _program(self) -> "LedgerApp":
        return cast("LedgerApp", self.app)

    def _sample(self) -> None:
        self._busy = True
        self.add_class("-busy")
        self.notify(self.say(MAKING), markup=False)
        self._make_sample()

    @work(thread=True, exclusive=True)
    def _make_sample(self) -> None:
        """Replay the sample year; it takes some seconds."""
        worker, call = get_current_worker(), self.app.call_from_thread

        def step(done: int, total: int) -> None:
            if not worker.is_cancelled:
                call(self._step, done, total)

        doors = self.ctx.doors
        if doors is None:
            return
        try:
            ledger = doors.open_sample(step)
        except LedgerError as error:
            call(self._failed, error)
            return
        if not worker.is_cancelled:
            call(self._program.enter, ledger, sample=True)

    def _step(self, done: int, total: int) -> None:
        self.query_one(ProgressBar).update(total=total, progress=done)

    def _failed(self, error: LedgerError) -> None:
        self._busy = False
        self.remove_class("-busy")
        self.refused(error)

    @work
    async def _begin(self) -> None:
        """Ask for the issuer; the ledger is made when the form is saved."""
        from smm_ledger.tui.forms.issuer import IssuerForm

        issuer = await self.ask(IssuerForm(self.ctx))
        if issuer is not None:
            if issuer.language != self.ctx.words.language:
                self.ctx.words = self.ctx.translator(issuer.language)
            await self._offer_catalogue()
            self._program.enter(self.ctx.services, sample=False)

    async def _offer_catalogue(self) -> None:
        """Offer the ready services of a social media manager; no is one key."""
        from smm_ledger.tui.dialogs.confirm import ConfirmDialog

        catalogue = self.ctx.services.catalogue
        count = len(catalogue.samples())
        title = self.say(OFFER_TITLE, n=count)
        if not count:
            return
        dialog: ConfirmDialog[Ledger] = ConfirmDialog(self.ctx, title=title, text=self.say(OFFER))
        if await self.ask(dialog):
            catalogue.add_samples()

    @work
    async def _import(self) -> None:
        """Ask for the file, and make the ledger of it."""
        from smm_ledger.tui.dialogs.path import PathDialog

        dialog = PathDialog(
            self.ctx,
            title=self.say(IMPORT_TITLE),
            note=self.say(IMPORT_NOTE),
            example="~/ledger.json",
            read=True,
        )
        path = await self.ask(dialog)
        doors = self.ctx.doors
        if path is None or doors is None:
            return
        services = self.ctx.services

        def load() -> None:
            services.upkeep.load(doors.read_export(path))

        await self.run_worker(load, thread=True, exit_on_error=False).wait()
        self._program.enter(services, sample=services.upkeep.is_demo())
