"""Files that can't be used: each refused with its own leaf, and not one byte changed."""

import errno
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from smm_ledger.core.errors import (
    AlreadyExists,
    LedgerCorrupt,
    LedgerLocked,
    LedgerMissing,
    LedgerNewer,
    LedgerReadonly,
    NotALedger,
    StorageError,
)
from smm_ledger.db import engine
from smm_ledger.db.engine import APPLICATION_ID, connect
from smm_ledger.db.errors import from_os
from smm_ledger.db.files import SYNCED_FOLDER, warnings_for
from smm_ledger.services.ledger import Ledger
from tests.support.books import issue, services, tampering
from tests.support.systems import is_private, needs_links, posix_only


def _write_something(ledger: Ledger) -> None:
    with ledger.storage.write() as work:
        work.save_setting("x", "y")


def _refused(path: Path, leaf: type[StorageError]) -> None:
    """Reading and writing raise the leaf; the file's bytes stay."""
    ledger = services(path, busy_ms=20)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(leaf), ledger.storage.read() as reader:
        reader.issuer()
    with pytest.raises(leaf):
        _write_something(ledger)
    with pytest.raises(leaf):
        ledger.upkeep.check(full=True)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_nothing_there(tmp_path: Path) -> None:
    _refused(tmp_path / "ledger.db", LedgerMissing)
    _refused(tmp_path / "gone" / "ledger.db", LedgerMissing)
    assert list(tmp_path.iterdir()) == []


def test_a_folder(tmp_path: Path) -> None:
    _refused(tmp_path, NotALedger)


@pytest.mark.parametrize(
    "content", [b"", b"x", b"not a ledger" * 500, b"SQLite format 3\0" + b"x" * 90]
)
def test_another_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ledger.db"
    path.write_bytes(content)
    _refused(path, NotALedger)
    with pytest.raises(AlreadyExists):
        services(path).storage.create()
    assert path.read_bytes() == content


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with tampering(path) as db:
        db.execute("CREATE TABLE client (id)")
    _refused(path, NotALedger)


def test_a_newer_ledger(path: Path) -> None:
    with tampering(path) as db:
        db.execute("PRAGMA user_version = 99")
    _refused(path, LedgerNewer)


def test_a_truncated_ledger(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])
    _refused(path, LedgerCorrupt)


def test_a_ledger_whose_pages_are_overwritten(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    _refused(path, LedgerCorrupt)


def test_a_locked_ledger(path: Path, ledger: Ledger) -> None:
    with tampering(path) as other:
        other.execute("BEGIN EXCLUSIVE")
        _refused(path, LedgerLocked)
    _write_something(ledger)


def test_a_reader_does_not_see_half_of_a_writers_work(path: Path, ledger: Ledger) -> None:
    with tampering(path) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE client SET name = 'half' WHERE id = 1")
        assert ledger.clients.show("rossi-moda").client.name == "Rossi Moda S.r.l."
        with pytest.raises(LedgerLocked):
            _write_something(services(path, busy_ms=20))


def test_a_long_reader_stops_a_commit_and_the_writer_says_so(path: Path) -> None:
    writer = services(path, busy_ms=20)
    before = path.read_bytes()
    with services(path).storage.read() as reader:
        name = reader.client("rossi-moda").name
        with pytest.raises(LedgerLocked):
            _write_something(writer)
        assert reader.client("rossi-moda").name == name
    assert path.read_bytes() == before


def test_where_no_journal_can_be_made_nothing_is_written(path: Path, ledger: Ledger) -> None:
    in_the_way = path.with_name(path.name + "-journal")
    in_the_way.mkdir()
    before = path.read_bytes()
    with pytest.raises(StorageError):
        _write_something(ledger)
    assert path.read_bytes() == before
    in_the_way.rmdir()
    _write_something(ledger)


def test_a_file_that_may_not_be_written_can_be_read(
    path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rights do not bind root, so the connection itself is opened read-only."""
    read_only = partial(connect, mode="ro")
    monkeypatch.setattr(engine, "connect", read_only)
    before = path.read_bytes()
    with pytest.raises(LedgerReadonly):
        _write_something(ledger)
    assert path.read_bytes() == before
    assert ledger.clients.show("rossi-moda").client.name == "Rossi Moda S.r.l."


def test_a_journal_left_by_a_killed_writer_is_rolled_back_by_a_reader(
    path: Path, ledger: Ledger
) -> None:
    journal = path.with_name(path.name + "-journal")
    with tampering(path) as killed:
        killed.execute("PRAGMA cache_spill = 1")
        killed.execute("PRAGMA cache_size = 1")
        killed.execute("BEGIN")
        killed.execute("UPDATE client SET name = 'half', notes = hex(zeroblob(20000))")
        killed.execute("UPDATE service SET included = hex(zeroblob(20000))")
        half, log = path.read_bytes(), journal.read_bytes()
        killed.execute("ROLLBACK")
    sound = path.read_bytes()
    assert half != sound
    path.write_bytes(half)
    journal.write_bytes(log)
    assert ledger.clients.show("rossi-moda").client.name == "Rossi Moda S.r.l."
    assert path.read_bytes() == sound
    assert not journal.exists()
    assert ledger.upkeep.check(full=True) == []


def test_what_an_interrupted_init_left_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "new" / "ledger.db"
    services(path).storage.create(demo=True)
    with pytest.raises(LedgerMissing):
        services(path).issuer.show()
    services(path).issuer.begin({"name": "Marta", "country": "IT"})
    with services(path).storage.read() as reader:
        assert (reader.issuer().name, reader.is_demo()) == ("Marta", False)
    with pytest.raises(AlreadyExists):
        services(path).issuer.begin({"name": "Marta", "country": "IT"})
    assert services(path).upkeep.check(full=True) == []


def test_only_the_owner_can_read_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "ledger.db"
    services(path).issuer.begin({"name": "Marta", "country": "IT"})
    assert all(map(is_private, (path, path.parent, path.parent.parent)))
    assert [p.name for p in path.parent.iterdir()] == ["ledger.db"]


@needs_links
def test_a_new_ledger_follows_no_link(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "ledger.db").symlink_to(elsewhere)
    with pytest.raises(AlreadyExists):
        services(tmp_path / "ledger.db").storage.create()
    assert not elsewhere.exists()


def test_every_setting_is_in_force(path: Path) -> None:
    with closing(connect(path)) as db:
        wanted = {
            "application_id": APPLICATION_ID,
            "journal_mode": "delete",
            "synchronous": 3,
            "foreign_keys": 1,
            "recursive_triggers": 1,
            "trusted_schema": 0,
            "cell_size_check": 1,
            "busy_timeout": 5000,
        }
        assert {n: db.execute(f"PRAGMA {n}").fetchone()[0] for n in wanted} == wanted
        assert db.isolation_level is None


@pytest.mark.parametrize("name", ["led?ger.db", "led%20ger#1.db", "-rf.db", "è e.db"])
def test_odd_names_are_only_names(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ledger = services(Path(name))
    ledger.issuer.begin({"name": "Marta", "country": "IT"})
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_synchronised_folder_is_warned_of() -> None:
    assert warnings_for(Path("Dropbox/ledger.db")) == (SYNCED_FOLDER,)
    assert warnings_for(Path("OneDrive - Studio/ledger.db")) == (SYNCED_FOLDER,)
    assert warnings_for(Path("books/ledger.db")) == ()


def test_idle_there_is_one_file(path: Path, ledger: Ledger) -> None:
    ledger.clients.add({"name": "Third"})
    issue(ledger, "third", "10")
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_what_another_program_of_windows_holds_is_locked(tmp_path: Path) -> None:
    held = PermissionError(errno.EACCES, "The process cannot access the file")
    vars(held)["winerror"] = 32
    assert isinstance(from_os(held, tmp_path), LedgerLocked)


@posix_only
def test_two_slashes_before_a_name_are_no_server(ledger: Ledger) -> None:
    """In a URI they would begin the name of one; so do shares of Windows."""
    path = Path(f"/{ledger.storage.path}")
    assert str(path).startswith("//")
    with closing(connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM client").fetchone()[0] > 0
