"""Taking back, three different ways: a credit note, a write-off, and its recovery.

A credit note is a document of its own series that lowers what an invoice is worth; a write-off
gives up money that stays due; neither touches the issued invoice. What a credit note frees of a
paid invoice becomes the client's credit, on the payments that it came from.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from smm_ledger.core.errors import InputError, OverAllocated, RuleError
from smm_ledger.core.invoices import (
    Invoice,
    InvoiceKind,
    check_issue_date,
    check_receivable,
    schedule,
)
from smm_ledger.core.lines import Line
from smm_ledger.core.marks import N_
from smm_ledger.core.money import ROUNDING_POLICY, Money, allocate
from smm_ledger.core.numbering import Series, render
from smm_ledger.core.payments import Settlement, SettlementKind, spread
from smm_ledger.core.states import InvoiceEvent, InvoiceState, next_invoice_state
from smm_ledger.core.text import NOTE_MAX, clean
from smm_ledger.core.totals import TaxGroup, TaxRules, Totals, compute
from smm_ledger.services.bank_fees import recover
from smm_ledger.services.billing import settle_quote_status
from smm_ledger.services.issuing import first_sdi_status, saved
from smm_ledger.services.phrases import phrase
from smm_ledger.services.ports import Clock, Storage, UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditInput:
    """What a credit note takes back; neither amount nor lines: all that is left.

    Attributes:
        amount: Total of the credit note, in major units.
        lines: Numbers of the invoice's lines, each taken back whole.
        with_stamp: Return the recharged stamp duty too; only all that is left can hold it.
    """

    reason: str
    amount: Decimal | None = None
    lines: Sequence[int] = ()
    with_stamp: bool = False


class CorrectionService:
    """Credit notes, write-offs and recoveries."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def credit(self, ref: str, typed: CreditInput) -> Invoice:
        """Issue a credit note on an invoice, today, in its own series.

        Raises:
            OverAllocated: More than the invoice's total less its other credit notes.
            InputError: No such line, or a total that no net comes to.
        """
        reason = clean(typed.reason, field="reason", max_length=NOTE_MAX, required=True)
        today = self._clock.today()
        with self._storage.write() as work:
            invoice = work.invoice(ref)
            next_invoice_state(invoice.name, invoice.state, InvoiceEvent.CREDIT)
            check_receivable(invoice)
            earlier = work.credit_notes_of(invoice.id)
            draft = _credit_note(invoice, earlier, typed, reason)
            note = saved(work, self._issued(work, draft), "issue", {"credits": invoice.number})
            set_against(work, invoice, note, today)
            work.record("invoice", work.invoice_by_id(invoice.id), "credit", {"by": note.number})
            settle_quote_status(work, note)
            return work.invoice_by_id(note.id)

    def _issued(self, work: UnitOfWork, draft: Invoice) -> Invoice:
        today = self._clock.today()
        last = work.last_issue_date(Series.CREDIT, today.year)
        check_issue_date(today, today=today, last=last, out_of_order=None)
        seq = work.next_number(Series.CREDIT, today.year)
        return replace(
            draft,
            state=InvoiceState.ISSUED,
            sdi_status=first_sdi_status(draft),
            number=render(work.issuer().credit_pattern, year=today.year, seq=seq),
            series=Series.CREDIT,
            year=today.year,
            seq=seq,
            issue_date=today,
            instalments=schedule(draft.totals.payable, today, terms=draft.terms, due_date=today),
        )

    def write_off(self, ref: str, *, amount: Decimal | None = None, reason: str = "") -> Invoice:
        """Give up a part of what is owed, or all of it.

        Raises:
            OverAllocated: More than the balance.
        """
        text = clean(reason, field="reason", max_length=NOTE_MAX)
        with self._storage.write() as work:
            invoice = work.invoice(ref)
            next_invoice_state(invoice.name, invoice.state, InvoiceEvent.WRITE_OFF)
            check_receivable(invoice)
            lost = _part(amount, invoice.balance, invoice)
            entries = _entries(
                invoice, lost, SettlementKind.WRITE_OFF, day=self._clock.today(), reason=text
            )
            work.settle(entries)
            data: dict[str, object] = {"amount": lost.minor, "reason": text}
            return _told(work, invoice, "write-off", data)

    def recover(self, ref: str, *, amount: Decimal | None = None) -> Invoice:
        """Take a write-off back, today: the money is expected again, or came.

        Raises:
            OverAllocated: More than was written off.
        """
        with self._storage.write() as work:
            invoice = work.invoice(ref)
            next_invoice_state(invoice.name, invoice.state, InvoiceEvent.RECOVER)
            back = _part(amount, Money(invoice.written_off, invoice.currency), invoice)
            recover(work, invoice, back, day=self._clock.today())
            return _told(work, invoice, "recover", {"amount": back.minor})


def _part(amount: Decimal | None, whole: Money, invoice: Invoice) -> Money:
    part = whole if amount is None else Money.of(amount, invoice.currency)
    if part.minor <= 0:
        if amount is None:
            raise RuleError(invoice.name, N_("nothing is left of it"), hint=N_("look at it first"))
        raise InputError("amount", N_("it is not above zero"))
    if part > whole:
        raise OverAllocated(
            invoice.name,
            N_("only {left} of it is left"),
            hint=N_("give a smaller amount"),
            left=whole,
        )
    return part


def _entries(
    invoice: Invoice, share: Money, kind: SettlementKind, *, day: dt.date, reason: str
) -> list[Settlement]:
    return [
        Settlement(
            instalment_id=instalment,
            invoice_id=invoice.id,
            kind=kind,
            date=day,
            amount=part,
            reason=reason,
        )
        for instalment, part in spread(share, invoice.instalments, invoice=invoice.name)
    ]


def _told(work: UnitOfWork, invoice: Invoice, action: str, data: dict[str, object]) -> Invoice:
    after = work.invoice_by_id(invoice.id)
    work.record("invoice", after, action, data)
    return after


def _credit_note(
    invoice: Invoice, earlier: Sequence[Invoice], typed: CreditInput, reason: str
) -> Invoice:
    lines, rules = _taken_back(invoice, earlier, typed)
    totals = compute(lines, rules=rules, currency=invoice.currency)
    left = invoice.totals.total - sum(note.totals.total for note in earlier)
    if totals.total > left or totals.total <= 0:
        raise OverAllocated(
            invoice.name,
            N_("only {left} of it can still be credited"),
            hint=N_("give a smaller amount"),
            left=Money(left, invoice.currency),
        )
    return Invoice(
        client=invoice.client,
        issuer=invoice.issuer,
        kind=InvoiceKind.CREDIT_NOTE,
        state=InvoiceState.DRAFT,
        currency=invoice.currency,
        lines=lines,
        rules=rules,
        totals=totals,
        terms=invoice.terms,
        quote_id=invoice.quote_id,
        quote=invoice.quote,
        credits_id=invoice.id,
        credits_invoice=invoice.number,
        credits_date=invoice.issue_date,
        note=reason,
    )


def _taken_back(
    invoice: Invoice, earlier: Sequence[Invoice], typed: CreditInput
) -> tuple[tuple[Line, ...], TaxRules]:
    """Return the credit note's lines and its rules.

    A credit note bears its own stamp duty at the issuer's cost. The duty that was recharged stays
    with the client, unless all that is left is taken back and the issuer chooses to return it.
    """
    own_cost = replace(invoice.rules, stamp_recharged=False, rounding=ROUNDING_POLICY)
    left = invoice.totals.total - sum(note.totals.total for note in earlier)
    if typed.lines:
        return _chosen(invoice, typed.lines), own_cost
    if typed.amount is not None:
        wanted = Money.of(typed.amount, invoice.currency)
        if wanted.minor <= 0:
            raise InputError("amount", N_("it is not above zero"))
        if earlier or not invoice.lines or wanted.minor != left:
            return _at_total(invoice, wanted, own_cost), own_cost
    elif earlier or not invoice.lines:
        rest = left if typed.with_stamp else left - invoice.totals.stamp_in_total
        return _at_total(invoice, Money(rest, invoice.currency), own_cost), own_cost
    counting = tuple(no for no, line in enumerate(invoice.lines, 1) if line.counts)
    with_stamp = typed.with_stamp or typed.amount is not None
    return _chosen(invoice, counting), invoice.rules if with_stamp else own_cost


def _chosen(invoice: Invoice, numbers: Sequence[int]) -> tuple[Line, ...]:
    for no in numbers:
        if not 1 <= no <= len(invoice.lines) or not invoice.lines[no - 1].counts:
            raise InputError(
                "lines",
                N_("{name} has no line {no}"),
                hint=N_("give the numbers of its lines"),
                name=invoice.name,
                no=no,
            )
    nets = invoice.totals.line_nets
    return tuple(
        _line(line, nets[no - 1], invoice.currency)
        for no, line in enumerate(invoice.lines, 1)
        if no in numbers
    )


def _line(line: Line, net: int, currency: str) -> Line:
    """Return the line at its net after every discount, in one piece."""
    return Line(
        description=line.description,
        unit_price=Money(net, currency).decimal,
        vat_rate=line.vat_rate,
        vat_nature=line.vat_nature,
        service=line.service,
        deduction=net < 0,
    )


def _at_total(invoice: Invoice, wanted: Money, rules: TaxRules) -> tuple[Line, ...]:
    """Return lines, one per tax group, whose total is `wanted` exactly.

    Raises:
        InputError: Tax and rounding leave no net that comes to it; the nearest are named.
    """
    groups = invoice.totals.groups or (_standard_group(rules),)
    text = phrase(
        invoice.client.language, "partial_credit", number=invoice.number, date=invoice.issue_date
    )

    def lines_of(net: int) -> tuple[Line, ...]:
        parts = allocate(net, [max(group.base, 0) for group in groups])
        return tuple(
            Line(
                description=text,
                unit_price=Money(part, invoice.currency).decimal,
                vat_rate=group.rate,
                vat_nature=group.nature,
            )
            for group, part in zip(groups, parts, strict=True)
            if part
        )

    def totals_of(net: int) -> Totals:
        return compute(lines_of(net), rules=rules, currency=invoice.currency)

    low, high = 0, wanted.minor
    while low < high:
        middle = (low + high + 1) // 2
        if totals_of(middle).total <= wanted.minor:
            low = middle
        else:
            high = middle - 1
    below = totals_of(low).total
    if below != wanted.minor:
        raise InputError(
            "amount",
            N_("with its tax no net comes to {wanted}; the nearest are {below} and {above}"),
            hint=N_("give one of those, or name lines"),
            wanted=wanted,
            below=Money(below, invoice.currency),
            above=Money(totals_of(low + 1).total, invoice.currency),
        )
    return lines_of(low)


def _standard_group(rules: TaxRules) -> TaxGroup:
    """Return the group of an invoice that another program issued without telling its parts."""
    return TaxGroup(rate=rules.standard_rate, nature=rules.standard_nature, base=1, tax=0)


def set_against(work: UnitOfWork, invoice: Invoice, note: Invoice, day: dt.date) -> None:
    """Set a credit note against its invoice; what was paid above the rest is freed.

    What is credited was never due: a write-off of it is no loss any more, and comes back first.
    """
    excess = note.totals.payable - invoice.balance.minor
    if excess > 0:
        lost = min(excess, invoice.written_off)
        recover(work, invoice, Money(lost, invoice.currency), day=day)
        _free(work, invoice, excess - lost, day)
        invoice = work.invoice_by_id(invoice.id)
    share = min(Money(note.totals.payable, note.currency), invoice.balance)
    work.settle(
        [
            replace(entry, source_id=note.id)
            for entry in _entries(invoice, share, SettlementKind.CREDIT, day=day, reason="")
        ]
    )


def _free(work: UnitOfWork, invoice: Invoice, excess: int, day: dt.date) -> None:
    """Take back `excess` of what payments settled, the latest first: it is the client's credit."""
    left = excess
    entries: list[Settlement] = []
    for entry in reversed(work.settled_of(invoice.id, SettlementKind.PAYMENT)):
        part = min(left, entry.amount)
        if part > 0:
            entries.append(replace(entry, amount=-part, date=day, reason=""))
            left -= part
    work.settle(entries)
    for key in dict.fromkeys(entry.source_id for entry in entries):
        payment = work.payment(f"pay-{key}")
        work.record("payment", payment, "freed", {"invoice": invoice.number})
