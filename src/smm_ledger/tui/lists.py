"""A list screen: a windowed table, its detail beside it on wide terminals, and a live filter.

A subclass says what the rows are; here is how one moves among them. Nothing is read but what is
on screen, and no service is known here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Generic, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Row, RowSource
from smm_ledger.tui.widgets.table import WindowedTable

R = TypeVar("R")

FIND: Final = N_("type to filter; enter goes to the list, escape clears")
NOTHING_FOUND: Final = N_("nothing found: escape clears the filter")
NONE_OF_THESE: Final = N_("none of these: f chooses another filter")
FILTER: Final = N_("Filter")
SORT: Final = N_("Order")
MARKED: Final = N_("marked: {n}")
FILTERED: Final = N_("filter: {words}")
SEARCH_MAX: Final = 100


@dataclass(frozen=True, slots=True)
class Preset:
    """A ready-made filter or an order: its name for the service, and its marked title."""

    key: str
    title: str


class QuerySource(Generic[R]):
    """Rows of a service's list, asked for in windows.

    Args:
        query: The filter and the order; its window is set here.
        count: Counts the rows of a query.
        read: Reads a window of them.
        row: Makes a row of the table.
    """

    def __init__(
        self,
        query: Callable[[int, int | None], ListQuery],
        *,
        count: Callable[[ListQuery], int],
        read: Callable[[ListQuery], Sequence[R]],
        row: Callable[[R], Row],
    ) -> None:
        self._query = query
        self._count = count
        self._read = read
        self._row = row

    def count(self) -> int:
        """Return how many rows there are."""
        return self._count(self._query(0, None))

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return a window of rows."""
        return [self._row(found) for found in self._read(self._query(offset, limit))]

    def position(self, key: str) -> int | None:  # noqa: ARG002 - the protocol's
        """Say nothing: the table looks around the old place, which costs a page or two."""
        return None


class FilterInput(Input):
    """The line where one types a filter."""

    DEFAULT_CSS = """
    FilterInput, FilterInput:focus {
        height: 1; border: none; padding: 0; margin: 0 1; width: 1fr;
    }
    """

    def on_key(self, event: events.Key) -> None:
        """Go down into the list."""
        if event.key in {"down", "pagedown"}:
            event.stop()
            event.prevent_default()
            self.screen.query_one(WindowedTable).focus()


class DetailPane(VerticalScroll):
    """What is said of a row: laid out for its width, so anew whenever that changes."""

    class Widened(Message):
        """The pane has another width."""

    def on_resize(self) -> None:
        """Ask for the words again."""
        self.post_message(self.Widened())


class ListScreen(LedgerScreen[Ledger]):
    """A screen of rows. `current_key` is the row under the cursor, "" for none.

    Attributes:
        presets: Ready-made filters; the first is the default.
        orders: Orders; the first is the default.
        title_text: Marked; what the screen is called.
        empty: Marked; what an empty list says: the one key to press.
        search: What was typed into the filter.
        preset: Key of the filter that is on.
        order: Key of the order that is on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [bind("find"), bind("filter"), bind("sort")]
    AUTO_FOCUS = "WindowedTable"
    TABLE: ClassVar[type[WindowedTable]] = WindowedTable
    """What the rows stand in; with marks where something is done with several."""
    DEFAULT_CSS = """
    ListScreen .panes { height: 1fr; }
    ListScreen WindowedTable { width: 1fr; }
    ListScreen .detail {
        width: 34%; height: 1fr; display: none; padding: 0 1;
        border-left: vkey $panel; scrollbar-size-vertical: 1;
    }
    ListScreen .detail:focus { border-left: vkey $primary; }
    ListScreen.-wide .detail { display: block; }
    ListScreen.-wide WindowedTable { margin: 0 1 0 0; }
    ListScreen FilterInput { display: none; }
    ListScreen.-finding FilterInput { display: block; }
    ListScreen.-plain .detail { border-left: ascii $panel; }
    """

    presets: ClassVar[tuple[Preset, ...]] = ()
    orders: ClassVar[tuple[Preset, ...]] = ()
    title_text: ClassVar[str] = ""
    empty: ClassVar[str] = N_("nothing here yet")

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self.search = ""
        self.preset = self.presets[0].key if self.presets else ""
        self.order = self.orders[0].key if self.orders else ""

    # --- what a subclass says -----------------------------------------------------------------

    def columns(self) -> Sequence[Column]:
        """Return the columns, titles in the user's language."""
        raise NotImplementedError

    def source(self) -> RowSource:
        """Return the rows for `search`, `preset` and `order`."""
        raise NotImplementedError

    def detail(self, key: str) -> Content:
        """Return what the pane says of a row."""
        raise NotImplementedError

    def open_row(self, key: str) -> None:
        """Open a row (`enter`)."""
        raise NotImplementedError

    # --- what it has --------------------------------------------------------------------------

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The screen's name."""
        return (self.say(self.title_text),)

    @property
    def status(self) -> str:
        """How many rows, and which filter and order are on."""
        parts = [str(self.table.row_count)] if self.is_mounted else []
        if self.is_mounted and (marked := self.table.marks.count(self.table.row_count)):
            parts.append(self.say(MARKED, n=marked))
        if self.presets and self.preset != self.presets[0].key:
            parts.append(self._title_of(self.presets, self.preset))
        if self.orders and self.order != self.orders[0].key:
            parts.append(f"{self.ctx.symbols.down} {self._title_of(self.orders, self.order)}")
        if self.search:
            parts.append(self.say(FILTERED, words=self.search))
        return f" {self.ctx.symbols.dot} ".join(parts)

    def _title_of(self, among: Sequence[Preset], key: str) -> str:
        return next((self.say(one.title) for one in among if one.key == key), key)

    @property
    def table(self) -> WindowedTable:
        """The table."""
        return self.query_one(WindowedTable)

    @property
    def current_key(self) -> str:
        """The key of the row under the cursor, or nothing."""
        return self.table.cursor_key or ""

    def query_for(self, offset: int, limit: int | None) -> ListQuery:
        """Return the window of the service's list for what is filtered and ordered now."""
        return ListQuery(
            status=self.preset,
            search=self.search,
            order=self.order,
            offset=offset,
            limit=limit,
        )

    # --- showing ------------------------------------------------------------------------------

    def body(self) -> ComposeResult:
        """Yield the filter, the table and the pane."""
        yield FilterInput(
            self.search, placeholder=self.say(FIND), compact=True, max_length=SEARCH_MAX
        )
        with Horizontal(classes="panes"):
            yield self.TABLE(self.columns(), symbols=self.ctx.symbols)
            with DetailPane(classes="detail"):
                yield Static("", markup=False)

    def load(self) -> None:
        """Read the rows; the cursor stays on its row."""
        words = NOTHING_FOUND if self.search else self.empty
        if not self.search and self.presets and self.preset != self.presets[0].key:
            words = NONE_OF_THESE
        self.table.set_source(self.source(), empty=self.say(words))
        self.show_detail()
        self.refresh_heading()

    def show_detail(self) -> None:
        """Fill the pane, where there is one."""
        pane = self.query_one(".detail", VerticalScroll)
        if pane.display:
            key = self.current_key
            pane.query_one(Static).update(self.detail(key) if key else Content(""))

    @on(DetailPane.Widened)
    def widened(self) -> None:
        """Fill the pane that a wider terminal shows."""
        self.show_detail()

    @on(WindowedTable.Highlighted)
    def another_row(self) -> None:
        """Tell the pane, and the footer: other keys may be possible here."""
        self.show_detail()
        self.refresh_bindings()

    @on(WindowedTable.MarksChanged)
    def marked(self) -> None:
        """Tell how many rows are marked."""
        self.refresh_heading()

    @on(WindowedTable.Selected)
    def chosen(self, event: WindowedTable.Selected) -> None:
        """Open the row."""
        self.open_row(event.key)

    @on(WindowedTable.LoadFailed)
    def failed(self, event: WindowedTable.LoadFailed) -> None:
        """Say why there are no rows."""
        self.refused(event.error)

    # --- filter and order ---------------------------------------------------------------------

    def action_find(self) -> None:
        """Open the filter's line."""
        self.add_class("-finding")
        self.query_one(FilterInput).focus()

    @on(Input.Changed, "FilterInput")
    def typed(self, event: Input.Changed) -> None:
        """Filter as one types."""
        if event.value != self.search:
            self.search = event.value
            self.load()

    @on(Input.Submitted, "FilterInput")
    def found(self) -> None:
        """Go to the list; an empty filter closes its line."""
        if not self.search:
            self.remove_class("-finding")
        self.table.focus()

    def clear_filter(self) -> bool:
        """Clear the filter, and close its line."""
        if not self.has_class("-finding"):
            return False
        self.remove_class("-finding")
        self.search = ""
        self.query_one(FilterInput).value = ""
        self.table.focus()
        self.load()
        return True

    @work
    async def action_filter(self) -> None:
        """Choose a ready-made filter."""
        chosen = await self._choose(FILTER, self.presets, self.preset)
        if chosen is not None:
            self.preset = chosen
            self.load()

    @work
    async def action_sort(self) -> None:
        """Choose the order."""
        chosen = await self._choose(SORT, self.orders, self.order)
        if chosen is not None:
            self.order = chosen
            self.load()

    async def _choose(self, title: str, among: Sequence[Preset], now: str) -> str | None:
        choices = [Choice(one.key, self.say(one.title)) for one in among]
        dialog = ChooseDialog(self.ctx, title=self.say(title), choices=choices, current=now)
        return await self.ask(dialog)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a filter and an order only where there are some."""
        if action in {"filter", "sort"}:
            return bool(self.presets if action == "filter" else self.orders)
        return super().check_action(action, parameters)
