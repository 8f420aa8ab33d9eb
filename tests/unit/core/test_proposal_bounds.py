"""Bounds: no combination passes them, and no combination that matters is left out."""

import itertools
from collections.abc import Iterator
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.proposal_bounds import (
    RATE_UNIT,
    Reachable,
    highest_rate,
    highest_sum,
    listed,
    most,
    slack_scores,
)
from smm_ledger.core.proposal_packing import Item, Option, layout_of
from smm_ledger.core.proposal_search import Goal


@st.composite
def units_of_work(draw: st.DrawFn) -> Item:
    """Return a line of one to four units."""
    units, price = draw(st.integers(1, 4)), draw(st.integers(1, 300))
    hours = draw(st.integers(0, 12))
    return [
        Option(n * price, n * price if hours else 0, n * hours, 0, int(n < units))
        for n in range(units, -1, -1)
    ]


some_items = st.lists(units_of_work(), min_size=1, max_size=5)


def figures(items: list[Item]) -> Iterator[tuple[int, int, int]]:
    """Yield sum, paid and hours of every combination."""
    for chosen in itertools.product(*items):
        yield (
            sum(o.value for o in chosen),
            sum(o.paid for o in chosen),
            sum(o.hours for o in chosen),
        )


def goal(slack: tuple[int, int, int] | None = None) -> Goal:
    """Return a goal that wants everything."""
    return Goal(
        cap=0,
        limit=10_000,
        net_of=lambda total: total,
        span_of=lambda total: (total, total),
        rank_of=lambda *_: 0,
        keeps_floor=lambda *_: True,
        slack=slack,
    )


@given(some_items, st.integers(0, 60))
def test_no_score_passes_the_bound_of_its_sum(items: list[Item], floor: int) -> None:
    scores = slack_scores(items, 1, floor)
    for total, paid, hours in figures(items):
        assert paid - floor * hours <= most(items, scores, total)


@given(some_items)
def test_no_rate_passes_the_highest_of_its_sum(items: list[Item]) -> None:
    rates: dict[int, Fraction] = {}
    for total, paid, hours in figures(items):
        if hours:
            rates[total] = max(rates.get(total, Fraction(0)), Fraction(paid, hours))
    for total, rate in rates.items():
        assert rate * RATE_UNIT <= highest_rate(items, total)


@given(some_items, st.integers(0, 60), st.integers(0, 3000))
def test_no_sum_above_the_highest_keeps_the_floor(items: list[Item], floor: int, cap: int) -> None:
    top = highest_sum(items, slack_scores(items, 1, floor), 0, cap)
    assert top <= cap
    good = [t for t, paid, hours in figures(items) if t <= cap and paid >= floor * hours]
    assert max(good, default=-1) <= top


@given(some_items, st.integers(0, 60), st.integers(0, 2000), st.integers(0, 300))
def test_the_lists_hold_every_combination_that_matters(
    items: list[Item], floor: int, low: int, width: int
) -> None:
    scores, high = slack_scores(items, 1, floor), low + width
    layout = layout_of(items, all_droppable=True)
    halves = listed(items, layout, scores, goal(), least=0, sums=(low, high))
    assert halves is not None
    met = {
        (layout.sum_of(a + b), layout.paid_of(a + b), layout.hours_of(a + b))
        for a in halves[0].combinations
        for b in halves[1].combinations
    }
    wanted = {
        figure
        for figure in figures(items)
        if low <= figure[0] <= high and figure[1] >= floor * figure[2]
    }
    assert wanted <= met


@given(some_items, st.integers(0, 3000))
def test_reachable_sums_are_those_of_the_combinations(items: list[Item], cap: int) -> None:
    sums = Reachable(items, cap)
    assert sums.known
    real = sorted({total for total, _, _ in figures(items) if total <= cap})
    seen, total = [], sums.below(cap)
    while total >= 0:
        seen.append(total)
        total = sums.below(total - 1)
    assert seen[::-1] == real
