"""Proformas: requests to be paid, of their own series and without fiscal meaning.

A proforma becomes an invoice when it is paid: the invoice is issued in the transaction that records
the payment, so that no money that was asked for stands without its document.
"""

import datetime as dt
from dataclasses import replace

from smm_ledger.core.errors import IllegalTransition, RuleError
from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.marks import N_
from smm_ledger.core.numbering import Series
from smm_ledger.core.states import InvoiceEvent, InvoiceState, next_invoice_state
from smm_ledger.services.billing import (
    Part,
    check_to_bill,
    next_draft,
    settle_quote_status,
)
from smm_ledger.services.issuing import dated, issue_data, saved
from smm_ledger.services.ports import Clock, Storage, UnitOfWork


class ProformaService:
    """Requests to be paid."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def of_draft(self, ref: str) -> Invoice:
        """Turn a draft into a proforma: it takes a number of that series, today.

        Raises:
            IllegalTransition: It is no draft. RuleError: It can't be a document.
        """
        with self._storage.write() as work:
            draft = work.invoice(ref)
            next_invoice_state(draft.name, draft.state, InvoiceEvent.PROFORMA)
            return self._issued(work, draft)

    def of_quote(self, ref: str, part: Part | None = None) -> Invoice:
        """Ask for a part of an accepted quote to be paid; without `part`, the next one missing.

        Raises:
            IllegalTransition: Not accepted, already invoiced, or asked for already.
        """
        with self._storage.write() as work:
            draft, _ = next_draft(work, ref, part)
            for other in work.invoices_of_quote(draft.quote_id or 0):
                if _asks_for(other, draft) and work.invoice_of_proforma(other.id) is None:
                    raise IllegalTransition(
                        draft.quote,
                        N_("{name} asks for it already"),
                        hint=N_("wait for its payment, or declare it void"),
                        name=other.number,
                    )
            return self._issued(work, draft)

    def _issued(self, work: UnitOfWork, draft: Invoice) -> Invoice:
        asking = replace(
            draft,
            kind=InvoiceKind.PROFORMA,
            series=Series.PROFORMA,
            becomes=str(draft.kind),
            issue_date=None,
        )
        numbered = dated(work, asking, today=self._clock.today(), number=work.next_number)
        issued = replace(numbered, state=InvoiceState.ISSUED)
        return saved(work, issued, "proforma", issue_data(issued))


def _asks_for(other: Invoice, draft: Invoice) -> bool:
    standing = other.kind is InvoiceKind.PROFORMA and other.state is InvoiceState.ISSUED
    return standing and other.becomes == draft.kind


def become(
    work: UnitOfWork,
    proforma: Invoice,
    today: dt.date,
    *,
    date: dt.date | None = None,
    out_of_order: str | None = None,
) -> Invoice:
    """Issue the invoice of a proforma, inside the caller's transaction; see `issuing.dated`.

    Raises:
        IllegalTransition: It is no proforma, or its invoice is made already.
        RuleError: The issuer's tax regime is another one than the proforma says.
    """
    next_invoice_state(proforma.name, proforma.state, InvoiceEvent.BECOME)
    made = work.invoice_of_proforma(proforma.id)
    if made is not None or proforma.kind is not InvoiceKind.PROFORMA:
        raise IllegalTransition(
            proforma.name,
            N_("its invoice is {name} already") if made else N_("it is no proforma"),
            hint=N_("look at that one"),
            name=made.name if made else "",
        )
    issuer, kind = work.issuer(), InvoiceKind(proforma.becomes)
    if issuer.regime != proforma.rules.regime:
        raise RuleError(
            proforma.name,
            N_("it was made under another tax regime"),
            hint=N_("declare it void and make a new one"),
        )
    if proforma.quote_id is not None:
        check_to_bill(work, proforma.quote, kind)
    draft = replace(
        _undated(proforma, date or today),
        id=0,
        version=0,
        kind=kind,
        state=InvoiceState.DRAFT,
        client=work.client_by_id(proforma.client.id),
        issuer=issuer,
        draft_no=work.next_draft(),
        series=Series.INVOICE,
        becomes="",
        proforma_id=proforma.id,
    )
    numbered = dated(
        work,
        draft,
        today=today,
        number=work.next_number,
        date=date,
        out_of_order=out_of_order,
    )
    issued = replace(numbered, state=InvoiceState.ISSUED)
    invoice = saved(work, issued, "issue", issue_data(issued) | {"proforma": proforma.number})
    work.record("invoice", proforma, "become", {"invoice": invoice.number})
    settle_quote_status(work, invoice)
    return invoice


def _undated(proforma: Invoice, day: dt.date) -> Invoice:
    """Return it without number and date; due dates that have passed become the day of issue."""
    plan = tuple(replace(part, due_date=max(part.due_date, day)) for part in proforma.plan)
    due = None if proforma.due_date is None else max(proforma.due_date, day)
    return replace(
        proforma,
        number="",
        year=0,
        seq=0,
        issue_date=None,
        instalments=(),
        due_date=due,
        plan=plan,
        revision=1,
        sent_on=None,
        pdf_sha256="",
    )


def billed(work: UnitOfWork, invoice: Invoice, today: dt.date) -> Invoice:
    """Return what a payment is set against: of a proforma its invoice, made now."""
    if invoice.kind is not InvoiceKind.PROFORMA or invoice.state is not InvoiceState.ISSUED:
        return invoice
    return work.invoice_of_proforma(invoice.id) or become(work, invoice, today)
