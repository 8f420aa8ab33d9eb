"""Rows of a long list, read in pages and kept for a while.

A list of 100,000 rows must cost what is on screen: rows are asked for in pages, and only the
pages used last are kept. Nothing here may ask for everything.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol, TypeAlias

PAGE: Final = 100
KEPT: Final = 12
NEIGHBOURHOOD: Final = 2 * PAGE
"""How far from its old place a row is looked for when the source cannot say where it went."""

NEARBY: Final = PAGE // 2
"""How far for the cursor's sake alone, at each letter of a filter: at the top, in one page."""

Cell: TypeAlias = str | tuple[str, str]
"""Text, or text with the name of a style (`bad`, `warn`, `good`, `dim`, `strong`, `accent`)."""


class Row(NamedTuple):
    """A row of a list: what it stands for, and one cell a column."""

    key: str
    cells: tuple[Cell, ...]
    style: str = ""


class RowSource(Protocol):
    """Where a list's rows come from; a screen writes one over a service's read model."""

    def count(self) -> int:
        """Return how many rows there are."""
        ...

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return at most `limit` rows from `offset` on."""
        ...

    def position(self, key: str) -> int | None:
        """Return the place of a row, or None when it is gone or that would cost too much."""
        ...


class ListSource:
    """Rows that are all at hand: short lists, choices, tests."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._rows)

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return a slice of the rows."""
        return self._rows[offset : offset + limit]

    def position(self, key: str) -> int | None:
        """Return the place of a row."""
        return next((at for at, row in enumerate(self._rows) if row.key == key), None)


class Pages:
    """A window on a source: its count, and its rows by place."""

    def __init__(self, source: RowSource) -> None:
        self._source = source
        self._kept: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self.count = source.count()

    def row(self, at: int) -> Row | None:
        """Return the row at a place; None where the list ends (or has become shorter)."""
        if not 0 <= at < self.count:
            return None
        number, inside = divmod(at, PAGE)
        page = self._page(number)
        return page[inside] if inside < len(page) else None

    def _page(self, number: int) -> Sequence[Row]:
        page = self._kept.get(number)
        if page is None:
            page = self._source.page(number * PAGE, PAGE)
            self._kept[number] = page
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(number)
        return page

    def find(self, key: str, *, near: int, within: int = NEIGHBOURHOOD) -> int | None:
        """Return where a row is now: asked of the source, else looked for around `near`."""
        at = self._source.position(key)
        if at is not None:
            return at
        first = max(0, near - within)
        around = range(first, min(self.count, near + within))
        for place in sorted(around, key=lambda place: abs(place - near)):
            row = self.row(place)
            if row is not None and row.key == key:
                return place
        return None

    def keys(self) -> Iterator[str]:
        """Yield every key, page by page, for an action on all rows; keeps no page."""
        for offset in range(0, self.count, PAGE):
            for row in self._source.page(offset, PAGE):
                yield row.key
