"""Rows turned into coloured segments, as fast as a held-down key needs it.

Every text passes `safe` here, since segments go to the terminal as they are. Nothing here knows a
widget: styles are looked up through a function.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from smm_ledger.core.text import safe
from smm_ledger.tui.widgets.columns import GAP, Column, Slot
from smm_ledger.tui.widgets.pages import Cell, Row

GAP_TEXT: Final = " " * GAP


class Painter(NamedTuple):
    """Paints the lines of one width.

    Attributes:
        slots: The columns that are shown.
        width: The whole line's width.
        more: The character that stands for what was cut off.
        style_of: Gives a named style on a ground.
    """

    slots: Sequence[Slot]
    width: int
    more: str
    style_of: Callable[[str, Style], Style]

    def heading(self, columns: Sequence[Column], gutter: str, style: Style) -> Strip:
        """Paint the columns' titles."""
        titles = tuple(column.title for column in columns)
        return self.row(Row("", titles), gutter, style)

    def row(self, row: Row, gutter: str, ground: Style) -> Strip:
        """Paint one row on its ground."""
        segments: list[Segment] = []
        run = gutter  # neighbours of one style are one segment: fewer bytes for the terminal
        for slot in self.slots:
            text, name = parts(row.cells[slot.index] if slot.index < len(row.cells) else "")
            style = self.style_of(name or row.style, ground)
            shown = fitted(text, slot, self.more)
            if style == ground:
                run += shown + GAP_TEXT
            else:
                segments += (Segment(run, ground), Segment(shown, style))
                run = GAP_TEXT
        segments.append(Segment(run, ground))
        return Strip(segments).adjust_cell_length(self.width, ground)

    def words(self, text: str, at: int, gutter: int, style: Style) -> Strip:
        """Paint one line of a text that stands where rows would be."""
        lines = list(wrapped(text, max(10, self.width - 2 * gutter)))
        shown = lines[at] if 0 <= at < len(lines) else ""
        return Strip([Segment(" " * gutter + shown, style)]).adjust_cell_length(self.width, style)


def parts(content: Cell) -> tuple[str, str]:
    """Return a cell's text and the name of its style."""
    return (content, "") if isinstance(content, str) else content


def fitted(text: str, slot: Slot, more: str) -> str:
    """Return the text in exactly the slot's width."""
    text = safe(text)
    length = cell_len(text)
    if length > slot.width:
        return set_cell_size(text, slot.width - 1) + more
    blank = " " * (slot.width - length)
    return blank + text if slot.right else text + blank


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, broken at blanks."""
    for paragraph in safe(text, multiline=True).split("\n"):
        line = ""
        for word in paragraph.split(" "):
            if line and cell_len(line) + 1 + cell_len(word) > width:
                yield line
                line = word
            else:
                line = f"{line} {word}" if line else word
        yield line
