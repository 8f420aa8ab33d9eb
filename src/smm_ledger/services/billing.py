"""From an accepted quote to its invoices: deposit, balance, or one of the whole.

The nets of deposit and balance sum to the accepted net to the cent; the balance takes off what was
invoiced before, per tax group (see `deductions`). Contribution, tax and stamp are per document.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from smm_ledger.core.errors import IllegalTransition
from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.lines import Discount, Line, LineKind
from smm_ledger.core.marks import N_
from smm_ledger.core.money import allocate, percent_of
from smm_ledger.core.quotes import Quote
from smm_ledger.core.roundings import Rounding, roundings
from smm_ledger.core.rounds import Round
from smm_ledger.core.states import InvoiceState, QuoteEvent, QuoteStatus, next_quote_status
from smm_ledger.core.totals import compute
from smm_ledger.services.deductions import Billed, billed, deductions, group_nets, net_line
from smm_ledger.services.phrases import phrase
from smm_ledger.services.ports import Clock, Storage, UnitOfWork


class Part(StrEnum):
    """What part of a quote an invoice is for."""

    DEPOSIT = "deposit"
    BALANCE = "balance"
    ALL = "all"


class BillingService:
    """Invoices made from accepted quotes."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def invoice(self, ref: str, part: Part | None = None) -> Sequence[Invoice]:
        """Make the draft of a part of the quote; without `part`, of the next that is missing.

        Raises:
            IllegalTransition: Not accepted, or already invoiced.
        """
        with self._storage.write() as work:
            draft, part = next_draft(work, ref, part)
            draft = work.save_invoice(draft)
            work.record("invoice", draft, "new", {"quote": draft.quote, "part": str(part)})
        return [draft]

    def roundings(self, ref: str) -> Sequence[Rounding]:
        """Return by what cents the documents of a quote differ from it, once they make it up."""
        with self._storage.read() as reader:
            quote = reader.quote(ref)
            offer = quote.accepted
            return roundings(offer, reader.invoices_of_quote(quote.id)) if offer else ()


def next_draft(work: UnitOfWork, ref: str, part: Part | None = None) -> tuple[Invoice, Part]:
    """Return the draft of a part of an accepted quote, not saved yet, and which part it is.

    Raises:
        IllegalTransition: Not accepted, or already invoiced.
    """
    quote = work.quote(ref)
    next_quote_status(quote.number, quote.status, QuoteEvent.INVOICE)
    made = billed(work.invoices_of_quote(quote.id))
    part = part or _next_part(quote, made)
    _check_part(quote, made, part)
    return _draft(work, quote, made, part), part


def check_to_bill(work: UnitOfWork, ref: str, kind: InvoiceKind) -> None:
    """Refuse a second invoice of a part of a quote that a proforma asked to be paid.

    Raises:
        IllegalTransition: That part is invoiced already.
    """
    quote = work.quote(ref)
    made = billed(work.invoices_of_quote(quote.id))
    if kind is InvoiceKind.DEPOSIT:
        _check_part(quote, made, Part.DEPOSIT)
    else:
        _check_part(quote, made, Part.BALANCE if made else Part.ALL)


def _next_part(quote: Quote, made: Sequence[Billed]) -> Part:
    if not made:
        return Part.DEPOSIT if _deposit(quote) else Part.ALL
    return Part.BALANCE


def _check_part(quote: Quote, made: Sequence[Billed], part: Part) -> None:
    if part is Part.DEPOSIT and not _deposit(quote):
        raise IllegalTransition(
            quote.number,
            N_("it asks for no deposit"),
            hint=N_("invoice it whole"),
            cli="--all",
        )
    left = _accepted(quote).totals.net - sum(one.net for one in made)
    if made and (part is not Part.BALANCE or left <= 0):
        raise IllegalTransition(
            quote.number,
            N_("it is invoiced already by {names}"),
            hint=N_("invoice what remains")
            if left > 0
            else N_("nothing remains; look at what was made"),
            cli="--balance" if left > 0 else "",
            names=", ".join(one.invoice.name for one in made),
        )


def _deposit(quote: Quote) -> int:
    """Return the net that a quote's deposit is of; none without one, or of nothing."""
    return percent_of(_accepted(quote).totals.net, quote.deposit_percent or Decimal(0))


def _accepted(quote: Quote) -> Round:
    offer = quote.accepted
    if offer is None:
        msg = "an accepted quote has an accepted round"
        raise AssertionError(msg)
    return offer


def _draft(work: UnitOfWork, quote: Quote, made: Sequence[Billed], part: Part) -> Invoice:
    client, issuer = work.client_by_id(quote.client_id), work.issuer()
    offer = _accepted(quote)
    lines: tuple[Line, ...]
    discount: Discount | None
    if part is Part.DEPOSIT:
        lines, discount = _deposit_lines(quote, offer, client.language), None
    else:
        lines = _billable(offer) + deductions(made, client.language)
        off = offer.totals.discount
        discount = Discount(amount=off) if off else None
    return Invoice(
        client=client,
        issuer=issuer,
        kind=InvoiceKind.DEPOSIT if part is Part.DEPOSIT else InvoiceKind.INVOICE,
        state=InvoiceState.DRAFT,
        currency=quote.currency,
        lines=lines,
        rules=offer.rules,
        totals=compute(lines, rules=offer.rules, currency=quote.currency, discount=discount),
        terms=quote.terms or client.terms,
        draft_no=work.next_draft(),
        discount=discount,
        quote_id=quote.id,
        quote=quote.number,
        deducts=tuple(one.invoice.name for one in made),
    )


def _billable(offer: Round) -> tuple[Line, ...]:
    """Return the lines that count, and the ad spend that a percent fee is taken of."""
    return tuple(line for line in offer.lines if line.counts or line.kind is LineKind.AD_SPEND_INFO)


def _deposit_lines(quote: Quote, offer: Round, language: str) -> tuple[Line, ...]:
    """One line per tax group; together they are the deposit's net to the cent."""
    groups = group_nets(offer.lines, offer.totals)
    percent = quote.deposit_percent or Decimal(0)
    text = phrase(
        language,
        "deposit",
        percent=f"{percent.normalize():f}",
        quote=quote.number,
        title=quote.title,
    )
    parts = zip(groups, allocate(_deposit(quote), list(groups.values())), strict=True)
    return tuple(net_line(text, net, quote.currency, key) for key, net in parts if net)


def settle_quote_status(work: UnitOfWork, invoice: Invoice) -> None:
    """Move the quote of an invoice to invoiced, or back to accepted, by the sum of nets."""
    if invoice.quote_id is None:
        return
    quote = work.quote(invoice.quote)
    offer = quote.accepted
    if offer is None:
        return
    issued = [
        i
        for i in work.invoices_of_quote(invoice.quote_id)
        if i.state is InvoiceState.ISSUED and i.kind is not InvoiceKind.PROFORMA
    ]
    signs = {InvoiceKind.CREDIT_NOTE: -1}
    whole = sum(signs.get(i.kind, 1) * i.totals.net for i in issued) == offer.totals.net
    if whole and quote.status is QuoteStatus.ACCEPTED:
        event, action = QuoteEvent.INVOICED_IN_FULL, "invoiced"
    elif not whole and quote.status is QuoteStatus.INVOICED:
        event, action = QuoteEvent.INVOICE_LOWERED, "invoice-lowered"
    else:
        return
    status = next_quote_status(quote.number, quote.status, event)
    quote = work.save_quote(replace(quote, status=status))
    work.record("quote", quote, action, {"invoice": invoice.name})
