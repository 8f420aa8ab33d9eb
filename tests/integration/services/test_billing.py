"""From an accepted quote to its invoices, whatever order they are made, issued or taken back in."""

from decimal import Decimal

import pytest

from smm_ledger.core.errors import IllegalTransition, InUse
from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.lines import LineKind
from smm_ledger.core.states import QuoteStatus
from smm_ledger.services.billing import Part
from smm_ledger.services.corrections import CreditInput
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.quote_inputs import QuoteInput


def line(price: str, text: str = "Work") -> LineInput:
    return LineInput(description=text, unit_price=Decimal(price))


def accepted(ledger: Ledger, *lines: LineInput, deposit: str = "50") -> str:
    quote = ledger.quotes.new(
        QuoteInput(
            client="rossi-moda",
            title="Spring",
            lines=lines or (line("1000"),),
            deposit=Decimal(deposit),
        )
    )
    ledger.negotiation.send(quote.number)
    ledger.outcomes.accept(quote.number)
    return quote.number


def part(ledger: Ledger, quote: str, wanted: Part | None = None) -> Invoice:
    (made,) = ledger.billing.invoice(quote, wanted)
    return made


WITH_FEE = (
    line("100"),
    LineInput(description="Meta", kind=LineKind.AD_SPEND_INFO, unit_price=Decimal(2000)),
    LineInput(description="Fee", kind=LineKind.PERCENT_FEE, fee_percent=Decimal(10)),
)


def test_a_fee_keeps_its_base_in_deposit_and_balance(ledger: Ledger) -> None:
    number = accepted(ledger, *WITH_FEE)
    deposit = ledger.invoices.issue(part(ledger, number).name).invoice
    balance = part(ledger, number)
    assert (deposit.totals.net, balance.totals.net) == (15_000, 15_000)
    ledger.invoices.issue(balance.name)
    assert ledger.quotes.show(number).status is QuoteStatus.INVOICED


def test_a_fee_keeps_its_base_in_an_invoice_of_the_whole(ledger: Ledger) -> None:
    number = accepted(ledger, *WITH_FEE, deposit="0")
    assert part(ledger, number, Part.ALL).totals.net == 30_000


def test_what_remains_after_a_lower_invoice_is_a_balance(ledger: Ledger) -> None:
    number = accepted(ledger, deposit="0")
    first = part(ledger, number)
    ledger.invoices.edit(first.name, InvoiceInput(lines=(line("900"),)))
    ledger.invoices.issue(first.name)
    rest = part(ledger, number, Part.BALANCE)
    assert (rest.totals.net, rest.deducts) == (10_000, ("2026-001",))
    assert "2026-001" in rest.lines[-1].description
    ledger.invoices.issue(rest.name)
    assert ledger.quotes.show(number).status is QuoteStatus.INVOICED


def test_when_nothing_remains_no_balance_is_advised(ledger: Ledger) -> None:
    number = accepted(ledger, deposit="0")
    part(ledger, number)
    with pytest.raises(IllegalTransition, match="nothing remains"):
        ledger.billing.invoice(number, Part.BALANCE)


def test_a_deposit_credited_whole_is_made_anew(ledger: Ledger) -> None:
    number = accepted(ledger)
    deposit = ledger.invoices.issue(part(ledger, number).name).invoice
    ledger.corrections.credit(deposit.number, CreditInput(reason="wrong date"))
    assert part(ledger, number, Part.DEPOSIT).totals.net == 50_000


def test_a_balance_may_be_drafted_before_its_deposit_is_issued(ledger: Ledger) -> None:
    number = accepted(ledger)
    deposit, balance = part(ledger, number), part(ledger, number)
    assert (balance.totals.net, balance.deducts) == (50_000, ("draft-1",))
    with pytest.raises(IllegalTransition, match="draft-1 off, which is still a draft"):
        ledger.invoices.issue(balance.name)
    ledger.invoices.edit(deposit.name, InvoiceInput(lines=(line("400"),)))
    ledger.invoices.issue(deposit.name)
    named = ledger.invoices.show(balance.name)
    assert (named.totals.net, named.deducts) == (60_000, ("2026-001",))
    assert "2026-001" in named.lines[-1].description
    assert ledger.invoices.issue(balance.name).invoice.number == "2026-002"
    assert ledger.quotes.show(number).status is QuoteStatus.INVOICED
    assert ledger.upkeep.check(full=True) == []


def test_a_deposit_that_a_balance_takes_off_stays(ledger: Ledger) -> None:
    number = accepted(ledger)
    deposit, balance = part(ledger, number), part(ledger, number)
    with pytest.raises(InUse, match="draft-2 takes it off"):
        ledger.invoices.delete(deposit.name)
    ledger.invoices.delete(balance.name)
    ledger.invoices.delete(deposit.name)
    assert ledger.quotes.show(number).invoices == ()


@pytest.mark.parametrize("deposit", ["0", "50"])
@pytest.mark.parametrize("wanted", [None, Part.BALANCE, Part.ALL])
def test_a_quote_of_nothing_is_invoiced_once(
    ledger: Ledger, deposit: str, wanted: Part | None
) -> None:
    quote = accepted(ledger, line("0"), deposit=deposit)
    with pytest.raises(IllegalTransition, match="no deposit"):
        part(ledger, quote, Part.DEPOSIT)
    made = part(ledger, quote, wanted)
    assert (made.kind, made.totals.net) == (InvoiceKind.INVOICE, 0)
    for again in (None, Part.BALANCE, Part.ALL):
        with pytest.raises(IllegalTransition, match="invoiced already"):
            part(ledger, quote, again)
    ledger.invoices.issue(made.name)
    assert ledger.quotes.show(quote).status is QuoteStatus.INVOICED
