"""Proformas: no fiscal document, no debt; they become an invoice with their payment."""

from decimal import Decimal

import pytest

from smm_ledger.core.errors import IllegalTransition, RuleError
from smm_ledger.core.invoices import InvoiceKind
from smm_ledger.core.states import QuoteStatus
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.quote_inputs import QuoteInput


def accepted(ledger: Ledger) -> str:
    line = LineInput(description="Work", unit_price=Decimal("1000.01"))
    made = ledger.quotes.new(
        QuoteInput(client="rossi-moda", title="Q", lines=[line], deposit=Decimal(30))
    )
    ledger.negotiation.send(made.number)
    ledger.outcomes.accept(made.number)
    return made.number


def asked(ledger: Ledger) -> str:
    line = LineInput(description="Work", unit_price=Decimal(998))
    draft = ledger.invoices.new(InvoiceInput(client="rossi-moda", lines=[line]))
    return ledger.proformas.of_draft(draft.name).number


def test_a_draft_becomes_a_proforma_that_nobody_owes(ledger: Ledger) -> None:
    assert asked(ledger) == "PF-2026-001"
    proforma = ledger.invoices.show("PF-2026-001")
    assert (proforma.kind, proforma.balance.minor) == (InvoiceKind.PROFORMA, 0)
    assert not ledger.collections.review().totals
    assert not ledger.upkeep.check(full=True)


def test_its_payment_issues_the_invoice_and_pays_it(ledger: Ledger) -> None:
    asked(ledger)
    paid = ledger.payments.add(PaymentInput(target="PF-2026-001", amount=Decimal(1000)))
    (part,) = paid.allocations
    invoice = ledger.invoices.show(part.invoice)
    assert (invoice.number, invoice.proforma) == ("2026-001", "PF-2026-001")
    assert (invoice.kind, invoice.payment_status) == (InvoiceKind.INVOICE, "paid")
    assert not ledger.upkeep.check(full=True)


def test_a_second_payment_goes_to_the_same_invoice(ledger: Ledger) -> None:
    asked(ledger)
    ledger.payments.add(PaymentInput(target="PF-2026-001", amount=Decimal(400)))
    ledger.payments.add(PaymentInput(target="PF-2026-001", amount=Decimal(600)))
    assert ledger.invoices.show("2026-001").payment_status == "paid"
    with pytest.raises(IllegalTransition, match="2026-001 already"):
        ledger.invoices.issue("PF-2026-001")


def test_it_is_billed_without_a_payment_too(ledger: Ledger) -> None:
    asked(ledger)
    assert ledger.invoices.issue("PF-2026-001").invoice.number == "2026-001"
    ledger.invoices.void("2026-001", reason="typed twice")
    assert ledger.invoices.issue("PF-2026-001").invoice.number == "2026-002"


def test_another_regime_makes_it_void(ledger: Ledger) -> None:
    asked(ledger)
    ledger.issuer.set({"regime": "it-ordinario"})
    with pytest.raises(RuleError, match="another tax regime"):
        ledger.payments.add(PaymentInput(target="PF-2026-001", amount=Decimal(1000)))
    assert not ledger.payments.list()


def test_the_parts_of_a_quote_are_asked_for_one_after_the_other(ledger: Ledger) -> None:
    quote = accepted(ledger)
    first = ledger.proformas.of_quote(quote)
    assert (first.number, first.becomes) == ("PF-2026-001", "deposit")
    with pytest.raises(IllegalTransition, match="PF-2026-001 asks for it already"):
        ledger.proformas.of_quote(quote)
    owed = Decimal(first.totals.payable) / 100
    ledger.payments.add(PaymentInput(target="PF-2026-001", amount=owed))
    rest = ledger.proformas.of_quote(quote)
    assert (rest.becomes, rest.deducts) == ("invoice", ("2026-001",))
    ledger.payments.add(PaymentInput(target=rest.number, amount=Decimal(rest.totals.payable) / 100))
    nets = [ledger.invoices.show(n).totals.net for n in ("2026-001", "2026-002")]
    assert sum(nets) == 100_001
    assert ledger.quotes.show(quote).status is QuoteStatus.INVOICED
    assert not ledger.upkeep.check(full=True)


def test_a_part_that_was_invoiced_meanwhile_is_not_billed_twice(ledger: Ledger) -> None:
    quote = accepted(ledger)
    ledger.proformas.of_quote(quote)
    (draft,) = ledger.billing.invoice(quote)
    ledger.invoices.issue(draft.name)
    with pytest.raises(IllegalTransition, match="invoiced already by 2026-001"):
        ledger.payments.add(PaymentInput(target="PF-2026-001", amount=Decimal(302)))


def test_only_a_draft_becomes_one(ledger: Ledger) -> None:
    asked(ledger)
    with pytest.raises(IllegalTransition):
        ledger.proformas.of_draft("PF-2026-001")
