"""Promises: kept, partly kept, broken, and each euro counted once."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.promises import Promise, PromiseState, judged, keep_rates, telling

MADE = dt.date(2026, 12, 1)
BY = dt.date(2026, 12, 12)
ONE = Promise(
    id=1,
    invoice_id=1,
    invoice="2026-001",
    client="rossi",
    client_name="Rossi",
    amount=50_000,
    currency="EUR",
    made_on=MADE,
    by=BY,
)


def last(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=2)


def state(paid: list[tuple[dt.date, int]], today: dt.date) -> PromiseState:
    (found,) = judged([ONE], paid, today=today, last_day=last)
    return found.state


def test_a_promise_waits_two_banking_days_longer_than_its_date() -> None:
    assert state([], dt.date(2026, 12, 14)) is PromiseState.OPEN
    assert state([], dt.date(2026, 12, 15)) is PromiseState.BROKEN
    assert state([(BY, 30_000)], dt.date(2026, 12, 14)) is PromiseState.OPEN
    assert state([(BY, 30_000)], dt.date(2026, 12, 15)) is PromiseState.PARTLY_KEPT
    assert state([(dt.date(2026, 12, 14), 50_000)], dt.date(2026, 12, 15)) is PromiseState.KEPT
    assert state([(dt.date(2026, 12, 15), 50_000)], dt.date(2026, 12, 15)) is PromiseState.BROKEN


def test_money_that_came_before_is_not_what_was_promised() -> None:
    assert state([(dt.date(2026, 11, 30), 50_000)], dt.date(2026, 12, 20)) is PromiseState.BROKEN


def test_each_euro_keeps_one_promise() -> None:
    second = replace(ONE, id=2, by=dt.date(2026, 12, 20))
    found = judged([second, ONE], [(BY, 60_000)], today=dt.date(2026, 12, 30), last_day=last)
    assert [(one.id, one.received, one.state) for one in found] == [
        (1, 50_000, PromiseState.KEPT),
        (2, 10_000, PromiseState.PARTLY_KEPT),
    ]


def test_a_renegotiated_promise_is_neither_kept_nor_broken() -> None:
    second = replace(ONE, id=2, by=dt.date(2026, 12, 20), replaces=1)
    found = judged([ONE, second], [], today=dt.date(2026, 12, 30), last_day=last)
    assert [one.state for one in found] == [PromiseState.RENEGOTIATED, PromiseState.BROKEN]
    (rate,) = keep_rates(found)
    assert (rate.n, rate.broken, rate.percent) == (1, 1, None)


def test_a_plan_is_broken_at_its_first_date_unless_the_rest_covers_what_is_left() -> None:
    first = replace(ONE, state=PromiseState.BROKEN)
    rest = replace(ONE, id=2, by=BY + dt.timedelta(days=31))
    assert telling([first, rest], 100_000) == first
    assert telling([first, rest], 50_000) == rest  # the first sum came late
    anew = replace(rest, made_on=BY + dt.timedelta(days=3))
    assert telling([first, anew], 100_000) == anew
    assert telling([replace(first, state=PromiseState.RENEGOTIATED), rest], 100_000) == rest
    assert telling([replace(first, state=PromiseState.OPEN), rest], 100_000) == replace(
        first, state=PromiseState.OPEN
    )
    assert telling([], 1) is None


def test_a_rate_is_told_from_three_on() -> None:
    kept = replace(ONE, state=PromiseState.KEPT)
    (rate,) = keep_rates([kept, kept, replace(ONE, state=PromiseState.BROKEN)])
    assert (rate.n, rate.percent) == (3, 66)


@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(1, 90_000)), max_size=5),
    st.lists(st.tuples(st.integers(1, 30), st.integers(1, 90_000)), max_size=5),
)
def test_never_more_than_was_promised_or_came(
    wanted: list[tuple[int, int]], paid: list[tuple[int, int]]
) -> None:
    promises = [
        replace(ONE, id=n, amount=amount, by=MADE + dt.timedelta(days=after))
        for n, (after, amount) in enumerate(wanted, 1)
    ]
    money = [(MADE + dt.timedelta(days=after), amount) for after, amount in paid]
    found = judged(promises, money, today=dt.date(2027, 2, 1), last_day=last)
    assert sum(one.received for one in found) <= sum(amount for _, amount in money)
    assert all(one.received <= one.amount for one in found)
    assert all((one.received == one.amount) == (one.state is PromiseState.KEPT) for one in found)
