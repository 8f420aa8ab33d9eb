"""From an accepted quote to its invoices: deposit, balance, or one of the whole.

The nets of deposit and balance sum to the accepted net to the cent; the balance takes the issued
deposits off, by number and date and per tax group. Contribution, tax and stamp are per document.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from smm_ledger.core.errors import IllegalTransition
from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.lines import Discount, Line
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, allocate, percent_of
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Round
from smm_ledger.core.states import InvoiceState, QuoteEvent, QuoteStatus, next_quote_status
from smm_ledger.core.totals import Totals, compute
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
            IllegalTransition: Not accepted, already invoiced, or a deposit still a draft.
        """
        with self._storage.write() as work:
            draft, part = next_draft(work, ref, part)
            draft = work.save_invoice(draft)
            work.record("invoice", draft, "new", {"quote": draft.quote, "part": str(part)})
        return [draft]


def next_draft(work: UnitOfWork, ref: str, part: Part | None = None) -> tuple[Invoice, Part]:
    """Return the draft of a part of an accepted quote, not saved yet, and which part it is.

    Raises:
        IllegalTransition: Not accepted, already invoiced, or a deposit still a draft.
    """
    quote = work.quote(ref)
    next_quote_status(quote.number, quote.status, QuoteEvent.INVOICE)
    made = [i for i in work.invoices_of_quote(quote.id) if _stands(i)]
    part = part or _next_part(quote, made)
    _check_part(quote, made, part)
    return _draft(work, quote, made, part), part


def check_to_bill(work: UnitOfWork, ref: str, kind: InvoiceKind) -> None:
    """Refuse a second invoice of a part of a quote that a proforma asked to be paid.

    Raises:
        IllegalTransition: That part is invoiced already, or a deposit still a draft.
    """
    quote = work.quote(ref)
    made = [i for i in work.invoices_of_quote(quote.id) if _stands(i)]
    if kind is InvoiceKind.DEPOSIT:
        _check_part(quote, made, Part.DEPOSIT)
    else:
        _check_part(quote, made, Part.BALANCE if made else Part.ALL)


def _stands(invoice: Invoice) -> bool:
    return invoice.state is not InvoiceState.VOID and invoice.kind is not InvoiceKind.PROFORMA


def _next_part(quote: Quote, made: Sequence[Invoice]) -> Part:
    if not made:
        return Part.DEPOSIT if quote.deposit_percent else Part.ALL
    return Part.BALANCE


def _check_part(quote: Quote, made: Sequence[Invoice], part: Part) -> None:
    deposits = [i for i in made if i.kind is InvoiceKind.DEPOSIT]
    others = [i for i in made if i.kind is InvoiceKind.INVOICE]
    if part is Part.DEPOSIT and not quote.deposit_percent:
        raise IllegalTransition(
            quote.number,
            N_("it asks for no deposit"),
            hint=N_("invoice it whole"),
            cli="--all",
        )
    if part is Part.DEPOSIT and (deposits or others):
        raise _made(quote, deposits or others)
    if part is Part.ALL and (deposits or others):
        raise _made(quote, deposits or others)
    if part is Part.BALANCE and others:
        raise _made(quote, others)
    drafts = [i for i in deposits if i.state is InvoiceState.DRAFT]
    if part is Part.BALANCE and drafts:
        raise IllegalTransition(
            quote.number,
            N_("its deposit invoice {name} is still a draft"),
            hint=N_("issue it first: the balance takes it off by number and date"),
            name=drafts[0].name,
        )


def _made(quote: Quote, made: Sequence[Invoice]) -> IllegalTransition:
    return IllegalTransition(
        quote.number,
        N_("it is invoiced already by {names}"),
        hint=N_("look at that one; invoice what remains"),
        cli="--balance",
        names=", ".join(i.name for i in made),
    )


def _draft(work: UnitOfWork, quote: Quote, made: Sequence[Invoice], part: Part) -> Invoice:
    client, issuer = work.client_by_id(quote.client_id), work.issuer()
    offer = quote.accepted
    if offer is None:
        msg = "an accepted quote has an accepted round"
        raise AssertionError(msg)
    deposits = [i for i in made if i.kind is InvoiceKind.DEPOSIT]
    lines: tuple[Line, ...]
    discount: Discount | None
    if part is Part.DEPOSIT:
        lines, discount = _deposit_lines(quote, offer, client.language), None
    else:
        own = tuple(line for line in offer.lines if line.counts)
        lines = own + tuple(_deductions(deposits, client.language))
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
        deducts=tuple(i.number for i in deposits) if part is Part.BALANCE else (),
    )


def _group_nets(lines: Sequence[Line], totals: Totals) -> dict[tuple[Decimal, str], int]:
    nets: dict[tuple[Decimal, str], int] = {}
    for line, net in zip(lines, totals.line_nets, strict=True):
        if line.counts:
            key = (line.vat_rate, line.vat_nature)
            nets[key] = nets.get(key, 0) + net
    return nets


def _line(text: str, net: int, currency: str, key: tuple[Decimal, str]) -> Line:
    return Line(
        description=text,
        unit_price=Money(net, currency).decimal,
        vat_rate=key[0],
        vat_nature=key[1],
        deduction=net < 0,
    )


def _deposit_lines(quote: Quote, offer: Round, language: str) -> tuple[Line, ...]:
    """One line per tax group; together they are the deposit's net to the cent."""
    groups = _group_nets(offer.lines, offer.totals)
    percent = quote.deposit_percent or Decimal(0)
    whole = percent_of(offer.totals.net, percent)
    text = phrase(
        language,
        "deposit",
        percent=f"{percent.normalize():f}",
        quote=quote.number,
        title=quote.title,
    )
    parts = zip(groups, allocate(whole, list(groups.values())), strict=True)
    return tuple(_line(text, net, quote.currency, key) for key, net in parts if net)


def _deductions(deposits: Sequence[Invoice], language: str) -> list[Line]:
    lines: list[Line] = []
    for deposit in deposits:
        day = deposit.issue_date
        text = phrase(language, "deduction", number=deposit.number, date=day)
        groups = _group_nets(deposit.lines, deposit.totals)
        lines += [_line(text, -net, deposit.currency, key) for key, net in groups.items()]
    return lines


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
