"""Collections in the file: what was sent, promised or claimed is never rewritten."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.letters import ContactChannel, ContactOutcome, ProofChannel, Rung
from smm_ledger.services.contacts import FileInput, ProofInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.promises import PromiseInput
from smm_ledger.services.reminders import Wanted
from tests.support.books import services, tampering, without_triggers

LATER = dt.date(2026, 7, 1)


@pytest.fixture
def asked(path: Path) -> Ledger:
    """A ledger in which everything of collections happened to invoice 2026-002."""
    ledger = services(path, day=LATER)
    ledger.claims.claim("2026-002")
    ledger.claims.waive("2026-002", reason="goodwill")
    ledger.promises.add(PromiseInput(invoice="2026-002", amount=Decimal(50), by=LATER))
    ledger.contacts.hold("2026-002", until=dt.date(2026, 8, 1), reason="dispute")
    ledger.contacts.log("rossi-moda", ContactChannel.PHONE, ContactOutcome.DISPUTE)
    ledger.reminders.send(
        Wanted(ref="2026-002", rung=Rung.FORMAL, anyway=True),
        channel="text",
        deliver=lambda _: "",
        on_paper=False,
    )
    ledger.contacts.proof(
        ProofInput(
            ref="2026-002",
            channel=ProofChannel.PEC,
            sent=LATER,
            file=FileInput(name="receipt.eml", data=b"received"),
        )
    )
    return ledger


def test_the_whole_holds_together(asked: Ledger) -> None:
    assert asked.upkeep.check(full=True) == []


@pytest.fixture
def db(asked: Ledger, path: Path) -> Iterator[sqlite3.Connection]:
    assert asked.storage.path == path
    with tampering(path) as found:
        yield found


TABLES = (
    *("claim", "promise", "reminder", "reminder_item", "proof", "contact", "hold", "attachment"),
)
CHANGED = (
    "claim SET interest_minor = 1",
    "claim SET state = 'open', decided_on = NULL",
    "promise SET amount_minor = 1",
    "reminder SET amount_minor = 1",
    "reminder_item SET balance_minor = 1",
    "proof SET received_on = '2026-07-02'",
    "contact SET outcome = 'payment-sent'",
    "hold SET until = '2027-01-01'",
    "attachment SET name = 'another'",
)


@pytest.mark.parametrize(
    "sql",
    [
        *(f"UPDATE {change}" for change in CHANGED),
        *(f"DELETE FROM {table}" for table in TABLES),  # noqa: S608
        *(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}" for table in TABLES),  # noqa: S608
    ],
)
def test_what_happened_is_not_rewritten(db: sqlite3.Connection, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(sql)


@pytest.mark.parametrize("change", [*CHANGED, "attachment SET data = x'00'"])
def test_a_change_behind_the_triggers_is_found(asked: Ledger, path: Path, change: str) -> None:
    with tampering(path) as db:
        without_triggers(db, f"UPDATE {change}")
    assert asked.upkeep.check(full=True)


def test_a_day_is_claimed_once(db: sqlite3.Connection) -> None:
    again = (
        "INSERT INTO claim (invoice_id, date, kind, currency, segments, interest_minor,"
        " compensation_minor, accrued_from, accrued_until, state, decided_on, reason)"
        " SELECT invoice_id, date, kind, currency, segments, interest_minor, {cost}, {first},"
        " '2026-12-31', state, decided_on, reason FROM claim"
    )
    with pytest.raises(sqlite3.IntegrityError, match="already_exists"):
        db.execute(again.format(cost=0, first="accrued_until"))
    with pytest.raises(sqlite3.IntegrityError, match="already_exists"):
        db.execute(again.format(cost=1, first="'2026-08-01'"))
    db.execute(again.format(cost=0, first="'2026-08-01'"))
