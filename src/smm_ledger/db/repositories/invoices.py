"""Invoices: a draft is rewritten whole; once issued, the database lets little change.

The state is set last, when lines, tax groups and instalments are there: from then on the triggers
keep them.
"""

from dataclasses import replace

from sqlmodel import Session, col, delete, select

from smm_ledger.core.errors import Immutable
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.states import InvoiceState
from smm_ledger.db.mapping import (
    Values,
    instalment_values,
    invoice_values,
    issue_values,
    lines_values,
    tax_values,
)
from smm_ledger.db.repositories.writing import add, put, rewrite, stored
from smm_ledger.db.tables import InstalmentRow, InvoiceLineRow, InvoiceRow, InvoiceTaxRow

_UNSETTLED: Values = {"paid_minor": 0, "credited_minor": 0, "written_off_minor": 0}
_OPEN: Values = {"settled_minor": 0, "live": 0}


def save_invoice(session: Session, invoice: Invoice, *, before: Invoice | None) -> int:
    """Insert or update an invoice; `before` is it as it is stored now. Returns its key."""
    values = invoice_values(invoice)
    if before is None:
        row = InvoiceRow(**values, **_UNSETTLED, state=str(InvoiceState.DRAFT), version=1)
        key = add(session, row)
    else:
        key = invoice.id
        row = stored(session, InvoiceRow, key, version=invoice.version, name=invoice.name)
    if before is not None and before.state is not InvoiceState.DRAFT:
        if invoice.revision > before.revision:
            _revise(session, row, invoice)
            return key
        _check_parts(before, invoice)
        put(session, row, values | {"version": row.version + 1, "state": str(invoice.state)})
        return key
    if before is not None:
        put(session, row, values | {"version": row.version + 1})
    _write_parts(session, invoice, key)
    put(session, row, issue_values(invoice))
    return key


def _write_parts(session: Session, invoice: Invoice, key: int) -> None:
    parent = ("invoice_id", key)
    parts = [_OPEN | instalment_values(part, invoice) for part in invoice.instalments]
    rewrite(session, InvoiceLineRow, parent, lines_values(invoice.lines, invoice.totals))
    rewrite(session, InvoiceTaxRow, parent, tax_values(invoice))
    rewrite(session, InstalmentRow, parent, parts)


def _revise(session: Session, row: InvoiceRow, invoice: Invoice) -> None:
    """Write the next revision of an issued invoice; the database opens it for nothing else.

    Instalments that stay keep their keys: money may be set against them.
    """
    opened = {"version": row.version + 1, "correcting": 1}
    put(session, row, invoice_values(invoice) | issue_values(invoice) | opened)
    key = invoice.id
    parent = ("invoice_id", key)
    rewrite(session, InvoiceLineRow, parent, lines_values(invoice.lines, invoice.totals))
    rewrite(session, InvoiceTaxRow, parent, tax_values(invoice))
    wanted = {part.seq: instalment_values(part, invoice) for part in invoice.instalments}
    mine = select(InstalmentRow).where(col(InstalmentRow.invoice_id) == key)
    for found in session.exec(mine).all():
        kept = wanted.pop(found.seq, None)
        if kept is None:
            session.delete(found)
            session.flush()
        else:
            put(session, found, kept)
    for values in wanted.values():
        add(session, InstalmentRow(invoice_id=key, **_OPEN, **values))
    put(session, row, {"correcting": 0})


def _check_parts(before: Invoice, after: Invoice) -> None:
    """Refuse other lines, parties, figures or due dates of an issued invoice."""
    may_change = replace(
        before,
        state=after.state,
        sent_on=after.sent_on,
        sdi_status=after.sdi_status,
        sdi_on=after.sdi_on,
        sdi_file=after.sdi_file,
        version=after.version,
        pdf_sha256=after.pdf_sha256,
    )
    if may_change != after:
        raise Immutable(
            before.name,
            N_("an issued document can't be changed"),
            hint=N_("make a credit note, or correct it while it has reached nobody"),
        )


def delete_invoice(session: Session, invoice: Invoice) -> None:
    """Delete a draft; the database refuses anything else."""
    stored(session, InvoiceRow, invoice.id, version=invoice.version, name=invoice.name)
    for kind in (InvoiceLineRow, InvoiceTaxRow, InstalmentRow):
        session.exec(delete(kind).where(col(kind.invoice_id) == invoice.id))
    session.exec(delete(InvoiceRow).where(col(InvoiceRow.id) == invoice.id))
