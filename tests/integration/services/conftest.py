"""A ledger on a real SQLite file, with the calendar in the test's hand."""

import datetime as dt
from pathlib import Path

import pytest

from smm_ledger.core.errors import MissingDependency
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.quotes import Quote
from smm_ledger.db.storage import SqliteStorage
from smm_ledger.services.clock import SystemClock
from smm_ledger.services.ledger import Ledger, build


class HandClock(SystemClock):
    """The calendar stands still until the test moves it."""

    def __init__(self, day: dt.date) -> None:
        self.day = day

    def today(self) -> dt.date:
        return self.day


class PaperlessRenderer:
    """A machine without the PDF libraries: what a service must survive."""

    def quote_pdf(self, quote: Quote, seq: int, *, issuer: Issuer, client: Client) -> bytes:
        raise MissingDependency("Pango", "it is not installed")

    def quote_html(self, quote: Quote, seq: int, *, issuer: Issuer, client: Client) -> str:
        return f"{quote.number}/{seq} {issuer.name} {client.name}"

    def invoice_pdf(self, invoice: Invoice) -> bytes:
        raise MissingDependency("Pango", "it is not installed")

    def invoice_html(self, invoice: Invoice) -> str:
        return invoice.name


@pytest.fixture
def clock() -> HandClock:
    return HandClock(dt.date(2026, 3, 2))


@pytest.fixture
def empty(tmp_path: Path, clock: HandClock) -> Ledger:
    return build(SqliteStorage(tmp_path / "ledger.db"), clock, PaperlessRenderer())


@pytest.fixture
def ledger(empty: Ledger) -> Ledger:
    empty.issuer.begin({"name": "Marta Ferraris", "country": "IT", "vat_id": "12345678903"})
    empty.clients.add({"name": "Rossi Moda S.r.l.", "vat_id": "01234567897"})
    return empty
