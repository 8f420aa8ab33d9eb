"""An issued document as the Italian e-invoice (FatturaPA 1.2.3), checked before anybody writes it.

A pure function of the stored document and of what `Transmission` adds. It stores nothing, knows
no path, and gives no bytes that SdI could refuse for a reason that can be known here.
"""

from dataclasses import dataclass

from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.numbering import progressive
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.states import InvoiceState
from smm_ledger.documents.fatturapa.checker import check_bytes
from smm_ledger.documents.fatturapa.findings import (
    NOT_IN_FORM,
    EInvoiceRefused,
    SdiFinding,
    finding,
    official_texts,
)
from smm_ledger.documents.fatturapa.general import Transmission, document_type, general, payment
from smm_ledger.documents.fatturapa.lines import goods
from smm_ledger.documents.fatturapa.names import file_name
from smm_ledger.documents.fatturapa.parties import HOME, form_of, header
from smm_ledger.documents.fatturapa.tree import Scribe, block, to_bytes


@dataclass(frozen=True, slots=True)
class EInvoice:
    """A file for SdI: its name and its bytes."""

    name: str
    data: bytes


def e_invoice(invoice: Invoice, extra: Transmission) -> EInvoice:
    """Return the e-invoice of an issued invoice, deposit or credit note.

    Raises:
        EInvoiceRefused: SdI would refuse it; every reason names what to mend in the ledger.
        InputError: The counter makes no file name.
    """
    _refuse(_unfit(invoice))
    _refuse(lacking(invoice))
    scribe = Scribe(invoice.currency)
    data = to_bytes(
        form_of(invoice.client),
        header(invoice, progressive(extra.counter), scribe),
        block(
            "FatturaElettronicaBody",
            general(invoice, extra, scribe),
            goods(invoice, scribe),
            payment(invoice, extra, scribe),
        ),
    )
    _refuse(scribe.findings)
    name = file_name(invoice.issuer, extra.counter)
    _refuse(check_bytes(data, name))
    return EInvoice(name, data)


def lacking(invoice: Invoice) -> list[SdiFinding]:
    """Return what the parties lack for an e-invoice, as the regime knows it."""
    regime = regime_of(invoice.rules.regime)
    warnings = regime.warnings(
        invoice.issuer,
        invoice.client,
        invoice.lines,
        invoice.totals,
        invoice.rules,
        terms=invoice.terms,
    )
    text_it = official_texts()[NOT_IN_FORM]
    return [
        SdiFinding(NOT_IN_FORM, text_it, warning.field, warning.template, warning.data)
        for warning in warnings
        if warning.needed
    ]


def _unfit(invoice: Invoice) -> list[SdiFinding]:
    """Return why no e-invoice is made of this document at all."""
    regime = regime_of(invoice.rules.regime)
    ours = bool(document_type(invoice)) and not invoice.is_imported
    if invoice.state is not InvoiceState.ISSUED or not ours:
        return [
            finding(
                NOT_IN_FORM,
                invoice.name,
                N_("only an issued invoice, deposit or credit note of this ledger is sent to SdI"),
            )
        ]
    if not regime.fiscal_code or invoice.issuer.country != HOME:
        return [
            finding(
                NOT_IN_FORM,
                "issuer.regime",
                N_("only an Italian issuer in an Italian regime sends invoices to SdI"),
            )
        ]
    return []


def _refuse(findings: list[SdiFinding] | tuple[SdiFinding, ...]) -> None:
    if findings:
        raise EInvoiceRefused(findings)
