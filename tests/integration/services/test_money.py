"""From acceptance to the last cent: invoices, deposits, payments, the review."""

import datetime as dt
from decimal import Decimal

import pytest

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import DateOrder, IllegalTransition, InputError, OverAllocated
from smm_ledger.core.invoices import InstalmentPlan, Invoice, InvoiceKind, PaymentStatus
from smm_ledger.core.states import InvoiceState, QuoteStatus
from smm_ledger.services.billing import Part
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.quote_inputs import QuoteInput
from tests.support.ledgers import HandClock


def line(price: str, text: str = "Work") -> LineInput:
    return LineInput(description=text, unit_price=Decimal(price))


def issued(ledger: Ledger, price: str = "998", **more: object) -> Invoice:
    made = ledger.invoices.new(
        InvoiceInput(client="rossi-moda", lines=(line(price),), **more)  # type: ignore[arg-type]  # test shorthand
    )
    return ledger.invoices.issue(made.name).invoice


def pay(ledger: Ledger, target: str, amount: str, **more: object) -> str:
    typed = PaymentInput(target=target, amount=Decimal(amount), **more)  # type: ignore[arg-type]  # test shorthand
    return ledger.payments.add(typed).name


def accepted(ledger: Ledger, *, deposit: str = "30") -> str:
    quote = ledger.quotes.new(
        QuoteInput(
            client="rossi-moda",
            title="Spring",
            lines=(line("1000.01"), line("0.04")),
            deposit=Decimal(deposit),
        )
    )
    ledger.negotiation.send(quote.number)
    ledger.outcomes.accept(quote.number)
    return quote.number


def test_issue_gives_number_date_snapshot_and_stamp(ledger: Ledger) -> None:
    invoice = issued(ledger)
    assert (invoice.number, invoice.issue_date) == ("2026-001", dt.date(2026, 3, 2))
    assert (invoice.totals.total, invoice.totals.stamp_duty) == (100_000, 200)
    assert invoice.instalments[0].due_date == dt.date(2026, 4, 1)
    ledger.clients.edit("rossi-moda", {"name": "Rossi Moda S.p.A."})
    assert ledger.invoices.show("2026-001").client.name == "Rossi Moda S.r.l."


def test_issuing_a_draft_twice_gives_the_same_number(ledger: Ledger) -> None:
    issued(ledger)
    again = ledger.invoices.issue("draft-1").invoice
    assert again.number == "2026-001"
    with pytest.raises(IllegalTransition):
        ledger.invoices.issue("2026-001")
    assert issued(ledger).number == "2026-002"


def test_dates_follow_numbers_unless_a_note_says_why(ledger: Ledger, clock: HandClock) -> None:
    issued(ledger)
    draft = ledger.invoices.new(InvoiceInput(client="rossi-moda", lines=(line("5"),)))
    with pytest.raises(DateOrder):
        ledger.invoices.issue(draft.name, date=dt.date(2026, 3, 1))
    with pytest.raises(DateOrder):
        ledger.invoices.issue(draft.name, date=dt.date(2026, 3, 3))
    late = ledger.invoices.issue(draft.name, date=dt.date(2026, 3, 1), out_of_order="forgotten")
    assert late.invoice.number == "2026-002"
    clock.day = dt.date(2027, 1, 2)
    assert issued(ledger).number == "2027-001"


def test_instalments_sum_to_the_payable(ledger: Ledger) -> None:
    plan = [
        InstalmentPlan(percent=Decimal(p), due_date=dt.date(2026, m, 30))
        for p, m in ((30, 4), (40, 5), (30, 6))
    ]
    invoice = issued(ledger, "1232.57", instalments=plan)
    assert [p.amount for p in invoice.instalments] == [37_037, 49_383, 37_037]
    with pytest.raises(InputError, match="100"):
        issued(ledger, "10", instalments=plan[:2])
    with pytest.raises(InputError, match="before the issue date"):
        issued(ledger, "10", due=dt.date(2026, 3, 1))
    later = issued(ledger, "10", terms=Terms("eom_days", 30))
    assert later.last_due == dt.date(2026, 4, 30)


def test_two_partial_payments_and_the_overdue_day(ledger: Ledger, clock: HandClock) -> None:
    issued(ledger)
    pay(ledger, "2026-001", "300")
    clock.day = dt.date(2026, 4, 1)
    pay(ledger, "rossi", "200")
    invoice = ledger.invoices.show("2026-001")
    assert (invoice.balance.minor, invoice.payment_status) == (50_000, PaymentStatus.PARTLY_PAID)
    assert ledger.collections.review().rows == ()
    clock.day = dt.date(2026, 4, 2)
    (row,) = ledger.collections.review().rows
    assert (row.invoice, row.days_overdue, row.balance, row.bucket) == (
        "2026-001",
        1,
        50_000,
        "d1_30",
    )
    pay(ledger, "2026-001", "500")
    assert ledger.invoices.show("2026-001").payment_status is PaymentStatus.PAID
    assert ledger.collections.review().rows == ()


def test_more_than_owed_is_refused_or_kept_as_credit(ledger: Ledger) -> None:
    issued(ledger)
    with pytest.raises(OverAllocated, match=r"only 1000\.00 is owed"):
        pay(ledger, "2026-001", "1000.01")
    name = pay(ledger, "2026-001", "1100", credit=True)
    assert ledger.payments.show(name).unallocated.minor == 10_000
    second = issued(ledger, "98")
    after = ledger.payments.allocate(name, second.number, Decimal(100))
    assert not after.unallocated
    assert ledger.invoices.show(second.number).payment_status is PaymentStatus.PAID


def test_oldest_first_by_hand_and_another_clients_invoice(ledger: Ledger) -> None:
    first, second = issued(ledger, "98"), issued(ledger, "198")
    pay(ledger, "rossi-moda", "150")
    assert not ledger.invoices.show(first.number).balance
    assert ledger.invoices.show(second.number).balance.minor == 15_000
    pay(ledger, "rossi-moda", "50", to=[(second.number, Decimal(50))])
    assert ledger.invoices.show(second.number).balance.minor == 10_000
    ledger.clients.add({"name": "Other"})
    with pytest.raises(InputError, match="another client"):
        pay(ledger, "other", "10", to=[(second.number, Decimal(10))])


def test_a_reversal_is_owed_again_once(ledger: Ledger) -> None:
    issued(ledger)
    name = pay(ledger, "2026-001", "1000")
    back = ledger.payments.reverse(name, reason="bounced")
    assert back.reversed
    assert not back.unallocated
    assert ledger.invoices.show("2026-001").balance.minor == 100_000
    with pytest.raises(IllegalTransition):
        ledger.payments.reverse(name)
    assert not ledger.upkeep.check(full=True)


def test_deposit_and_balance_sum_to_the_quote(ledger: Ledger) -> None:
    number = accepted(ledger)
    (deposit,) = ledger.billing.invoice(number)
    assert (deposit.kind, deposit.totals.net) == (InvoiceKind.DEPOSIT, 30_002)
    ledger.invoices.issue(deposit.name)
    (balance,) = ledger.billing.invoice(number)
    assert balance.deducts == ("2026-001",)
    assert deposit.totals.net + balance.totals.net == 100_005
    with pytest.raises(IllegalTransition):
        ledger.billing.invoice(number, Part.ALL)
    ledger.invoices.issue(balance.name)
    assert ledger.quotes.show(number).status is QuoteStatus.INVOICED


def test_one_invoice_of_the_whole(ledger: Ledger) -> None:
    number = accepted(ledger, deposit="0")
    with pytest.raises(IllegalTransition, match="no deposit"):
        ledger.billing.invoice(number, Part.DEPOSIT)
    (whole,) = ledger.billing.invoice(number)
    assert whole.totals.net == 100_005
    with pytest.raises(IllegalTransition):
        ledger.billing.invoice(number)
    ledger.invoices.issue(whole.name)
    assert ledger.quotes.show(number).status is QuoteStatus.INVOICED


def test_a_void_invoice_keeps_its_number_and_frees_its_quote(ledger: Ledger) -> None:
    number = accepted(ledger, deposit="0")
    (whole,) = ledger.billing.invoice(number)
    ledger.invoices.issue(whole.name)
    void = ledger.invoices.void("2026-001", reason="wrong client")
    assert void.state is InvoiceState.VOID
    assert ledger.quotes.show(number).status is QuoteStatus.ACCEPTED
    assert ledger.collections.review(as_of=dt.date(2027, 1, 1)).rows == ()
    assert issued(ledger).number == "2026-002"
    assert not ledger.upkeep.check(full=True)


def test_a_paid_invoice_is_not_void(ledger: Ledger) -> None:
    issued(ledger)
    pay(ledger, "2026-001", "1")
    with pytest.raises(IllegalTransition):
        ledger.invoices.void("2026-001", reason="no")
