"""The forecast: every cent once in each column, and days that a person would have said."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.forecast import Coming, Days, Habits, days_of, forecast
from smm_ledger.core.lateness import Habit, habit

TODAY = dt.date(2026, 11, 24)  # a Tuesday
SLOW = habit([(10, 100), (20, 100), (30, 100), (40, 100)])


def day(after: int) -> dt.date:
    return TODAY + dt.timedelta(days=after)


def coming(due: int = 0, **more: object) -> Coming:
    made = Coming(client_id=1, currency="EUR", amount=100_00, due=day(due))
    return replace(made, **more)  # type: ignore[arg-type]  # test shorthand


def when(own: Coming, known: Habit = SLOW) -> tuple[int, int, int]:
    early, expected, late = ((one - TODAY).days for one in days_of(own, known, today=TODAY))
    return early, expected, late


def test_the_due_date_moves_by_the_habit_of_the_client() -> None:
    assert when(coming(5)) == (15, 25, 35)
    assert when(coming(5), habit([(-9, 1), (-9, 1), (-2, 2)])) == (0, 0, 3)
    assert when(coming(5), Habit()) == (5, 5, 5)


def test_what_is_late_is_compared_with_what_was_as_late() -> None:
    assert when(coming(-25)) == (5, 5, 15)  # of 30 and 40 days
    assert when(coming(-40)) == (0, 0, 0)


def test_later_than_anything_before_takes_as_long_again() -> None:
    assert when(coming(-41)) == (0, 41, 82)
    assert when(coming(-3), Habit()) == (0, 3, 6)


def test_a_promise_moves_its_sum_if_the_client_keeps_them() -> None:
    assert when(coming(-25, promised_by=day(2))) == (2, 2, 15)
    assert when(coming(-25, promised_by=day(2), trusted=False)) == (2, 5, 15)
    assert when(coming(-25, promised_by=day(30), trusted=False)) == (5, 30, 30)
    assert when(coming(-25, promised_by=day(-1))) == (0, 0, 15)  # within its days of grace


def test_what_rests_is_not_expected_before_the_end_of_the_rest() -> None:
    assert when(coming(-25, hold_until=day(10))) == (5, 10, 15)
    assert when(coming(-25, hold_until=day(60))) == (5, 60, 60)


def test_a_short_record_is_everybody_s_and_none_is_the_due_date() -> None:
    other = habit([(50, 100), (50, 100)])
    habits = Habits({(1, "EUR"): SLOW, (2, "EUR"): other, (3, "USD"): SLOW})
    assert habits.of(1, "EUR") == SLOW
    assert habits.of(2, "EUR").n == habits.of(9, "EUR").n == 6
    assert habits.of(1, "GBP") == Habit()


def test_weeks_begin_on_monday_and_the_rest_is_later() -> None:
    sums = [coming(5), coming(6, client_id=9), coming(90, planned=True, amount=1)]
    found = forecast(sums, Habits(), today=TODAY, weeks=2, credit={"EUR": 7})
    assert [(one.start, one.end, one.amounts, one.planned) for one in found.weeks] == [
        (dt.date(2026, 11, 23), dt.date(2026, 11, 29), (100_00,) * 3, 0),
        (dt.date(2026, 11, 30), dt.date(2026, 12, 6), (100_00,) * 3, 0),
        (None, None, (1, 1, 1), 1),
    ]
    (whole,) = found.wholes
    assert (whole.open, whole.planned, whole.total, whole.credit) == (200_00, 1, 200_01, 7)


days = st.integers(-800, 800)
sums = st.builds(
    coming,
    days,
    client_id=st.integers(1, 4),
    currency=st.sampled_from(["EUR", "USD"]),
    amount=st.integers(1, 10**11),
    planned=st.booleans(),
    promised_by=st.none() | days.map(day),
    trusted=st.booleans(),
    hold_until=st.none() | days.map(day),
)
habits_of = st.builds(
    Habits,
    st.dictionaries(
        st.tuples(st.integers(1, 4), st.sampled_from(["EUR", "USD"])),
        st.lists(st.tuples(st.integers(-30, 500), st.integers(1, 10**9)), max_size=8).map(habit),
    ),
)


@given(st.lists(sums, max_size=30), habits_of, st.integers(1, 20))
def test_each_column_is_the_open_balance_and_the_planned_retainers(
    owed: list[Coming], habits: Habits, weeks: int
) -> None:
    found = forecast(owed, habits, today=TODAY, weeks=weeks)
    for whole in found.wholes:
        mine = [one for one in owed if one.currency == whole.currency]
        rows = [one for one in found.weeks if one.currency == whole.currency]
        assert whole.open == sum(one.amount for one in mine if not one.planned)
        assert whole.planned == sum(one.amount for one in mine if one.planned)
        assert len(rows) == weeks + 1
        columns = zip(*(one.amounts for one in rows), strict=True)
        assert {sum(column) for column in columns} == {whole.total}
        assert sum(one.planned for one in rows) == whole.planned
        assert rows[-1].so_far == (whole.total,) * 3
        for one in rows:
            early, expected, late = one.so_far
            assert early >= expected >= late
    assert {one.currency for one in owed} == {one.currency for one in found.wholes}


@given(sums, st.lists(st.tuples(st.integers(0, 300), st.integers(1, 10**9)), max_size=8))
def test_no_day_is_over_and_they_stand_in_order(own: Coming, paid: list[tuple[int, int]]) -> None:
    found: Days = days_of(own, habit(paid), today=TODAY)
    assert TODAY <= found[0] <= found[1] <= found[2]


@pytest.mark.parametrize("late", [0, 9, 10, 11, 39, 40, 41, 400])
def test_a_day_more_of_lateness_never_brings_it_nearer(late: int) -> None:
    due = dt.date(2026, 1, 5)
    one = replace(coming(), due=due)
    before = days_of(one, SLOW, today=due + dt.timedelta(days=late))
    after = days_of(one, SLOW, today=due + dt.timedelta(days=late + 1))
    assert all(then <= now for then, now in zip(before, after, strict=True))
