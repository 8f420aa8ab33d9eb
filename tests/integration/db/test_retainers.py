"""Retainers, requests and effort in the file: every edited row is found, refusals are its own."""

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.effort import EffortTag
from smm_ledger.core.lines import LineKind
from smm_ledger.core.requests import RequestKind
from smm_ledger.db.engine import connect
from smm_ledger.db.queries import home
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.retainer_inputs import RetainerInput, UsageInput
from smm_ledger.services.retainer_runs import RunInput
from tests.support.books import FIRST_DAY, tampering, without_triggers

CLIENT = "rossi-moda"
RETAINER = "retainer retainer-1"


@pytest.fixture
def book(ledger: Ledger) -> Ledger:
    """A row in each table of retainers, requests and effort."""
    fee = LineInput(description="Fee", kind=LineKind.PERCENT_FEE, fee_percent=Decimal(10))
    lines = [LineInput(service="reel", quantity=Decimal(4)), fee]
    ledger.retainers.add(RetainerInput(client=CLIENT, title="Reel", lines=lines, start=FIRST_DAY))
    ledger.retainers.use("retainer-1", UsageInput(service="reel", quantity=Decimal(6)))
    ledger.retainers.spend("retainer-1", "2026-03", Decimal(900))
    ledger.runs.run(RunInput())
    ledger.effort.add(CLIENT, Decimal(1), tag=EffortTag.TROLL)
    ledger.requests.add(CLIENT, "Logo", kind=RequestKind.CHANGE_ORDER)
    return ledger


EDITS = {
    "UPDATE retainer SET title = 'x'": RETAINER,
    "UPDATE retainer SET net_minor = 1": RETAINER,
    "UPDATE retainer SET next_due = NULL": RETAINER,
    "UPDATE retainer SET state = 'paused'": RETAINER,
    "UPDATE retainer SET stop_work = '2026-03-02'": RETAINER,
    "UPDATE retainer_line SET unit_price = '1'": RETAINER,
    "DELETE FROM retainer_line WHERE no = 1": RETAINER,
    "UPDATE retainer_agreed SET price = '1'": RETAINER,
    "UPDATE retainer_agreed SET included = '9'": RETAINER,
    "UPDATE retainer_period SET decided_on = '2026-03-03'": RETAINER,
    "UPDATE retainer_period SET invoice_id = 1": RETAINER,
    "UPDATE retainer_usage SET quantity = '5'": RETAINER,
    "UPDATE retainer_usage SET tag = 'odd'": RETAINER,
    "DELETE FROM retainer_usage": RETAINER,
    "UPDATE retainer_overage SET price = '1'": RETAINER,
    "DELETE FROM retainer_overage": RETAINER,
    "UPDATE retainer_spend SET amount = '1'": RETAINER,
    "UPDATE effort SET minutes = 61": "effort effort-1",
    "DELETE FROM effort": "effort effort-1",
    "UPDATE request SET kind = 'inside', quote_id = NULL": "request request-1",
    "DELETE FROM request": "request request-1",
    "DROP TRIGGER retainer_fixed": "trigger retainer_fixed",
}


@pytest.mark.parametrize("edit", EDITS)
def test_one_edited_row_is_found_and_named(book: Ledger, path: Path, edit: str) -> None:
    assert book.upkeep.check(full=True) == []
    with tampering(path) as db:
        if edit.startswith("DROP"):
            db.execute(edit)
        else:
            without_triggers(db, edit)
    assert EDITS[edit] in {finding.where for finding in book.upkeep.check(full=True)}


IMMUTABLE = [
    "UPDATE retainer SET title = 'x'",
    "UPDATE retainer SET start_date = '2026-01-01'",
    "UPDATE retainer SET every = 'year'",
    "UPDATE retainer SET client_id = 2",
    "UPDATE retainer SET net_minor = 1",
    "DELETE FROM retainer",
    "INSERT OR REPLACE INTO retainer SELECT * FROM retainer",
    "UPDATE retainer_line SET unit_price = '1'",
    "DELETE FROM retainer_line",
    "INSERT OR REPLACE INTO retainer_line SELECT * FROM retainer_line",
    "UPDATE retainer_agreed SET price = '1'",
    "DELETE FROM retainer_agreed",
    "INSERT OR REPLACE INTO retainer_agreed SELECT * FROM retainer_agreed",
    "UPDATE retainer_period SET invoice_id = 1",
    "UPDATE retainer_usage SET quantity = '1'",
]


@pytest.mark.parametrize("sql", IMMUTABLE)
@pytest.mark.usefixtures("book")
def test_what_was_signed_and_invoiced_stays(path: Path, sql: str) -> None:
    with tampering(path) as db, pytest.raises(sqlite3.IntegrityError, match="immutable: retainer"):
        db.execute(sql)


@pytest.mark.usefixtures("book")
def test_a_period_is_decided_once_and_by_one_of_the_two(path: Path) -> None:
    with tampering(path) as db:
        with pytest.raises(sqlite3.IntegrityError, match="already_exists: retainer_period"):
            db.execute("INSERT OR REPLACE INTO retainer_period SELECT * FROM retainer_period")
        for invoice, reason in ((None, ""), (1, "both")):
            with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
                db.execute(
                    "INSERT INTO retainer_period VALUES (1, 2, :day, :day, :day, :bill, :reason)",
                    {"day": "2026-04-02", "bill": invoice, "reason": reason},
                )


@pytest.mark.usefixtures("book")
def test_oggi_finds_due_retainers_in_their_index_alone(path: Path) -> None:
    with closing(connect(path, mode="ro")) as db:
        plan = db.execute(f"EXPLAIN QUERY PLAN {home.RETAINERS}", ("2026-04-02",))
        steps = [row[3] for row in plan]
    assert any("USING INDEX retainer_due (next_due" in step for step in steps), steps
    assert not any(step.startswith("SCAN") for step in steps), steps
