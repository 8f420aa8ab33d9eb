"""The Italian e-invoice: its file, whose name is never used twice, and what SdI said of it.

The file is made once and archived; the next one is made after a rejection or a correction. What
SdI answers is recorded by the user: nothing here sends anything.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace

from smm_ledger.core.errors import IllegalTransition
from smm_ledger.core.invoices import Invoice, happened_on
from smm_ledger.core.marks import N_
from smm_ledger.core.states import (
    InvoiceEvent,
    SdiStatus,
    next_invoice_state,
    next_sdi_status,
)
from smm_ledger.core.text import NOTE_MAX, clean
from smm_ledger.services.issuing import goes_to_sdi, saved
from smm_ledger.services.ports import Clock, Reader, Storage
from smm_ledger.services.read_models import EInvoiceFile, StoredDocument
from smm_ledger.services.renderers import Renderer

Put = Callable[[EInvoiceFile], object]


def _nowhere(_made: EInvoiceFile) -> None:
    """Write nothing."""


class EInvoiceService:
    """Files for SdI, and their fate."""

    def __init__(self, storage: Storage, clock: Clock, renderer: Renderer) -> None:
        self._storage = storage
        self._clock = clock
        self._renderer = renderer

    def file(self, ref: str, *, put: Put = _nowhere) -> EInvoiceFile:
        """Return the present file of an issued document; made, and archived, the first time.

        Args:
            ref: The document.
            put: Writes the file where the user wants it. What it refuses undoes the making: no
                name is used up for a file that nobody has.

        Raises:
            InputError: SdI would refuse it; nothing is kept, and no name is used up.
            IllegalTransition: A draft, or void.
        """
        with self._storage.read() as reader:
            invoice = reader.invoice(ref)
            kept = reader.document("invoice", invoice.id, _kind(invoice.sdi_file))
        if kept is not None:
            name = self._renderer.e_invoice_name(invoice, invoice.sdi_file)
            made = EInvoiceFile(name=name, data=kept.data)
            put(made)
            return made
        with self._storage.write() as work:
            invoice = work.invoice(ref)
            next_invoice_state(invoice.name, invoice.state, InvoiceEvent.SDI)
            counter = invoice.sdi_file or work.next_file()
            linked = _linked(work, invoice)
            made = self._renderer.e_invoice(invoice, counter=counter, linked=linked)
            put(made)
            if invoice.sdi_file:  # another window was first
                return made
            sha256 = hashlib.sha256(made.data).hexdigest()
            work.save_document(
                StoredDocument(
                    entity_kind="invoice",
                    entity_id=invoice.id,
                    kind=_kind(counter),
                    sha256=sha256,
                    data=made.data,
                )
            )
            data = {"name": made.name, "sha256": sha256}
            saved(work, replace(invoice, sdi_file=counter), "xml", data)
        return made

    def tell(
        self, ref: str, status: SdiStatus, *, date: dt.date | None = None, note: str = ""
    ) -> Invoice:
        """Record what SdI said of an e-invoice.

        Raises:
            IllegalTransition: The table of SdI does not allow it, or there is no e-invoice of it.
            InputError: A date after today, or before the issue.
        """
        text = clean(note, field="note", max_length=NOTE_MAX)
        with self._storage.write() as work:
            before = work.invoice(ref)
            next_invoice_state(before.name, before.state, InvoiceEvent.SDI)
            if not goes_to_sdi(before):
                raise IllegalTransition(
                    before.name,
                    N_("no e-invoice is made of it"),
                    hint=N_("only what an Italian issuer invoices goes to SdI"),
                )
            told = next_sdi_status(before.name, before.sdi_status, status)
            day = happened_on(before, date, self._clock.today())
            file = 0 if told is SdiStatus.REJECTED else before.sdi_file
            after = replace(before, sdi_status=str(told), sdi_on=day, sdi_file=file)
            data = {"status": str(told), "date": day, "note": text, "file": before.sdi_file}
            return saved(work, after, "sdi", data)


def _kind(counter: int) -> str:
    return f"sdi-{counter}"


def _linked(reader: Reader, invoice: Invoice) -> Mapping[str, dt.date]:
    """Return the issue dates of what it takes back or takes off, by number."""
    found = [reader.invoice(number) for number in invoice.deducts]
    if invoice.credits_id is not None:
        found.append(reader.invoice_by_id(invoice.credits_id))
    return {one.number: one.issue_date for one in found if one.issue_date is not None}
