"""Which combinations of two halves have the best sum: meeting in the middle.

It knows neither lines nor taxes, only whole numbers (`core.proposals` translates). A sweep over the
slack towards the hourly floor finds the sums that can be met under the cap; then the pairs of those
sums are ranked. Where a half would have too many combinations, `core.proposal_bounds` says which of
them can matter.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import gcd

from smm_ledger.core.proposal_packing import Half, Layout


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


def top_levels(first: Half, second: Half, goal: Goal, cap: int) -> list[int]:
    """Return the highest sum of each of at most `goal.limit` nets that can keep the floor.

    Highest first, all up to `cap`; the floor is judged by `goal.slack`, which is never too strict.
    """
    levels = _Levels(goal, cap, _last_level(first, second, goal, cap))
    for total, weight, ready in _asked(first, second, goal):
        levels.look(total, weight, ready)
        if levels.is_full:
            break
    return levels.highest()


def lowest_above(first: Half, second: Half, goal: Goal, cap: int) -> int | None:
    """Return the lowest sum above `cap` (or too heavy for it) that can keep the floor."""
    lowest: int | None = None
    for total, weight, ready in _asked(first, second, goal):
        end = _fitting(goal, cap, total, weight, ready)
        if end < len(ready) and (lowest is None or total + ready[end] < lowest):
            lowest = total + ready[end]
    return lowest


def _asked(first: Half, second: Half, goal: Goal) -> Iterator[tuple[int, int, list[int]]]:
    """Yield sum and weight of combinations of one half, and the sums of their partners, sorted.

    Partners are those of the other half that keep the floor with it: one list, which shrinks as
    the slack that is needed grows. The easiest come first, so that plenty is soon found.
    """
    asking, asked = first, second
    if goal.fits is None and len(first.sums) < len(second.sums):
        asking, asked = second, first
    spare = goal.slack[2] if goal.slack else 0
    leaving = asked.by_slack
    left = Counter(asked.sums)
    ready = sorted(left)
    gone = 0
    for slack, total, weight in reversed(asking.by_slack):
        while gone < len(leaving) and leaving[gone][0] + slack + spare < 0:
            other = leaving[gone][1]
            gone += 1
            left[other] -= 1
            if not left[other]:
                del ready[bisect_left(ready, other)]
        if not ready:
            return
        yield total, weight, ready


def _fitting(goal: Goal, cap: int, total: int, weight: int, ready: list[int]) -> int:
    """Return how many partners fit; those of the second half weigh in proportion."""
    end = bisect_right(ready, cap - total)
    fits, slope = goal.fits, goal.slope
    if fits is None:
        return end
    return bisect_left(
        ready, x=True, hi=end, key=lambda other: not fits(total + other, weight + slope * other)
    )


def _last_level(first: Half, second: Half, goal: Goal, cap: int) -> int:
    """Return the sum below which no look is worth while: the last of the nets that could be."""
    if not first.sums or not second.sums:
        return cap
    step = gcd(first.step, second.step) or 1
    base = first.sums[0] + second.sums[0]
    total = low = cap
    for _ in range(goal.limit):
        total -= (total - base) % step
        low = goal.span_of(total)[0]
        total = low - 1
    return low


class _Levels:
    """Collects the best sums that were met."""

    def __init__(self, goal: Goal, cap: int, last: int) -> None:
        self._goal = goal
        self._cap = cap
        self._last = last
        self._bar = 0
        self._sums: set[int] = set()
        self._enough = goal.limit
        low, high = goal.span_of(max(cap, 0))
        self._reach = goal.limit * (high - low + 2)

    @property
    def is_full(self) -> bool:
        """Whether nothing higher can come."""
        return 0 < self._bar >= self._last

    def look(self, total: int, weight: int, ready: list[int]) -> None:
        """Meet one combination with the sorted sums of its partners."""
        end = _fitting(self._goal, self._cap, total, weight, ready)
        if not end or total + ready[end - 1] < self._bar:
            return
        start = max(bisect_left(ready, self._bar - total), end - self._reach)
        self._sums.update([total + other for other in ready[start:end]])
        if len(self._sums) >= self._enough:
            self._raise_bar()

    def _raise_bar(self) -> None:
        highest = self.highest()
        if len(highest) == self._goal.limit:
            self._bar = self._goal.span_of(highest[-1])[0]
            self._sums = {total for total in self._sums if total >= self._bar}
        self._enough = len(self._sums) + 1

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
    """Return the pairs of a sum that can keep the floor: those that can be listed.

    All of them, where each has to be verified.
    """
    spare = goal.slack[2] if goal.slack else 0
    pairs: list[int] = []
    for own in first.distinct & {total - other for other in second.distinct}:
        lacks, others = second.of_sum(total - own)
        for lack, packed in zip(*first.of_sum(own), strict=True):
            end = bisect_right(lacks, spare - lack)
            if not end:
                break
            pairs += [packed + other for other in others[:end]]
    return pairs if goal.verify else _foremost(pairs, first.layout, goal.limit)


def _foremost(pairs: list[int], layout: Layout, limit: int) -> Iterable[int]:
    """Return what of the pairs of one sum can be listed.

    Of what is paid the same the fewest hours (of what is paid nothing, whose rate is the same at
    any hours, all), and of equal figures the fewest changes.
    """
    at, group_at = layout.hours_at, layout.weight_at - layout.hours_at
    paid_mask = (1 << layout.sum_at - layout.paid_at) - 1 << layout.paid_at - layout.weight_at
    counts: dict[int, int] = {}
    best: dict[int, int] = {}
    for figures in sorted({pair >> at for pair in pairs}):
        group = figures >> group_at
        counts[group] = counts.get(group, 0) + 1
        if counts[group] <= limit or not group & paid_mask:
            best[figures] = -1
    for pair in pairs:
        known = best.get(pair >> at)
        if known is not None and (known < 0 or pair < known):
            best[pair >> at] = pair
    return best.values()
