"""How late a client pays, read off what it has paid: quartiles of days, weighted by amount.

With five to forty invoices a year a median is more honest than an average that one bad month ruins.
It is monotone: an invoice that was paid later never makes anybody look quicker.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

FEWEST: Final = 3
"""Paid invoices below which a client's own record says nothing."""

QUARTERS: Final = (1, 2, 3)
"""Early, expected, late: the lower quartile, the median, the upper quartile."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What was paid, in one currency.

    Attributes:
        days: Days late of each paid invoice, in order; early ones are below zero.
        reached: Running sum of their amounts, minor units.
    """

    days: tuple[int, ...] = ()
    reached: tuple[int, ...] = ()

    @property
    def n(self) -> int:
        """How many paid invoices there are."""
        return len(self.days)

    def quartile(self, quarter: int, *, already: int | None = None) -> int | None:
        """Return the first lateness at which so many quarters of the money had come.

        Args:
            quarter: 1 to 3; 2 is the median.
            already: Count only what came no sooner than this many days late: what is known of
                money that is as late today.

        Returns:
            Days late, or None where nothing is left to count.
        """
        first = 0 if already is None else bisect_left(self.days, already)
        if first == self.n:
            return None
        before = self.reached[first - 1] if first else 0
        whole = self.reached[-1] - before
        # The smallest running sum r with 4 (r - before) >= quarter * whole, all in integers.
        wanted = before - (-quarter * whole // 4)
        return self.days[max(first, bisect_left(self.reached, wanted))]


def habit(paid: Iterable[tuple[int, int]]) -> Habit:
    """Return the record of (days late, amount in minor units) pairs of one currency."""
    own: Sequence[tuple[int, int]] = sorted(paid)
    return Habit(tuple(days for days, _ in own), tuple(accumulate(amount for _, amount in own)))


def pooled(habits: Iterable[Habit]) -> Habit:
    """Return the record of several as if they were one."""
    paid = (
        (days, reached - before)
        for own in habits
        for days, reached, before in zip(own.days, own.reached, (0, *own.reached), strict=False)
    )
    return habit(paid)


def weighted_median(paid: Iterable[tuple[int, int]]) -> int | None:
    """Return the median of days late, weighted by amount; None without anything paid."""
    return habit(paid).quartile(2)
