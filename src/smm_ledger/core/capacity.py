"""Hours that are taken, month by month, against the hours that can be billed.

The question while a round is typed: can I afford to say no? A month that is nearly full says yes.
Hours are planned ones of accepted quotes and retainers; what has no hours takes none.
"""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from smm_ledger.core.dates import nth_month
from smm_ledger.core.lines import Line
from smm_ledger.core.money import allocate, half_up
from smm_ledger.core.retainers import Retainer
from smm_ledger.core.states import RetainerState

ZERO = Decimal(0)

MONTHS = frozenset({"month", "months", "monthly", "mese", "mesi", "mensile", "mensilità"})
"""Units, in lower case, of work that comes month by month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """Work that is agreed.

    Attributes:
        hours: Of the whole work; of each period where it comes again.
        start: First day; its month is the first one.
        months: Over how many months; None: without an end (only with `every`).
        every: A retainer: the hours come again every so many months, spread over them.
    """

    hours: Decimal
    start: dt.date
    months: int | None = 1
    every: int | None = None


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


def bookings_of(lines: Sequence[Line], *, agreed: dt.date, today: dt.date) -> tuple[Booking, ...]:
    """Return the work of agreed lines: what counts, and has hours.

    A line by the month is spread from the month in which it was agreed; the rest is still to be
    done, so it weighs on this month at the earliest.
    """
    return tuple(_bookings(lines, agreed, today))


def _bookings(lines: Sequence[Line], agreed: dt.date, today: dt.date) -> Iterator[Booking]:
    for line in lines:
        if not line.counts or not line.hours:
            continue
        hours = line.hours * line.quantity
        if line.unit.casefold() in MONTHS:
            yield Booking(hours=hours, start=agreed, months=math.ceil(line.quantity))
        else:
            yield Booking(hours=hours, start=max(agreed, today))


def booking_of(retainer: Retainer) -> Booking | None:
    """Return the work of a retainer: the hours of its signed lines, in every period.

    None while it is paused, or without hours. One that ended counts up to the month of its end.
    """
    hours = sum((li.hours * li.quantity for li in retainer.lines if li.counts and li.hours), ZERO)
    if not hours or retainer.state is RetainerState.PAUSED:
        return None
    start, end = retainer.start, retainer.end
    months = None if end is None else 12 * (end.year - start.year) + end.month - start.month + 1
    if end is not None and end.day < start.day and months is not None and months > 1:
        months -= 1  # the last period began the month before
    return Booking(hours=hours, start=start, months=months, every=retainer.every.months)


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
    if booking.every is not None:
        parts = allocate(whole, [1] * booking.every)
        end = months if booking.months is None else min(months, offset + booking.months)
        for place in range(max(offset, 0), end):
            yield place, parts[(place - offset) % booking.every]
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
