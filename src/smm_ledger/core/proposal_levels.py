"""The walk from the highest sum that fits downwards, until enough combinations are found.

Three ways, from the surest: both halves listed whole; listed within bounds (`core.proposal_bounds`)
level by level; and, where even those lists are too long, the best of shortened lists, which proves
nothing and says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import floor

from smm_ledger.core.proposal_bounds import (
    RATE_UNIT,
    Reachable,
    Scores,
    change_scores,
    highest_rate,
    highest_sum,
    listed,
    most,
    slack_scores,
)
from smm_ledger.core.proposal_packing import (
    LIST_LIMIT,
    Half,
    Item,
    Layout,
    combine,
    layout_of,
)
from smm_ledger.core.proposal_search import Acceptance, Found, Goal, lowest_above, meet, top_levels

MOST_ROUNDS = 40
"""Most sweeps or levels that are tried before the search admits that it has proven nothing."""

WIDEST_LEVEL = 64
"""Most sums of one net that are looked at (only discounts above 98 % have more)."""

GUESSES = 6
"""Caps that are tried where the gross can only be estimated."""

MOST_WINDOWS = 12
MOST_LEVELS = 6
MOST_TRIALS = 12
"""Most windows of sums, levels of net and rates of a level that are tried one after the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a search found.

    Attributes:
        found: Best first; empty where nothing fits.
        exact: Whether that is proven.
        nearest: With nothing found: what keeps the floor with the lowest sum, or None.
    """

    found: tuple[Found, ...]
    exact: bool
    nearest: Found | None = None


def search(
    items: Sequence[Item], goal: Goal, *, all_droppable: bool, second: frozenset[int] | None = None
) -> Outcome:
    """Return the best combinations.

    Args:
        items: At least one.
        goal: What is looked for.
        all_droppable: Whether every item can be dropped: not all of them may be.
        second: Items of the second half (where `goal.fits` needs it so); None: dealt evenly.
    """
    layout = layout_of(items, all_droppable=all_droppable)
    halves = _whole(items, goal, layout, second)
    if halves is not None:
        return _swept(*halves, goal)
    if goal.fits is not None:
        return _guessed(items, goal, layout)
    return _Dense(items, goal, layout).run()


def _whole(
    items: Sequence[Item], goal: Goal, layout: Layout, second: frozenset[int] | None
) -> tuple[Half, Half] | None:
    keep = goal.limit if goal.verify is None else None
    if second is None:
        order = sorted(range(len(items)), key=lambda i: -len(items[i]))
        second = frozenset(i for place, i in enumerate(order) if place % 4 in (1, 2))
    halves: list[Half] = []
    for part in ([i for i in range(len(items)) if i not in second], sorted(second)):
        packed = [
            [layout.pack(i, option, choice) for choice, option in enumerate(items[i])] for i in part
        ]
        states = combine(packed, layout, keep=keep)
        if states is None:
            return None
        halves.append(Half(states, layout, goal.slack))
    return halves[0], halves[1]


def _level(goal: Goal, total: int, cap: int) -> range:
    """Return the sums of a net level, highest first."""
    low, high = goal.span_of(total)
    high = max(min(high, cap), total)
    return range(high, max(low, high - WIDEST_LEVEL) - 1, -1)


def _swept(first: Half, second: Half, goal: Goal, *, judge: Goal | None = None) -> Outcome:
    """Search two whole halves: everything that they hold is considered.

    Args:
        first: One half.
        second: The other.
        goal: What is looked for.
        judge: Goal that judges the combinations, where it is not the one of the sweep.
    """
    judge = judge or goal
    found: list[Found] = []
    cap, exact = goal.cap, True
    for done in range(MOST_ROUNDS + 1):
        sums = top_levels(first, second, goal, cap)
        if not sums:
            break
        if done == MOST_ROUNDS:
            exact = bool(found)
            break
        for total in sums:
            found += meet(first, second, judge, _level(goal, total, goal.cap))
            if len(found) >= goal.limit:
                return Outcome(found=tuple(found[: goal.limit]), exact=exact)
        cap = goal.span_of(sums[-1])[0] - 1
    nearest = None if found else _nearest(first, second, goal)
    return Outcome(found=tuple(found), exact=exact, nearest=nearest)


def _nearest(first: Half, second: Half, goal: Goal) -> Found | None:
    """Return the best combination of the lowest sum too high to fit that keeps the floor."""
    free = replace(goal, fits=None, verify=None)
    total = lowest_above(first, second, goal, goal.cap)
    for _ in range(MOST_ROUNDS):
        if total is None:
            return None
        found = meet(first, second, free, _level(goal, total, total))
        if found:
            return found[0]
        total = lowest_above(first, second, free, total)
    return None


def _guessed(items: Sequence[Item], goal: Goal, layout: Layout) -> Outcome:
    """Return the best of shortened lists: for an estimated gross, the best of several caps."""
    best: tuple[Found, ...] = ()
    steps = GUESSES if goal.fits is not None else 1
    for step in range(steps):
        cap = goal.cap - goal.cap * step // (2 * GUESSES)
        halves = listed(
            items,
            layout,
            _wished(items, cap),
            goal,
            least=0,
            sums=(0, max(cap, 0)),
            limit=LIST_LIMIT // (6 * steps),
            cut=True,
        )
        if halves is not None and halves[0].sums and halves[1].sums:
            sweep = replace(goal, cap=cap, fits=None)
            best = max(best, _swept(*halves, sweep, judge=goal).found)
    return Outcome(found=best, exact=False)


def _wished(items: Sequence[Item], total: int) -> Scores:
    """Return the scores that favour what is best near a sum: the best hours, or few changes."""
    if _has_hours(items):
        return slack_scores(items, RATE_UNIT, highest_rate(items, total))
    return change_scores(items)


def _has_hours(items: Sequence[Item]) -> bool:
    return any(option.hours for item in items for option in item)


class _Dense:
    """Level by level, within bounds."""

    def __init__(self, items: Sequence[Item], goal: Goal, layout: Layout) -> None:
        self._items = items
        self._goal = goal
        self._layout = layout
        a, b, c = goal.slack or (0, 0, 0)
        self._floor: Scores = slack_scores(items, a, b)
        self._least = -c
        self._found: list[Found] = []

    def run(self) -> Outcome:
        """Return what was found."""
        goal = self._goal
        top = highest_sum(self._items, self._floor, self._least, goal.cap)
        if goal.slack is not None:
            top = self._by_windows(top)
        proven = len(self._found) >= goal.limit or top < 0 or self._by_levels(top)
        if proven:
            return Outcome(found=tuple(self._found[: goal.limit]), exact=True)
        return _guessed(self._items, goal, self._layout)

    def _by_windows(self, top: int) -> int:
        """Where the floor leaves few combinations: list them all, a window of sums at a time.

        A window widens while its lists are short and narrows when they are too long.

        Returns:
            The highest sum that was not looked at, -1 where none is left.
        """
        width, grow = max(top >> 12, 1), 8
        for _ in range(MOST_WINDOWS):
            low = max(top - width, 0)
            halves = self._listed(self._floor, self._least, low, top, limit=LIST_LIMIT // 8)
            if halves is None:
                width, grow = width // 8, 1
                if not width:
                    break
                continue
            self._take(halves, low, top)
            if len(self._found) >= self._goal.limit or not low:
                return low - 1
            top, width = low - 1, width * grow
        return top

    def _take(self, halves: tuple[Half, Half], low: int, top: int) -> None:
        cap = top
        while cap >= low:
            sums = [s for s in top_levels(*halves, self._goal, cap) if s >= low]
            for total in sums:
                level = [s for s in _level(self._goal, total, top) if s >= low]
                self._found += meet(*halves, self._goal, level)
                if len(self._found) >= self._goal.limit:
                    return
            if not sums:
                return
            cap = sums[-1] - 1

    def _by_levels(self, top: int) -> bool:
        """Where combinations abound: the best of the highest nets, one net after the other.

        Returns:
            Whether what was found is the head of the ranking (or proven to be nothing).
        """
        sums = Reachable(self._items, top)
        if not sums.known:
            return bool(self._found)
        if not _has_hours(self._items):
            return self._fewest_changes(sums, top)
        for done, (low, high) in enumerate(self._nets(sums, top)):
            proven = done < MOST_LEVELS and self._best_rates(low, high)
            if len(self._found) >= self._goal.limit:
                return True
            if not proven:
                return bool(self._found)
        return True

    def _nets(self, sums: Reachable, top: int) -> Iterator[tuple[int, int]]:
        """Yield the lowest and highest sum of each reachable net, highest net first."""
        total = sums.below(top)
        while total >= 0:
            low = self._goal.span_of(total)[0]
            yield max(low, total - WIDEST_LEVEL), total
            total = sums.below(low - 1)

    def _best_rates(self, low: int, high: int) -> bool:
        """Add the best hourly rates of one net, or return False where lists grow too long.

        The rate that is asked for falls, from the highest that can be, until enough have it; last
        comes the floor itself.
        """
        goal, known = self._goal, len(self._found)
        top = max(highest_rate(self._items, total) for total in {low, high})
        step, short, long = max(top >> 14, 1), 0, 0
        for _ in range(MOST_TRIALS):
            rate = top - step
            last = rate <= 0 or self._is_floor(rate)
            scores = self._floor if last else slack_scores(self._items, RATE_UNIT, rate)
            halves = self._listed(scores, self._least if last else 0, low, high)
            if halves is not None:
                accept = None if last else _at_least(rate)
                self._found[known:] = meet(*halves, goal, range(high, low - 1, -1), accept=accept)
                if last or len(self._found) >= goal.limit:
                    return True
                short = step
            elif len(self._found) > known or step - short <= short // 8:
                break
            else:
                long = step
            step = (short + long) // 2 if long else step * 3
        return False

    def _is_floor(self, rate: int) -> bool:
        """Whether a rate, in units, is at the floor or below."""
        a, b, _ = self._goal.slack or (1, 0, 0)
        return a * rate <= b * RATE_UNIT

    def _fewest_changes(self, sums: Reachable, top: int) -> bool:
        """Where no line has hours: the fewest changes of each of the highest nets.

        Changes are counted upwards, so that what is found first has the fewest, even in a list
        that was shortened; only the count after such a list is no longer proven.
        """
        levels = list(islice(self._nets(sums, top), self._goal.limit))
        if not levels:
            return True
        scores = change_scores(self._items)
        best: dict[int, list[Found]] = {high: [] for _, high in levels}
        least = -max(most(self._items, scores, high) for _, high in levels)
        for changes in range(max(floor(least), 0), len(self._items) + 1):
            span = (levels[-1][0], levels[0][1])
            whole = self._listed(scores, -changes, *span)
            halves = whole or self._listed(
                scores, -changes, *span, limit=LIST_LIMIT // 12, cut=True
            )
            for low, high in levels:
                if not best[high] and halves:
                    best[high] = meet(*halves, self._goal, range(high, low - 1, -1))[:1]
            if whole is None or all(best.values()):
                break
        for found in best.values():
            if not found:
                break
            self._found += found
        return bool(self._found)

    def _listed(
        self,
        scores: Scores,
        least: int,
        low: int,
        high: int,
        *,
        limit: int = LIST_LIMIT,
        cut: bool = False,
    ) -> tuple[Half, Half] | None:
        return listed(
            self._items,
            self._layout,
            scores,
            self._goal,
            least=least,
            sums=(low, high),
            limit=limit,
            cut=cut,
        )


def _at_least(rate: int) -> Acceptance:
    return lambda _, paid, hours: hours > 0 and paid * RATE_UNIT >= rate * hours
