"""Backups, restores, dumps: verified before they count, and nothing is ever overwritten."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smm_ledger.core.errors import (
    AlreadyExists,
    InputError,
    LedgerCorrupt,
    LedgerLocked,
    LedgerMissing,
    LedgerNewer,
    NotALedger,
)
from smm_ledger.services.ledger import Ledger
from tests.support.books import copy_of, issue, services, tampering
from tests.support.systems import is_private, needs_links

Dump = dict[str, list[dict[str, Any]]]


def test_a_backup_is_the_ledger_and_private(ledger: Ledger, tmp_path: Path) -> None:
    made = ledger.upkeep.backup(tmp_path / "copy.db")
    assert is_private(made)
    assert services(made).upkeep.dump() == ledger.upkeep.dump()
    assert services(made).upkeep.check(full=True) == []
    assert {p.name for p in tmp_path.iterdir()} == {"copy.db", "ledger.db"}


@needs_links
def test_a_backup_overwrites_nothing(ledger: Ledger, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.write_text("mine")
    with pytest.raises(AlreadyExists):
        ledger.upkeep.backup(target)
    assert target.read_text() == "mine"
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises(AlreadyExists):
        ledger.upkeep.backup(link)
    assert {p.name for p in tmp_path.iterdir()} == {"copy.db", "ledger.db", "link.db"}


def test_a_backup_makes_the_folder_that_is_missing(ledger: Ledger, tmp_path: Path) -> None:
    copy = ledger.upkeep.backup(tmp_path / "new" / "copy.db")
    assert copy.is_file()
    assert is_private(copy.parent)


def test_a_backup_of_a_locked_ledger_does_not_wait_for_ever(path: Path, tmp_path: Path) -> None:
    with tampering(path) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LedgerLocked):
            services(path, busy_ms=20).upkeep.backup(tmp_path / "copy.db")
    assert [p.name for p in tmp_path.iterdir()] == ["ledger.db"]


def test_a_damaged_ledger_gives_no_backup(ledger: Ledger, path: Path, tmp_path: Path) -> None:
    with tampering(path) as db:
        db.execute("DELETE FROM client WHERE id = 2")
    with pytest.raises(LedgerCorrupt):
        ledger.upkeep.backup(tmp_path / "copy.db")
    assert [p.name for p in tmp_path.iterdir()] == ["ledger.db"]


def test_restore_puts_the_copy_back_and_keeps_the_old_one(ledger: Ledger, tmp_path: Path) -> None:
    copied = ledger.upkeep.backup(tmp_path / "copy.db")
    before = ledger.upkeep.dump()
    issue(ledger, "rossi-moda", "10")
    later = ledger.upkeep.dump()
    with pytest.raises(AlreadyExists):
        ledger.upkeep.restore(copied)
    assert ledger.upkeep.dump() == later
    ledger.upkeep.restore(copied, force=True)
    assert ledger.upkeep.dump() == before
    (kept,) = tmp_path.glob("ledger.db.before-restore-*.bak")
    assert services(kept).upkeep.dump() == later
    assert services(copied).upkeep.dump() == before


def test_restore_where_there_is_nothing(ledger: Ledger, tmp_path: Path) -> None:
    copied = ledger.upkeep.backup(tmp_path / "copy.db")
    fresh = services(tmp_path / "new" / "ledger.db")
    fresh.upkeep.restore(copied)
    assert fresh.upkeep.dump() == ledger.upkeep.dump()


@pytest.mark.parametrize("damage", [b"", b"junk" * 5000, None])
def test_restore_works_when_the_ledger_is_damaged(
    ledger: Ledger, path: Path, tmp_path: Path, damage: bytes | None
) -> None:
    copied = ledger.upkeep.backup(tmp_path / "copy.db")
    before = ledger.upkeep.dump()
    broken = path.read_bytes()[:20000] if damage is None else damage
    path.write_bytes(broken)
    with pytest.raises(AlreadyExists):
        ledger.upkeep.restore(copied)
    assert path.read_bytes() == broken
    ledger.upkeep.restore(copied, force=True)
    assert ledger.upkeep.dump() == before
    (kept,) = tmp_path.glob("ledger.db.before-restore-*.bak")
    assert kept.read_bytes() == broken


def test_restore_refuses_what_is_no_sound_ledger(ledger: Ledger, tmp_path: Path) -> None:
    before = ledger.upkeep.dump()
    copied = ledger.upkeep.backup(tmp_path / "copy.db")
    sound = copied.read_bytes()
    for content, leaf in (
        (sound[:9000], LedgerCorrupt),
        (b"junk" * 5000, NotALedger),
        (sound[:4096] + b"\xff" * (len(sound) - 4096), LedgerCorrupt),
    ):
        copied.write_bytes(content)
        with pytest.raises(leaf):
            ledger.upkeep.restore(copied, force=True)
    copied.write_bytes(sound)
    with tampering(copied) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerNewer):
        ledger.upkeep.restore(copied, force=True)
    with pytest.raises(LedgerMissing):
        ledger.upkeep.restore(tmp_path / "gone.db", force=True)
    with pytest.raises(InputError):
        ledger.upkeep.restore(ledger.storage.path, force=True)
    assert ledger.upkeep.dump() == before


def test_restore_over_a_ledger_in_use_is_refused(path: Path, tmp_path: Path) -> None:
    ledger = services(path, busy_ms=20)
    copied = ledger.upkeep.backup(tmp_path / "copy.db")
    issue(ledger, "rossi-moda", "10")
    later = ledger.upkeep.dump()
    with services(path).storage.read(), pytest.raises(LedgerLocked):
        ledger.upkeep.restore(copied, force=True)
    assert ledger.upkeep.dump() == later


def test_a_dump_makes_the_same_ledger(ledger: Ledger, tmp_path: Path) -> None:
    dump = json.loads(json.dumps(ledger.upkeep.dump()))
    other = services(tmp_path / "other" / "ledger.db")
    other.upkeep.load(dump)
    assert other.upkeep.dump() == dump
    assert other.upkeep.check(full=True) == []
    assert issue(other, "rossi-moda", "10") == "2026-004"
    assert [p.name for p in (tmp_path / "other").iterdir()] == ["ledger.db"]


def test_a_dump_goes_into_no_ledger_that_holds_something(ledger: Ledger) -> None:
    dump = ledger.upkeep.dump()
    with pytest.raises(AlreadyExists):
        ledger.upkeep.load(dump)
    assert ledger.upkeep.dump() == dump


def test_a_dump_goes_into_a_ledger_without_an_issuer(ledger: Ledger, tmp_path: Path) -> None:
    other = services(tmp_path / "other.db")
    other.storage.create()
    other.upkeep.load(ledger.upkeep.dump())
    assert other.upkeep.dump() == ledger.upkeep.dump()


def _drop(table: str) -> Callable[[Dump], object]:
    return lambda dump: dump.pop(table)


def _put(table: str, column: str, value: object) -> Callable[[Dump], object]:
    return lambda dump: dump[table][0].__setitem__(column, value)


FOREIGN: dict[str, Callable[[Dump], object]] = {
    "payment": _drop("payment"),
    "extra": lambda dump: dump.__setitem__("extra", []),
    "client 1": lambda dump: dump["client"][0].pop("name"),
    "client 1 name": _put("client", "name", 5),
    "client 1 archived": _put("client", "archived", value=True),
    "client 1 id": _put("client", "id", "1"),
    "payment 1 amount_minor": _put("payment", "amount_minor", 600.0),
    "client 2": lambda dump: dump["client"].__setitem__(1, dump["client"][0]),
    "payment 1": _put("payment", "amount_minor", 2**63),
    "document 1": _put("document", "data", "no base64!"),
    "client 1 note": lambda dump: dump["client"][0].setdefault("note", {}),
    "invoice 2026-001": _put("invoice", "net_minor", 1),
    "service reel": _put("service", "price", "1"),
    "log 2": lambda dump: dump["activity"][1].__setitem__("action", "x"),
    "invoice 2026/3": lambda dump: dump["counter"].pop(1),
}


@pytest.mark.parametrize("where", FOREIGN)
def test_a_dump_that_is_not_ours_is_refused_by_table_and_row(
    ledger: Ledger, tmp_path: Path, where: str
) -> None:
    dump = copy.deepcopy({name: [dict(r) for r in rows] for name, rows in _dump(ledger).items()})
    FOREIGN[where](dump)
    other = services(tmp_path / "other.db")
    with pytest.raises(InputError) as refused:
        other.upkeep.load(dump)
    assert refused.value.subject.startswith(where.removesuffix(" note").removesuffix("/3"))
    assert [p.name for p in tmp_path.iterdir()] == ["ledger.db"]


def _dump(ledger: Ledger) -> Dump:
    found: Dump = json.loads(json.dumps(ledger.upkeep.dump()))
    return found


def test_a_lone_surrogate_in_a_dump_is_refused(ledger: Ledger, tmp_path: Path) -> None:
    dump = _dump(ledger)
    dump["client"][0]["notes"] = "\ud800"
    with pytest.raises(InputError):
        services(tmp_path / "other.db").upkeep.load(dump)


def test_a_plain_copy_of_an_idle_ledger_is_a_ledger(path: Path, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    copied = copy_of(path, tmp_path / "usb")
    assert services(copied).upkeep.check(full=True) == []


def test_the_id_of_a_deleted_thing_is_never_used_again(ledger: Ledger, tmp_path: Path) -> None:
    gone = ledger.invoices.duplicate("2026-002")
    ledger.invoices.delete(gone.name)
    other = services(tmp_path / "other.db")
    other.upkeep.load(ledger.upkeep.dump())
    for one in (ledger, other):
        assert one.invoices.duplicate("2026-002").id > gone.id
        assert [entry.action for entry in one.upkeep.log(entity=gone.name)] == ["new", "delete"]
