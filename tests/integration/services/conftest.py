"""A ledger of one issuer and one client, on a real SQLite file."""

import datetime as dt
from pathlib import Path

import pytest

from smm_ledger.db.storage import SqliteStorage
from smm_ledger.services.ledger import Ledger, build
from tests.support.begun import begin
from tests.support.ledgers import HandClock, PaperlessRenderer

TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(TODAY)


@pytest.fixture
def empty(tmp_path: Path, clock: HandClock) -> Ledger:
    return _over(tmp_path / "ledger.db", clock)


@pytest.fixture
def ledger(empty: Ledger) -> Ledger:
    begin(empty.storage.path, _fill)
    return empty


def _fill(path: Path) -> None:
    ledger = _over(path, HandClock(TODAY))
    ledger.issuer.begin({"name": "Marta Ferraris", "country": "IT", "vat_id": "12345678903"})
    ledger.clients.add({"name": "Rossi Moda S.r.l.", "vat_id": "01234567897"})


def _over(path: Path, clock: HandClock) -> Ledger:
    return build(SqliteStorage(path, clock=clock), clock, PaperlessRenderer())
