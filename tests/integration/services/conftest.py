"""A ledger of one issuer and one client, on a real SQLite file."""

import datetime as dt
from pathlib import Path

import pytest

from smm_ledger.db.storage import SqliteStorage
from smm_ledger.services.ledger import Ledger, build
from tests.support.ledgers import HandClock, PaperlessRenderer


@pytest.fixture
def clock() -> HandClock:
    return HandClock(dt.date(2026, 3, 2))


@pytest.fixture
def empty(tmp_path: Path, clock: HandClock) -> Ledger:
    return build(SqliteStorage(tmp_path / "ledger.db", clock=clock), clock, PaperlessRenderer())


@pytest.fixture
def ledger(empty: Ledger) -> Ledger:
    empty.issuer.begin({"name": "Marta Ferraris", "country": "IT", "vat_id": "12345678903"})
    empty.clients.add({"name": "Rossi Moda S.r.l.", "vat_id": "01234567897"})
    return empty
