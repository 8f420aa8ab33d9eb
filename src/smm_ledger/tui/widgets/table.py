"""A list of any length that feels like a short one.

Textual's DataTable keeps every row, knows neither vi keys nor marks, and loses the cursor when it
is filled again. This one paints only what is on screen, over pages of rows. It knows no service
and no state: whoever makes it gives the columns, the source and the words for an empty list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from smm_ledger.core.errors import LedgerError
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.symbols import UNICODE, Symbols
from smm_ledger.tui.widgets.columns import Column, fit
from smm_ledger.tui.widgets.marks import Marks
from smm_ledger.tui.widgets.pages import NEARBY, ListSource, Pages, Row, RowSource
from smm_ledger.tui.widgets.painting import Painter

GUTTER: Final = 2
"""One column for the cursor, one for the mark: neither is told by colour alone."""

EMPTY_FROM: Final = 2
"""The line on which the words of an empty list begin."""

STRIPS_KEPT: Final = 400
CELL_STYLES: Final = ("bad", "warn", "good", "dim", "strong", "accent")


@dataclass
class TableMessage(Message):
    """What all messages of a table carry."""

    table: "WindowedTable"

    @property
    def control(self) -> "WindowedTable":
        """The table, for `@on` selectors."""
        return self.table


class WindowedTable(ScrollView, can_focus=True):
    """A table with a cursor, marks and vi keys, over a row source.

    Attributes:
        columns: What is shown; set them with `set_columns`.
        marks: The marked rows.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--header",
        "table--cursor",
        "table--cursor-blurred",
        "table--empty",
        *(f"table--{name}" for name in CELL_STYLES),
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("move-down"),
        bind("move-up"),
        bind("page-down"),
        bind("page-up"),
        bind("first"),
        bind("last"),
        bind("open", action="select"),
    ]
    DEFAULT_CSS = """
    WindowedTable {
        height: 1fr; width: 1fr; overflow-x: hidden; overflow-y: auto;
        background: $background; color: $foreground; scrollbar-size-vertical: 1;
        & > .table--header { color: $text-muted; text-style: bold; }
        & > .table--cursor { background: $block-cursor-background; text-style: bold; }
        & > .table--cursor-blurred { background: $block-cursor-blurred-background; }
        & > .table--empty { color: $text-muted; }
        & > .table--bad { color: $text-error; }
        & > .table--warn { color: $text-warning; }
        & > .table--good { color: $text-success; }
        & > .table--dim { text-style: dim; }
        & > .table--strong { text-style: bold; }
        & > .table--accent { color: $text-accent; }
        &:ansi > .table--cursor { text-style: reverse; background: ansi_default; }
        &:ansi > .table--cursor-blurred { text-style: bold; background: ansi_default; }
    }
    """

    @dataclass
    class Highlighted(TableMessage):
        """The cursor came to another row (or to none)."""

        key: str | None

    @dataclass
    class Selected(TableMessage):
        """A row was chosen with enter or the mouse."""

        key: str

    @dataclass
    class MarksChanged(TableMessage):
        """Rows were marked or unmarked."""

        count: int

    @dataclass
    class LoadFailed(TableMessage):
        """A page of rows could not be read; the rows are shown blank."""

        error: LedgerError

    def __init__(
        self,
        columns: Sequence[Column] = (),
        source: RowSource | None = None,
        *,
        empty: str = "",
        symbols: Symbols = UNICODE,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self.columns: tuple[Column, ...] = tuple(columns)
        self.marks = Marks()
        self._symbols = symbols
        self._empty = empty
        self._source: RowSource = source or ListSource(())
        self._pages: Pages = Pages(ListSource(()))
        self._cursor = 0
        self._told: str | None = None
        self._painter: Painter | None = None
        self._strips: dict[int, Strip] = {}
        self._styles: dict[str, Style] = {}
        self._failed = False

    def on_mount(self) -> None:
        """Read the first page: what is painted first shows rows."""
        self.reload()

    # --- what it shows ------------------------------------------------------------------------

    @property
    def row_count(self) -> int:
        """How many rows the source has."""
        return self._pages.count

    @property
    def cursor(self) -> int:
        """The place of the cursor, from 0."""
        return self._cursor

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor."""
        row = self._row(self._cursor)
        return row.key if row else None

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns (another language, another preset)."""
        self.columns = tuple(columns)
        self._arrange()

    def set_source(self, source: RowSource, *, empty: str | None = None) -> None:
        """Show other rows; the cursor stays on its row if that is among them."""
        self._source = source
        if empty is not None:
            self._empty = empty
        self.reload()

    def reload(self) -> None:
        """Read the rows anew. The cursor stays on its row, else near it."""
        wanted = self.cursor_key
        self._failed = False
        try:
            self._pages = Pages(self._source)
        except LedgerError as error:
            self._fail(error)
            self._pages = Pages(ListSource(()))
        place = self._pages.find(wanted, near=self._cursor, within=NEARBY) if wanted else None
        self._cursor = self._clamp(self._cursor if place is None else place)
        self._arrange()
        self._show_cursor()
        self._tell()

    def move_to(self, key: str) -> bool:
        """Put the cursor on a row; False if it is not in the list."""
        place = self._pages.find(key, near=self._cursor)
        if place is None:
            return False
        self._go(place)
        return True

    def marked_keys(self) -> tuple[str, ...]:
        """Return the marked rows; after "mark all" this reads the whole list."""
        return self.marks.of(self._pages.keys())

    def clear_marks(self) -> None:
        """Unmark every row."""
        self.marks.clear()
        self._marked()

    def _row(self, at: int) -> Row | None:
        try:
            return self._pages.row(at)
        except LedgerError as error:
            self._fail(error)
            return None

    def _fail(self, error: LedgerError) -> None:
        """Say it once: a failing ledger is asked for every line that is painted."""
        if not self._failed:
            self._failed = True
            self.post_message(self.LoadFailed(self, error))

    # --- keys and mouse -----------------------------------------------------------------------

    def action_move_down(self) -> None:
        """Move the cursor one row down."""
        self._go(self._cursor + 1)

    def action_move_up(self) -> None:
        """Move the cursor one row up."""
        self._go(self._cursor - 1)

    def action_page_down(self) -> None:
        """Move the cursor one screen down."""
        self._go(self._cursor + self._window)

    def action_page_up(self) -> None:
        """Move the cursor one screen up."""
        self._go(self._cursor - self._window)

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self._go(0)

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self._go(self.row_count - 1)

    def action_select(self) -> None:
        """Choose the row under the cursor."""
        key = self.cursor_key
        if key is not None:
            self.post_message(self.Selected(self, key))

    def action_mark(self) -> None:
        """Mark or unmark the row, and go on to the next."""
        key = self.cursor_key
        if key is None:
            return
        self.marks.toggle(key)
        self._marked()
        self.action_move_down()

    def action_mark_all(self) -> None:
        """Mark every row of the list, or none."""
        self.marks.toggle_all()
        self._marked()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row; a second click on it chooses it."""
        place = self._place_at(event.y)
        if place is None:
            return
        event.stop()
        again = place == self._cursor
        self._go(place)
        if again or event.chain > 1:
            self.action_select()

    def _place_at(self, y: int) -> int | None:
        place = self.scroll_offset.y + y - 1
        return place if y >= 1 and 0 <= place < self.row_count else None

    @property
    def _window(self) -> int:
        """Rows that fit below the heading."""
        return max(1, self.size.height - 1)

    def _clamp(self, at: int) -> int:
        return max(0, min(at, self.row_count - 1))

    def _go(self, at: int) -> None:
        before, self._cursor = self._cursor, self._clamp(at)
        if before == self._cursor:
            return
        for place in (before, self._cursor):
            self._strips.pop(place, None)
            self.refresh_line(place + 1)
        self._show_cursor()
        self._tell()

    def _show_cursor(self) -> None:
        top = self.scroll_offset.y
        if self._cursor < top:
            self.scroll_to(y=self._cursor, animate=False)
        elif self._cursor >= top + self._window:
            self.scroll_to(y=self._cursor - self._window + 1, animate=False)

    def _tell(self) -> None:
        key = self.cursor_key
        if key != self._told:
            self._told = key
            self.post_message(self.Highlighted(self, key))

    def _marked(self) -> None:
        self._repaint()
        self.post_message(self.MarksChanged(self, self.marks.count(self.row_count)))

    # --- painting -----------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._show_cursor()

    def on_focus(self) -> None:
        """Show the cursor as the active one."""
        self._repaint()

    def on_blur(self) -> None:
        """Show the cursor as resting."""
        self._repaint()

    def notify_style_update(self) -> None:
        """Forget painted rows when the theme changes."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def _arrange(self) -> None:
        # The width follows the widget's; a changed one here would cost a second layout.
        self.virtual_size = Size(1, self.row_count + 1)
        self._painter = None
        self._repaint()

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh(Region(0, 0, self.size.width, self.size.height))

    def _brush(self) -> Painter:
        """Return the painter for the size of now: rows are in the very first paint."""
        bar = self.styles.scrollbar_size_vertical if self.row_count >= self.size.height else 0
        width = max(0, self.size.width - bar)
        if self._painter is None or self._painter.width != width:
            slots = fit(self.columns, width - GUTTER)
            self._painter = Painter(slots, width, self._symbols.more, self._cell_style)
            self._strips.clear()
        return self._painter

    def render_line(self, y: int) -> Strip:
        """Paint one line of the window: the heading, a row, the empty list's words, or nothing."""
        painter = self._brush()
        if y == 0:
            return painter.heading(self.columns, " " * GUTTER, self._style("header"))
        place = self.scroll_offset.y + y - 1
        if self.row_count == 0:
            return painter.words(self._empty, y - EMPTY_FROM, GUTTER, self._style("empty"))
        strip = self._strips.get(place)
        if strip is None:
            if len(self._strips) >= STRIPS_KEPT:
                self._strips.clear()
            strip = self._strips[place] = self._paint(painter, place)
        return strip

    def _paint(self, painter: Painter, place: int) -> Strip:
        row = self._row(place)
        here = place == self._cursor and row is not None
        ground = self._cursor_style if here else self.rich_style
        if row is None:
            return Strip.blank(painter.width, ground)
        gutter = self._symbols.cursor if here else " "
        gutter += self._symbols.mark if self.marks.has(row.key) else " "
        return painter.row(row, gutter, ground)

    @property
    def _cursor_style(self) -> Style:
        return self._style("cursor" if self.has_focus else "cursor-blurred")

    def _style(self, name: str) -> Style:
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self.get_component_rich_style(f"table--{name}")
        return style

    def _cell_style(self, name: str, ground: Style) -> Style:
        """Return a cell's style on the row's ground: only colour and weight come from the cell."""
        if name not in CELL_STYLES:
            return ground
        own = self._styles.get(f"*{name}")
        if own is None:
            own = self.get_component_rich_style(f"table--{name}", partial=True)
            self._styles[f"*{name}"] = own
        return ground + own
