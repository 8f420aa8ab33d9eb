"""A client's record and what it asks for."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.dates import Terms
from smm_ledger.core.payers import Advice, PaidInvoice, PayerProfile, advice, profile

MONTH = Terms("days", 30)


def paid(*pairs: tuple[int, int]) -> list[PaidInvoice]:
    """Return invoices of (amount, days late)."""
    return [PaidInvoice(amount=a, currency="EUR", days_late=d) for a, d in pairs]


def advised(*pairs: tuple[int, int]) -> Advice | None:
    """Return the advice for a client with these invoices and 30 days."""
    return advice(profile(paid(*pairs), "EUR"), MONTH)


@pytest.mark.parametrize(
    ("pairs", "median"),
    [
        ([], None),
        ([(100, 5)], 5),
        ([(100, 5), (100, 9)], 5),
        ([(100, 5), (101, 9)], 9),
        ([(100, 0), (100, 10), (300, 41)], 41),
        ([(500, 0), (100, 60), (100, 90)], 0),
        ([(100, -3), (100, 20), (100, 16)], 16),
    ],
)
def test_the_median_is_weighted_by_amount(pairs: list[tuple[int, int]], median: int | None) -> None:
    assert profile(paid(*pairs), "EUR") == PayerProfile(n=len(pairs), median_days_late=median)


def test_another_currency_is_another_record() -> None:
    other = PaidInvoice(amount=10_000, currency="USD", days_late=90)
    assert profile([*paid((100, 1)), other], "EUR") == PayerProfile(n=1, median_days_late=1)


def test_a_late_payer_is_asked_for_a_deposit_and_shorter_terms_with_the_reason() -> None:
    told = advised((100, 41), (100, 38), (100, 45))
    assert told is not None
    assert (told.deposit_percent, told.terms) == (Decimal(40), Terms("days", 7))
    assert told.template.format(**told.data) == (
        "the last 3 invoices were paid 41 days late (median, by amount)"
    )


@pytest.mark.parametrize("late", [-5, 0, 14, 15])
def test_fifteen_days_are_borne(late: int) -> None:
    assert advised(*[(100, late)] * 3) is None


def test_sixteen_days_and_three_invoices_speak() -> None:
    assert advised(*[(100, 16)] * 2) is None
    told = advised(*[(100, 16)] * 3)
    assert told is not None
    assert (told.deposit_percent, told.terms) == (Decimal(30), Terms("days", 15))


def test_terms_never_grow_and_what_is_asked_already_is_not_repeated() -> None:
    record = PayerProfile(n=5, median_days_late=20)
    short = advice(record, Terms("days", 10))
    assert short is not None
    assert short.terms == Terms("days", 10)
    assert advice(record, Terms("days", 10), deposit=Decimal(30)) is None
    more = advice(record, MONTH, deposit=Decimal(50))
    assert more is not None
    assert more.deposit_percent == Decimal(50)


@given(
    st.lists(st.tuples(st.integers(1, 10**6), st.integers(-30, 200)), min_size=3, max_size=12),
    st.integers(0, 11),
    st.integers(0, 200),
)
def test_who_pays_later_is_never_asked_for_less(
    pairs: list[tuple[int, int]], which: int, more: int
) -> None:
    place = which % len(pairs)
    later = [(a, d + more) if i == place else (a, d) for i, (a, d) in enumerate(pairs)]
    before, after = advised(*pairs), advised(*later)
    if before is not None:
        assert after is not None
        assert after.deposit_percent >= before.deposit_percent
        assert after.terms.days <= before.terms.days
