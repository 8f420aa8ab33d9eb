"""Invoices: drafts, the moment of issue, and what may still happen afterwards.

The number, the snapshots, the totals and the log entry are born in one transaction. The PDF comes
right after, from the snapshots (see `documents`), and its absence never undoes an issue.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import IllegalTransition, InputError
from smm_ledger.core.invoices import (
    InstalmentPlan,
    Invoice,
    InvoiceKind,
    happened_on,
    schedule,
)
from smm_ledger.core.lines import Discount
from smm_ledger.core.marks import N_
from smm_ledger.core.orders import OrderReference, checked_order
from smm_ledger.core.payments import Settlement, SettlementKind
from smm_ledger.core.regimes import FieldWarning, regime_of
from smm_ledger.core.states import InvoiceEvent, InvoiceState, next_invoice_state
from smm_ledger.core.text import NOTE_MAX, clean
from smm_ledger.core.totals import compute
from smm_ledger.services.billing import settle_quote_status
from smm_ledger.services.deductions import check_not_deducted, fill_in
from smm_ledger.services.issuing import dated, issue_data, saved
from smm_ledger.services.line_inputs import LineInput, build_lines, checked_discount, input_of
from smm_ledger.services.log_keys import BEFORE, invoice_before
from smm_ledger.services.ports import Clock, Reader, Storage, UnitOfWork
from smm_ledger.services.proformas import become
from smm_ledger.services.read_models import InvoiceRow, ListQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceInput:
    """A new invoice, or the changes of a draft (None or empty: as it is).

    Attributes:
        date: Issue date fixed in advance, not after today; without it, the day of issue.
        order, cig, cup: The client's order, and a public body's codes; empty takes one away.
        due: A due date; `terms` count it instead; `instalments` replace both.
    """

    client: str = ""
    lines: Sequence[LineInput] = ()
    date: dt.date | None = None
    discount: Discount | None = None
    due: dt.date | None = None
    terms: Terms | None = None
    instalments: Sequence[InstalmentPlan] = ()
    note: str | None = None
    order: str | None = None
    cig: str | None = None
    cup: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """An issued invoice with what a lawful paper or e-invoice still lacks."""

    invoice: Invoice
    warnings: tuple[FieldWarning, ...] = ()


class InvoiceService:
    """What a user does with invoices."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    # reads

    def show(self, ref: str) -> Invoice:
        """Return an invoice by its number or `draft-n`."""
        with self._storage.read() as reader:
            return reader.invoice(ref)

    def list(self, query: ListQuery | None = None) -> Sequence[InvoiceRow]:
        """List invoices: drafts first, then newest number first."""
        with self._storage.read() as reader:
            return reader.invoices(query or ListQuery(), today=self._clock.today())

    def count(self, query: ListQuery) -> int:
        """Count the invoices of a list."""
        with self._storage.read() as reader:
            return reader.count_invoices(query, today=self._clock.today())

    def warnings(self, invoice: Invoice) -> tuple[FieldWarning, ...]:
        """Return what a lawful paper or e-invoice of it lacks."""
        return regime_of(invoice.rules.regime).warnings(
            invoice.issuer,
            invoice.client,
            invoice.lines,
            invoice.totals,
            invoice.rules,
            terms=invoice.terms,
        )

    # drafts

    def new(self, typed: InvoiceInput) -> Invoice:
        """Make a draft; it has no number yet.

        Raises:
            InputError: A value is wrong. NotFoundError: No such client or service.
        """
        with self._storage.write() as work:
            draft = drafted(work, typed, draft_no=work.next_draft())
            check_dates(draft, self._clock.today())
            return saved(work, draft, "new", {"net": draft.totals.net})

    def duplicate(self, ref: str) -> Invoice:
        """Make a new draft with the lines and terms of another invoice."""
        source = self.show(ref)
        return self.new(
            InvoiceInput(
                client=source.client.code,
                lines=[input_of(line, source.rules) for line in source.lines if not line.deduction],
                discount=source.discount,
                terms=source.terms,
                order=source.order.number,
                cig=source.order.cig,
                cup=source.order.cup,
            )
        )

    def edit(self, ref: str, typed: InvoiceInput, *, version: int | None = None) -> Invoice:
        """Change a draft."""
        with self._storage.write() as work:
            before = work.invoice(ref)
            next_invoice_state(before.name, before.state, InvoiceEvent.EDIT)
            after = edited(work, before, typed, version=version)
            check_dates(after, self._clock.today())
            if after == before:
                return before
            return saved(work, after, "edit", {BEFORE: invoice_before(before, after)})

    def delete(self, ref: str) -> Invoice:
        """Delete a draft: it had no number, so nothing is missing."""
        with self._storage.write() as work:
            draft = work.invoice(ref)
            next_invoice_state(draft.name, draft.state, InvoiceEvent.DELETE)
            check_not_deducted(work, draft)
            work.delete_invoice(draft)
            work.record("invoice", None, "delete", {}, name=draft.name)
        return draft

    # issue

    def issue(
        self, ref: str, *, date: dt.date | None = None, out_of_order: str | None = None
    ) -> Issued:
        """Give a draft, or the invoice of a proforma, its number, date and snapshots, for ever.

        Repeating it on `draft-n` returns the same invoice, so that it is safe after an error whose
        outcome is not known.

        Args:
            ref: `draft-n`.
            date: Issue date; today without it.
            out_of_order: Note that allows a date before the series' last one.

        Raises:
            DateOrder: After today, or before the last one of the series.
        """
        with self._storage.write() as work:
            draft = work.invoice(ref)
            if draft.state is not InvoiceState.DRAFT and ref == f"draft-{draft.draft_no}":
                return Issued(invoice=draft, warnings=self.warnings(draft))
            if draft.kind is InvoiceKind.PROFORMA:
                today = self._clock.today()
                made = become(work, draft, today, date=date, out_of_order=out_of_order)
                return Issued(invoice=made, warnings=self.warnings(made))
            state = next_invoice_state(draft.name, draft.state, InvoiceEvent.ISSUE)
            numbered = dated(
                work,
                draft,
                today=self._clock.today(),
                number=work.next_number,
                date=date,
                out_of_order=out_of_order,
            )
            invoice = replace(numbered, state=state)
            data = issue_data(invoice)
            if out_of_order is not None:
                data["out_of_order"] = clean(
                    out_of_order, field="out_of_order", max_length=NOTE_MAX, required=True
                )
            invoice = saved(work, invoice, "issue", data)
            fill_in(work, invoice)
            settle_quote_status(work, invoice)
        return Issued(invoice=invoice, warnings=self.warnings(invoice))

    def foresee(self, ref: str, *, out_of_order: str | None = None) -> Invoice:
        """Return a draft with the number, date and instalments that issuing it now would give it.

        Nothing is kept; the number is taken by whoever issues first.

        Raises:
            DateOrder: Its fixed date is before the last one of the series, and no note allows it.
        """
        with self._storage.read() as reader:
            draft = reader.invoice(ref)
            next_invoice_state(draft.name, draft.state, InvoiceEvent.ISSUE)
            return dated(
                reader,
                draft,
                today=self._clock.today(),
                number=reader.peek_number,
                out_of_order=out_of_order,
            )

    # afterwards

    def send(self, ref: str, *, date: dt.date | None = None) -> Invoice:
        """Note that it went to the client: from then on it is neither corrected nor void.

        Args:
            ref: Its number.
            date: When; today without it.

        Raises:
            IllegalTransition: A draft, void, or sent already.
            InputError: After today, or before the issue.
        """
        with self._storage.write() as work:
            before = work.invoice(ref)
            next_invoice_state(before.name, before.state, InvoiceEvent.SEND)
            if before.sent_on is not None:
                raise IllegalTransition(
                    before.name,
                    N_("it was sent on {day}"),
                    hint=N_("take that back first, if it is wrong"),
                    cli="undo",
                    day=before.sent_on,
                )
            day = happened_on(before, date, self._clock.today())
            after = replace(before, sent_on=day)
            data = {"date": day, BEFORE: invoice_before(before, after)}
            return saved(work, after, "send", data)

    def void(self, ref: str, *, reason: str) -> Invoice:
        """Declare an issued invoice void: it reached nobody; its number stays used.

        Raises:
            IllegalTransition: Paid, credited, or already with the client.
        """
        text = clean(reason, field="reason", max_length=NOTE_MAX, required=True)
        with self._storage.write() as work:
            before = work.invoice(ref)
            state = next_invoice_state(before.name, before.state, InvoiceEvent.VOID)
            if before.paid or before.credited or before.written_off:
                raise IllegalTransition(
                    before.name,
                    N_("it has payments or credits"),
                    hint=N_("take them back first, or make a credit note"),
                )
            check_in_hand(before)
            check_not_deducted(work, before)
            if before.kind is InvoiceKind.CREDIT_NOTE:
                work.settle(_uncredited(work, before, self._clock.today(), text))
            after = saved(work, replace(before, state=state), "void", {"reason": text})
            settle_quote_status(work, after)
        return after


def drafted(reader: Reader, typed: InvoiceInput, *, draft_no: int = 0) -> Invoice:
    """Return the draft that was typed, not saved."""
    issuer, client = reader.issuer(), reader.client(typed.client)
    rules = regime_of(issuer.regime).rules(issuer, client)
    lines = build_lines(typed.lines, rules=rules, reader=reader)
    discount = checked_discount(typed.discount)
    return Invoice(
        client=client,
        issuer=issuer,
        kind=InvoiceKind.INVOICE,
        state=InvoiceState.DRAFT,
        currency=client.currency,
        lines=lines,
        rules=rules,
        totals=compute(lines, rules=rules, currency=client.currency, discount=discount),
        terms=typed.terms or client.terms,
        draft_no=draft_no,
        discount=discount,
        issue_date=typed.date,
        due_date=typed.due,
        plan=tuple(typed.instalments),
        note=_note(typed.note),
        order=ordered(OrderReference(), typed.order, typed.cig, typed.cup),
    )


def edited(
    reader: Reader, before: Invoice, typed: InvoiceInput, *, version: int | None = None
) -> Invoice:
    """Return a draft with what was typed, not saved."""
    rules, lines = before.rules, before.lines
    if typed.lines:
        lines = build_lines(typed.lines, rules=rules, reader=reader)
    discount = before.discount
    if typed.discount is not None:
        discount = checked_discount(typed.discount)
    return replace(
        _redated(before, typed),
        lines=lines,
        discount=discount,
        totals=compute(lines, rules=rules, currency=before.currency, discount=discount),
        note=before.note if typed.note is None else _note(typed.note),
        order=ordered(before.order, typed.order, typed.cig, typed.cup),
        version=before.version if version is None else version,
    )


def check_dates(draft: Invoice, today: dt.date) -> None:
    """Refuse an issue date after today, or a due date before it.

    Raises:
        InputError: Which of them.
    """
    if draft.issue_date is not None and draft.issue_date > today:
        raise InputError(
            "date",
            N_("{day} is after today"),
            hint=N_("leave it out and issue the draft on that day"),
            day=draft.issue_date,
        )
    day = draft.issue_date or today
    schedule(draft.totals.payable, day, terms=draft.terms, due_date=draft.due_date, plan=draft.plan)


def check_in_hand(invoice: Invoice) -> None:
    """Refuse to touch what has reached somebody.

    Raises:
        IllegalTransition: It was sent to the client, or SdI took it.
    """
    if invoice.is_out_of_hand:
        raise IllegalTransition(
            invoice.name,
            N_("it has reached the client"),
            hint=N_("make a credit note instead"),
            cli="invoice credit",
        )


def _uncredited(work: UnitOfWork, note: Invoice, day: dt.date, reason: str) -> Sequence[Settlement]:
    """Return what takes a credit note off its invoice again."""
    return [
        replace(entry, amount=-entry.amount, date=day, reason=reason)
        for entry in work.settled_of(note.credits_id or 0, SettlementKind.CREDIT)
        if entry.source_id == note.id
    ]


def ordered(
    before: OrderReference, number: str | None, cig: str | None, cup: str | None
) -> OrderReference:
    """Return a reference with what was typed (None: as it is)."""
    return checked_order(
        OrderReference(
            number=before.number if number is None else number,
            cig=before.cig if cig is None else cig,
            cup=before.cup if cup is None else cup,
        )
    )


def _note(text: str | None) -> str:
    return clean(text or "", field="note", max_length=NOTE_MAX, multiline=True)


def _redated(before: Invoice, typed: InvoiceInput) -> Invoice:
    """Return the draft with its dates; what is typed last replaces what stood in its way."""
    draft = replace(before, issue_date=typed.date or before.issue_date)
    if typed.instalments:
        return replace(draft, plan=tuple(typed.instalments), due_date=None)
    if typed.due is not None:
        return replace(draft, plan=(), due_date=typed.due)
    if typed.terms is not None:
        return replace(draft, plan=(), due_date=None, terms=typed.terms)
    return draft
