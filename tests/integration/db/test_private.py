"""The trail of bounds and the training log: append-only, vouched for, carried from file to file."""

import sqlite3
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import AlreadyExists
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.quote_inputs import BoundsInput, CounterInput, QuoteInput
from smm_ledger.services.study import StudyInput
from tests.support.books import line, services, tampering, without_triggers
from tests.support.old_ledgers import as_of_schema


@pytest.fixture
def private(ledger: Ledger) -> Ledger:
    """Return the ledger with something in every private place; P-2026-002 is still a draft."""
    for ref in ("P-2026-001", "P-2026-002"):
        bounds = BoundsInput(floor=Decimal(900), alternative="two others wait")
        ledger.quotes.edit(ref, QuoteInput(bounds=bounds))
    ledger.quotes.edit("P-2026-002", QuoteInput(terms=Terms("days", 7)))
    typed = QuoteInput(client="rossi-moda", title="Autumn", lines=(line("1000"),))
    number = ledger.quotes.new(typed).number
    ledger.negotiation.send(number)
    claim = CounterInput(
        offer=OfferInput(net=Decimal(800)), competitor="Banzai", competitor_verified=False
    )
    ledger.negotiation.counter(number, claim)
    ledger.outcomes.decline(number, competitor="Banzai", competitor_verified=True)
    ledger.rates.set({"net_income": "24000", "training_hours": "40"})
    ledger.study.add(StudyInput(minutes=90, cost=Decimal(49), topic="Ads"))
    ledger.study.take_back("study-1")
    return ledger


def test_everything_comes_back_as_it_was_kept(private: Ledger) -> None:
    draft = private.quotes.show("P-2026-002")
    assert draft.bounds.alternative == "two others wait"
    assert [step.field for step in draft.trail] == ["floor", "alternative"]
    assert draft.terms == Terms("days", 7)
    lost = private.quotes.show("P-2026-003")
    assert lost.rounds[1].competitor_verified is False
    assert lost.outcome is not None
    assert lost.outcome.competitor_verified is True
    assert [entry.minutes for entry in private.study.list()] == [-90, 90]
    assert private.upkeep.check(full=True) == []


def test_a_dump_makes_the_same_ledger_again(private: Ledger, tmp_path: Path) -> None:
    dump = private.upkeep.dump()
    again = services(tmp_path / "again.db")
    again.storage.load(dump)
    assert again.upkeep.dump() == dump


EDITS = {
    "UPDATE quote_bound SET after_minor = 1 WHERE quote_id = 1 AND no = 1": "quote P-2026-001",
    "DELETE FROM quote_bound WHERE quote_id = 2": "quote P-2026-002",
    "UPDATE quote SET alternative = 'x' WHERE id = 1": "quote P-2026-001",
    "UPDATE quote SET terms = '60' WHERE id = 2": "quote P-2026-002",
    "UPDATE quote SET competitor_verified = 0 WHERE id = 3": "quote P-2026-003",
    "UPDATE quote_round SET competitor_verified = 1 WHERE competitor = 'Banzai'": (
        "quote P-2026-003"
    ),
    "UPDATE study SET minutes = 91 WHERE id = 1": "study study-1",
    "DELETE FROM study WHERE id = 2": "study study-2",
    "UPDATE setting SET value = '{}' WHERE key = 'rate'": "ledger ledger",
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_row_is_found(private: Ledger, edit: str) -> None:
    with tampering(private.storage.path) as db:
        without_triggers(db, edit)
    assert EDITS[edit] in [found.where for found in private.upkeep.check(full=True)]


IMMUTABLE = [
    "UPDATE quote_bound SET date = '2026-01-01'",
    "DELETE FROM quote_bound WHERE quote_id = 1",
    "INSERT OR REPLACE INTO quote_bound SELECT * FROM quote_bound WHERE quote_id = 1",
    "INSERT INTO quote_bound VALUES (1, 9, '2026-03-02', 'floor', 1, 2, NULL, NULL)",
    "UPDATE study SET minutes = 1",
    "DELETE FROM study",
    "INSERT OR REPLACE INTO study SELECT * FROM study WHERE id = 1",
    "INSERT INTO study VALUES (9, '2026-03-02', -90, -4900, 'EUR', '', 1)",
]


@pytest.mark.parametrize("statement", IMMUTABLE)
def test_the_database_refuses_to_rewrite_it(private: Ledger, statement: str) -> None:
    with (
        tampering(private.storage.path) as db,
        pytest.raises(sqlite3.IntegrityError, match=r"^immutable: "),
    ):
        db.execute(statement)


CHECKED = [
    "INSERT INTO quote_bound VALUES (1, 3, '2026-03-02', 'floor', NULL, NULL, 'a', 'b')",
    "INSERT INTO quote_bound VALUES (1, 3, '2026-03-02', 'walk_away', 1, 2, NULL, NULL)",
    "INSERT INTO quote_bound VALUES (1, 3, '2026-03-02', 'hope', NULL, NULL, 'a', 'b')",
    "INSERT INTO study VALUES (9, '2026-03-02', 0, 0, 'EUR', '', NULL)",
    "INSERT INTO study VALUES (9, '2026-03-02', -5, 0, 'EUR', '', NULL)",
    "INSERT INTO study VALUES (9, '2026-03-02', 5, -1, 'EUR', '', NULL)",
]


@pytest.mark.parametrize("statement", CHECKED)
def test_the_database_refuses_what_makes_no_sense(private: Ledger, statement: str) -> None:
    with (
        tampering(private.storage.path) as db,
        pytest.raises(sqlite3.IntegrityError, match=r"^CHECK "),
    ):
        db.execute(statement)


def test_a_draft_takes_its_trail_along(private: Ledger) -> None:
    private.quotes.delete("P-2026-002")
    rows = private.upkeep.dump()["quote_bound"]
    assert {row["quote_id"] for row in rows} == {1}
    assert private.upkeep.check(full=True) == []


def test_an_entry_is_taken_back_once(private: Ledger) -> None:
    for ref in ("study-1", "study-2"):
        with pytest.raises(AlreadyExists):
            private.study.take_back(ref)


def test_a_ledger_of_the_first_schema_keeps_its_hashes(ledger: Ledger, tmp_path: Path) -> None:
    old = as_of_schema(1, ledger.storage.path, tmp_path / "old.db")
    raised = services(old)
    mine = ledger.quotes.show("P-2026-001")
    rounds = tuple(replace(offer, conditions=None) for offer in mine.rounds)
    assert raised.quotes.show("P-2026-001") == replace(mine, rounds=rounds)
    assert raised.upkeep.check(full=True) == []
    kept = next(tmp_path.glob("old.db.before-*.bak"))
    assert kept.stat().st_size > 0
