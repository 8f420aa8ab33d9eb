"""What an import would do: found out whole before anything is written.

Each document becomes an invoice or credit note that is ready to be saved, is there already, is left
out for a reason, or is refused. Nothing here writes.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from smm_ledger.core.errors import AlreadyExists, InputError, LedgerError, RuleError
from smm_ledger.core.imports import (
    ForeignDocument,
    ForeignKind,
    NotAnInvoice,
    sequence_of,
    stated_instalments,
    stated_totals,
)
from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.marks import N_
from smm_ledger.core.money import STATED, Money
from smm_ledger.core.numbering import Series
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.regimes import it_forfettario, no_vat, regime_of
from smm_ledger.core.states import InvoiceState
from smm_ledger.services.import_clients import ClientBook
from smm_ledger.services.ports import Reader
from smm_ledger.services.read_models import NumberedRow

SERIES: Final = {ForeignKind.INVOICE: Series.INVOICE, ForeignKind.CREDIT_NOTE: Series.CREDIT}
KINDS: Final = {
    ForeignKind.INVOICE: InvoiceKind.IMPORTED,
    ForeignKind.CREDIT_NOTE: InvoiceKind.CREDIT_NOTE,
}
_WITHOUT_VAT: Final = frozenset({it_forfettario.REGIME.code, no_vat.REGIME.code})

Place = tuple[Series, int]
"""A series and a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How an import treats what its documents leave open.

    Attributes:
        add_clients: Make clients that are not there; else their rows are refused.
        leave_out: Leave out what is no invoice, and credit notes of invoices that are not here;
            else refuse them.
        paid_before: Invoices before that day that say nothing of money were paid when due.
    """

    add_clients: bool = False
    leave_out: bool = False
    paid_before: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A document that will be taken over; its client may have no key yet.

    Attributes:
        assumed_paid: The day on which what is left of it came in, or None: it is told, or open.
    """

    document: ForeignDocument
    invoice: Invoice
    assumed_paid: dt.date | None = None


@dataclass(slots=True)
class Plan:
    """What an import would do.

    Attributes:
        steps: In the order of the files.
        existing: Numbers that are here already, with the same date, client and total.
        left_out: Position, and why.
        problems: Position, and why the whole import is refused.
        clients: Those that would be added.
        reserved: Where each series must go on, by series and year.
    """

    steps: list[Step] = field(default_factory=list)
    existing: list[str] = field(default_factory=list)
    left_out: list[tuple[int, LedgerError]] = field(default_factory=list)
    problems: list[tuple[int, LedgerError]] = field(default_factory=list)
    clients: Sequence[Client] = ()
    reserved: dict[Place, int] = field(default_factory=dict)


def has_vat(issuer: Issuer) -> bool:
    """Whether the issuer's invoices bear VAT."""
    return issuer.regime not in _WITHOUT_VAT


class Planner:
    """Makes the plan of one import over one state of the ledger."""

    def __init__(self, reader: Reader, wishes: Wishes, *, today: dt.date) -> None:
        self._reader = reader
        self._wishes = wishes
        self._today = today
        self._issuer = reader.issuer()
        self._book = ClientBook(reader, add=wishes.add_clients)
        self._known = {row.number: row for row in reader.numbered()}
        self._borne: dict[Place, dict[int, str]] = {}
        self._ours: set[Place] = set()
        for row in self._known.values():
            place = (Series(row.series), row.year)
            self._borne.setdefault(place, {})[row.seq] = row.number
            if not row.imported:
                self._ours.add(place)
        self._planned: dict[str, Step] = {}
        self._at: dict[tuple[Place, int], int] = {}
        self._credited: dict[str, int] = {}

    def plan(self, documents: Sequence[ForeignDocument | LedgerError]) -> Plan:
        """Return what would be done; credit notes last, whatever their place in the files."""
        plan = Plan()
        order = sorted(range(len(documents)), key=lambda at: _is_credit(documents[at]))
        for at in order:
            found = documents[at]
            try:
                self._take(plan, at, found)
            except LedgerError as why:
                loose = self._wishes.leave_out and isinstance(why, NotAnInvoice | _Unlinked)
                (plan.left_out if loose else plan.problems).append((at, why))
        self._reserve(plan)
        plan.problems.sort(key=lambda problem: problem[0])
        plan.clients = self._book.added
        return plan

    def _take(self, plan: Plan, at: int, found: ForeignDocument | LedgerError) -> None:
        if isinstance(found, LedgerError):
            raise found
        known = self._known.get(found.number)
        if known is not None and self._is_same(known, found):
            plan.existing.append(found.number)
            return
        planned = self._planned.get(found.number)
        if planned is not None and planned.document == found:
            plan.existing.append(found.number)
            return
        if known is not None or planned is not None:
            raise AlreadyExists(
                "number",
                N_("{number} is there already, and says something else"),
                hint=N_("correct the number, or leave the row out"),
                number=found.number,
            )
        step = Step(found, self._invoice(found), self._assumed_paid(found))
        if found.kind is ForeignKind.CREDIT_NOTE:
            step = self._linked(step)
        elif (found.paid or 0) > step.invoice.totals.payable:
            raise InputError(
                "paid",
                N_("it is more than the {payable} to be paid"),
                hint=N_("record what is above it as a payment of its own"),
                payable=str(Money(step.invoice.totals.payable, found.currency)),
            )
        place = (step.invoice.series, step.invoice.year)
        self._borne.setdefault(place, {})[step.invoice.seq] = found.number
        self._at[place, step.invoice.seq] = at
        self._planned[found.number] = step
        plan.steps.append(step)

    def _is_same(self, known: NumberedRow, found: ForeignDocument) -> bool:
        client = self._book.known(found.client)
        same_sum = (known.total, known.currency) == (found.stated.total, found.currency)
        return same_sum and (known.issue_date, known.client_id, known.kind) == (
            *(found.date, client.id if client else 0),
            str(KINDS[found.kind]),
        )

    def _invoice(self, found: ForeignDocument) -> Invoice:
        if found.date > self._today:
            raise InputError(
                "date",
                N_("{day} is after today"),
                hint=N_("import what has happened"),
                day=found.date.isoformat(),
            )
        series, year = SERIES[found.kind], found.date.year
        seq = found.seq or sequence_of(found.number, year=year, pattern=self._pattern(series))
        bearer = self._borne.get((series, year), {}).get(seq)
        if bearer is not None:
            raise AlreadyExists(
                "number",
                N_("{seq} of {year} is the place of {number} already"),
                hint=N_("give another place in the column seq"),
                seq=seq,
                year=year,
                number=bearer,
            )
        totals = stated_totals(found.stated, found.currency, has_vat=has_vat(self._issuer))
        client = self._book.client(found.client)
        rules = regime_of(self._issuer.regime).rules(self._issuer, client)
        return Invoice(
            client=client,
            issuer=self._issuer,
            kind=KINDS[found.kind],
            state=InvoiceState.ISSUED,
            currency=found.currency,
            lines=(),
            rules=replace(rules, rounding=STATED),
            totals=totals,
            terms=client.terms,
            number=found.number,
            series=series,
            year=year,
            seq=seq,
            issue_date=found.date,
            instalments=stated_instalments(
                found.due,
                totals.payable,
                issued=found.date,
                otherwise=client.terms.due(found.date),
            ),
            note=found.note,
        )

    def _pattern(self, series: Series) -> str:
        own = self._issuer
        return own.credit_pattern if series is Series.CREDIT else own.invoice_pattern

    def _assumed_paid(self, found: ForeignDocument) -> dt.date | None:
        limit, credit = self._wishes.paid_before, found.kind is ForeignKind.CREDIT_NOTE
        if limit is None or credit or found.paid is not None or found.date >= limit:
            return None
        return min(max((due for due, _ in found.due), default=found.date), self._today)

    def _linked(self, step: Step) -> Step:
        """Return a credit note with the invoice that it takes back.

        Raises:
            _Unlinked: That one is not here. InputError: It is not the same client's, or smaller.
        """
        name, note = step.document.credits, step.invoice
        target = self._planned.get(name)
        known = self._known.get(name)
        if target is not None:
            invoice = target.invoice
        elif known is not None:
            invoice = self._reader.invoice_by_id(known.id)
        else:
            raise _Unlinked(
                "credits",
                N_("the invoice that it takes back is not here: {number}"),
                hint=N_("import that invoice too, or first"),
                number=name or "?",
            )
        same = (invoice.client.code, invoice.currency) == (note.client.code, note.currency)
        left = invoice.totals.payable - self._credited_of(invoice)
        if not invoice.is_receivable or not same or note.totals.payable > left:
            raise InputError(
                "credits",
                N_("{number} is not an invoice of that client with so much to take back"),
                hint=N_("correct the number or the total"),
                number=name,
            )
        self._credited[name] = self._credited.get(name, 0) + note.totals.payable
        linked = replace(note, credits_id=invoice.id or None, credits_invoice=invoice.number)
        return replace(step, invoice=linked)

    def _credited_of(self, invoice: Invoice) -> int:
        earlier = self._reader.credit_notes_of(invoice.id) if invoice.id else ()
        before = sum(note.totals.payable for note in earlier)
        return before + self._credited.get(invoice.number, 0)

    def _reserve(self, plan: Plan) -> None:
        """Find where each series goes on; what we gave ourselves must stay without a hole."""
        for place, borne in self._borne.items():
            following = self._reader.peek_number(*place)
            highest = max(borne)
            if highest < following:
                continue
            missing = [seq for seq in range(following, highest) if seq not in borne]
            if place in self._ours and missing:
                above = min(seq for seq in borne if seq > missing[0])
                why = RuleError(
                    "number",
                    N_("it would leave a hole: {seq} of {year} is missing"),
                    hint=N_("import the documents between, too"),
                    seq=missing[0],
                    year=place[1],
                )
                plan.problems.append((self._at.get((place, above), 0), why))
            else:
                plan.reserved[place] = highest + 1


class _Unlinked(RuleError):
    """A credit note of an invoice that is not here."""


def _is_credit(found: ForeignDocument | LedgerError) -> bool:
    return not isinstance(found, LedgerError) and found.kind is ForeignKind.CREDIT_NOTE


def notes_of(found: ForeignDocument) -> Mapping[str, object]:
    """Return what the log keeps of a document beside its figures."""
    data: dict[str, object] = {"total": found.stated.total, "currency": found.currency}
    if found.rung is not None:
        data |= {"rung": str(found.rung), "rung_on": found.rung_on}
    return data
