"""What lists and reports read: small frozen records made by plain SQL (the home screen's: `home`).

Amounts are minor units of the row's `currency`; names of fields are those of the JSON contract.
Rows are named tuples: lists make thousands, and no command should pay much for classes (a frozen
dataclass takes five times as long to define).
"""

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # a list must not pay for these
    from smm_ledger.core.parties import Client


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
    """An invoice in a list: the `show` shape less its arrays.

    Attributes:
        next_due: The oldest due date that is still open, else the last one (`due_date`).
    """

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
    next_due: dt.date | None = None


class Movement(NamedTuple):
    """What changed a client's debt: `kind` and `ref` as a statement has them, minor units."""

    date: dt.date
    kind: str
    ref: str
    currency: str
    amount: int


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
