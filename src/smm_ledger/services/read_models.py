"""What lists and reports read: small frozen records made by plain SQL (the home screen's: `home`).

Amounts are minor units of the row's `currency`; names of fields are those of the JSON contract.
Rows are named tuples: lists make thousands, and no command should pay much for classes (a frozen
dataclass takes five times as long to define).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # a list must not pay for these
    from smm_ledger.core.letters import Hold, Rung
    from smm_ledger.core.parties import Client
    from smm_ledger.core.promises import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuery:
    """What a list asks for.

    Attributes:
        status: `draft`, `open`, `overdue`, `paid` … as typed; empty: all.
        search: Words looked for in numbers, titles, names; empty: all.
        client: A client's id, or None.
        order: `recent` (default), `oldest`, `due`, `name`, `amount`, `number`.
        offset, limit: The window; limit None: everything.
    """

    status: str = ""
    search: str = ""
    client: int | None = None
    year: int | None = None
    archived: bool = False
    order: str = ""
    offset: int = 0
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSummary:
    """A client with what the ledger knows of its payments; balances in the client's currency.

    Attributes:
        median_days_late: Of the paid invoices, weighted by amount; None without any.
        other_balances: Open balances in other currencies, by code.
    """

    client: "Client"
    balance: int
    overdue_balance: int
    median_days_late: int | None
    paid_invoices: int
    other_balances: tuple[tuple[str, int], ...] = ()


class QuoteRow(NamedTuple):
    """A quote in a list.

    Attributes:
        net, total: The least that its current round can be accepted for.
        is_open: Whether alternatives are left to choose, so that it may come to more.
    """

    id: int
    number: str
    client: str
    client_name: str
    title: str
    currency: str
    status: str
    expired: bool
    valid_until: dt.date
    current_round: int
    last_side: str
    last_date: dt.date
    accepted_round: int | None
    deposit_percent: Decimal | None
    net: int
    total: int
    outcome_reason: str | None = None
    outcome_note: str | None = None
    competitor: str | None = None
    competitor_price: int | None = None
    competitor_verified: bool | None = None
    terms: str | None = None
    is_open: bool = False


class InvoiceRow(NamedTuple):
    """An invoice in a list: the `show` shape less its arrays."""

    id: int
    number: str | None
    draft: str | None
    kind: str
    state: str
    sdi_status: str | None
    revision: int
    payment_status: str | None
    overdue: bool
    days_overdue: int
    issue_date: dt.date | None
    due_date: dt.date | None
    client: str
    client_name: str
    currency: str
    net: int
    social_contribution: int
    tax: int
    stamp_duty: int
    total: int
    withholding: int
    payable: int
    paid: int
    credited: int
    written_off: int
    balance: int
    quote: str | None
    credits_invoice: str | None
    pdf_sha256: str | None
    proforma: str | None = None
    order: str | None = None
    cig: str | None = None
    cup: str | None = None
    sdi_on: dt.date | None = None
    sent_on: dt.date | None = None


class Asked(NamedTuple):
    """The last contact with a client; of a letter, `outcome` is its step."""

    date: dt.date
    channel: str
    outcome: str


class OverdueRow(NamedTuple):
    """An open instalment in the collections review.

    Attributes:
        interest, compensation: To the day of the review; None where they can't be said. The flat
            sum stands on the first row of its invoice.
        last_contact: With the client.
        promise, hold: That stand, or the promise that failed last.
        broken: How many promises the client broke.
        next_action, next_action_date: Of the ladder (see `core.ladder.NextStep`).
    """

    invoice: str
    client: str
    client_name: str
    instalment: int
    due_date: dt.date
    days_overdue: int
    balance: int
    currency: str
    bucket: str
    interest: int | None = None
    compensation: int | None = None
    last_contact: Asked | None = None
    promise: "Promise | None" = None
    hold: "Hold | None" = None
    broken: int = 0
    next_action: str | None = None
    next_action_date: dt.date | None = None


class CurrencyTotals(NamedTuple):
    """Open and overdue sums of one currency, and the interest on all that is overdue."""

    currency: str
    open: int
    overdue: int
    interest: int | None = None


class AgingBuckets(NamedTuple):
    """Open balance of one currency by days since the due date."""

    currency: str
    current: int = 0
    d1_30: int = 0
    d31_60: int = 0
    d61_90: int = 0
    d90_plus: int = 0


class LateItem(NamedTuple):
    """An overdue instalment as the index has it: `due` in ISO 8601, client and invoice by key."""

    due: str
    client_id: int
    currency: str
    balance: int
    invoice_id: int
    instalment: int
    invoice: str


class OverdueReview(NamedTuple):
    """The collections review as of a day; `rows` are the overdue instalments, latest due last.

    Attributes:
        late: Everything that is overdue, in the order of `rows`, which may be cut.
        now: Whether what was open on that day is what is open in the ledger.
    """

    as_of: dt.date
    totals: tuple[CurrencyTotals, ...]
    buckets: tuple[AgingBuckets, ...]
    rows: tuple[OverdueRow, ...]
    late: Sequence[LateItem] = ()
    now: bool = True


class Movement(NamedTuple):
    """What changed a client's debt: `kind` and `ref` as a statement has them, minor units."""

    date: dt.date
    kind: str
    ref: str
    currency: str
    amount: int


class SentRung(NamedTuple):
    """The highest step that was sent for an instalment, and the day of the last one."""

    rung: "Rung"
    date: dt.date


class ClientFacts(NamedTuple):
    """What the ladder must know of a client."""

    code: str
    name: str
    currency: str
    archived: bool


class NumberedRow(NamedTuple):
    """A document that bears a number, as an import looks at it.

    Attributes:
        imported: Whether another program issued it.
    """

    id: int
    number: str
    kind: str
    state: str
    series: str
    year: int
    seq: int
    client_id: int
    currency: str
    issue_date: dt.date
    total: int
    imported: bool


class PaymentRow(NamedTuple):
    """A payment in a list."""

    id: int
    client: str
    client_name: str
    date: dt.date
    amount: int
    currency: str
    method: str
    reference: str
    unallocated: int
    reversed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """An entry of the log.

    Attributes:
        entity: Name of the thing at that moment; `entity_kind` and `entity_id` identify it.
        data: What the action carried, as JSON types.
        after: SHA-256 of the thing's canonical JSON after it, or empty where it is gone.
    """

    seq: int
    at: dt.datetime
    entity_kind: str
    entity_id: int
    entity: str
    action: str
    data: dict[str, object] = field(default_factory=dict)
    after: str = ""
    hash: str = ""


class Finding(NamedTuple):
    """Something that `check` found: what is wrong, and where."""

    what: str
    where: str


class Spelling(NamedTuple):
    """Text that an e-invoice writes otherwise: the field, what stands there, what is written."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EInvoiceFile:
    """A file for SdI: the name that it must keep, its bytes, what it spells otherwise."""

    name: str
    data: bytes
    spellings: tuple[Spelling, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredDocument:
    """Archived bytes of a document, with their hash."""

    entity_kind: str
    entity_id: int
    kind: str
    sha256: str
    data: bytes
