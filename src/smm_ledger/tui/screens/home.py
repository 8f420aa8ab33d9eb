"""Oggi: what is owed and what is to be done, without a key press.

Each row does what it says with `enter`, by opening the document and starting there the action that
its own screen has. The summary is read once before the first paint and on every return.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from smm_ledger.core.collections import CHASED
from smm_ledger.core.errors import LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.services.home import HomeItem, HomeSummary
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.context import Context
from smm_ledger.tui.home_deeds import (
    CHASE_KEYS,
    INVOICE_KEYS,
    NEXT_KEYS,
    QUOTE_KEYS,
    chase,
    document_of,
    keys_of,
)
from smm_ledger.tui.keymap import KEYS, bind, check_overrides, first_key
from smm_ledger.tui.places import detail
from smm_ledger.tui.views.canvas import Canvas
from smm_ledger.tui.views.home import NEXT, figures, home_columns, home_row, item_key, limit_line
from smm_ledger.tui.widgets.bars import Hint
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

NOTHING: Final = N_("Nothing is waiting for you today. Press {key} for your quotes: n makes one.")
TO_DO: Final = N_("{n} to do")
REPLIED: Final = N_("{number}: the client's answer is noted")
MARGIN: Final = 4

NOTHING_FOUND: Final = N_("nothing found: escape clears the filter")
FIND: Final = N_("type to filter; enter goes to the list, escape clears")
ENTER: Final = "enter"


def told(row: Row) -> str:
    """Return the words of a row, for the filter."""
    cells = (cell if isinstance(cell, str) else cell[0] for cell in row.cells)
    return " ".join(cells).casefold()


class HomeScreen(LedgerScreen[Ledger]):
    """The first screen of the day."""

    AUTO_FOCUS = "WindowedTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            bind(key_id, action=f"row('{key_id}')")
            for key_id in dict.fromkeys((*QUOTE_KEYS, *INVOICE_KEYS))
        ),
        bind("find"),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = (
        "open",
        "find",
        "remind",
        "contact",
        "pay",
        "counter",
        "invoice",
        "reply",
        "accept",
        "go-quotes",
        "go-invoices",
        "palette",
    )
    DEFAULT_CSS = """
    HomeScreen #figures { height: auto; padding: 1 2 0 2; }
    HomeScreen #limit { height: 1; padding: 0 2; }
    HomeScreen.-narrow #figures, HomeScreen.-narrow #limit { padding: 0 1; }
    """

    @dataclass
    class Stepped(Message):
        """The ladder said what comes next on a day as it was read before."""

        before: HomeSummary
        found: HomeSummary

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._summary: HomeSummary = ctx.services.collections.home(
            silent_days=ctx.options.silent_days
        )
        self._fresh = True
        self._settled = False
        self._limit: int | None = None
        self._width = 0
        self._keymap = check_overrides(ctx.options.keymap).keymap
        self._items: dict[str, HomeItem] = {}
        self._search = ""

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The screen's name."""
        return (self.say(KEYS["go-home"].label),)

    @property
    def status(self) -> str:
        """The day, and how much there is to do."""
        day = self.canvas.date(self._summary.as_of)
        count = sum(count for _, count in self._summary.counts)
        return f"{day}   {self.say(TO_DO, n=count)}" if count else day

    @property
    def canvas(self) -> Canvas:
        """What the views draw with."""
        return Canvas(
            t=self.ctx.words,
            today=self._summary.as_of,
            width=self.app.size.width - MARGIN,
            symbols=self.ctx.symbols,
        )

    def body(self) -> ComposeResult:
        """Yield the figures and what there is to do."""
        yield Static(self._figures(), id="figures", markup=False)
        yield Static(self._limit_line(), id="limit", markup=False)
        yield WindowedTable(
            home_columns(self.say),
            ListSource(self._rows()),
            empty=self.say(NOTHING, key=first_key("go-quotes", self._keymap)),
            symbols=self.ctx.symbols,
        )

    def _rows(self) -> list[Row]:
        words = self._search.casefold().split()
        canvas = self.canvas
        rows = [home_row(canvas, item, self._key(item)) for item in self._summary.items]
        pairs = [
            (item, row)
            for item, row in zip(self._summary.items, rows, strict=True)
            if not words or all(word in told(row) for word in words)
        ]
        self._items = {item_key(item): item for item, _ in pairs}
        return [row for _, row in pairs]

    def _key(self, item: HomeItem) -> str:
        """Return how the key is shown that does an item's action; the ladder's may be to come."""
        if item.kind in CHASED and not self._settled:
            return ""
        return first_key(NEXT_KEYS.get(item.action, item.action), self._keymap)

    def load(self) -> None:
        """Read and show the day; what was read for the first paint is not read again."""
        if self._fresh:
            self._fresh = False
            self.call_after_refresh(self._ask_limit)
            self.call_after_refresh(self._ask_steps)
            return
        self._limit = self.ctx.services.collections.cash_limit()
        silent = self.ctx.options.silent_days
        self._summary = self.ctx.services.collections.home(silent_days=silent)
        self._settled = False
        self._show_figures()
        self._show_rows()
        self._ask_steps()

    def _ask_steps(self) -> None:
        """Ask the ladder what comes next, behind the paint: it needs all that was ever sent."""
        if not any(mine.open for mine in self._summary.figures):
            self._settle(self._summary)
            return
        self.run_worker(
            partial(self._find_steps, self._summary), thread=True, exclusive=True, group="read"
        )

    def _find_steps(self, before: HomeSummary) -> None:
        found = self.ctx.services.collections.steps(before)
        if not get_current_worker().is_cancelled:
            self.post_message(self.Stepped(before, found))

    @on(Stepped)
    def stepped(self, event: Stepped) -> None:
        """Show what comes next, unless the day was read again meanwhile."""
        if self._summary is event.before:
            self._settle(event.found)

    def _settle(self, found: HomeSummary) -> None:
        self._summary, self._settled = found, True
        self._show_rows()
        self.refresh_heading()
        self.refresh_bindings()

    def _show_rows(self) -> None:
        table = self.query_one(WindowedTable)
        table.set_columns(home_columns(self.say))
        found = ListSource(self._rows())
        nothing = self.say(NOTHING, key=first_key("go-quotes", self._keymap))
        table.set_source(found, empty=self.say(NOTHING_FOUND) if self._search else nothing)

    def on_resize(self) -> None:
        """Lay the figures out for the new width."""
        if self.is_mounted and self._width != self.app.size.width:
            self._show_figures()

    def _ask_limit(self) -> None:
        """Add the regime's limit behind the first paint; its line is kept free."""
        self._limit = self.ctx.services.collections.cash_limit()
        self.query_one("#limit", Static).update(self._limit_line())

    def _limit_line(self) -> Content:
        return limit_line(self.canvas, self._summary, self._limit)

    def _show_figures(self) -> None:
        self.query_one("#limit", Static).update(self._limit_line())
        self.query_one("#figures", Static).update(self._figures())

    def _figures(self) -> Content:
        self._width = self.app.size.width
        return figures(self.canvas, self._summary)

    @property
    def current(self) -> HomeItem | None:
        """What is under the cursor."""
        key = self.query_one(WindowedTable).cursor_key if self.is_mounted else None
        return self._items.get(key) if key else None

    # --- the filter -----------------------------------------------------------------------------

    async def action_find(self) -> None:
        """Open the filter's line; it is made when it is first wanted."""
        from smm_ledger.tui.lists import FilterInput

        if not self.query(FilterInput):
            line = FilterInput(placeholder=self.say(FIND), compact=True)
            await self.mount(line, before=self.query_one(WindowedTable))
        self.query_one(FilterInput).focus()

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        self._search = event.value
        self._show_rows()

    @on(Input.Submitted)
    def found(self) -> None:
        """Go to the list; an empty filter closes its line."""
        if not self._search:
            self.clear_filter()
        self.query_one(WindowedTable).focus()

    def clear_filter(self) -> bool:
        """Clear the filter, and close its line."""
        lines = self.query(Input)
        if not lines:
            return False
        lines.remove()
        self._search = ""
        self.query_one(WindowedTable).focus()
        self._show_rows()
        return True

    # --- what the rows offer --------------------------------------------------------------------

    @on(WindowedTable.Highlighted)
    def another_row(self) -> None:
        """Other keys may be possible here."""
        self.refresh_bindings()

    @on(WindowedTable.Selected)
    async def chosen(self) -> None:
        """Do what comes next."""
        if not self._settled:  # who is quicker than the ladder waits for it
            self._settle(self.ctx.services.collections.steps(self._summary))
        if item := self.current:
            await self._start(item, NEXT_KEYS.get(item.action, item.action))

    async def action_row(self, key_id: str) -> None:
        """Do something else with the document of the row; an answer is noted right here."""
        item = self.current
        if item is None:
            return
        if key_id == "reply":
            self.ctx.services.negotiation.reply(item.ref)
            self.notify(self.say(REPLIED, number=item.ref), markup=False)
            self.load()
        else:
            await self._start(item, key_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the row's document has."""
        if action != "row":
            return super().check_action(action, parameters)
        item = self.current
        return item is not None and parameters[0] in keys_of(item.kind)

    def hints(self) -> tuple[Sequence[Hint], Hint | None]:
        """Say in the footer what `enter` does with this row."""
        best, last = super().hints()
        item = self.current
        if item is None:
            return [hint for hint in best if hint.key != ENTER], last
        if item.kind in CHASED and not self._settled:
            return best, last
        does = self.say(NEXT[item.action])
        return [hint._replace(text=does) if hint.key == ENTER else hint for hint in best], last

    async def _start(self, item: HomeItem, key_id: str) -> None:
        """Ask for money here; else open the document, and start the action of its screen."""
        if key_id in CHASE_KEYS:
            self.flow(self._chase(item, key_id))
            return
        screen = detail(self.ctx, *document_of(item))
        await self.push(screen)
        action = KEYS[key_id].action
        if self.app.screen is screen and screen.check_action(action, ()):
            await screen.run_action(action)

    async def _chase(self, item: HomeItem, key_id: str) -> None:
        try:
            await chase(self, item, key_id)
        except LedgerError as error:
            self.refused(error)
        self.load()
