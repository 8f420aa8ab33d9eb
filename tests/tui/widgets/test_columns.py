"""Columns share what room there is, and the least wanted go first."""

from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.tui.widgets.columns import GAP, Column, Slot, fit

COLUMNS = (
    Column("number", "Number", 10),
    Column("client", "Client", 12, flex=2),
    Column("state", "State", 10, priority=1),
    Column("due", "Due", 10, priority=2),
    Column("balance", "Balance", 9, align="right"),
)


def test_all_columns_fit_and_the_flexible_one_takes_the_rest() -> None:
    assert fit(COLUMNS, 76) == (
        Slot(0, 10, right=False),
        Slot(1, 33, right=False),
        Slot(2, 10, right=False),
        Slot(3, 10, right=False),
        Slot(4, 9, right=True),
    )


def test_the_least_wanted_column_is_dropped_first() -> None:
    assert [slot.index for slot in fit(COLUMNS, 50)] == [0, 1, 2, 4]
    assert [slot.index for slot in fit(COLUMNS, 40)] == [0, 1, 4]


def test_a_number_is_still_shown_where_nothing_more_fits() -> None:
    assert fit(COLUMNS, 6) == (Slot(0, 6, right=False),)


def test_no_room_shows_nothing() -> None:
    assert fit(COLUMNS, 0) == ()
    assert fit((), 80) == ()


@given(st.integers(min_value=0, max_value=300), st.integers(min_value=1, max_value=len(COLUMNS)))
def test_no_width_is_exceeded(room: int, count: int) -> None:
    slots = fit(COLUMNS[:count], room)
    assert sum(slot.width + GAP for slot in slots) - GAP <= max(room, 0)
