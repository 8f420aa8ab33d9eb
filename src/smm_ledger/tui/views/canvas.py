"""Plain pages of text: facts, tables and bars laid out for a width.

Every text passes `safe` on its way in (through `label` and `fitted`), so that a page may hold any
data. Nothing here knows a document, a state or a rule.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from rich.cells import cell_len
from textual.content import Content

from smm_ledger.i18n import figures
from smm_ledger.i18n.translator import Translator
from smm_ledger.tui.symbols import UNICODE, Symbols
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.columns import Column, Slot, fit
from smm_ledger.tui.widgets.pages import Cell
from smm_ledger.tui.widgets.painting import fitted, parts, wrapped

Lines: TypeAlias = list[Content]
Fact: TypeAlias = tuple[str, Cell]
Cells: TypeAlias = Sequence[Cell]

STYLES: Final = {
    "bad": "$text-error",
    "warn": "$text-warning",
    "good": "$text-success",
    "dim": "$foreground-muted",
    "strong": "bold",
    "accent": "$text-accent",
    "title": "bold $primary",
}
"""The names of a table's cell styles, as the theme has them."""

LEAST_VALUE: Final = 16
"""Columns a value gets at least beside its name; a long name takes a line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """What a page is drawn with.

    Attributes:
        t: The words of the user's language.
        today: The day that counts as today.
        width: Columns of the page.
        symbols: What to draw with.
    """

    t: Translator
    today: dt.date
    width: int = 76
    symbols: Symbols = UNICODE

    def money(self, minor: int, currency: str) -> str:
        """Write an amount with its currency."""
        return figures.money(self.t, minor, currency)

    def date(self, value: dt.date | None) -> str:
        """Write a date, empty for none."""
        return figures.date(self.t, value)

    def days(self, count: int) -> str:
        """Write a count of days."""
        return self.t.ngettext("{n} day", "{n} days", count)

    def at(self, width: int) -> "Canvas":
        """Return the same for another width."""
        return replace(self, width=width)


def styled(text: str, name: str = "") -> Content:
    """Return one line of data in a named style."""
    return label(text, style=STYLES.get(name, ""))


def content(cell: Cell) -> Content:
    """Return a cell as a line."""
    text, name = parts(cell)
    return styled(text, name)


def heading(title: str, *, name: str = "title") -> Lines:
    """Return the heading of a block, after a blank line."""
    return [Content(""), styled(title, name)]


def paragraph(canvas: Canvas, text: str, *, name: str = "", indent: str = "") -> Lines:
    """Return a text in as many lines as it needs."""
    room = max(1, canvas.width - cell_len(indent))
    return [styled(indent + line, name) for line in wrapped(text, room)]


def facts(canvas: Canvas, pairs: Sequence[Fact]) -> Lines:
    """Return names with their values beside them; what has no value is left out."""
    told = [(name, *parts(value)) for name, value in pairs if parts(value)[0]]
    width = max((cell_len(name) for name, _, _ in told), default=0) + 2
    width = min(width, max(1, canvas.width - LEAST_VALUE))
    lines: Lines = []
    for name, text, style in told:
        first = fitted(name, Slot(0, width, right=False), canvas.symbols.more)
        for number, line in enumerate(wrapped(text, max(1, canvas.width - width))):
            before = first if number == 0 else " " * width
            lines.append(styled(before, "dim") + styled(line, style))
    return lines


def grid(
    canvas: Canvas,
    columns: Sequence[Column],
    rows: Sequence[Cells],
    *,
    titles: bool = True,
) -> Lines:
    """Return a table; columns are dropped by priority, and those that grow break their lines."""
    slots = fit(columns, canvas.width)
    lines: Lines = []
    if titles:
        lines += _row(canvas, columns, slots, [(column.title, "dim") for column in columns])
    for row in rows:
        lines += _row(canvas, columns, slots, row)
    return lines


def _row(canvas: Canvas, columns: Sequence[Column], slots: Sequence[Slot], cells: Cells) -> Lines:
    told = [parts(cells[slot.index]) for slot in slots]
    broken = [
        _broken(text, slot.width) if columns[slot.index].flex else [text]
        for slot, (text, _) in zip(slots, told, strict=True)
    ]
    lines: Lines = []
    for at in range(max((len(pieces) for pieces in broken), default=0)):
        line = Content("")
        for slot, (_, style), pieces in zip(slots, told, broken, strict=True):
            piece = fitted(pieces[at] if at < len(pieces) else "", slot, canvas.symbols.more)
            line += styled(piece, style) + Content(" ")
        lines.append(line.rstrip())
    return lines


def _broken(text: str, width: int) -> list[str]:
    """Return the lines of a cell; what is set in stays set in."""
    own = text.lstrip(" ")
    inset = " " * (len(text) - len(own))
    return [inset + piece for piece in wrapped(own, width - len(inset))] or [""]


def bar(canvas: Canvas, part: int, whole: int, width: int) -> str:
    """Return a bar as long as the part is of the whole; something is never nothing."""
    if whole <= 0 or part <= 0:
        return ""
    return canvas.symbols.full * max(1, min(width, part * width // whole))


def page(*blocks: Lines) -> Content:
    """Put blocks under one another."""
    lines = [line for block in blocks for line in block]
    while lines and not lines[0].plain:
        lines.pop(0)
    return Content("\n").join(lines)
