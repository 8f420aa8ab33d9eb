"""Taking over what another program issued: all of it, or nothing.

A document is looked at whole (`import_plan`) before the first is written; then clients, documents,
payments and credits are saved in one transaction. Nothing taken over is ever printed anew.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from smm_ledger.core.errors import LedgerError
from smm_ledger.core.imports import ForeignDocument
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.letters import Reminder, ReminderItem, Rung
from smm_ledger.core.money import Money
from smm_ledger.core.parties import Client
from smm_ledger.core.payments import Payment
from smm_ledger.services.corrections import set_against
from smm_ledger.services.import_clients import ClientBook
from smm_ledger.services.import_plan import Plan, Planner, Wishes, has_vat, notes_of
from smm_ledger.services.import_rows import Row, read_row
from smm_ledger.services.payments import set_payment
from smm_ledger.services.ports import Clock, Storage, UnitOfWork


@dataclass(frozen=True, slots=True)
class OldInvoices:
    """What files hold, ready to be taken over.

    Attributes:
        places: The file, or the row of a table, of each document.
        linked: Whether a credit note must find its invoice: a table says which it is.
    """

    places: tuple[str, ...]
    documents: tuple[ForeignDocument | LedgerError, ...]
    linked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, or would do.

    Attributes:
        added: Numbers of the documents.
        existing: Numbers that were here already.
        left_out: Position in what was given, and why.
        problems: Position, and why nothing at all was done.
        clients: Codes of the clients that were added.
    """

    added: tuple[str, ...]
    existing: tuple[str, ...]
    left_out: tuple[tuple[int, LedgerError], ...]
    problems: tuple[tuple[int, LedgerError], ...]
    clients: tuple[str, ...]


class ImportService:
    """Old invoices and credit notes."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def read_rows(self, rows: Sequence[Row]) -> Sequence[ForeignDocument | LedgerError]:
        """Return the document of each row of a table, or why it is refused."""
        with self._storage.read() as reader:
            issuer, book = reader.issuer(), ClientBook(reader, add=False)
        currencies = {client.name.casefold(): client.currency for client in book.clients}
        currencies |= {client.code: client.currency for client in book.clients}

        def currency_of(ref: str) -> str:
            return currencies.get(ref.casefold(), issuer.currency)

        found: list[ForeignDocument | LedgerError] = []
        today, vat = self._clock.today(), has_vat(issuer)
        for row in rows:
            try:
                found.append(read_row(row, today=today, currency_of=currency_of, has_vat=vat))
            except LedgerError as why:
                found.append(why)
        return found

    def look(self, documents: Sequence[ForeignDocument | LedgerError], wishes: Wishes) -> Imported:
        """Return what `take_over` would do; nothing is written."""
        with self._storage.read() as reader:
            return _told(Planner(reader, wishes, today=self._clock.today()).plan(documents))

    def take_over(
        self, documents: Sequence[ForeignDocument | LedgerError], wishes: Wishes
    ) -> Imported:
        """Save all documents that are not here yet; with one problem, none."""
        with self._storage.write() as work:
            plan = Planner(work, wishes, today=self._clock.today()).plan(documents)
            if not plan.problems:
                _write(work, plan, self._clock.today())
        return _told(plan)


def _told(plan: Plan) -> Imported:
    return Imported(
        added=tuple(step.document.number for step in plan.steps),
        existing=tuple(plan.existing),
        left_out=tuple(plan.left_out),
        problems=tuple(plan.problems),
        clients=tuple(client.code for client in plan.clients),
    )


def _write(work: UnitOfWork, plan: Plan, today: dt.date) -> None:
    clients = {client.code: _add_client(work, client) for client in plan.clients}
    saved: dict[str, Invoice] = {}
    for step in plan.steps:
        client = clients.get(step.invoice.client.code, step.invoice.client)
        invoice = replace(step.invoice, client=client)
        target = saved.get(invoice.credits_invoice)
        if target is not None:
            invoice = replace(invoice, credits_id=target.id)
        invoice = work.save_invoice(invoice)
        work.record("invoice", invoice, "import", notes_of(step.document))
        saved[invoice.number] = invoice
        if invoice.credits_id is not None:
            credited = work.invoice_by_id(invoice.credits_id)
            set_against(work, credited, invoice, step.document.date)
            after = work.invoice_by_id(invoice.credits_id)
            work.record("invoice", after, "credit", {"by": invoice.number})
        elif step.document.paid and step.document.paid_on:
            _pay(work, invoice, step.document.paid, step.document.paid_on)
    for step in plan.steps:
        if step.assumed_paid is not None:
            invoice = work.invoice_by_id(saved[step.document.number].id)
            _pay(work, invoice, invoice.balance.minor, step.assumed_paid)
    for step in plan.steps:
        if step.document.rung or step.document.rung_on:
            _remember(work, saved[step.document.number].id, step.document, today)
    for (series, year), following in plan.reserved.items():
        work.set_next_number(series, year, following)


def _add_client(work: UnitOfWork, client: Client) -> Client:
    client = work.save_client(client)
    work.record("client", client, "add", {"name": client.name})
    return client


def _remember(work: UnitOfWork, key: int, document: ForeignDocument, today: dt.date) -> None:
    """Record the last reminder of what is still open: the ladder goes on from there."""
    invoice = work.invoice_by_id(key)
    when = document.rung_on or today
    open_ = [one for one in invoice.instalments if one.balance]
    if not open_:
        return
    first = min(open_, key=lambda one: one.due_date)
    rung = document.rung or (Rung.FIRST if first.due_date < when else Rung.COURTESY)
    items = tuple(
        ReminderItem(
            invoice_id=invoice.id,
            invoice=invoice.number,
            instalment=one.seq,
            due_date=one.due_date,
            balance=one.balance,
            currency=invoice.currency,
            rung=rung,
        )
        for one in open_
        if one.due_date < when or one is first
    )
    reminder = work.keep(
        Reminder(
            client_id=invoice.client.id,
            client=invoice.client.code,
            date=when,
            rung=rung,
            amount=sum(one.balance for one in items),
            currency=invoice.currency,
            channel="elsewhere",
            items=items,
        )
    )
    work.record("reminder", reminder, "record", {"rung": str(rung)})


def _pay(work: UnitOfWork, invoice: Invoice, minor: int, day: dt.date) -> None:
    if minor > 0:
        amount = Money(minor, invoice.currency)
        client = invoice.client
        payment = Payment(client_id=client.id, client=client.code, date=day, amount=amount)
        set_payment(work, payment, [(invoice, amount)], action="import")
