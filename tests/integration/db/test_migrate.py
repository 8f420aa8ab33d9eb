"""Raising an old ledger: a verified copy first, all or nothing, and every figure as before."""

import sqlite3
from pathlib import Path

import pytest

from smm_ledger.core.errors import InputError, LedgerCorrupt
from smm_ledger.db import migrate
from smm_ledger.services.ledger import Ledger
from tests.support.books import services

SECOND = "ALTER TABLE setting ADD COLUMN note TEXT;\n"


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pretend that there is one more schema; its script may still be changed."""
    scripts = [*migrate.migrations(), SECOND]
    monkeypatch.setattr(migrate, "migrations", lambda: tuple(scripts))
    return scripts


def test_statements_are_whole() -> None:
    script = migrate.migrations()[0]
    found = list(migrate.statements(script))
    assert all(s.startswith("CREATE ") and s.endswith(";") for s in found)
    assert sum(s.startswith("CREATE TRIGGER") for s in found) == script.count("CREATE TRIGGER")


def test_an_older_ledger_is_raised_at_the_first_use(
    ledger: Ledger, path: Path, second: list[str]
) -> None:
    assert len(second) == migrate.latest()
    assert ledger.clients.show("rossi-moda").client.code == "rossi-moda"
    assert ledger.upkeep.check(full=True) == []
    (kept,) = path.parent.glob(f"ledger.db.before-v{len(second)}-2026-03-02.bak")
    assert kept.stat().st_size > 0
    assert "note" in ledger.upkeep.dump()["setting"][0]
    ledger.clients.add({"name": "After"})
    assert len(list(path.parent.iterdir())) == 2


def test_a_check_of_an_older_ledger_raises_it_first(
    ledger: Ledger, path: Path, second: list[str]
) -> None:
    assert ledger.upkeep.check(full=True) == []
    assert list(path.parent.glob(f"ledger.db.before-v{len(second)}-*.bak"))


def test_a_kept_copy_is_the_old_ledger(ledger: Ledger, path: Path, second: list[str]) -> None:
    before = path.read_bytes()
    ledger.clients.add({"name": "After"})
    second.pop()
    (kept,) = path.parent.glob("*.bak")
    assert services(kept).upkeep.check(full=True) == []
    assert len(kept.read_bytes()) == len(before)


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("CREATE TABLE more (a) STRICT;\n", sqlite3.OperationalError),
        ("DROP TRIGGER settlement_no_delete;\nDELETE FROM settlement;\n", LedgerCorrupt),
        ("DROP TRIGGER payment_fixed;\nUPDATE payment SET amount_minor = 1;\n", InputError),
        ("DELETE FROM client WHERE id = 2;\n", LedgerCorrupt),
    ],
)
def test_a_step_that_fails_leaves_the_file_as_it_was(
    ledger: Ledger, path: Path, second: list[str], script: str, error: type[Exception]
) -> None:
    second[-1] = SECOND + script
    before = path.read_bytes()
    with pytest.raises(error):
        ledger.clients.add({"name": "After"})
    assert path.read_bytes() == before
