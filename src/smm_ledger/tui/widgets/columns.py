"""How a table's columns share the width: a pure calculation, apart so that it can be tested.

Narrow terminals lose whole columns, least wanted first; a column that stays is never shown with
less than its least width while another can be dropped. No widget and no text is known here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

GAP: Final = 1
"""Blank columns between two neighbours."""


class Column(NamedTuple):
    """One column of a table.

    Attributes:
        key: Its name, for sorting and tests.
        title: The heading, already translated.
        width: Its width, or its least width when it may grow.
        flex: Share of the room that is left; 0 keeps the width fixed.
        align: Where its text stands.
        priority: 0 always stays; of the others the greatest number is dropped first.
    """

    key: str
    title: str
    width: int
    flex: int = 0
    align: Literal["left", "right"] = "left"
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """A column that is shown: its place among all columns, and its width now."""

    index: int
    width: int
    right: bool


def fit(columns: Sequence[Column], room: int) -> tuple[Slot, ...]:
    """Choose the columns that fit into `room` terminal columns, and their widths."""
    shown = list(range(len(columns)))
    while len(shown) > 1 and _needed(columns, shown) > room:
        droppable = [index for index in shown if columns[index].priority]
        if not droppable:
            break
        shown.remove(max(droppable, key=lambda index: (columns[index].priority, index)))
    widths = _widths(columns, shown, room)
    return tuple(
        Slot(index, width, columns[index].align == "right")
        for index, width in zip(shown, widths, strict=True)
        if width > 0
    )


def _needed(columns: Sequence[Column], shown: Sequence[int]) -> int:
    return sum(columns[index].width for index in shown) + GAP * (len(shown) - 1)


def _widths(columns: Sequence[Column], shown: Sequence[int], room: int) -> list[int]:
    widths = [columns[index].width for index in shown]
    spare = room - _needed(columns, shown)
    if spare < 0:
        return _squeeze(widths, room)
    shares = [columns[index].flex for index in shown]
    total = sum(shares)
    given = [spare * share // total if total else 0 for share in shares]
    if total:
        given[shares.index(max(shares))] += spare - sum(given)
    return [width + extra for width, extra in zip(widths, given, strict=True)]


def _squeeze(widths: Sequence[int], room: int) -> list[int]:
    """Give what there is from the left; what finds no room is not shown."""
    result: list[int] = []
    left = room
    for width in widths:
        taken = max(0, min(width, left))
        result.append(taken)
        left -= taken + GAP
    return result
