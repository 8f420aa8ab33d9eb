"""Invoices: balance, payment status and lateness are derived; instalments sum to the cent."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import DateOrder, InputError, RuleError
from smm_ledger.core.invoices import (
    SERIES_OF,
    Instalment,
    InstalmentPlan,
    Invoice,
    InvoiceKind,
    PaymentStatus,
    check_issuable,
    check_issue_date,
    schedule,
)
from smm_ledger.core.lines import LineKind
from smm_ledger.core.money import Money
from smm_ledger.core.numbering import Series
from smm_ledger.core.states import InvoiceState
from tests.support.factories import TODAY, a_client, a_line, an_invoice, an_issuer

ISSUED = dt.date(2026, 10, 1)
NET_30 = Terms("days", 30)


def plan(*shares: str) -> list[InstalmentPlan]:
    """Return a plan of these percentages, a month apart."""
    return [
        InstalmentPlan(percent=Decimal(share), due_date=dt.date(2026, 11 + n // 12, 1 + n))
        for n, share in enumerate(shares)
    ]


@pytest.mark.parametrize(
    ("paid", "credited", "written_off", "status", "balance"),
    [
        (0, 0, 0, PaymentStatus.UNPAID, 10000),
        (4000, 0, 0, PaymentStatus.PARTLY_PAID, 6000),
        (0, 4000, 0, PaymentStatus.PARTLY_PAID, 6000),
        (0, 0, 4000, PaymentStatus.PARTLY_PAID, 6000),
        (10000, 0, 0, PaymentStatus.PAID, 0),
        (6000, 4000, 0, PaymentStatus.PAID, 0),
        (0, 10000, 0, PaymentStatus.CREDITED, 0),
        (0, 0, 10000, PaymentStatus.WRITTEN_OFF, 0),
        (9000, 0, 1000, PaymentStatus.WRITTEN_OFF, 0),
    ],
)
def test_the_payment_status_follows_the_sums(
    paid: int, credited: int, written_off: int, status: PaymentStatus, balance: int
) -> None:
    invoice = an_invoice(paid=paid, credited=credited, written_off=written_off)
    assert invoice.payment_status is status
    assert invoice.balance == Money(balance, "EUR")


@pytest.mark.parametrize(
    "invoice",
    [
        an_invoice(state=InvoiceState.DRAFT),
        an_invoice(state=InvoiceState.VOID),
        an_invoice(kind=InvoiceKind.CREDIT_NOTE),
        an_invoice(kind=InvoiceKind.PROFORMA),
    ],
)
def test_what_is_no_debt_has_neither_status_nor_balance_nor_lateness(invoice: Invoice) -> None:
    assert not invoice.is_receivable
    assert invoice.payment_status is None
    assert not invoice.balance
    assert invoice.days_overdue(dt.date(2027, 1, 1)) == 0


@pytest.mark.parametrize("kind", [InvoiceKind.INVOICE, InvoiceKind.DEPOSIT, InvoiceKind.IMPORTED])
def test_what_was_issued_is_a_debt(kind: InvoiceKind) -> None:
    assert an_invoice(kind=kind).is_receivable


def test_an_invoice_of_nothing_is_paid() -> None:
    assert an_invoice(a_line("0")).payment_status is PaymentStatus.PAID


@pytest.mark.parametrize(
    ("day", "late"),
    [("2026-10-30", 0), ("2026-10-31", 0), ("2026-11-01", 1), ("2026-11-24", 24)],
)
def test_an_invoice_is_overdue_from_the_day_after(day: str, late: int) -> None:
    assert an_invoice().days_overdue(dt.date.fromisoformat(day)) == late


def test_lateness_is_that_of_the_oldest_open_instalment() -> None:
    parts = [
        Instalment(seq=1, due_date=dt.date(2026, 9, 1), amount=3000, settled=3000),
        Instalment(seq=2, due_date=dt.date(2026, 11, 14), amount=3000, settled=1000),
        Instalment(seq=3, due_date=dt.date(2026, 12, 1), amount=4000),
    ]
    invoice = an_invoice(instalments=parts, paid=4000)
    assert [part.balance for part in parts] == [0, 2000, 4000]
    assert invoice.days_overdue(TODAY) == 10
    assert invoice.last_due == dt.date(2026, 12, 1)


def test_a_draft_is_named_by_its_count_and_due_as_the_user_says() -> None:
    due = dt.date(2027, 1, 1)
    draft = an_invoice(
        state=InvoiceState.DRAFT, number="", draft_no=3, due_date=due, instalments=()
    )
    assert draft.name == "draft-3"
    assert draft.last_due == due
    assert an_invoice().name == "2026-004"


def test_every_kind_counts_in_its_series() -> None:
    assert set(SERIES_OF) == set(InvoiceKind)
    assert SERIES_OF[InvoiceKind.DEPOSIT] is SERIES_OF[InvoiceKind.INVOICE] is Series.INVOICE
    assert SERIES_OF[InvoiceKind.CREDIT_NOTE] is Series.CREDIT


def test_without_a_plan_the_terms_decide() -> None:
    (only,) = schedule(12345, ISSUED, terms=NET_30)
    assert (only.seq, only.amount, only.due_date) == (1, 12345, dt.date(2026, 10, 31))


def test_a_fixed_due_date_wins_over_the_terms() -> None:
    (only,) = schedule(1, ISSUED, terms=NET_30, due_date=ISSUED)
    assert only.due_date == ISSUED


@pytest.mark.parametrize(
    ("payable", "shares", "amounts"),
    [
        (123457, ("30", "40", "30"), [37037, 49383, 37037]),
        (10000, ("33.34", "33.33", "33.33"), [3334, 3333, 3333]),
        (10000, ("1E+2",), [10000]),
        (10001, ("5E+1", "50"), [5001, 5000]),
        (100, ("12.5", "87.5"), [13, 87]),
        (0, ("50", "50"), [0, 0]),
    ],
)
def test_a_plan_is_split_by_largest_remainder(
    payable: int, shares: tuple[str, ...], amounts: list[int]
) -> None:
    parts = schedule(payable, ISSUED, terms=NET_30, plan=plan(*shares))
    assert [part.amount for part in parts] == amounts
    assert [part.seq for part in parts] == list(range(1, len(shares) + 1))


@given(st.integers(0, 10**11), st.lists(st.integers(1, 30), min_size=1, max_size=3))
def test_instalments_sum_to_the_payable(payable: int, first: list[int]) -> None:
    shares = [str(share) for share in (*first, 100 - sum(first))]
    parts = schedule(payable, ISSUED, terms=NET_30, plan=plan(*shares))
    assert sum(part.amount for part in parts) == payable


@pytest.mark.parametrize(
    ("shares", "reason"),
    [
        (("30", "60"), "sum to 90 %"),
        (("30", "70.01"), "sum to 100.01 %"),
        (("150", "-50"), "not above zero"),
        (("100", "0"), "not above zero"),
    ],
)
def test_shares_are_parts_of_a_hundred(shares: tuple[str, ...], reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        schedule(10000, ISSUED, terms=NET_30, plan=plan(*shares))
    assert caught.value.subject == "instalments"


def test_nothing_is_due_before_it_is_issued() -> None:
    before = ISSUED - dt.timedelta(days=1)
    early = [InstalmentPlan(percent=Decimal(100), due_date=before)]
    with pytest.raises(InputError, match="2026-09-30 is before the issue date 2026-10-01"):
        schedule(1, ISSUED, terms=NET_30, due_date=before)
    with pytest.raises(InputError, match="before the issue date"):
        schedule(1, ISSUED, terms=NET_30, plan=early)


@pytest.mark.parametrize(
    ("day", "last", "note"),
    [
        ("2026-11-24", None, None),
        ("2026-11-24", "2026-11-24", None),
        ("2026-11-01", "2026-11-24", "forgotten"),
        ("2026-11-01", "2026-11-24", ""),
    ],
)
def test_dates_in_order_pass(day: str, last: str | None, note: str | None) -> None:
    check_issue_date(
        dt.date.fromisoformat(day),
        today=TODAY,
        last=dt.date.fromisoformat(last) if last else None,
        out_of_order=note,
    )


def test_a_date_after_today_or_before_the_last_is_refused() -> None:
    with pytest.raises(DateOrder, match="2026-11-25 is after today"):
        check_issue_date(dt.date(2026, 11, 25), today=TODAY, last=None, out_of_order="x")
    with pytest.raises(DateOrder, match="2026-11-23 is before 2026-11-24"):
        check_issue_date(dt.date(2026, 11, 23), today=TODAY, last=TODAY, out_of_order=None)


def test_a_plain_invoice_can_be_issued() -> None:
    check_issuable(an_invoice())


@pytest.mark.parametrize(
    ("invoice", "subject", "reason"),
    [
        (an_invoice(a_line(kind=LineKind.AD_SPEND_INFO)), "2026-004", "it has no line"),
        (an_invoice(a_line("-1", deduction=True)), "2026-004", "below zero"),
        (an_invoice(client=a_client(name="")), "client", "name or country"),
        (an_invoice(client=a_client(country="")), "client", "name or country"),
        (an_invoice(issuer=an_issuer(name="")), "issuer", "name or country"),
    ],
)
def test_what_is_no_document_is_refused(invoice: Invoice, subject: str, reason: str) -> None:
    with pytest.raises(RuleError, match=reason) as caught:
        check_issuable(invoice)
    assert caught.value.subject == subject
