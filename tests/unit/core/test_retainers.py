"""Periods from the anchor, decided once; units beyond what is included, billed once."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.lines import Line, LineKind
from smm_ledger.core.money import Money
from smm_ledger.core.retainers import (
    FINAL,
    Agreed,
    Decided,
    Every,
    Overage,
    Retainer,
    Spend,
    Usage,
    beyond,
    due,
    hourly,
    late_spends,
    missed,
    nth,
    numbered,
    period_on,
    periods,
    spend_of,
    used,
    without_invoice,
)
from smm_ledger.core.states import RetainerState
from tests.support.factories import PLAIN_RULES, a_line

JAN_31 = dt.date(2026, 1, 31)
DEC_31 = dt.date(2026, 12, 31)
EVERIES = st.sampled_from(Every)
ANCHORS = st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2060, 12, 31))


def a_retainer(**changes: Any) -> Retainer:  # noqa: ANN401 - any field of it
    """Return one of 12 posts of 50 a month, from the end of January."""
    known: dict[str, Any] = {
        "client_id": 1,
        "title": "Social",
        "currency": "EUR",
        "every": Every.MONTH,
        "start": JAN_31,
        "lines": (a_line(50, service="post", quantity=Decimal(12), hours=Decimal(1)),),
        "rules": PLAIN_RULES,
        "agreed": (
            Agreed(service="post", description="Post", included=Decimal(12), price=Decimal(50)),
        ),
        "id": 1,
    }
    return Retainer(**(known | changes))


def decided(own: Retainer, *numbers: int, invoice_id: int | None = 5) -> tuple[Decided, ...]:
    found = [numbered(own, no) for no in numbers]
    return tuple(
        Decided(
            no=one.no,
            start=one.start,
            end=one.end,
            on=one.start,
            invoice_id=invoice_id,
            reason="" if invoice_id else "holidays",
        )
        for one in found
    )


def used_posts(own: Retainer, *parts: tuple[dt.date, int]) -> Retainer:
    logged = tuple(
        Usage(no=no, date=day, service="post", quantity=Decimal(units), price=Decimal(50))
        for no, (day, units) in enumerate(parts, 1)
    )
    return replace(own, usage=logged)


# --- periods ----------------------------------------------------------------------------------


def test_an_anchor_at_the_end_of_january_never_drifts() -> None:
    starts = [one.start for one in periods(a_retainer(), DEC_31)]
    assert [day.isoformat() for day in starts] == [
        *("2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"),
        *("2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31"),
    ]


@given(ANCHORS, EVERIES, st.integers(min_value=1, max_value=130))
def test_the_nth_period_is_counted_from_the_anchor(anchor: dt.date, every: Every, no: int) -> None:
    own = a_retainer(start=anchor, every=every)
    assert nth(own, no).start == anchor + relativedelta(months=(no - 1) * every.months)


@given(ANCHORS, EVERIES, st.integers(min_value=1, max_value=120))
def test_periods_leave_no_day_out_and_none_twice(anchor: dt.date, every: Every, no: int) -> None:
    own = a_retainer(start=anchor, every=every)
    assert nth(own, no).end + dt.timedelta(days=1) == nth(own, no + 1).start


@given(ANCHORS, EVERIES, st.integers(min_value=0, max_value=4000))
def test_every_day_falls_in_the_period_that_holds_it(
    anchor: dt.date, every: Every, days: int
) -> None:
    own, day = a_retainer(start=anchor, every=every), anchor + dt.timedelta(days=days)
    period = period_on(own, day)
    assert period is not None
    assert period.start <= day <= period.end
    assert period == nth(own, period.no)


@given(ANCHORS, EVERIES)
def test_names_of_periods_are_never_given_twice(anchor: dt.date, every: Every) -> None:
    own = a_retainer(start=anchor, every=every)
    names = [nth(own, no).name for no in range(1, 61)]
    assert len(set(names)) == len(names)


def test_periods_are_named_by_where_they_begin() -> None:
    named = {
        every: nth(a_retainer(every=every, start=dt.date(2026, 8, 15)), 2).name for every in Every
    }
    assert named == {Every.MONTH: "2026-09", Every.QUARTER: "2026-Q4", Every.YEAR: "2027"}


def test_outside_its_days_there_is_no_period() -> None:
    own = a_retainer(end=dt.date(2026, 3, 10))
    assert period_on(own, dt.date(2026, 1, 30)) is None
    assert period_on(own, dt.date(2026, 3, 11)) is None
    assert nth(own, 2).end == dt.date(2026, 3, 10)
    assert [one.no for one in periods(own, DEC_31)] == [1, 2]


# --- what is due ------------------------------------------------------------------------------


def test_a_period_is_due_from_its_first_day_until_it_is_decided() -> None:
    own = a_retainer()
    assert due(own, dt.date(2026, 1, 30)) == ()
    assert [one.no for one in due(own, dt.date(2026, 3, 30))] == [1, 2]
    own = replace(own, periods=decided(own, 1))
    assert [one.no for one in due(own, dt.date(2026, 3, 31))] == [2, 3]
    assert own.next_due == dt.date(2026, 2, 28)


def test_while_it_is_paused_nothing_is_due_and_afterwards_all_is_listed() -> None:
    own = a_retainer()
    own = replace(own, periods=decided(own, 1), state=RetainerState.PAUSED)
    assert due(own, dt.date(2026, 5, 31)) == ()
    assert own.next_due is None
    resumed = replace(own, state=RetainerState.ACTIVE)
    waiting = due(resumed, dt.date(2026, 5, 31))
    assert [one.name for one in waiting] == ["2026-02", "2026-03", "2026-04", "2026-05"]
    assert [missed(one, dt.date(2026, 5, 31)) for one in waiting] == [True, True, True, False]


def test_after_its_end_only_what_fell_due_before_is_left() -> None:
    own = a_retainer(end=dt.date(2026, 3, 10), state=RetainerState.ENDED)
    assert [one.no for one in due(own, DEC_31)] == [1, 2]
    own = replace(own, periods=decided(own, 1, 2))
    assert own.next_due is None


def test_what_is_left_to_bill_after_the_end_is_settled_once() -> None:
    own = a_retainer(end=dt.date(2026, 2, 27), state=RetainerState.ENDED)
    own = used_posts(replace(own, periods=decided(own, 1)), (dt.date(2026, 2, 3), 14))
    (last,) = due(own, DEC_31)
    assert (last.no, last.name, last.start) == (FINAL, "final", dt.date(2026, 2, 27))
    assert not missed(last, DEC_31)
    billed = Overage(period=1, service="post", billed=FINAL, quantity=Decimal(2), price=Decimal(50))
    settled = replace(own, periods=(*own.periods, *decided(own, FINAL)), overage=(billed,))
    assert due(settled, DEC_31) == ()


def test_a_skip_decides_without_an_invoice() -> None:
    own = a_retainer()
    skipped = replace(own, periods=decided(own, 1, invoice_id=None))
    assert not skipped.invoiced
    assert skipped.next_due == dt.date(2026, 2, 28)


# --- what is used -----------------------------------------------------------------------------


def test_fourteen_of_twelve_are_two_beyond_at_the_price_of_the_signature() -> None:
    own = used_posts(a_retainer(), (dt.date(2026, 2, 3), 5), (dt.date(2026, 2, 27), 9))
    (over,) = beyond(own)
    assert (over.period.name, over.quantity, over.price) == ("2026-01", Decimal(2), Decimal(50))
    assert used(own) == {(1, "post"): Decimal(14)}


def test_each_period_has_its_own_units() -> None:
    own = used_posts(a_retainer(), (dt.date(2026, 2, 27), 12), (dt.date(2026, 2, 28), 12))
    assert beyond(own) == ()


def test_a_service_outside_the_agreement_is_beyond_from_the_first_unit() -> None:
    logged = Usage(no=1, date=JAN_31, service="reel", quantity=Decimal(1), price=Decimal(98))
    (over,) = beyond(a_retainer(usage=(logged,)))
    assert (over.service, over.quantity, over.price) == ("reel", Decimal(1), Decimal(98))


@given(
    st.lists(st.integers(min_value=1, max_value=9), max_size=12),
    st.integers(min_value=0, max_value=12),
)
def test_what_is_billed_in_parts_is_what_is_beyond_in_all(units: list[int], cut: int) -> None:
    """However often the bill is drawn in between, the sum is the same."""
    day = dt.date(2026, 2, 5)
    early = used_posts(a_retainer(), *((day, one) for one in units[:cut]))
    billed = tuple(
        Overage(period=1, service="post", billed=1, quantity=one.quantity, price=one.price)
        for one in beyond(early)
    )
    whole = used_posts(a_retainer(overage=billed), *((day, one) for one in units))
    told = sum(one.quantity for one in billed) + sum(one.quantity for one in beyond(whole))
    assert told == max(0, sum(units) - 12)


def test_without_its_invoice_everything_it_bore_is_open_again() -> None:
    own = used_posts(a_retainer(), (dt.date(2026, 2, 3), 14))
    billed = Overage(period=1, service="post", billed=1, quantity=Decimal(2), price=Decimal(50))
    spent = Spend(period=1, amount=Decimal(900), billed=1)
    made = replace(
        own, periods=decided(own, 1, 2, invoice_id=5), overage=(billed,), spends=(spent,)
    )
    assert beyond(made) == ()
    freed = without_invoice(made, 5)
    assert (freed.periods, freed.overage) == ((), ())
    assert freed.spends == (replace(spent, billed=None),)
    assert without_invoice(made, 6) == made


# --- ad spend, figures ------------------------------------------------------------------------


def test_spend_is_late_once_its_period_is_invoiced() -> None:
    own = a_retainer(spends=(Spend(period=1, amount=Decimal(900)),))
    assert late_spends(own) == ()
    own = replace(own, periods=decided(own, 1))
    assert late_spends(own) == own.spends
    assert spend_of(own, 1) == own.spends[0]
    assert spend_of(own, 2) is None


def test_the_net_of_a_period_counts_spend_as_planned_and_never_for_information() -> None:
    fee = Line(
        description="Fee",
        kind=LineKind.PERCENT_FEE,
        fee_percent=Decimal(15),
        fee_minimum=Decimal(100),
    )
    spend = a_line(1000, kind=LineKind.AD_SPEND_INFO)
    assert a_retainer(lines=(a_line(300), fee, spend)).net == Money(45000, "EUR")


def test_an_hour_is_worth_the_net_of_the_lines_that_have_hours() -> None:
    own = a_retainer(lines=(a_line(600, hours=Decimal(14)), a_line(100)))
    assert hourly(own) == Money(4286, "EUR")
    assert hourly(a_retainer(lines=(a_line(100),))) is None


@pytest.mark.parametrize("name", ["retainer-1"])
def test_it_is_called_by_its_key(name: str) -> None:
    assert a_retainer().name == name
    assert a_retainer().of("post") is not None
    assert a_retainer().of("reel") is None
