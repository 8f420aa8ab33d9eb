"""The demo: made whole, reused, its two documents the same, and no ledger of anyone touched."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smm_ledger.cli import demo as made_by
from smm_ledger.cli.doors import SessionDoors
from smm_ledger.core.errors import DiskFull
from smm_ledger.services import demo
from smm_ledger.services.ledger import Ledger
from tests.cli.conftest import Program, whole_program

if TYPE_CHECKING:
    from smm_ledger.cli.session import Session


@pytest.mark.slow
def test_the_demo(empty: Program, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    file = str(folder / "year.db")
    told = empty.json("demo", file)
    paths = [Path(path) for path in told["paths"]]
    assert told["path"] == file
    assert [path.suffix for path in paths] == [".pdf", ".pdf"]
    first = [path.read_bytes() for path in paths]
    ran = empty.done("demo", file)
    assert all(str(path) in ran.out for path in paths)
    assert [path.read_bytes() for path in paths] == first
    assert set(folder.iterdir()) == {Path(file), *paths}
    assert not empty.ledger.exists()
    told_by_a_process = whole_program(empty.ledger, "demo", file, "--today", empty.today)
    assert f"Archivio: {file}" in told_by_a_process.stdout  # the year's own language
    year = Program(Path(file), empty._capture)
    assert year.json("check", "--full")["ok"]
    assert year.json("overdue")["rows"]


def test_a_full_disk_is_told_of_the_demo_and_leaves_nothing(
    empty: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(ledger: Ledger, *_: object) -> None:
        ledger.storage.path.write_bytes(b"half")
        raise DiskFull(str(ledger.storage.path))

    monkeypatch.setattr(demo, "load_demo", full)
    folder = tmp_path / "demo"
    assert empty.refused(6, "demo", str(folder / "year.db")).startswith(f"{folder / 'year.db'}: ")
    assert list(folder.iterdir()) == []


def test_a_ledger_that_is_no_demo_is_not_touched(cli: Program) -> None:
    cli.refused(4, "demo", str(cli.ledger))
    cli.refused(4, "demo")


def test_from_a_demo_the_way_back_is_to_the_ledger_that_was_named(
    cli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Session] = []

    def look(session: "Session") -> int:
        opened.append(session)
        return 0

    monkeypatch.setattr(made_by, "make_demo", lambda *_: None)
    monkeypatch.setattr(made_by, "on_terminal", lambda: True)
    monkeypatch.setattr(made_by, "open_screens", look)
    cli.done("demo", str(tmp_path / "year.db"))
    [session] = opened
    assert session.ledger.storage.path == tmp_path / "year.db"
    assert SessionDoors(session).own_ledger().storage.path == cli.ledger
