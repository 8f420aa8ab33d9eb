"""Combinations of options as packed whole numbers, for the search of `core.proposal_search`.

Adding two packed combinations adds every field at once, and sorting them sorts by sum: so a list
of ten thousand is made in milliseconds without any library. Lists are bounded in length; there is
no clock here, so that the same question always has the same answer.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd

LIST_LIMIT = 60_000
"""Longest list of combinations of one half; beyond it nothing is proven any more."""

SWOLLEN = 6
"""How many times the limit a list may be before it is thinned."""

FEW = 500
"""Below it, a list is not worth thinning."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to keep an item, or to drop it.

    Attributes:
        value: What it adds to the sum, minor units, not negative.
        paid: The part of `value` that is paid for hours: all of it or nothing.
        hours: Scaled whole number, 0 where no hours are planned.
        weight: What it adds to the gross estimate; 0 where the gross follows from the sum.
        changed: 0 as it stands, 1 otherwise.
    """

    value: int
    paid: int
    hours: int
    weight: int
    changed: int


Item = Sequence[Option]
"""The options of one line; the first one is the line as it stands."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each field of a packed combination begins, in bits.

    From the highest: [loss] sum, paid, weight, hours, changes, choices. No field can overflow: each
    is as wide as the sum of its largest options.
    """

    sum_at: int
    paid_at: int
    weight_at: int
    hours_at: int
    changes_at: int
    choice_at: tuple[int, ...]
    choice_masks: tuple[int, ...]
    loss_at: int
    dropped: int | None

    def sum_of(self, packed: int) -> int:
        """Return the sum of a combination without a loss field."""
        return packed >> self.sum_at

    def paid_of(self, packed: int) -> int:
        """Return what of the sum is paid for hours."""
        return packed >> self.paid_at & (1 << self.sum_at - self.paid_at) - 1

    def weight_of(self, packed: int) -> int:
        """Return the gross estimate."""
        return packed >> self.weight_at & (1 << self.paid_at - self.weight_at) - 1

    def hours_of(self, packed: int) -> int:
        """Return the scaled hours."""
        return packed >> self.hours_at & (1 << self.weight_at - self.hours_at) - 1

    def changes_of(self, packed: int) -> int:
        """Return how many items are not as they stand."""
        return packed >> self.changes_at & (1 << self.hours_at - self.changes_at) - 1

    def is_nothing(self, packed: int) -> bool:
        """Whether every item is dropped."""
        return packed & (1 << self.changes_at) - 1 == self.dropped

    def choices_of(self, packed: int) -> tuple[int, ...]:
        """Return the number of the option chosen for each item."""
        return tuple(
            packed >> at & mask for at, mask in zip(self.choice_at, self.choice_masks, strict=True)
        )

    def pack(self, item: int, option: Option, choice: int) -> int:
        """Return one option as a packed combination."""
        return (
            option.value << self.sum_at
            | option.paid << self.paid_at
            | option.weight << self.weight_at
            | option.hours << self.hours_at
            | option.changed << self.changes_at
            | choice << self.choice_at[item]
        )


def layout_of(items: Sequence[Item], *, all_droppable: bool) -> Layout:
    """Return the layout that holds every combination of `items`.

    Args:
        items: At least one.
        all_droppable: Whether the last option of every item drops it: then all dropped is none.
    """
    at = 0
    places: list[int] = []
    masks: list[int] = []
    for item in items:
        width = (len(item) - 1).bit_length()
        places.append(at)
        masks.append((1 << width) - 1)
        at += width
    changes_at = at
    hours_at = changes_at + len(items).bit_length()
    weight_at = hours_at + sum(max(o.hours for o in item) for item in items).bit_length()
    paid_at = weight_at + sum(max(o.weight for o in item) for item in items).bit_length()
    sum_at = paid_at + sum(max(o.paid for o in item) for item in items).bit_length()
    loss_at = sum_at + sum(max(o.value for o in item) for item in items).bit_length()
    dropped = sum(len(item) - 1 << place for item, place in zip(items, places, strict=True))
    return Layout(
        sum_at=sum_at,
        paid_at=paid_at,
        weight_at=weight_at,
        hours_at=hours_at,
        changes_at=changes_at,
        choice_at=tuple(places),
        choice_masks=tuple(masks),
        loss_at=loss_at,
        dropped=dropped if all_droppable else None,
    )


class Half:
    """All combinations of some of the items, sorted by sum, each with its slack.

    Attributes:
        combinations: Packed, without a loss field.
        sums: Of each.
        slacks: a * paid - b * hours of each, for the (a, b) of the search; zeros without one.
    """

    def __init__(
        self, combinations: list[int], layout: Layout, slack: tuple[int, int, int] | None
    ) -> None:
        self.layout = layout
        self.combinations = combinations
        self.sums = [packed >> layout.sum_at for packed in combinations]
        a, b, _ = slack or (0, 0, 0)
        self.slacks = self._slacks(a, b) if slack else [0] * len(combinations)
        self._of_sum: dict[int, tuple[list[int], list[int]]] = {}

    def _slacks(self, a: int, b: int) -> list[int]:
        paid_at, hours_at = self.layout.paid_at, self.layout.hours_at
        paid_mask = (1 << self.layout.sum_at - paid_at) - 1
        hours_mask = (1 << self.layout.weight_at - hours_at) - 1
        return [
            a * (packed >> paid_at & paid_mask) - b * (packed >> hours_at & hours_mask)
            for packed in self.combinations
        ]

    @cached_property
    def distinct(self) -> frozenset[int]:
        """The sums, each once."""
        return frozenset(self.sums)

    def of_sum(self, total: int) -> tuple[list[int], list[int]]:
        """Return minus the slack, and the combination, of those of a sum: best slack first."""
        if total not in self._of_sum:
            low, high = bisect_left(self.sums, total), bisect_right(self.sums, total)
            lacks = [-slack for slack in self.slacks[low:high]]
            pairs = sorted(zip(lacks, self.combinations[low:high], strict=True))
            self._of_sum[total] = [lack for lack, _ in pairs], [packed for _, packed in pairs]
        return self._of_sum[total]

    @cached_property
    def step(self) -> int:
        """The greatest whole number that divides every difference of two sums."""
        return gcd(*(total - self.sums[0] for total in self.sums))

    @cached_property
    def by_slack(self) -> list[tuple[int, int, int]]:
        """(slack, sum, weight) of each combination, lowest slack first."""
        weighs = self.layout.paid_at > self.layout.weight_at
        weights = (
            [self.layout.weight_of(packed) for packed in self.combinations]
            if weighs
            else [0] * len(self.sums)
        )
        return sorted(zip(self.slacks, self.sums, weights, strict=True))


def combine(
    options: Iterable[Sequence[int]],
    layout: Layout,
    *,
    keep: int | None,
    bound: int | None = None,
    limit: int = LIST_LIMIT,
    cut: bool = False,
) -> list[int] | None:
    """Combine packed options item by item, or return None where they are too many.

    Args:
        options: Of each item, packed (with its loss on top, if `bound` is given).
        layout: Of the packing.
        keep: Of combinations equal in sum and paid, how many with the fewest hours are kept (the
            others give `keep` better rates with any partner); None keeps every combination.
        bound: Combinations from this packed figure on are left out.
        limit: Most combinations.
        cut: Drop the highest ones beyond the limit instead of giving up.
    """
    states = [0]
    worth = FEW
    for packed in options:
        ends = [_end(states, option, bound) for option in packed]
        if not cut and sum(ends) > SWOLLEN * limit:
            return None
        states = [
            state + option
            for option, end in zip(packed, ends, strict=True)
            for state in states[:end]
        ]
        states.sort()
        if keep is not None and len(states) >= min(worth, limit):
            before = len(states)
            states = _thinned(states, layout, keep)
            worth = before if 10 * len(states) < 9 * before else 4 * before
        if len(states) > limit:
            if not cut:
                return None
            del states[limit:]
    return states


def _end(states: list[int], option: int, bound: int | None) -> int:
    """Return how many of the sorted states stay within the bound with an option."""
    return len(states) if bound is None else bisect_left(states, bound - option)


def _thinned(states: list[int], layout: Layout, keep: int) -> list[int]:
    """Drop equal combinations (the first stays), then all but `keep` of the fewest hours.

    Whoever is paid nothing is left out of the second: more hours make no worse rate there.
    """
    body = (1 << layout.loss_at) - 1
    keys = [state >> layout.changes_at for state in states]
    if len(set(keys)) < len(keys):  # equals stand side by side: a loss is a sum of the figures
        states = [
            one
            for one, key, before in zip(states, keys, (None, *keys), strict=False)
            if key != before
        ]
    groups = [(state & body) >> layout.hours_at for state in states]
    paid_mask = (1 << layout.sum_at - layout.paid_at) - 1 << layout.paid_at - layout.hours_at
    crowded = {
        group: 0 for group, count in Counter(groups).items() if count > keep and group & paid_mask
    }
    if not crowded:
        return states
    thinned: list[int] = []
    for state, group in zip(states, groups, strict=True):
        if group in crowded:
            crowded[group] += 1
            if crowded[group] > keep:
                continue
        thinned.append(state)
    return thinned
