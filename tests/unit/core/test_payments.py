"""Payments: what is left of them, and how money is set against what is oldest."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.errors import OverAllocated
from smm_ledger.core.invoices import Instalment
from smm_ledger.core.money import Money
from smm_ledger.core.payments import (
    Allocation,
    Payment,
    Settlement,
    SettlementKind,
    shared_by_due,
    spread,
)
from tests.support.factories import TODAY


def a_payment(*amounts: int, undone: bool = False) -> Payment:
    """Return a payment of 100.00 with allocations of these amounts."""
    parts = (
        Allocation(invoice_id=n, invoice=f"2026-{n:03}", amount=a) for n, a in enumerate(amounts)
    )
    return Payment(
        client_id=1,
        client="rossi-moda",
        date=TODAY,
        amount=Money(10000, "EUR"),
        allocations=tuple(parts),
        reversed=undone,
        id=7,
    )


def some_instalments(*owed: tuple[int, int]) -> list[Instalment]:
    """Return instalments of (days from today, balance), with ids from 1."""
    return [
        Instalment(
            id=n, seq=n, due_date=TODAY + dt.timedelta(days=days), amount=left + 50, settled=50
        )
        for n, (days, left) in enumerate(owed, 1)
    ]


@pytest.mark.parametrize(
    ("payment", "left"),
    [
        (a_payment(), 10000),
        (a_payment(4000, 5000), 1000),
        (a_payment(10000), 0),
        (a_payment(undone=True), 0),
    ],
)
def test_what_is_not_allocated_is_the_clients_credit(payment: Payment, left: int) -> None:
    assert payment.unallocated == Money(left, "EUR")


def test_a_payment_is_named_by_its_id() -> None:
    assert a_payment().name == "pay-7"


@pytest.mark.parametrize(
    ("amount", "owed", "parts"),
    [
        (300, [(5, 200), (-5, 200)], [(2, 200), (1, 100)]),
        (400, [(5, 200), (-5, 200)], [(2, 200), (1, 200)]),
        (100, [(0, 100), (0, 100)], [(1, 100)]),
        (100, [(-9, 0), (0, 100)], [(2, 100)]),
        (0, [(0, 100)], []),
    ],
)
def test_money_goes_to_what_is_due_first(
    amount: int, owed: list[tuple[int, int]], parts: list[tuple[int, int]]
) -> None:
    assert spread(Money(amount, "EUR"), some_instalments(*owed), invoice="2026-004") == parts


@pytest.mark.parametrize("owed", [[], [(0, 99)], [(0, 50), (1, 49)]])
def test_more_than_is_owed_is_refused_with_what_is(owed: list[tuple[int, int]]) -> None:
    rest = Money(sum(left for _, left in owed), "EUR")
    with pytest.raises(OverAllocated, match=f"only {rest} of it is still owed") as caught:
        spread(Money(100, "EUR"), some_instalments(*owed), invoice="2026-004")
    assert caught.value.subject == "2026-004"


@given(
    st.lists(st.tuples(st.integers(-99, 99), st.integers(0, 10**9)), min_size=1, max_size=8),
    st.integers(0, 100),
)
def test_the_parts_sum_to_the_money_and_fit_what_is_owed(
    owed: list[tuple[int, int]], percent: int
) -> None:
    amount = sum(left for _, left in owed) * percent // 100
    instalments = some_instalments(*owed)
    parts = spread(Money(amount, "EUR"), instalments, invoice="2026-004")
    balances = {part.id: part.balance for part in instalments}
    assert sum(share for _, share in parts) == amount
    assert all(0 < share <= balances[key] for key, share in parts)


def test_a_settlement_taken_back_is_the_same_with_the_other_sign() -> None:
    entry = Settlement(
        instalment_id=1, invoice_id=2, kind=SettlementKind.PAYMENT, date=TODAY, amount=-100
    )
    assert (entry.kind, entry.source_id, entry.reason) == ("payment", None, "")


def test_money_for_whatever_is_owed_goes_to_what_fell_due_first_of_any_invoice() -> None:
    first, second = some_instalments((0, 100), (60, 100)), some_instalments((30, 100))
    for amount, shares in (
        (50, [50, 0]),
        (150, [100, 50]),
        (230, [130, 100]),
        (999, [200, 100]),
        (0, [0, 0]),
    ):
        assert shared_by_due(amount, [first, second]) == shares
