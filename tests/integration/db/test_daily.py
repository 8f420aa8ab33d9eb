"""The copy of each day: once, only of what has a past, thirty of them, never in the way."""

import datetime as dt
from pathlib import Path

import pytest

from smm_ledger.core.errors import LedgerCorrupt
from smm_ledger.db import copies, daily
from smm_ledger.db.storage import SqliteStorage
from smm_ledger.services.ledger import Ledger, build
from tests.support.books import services
from tests.support.ledgers import HandClock, PaperlessRenderer
from tests.support.systems import is_private

BEGUN = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


class MovingClock(HandClock):
    """A clock of which the instants stand in the test's hand too."""

    def __init__(self, at: dt.datetime) -> None:
        super().__init__(at.date())
        self.at = at

    def now(self) -> dt.datetime:
        """Return the instant in the test's hand."""
        return self.at

    def pass_days(self, days: int) -> None:
        """Go to a later day."""
        self.at += dt.timedelta(days=days)
        self.day = self.at.date()


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(BEGUN)


@pytest.fixture
def ledger(tmp_path: Path, clock: MovingClock) -> Ledger:
    made = build(SqliteStorage(tmp_path / "ledger.db", clock=clock), clock, PaperlessRenderer())
    made.issuer.begin({"name": "Marta"})
    made.clients.add({"name": "Uno"})
    return made


def kept(folder: Path) -> list[str]:
    found = folder / daily.FOLDER
    return sorted(one.name for one in found.iterdir()) if found.is_dir() else []


def test_a_ledger_without_a_past_is_not_copied(tmp_path: Path, ledger: Ledger) -> None:
    ledger.clients.add({"name": "Due"})
    assert kept(tmp_path) == []


def test_the_first_write_of_a_day_keeps_the_evening_before(
    tmp_path: Path, ledger: Ledger, clock: MovingClock
) -> None:
    clock.pass_days(1)
    ledger.clients.list()
    assert kept(tmp_path) == []
    ledger.clients.add({"name": "Due"})
    ledger.clients.add({"name": "Tre"})
    assert kept(tmp_path) == ["ledger.db.2026-03-03.bak"]
    copy = tmp_path / daily.FOLDER / "ledger.db.2026-03-03.bak"
    assert [one.client.name for one in services(copy).clients.list()] == ["Uno"]
    assert is_private(copy)
    assert is_private(copy.parent)


def test_thirty_copies_are_kept_and_nothing_else_is_touched(
    tmp_path: Path, ledger: Ledger, clock: MovingClock
) -> None:
    for number in range(33):
        clock.pass_days(1)
        ledger.clients.add({"name": f"Client {number}"})
        if number == 0:
            (tmp_path / daily.FOLDER / "mine.bak").write_text("mine")
            (tmp_path / daily.FOLDER / "other.db.2020-01-01.bak").write_text("another ledger's")
    names = [name for name in kept(tmp_path) if name.startswith("ledger.db")]
    assert len(names) == daily.KEPT
    assert names[-1] == f"ledger.db.{clock.day.isoformat()}.bak"
    assert {"mine.bak", "other.db.2020-01-01.bak"} <= set(kept(tmp_path))


def test_a_copy_that_fails_is_no_reason_to_refuse_a_write(
    tmp_path: Path, ledger: Ledger, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> Path:
        raise LedgerCorrupt("a copy")

    monkeypatch.setattr(copies, "copy_to", full)
    clock.pass_days(1)
    ledger.clients.add({"name": "Due"})
    assert kept(tmp_path) == []
    assert len(ledger.clients.list()) == 2


def test_a_folder_that_is_a_file_is_no_reason_either(
    tmp_path: Path, ledger: Ledger, clock: MovingClock
) -> None:
    (tmp_path / daily.FOLDER).write_text("in the way")
    clock.pass_days(1)
    ledger.clients.add({"name": "Due"})
    assert (tmp_path / daily.FOLDER).read_text() == "in the way"


def test_sample_data_are_not_copied(tmp_path: Path, clock: MovingClock) -> None:
    storage = SqliteStorage(tmp_path / "demo.db", clock=clock)
    sample = build(storage, clock, PaperlessRenderer())
    sample.issuer.begin({"name": "Marta"}, demo=True)
    clock.pass_days(1)
    sample.clients.add({"name": "Uno"})
    assert kept(tmp_path) == []
