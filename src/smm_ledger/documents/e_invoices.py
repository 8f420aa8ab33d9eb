"""The e-invoice as the services ask for it, and what is spelled otherwise in it.

FatturaPA takes Latin-1 alone. What is written out there (EUR for the euro sign, straight quotes)
is told, never done in silence.
"""

import datetime as dt
from collections.abc import Iterator, Mapping

from smm_ledger.core.invoices import Invoice
from smm_ledger.documents.fatturapa.general import OrderReference, Transmission
from smm_ledger.documents.fatturapa.serialiser import e_invoice
from smm_ledger.documents.fatturapa.texts import latin
from smm_ledger.services.read_models import EInvoiceFile, Spelling

_OF_A_PARTY = ("name", "address", "city")


def e_invoice_file(
    invoice: Invoice, *, counter: int, linked: Mapping[str, dt.date]
) -> EInvoiceFile:
    """Return the file of an issued document; see `services.renderers.Renderer`."""
    order = invoice.order
    orders = (OrderReference(number=order.number, cig=order.cig, cup=order.cup),) if order else ()
    made = e_invoice(invoice, Transmission(counter=counter, linked=linked, orders=orders))
    return EInvoiceFile(name=made.name, data=made.data, spellings=tuple(spellings(invoice)))


def spellings(invoice: Invoice) -> Iterator[Spelling]:
    """Yield each text of the document that its e-invoice writes otherwise."""
    texts = {f"line {no}": line.description for no, line in enumerate(invoice.lines, 1)}
    texts["note"] = invoice.note
    for who, party in (("issuer", invoice.issuer), ("client", invoice.client)):
        texts |= {f"{who}.{name}": getattr(party, name) for name in _OF_A_PARTY}
    for field, before in texts.items():
        after = latin(before)
        if after != " ".join(before.split()):
            yield Spelling(field, before, after)
