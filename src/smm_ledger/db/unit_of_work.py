"""One action: reads and writes inside one `BEGIN IMMEDIATE` transaction.

Leaving well writes the log and commits; any error rolls everything back. No session is open outside
of it: an idle screen holds no lock. Tables that most actions do not write are imported by those
that do: defining one takes a command five to ten milliseconds.
"""

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from smm_ledger.core.catalogue import Service
from smm_ledger.core.claims import Claim
from smm_ledger.core.effort import Effort
from smm_ledger.core.errors import Changed, NotFoundError
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.letters import Attachment, Contact, Hold, Reminder
from smm_ledger.core.numbering import Series
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.payments import Payment, Settlement
from smm_ledger.core.promises import Promise
from smm_ledger.core.quotes import Quote
from smm_ledger.core.requests import Request
from smm_ledger.core.retainers import Retainer, without_invoice
from smm_ledger.core.states import InvoiceState
from smm_ledger.core.study import StudyEntry
from smm_ledger.db import log
from smm_ledger.db.errors import translated, translating
from smm_ledger.db.queries import collecting as collected
from smm_ledger.db.queries import documents, parties
from smm_ledger.db.queries import retainers as retainer_queries
from smm_ledger.db.queries import study as study_log
from smm_ledger.db.queries.rows import Db
from smm_ledger.db.reader import LedgerReader
from smm_ledger.db.repositories import counters, invoices, payments, quotes
from smm_ledger.db.repositories import parties as party_rows
from smm_ledger.db.repositories.journal import Journal
from smm_ledger.services.ports import Clock
from smm_ledger.services.read_models import Activity, StoredDocument

if TYPE_CHECKING:
    from sqlalchemy import Engine

T = TypeVar("T")
K = TypeVar("K", Claim, Promise, Reminder, Contact, Hold)
Kept = Claim | Promise | Reminder | Contact | Hold
Subject = (
    Client
    | Service
    | Quote
    | Invoice
    | Payment
    | Issuer
    | StudyEntry
    | Retainer
    | Effort
    | Request
    | Kept
    | Attachment
)


class SqlUnitOfWork(LedgerReader):
    """The write side: everything that the read side can, on the transaction's own connection."""

    def __init__(self, session: Session, clock: Clock) -> None:
        connection: Any = session.connection().connection.dbapi_connection  # ours, of sqlite3
        super().__init__(connection)
        self._session = session
        self._journal = Journal(session, clock, lambda: self._db)
        self._journal.begin()

    def finish(self) -> None:
        """Write the log; the caller commits."""
        self._journal.write()

    # parties

    def save_issuer(self, issuer: Issuer) -> Issuer:
        """Insert or replace the issuer."""
        party_rows.save_issuer(self._session, issuer)
        self._journal.saved["issuer", 1] = None
        return parties.issuer(self._db)

    def save_setting(self, key: str, value: str) -> None:
        """Keep a small fact in the ledger."""
        party_rows.save_setting(self._session, key, value)
        self._journal.saved[log.LEDGER] = None

    def save_client(self, client: Client) -> Client:
        """Insert or update; a code in use raises AlreadyExists."""
        before = self._before(parties.client_by_id, client.id, client.code)
        key = party_rows.save_client(self._session, client)
        self._journal.saved["client", key] = None
        if before is not None and before.code != client.code:
            self._touch_drafts(key)
        return parties.client_by_id(self._db, key)

    def _touch_drafts(self, client: int) -> None:
        """Log a client's drafts anew: their canonical form names the client by its code."""
        found = self._db.execute(
            "SELECT id FROM invoice WHERE state = 'draft' AND client_id = ?", (client,)
        )
        self._journal.saved.update({("invoice", key): None for (key,) in found})

    def delete_client(self, client: Client) -> None:
        """Delete a client that nothing refers to."""
        party_rows.delete_client(self._session, client)
        self._forget("client", client.id, client.code)

    def save_service(self, service: Service) -> Service:
        """Insert or update; a code in use raises AlreadyExists."""
        key = party_rows.save_service(self._session, service)
        self._journal.saved["service", key] = None
        return parties.service_by_id(self._db, key)

    # numbers

    def next_number(self, series: Series, year: int) -> int:
        """Take the next number of a series; it is given back if the transaction fails."""
        return counters.take(self._session, str(series), year)

    def set_next_number(self, series: Series, year: int, seq: int) -> None:
        """Set the number that comes next; RuleError for one that was given already."""
        counters.set_next(self._session, series, year, seq)
        self._journal.saved[log.LEDGER] = None

    def next_draft(self) -> int:
        """Take the next n of `draft-n`."""
        return counters.take(self._session, counters.DRAFT, 0)

    def next_file(self) -> int:
        """Take the next counter of e-invoice file names; none is ever used twice."""
        return counters.take(self._session, str(Series.SDI_FILE), 0)

    # documents

    def save_quote(self, quote: Quote) -> Quote:
        """Insert or update with its rounds: new rounds are added, unfrozen ones rewritten."""
        before = self._before(documents.quote_by_id, quote.id, quote.number)
        key = quotes.save_quote(self._session, quote, before=before)
        self._journal.saved["quote", key] = None
        return documents.quote_by_id(self._db, key)

    def delete_quote(self, quote: Quote) -> None:
        """Delete a draft; its number is given back if it was the last of the series.

        A change order that it was made for stays, without it.
        """
        order = retainer_queries.request_of_quote(self._db, quote.id)
        if order is not None:
            self.save_request(replace(order, quote_id=None))
        quotes.delete_quote(self._session, quote)
        counters.give_back(self._session, Series.QUOTE, quote.year, quote.seq)
        self._forget("quote", quote.id, quote.number)

    def save_invoice(self, invoice: Invoice) -> Invoice:
        """Insert or update a draft whole; of an issued one only what may still change.

        One that has reached nobody is written anew under its next `revision`.
        """
        before = self._before(documents.invoice_by_id, invoice.id, invoice.name)
        key = invoices.save_invoice(self._session, invoice, before=before)
        if invoice.state is InvoiceState.VOID:
            self._free_periods(key)
        self._journal.saved["invoice", key] = None
        return documents.invoice_by_id(self._db, key)

    def delete_invoice(self, invoice: Invoice) -> None:
        """Delete a draft; the periods of a retainer that it bore are to decide again."""
        self._free_periods(invoice.id)
        invoices.delete_invoice(self._session, invoice)
        self._forget("invoice", invoice.id, invoice.name)

    # retainers

    def save_retainer(self, retainer: Retainer) -> Retainer:
        """Insert or update with its parts; a period that is decided already is refused."""
        from smm_ledger.db.repositories import retainers as retainer_rows

        before = self._before(retainer_queries.retainer_by_id, retainer.id, retainer.name)
        key = retainer_rows.save_retainer(self._session, retainer, before=before)
        self._journal.saved["retainer", key] = None
        return retainer_queries.retainer_by_id(self._db, key)

    def _free_periods(self, invoice_id: int) -> None:
        mine = retainer_queries.retainer_of_invoice(self._db, invoice_id)
        if mine is not None:
            self.save_retainer(without_invoice(mine, invoice_id))

    def save_effort(self, effort: Effort) -> Effort:
        """Insert an effort."""
        from smm_ledger.db.repositories import retainers as retainer_rows

        key = retainer_rows.add_effort(self._session, effort)
        self._journal.saved["effort", key] = None
        return retainer_queries.effort_by_id(self._db, key)

    def delete_effort(self, effort: Effort) -> None:
        """Delete an effort that was typed wrong."""
        from smm_ledger.db.repositories import retainers as retainer_rows

        retainer_rows.delete_effort(self._session, effort)
        self._forget("effort", effort.id, effort.name)

    def save_request(self, request: Request) -> Request:
        """Insert or update a request."""
        from smm_ledger.db.repositories import retainers as retainer_rows

        key = retainer_rows.save_request(self._session, request)
        self._journal.saved["request", key] = None
        return retainer_queries.request_by_id(self._db, key)

    # money

    def save_payment(self, payment: Payment) -> Payment:
        """Insert, or mark as reversed; allocations are settlements."""
        key = payments.save_payment(self._session, payment)
        self._journal.saved["payment", key] = None
        return documents.payment_by_id(self._db, key)

    def settle(self, entries: Sequence[Settlement]) -> None:
        """Append settlements; the database keeps the sums and refuses to pass their bounds."""
        payments.settle(self._session, entries)

    def taken_back(self, payment: Payment, *, date: dt.date, reason: str) -> Sequence[Settlement]:
        """Return the settlements that take back, with the opposite sign, what a payment settled."""
        return [
            replace(entry, amount=-entry.amount, date=date, reason=reason)
            for entry in documents.settled_by(self._db, payment.id)
        ]

    def save_document(self, document: StoredDocument) -> None:
        """Archive bytes; bytes that are there already are never replaced."""
        payments.save_document(self._session, document)

    # training

    def add_study(self, entry: StudyEntry) -> StudyEntry:
        """Append an entry to the training log."""
        from smm_ledger.db.repositories import study

        key = study.add_entry(self._session, entry)
        self._journal.saved["study", key] = None
        return study_log.entry_by_id(self._db, key)

    # collections

    def keep(self, it: K) -> K:
        """Insert a claim, promise, reminder, contact or hold, or write what of it may change."""
        from smm_ledger.db.repositories import collecting

        key = collecting.keep(self._session, it)
        self._journal.saved[collecting.kind_of(it), key] = None
        return collected.one(self._db, type(it), key)

    def take_back(self, it: Claim | Promise | Reminder | Contact, day: dt.date) -> None:
        """Mark a thing as taken back: it is read no more."""
        from smm_ledger.db.repositories import collecting

        collecting.take_back(self._session, it, day)

    def take_back_proof(self, reminder: Reminder, day: dt.date) -> Reminder:
        """Take back the last of a letter's proofs."""
        from smm_ledger.db.repositories import collecting

        collecting.take_back_proof(self._session, reminder, day)
        self._journal.saved["reminder", reminder.id] = None
        return collected.one(self._db, Reminder, reminder.id)

    def add_proof(self, reminder: Reminder) -> Reminder:
        """Append the last of a letter's proofs."""
        from smm_ledger.db.repositories import collecting

        collecting.add_proof(self._session, reminder)
        self._journal.saved["reminder", reminder.id] = None
        return collected.one(self._db, Reminder, reminder.id)

    def attach(self, attachment: Attachment, data: bytes) -> Attachment:
        """Keep a file."""
        from smm_ledger.db.repositories import collecting

        key = collecting.attach(self._session, attachment, data)
        self._journal.saved["attachment", key] = None
        return collected.one(self._db, Attachment, key)

    # the log

    def activity(
        self, *, entity: str | None = None, limit: int | None = None
    ) -> Sequence[Activity]:
        """Return log entries, those of this transaction included."""
        self._journal.write()
        return super().activity(entity=entity, limit=limit)

    def record(
        self,
        entity_kind: str,
        subject: Subject | None,
        action: str,
        data: Mapping[str, object],
        *,
        name: str = "",
    ) -> None:
        """Append the hash-chained log entry of the action; it is written at the end."""
        if subject is None:
            key = self._journal.gone.get((entity_kind, name), 0)
        else:
            key = 1 if isinstance(subject, Issuer) else subject.id
            name = name or log.name_of(entity_kind, subject)
        self._journal.announce((entity_kind, key), name, action, data)

    def _before(self, load: Callable[[Db, int], T], key: int, name: str) -> T | None:
        """Return a thing as it is stored now; None for a new one, Changed for one that is gone."""
        try:
            return load(self._db, key) if key else None
        except NotFoundError:
            raise Changed(name) from None

    def _forget(self, kind: str, key: int, name: str) -> None:
        self._journal.saved.pop((kind, key), None)
        self._journal.gone[kind, name] = key


@contextmanager
def working(engine: "Engine", path: Path, clock: Clock) -> Iterator[SqlUnitOfWork]:
    """Run one action on the ledger.

    Raises:
        LedgerError: What the database refused. CommitUnknown: An I/O error at COMMIT.
    """
    with translating(path):
        session = Session(engine, expire_on_commit=False, autoflush=False)
        committing = False
        try:
            work = SqlUnitOfWork(session, clock)
            yield work
            work.finish()
            committing = True
            session.commit()
        except (sqlite3.Error, DBAPIError) as error:
            original = error.orig if isinstance(error, DBAPIError) else error
            if not isinstance(original, sqlite3.Error):
                raise
            leaf = translated(original, path, committing=committing)
            if leaf is None:
                raise
            raise leaf from error
        finally:
            session.close()  # rolls back what was not committed
