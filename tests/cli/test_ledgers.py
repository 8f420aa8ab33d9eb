"""A ledger that can't be used is exit 6 with its own code, one line, and its bytes as they were."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from smm_ledger.cli.app import main
from smm_ledger.db import engine
from tests.cli.conftest import Program

EVERY_KIND = (
    ("client", "list"),
    ("overdue",),
    ("client", "add", "A"),
    ("check",),
    ("log",),
    ("backup",),
    ("today",),
)


@pytest.mark.parametrize("words", EVERY_KIND)
def test_missing(empty: Program, words: tuple[str, ...]) -> None:
    assert empty(*words, "--json").error["code"] == "ledger_missing"
    empty.refused(6, *words)
    assert not empty.ledger.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_ledger"),
        (b"hello, this is a letter\n" * 100, "not_a_ledger"),
        (b"SQLite format 3\x00" + b"\xff" * 5000, "not_a_ledger"),
    ],
)
@pytest.mark.parametrize("words", EVERY_KIND)
def test_another_file(empty: Program, words: tuple[str, ...], content: bytes, code: str) -> None:
    empty.ledger.write_bytes(content)
    assert empty(*words, "--json").error["code"] in {code, "ledger_corrupt"}
    empty.refused(6, *words)
    assert empty.ledger.read_bytes() == content


def test_a_database_of_another_program(empty: Program) -> None:
    with closing(sqlite3.connect(empty.ledger)) as other:
        other.execute("CREATE TABLE bookmark (url TEXT)")
        other.commit()
    assert empty("client", "list", "--json").error["code"] == "not_a_ledger"
    empty.refused(6, "client", "add", "A")


def test_a_folder(empty: Program) -> None:
    empty.ledger.mkdir()
    assert empty("client", "list", "--json").error["code"] == "not_a_ledger"


def test_a_newer_version(cli: Program) -> None:
    with closing(sqlite3.connect(cli.ledger)) as connection:
        connection.execute("PRAGMA user_version = 999")
    assert cli("client", "list", "--json").error["code"] == "ledger_newer"
    cli.refused(6, "client", "add", "A")


def test_truncated(cli: Program) -> None:
    data = cli.ledger.read_bytes()
    cli.ledger.write_bytes(data[: len(data) // 2])
    ran = cli("check", "--json")
    assert ran.code == 6
    assert cli("client", "add", "B").code == 6


def test_locked(cli: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smm_ledger.db.storage.BUSY_MS", engine.BUSY_MS // 100)
    monkeypatch.setattr(
        "smm_ledger.db.storage.SqliteStorage.__init__.__kwdefaults__", {"busy_ms": 10}
    )
    with closing(sqlite3.connect(cli.ledger, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert cli("client", "add", "A", "--json").error["code"] == "ledger_locked"
        other.execute("ROLLBACK")
    cli.done("client", "add", "A")


def test_damage_is_found_and_told(cli: Program) -> None:
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    cli.done("invoice", "issue", "draft-1")
    with closing(sqlite3.connect(cli.ledger)) as connection:
        names = "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        for (name,) in connection.execute(names).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE client SET name = 'Somebody Else'")
        connection.commit()
    ran = cli("check", "--full", "--json")
    assert ran.code == 6
    assert '"ok": false' in ran.out
    assert cli("check", "--full").code == 6


def test_init_refuses_a_second_time(cli: Program) -> None:
    cli.refused(4, "init", "--name", "B", "--country", "IT")
    assert cli("init", "--name", "B", "--country", "IT", "--json").error["code"] == "already_exists"


def test_backup_and_restore(cli: Program, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert cli.json("backup", str(copy)) == {"schema": 1, "path": str(copy)}
    cli.refused(4, "backup", str(copy))
    default = Path(cli.json("backup")["path"])
    assert default.parent == tmp_path / "backups"
    cli.done("client", "add", "Later")
    cli.refused(4, "restore", str(copy))
    cli.done("restore", str(copy), "--force")
    assert [row["code"] for row in cli.json("client", "list")] == ["rossi-moda"]
    cli.refused(3, "restore", str(tmp_path / "nothing.db"), "--force")


def test_a_folder_of_nobody_is_no_fault_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--ledger", "~nobody-at-all/ledger.db", "overdue"]) == 6
    assert "~nobody-at-all" in capsys.readouterr().err
