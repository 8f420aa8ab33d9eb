"""Quartiles of days late: by hand on small records, and monotone on all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.lateness import QUARTERS, Habit, habit, pooled, weighted_median

PAID = [(-3, 100), (5, 100), (9, 300), (40, 100)]

records = st.lists(st.tuples(st.integers(-30, 400), st.integers(1, 10**9)), min_size=1, max_size=30)


def test_quartiles_are_weighted_by_amount() -> None:
    own = habit(reversed(PAID))
    assert (own.n, [own.quartile(q) for q in QUARTERS]) == (4, [5, 9, 9])
    assert weighted_median([(5, 100), (9, 100)]) == 5
    assert weighted_median([]) is None


@pytest.mark.parametrize(
    ("already", "quartiles"),
    [(-3, [5, 9, 9]), (6, [9, 9, 9]), (10, [40, 40, 40]), (40, [40, 40, 40]), (41, [None] * 3)],
)
def test_what_is_late_already_is_compared_with_what_was(
    already: int, quartiles: list[int | None]
) -> None:
    assert [habit(PAID).quartile(q, already=already) for q in QUARTERS] == quartiles


def test_nothing_paid_says_nothing() -> None:
    assert Habit().quartile(2) is None


@given(records, records)
def test_several_records_are_one(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> None:
    assert pooled([habit(one), Habit(), habit(other)]) == habit([*one, *other])


@given(records, st.data())
def test_who_pays_later_never_looks_quicker(
    paid: list[tuple[int, int]], data: st.DataObject
) -> None:
    more = [(days + data.draw(st.integers(0, 90)), amount) for days, amount in paid]
    before, after = habit(paid), habit(more)
    for quarter in QUARTERS:
        assert (after.quartile(quarter) or 0) >= (before.quartile(quarter) or 0)


@given(records, st.integers(-30, 400))
def test_quartiles_stand_in_order_and_wait_for_what_is_late(
    paid: list[tuple[int, int]], already: int
) -> None:
    own = habit(paid)
    early, middle, late = (own.quartile(q, already=already) for q in QUARTERS)
    if early is None:
        assert max(days for days, _ in paid) < already
    else:
        assert middle is not None
        assert late is not None
        assert already <= early <= middle <= late
