"""What the services need from the outside, as Protocols; nothing here is implemented.

The storage implements `Storage`, `Reader` and `UnitOfWork`; the clock is the only source of dates.
What the documents floor implements is in `renderers`. Objects that cross are frozen core objects or
read models.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeAlias

from smm_ledger.services.ports_bank import BankReader
from smm_ledger.services.ports_books import BookReader
from smm_ledger.services.ports_collections import CollectionsReader, CollectionsWork
from smm_ledger.services.ports_retainers import RetainerReader, RetainerWriter

if TYPE_CHECKING:  # types alone: a Protocol must not make a query import what it never touches
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from smm_ledger.core.analytics import Decided
    from smm_ledger.core.catalogue import Service
    from smm_ledger.core.effort import Effort
    from smm_ledger.core.invoices import Invoice
    from smm_ledger.core.letters import Attachment
    from smm_ledger.core.money import Money
    from smm_ledger.core.numbering import Series
    from smm_ledger.core.parties import Client, Issuer
    from smm_ledger.core.payments import Payment, Settlement, SettlementKind
    from smm_ledger.core.quotes import Quote
    from smm_ledger.core.requests import Request
    from smm_ledger.core.retainers import Retainer
    from smm_ledger.core.study import StudyEntry
    from smm_ledger.services.home import HomeSummary
    from smm_ledger.services.ports_collections import Kept
    from smm_ledger.services.read_models import (
        Activity,
        ClientSummary,
        Finding,
        InvoiceRow,
        ListQuery,
        PaymentRow,
        QuoteRow,
        StoredDocument,
    )
    from smm_ledger.services.review import OverdueReview


class Clock(Protocol):
    """The only source of time."""

    def today(self) -> dt.date:
        """Return the local calendar date."""
        ...

    def now(self) -> dt.datetime:
        """Return the instant, in UTC."""
        ...


class Reader(BankReader, BookReader, CollectionsReader, RetainerReader, Protocol):
    """Reads of one consistent state of the ledger.

    A `ref` is the exact name or a unique beginning of it; an exact match wins.

    Raises:
        NotFoundError: A ref names nothing. Ambiguous: it names several.
    """

    def issuer(self) -> Issuer:
        """Return whose ledger it is."""
        ...

    def language(self) -> str:
        """Return the issuer's language; LedgerMissing where there is no issuer yet."""
        ...

    def is_demo(self) -> bool:
        """Whether the ledger holds sample data."""
        ...

    def setting(self, key: str) -> str | None:
        """Return a small fact kept in the ledger, or None."""
        ...

    def client(self, ref: str) -> Client:
        """Return the client named by its code."""
        ...

    def client_by_id(self, client_id: int) -> Client:
        """Return a client by its key."""
        ...

    def client_codes(self) -> frozenset[str]:
        """Return every code in use."""
        ...

    def client_in_use(self, client_id: int) -> bool:
        """Whether a quote, an invoice or a payment refers to the client."""
        ...

    def client_summary(self, client_id: int, *, today: dt.date) -> ClientSummary:
        """Return a client with its balances."""
        ...

    def clients(self, query: ListQuery, *, today: dt.date) -> Sequence[ClientSummary]:
        """List clients, by name."""
        ...

    def count_clients(self, query: ListQuery) -> int:
        """Count them."""
        ...

    def service(self, ref: str) -> Service:
        """Return the service named by its code."""
        ...

    def services(self, *, archived: bool = False) -> Sequence[Service]:
        """List the catalogue, by code."""
        ...

    def quote(self, ref: str) -> Quote:
        """Return a quote with all its rounds."""
        ...

    def quote_by_id(self, quote_id: int) -> Quote:
        """Return a quote by its key."""
        ...

    def quotes(self, query: ListQuery, *, today: dt.date) -> Sequence[QuoteRow]:
        """List quotes, newest first."""
        ...

    def count_quotes(self, query: ListQuery, *, today: dt.date) -> int:
        """Count them."""
        ...

    def invoice(self, ref: str) -> Invoice:
        """Return an invoice by its number or `draft-n`; an issued draft is found by both."""
        ...

    def invoice_by_id(self, invoice_id: int) -> Invoice:
        """Return an invoice by its key."""
        ...

    def invoices(self, query: ListQuery, *, today: dt.date) -> Sequence[InvoiceRow]:
        """List invoices: drafts first, then newest number first."""
        ...

    def count_invoices(self, query: ListQuery, *, today: dt.date) -> int:
        """Count them."""
        ...

    def invoices_of_quote(self, quote_id: int) -> Sequence[Invoice]:
        """Return the invoices (drafts, issued, void, credit notes) made from a quote, in order."""
        ...

    def credit_notes_of(self, invoice_id: int) -> Sequence[Invoice]:
        """Return the issued credit notes of an invoice, in order."""
        ...

    def settled_of(self, invoice_id: int, kind: SettlementKind) -> Sequence[Settlement]:
        """Return what stands settled of an invoice, per instalment and source, oldest first."""
        ...

    def invoice_of_proforma(self, proforma_id: int) -> Invoice | None:
        """Return the invoice that was made of a proforma and is not void, or None."""
        ...

    def open_invoices(self, client_id: int, currency: str) -> Sequence[Invoice]:
        """Return the client's receivable invoices with a balance, oldest due date first."""
        ...

    def peek_number(self, series: Series, year: int) -> int:
        """Return the number that a series of a year would give next; nothing is taken."""
        ...

    def first_number(self, series: Series, year: int) -> int:
        """Return the number that a series of a year begins with: 1, where none was set."""
        ...

    def last_issue_date(self, series: Series, year: int) -> dt.date | None:
        """Return the date of the last document issued in a series of a year."""
        ...

    def payment(self, ref: str) -> Payment:
        """Return a payment by `pay-n`."""
        ...

    def payments(self, query: ListQuery, *, unallocated: bool = False) -> Sequence[PaymentRow]:
        """List payments, newest first."""
        ...

    def count_payments(self, query: ListQuery, *, unallocated: bool = False) -> int:
        """Count the payments of a list."""
        ...

    def overdue(
        self, *, as_of: dt.date, client: int | None = None, limit: int | None = None
    ) -> OverdueReview:
        """Return the collections review; totals and buckets count everything, rows to `limit`."""
        ...

    def home(self, *, today: dt.date, silent_days: int, limit: int) -> HomeSummary:
        """Return the home screen, touching only open rows."""
        ...

    def study(self, *, year: int | None = None) -> Sequence[StudyEntry]:
        """Return the training log of a year, or all of it, newest first."""
        ...

    def study_entry(self, ref: str) -> StudyEntry:
        """Return an entry of the training log by `study-n`."""
        ...

    def gifts(self) -> Sequence[Money]:
        """Return what was conceded for nothing in all quotes, by currency."""
        ...

    def decided_quotes(self) -> Sequence[Decided]:
        """Return the quotes that were won or lost, as cases of the negotiation report."""
        ...

    def activity(
        self, *, entity: str | None = None, limit: int | None = None
    ) -> Sequence[Activity]:
        """Return log entries, oldest first; `entity` is a ref of anything."""
        ...

    def first_hash(self) -> str:
        """Return the hash of the log's first entry, which no other ledger has."""
        ...

    def document(self, entity_kind: str, entity_id: int, kind: str) -> StoredDocument | None:
        """Return archived bytes, or None."""
        ...

    def dump(self) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Return every table as rows of JSON types (binary as base64), in a fixed order."""
        ...


class UnitOfWork(Reader, CollectionsWork, RetainerWriter, Protocol):
    """One action: reads and writes inside one `BEGIN IMMEDIATE` transaction.

    Leaving without an error commits; any error rolls everything back. An object with `id` 0 is
    inserted, any other is updated if its `version` is still the stored one, else `Changed`.
    """

    def save_issuer(self, issuer: Issuer) -> Issuer:
        """Insert or replace the issuer."""
        ...

    def save_setting(self, key: str, value: str) -> None:
        """Keep a small fact in the ledger."""
        ...

    def save_client(self, client: Client) -> Client:
        """Insert or update; a code in use raises AlreadyExists."""
        ...

    def delete_client(self, client: Client) -> None:
        """Delete a client that nothing refers to."""
        ...

    def save_service(self, service: Service) -> Service:
        """Insert or update; a code in use raises AlreadyExists."""
        ...

    def next_number(self, series: Series, year: int) -> int:
        """Take the next number of a series; it is given back if the transaction fails."""
        ...

    def set_next_number(self, series: Series, year: int, seq: int) -> None:
        """Set the number that comes next; lower than one given already is refused (RuleError)."""
        ...

    def next_draft(self) -> int:
        """Take the next n of `draft-n`."""
        ...

    def next_file(self) -> int:
        """Take the next counter of e-invoice file names; none is ever used twice."""
        ...

    def save_quote(self, quote: Quote) -> Quote:
        """Insert or update with its rounds: new rounds are added, unfrozen ones rewritten."""
        ...

    def delete_quote(self, quote: Quote) -> None:
        """Delete a draft."""
        ...

    def save_invoice(self, invoice: Invoice) -> Invoice:
        """Insert or update a draft whole; of an issued one only what may still change.

        One that has reached nobody is written anew under its next `revision`.
        """
        ...

    def delete_invoice(self, invoice: Invoice) -> None:
        """Delete a draft."""
        ...

    def save_payment(self, payment: Payment) -> Payment:
        """Insert, or mark as reversed; allocations are settlements."""
        ...

    def settle(self, entries: Sequence[Settlement]) -> None:
        """Append settlements; the database keeps the sums and refuses to pass their bounds."""
        ...

    def taken_back(self, payment: Payment, *, date: dt.date, reason: str) -> Sequence[Settlement]:
        """Return the settlements that take back, with the opposite sign, what a payment settled."""
        ...

    def save_document(self, document: StoredDocument) -> None:
        """Archive bytes; bytes that are there already are never replaced."""
        ...

    def add_study(self, entry: StudyEntry) -> StudyEntry:
        """Append an entry to the training log."""
        ...

    def record(
        self,
        entity_kind: str,
        subject: Subject | None,
        action: str,
        data: Mapping[str, object],
        *,
        name: str = "",
    ) -> None:
        """Append the hash-chained log entry of the action.

        `subject` None: the thing called `name` is gone.
        """
        ...


class Storage(Protocol):
    """The one ledger file."""

    @property
    def path(self) -> Path:
        """Where it is."""
        ...

    def exists(self) -> bool:
        """Whether there is a file at that path."""
        ...

    def warnings(self) -> Sequence[str]:
        """Return what speaks against this place for a ledger, as message templates."""
        ...

    def create(self, *, demo: bool = False) -> None:
        """Make an empty ledger; AlreadyExists if there is one."""
        ...

    def read(self) -> AbstractContextManager[Reader]:
        """Open a consistent, read-only state."""
        ...

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """Open the one write transaction."""
        ...

    def backup(self, target: Path) -> Path:
        """Write a verified copy; an existing file is never overwritten."""
        ...

    def restore(self, source: Path, *, force: bool) -> Path | None:
        """Put a verified copy in the ledger's place (keeping the old one beside it)."""
        ...

    def check(self, *, full: bool) -> Sequence[Finding]:
        """Look for damage: structure, references, chain, hashes, totals, balances, numbers."""
        ...

    def load(self, tables: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
        """Make the ledger from a dump; it is checked whole before it takes its place."""
        ...


Progress: TypeAlias = "Callable[[int, int], None]"
"""Called with done and total during long work."""

Subject: TypeAlias = (
    "Client | Service | Quote | Invoice | Payment | Issuer | StudyEntry"
    " | Retainer | Effort | Request | Kept | Attachment"
)
"""What the log speaks of."""
