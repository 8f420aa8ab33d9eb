"""Impostazioni: her own data, and how the program looks and behaves on this machine."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual import on, work
from textual.app import ComposeResult

from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import available_languages, own_name
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.changes import editing
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.places import PLACE_NAMES, PLACES, make
from smm_ledger.tui.themes import TITLES
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

if TYPE_CHECKING:
    from smm_ledger.tui.app import LedgerApp

YES: Final = N_("yes")
NO: Final = N_("no")
NEXT_START: Final = N_("Kept: it counts from the next start on")
NAMES: Final = {
    "issuer": N_("My data"),
    "theme": N_("Theme"),
    "language": N_("Language"),
    "ascii": N_("Plain characters only"),
    "motion": N_("No animation"),
    "documents": N_("Folder of documents"),
    "ledger": N_("Ledger"),
    "log": N_("Log"),
}


class SettingsScreen(LedgerScreen[Ledger]):
    """The settings, a row each; enter changes one."""

    AUTO_FOCUS = "WindowedTable"
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "back", "palette")

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The screen's name."""
        return (self.say(PLACE_NAMES["settings"]),)

    def body(self) -> ComposeResult:
        """Yield the rows."""
        yield WindowedTable((), symbols=self.ctx.symbols)

    def load(self) -> None:
        """Show what is set now."""
        table = self.query_one(WindowedTable)
        name, value = self.say(N_("Setting")), self.say(N_("Now"))
        table.set_columns((Column("name", name, 24), Column("value", value, 20, 1)))
        rows = [Row(key, (self.say(NAMES[key]), text)) for key, text in self._values().items()]
        table.set_source(ListSource(rows))

    def _values(self) -> dict[str, str]:
        ctx = self.ctx
        folder = str(ctx.doors.documents_folder().parent) if ctx.doors else ""
        return {
            "issuer": ctx.services.issuer.show().name,
            "theme": self.say(TITLES[self.app.theme]),
            "language": own_name(ctx.words.language),
            "ascii": self.say(YES if ctx.options.ascii_only else NO),
            "motion": self.say(YES if ctx.options.reduced_motion else NO),
            "documents": folder,
            "ledger": str(ctx.services.storage.path),
            "log": "",
        }

    @property
    def _program(self) -> "LedgerApp":
        return cast("LedgerApp", self.app)

    @on(WindowedTable.Selected)
    def chosen(self, event: WindowedTable.Selected) -> None:
        """Change a setting, or open what the row leads to."""
        match event.key:
            case "issuer":
                self._issuer()
            case "theme":
                self._theme()
            case "language":
                self._language()
            case "ascii":
                plain = not self.ctx.options.ascii_only
                self._program.choose_options(replace(self.ctx.options, ascii_only=plain))
                self.ctx.keep("ascii", plain)
            case "motion":
                still = not self.ctx.options.reduced_motion
                self._program.choose_options(replace(self.ctx.options, reduced_motion=still))
                self.ctx.keep("reduced_motion", still)
            case "documents":
                self._documents()
            case "log":
                self.app.push_screen(make(self.ctx, PLACES["log"]))

    @work
    async def _issuer(self) -> None:
        from smm_ledger.tui.forms.issuer import IssuerForm

        made = editing(self.ctx.services, "issuer", "issuer")
        await self.ask(IssuerForm(self.ctx))
        self.ctx.history.noted(made())
        self.load()

    @work
    async def _theme(self) -> None:
        choices = [Choice(name, self.say(title)) for name, title in TITLES.items()]
        chosen = await self._choose("theme", choices, self.app.theme)
        if chosen is not None:
            self._program.choose_theme(chosen)
            self.load()

    @work
    async def _language(self) -> None:
        choices = [Choice(code, own_name(code)) for code in available_languages()]
        chosen = await self._choose("language", choices, self.ctx.words.language)
        if chosen is not None:
            self._program.choose_language(chosen)

    async def _choose(self, name: str, choices: list[Choice], now: str) -> str | None:
        title = self.say(NAMES[name])
        return await self.ask(ChooseDialog(self.ctx, title=title, choices=choices, current=now))

    @work
    async def _documents(self) -> None:
        from smm_ledger.tui.dialogs.path import PathDialog

        now = self._values()["documents"]
        dialog = PathDialog(self.ctx, title=self.say(NAMES["documents"]), value=now)
        path = await self.ask(dialog)
        if path is not None and path != Path(now):
            self.ctx.keep("documents", path)
            self.notify(self.say(NEXT_START), markup=False)
