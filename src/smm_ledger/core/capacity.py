"""Hours that are taken, month by month, against the hours that can be billed.

The question while a round is typed: can I afford to say no? A month that is nearly full says yes.
Hours are planned ones of accepted quotes and retainers; what has no hours takes none.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from smm_ledger.core.dates import nth_month
from smm_ledger.core.money import allocate, half_up


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Work that is agreed.

    Attributes:
        hours: Of the whole work; of each month if it is `monthly`.
        start: First day; its month is the first one.
        months: Over how many months; None: without an end (only if `monthly`).
        monthly: A retainer: the hours come again every month.
    """

    hours: Decimal
    start: dt.date
    months: int | None = 1
    monthly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLoad:
    """One month.

    Attributes:
        month: Its first day.
        booked: Hours, two decimals.
        billable: Hours that can be billed.
        free: The rest; below zero: more is agreed than fits.
        percent: Booked in hundredths of billable, whole; None without billable hours.
    """

    month: dt.date
    booked: Decimal
    billable: Decimal
    free: Decimal
    percent: int | None


def capacity(
    bookings: Iterable[Booking], *, billable: Decimal, first: dt.date, months: int = 3
) -> tuple[MonthLoad, ...]:
    """Return the load of some months.

    Args:
        bookings: What is agreed; one-off work is spread evenly over its months, to the hundredth
            of an hour by largest remainder.
        billable: Hours that a month can bill.
        first: Any day of the first month.
        months: How many.
    """
    begin = first.replace(day=1)
    booked = [0] * months
    for booking in bookings:
        for place, hundredths in _parts(booking, begin, months):
            booked[place] += hundredths
    return tuple(
        _load(nth_month(begin, place), hundredths, billable)
        for place, hundredths in enumerate(booked)
    )


def _parts(booking: Booking, begin: dt.date, months: int) -> Iterable[tuple[int, int]]:
    """Yield (month, hundredths of hours) of a booking, months counted from `begin`."""
    offset = 12 * (booking.start.year - begin.year) + booking.start.month - begin.month
    whole = half_up(booking.hours * 100)
    if booking.monthly:
        end = months if booking.months is None else min(months, offset + booking.months)
        yield from ((place, whole) for place in range(max(offset, 0), end))
        return
    parts = allocate(whole, [1] * max(booking.months or 1, 1))
    yield from ((offset + n, part) for n, part in enumerate(parts) if 0 <= offset + n < months)


def _load(month: dt.date, hundredths: int, billable: Decimal) -> MonthLoad:
    booked = Decimal(hundredths) / 100
    return MonthLoad(
        month=month,
        booked=booked,
        billable=billable,
        free=billable - booked,
        percent=half_up(Fraction(hundredths) / Fraction(billable)) if billable else None,
    )
