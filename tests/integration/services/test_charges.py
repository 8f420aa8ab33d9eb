"""The review and the calculation of one invoice say the same interest, whatever was paid when."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smm_ledger.core.errors import LedgerError
from smm_ledger.core.interest import InterestKind
from smm_ledger.core.invoices import InstalmentPlan
from smm_ledger.core.letters import Rung
from smm_ledger.services.corrections import CreditInput
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.review import PaidLate
from tests.support.books import line, services
from tests.support.ledgers import HandClock

FIRST = dt.date(2026, 3, 2)
MONTHS = 9
CLIENTS = ("firm", "anna", "dollar")

ISSUERS: dict[str, tuple[dict[str, str], str | None]] = {
    "italian": ({"name": "Ada", "country": "IT", "regime": "it-forfettario"}, None),
    "german": ({"name": "Ada", "country": "DE", "regime": "no-vat"}, "9"),
    "swiss": ({"name": "Ada", "country": "CH", "regime": "no-vat", "currency": "EUR"}, "5"),
}

DEEDS = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(
            (
                *("pay", "pay", "pay", "pay_client", "reverse", "credit", "write_off"),
                *("claim", "collect", "waive", "notice", "dated"),
            )
        ),
        st.integers(0, 3),
        st.integers(1, 900),
    ),
    min_size=3,
    max_size=9,
)
BILLS = st.lists(
    st.tuples(
        st.sampled_from(CLIENTS),
        st.integers(300, 250_000),
        st.lists(st.integers(3, 70), min_size=1, max_size=4, unique=True).map(sorted),
    ),
    min_size=1,
    max_size=3,
)


def _clock(ledger: Ledger) -> HandClock:
    assert isinstance(ledger.clock, HandClock)
    return ledger.clock


def _begin(path: Path, issuer: str) -> Ledger:
    ledger = services(path, day=FIRST)
    own, rate = ISSUERS[issuer]
    ledger.issuer.begin(own)
    if rate:
        ledger.interest.add_rate(
            InterestKind.FIXED, Decimal(rate), start=dt.date.min, end=dt.date.max
        )
    ledger.clients.add({"name": "Firm", "country": "IT", "business": "yes"})
    ledger.clients.add({"name": "Anna", "kind": "person", "country": "IT"})
    ledger.clients.add({"name": "Dollar", "country": "US", "business": "yes", "currency": "USD"})
    return ledger


def _issue(ledger: Ledger, client: str, cents: int, days: list[int]) -> str:
    share = Decimal(100) / len(days)
    parts = [share.quantize(Decimal(1))] * (len(days) - 1)
    plan = [
        InstalmentPlan(percent=percent, due_date=FIRST + dt.timedelta(days=n))
        for percent, n in zip([*parts, Decimal(100) - sum(parts)], days, strict=True)
    ]
    amount = f"{Decimal(cents) / 100}"
    typed = InvoiceInput(client=client, lines=(line(amount),), instalments=plan)
    return ledger.invoices.issue(ledger.invoices.new(typed).name).invoice.number


def _do(ledger: Ledger, deed: str, name: str, share: int) -> None:
    """Do one thing about an invoice; `share`: thousandths of what is owed on it."""
    own = ledger.invoices.show(name)
    amount = max(Decimal("0.01"), (own.balance.decimal * share / 900).quantize(Decimal("0.01")))
    match deed:
        case "pay" | "pay_client" | "dated":
            ago = dt.timedelta(days=share % 30 if deed == "dated" else 0)
            target = own.client.code if deed == "pay_client" else name
            day = max(FIRST, ledger.clock.today() - ago)
            ledger.payments.add(PaymentInput(target=target, amount=amount, date=day, credit=True))
        case "reverse":
            ledger.payments.reverse("pay-1")
        case "credit":
            ledger.corrections.credit(name, CreditInput(reason="less", amount=amount))
        case "write_off":
            ledger.corrections.write_off(name, amount=amount)
        case "claim":
            ledger.claims.claim(name)
        case "collect":
            ledger.claims.collect(name)
        case "waive":
            ledger.claims.waive(name, reason="kindness")
        case "notice":
            ledger.reminders.record(name, Rung.FORMAL)


def _agrees(ledger: Ledger, day: dt.date) -> int:
    review = ledger.collections.review(as_of=day)
    rows: dict[str, list[Any]] = {}
    for row in review.rows:
        rows.setdefault(row.invoice, []).append(row)
    for name, mine in rows.items():
        shown = ledger.interest.show(name, as_of=day)
        assert sum(row.interest or 0 for row in mine) == shown.interest, (name, day)
        assert mine[0].compensation == shown.compensation, (name, day)
        assert not any(row.compensation for row in mine[1:])
    for total in review.totals:
        own = [row.interest or 0 for row in review.rows if row.currency == total.currency]
        assert total.interest == sum(own)
    return len(rows)


def _paid_late_agrees(ledger: Ledger, names: list[str]) -> None:
    today = ledger.clock.today()
    overdue = {row.invoice for row in ledger.collections.review().rows}
    for client in CLIENTS:
        owed = ledger.collections.paid_late(client)
        mine = [n for n in names if ledger.invoices.show(n).client.code == client]
        shown = {n: ledger.interest.show(n, as_of=today) for n in mine if n not in overdue}
        due = {n: one for n, one in shown.items() if one.interest or one.compensation}
        assert sorted(n for one in owed for n in one.invoices) == sorted(due)
        assert sum(one.interest or 0 for one in owed) == sum(one.interest for one in due.values())
        flat = sum(one.compensation or 0 for one in due.values())
        assert sum(one.compensation or 0 for one in owed) == flat


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(issuer=st.sampled_from(sorted(ISSUERS)), bills=BILLS, deeds=DEEDS)
def test_the_rows_of_an_invoice_add_up_to_its_calculation(
    issuer: str, bills: list[tuple[str, int, list[int]]], deeds: list[tuple[int, str, int, int]]
) -> None:
    with TemporaryDirectory() as folder:
        ledger = _begin(Path(folder) / "ledger.db", issuer)
        names = [_issue(ledger, *bill) for bill in bills]
        clock = _clock(ledger)
        for days, deed, which, share in deeds:
            clock.day += dt.timedelta(days=days)
            try:
                _do(ledger, deed, names[which % len(names)], share)
            except LedgerError:
                continue  # it can't be done now: nothing has changed
            _agrees(ledger, clock.day)
        last = max(clock.day, FIRST + dt.timedelta(days=30 * MONTHS))
        for day in (FIRST + dt.timedelta(days=20 * n) for n in range(16)):
            if day <= last:
                _agrees(ledger, day)
        clock.day = last
        _agrees(ledger, last + dt.timedelta(days=120))
        _paid_late_agrees(ledger, names)


def test_what_an_instalment_earned_that_was_paid_late_stands_with_the_first_open_row(
    tmp_path: Path,
) -> None:
    ledger = _begin(tmp_path / "ledger.db", "italian")
    name = _issue(ledger, "firm", 300_000, [10, 20, 40])
    clock = _clock(ledger)
    clock.day = FIRST + dt.timedelta(days=100)
    before = ledger.collections.review().rows[0].interest
    parts = [one.amount for one in ledger.invoices.show(name).instalments]
    ledger.payments.add(PaymentInput(target=name, amount=Decimal(parts[0]) / 100))
    clock.day = FIRST + dt.timedelta(days=110)
    rows = ledger.collections.review().rows
    assert [row.instalment for row in rows] == [2, 3]
    shown = ledger.interest.show(name)
    assert [one.principal for one in shown.segments] == parts
    assert [row.interest for row in rows] == [
        shown.segments[0].amount + shown.segments[1].amount,
        shown.segments[2].amount,
    ]
    assert before is not None
    assert (rows[0].interest or 0) > before
    assert [row.compensation for row in rows] == [4000, 0]


def test_an_invoice_that_was_paid_late_is_told_of_with_its_client_until_it_is_settled(
    tmp_path: Path,
) -> None:
    ledger = _begin(tmp_path / "ledger.db", "italian")
    name = _issue(ledger, "firm", 100_000, [10])
    clock = _clock(ledger)
    clock.day = FIRST + dt.timedelta(days=50)
    assert ledger.collections.paid_late("firm") == [], "what is overdue has its row in the review"
    owed = ledger.invoices.show(name).balance.decimal
    ledger.payments.add(PaymentInput(target=name, amount=owed))
    clock.day += dt.timedelta(days=20)
    (told,) = ledger.collections.paid_late("firm")
    shown = ledger.interest.show(name)
    assert told == PaidLate("EUR", shown.interest, 4000, (name,))
    assert shown.interest
    assert ledger.collections.record("firm").paid_late == (told,)
    assert ledger.collections.record(name).paid_late == ()
    ledger.claims.claim(name)
    assert ledger.collections.paid_late("firm") == [told], "it is owed until it comes in"
    ledger.claims.collect(name)
    assert ledger.collections.paid_late("firm") == []
    late = _issue(ledger, "anna", 100_000, [71])
    clock.day += dt.timedelta(days=50)
    owed = ledger.invoices.show(late).balance.decimal
    ledger.payments.add(PaymentInput(target=late, amount=owed))
    assert ledger.collections.paid_late("anna") == [], "a consumer without a formal notice"


def test_what_was_paid_late_counts_while_the_next_instalment_may_still_be_paid_in_time(
    tmp_path: Path,
) -> None:
    ledger = _begin(tmp_path / "ledger.db", "italian")
    name = _issue(ledger, "firm", 100_000, [8, 20])
    first, second = ledger.invoices.show(name).instalments
    assert second.due_date.isoweekday() == 7
    clock = _clock(ledger)
    clock.day = FIRST + dt.timedelta(days=18)
    ledger.payments.add(PaymentInput(target=name, amount=Decimal(first.amount) / 100))
    clock.day = second.due_date + dt.timedelta(days=1)
    (row,) = ledger.collections.review().rows
    shown = ledger.interest.show(name)
    assert row.interest == shown.interest
    assert row.compensation == shown.compensation == 4000


def test_a_consumer_of_an_issuer_abroad_owes_the_agreed_rate_in_both(tmp_path: Path) -> None:
    ledger = _begin(tmp_path / "ledger.db", "german")
    name = _issue(ledger, "anna", 100_000, [10])
    _clock(ledger).day = FIRST + dt.timedelta(days=50)
    (row,) = ledger.collections.review().rows
    assert row.interest
    assert row.interest == ledger.interest.show(name).interest
    assert row.compensation == 0
