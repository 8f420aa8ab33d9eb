"""Late-payment interest: simple, by days over 365, never guessed.

Days count from the day after the due date to the last day inclusive; each row is rounded half-up to
the minor unit and the rows are summed (fiscal page 2: the convention of the reference calculators;
no statute fixes the divisor, 365 also in leap years). A payment closes a row on its own day and the
rest of the principal goes on. Where no rate is published the days are said, not charged.

Sources: D.Lgs. 231/2002 art. 4-6 (statutory rate, from the day after, 40 EUR once per invoice);
art. 1284 c.c. (legal rate).
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter

from smm_ledger.core.money import half_up

DAYS_OF_A_YEAR = 365
COMPENSATION = 4000
"""Minor units of EUR, once per late invoice (D.Lgs. 231/2002 art. 6 c. 2)."""

_DAY = dt.timedelta(days=1)


class InterestKind(StrEnum):
    """Which rate a debtor owes."""

    MORA = "mora"
    LEGAL = "legal"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True)
class RatePeriod:
    """A yearly rate in percent, from the first to the last day inclusive."""

    start: dt.date
    end: dt.date
    percent: Decimal


_end = attrgetter("end")


@dataclass(frozen=True, slots=True)
class RateTable:
    """Published rates of one kind; a fixed rate is a table of one endless period.

    Attributes:
        periods: In order of time, without overlap.
    """

    kind: InterestKind
    periods: tuple[RatePeriod, ...]

    @classmethod
    def fixed(cls, percent: Decimal) -> "RateTable":
        """Return the table of an agreed rate."""
        return cls(InterestKind.FIXED, (RatePeriod(dt.date.min, dt.date.max, percent),))

    def percent_on(self, day: dt.date) -> Decimal | None:
        """Return the rate of a day, or None where none is published."""
        period = self._ending_from(day)
        return period.percent if period and period.start <= day else None

    def row_end(self, day: dt.date) -> dt.date:
        """Return the last day of the row that `day` is in.

        Statutory rows end with each half-year also where the rate stays; legal ones with their
        table's row and the year; an agreed rate has one row for as long as it holds.
        """
        if self.kind is InterestKind.MORA:
            half = dt.date(day.year, 6, 30)
            return half if day <= half else dt.date(day.year, 12, 31)
        period = self._ending_from(day)
        last = dt.date.max
        if period:
            last = period.end if period.start <= day else period.start - _DAY
        return last if self.kind is InterestKind.FIXED else min(last, dt.date(day.year, 12, 31))

    def _ending_from(self, day: dt.date) -> RatePeriod | None:
        """Return the first period that ends on a day or after it."""
        at = bisect_left(self.periods, day, key=_end)
        return self.periods[at] if at < len(self.periods) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One row of a calculation sheet; amounts in minor units, both days inclusive."""

    start: dt.date
    end: dt.date
    days: int
    percent: Decimal
    principal: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Accrual:
    """Interest accrued.

    Attributes:
        unknown: Days (first, last) whose rate is not published: left out.
        until: Last day that is accounted for.
    """

    segments: tuple[Segment, ...]
    unknown: tuple[tuple[dt.date, dt.date], ...]
    until: dt.date

    @property
    def interest(self) -> int:
        """The sum of the rows, in minor units."""
        return sum(segment.amount for segment in self.segments)


def accrue(
    principal: int,
    *,
    due: dt.date,
    until: dt.date,
    table: RateTable,
    payments: Sequence[tuple[dt.date, int]] = (),
) -> Accrual:
    """Return the interest on `principal` minor units from the day after `due` to `until`.

    Args:
        principal: What was owed on the due date.
        due: The due date, itself free of interest.
        until: The last day that counts.
        table: The rates.
        payments: Day and minor units that came off the principal, in any order; those on or before
            the due date lower the principal from the start.
    """
    left = principal - sum(amount for day, amount in payments if day <= due)
    later = sorted((day, amount) for day, amount in payments if due < day <= until)
    segments: list[Segment] = []
    unknown: list[tuple[dt.date, dt.date]] = []
    start = due + _DAY
    while start <= until and left > 0:
        end = min([until, table.row_end(start), *(day for day, _ in later[:1])])
        percent = table.percent_on(start)
        if percent is None:
            unknown.append((start, end))
        else:
            segments.append(_segment(start, end, percent, left))
        while later and later[0][0] <= end:
            left -= later.pop(0)[1]
        start = end + _DAY
    return Accrual(segments=tuple(segments), unknown=tuple(unknown), until=until)


Factors = tuple[tuple[int, int, int], ...]
"""Of each row: numerator, half the denominator, denominator."""


class Calculator:
    """The same sums for thousands of debts: rows that begin on the same day are found once.

    Two debts differ in their first row alone, which ends with the half-year, the year or the rate.

    Args:
        table: The rates.
        until: The last day that counts.
    """

    def __init__(self, table: RateTable, until: dt.date) -> None:
        self._table = table
        self._until = until
        self._rows: dict[dt.date, Factors] = {}

    def interest(
        self, principal: int, due: dt.date, payments: Sequence[tuple[dt.date, int]] = ()
    ) -> int:
        """Return what `accrue` sums up, in minor units."""
        if not payments:
            return self._plain(principal, due)
        last = max((day for day, _ in payments if due < day <= self._until), default=due)
        left = principal - sum(amount for day, amount in payments if day <= last)
        # Rows end where something came off; after the last such day they are the usual ones.
        before = accrue(principal, due=due, until=last, table=self._table, payments=payments)
        return before.interest + self._plain(max(0, left), last)

    def _plain(self, principal: int, after: dt.date) -> int:
        """Return the sum of the rows that begin after a day, each half up in whole numbers."""
        rows = self._rows.get(after) or self._factors(after)
        return sum([(principal * over + half) // under for over, half, under in rows])

    def _factors(self, after: dt.date) -> "Factors":
        """Return what each row after a day multiplies the principal with."""
        new: list[dt.date] = []
        while after < self._until and after not in self._rows:
            new.append(after)
            after = min(self._until, self._table.row_end(after + _DAY))
        rows, end = self._rows.get(after, ()), after
        for last in reversed(new):
            percent = self._table.percent_on(last + _DAY)
            if percent is not None:
                over, under = percent.as_integer_ratio()
                half = under * 100 * DAYS_OF_A_YEAR
                rows = ((2 * over * (end - last).days, half, 2 * half), *rows)
            self._rows[last], end = rows, last
        return rows


def _segment(start: dt.date, end: dt.date, percent: Decimal, principal: int) -> Segment:
    days = (end - start).days + 1
    over, under = percent.as_integer_ratio()
    amount = half_up(Fraction(principal * over * days, under * 100 * DAYS_OF_A_YEAR))
    return Segment(
        start=start, end=end, days=days, percent=percent, principal=principal, amount=amount
    )
