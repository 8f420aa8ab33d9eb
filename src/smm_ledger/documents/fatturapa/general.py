"""The general data of an e-invoice: what document it is, what it refers to, how it is paid."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.marks import N_
from smm_ledger.core.regimes import regime_of
from smm_ledger.documents.fatturapa.lines import funds
from smm_ledger.documents.fatturapa.texts import has_words, latin, pieces
from smm_ledger.documents.fatturapa.tree import Node, Scribe, block, day, leaf

CREDIT_NOTE: Final = "TD04"
FEE_NOTE: Final = "TD06"
TYPES: Final[Mapping[InvoiceKind, str]] = {
    InvoiceKind.INVOICE: "TD01",
    InvoiceKind.DEPOSIT: "TD02",
    InvoiceKind.CREDIT_NOTE: CREDIT_NOTE,
}

_CAUSE: Final = 200
_BANK: Final = 80
_PERSON: Final = "RT01"
_ORGANISATION: Final = "RT02"
_SELF_EMPLOYMENT: Final = "A"
"""CausalePagamento of habitual self-employment (certificazione unica)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReference:
    """A client's purchase order; a public body's e-invoice must name its codes.

    Attributes:
        number: Of the order; without one a code stands for it.
        cup, cig: Codes of a public project and of a public tender.
    """

    number: str = ""
    date: dt.date | None = None
    item: str = ""
    agreement: str = ""
    cup: str = ""
    cig: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transmission:
    """What an e-invoice says beyond the document itself.

    Attributes:
        counter: Of the file's name; never used twice.
        linked: Issue dates by number, of the invoice that a credit note takes back or of the
            deposits that an invoice takes off.
        orders: What the client wants to read on it.
        fee_note: Whether an invoice is a parcella (TD06); None: where a professional fund is in it.
        payment_method: ModalitaPagamento of FatturaPA; MP05 is a bank transfer.
    """

    counter: int
    linked: Mapping[str, dt.date] = field(default_factory=dict)
    orders: tuple[OrderReference, ...] = ()
    fee_note: bool | None = None
    payment_method: str = "MP05"


def document_type(invoice: Invoice, *, fee_note: bool | None = None) -> str:
    """Return TipoDocumento; empty for what is no fiscal document of ours."""
    fund = invoice.rules.contribution.kind == "fund"
    wanted = fund if fee_note is None else fee_note
    if invoice.kind is InvoiceKind.INVOICE and wanted:
        return FEE_NOTE
    return TYPES.get(invoice.kind, "")


def general(invoice: Invoice, extra: Transmission, scribe: Scribe) -> Node | None:
    """Return DatiGenerali."""
    return block(
        "DatiGenerali",
        _document(invoice, extra, scribe),
        more=(*_orders(extra, scribe), *_linked(invoice, extra, scribe)),
    )


def _document(invoice: Invoice, extra: Transmission, scribe: Scribe) -> Node | None:
    return block(
        "DatiGeneraliDocumento",
        leaf("TipoDocumento", document_type(invoice, fee_note=extra.fee_note)),
        leaf("Divisa", invoice.currency),
        day("Data", invoice.issue_date),
        leaf("Numero", invoice.number),
        _withholding(invoice, scribe),
        _stamp(invoice, scribe),
        *funds(invoice, scribe),
        leaf("ImportoTotaleDocumento", scribe.amount(invoice.totals.total)),
        more=_causes(invoice),
    )


def _withholding(invoice: Invoice, scribe: Scribe) -> Node | None:
    if not invoice.totals.withholding:
        return None
    percent = invoice.rules.withholding_percent
    return block(
        "DatiRitenuta",
        leaf("TipoRitenuta", _ORGANISATION if invoice.issuer.tax_code.isdigit() else _PERSON),
        leaf("ImportoRitenuta", scribe.amount(invoice.totals.withholding)),
        leaf("AliquotaRitenuta", scribe.percent(percent, about="issuer.withholding_percent")),
        leaf("CausalePagamento", _SELF_EMPLOYMENT),
    )


def _stamp(invoice: Invoice, scribe: Scribe) -> Node | None:
    duty = invoice.totals.stamp_duty
    if not duty:
        return None
    return block(
        "DatiBollo", leaf("BolloVirtuale", "SI"), leaf("ImportoBollo", scribe.amount(duty))
    )


def _causes(invoice: Invoice) -> Iterator[Node | None]:
    """Yield the note (of a credit note, why it was issued) and what the regime wants said."""
    regime = regime_of(invoice.rules.regime)
    notes = regime.notes(invoice.issuer, invoice.client, invoice.totals, invoice.rules)
    own = latin(invoice.note)
    for text in (own if has_words(own) else "", *(latin(note.italian) for note in notes)):
        for piece in pieces(text, _CAUSE):
            yield leaf("Causale", piece)


def _orders(extra: Transmission, scribe: Scribe) -> Iterator[Node | None]:
    for order in extra.orders:
        agreement = scribe.prose(order.agreement, about="order", limit=100)
        yield block(
            "DatiOrdineAcquisto",
            leaf("IdDocumento", order.number or order.cig or order.cup),
            day("Data", order.date),
            leaf("NumItem", order.item),
            leaf("CodiceCommessaConvenzione", agreement),
            leaf("CodiceCUP", order.cup),
            leaf("CodiceCIG", order.cig),
        )


def _linked(invoice: Invoice, extra: Transmission, scribe: Scribe) -> Iterator[Node | None]:
    named = (invoice.credits_invoice,) if invoice.kind is InvoiceKind.CREDIT_NOTE else ()
    for number in (*named, *invoice.deducts):
        if number not in extra.linked:
            scribe.refuse(
                "credits_invoice" if named else "deducts",
                N_("the date of the invoice “{number}” that it refers to is not known"),
                number=number,
            )
        yield block(
            "DatiFattureCollegate",
            leaf("IdDocumento", number),
            day("Data", extra.linked.get(number)),
        )


def payment(invoice: Invoice, extra: Transmission, scribe: Scribe) -> Node | None:
    """Return DatiPagamento: each instalment; none on a credit note, which asks for no money."""
    parts = [part for part in invoice.instalments if part.amount > 0]
    if invoice.kind is InvoiceKind.CREDIT_NOTE or not parts:
        return None
    issuer = invoice.issuer
    bank = scribe.prose(issuer.bank, about="issuer.bank", limit=_BANK)
    return block(
        "DatiPagamento",
        leaf("CondizioniPagamento", "TP01" if len(parts) > 1 else "TP02"),
        more=(
            block(
                "DettaglioPagamento",
                leaf("ModalitaPagamento", extra.payment_method),
                day("DataScadenzaPagamento", part.due_date),
                leaf("ImportoPagamento", scribe.amount(part.amount)),
                leaf("IstitutoFinanziario", bank if issuer.iban else ""),
                leaf("IBAN", issuer.iban.replace(" ", "")),
                leaf("BIC", issuer.bic if issuer.iban else ""),
            )
            for part in parts
        ),
    )
