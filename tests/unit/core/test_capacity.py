"""Booked hours against billable ones, month by month."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.capacity import Booking, bookings_of, capacity
from tests.support.factories import a_line

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
    retainer = Booking(hours=Decimal(22), start=dt.date(2026, 9, 1), months=None, monthly=True)
    assert booked(retainer) == [22, 22, 22]
    ending = Booking(hours=Decimal(22), start=dt.date(2026, 10, 1), months=2, monthly=True)
    assert booked(ending) == [22, 0, 0]
    later = Booking(hours=Decimal(22), start=dt.date(2027, 1, 31), months=None, monthly=True)
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
