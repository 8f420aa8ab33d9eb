"""Which combinations can matter, where there are too many to list: bounds by a multiplier.

Give every option a score (its slack towards an hourly rate, or minus its changes). For any
multiplier m, a combination of sum S has score = sum of each item's best (score - m * value), plus
m * S, less the *losses* of the options that are not their item's best. So whoever has that sum and
at least that score has losses within a known budget, and only those are listed. The multiplier of
the linear relaxation makes the budget smallest (Geoffrion, "Lagrangean relaxation for integer
programming", 1974); a bad one would only be slow, never wrong. Whole numbers throughout.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd

from smm_ledger.core.proposal_packing import LIST_LIMIT, Half, Item, Layout, combine
from smm_ledger.core.proposal_search import Goal

RATE_UNIT = 1 << 16
_ABSURD = 1 << 64

Scores = Sequence[Sequence[int]]
"""The score of every option of every item."""


def slack_scores(items: Sequence[Item], a: int, b: int) -> Scores:
    """Score options by a * paid - b * hours."""
    return [[a * option.paid - b * option.hours for option in item] for item in items]


def change_scores(items: Sequence[Item]) -> Scores:
    """Score options by minus their changes."""
    return [[-option.changed for option in item] for item in items]


def multiplier(items: Sequence[Item], scores: Scores, total: int) -> tuple[int, int]:
    """Return numerator and denominator of the multiplier for sums near `total`.

    Items are taken whole, best score per value first, until the sum is reached: the item at which
    that happens has the ratio that is looked for.
    """
    left = total - sum(item[-1].value for item in items)
    steps = []
    for item, score in zip(items, scores, strict=True):
        value = item[0].value - item[-1].value
        if value > 0:
            steps.append((Fraction(score[0] - score[-1], value), value))
    reached = Fraction(0)
    for ratio, value in sorted(steps, reverse=True):
        reached = ratio
        left -= value
        if left < 0:
            break
    return reached.numerator, reached.denominator


def most(items: Sequence[Item], scores: Scores, total: int) -> Fraction:
    """Return a bound of the score that a combination of sum `total` can have."""
    up, down = multiplier(items, scores, total)
    best = sum(
        max(s * down - up * o.value for o, s in zip(item, score, strict=True))
        for item, score in zip(items, scores, strict=True)
    )
    return Fraction(best + up * total, down)


def highest_sum(items: Sequence[Item], scores: Scores, least: int, cap: int) -> int:
    """Return the highest sum up to `cap` whose bound reaches `least`, -1 where none does.

    The bound is concave: it rises up to the sum of the options with the best scores, then falls.
    """
    peak = sum(
        max(zip(score, (o.value for o in item), strict=True))[1]
        for item, score in zip(items, scores, strict=True)
    )
    if cap < 0 or most(items, scores, cap) >= least:
        return cap
    low, high = min(peak, cap), cap
    if most(items, scores, low) < least:
        return -1
    while low < high:
        middle = (low + high + 1) // 2
        if most(items, scores, middle) >= least:
            low = middle
        else:
            high = middle - 1
    return low


def highest_rate(items: Sequence[Item], total: int) -> int:
    """Return a rate that no combination of sum `total` passes.

    In minor units per scaled hour, times `RATE_UNIT`.
    """
    low, high = 0, RATE_UNIT
    while most(items, slack_scores(items, RATE_UNIT, high), total) >= 0 and high < _ABSURD:
        low, high = high, high * 2
    while low < high - 1:
        middle = (low + high) // 2
        if most(items, slack_scores(items, RATE_UNIT, middle), total) >= 0:
            low = middle
        else:
            high = middle
    return high


def listed(
    items: Sequence[Item],
    layout: Layout,
    scores: Scores,
    goal: Goal,
    *,
    least: int,
    sums: tuple[int, int],
    limit: int = LIST_LIMIT,
    cut: bool = False,
) -> tuple[Half, Half] | None:
    """List, in two halves, what can have one of some sums and at least some score.

    Args:
        items: What is combined.
        layout: Of the packing.
        scores: Of the options.
        goal: What is looked for.
        least: Lowest score that matters.
        sums: Lowest and highest sum.
        limit: Most combinations of a half; None is returned where there would be more.
        cut: Keep the `limit` combinations of the smallest loss instead: nothing is proven then.
    """
    low, high = sums
    keep, slack = goal.limit, goal.slack
    up, down = multiplier(items, scores, high)
    losses: list[list[int]] = []
    budget = max(up * low, up * high) - least * down
    for item, score in zip(items, scores, strict=True):
        reduced = [s * down - up * o.value for o, s in zip(item, score, strict=True)]
        best = max(reduced)
        budget += best
        losses.append([best - one for one in reduced])
    if cut:
        budget = max(budget, *(max(loss) for loss in losses))
    if budget < 0:
        return Half([], layout, slack), Half([], layout, slack)
    bound = budget + 1 << layout.loss_at
    halves: list[Half] = []
    for part in _dealt(losses, budget):
        packed = [
            sorted(
                layout.pack(i, option, choice) + (loss << layout.loss_at)
                for choice, (option, loss) in enumerate(zip(items[i], losses[i], strict=True))
                if cut or loss <= budget
            )
            for i in part
        ]
        states = combine(
            packed, layout, keep=keep, bound=None if cut else bound, limit=limit, cut=cut
        )
        if states is None:
            return None
        body = (1 << layout.loss_at) - 1
        halves.append(Half(sorted(state & body for state in states), layout, slack))
    return halves[0], halves[1]


def _dealt(losses: Sequence[Sequence[int]], budget: int) -> tuple[list[int], list[int]]:
    """Deal the items into two halves, those with the most options within the budget first."""
    choices = [sum(2 * loss <= budget for loss in item) for item in losses]
    order = sorted(range(len(losses)), key=lambda i: (-choices[i], sum(losses[i])))
    return (
        [i for place, i in enumerate(order) if place % 4 in (0, 3)],
        [i for place, i in enumerate(order) if place % 4 in (1, 2)],
    )


WIDEST = 1 << 24
"""Most steps of sums that are kept as the bits of one whole number (2 MB)."""


class Reachable:
    """The sums up to a cap that some combination has, as the bits of one whole number."""

    def __init__(self, items: Sequence[Item], cap: int) -> None:
        self._base = sum(min(o.value for o in item) for item in items)
        steps = [sorted({o.value - min(p.value for p in item) for o in item}) for item in items]
        self._unit = gcd(*(value for step in steps for value in step)) or 1
        width = (cap - self._base) // self._unit + 1
        self.known = width <= WIDEST
        self._bits = self._shifted(steps, width) if self.known and width > 0 else 0

    def _shifted(self, steps: Sequence[Sequence[int]], width: int) -> int:
        bits, window = 1, (1 << width) - 1
        for step in steps:
            grown = 0
            for value in step:
                grown |= bits << value // self._unit
            bits = grown & window
        return bits

    def below(self, total: int) -> int:
        """Return the highest reachable sum up to `total`, -1 for none."""
        place = (total - self._base) // self._unit
        if place < 0:
            return -1
        bits = self._bits & (1 << place + 1) - 1
        return self._base + (bits.bit_length() - 1) * self._unit if bits else -1
