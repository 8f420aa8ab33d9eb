"""The read side: one consistent state of the ledger, as core objects and read models.

It holds a connection inside a transaction that its owner opened and will close; the questions
themselves are in `queries`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smm_ledger.db.reader_bank import BankReads
from smm_ledger.db.reader_books import BookReads
from smm_ledger.db.reader_collections import CollectionReads
from smm_ledger.db.reader_retainers import RetainerReads

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from smm_ledger.core.analytics import Decided
    from smm_ledger.core.catalogue import Service
    from smm_ledger.core.invoices import Invoice
    from smm_ledger.core.money import Money
    from smm_ledger.core.numbering import Series
    from smm_ledger.core.parties import Client, Issuer
    from smm_ledger.core.payments import Payment, Settlement, SettlementKind
    from smm_ledger.core.quotes import Quote
    from smm_ledger.core.study import StudyEntry
    from smm_ledger.db.queries.rows import Db
    from smm_ledger.services.home import HomeSummary
    from smm_ledger.services.read_models import (
        Activity,
        ClientSummary,
        InvoiceRow,
        ListQuery,
        PaymentRow,
        QuoteRow,
        StoredDocument,
    )
    from smm_ledger.services.review import OverdueReview


class LedgerReader(BankReads, BookReads, CollectionReads, RetainerReads):
    """Reads of one consistent state (see `services.ports.Reader`)."""

    def __init__(self, db: Db) -> None:
        self._db = db

    # the ledger

    def issuer(self) -> Issuer:
        """Return whose ledger it is."""
        from smm_ledger.db.queries import parties

        return parties.issuer(self._db)

    def language(self) -> str:
        """Return the issuer's language; LedgerMissing where there is no issuer yet."""
        from smm_ledger.db.queries import facts

        return facts.language(self._db)

    def is_demo(self) -> bool:
        """Whether the ledger holds sample data."""
        from smm_ledger.db.queries import facts

        return facts.is_demo(self._db)

    def setting(self, key: str) -> str | None:
        """Return a small fact kept in the ledger, or None."""
        from smm_ledger.db.queries import facts

        return facts.setting(self._db, key)

    # clients and the catalogue

    def client(self, ref: str) -> Client:
        """Return the client named by its code."""
        from smm_ledger.db.queries import parties

        return parties.client(self._db, ref)

    def client_by_id(self, client_id: int) -> Client:
        """Return a client by its key."""
        from smm_ledger.db.queries import parties

        return parties.client_by_id(self._db, client_id)

    def client_codes(self) -> frozenset[str]:
        """Return every code in use."""
        from smm_ledger.db.queries import parties

        return parties.client_codes(self._db)

    def client_in_use(self, client_id: int) -> bool:
        """Whether a quote, an invoice or a payment refers to the client."""
        from smm_ledger.db.queries import parties

        return parties.client_in_use(self._db, client_id)

    def client_summary(self, client_id: int, *, today: dt.date) -> ClientSummary:
        """Return a client with its balances."""
        from smm_ledger.db.queries import summaries

        return summaries.client_summary(self._db, client_id, today=today)

    def clients(self, query: ListQuery, *, today: dt.date) -> Sequence[ClientSummary]:
        """List clients, by name."""
        from smm_ledger.db.queries import summaries

        return summaries.clients(self._db, query, today=today)

    def count_clients(self, query: ListQuery) -> int:
        """Count them."""
        from smm_ledger.db.queries import summaries

        return summaries.count_clients(self._db, query)

    def service(self, ref: str) -> Service:
        """Return the service named by its code."""
        from smm_ledger.db.queries import parties

        return parties.service(self._db, ref)

    def services(self, *, archived: bool = False) -> Sequence[Service]:
        """List the catalogue, by code."""
        from smm_ledger.db.queries import parties

        return parties.services(self._db, archived=archived)

    # quotes

    def quote(self, ref: str) -> Quote:
        """Return a quote with all its rounds."""
        from smm_ledger.db.queries import documents, refs

        return documents.quote_by_id(self._db, refs.quote_id(self._db, ref))

    def quote_by_id(self, quote_id: int) -> Quote:
        """Return a quote by its key."""
        from smm_ledger.db.queries import documents

        return documents.quote_by_id(self._db, quote_id)

    def quotes(self, query: ListQuery, *, today: dt.date) -> Sequence[QuoteRow]:
        """List quotes, newest first."""
        from smm_ledger.db.queries import lists

        return lists.quotes(self._db, query, today=today)

    def count_quotes(self, query: ListQuery, *, today: dt.date) -> int:
        """Count them."""
        from smm_ledger.db.queries import lists

        return lists.count_quotes(self._db, query, today=today)

    # invoices

    def invoice(self, ref: str) -> Invoice:
        """Return an invoice by its number or `draft-n`; an issued draft is found by both."""
        from smm_ledger.db.queries import documents, refs

        return documents.invoice_by_id(self._db, refs.invoice_id(self._db, ref))

    def invoice_by_id(self, invoice_id: int) -> Invoice:
        """Return an invoice by its key."""
        from smm_ledger.db.queries import documents

        return documents.invoice_by_id(self._db, invoice_id)

    def invoices(self, query: ListQuery, *, today: dt.date) -> Sequence[InvoiceRow]:
        """List invoices: drafts first, then newest number first."""
        from smm_ledger.db.queries import lists

        return lists.invoices(self._db, query, today=today)

    def count_invoices(self, query: ListQuery, *, today: dt.date) -> int:
        """Count them."""
        from smm_ledger.db.queries import lists

        return lists.count_invoices(self._db, query, today=today)

    def invoices_of_quote(self, quote_id: int) -> Sequence[Invoice]:
        """Return the invoices (drafts, issued, void, credit notes) made from a quote, in order."""
        from smm_ledger.db.queries import documents

        return documents.invoices_of_quote(self._db, quote_id)

    def credit_notes_of(self, invoice_id: int) -> Sequence[Invoice]:
        """Return the issued credit notes of an invoice, in order."""
        from smm_ledger.db.queries import settlements

        return settlements.credit_notes_of(self._db, invoice_id)

    def settled_of(self, invoice_id: int, kind: SettlementKind) -> Sequence[Settlement]:
        """Return what stands settled of an invoice, per instalment and source, oldest first."""
        from smm_ledger.db.queries import settlements

        return settlements.settled_of(self._db, invoice_id, kind)

    def invoice_of_proforma(self, proforma_id: int) -> Invoice | None:
        """Return the invoice that was made of a proforma and is not void, or None."""
        from smm_ledger.db.queries import documents

        return documents.invoice_of_proforma(self._db, proforma_id)

    def open_invoices(self, client_id: int, currency: str) -> Sequence[Invoice]:
        """Return the client's receivable invoices with a balance, oldest due date first."""
        from smm_ledger.db.queries import documents

        return documents.open_invoices(self._db, client_id, currency)

    def peek_number(self, series: Series, year: int) -> int:
        """Return the number that would be given next."""
        from smm_ledger.db.queries import records

        return records.peek_number(self._db, series, year)

    def first_number(self, series: Series, year: int) -> int:
        """Return the number that a series of a year begins with."""
        from smm_ledger.db.queries import records

        return records.first_number(self._db, series, year)

    def last_issue_date(self, series: Series, year: int) -> dt.date | None:
        """Return the date of the last document issued in a series of a year."""
        from smm_ledger.db.queries import documents

        return documents.last_issue_date(self._db, series, year)

    # money

    def payment(self, ref: str) -> Payment:
        """Return a payment by `pay-n`."""
        from smm_ledger.db.queries import documents, refs

        return documents.payment_by_id(self._db, refs.payment_id(self._db, ref))

    def payments(self, query: ListQuery, *, unallocated: bool = False) -> Sequence[PaymentRow]:
        """List payments, newest first."""
        from smm_ledger.db.queries import lists

        return lists.payments(self._db, query, unallocated=unallocated)

    def count_payments(self, query: ListQuery, *, unallocated: bool = False) -> int:
        """Count the payments of a list."""
        from smm_ledger.db.queries import lists

        return lists.count_payments(self._db, query, unallocated=unallocated)

    def overdue(
        self, *, as_of: dt.date, client: int | None = None, limit: int | None = None
    ) -> OverdueReview:
        """Return the collections review; totals and buckets count everything, rows to `limit`."""
        from smm_ledger.db.queries import overdue as review

        return review.overdue(self._db, as_of=as_of, client=client, limit=limit)

    def home(self, *, today: dt.date, silent_days: int, limit: int) -> HomeSummary:
        """Return the home screen, touching only open rows."""
        from smm_ledger.db.queries import home as home_screen

        return home_screen.home(self._db, today=today, silent_days=silent_days, limit=limit)

    # training

    def study(self, *, year: int | None = None) -> Sequence[StudyEntry]:
        """Return the training log of a year, or all of it, newest first."""
        from smm_ledger.db.queries import study as study_log

        return study_log.entries(self._db, year=year)

    def study_entry(self, ref: str) -> StudyEntry:
        """Return an entry of the training log by `study-n`."""
        from smm_ledger.db.queries import study as study_log

        return study_log.entry(self._db, ref)

    # reports

    def gifts(self) -> Sequence[Money]:
        """Return what was conceded for nothing, by currency."""
        from smm_ledger.db.queries import decided

        return decided.gifts(self._db)

    def decided_quotes(self) -> Sequence[Decided]:
        """Return the quotes that were won or lost."""
        from smm_ledger.db.queries import decided

        return decided.decided_quotes(self._db)

    # records

    def first_hash(self) -> str:
        """Return the hash of the log's first entry, which no other ledger has."""
        from smm_ledger.db.queries import records

        return records.first_hash(self._db)

    def activity(
        self, *, entity: str | None = None, limit: int | None = None
    ) -> Sequence[Activity]:
        """Return log entries, oldest first; `entity` is a ref of anything."""
        from smm_ledger.db.queries import records

        return records.activity(self._db, entity=entity, limit=limit)

    def document(self, entity_kind: str, entity_id: int, kind: str) -> StoredDocument | None:
        """Return archived bytes, or None."""
        from smm_ledger.db.queries import records

        return records.document(self._db, entity_kind, entity_id, kind)

    def dump(self) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Return every table as rows of JSON types (binary as base64), in a fixed order."""
        from smm_ledger.db.queries import records

        return records.dump(self._db)
