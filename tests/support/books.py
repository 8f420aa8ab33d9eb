"""A ledger in which every table has rows, made once and copied for each test that needs one."""

import datetime as dt
import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from decimal import Decimal
from pathlib import Path

from smm_ledger.core.invoices import InstalmentPlan
from smm_ledger.db.storage import SqliteStorage
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger, build
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.quote_inputs import QuoteInput
from smm_ledger.services.read_models import StoredDocument
from tests.support.ledgers import HandClock, PaperlessRenderer

FIRST_DAY = dt.date(2026, 3, 2)
PDF = b"%PDF-1.7 not really"


def services(path: Path, *, day: dt.date = FIRST_DAY, busy_ms: int = 5000) -> Ledger:
    """Return the services over a ledger file."""
    clock = HandClock(day)
    return build(SqliteStorage(path, clock=clock, busy_ms=busy_ms), clock, PaperlessRenderer())


def line(price: str, text: str = "Work") -> LineInput:
    """Return a line as typed."""
    return LineInput(description=text, unit_price=Decimal(price))


def pay(ledger: Ledger, target: str, amount: str, *, credit: bool = False) -> str:
    """Record a payment; return its name."""
    return ledger.payments.add(
        PaymentInput(target=target, amount=Decimal(amount), credit=credit)
    ).name


def issue(ledger: Ledger, client: str, price: str) -> str:
    """Issue an invoice of one line; return its number."""
    draft = ledger.invoices.new(InvoiceInput(client=client, lines=(line(price),)))
    return ledger.invoices.issue(draft.name).invoice.number


def fill(ledger: Ledger) -> None:
    """Make two clients, quotes in two states, three invoices, a draft and payments."""
    ledger.issuer.begin({"name": "Marta Ferraris", "country": "IT", "vat_id": "12345678903"})
    ledger.clients.add({"name": "Rossi Moda S.r.l.", "vat_id": "01234567897"})
    ledger.clients.add({"name": "Caffè Perù", "kind": "person"})
    ledger.catalogue.add({"code": "reel", "description": "Reel", "price": "120"})
    _quote(ledger, "Spring", deposit=Decimal(30))
    _quote(ledger, "Summer", deposit=None)
    ledger.negotiation.send("P-2026-001")
    ledger.outcomes.accept("P-2026-001")
    ledger.billing.invoice("P-2026-001")
    ledger.invoices.issue("draft-1")
    halves = (
        InstalmentPlan(percent=Decimal(50), due_date=dt.date(2026, 4, 1)),
        InstalmentPlan(percent=Decimal(50), due_date=dt.date(2026, 5, 1)),
    )
    ledger.invoices.new(
        InvoiceInput(client="rossi-moda", lines=(line("900"), line("98")), instalments=halves)
    )
    ledger.invoices.issue("draft-2")
    ledger.invoices.new(InvoiceInput(client="caffe-peru", lines=(line("50"),)))
    issue(ledger, "caffe-peru", "75.50")
    ledger.invoices.void("2026-003", reason="typed twice")
    pay(ledger, "2026-002", "600")
    ledger.payments.reverse(pay(ledger, "2026-001", "100"))
    _archive(ledger)


def _quote(ledger: Ledger, title: str, *, deposit: Decimal | None) -> None:
    lines = (line("1000.01"), line("0.04"))
    ledger.quotes.new(QuoteInput(client="rossi-moda", title=title, lines=lines, deposit=deposit))


def _archive(ledger: Ledger) -> None:
    with ledger.storage.write() as work:
        invoice = work.invoice("2026-002")
        work.save_document(
            StoredDocument(
                entity_kind="invoice",
                entity_id=invoice.id,
                kind="revision-1",
                sha256=hashlib.sha256(PDF).hexdigest(),
                data=PDF,
            )
        )
        work.record("invoice", invoice, "archive", {})


def copy_of(template: Path, folder: Path) -> Path:
    """Return a copy of an idle ledger."""
    target = folder / "ledger.db"
    shutil.copyfile(template, target)
    target.chmod(0o600)
    return target


@contextmanager
def tampering(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a ledger as a stranger with `sqlite3` does: nothing set but what is in the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        yield db


def without_triggers(db: sqlite3.Connection, sql: str) -> None:
    """Change a ledger as a flipped bit would: behind the back of every trigger."""
    later = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in later:
        db.execute(f"DROP TRIGGER {name}")
    db.execute(sql)
    for _, text in later:
        db.execute(text)
