"""Report: the list of what there is, and the chosen one drawn beside or below it."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.papers import DocumentScreen
from smm_ledger.tui.reports import REPORTS
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.sheet import Sheet
from smm_ledger.tui.widgets.table import WindowedTable

YEARS = 11
"""How many years can be chosen: invoices are kept for ten."""


class ReportsScreen(DocumentScreen):
    """The reports."""

    AUTO_FOCUS = "WindowedTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("filter", label=N_("Year"), tip=N_("show another year")),
        bind("export", label=N_("CSV"), tip=N_("write this report as a CSV file")),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "filter", "export", "back", "palette")
    DEFAULT_CSS = """
    ReportsScreen .reports { height: 1fr; layout: vertical; }
    ReportsScreen WindowedTable { height: auto; max-height: 7; border-bottom: hkey $panel; }
    ReportsScreen Sheet { height: 1fr; width: 1fr; }
    ReportsScreen.-wide .reports { layout: horizontal; }
    ReportsScreen.-wide WindowedTable {
        width: 26; height: 1fr; max-height: 100%; border-bottom: none; border-right: vkey $panel;
    }
    ReportsScreen.-plain WindowedTable { border-bottom: ascii $panel; }
    ReportsScreen.-plain.-wide WindowedTable { border-bottom: none; border-right: ascii $panel; }
    """

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._entries = {entry.key: entry for entry in REPORTS}
        self._found: object = None
        self._year: int | None = None

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The screen, and the report that is drawn."""
        name = self.say(N_("Reports"))
        key = self._table.cursor_key if self.is_mounted else None
        return (name, self.say(self._entries[key].title)) if key else (name,)

    @property
    def _table(self) -> WindowedTable:
        return self.query_one(WindowedTable)

    def body(self) -> ComposeResult:
        """Yield the list and the page."""
        with Container(classes="reports"):
            yield WindowedTable((), symbols=self.ctx.symbols)
            yield Sheet(self._draw)

    def load(self) -> None:
        """List the reports, and read the chosen one anew."""
        self._table.set_columns(
            (
                Column("title", self.say(N_("Report")), 20),
                Column("about", "", 10, 1, priority=1),
            )
        )
        rows = [
            Row(key, (self.say(entry.title), (self.say(entry.about), "dim")))
            for key, entry in self._entries.items()
        ]
        self._table.set_source(ListSource(rows))
        self._show()

    def _show(self) -> None:
        key = self._table.cursor_key
        self._found = self._entries[key].read(self.ctx.services, self._year) if key else None
        self.query_one(Sheet).show(self._draw)
        self.refresh_heading()
        self.refresh_bindings()

    def _draw(self, width: int) -> Content:
        key = self._table.cursor_key
        if key is None or self._found is None:
            return Content("")
        return self._entries[key].draw(self.canvas_of(width), self._found)

    @property
    def status(self) -> str:
        """Which year, if another one than this was chosen."""
        return str(self._year) if self._year and self.check_action("filter", ()) else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer another year where the report is one of a year."""
        if action == "filter":
            key = self._table.cursor_key if self.is_mounted else None
            return bool(key and self._entries[key].yearly)
        return super().check_action(action, parameters)

    @work
    async def action_filter(self) -> None:
        """Show another year."""
        from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog

        this = self.ctx.clock.today().year
        choices = [Choice(str(year), str(year)) for year in range(this, this - YEARS, -1)]
        title, now = self.say(N_("Year")), str(self._year or this)
        dialog = ChooseDialog(self.ctx, title=title, choices=choices, current=now)
        chosen = await self.ask(dialog)
        if chosen is not None:
            self._year = None if int(chosen) == this else int(chosen)
            self._show()

    @work
    async def action_export(self) -> None:
        """Write the report under the cursor as a CSV file."""
        from smm_ledger.tui.file_flows import write_report

        key = self._table.cursor_key
        if key is not None:
            entry, today = self._entries[key], self.ctx.clock.today()
            period = str(self._year or today.year) if entry.yearly else today.isoformat()
            await write_report(self, key, self.say(entry.title), self._found, period=period)

    @on(WindowedTable.Highlighted)
    def another(self) -> None:
        """Draw the report under the cursor."""
        self._show()

    @on(WindowedTable.Selected)
    def chosen(self) -> None:
        """Go to the page, to scroll it."""
        self.query_one(Sheet).focus()

    def clear_filter(self) -> bool:
        """Go back from the page to the list first."""
        if self.query_one(Sheet).has_focus:
            self._table.focus()
            return True
        return False
