"""An invoice: a draft without a number, then an issued document that never changes.

What it is worth after issue (paid, credited, written off, overdue) is derived from the settlements
set against its instalments and from a date that the caller gives; nothing here is stored twice.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import DateOrder, IllegalTransition, InputError, RuleError
from smm_ledger.core.lines import Discount, Line
from smm_ledger.core.marks import N_
from smm_ledger.core.money import STATED, Money, allocate
from smm_ledger.core.numbering import Series
from smm_ledger.core.orders import NO_ORDER, OrderReference
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.states import OUT_OF_HAND, InvoiceState, SdiStatus
from smm_ledger.core.totals import TaxRules, Totals


class InvoiceKind(StrEnum):
    """What the document is."""

    INVOICE = "invoice"
    DEPOSIT = "deposit"
    CREDIT_NOTE = "credit_note"
    PROFORMA = "proforma"
    IMPORTED = "imported"


class PaymentStatus(StrEnum):
    """Derived from the balance."""

    UNPAID = "unpaid"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    CREDITED = "credited"
    WRITTEN_OFF = "written_off"


SERIES_OF = {
    InvoiceKind.INVOICE: Series.INVOICE,
    InvoiceKind.DEPOSIT: Series.INVOICE,
    InvoiceKind.IMPORTED: Series.INVOICE,
    InvoiceKind.CREDIT_NOTE: Series.CREDIT,
    InvoiceKind.PROFORMA: Series.PROFORMA,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One due date with its amount, in minor units.

    Attributes:
        settled: Payments, credits and write-offs set against it so far.
    """

    seq: int
    due_date: dt.date
    amount: int
    settled: int = 0
    id: int = 0

    @property
    def balance(self) -> int:
        """What is still owed of it, in minor units."""
        return self.amount - self.settled


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentPlan:
    """One entry of a plan typed by the user: a share of the payable and its due date."""

    percent: Decimal
    due_date: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An invoice, whole.

    Attributes:
        draft_no: The n of `draft-n`; kept after issue so that repeating an issue finds the number.
        number, series, year, seq: Empty or 0 until it is issued.
        issue_date: Of an issued one; of a draft, the date that the user fixed, or None (today).
        due_date: The fixed due date of a draft, or None (`terms` decide at issue).
        client, issuer: Snapshots, from the moment of issue; a draft carries the live ones.
        plan: The instalments that the user typed; empty: one, of the whole payable.
        instalments: At least one once issued.
        paid, credited, written_off: Sums of settlements, in minor units.
        deducts: Numbers of the deposit invoices that its lines take off.
        sent_on: When it reached the client, or None.
        order: What the client ordered by.
        sdi_status: Of an Italian e-invoice (`SdiStatus`), or empty; `sdi_on`: since when.
        sdi_file: Counter in the name of the present file for SdI, 0 while there is none.
        credits_date: Issue date of the invoice that it credits.
        becomes: Of a proforma: the kind of invoice that is made of it when it is paid.
        proforma_id: The proforma that it was made of; `proforma` is its number.
        bank_fees: The part of `written_off` that a bank kept, in minor units.
        revision: 1, and one more with every lawful correction.
        pdf_sha256: Of the archived bytes, or empty while there are none.
    """

    client: Client
    issuer: Issuer
    kind: InvoiceKind
    state: InvoiceState
    currency: str
    lines: tuple[Line, ...]
    rules: TaxRules
    totals: Totals
    terms: Terms
    draft_no: int = 0
    number: str = ""
    series: Series = Series.INVOICE
    year: int = 0
    seq: int = 0
    issue_date: dt.date | None = None
    due_date: dt.date | None = None
    discount: Discount | None = None
    plan: tuple[InstalmentPlan, ...] = ()
    instalments: tuple[Instalment, ...] = ()
    paid: int = 0
    credited: int = 0
    written_off: int = 0
    quote_id: int | None = None
    quote: str = ""
    credits_id: int | None = None
    credits_invoice: str = ""
    credits_date: dt.date | None = None
    deducts: tuple[str, ...] = ()
    note: str = ""
    sent_on: dt.date | None = None
    order: OrderReference = NO_ORDER
    sdi_status: str = ""
    sdi_on: dt.date | None = None
    sdi_file: int = 0
    becomes: str = ""
    proforma_id: int | None = None
    proforma: str = ""
    bank_fees: int = 0
    revision: int = 1
    pdf_sha256: str = ""
    id: int = 0
    version: int = 0

    @property
    def name(self) -> str:
        """How the user names it: its number, or `draft-n`."""
        return self.number or f"draft-{self.draft_no}"

    @property
    def balance(self) -> Money:
        """What is still owed: payable less payments, credits and write-offs."""
        settled = self.paid + self.credited + self.written_off
        owed = self.totals.payable - settled if self.is_receivable else 0
        return Money(owed, self.currency)

    @property
    def is_receivable(self) -> bool:
        """Whether money is owed on it: issued, and neither a credit note nor a proforma.

        What SdI rejected counts as not issued (circ. AdE 13/E of 2018): nothing is owed on it until
        it is corrected or sent again.
        """
        no_debt = (InvoiceKind.CREDIT_NOTE, InvoiceKind.PROFORMA)
        issued = self.state is InvoiceState.ISSUED and self.sdi_status != SdiStatus.REJECTED
        return issued and self.kind not in no_debt

    @property
    def is_out_of_hand(self) -> bool:
        """Whether it has reached somebody; a rejected e-invoice counts as not issued."""
        if self.sdi_status == SdiStatus.REJECTED:
            return False
        return self.sent_on is not None or self.sdi_status in OUT_OF_HAND

    @property
    def is_imported(self) -> bool:
        """Whether another program issued it: its figures are as stated, its paper is not ours."""
        return self.rules.rounding == STATED

    @property
    def payment_status(self) -> PaymentStatus | None:
        """Derived from the sums; None for what is not receivable."""
        if not self.is_receivable:
            return None
        if self.balance:
            part = self.paid or self.credited or self.written_off
            return PaymentStatus.PARTLY_PAID if part else PaymentStatus.UNPAID
        if self.written_off > self.bank_fees:
            return PaymentStatus.WRITTEN_OFF
        fully_credited = self.credited and not self.paid
        return PaymentStatus.CREDITED if fully_credited else PaymentStatus.PAID

    @property
    def last_due(self) -> dt.date | None:
        """The due date of the last instalment (a draft: the one it would get)."""
        if self.instalments:
            return max(part.due_date for part in self.instalments)
        return self.due_date

    @property
    def next_due(self) -> dt.date | None:
        """The oldest due date that is still open; of what is settled or a draft, the last."""
        open_ones = [part.due_date for part in self.instalments if part.balance]
        return min(open_ones) if self.is_receivable and open_ones else self.last_due

    def days_overdue(self, today: dt.date) -> int:
        """Days since the oldest open due date; 0 while nothing is overdue."""
        if not self.is_receivable:
            return 0
        late = [(today - part.due_date).days for part in self.instalments if part.balance]
        return max([0, *late])


def schedule(
    payable: int,
    issue_date: dt.date,
    *,
    terms: Terms,
    due_date: dt.date | None = None,
    plan: Sequence[InstalmentPlan] = (),
) -> tuple[Instalment, ...]:
    """Return the instalments of `payable` minor units; they sum to it exactly.

    Raises:
        InputError: A due date is before the issue date, or the shares are not 100 %.
    """
    if not plan:
        due = due_date or terms.due(issue_date)
        _check_due(due, issue_date)
        return (Instalment(seq=1, due_date=due, amount=payable),)
    shares = [part.percent for part in plan]
    if sum(shares) != 100:  # noqa: PLR2004 - hundredths
        raise InputError(
            "instalments",
            N_("the shares sum to {total} %, not to 100 %"),
            hint=N_("give shares that make 100 %, such as 30% 2026-12-01, 70% 2027-01-31"),
            total=f"{sum(shares):f}",
        )
    if min(shares) <= 0:
        raise InputError(
            "instalments",
            N_("a share is not above zero"),
            hint=N_("give shares that make 100 %, such as 30% 2026-12-01, 70% 2027-01-31"),
        )
    scale = 10 ** max(0, *(-int(share.as_tuple().exponent) for share in shares))
    weights = [int(share * scale) for share in shares]
    parts = allocate(payable, weights)
    for part in plan:
        _check_due(part.due_date, issue_date)
    return tuple(
        Instalment(seq=seq, due_date=part.due_date, amount=amount)
        for seq, (part, amount) in enumerate(zip(plan, parts, strict=True), 1)
    )


def _check_due(due: dt.date, issue_date: dt.date) -> None:
    if due < issue_date:
        raise InputError(
            "due",
            N_("{due} is before the issue date {issued}"),
            hint=N_("give a due date on or after the issue date"),
            due=due,
            issued=issue_date,
        )


def check_issue_date(
    issue_date: dt.date, *, today: dt.date, last: dt.date | None, out_of_order: str | None
) -> None:
    """Refuse a date after today, or before the series' last one without a note.

    Raises:
        DateOrder: The order of the numbers would not be the order of the dates.
    """
    if issue_date > today:
        raise DateOrder(
            "date",
            N_("{day} is after today"),
            hint=N_("issue it on that day"),
            day=issue_date,
        )
    if last is not None and issue_date < last and out_of_order is None:
        raise DateOrder(
            "date",
            N_("{day} is before {last}, the last issue date of the series"),
            hint=N_("use a later date, or note why it must be so"),
            cli="--out-of-order NOTE",
            day=issue_date,
            last=last,
        )


def check_issuable(invoice: Invoice) -> None:
    """Refuse what can't be a document at all; everything else is only a warning.

    Raises:
        RuleError: No line that counts, a negative total, or a party without a name or country.
    """
    if not any(line.counts for line in invoice.lines):
        raise RuleError(invoice.name, N_("it has no line"), hint=N_("add a line first"))
    if invoice.totals.total < 0:
        raise RuleError(
            invoice.name,
            N_("its total is below zero"),
            hint=N_("a credit note takes money back"),
            cli="invoice credit",
        )
    for who, party in (("client", invoice.client), ("issuer", invoice.issuer)):
        if not party.name or not party.country:
            raise RuleError(who, N_("its name or country is missing"), hint=N_("fill it in first"))


def happened_on(invoice: Invoice, date: dt.date | None, today: dt.date) -> dt.date:
    """Return the day on which something happened to an issued invoice, today without `date`.

    Raises:
        InputError: After today, or before the issue.
    """
    day = date or today
    if day > today:
        raise InputError(
            "date",
            N_("{day} is after today"),
            hint=N_("record it when it has happened"),
            day=day,
        )
    if invoice.issue_date is not None and day < invoice.issue_date:
        raise InputError(
            "date",
            N_("{day} is before the issue date {issued}"),
            hint=N_("give the day on which it happened"),
            day=day,
            issued=invoice.issue_date,
        )
    return day


def check_receivable(invoice: Invoice) -> None:
    """Refuse to settle what no money is owed on.

    Raises:
        IllegalTransition: A credit note or a proforma, or SdI rejected it.
    """
    if invoice.is_receivable:
        return
    if invoice.sdi_status == SdiStatus.REJECTED:
        raise IllegalTransition(
            invoice.name,
            N_("SdI rejected it, so that it counts as not issued and nothing is owed on it"),
            hint=N_("correct it, or record that it was sent again"),
            cli="invoice correct",
        )
    raise IllegalTransition(invoice.name, N_("nothing is owed on it"), hint=N_("name an invoice"))


def check_ours(invoice: Invoice) -> None:
    """Refuse to make a paper or e-invoice of what another program issued.

    Raises:
        IllegalTransition: It is imported: the paper that the client has is the only one.
    """
    if invoice.is_imported:
        raise IllegalTransition(
            invoice.name,
            N_("another program issued it, and no second paper of it is made"),
            hint=N_("use the file that the client has"),
        )
