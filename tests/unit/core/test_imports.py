"""Documents of other programs: the figures that they tell, and the place inside their number."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.errors import InputError
from smm_ledger.core.imports import Stated, sequence_of, stated_instalments, stated_totals

DAY = dt.date(2025, 11, 2)


@pytest.mark.parametrize(
    ("number", "pattern", "seq"),
    [
        ("2025-017", "{year}-{seq:03}", 17),
        ("17/2025", "{year}-{seq:03}", 17),
        ("FT 17/25", "{year}-{seq:03}", 17),
        ("5", "{year}-{seq:03}", 5),
        ("2025", "{year}-{seq:03}", 2025),
        ("25/25", "{year}-{seq:03}", 25),
        ("A1-17/25", "A1-{seq}/{yy}", 17),
        ("NC-2025-003", "NC-{year}-{seq:03}", 3),
    ],
)
def test_the_place_in_the_series_is_read_off_a_number(number: str, pattern: str, seq: int) -> None:
    assert sequence_of(number, year=2025, pattern=pattern) == seq


@pytest.mark.parametrize("number", ["A1/12", "1-2-3", "none", "0", "20250000017"])
def test_what_may_be_read_in_two_ways_is_refused(number: str) -> None:
    with pytest.raises(InputError, match="number"):
        sequence_of(number, year=2025, pattern="{year}-{seq:03}")


def test_a_total_is_enough() -> None:
    totals = stated_totals(Stated(total=106080), "EUR", has_vat=True)
    assert (totals.net, totals.tax, totals.total, totals.payable) == (106080, 0, 106080, 106080)


def test_what_a_net_leaves_is_tax_where_there_is_vat_and_refused_where_there_is_none() -> None:
    told = Stated(total=12200, net=10000, withholding=2000)
    totals = stated_totals(told, "EUR", has_vat=True)
    assert (totals.tax, totals.payable) == (2200, 10200)
    with pytest.raises(InputError, match="come to 100"):
        stated_totals(told, "EUR", has_vat=False)


@pytest.mark.parametrize(
    "told",
    [
        Stated(total=0),
        Stated(total=-100),
        Stated(total=100, net=60, tax=30),
        Stated(total=100, tax=101),
        Stated(total=100, withholding=101),
        Stated(total=100, withholding=-1),
        Stated(total=10**12),
    ],
)
def test_figures_that_do_not_hold_are_refused(told: Stated) -> None:
    with pytest.raises(InputError):
        stated_totals(told, "EUR", has_vat=True)


@given(st.integers(1, 10**9), st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_parts_always_sum_to_the_total(
    net: int, contribution: int, tax: int, stamp: int
) -> None:
    total = net + contribution + tax + stamp
    told = Stated(total=total, social_contribution=contribution, tax=tax, stamp=stamp)
    totals = stated_totals(told, "EUR", has_vat=True)
    assert totals.net == net
    assert totals.net + totals.social_contribution + totals.tax + totals.stamp_in_total == total


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=6), st.integers(1, 10**6))
def test_instalments_sum_to_what_is_payable(amounts: list[int], payable: int) -> None:
    due = tuple((DAY + dt.timedelta(days=at), amount) for at, amount in enumerate(amounts))
    parts = stated_instalments(due, payable, issued=DAY, otherwise=DAY)
    assert sum(part.amount for part in parts) == payable
    assert [part.seq for part in parts] == list(range(1, len(amounts) + 1))


def test_a_due_date_before_the_issue_is_refused() -> None:
    early = ((DAY - dt.timedelta(days=1), 100),)
    with pytest.raises(InputError, match="due"):
        stated_instalments(early, 100, issued=DAY, otherwise=DAY)
