"""A ledger with something in every table, fresh for each test."""

from pathlib import Path

import pytest

from smm_ledger.services.ledger import Ledger
from tests.support.books import copy_of, fill, services


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "ledger.db"
    fill(services(path))
    return path


@pytest.fixture
def path(template: Path, tmp_path: Path) -> Path:
    return copy_of(template, tmp_path)


@pytest.fixture
def ledger(path: Path) -> Ledger:
    return services(path)
