"""What a screen asks before and after an issue: the number to be, and the money that came."""

import datetime as dt
from decimal import Decimal

import pytest

from smm_ledger.core.errors import IllegalTransition
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.quote_inputs import QuoteInput
from smm_ledger.services.read_models import ListQuery
from tests.support.ledgers import HandClock

LINE = LineInput(description="Reel", unit_price=Decimal(100))


def test_the_number_to_be_is_told_and_not_taken(ledger: Ledger) -> None:
    draft = ledger.invoices.new(InvoiceInput(client="rossi", lines=[LINE]))
    foreseen = [ledger.invoices.foresee(draft.name) for _ in range(2)]
    assert {one.number for one in foreseen} == {"2026-001"}
    assert ledger.invoices.issue(draft.name).invoice.number == "2026-001"
    second = ledger.invoices.new(InvoiceInput(client="rossi", lines=[LINE]))
    seen = ledger.invoices.foresee(second.name)
    assert (seen.number, seen.issue_date) == ("2026-002", dt.date(2026, 3, 2))
    assert seen.instalments[0].due_date > dt.date(2026, 3, 2)
    with pytest.raises(IllegalTransition):
        ledger.invoices.foresee("2026-001")


def test_the_payments_of_an_invoice_are_those_that_stand(ledger: Ledger) -> None:
    draft = ledger.invoices.new(InvoiceInput(client="rossi", lines=[LINE]))
    number = ledger.invoices.issue(draft.name).invoice.number
    first = ledger.payments.add(PaymentInput(target=number, amount=Decimal(30)))
    wrong = ledger.payments.add(PaymentInput(target=number, amount=Decimal(40)))
    assert [one.name for one in ledger.payments.of_invoice(number)] == [first.name, wrong.name]
    ledger.payments.reverse(wrong.name)
    assert [one.name for one in ledger.payments.of_invoice(number)] == [first.name]


def test_quotes_about_to_expire_and_quotes_lost(ledger: Ledger, clock: HandClock) -> None:
    made = [
        ledger.quotes.new(
            QuoteInput(
                client="rossi",
                title="Spring",
                lines=[LINE],
                valid_until=clock.day + dt.timedelta(days=days),
            )
        ).number
        for days in (0, 7, 8)
    ]
    for number in made:
        ledger.negotiation.send(number)

    def found(status: str) -> set[str]:
        rows = ledger.quotes.list(ListQuery(status=status))
        assert ledger.quotes.count(ListQuery(status=status)) == len(rows)
        return {row.number for row in rows}

    assert found("expiring") == set(made[:2])
    clock.day += dt.timedelta(days=1)
    assert (found("expiring"), found("expired")) == (set(made[1:]), {made[0]})
    ledger.outcomes.decline(made[1])
    ledger.outcomes.withdraw(made[2])
    assert found("lost") == set(made[1:])
