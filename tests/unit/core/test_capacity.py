"""Booked hours against billable ones, month by month."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.capacity import Booking, booking_of, bookings_of, capacity
from smm_ledger.core.retainers import Every, Retainer
from smm_ledger.core.states import RetainerState
from tests.support.factories import PLAIN_RULES, a_line

NOVEMBER = dt.date(2026, 11, 24)


def booked(*bookings: Booking, months: int = 3) -> list[Decimal]:
    """Return the booked hours from November on."""
    loads = capacity(bookings, billable=Decimal(80), first=NOVEMBER, months=months)
    return [load.booked for load in loads]


def test_one_off_work_is_spread_over_its_months() -> None:
    work = Booking(hours=Decimal(10), start=dt.date(2026, 11, 2), months=3)
    assert booked(work) == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]
    assert booked(Booking(hours=Decimal(10), start=NOVEMBER)) == [10, 0, 0]


def test_what_began_before_and_ends_later_counts_only_here() -> None:
    work = Booking(hours=Decimal(40), start=dt.date(2026, 10, 30), months=4)
    assert booked(work, months=2) == [10, 10]
    assert booked(Booking(hours=Decimal(9), start=dt.date(2025, 1, 1))) == [0, 0, 0]


def test_a_retainer_comes_again_every_month_until_it_ends() -> None:
    retainer = Booking(hours=Decimal(22), start=dt.date(2026, 9, 1), months=None, every=1)
    assert booked(retainer) == [22, 22, 22]
    ending = Booking(hours=Decimal(22), start=dt.date(2026, 10, 1), months=2, every=1)
    assert booked(ending) == [22, 0, 0]
    later = Booking(hours=Decimal(22), start=dt.date(2027, 1, 31), months=None, every=1)
    assert booked(later) == [0, 0, 22]


def test_a_month_says_what_is_free() -> None:
    work = Booking(hours=Decimal(100), start=NOVEMBER)
    first, second = capacity([work], billable=Decimal(80), first=NOVEMBER, months=2)
    assert (first.month, first.free, first.percent) == (dt.date(2026, 11, 1), Decimal(-20), 125)
    assert (second.month, second.free, second.percent) == (dt.date(2026, 12, 1), Decimal(80), 0)
    (none,) = capacity([work], billable=Decimal(0), first=NOVEMBER, months=1)
    assert none.percent is None


@given(st.decimals(0, 500, places=2), st.integers(1, 24), st.integers(1, 12))
def test_no_hour_is_lost(hours: Decimal, months: int, month: int) -> None:
    work = Booking(hours=hours, start=dt.date(2026, month, 1), months=months)
    loads = capacity([work], billable=Decimal(1), first=dt.date(2026, 1, 1), months=40)
    assert sum(load.booked for load in loads) == hours


def test_lines_by_the_month_are_spread_and_the_rest_weighs_from_today() -> None:
    lines = (
        a_line(unit="Mensilità", quantity=Decimal(3), hours=Decimal(20)),
        a_line(quantity=Decimal(2), hours=Decimal("1.5")),
        a_line(),
    )
    agreed = dt.date(2026, 10, 5)
    found = bookings_of(lines, agreed=agreed, today=NOVEMBER)
    assert found == (
        Booking(hours=Decimal(60), start=agreed, months=3),
        Booking(hours=Decimal("3.0"), start=NOVEMBER),
    )
    assert booked(*found) == [23, 20, 0]


def test_a_part_of_a_month_takes_a_whole_one() -> None:
    line = a_line(unit="mesi", quantity=Decimal("1.5"), hours=Decimal(10))
    (found,) = bookings_of([line], agreed=NOVEMBER, today=NOVEMBER)
    assert found == Booking(hours=Decimal("15.0"), start=NOVEMBER, months=2)


def test_a_quarter_is_spread_over_its_months_whenever_it_began() -> None:
    work = Booking(hours=Decimal(10), start=dt.date(2026, 10, 5), months=None, every=3)
    assert booked(work, months=4) == [*map(Decimal, ("3.33", "3.33", "3.34", "3.33"))]


def retainer(
    start: dt.date, end: dt.date | None = None, *, state: RetainerState = RetainerState.ACTIVE
) -> Retainer:
    """Return a monthly retainer of eleven hours."""
    lines = (a_line("90", quantity=Decimal(4), hours=Decimal("2.75")), a_line("50"))
    return Retainer(
        client_id=1,
        title="T",
        currency="EUR",
        every=Every.MONTH,
        start=start,
        end=end,
        lines=lines,
        rules=PLAIN_RULES,
        state=state,
    )


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (dt.date(2026, 1, 15), None, [11, 11, 11]),
        (dt.date(2026, 12, 1), None, [0, 11, 11]),
        (dt.date(2026, 1, 15), dt.date(2026, 12, 14), [11, 0, 0]),
        (dt.date(2026, 1, 15), dt.date(2026, 12, 15), [11, 11, 0]),
        (dt.date(2026, 1, 1), dt.date(2026, 10, 31), [0, 0, 0]),
    ],
)
def test_a_retainer_takes_its_hours_in_every_month_that_it_runs(
    start: dt.date, end: dt.date | None, hours: list[int]
) -> None:
    work = booking_of(retainer(start, end))
    assert work is not None
    assert booked(work) == hours


def test_a_paused_retainer_and_one_without_hours_take_none() -> None:
    assert booking_of(retainer(NOVEMBER, state=RetainerState.PAUSED)) is None
    assert booking_of(replace(retainer(NOVEMBER), lines=(a_line("50"),))) is None
