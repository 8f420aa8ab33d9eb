"""Which combinations of two halves have the best sum: meeting in the middle.

It knows neither lines nor taxes, only whole numbers (`core.proposals` translates). A sweep over the
slack towards the hourly floor finds the sums that can be met under the cap; then the pairs of those
sums are ranked. Where a half would have too many combinations, `core.proposal_bounds` says which of
them can matter.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from smm_ledger.core.proposal_packing import Half


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What is looked for; every sum is that of the items alone.

    Attributes:
        cap: Highest sum that can fit, below zero for none.
        limit: How many (net, rate) pairs are wanted.
        net_of: Net of a sum, never falling.
        span_of: Lowest and highest sum that have the same net as this one.
        rank_of: Whole number that orders hourly rates of (sum, paid, hours); -1 without hours.
        keeps_floor: Whether (sum, paid, hours) is at the floor or above.
        slack: (a, b, c): whoever keeps the floor has a * paid - b * hours + c >= 0.
        fits: Whether (sum, weight) can be within the target: an estimate never too strict.
        slope: Weight per value of every item of the second half (with `fits` only).
        verify: The last word on a combination, given the choices of both halves.
    """

    cap: int
    limit: int
    net_of: Callable[[int], int]
    span_of: Callable[[int], tuple[int, int]]
    rank_of: Callable[[int, int, int], int]
    keeps_floor: Callable[[int, int, int], bool]
    slack: tuple[int, int, int] | None
    fits: Callable[[int, int], bool] | None = None
    slope: int = 0
    verify: Callable[[Sequence[int]], bool] | None = None


def top_levels(first: Half, second: Half, goal: Goal, cap: int) -> tuple[list[int], int | None]:
    """Return the sums of the highest nets that can keep the floor, and the lowest sum above `cap`.

    For every combination of one half, the sums of the other that keep the floor with it stand in
    one sorted list, which grows as the slack that is needed shrinks.

    Returns:
        The highest sum of each of at most `goal.limit` nets, highest first, all up to `cap`; and
        the lowest sum that keeps the floor but is above it (None: there is none). The floor is
        judged by `goal.slack`, which is never too strict.
    """
    asking, asked = first, second
    if goal.fits is None and len(first.sums) < len(second.sums):
        asking, asked = second, first
    levels = _Levels(goal, cap)
    spare = goal.slack[2] if goal.slack else 0
    waiting = asked.by_slack()
    ready: list[int] = []
    known: set[int] = set()
    for slack, total, weight in asking.by_slack():
        while waiting and waiting[-1][0] + slack + spare >= 0:
            other = waiting.pop()[1]
            if other not in known:
                known.add(other)
                insort(ready, other)
        if ready:
            levels.look(total, weight, ready)
    return levels.highest(), levels.above


class _Levels:
    """Collects the best sums that were met."""

    def __init__(self, goal: Goal, cap: int) -> None:
        self._goal = goal
        self._cap = cap
        self._bar = 0
        self._sums: set[int] = set()
        low, high = goal.span_of(max(cap, 0))
        self._reach = goal.limit * (high - low + 2)
        self.above: int | None = None

    def look(self, total: int, weight: int, ready: list[int]) -> None:
        """Meet one combination with the sorted sums of its partners."""
        end = bisect_right(ready, self._cap - total)
        if self._goal.fits is not None:
            end = self._end_by_weight(self._goal.fits, total, weight, ready[:end])
        if end < len(ready) and (self.above is None or total + ready[end] < self.above):
            self.above = total + ready[end]
        if not end or total + ready[end - 1] < self._bar:
            return
        start = max(bisect_left(ready, self._bar - total), end - self._reach)
        self._sums.update([total + other for other in ready[start:end]])
        if len(self._sums) > 4 * self._reach:
            self._raise_bar()

    def _end_by_weight(
        self, fits: Callable[[int, int], bool], total: int, weight: int, ready: list[int]
    ) -> int:
        """Return how many partners fit; those of the second half weigh in proportion."""
        slope = self._goal.slope
        return bisect_left(
            ready, x=True, key=lambda other: not fits(total + other, weight + slope * other)
        )

    def _raise_bar(self) -> None:
        highest = self.highest()
        if len(highest) == self._goal.limit:
            self._bar = self._goal.span_of(highest[-1])[0]
            self._sums = {total for total in self._sums if total >= self._bar}

    def highest(self) -> list[int]:
        """Return the highest sum of each of the highest nets, highest first."""
        nets: dict[int, int] = {}
        for total in sorted(self._sums, reverse=True):
            nets.setdefault(self._goal.net_of(total), total)
            if len(nets) == self._goal.limit:
                break
        return list(nets.values())


Acceptance = Callable[[int, int, int], bool]
"""A condition on (sum, paid, hours)."""


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A combination with its place in the ranking: the greatest is the best.

    Attributes:
        net: Minor units.
        rate_rank: Orders the hourly rates.
        fewness: Changes, negative.
        choices: The option chosen for each item.
    """

    net: int
    rate_rank: int
    fewness: int
    choices: tuple[int, ...]


def meet(
    first: Half, second: Half, goal: Goal, sums: Iterable[int], *, accept: Acceptance | None = None
) -> list[Found]:
    """Return the best combinations with exactly one of `sums`, which have the same net.

    Of combinations with the same net and the same rate the one with the fewest changes is
    returned; at most `goal.limit` of them, best first.

    Args:
        first: One half.
        second: The other.
        goal: What is looked for.
        sums: Sums of one net level.
        accept: A further condition on (sum, paid, hours).
    """
    layout = first.layout
    offers: list[tuple[int, int, int, int]] = []
    for total in sums:
        for packed in _met(first, second, total, goal):
            paid, hours = layout.paid_of(packed), layout.hours_of(packed)
            if not goal.keeps_floor(total, paid, hours) or layout.is_nothing(packed):
                continue
            if accept is not None and not accept(total, paid, hours):
                continue
            if goal.fits is not None and not goal.fits(total, layout.weight_of(packed)):
                continue
            rank = goal.rank_of(total, paid, hours)
            offers.append((-rank, layout.changes_of(packed), packed, total))
    best: dict[int, Found] = {}
    for rank, changes, packed, total in sorted(offers):
        if len(best) == goal.limit:
            break
        choices = layout.choices_of(packed)
        if rank not in best and (goal.verify is None or goal.verify(choices)):
            best[rank] = Found(goal.net_of(total), -rank, -changes, choices)
    return list(best.values())


def _met(first: Half, second: Half, total: int, goal: Goal) -> Iterable[int]:
    """Return the pairs of a sum that can keep the floor.

    Of pairs with the same figures there is one, with the fewest changes; where each has to be
    verified, all of them.
    """
    partners = second.by_sum
    at = first.layout.changes_at if goal.verify is None else 0
    spare = goal.slack[2] if goal.slack else 0
    met: dict[int, int] = {}
    for packed, own, slack in zip(first.combinations, first.sums, first.slacks, strict=True):
        group = partners.get(total - own)
        if group is None:
            continue
        least = -spare - slack
        for other_slack, other in group:
            if other_slack < least:
                break
            pair = packed + other
            key = pair >> at
            if key not in met or pair < met[key]:
                met[key] = pair
    return met.values()
