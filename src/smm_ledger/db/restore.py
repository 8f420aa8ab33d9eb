"""Puts a copy in the ledger's place, through SQLite's own backup, so that no stale page survives.

The source is verified first, the old ledger kept beside. Bytes are never copied over the live file:
its journal, or another process's cache, would mix old pages into the new ones.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from smm_ledger.core.errors import (
    AlreadyExists,
    InputError,
    LedgerCorrupt,
    LedgerLocked,
    NotALedger,
)
from smm_ledger.core.marks import N_
from smm_ledger.db import checks, files
from smm_ledger.db.copies import copy_beside, copy_to, make_folder, name_beside
from smm_ledger.db.engine import connect
from smm_ledger.db.errors import translating

_SLEEP_MS = 250
"""How long `Connection.backup` sleeps when its target is locked."""


def restore(source: Path, path: Path, *, force: bool, stamp: str, busy_ms: int) -> None:
    """Put `source` in the place of the ledger at `path`.

    Args:
        source: A backup.
        path: The ledger.
        force: Replace a ledger that is there.
        stamp: When, for the name of the old one.
        busy_ms: How long a locked ledger is waited for.

    Raises:
        AlreadyExists: There is a ledger, and no `force`. StorageError: The source is no good.
    """
    with files.reading(source, busy_ms=busy_ms) as backup:
        _check_source(backup, source, path)
        if not os.path.lexists(path):
            with translating(path):
                make_folder(path.parent)
            copy_to(backup, path)
            return
        try:
            empty = _is_empty(path, busy_ms)
        except (LedgerCorrupt, NotALedger):
            _refuse(path, force=force)
            _replace_damaged(backup, path, stamp)
            return
        if not empty:
            _refuse(path, force=force)
        with translating(path):
            _replace_sound(backup, path, stamp, busy_ms)


def _check_source(backup: sqlite3.Connection, source: Path, path: Path) -> None:
    if path.exists() and path.samefile(source):
        raise InputError("file", N_("it is the ledger itself"), hint=N_("name a backup"))
    if checks.check(backup, full=False) or checks.structure(backup, full=True):
        raise LedgerCorrupt(str(source), hint=N_("choose another backup"))


def _is_empty(path: Path, busy_ms: int) -> bool:
    with files.reading(path, busy_ms=busy_ms) as live:
        (issuers,) = live.execute("SELECT count(*) FROM issuer").fetchone()
        return not issuers


def _refuse(path: Path, *, force: bool) -> None:
    if not force:
        raise AlreadyExists(
            str(path),
            N_("there is a ledger already"),
            hint=N_("let the backup take its place; the old one is kept beside it"),
            cli="--force",
        )


def _replace_sound(backup: sqlite3.Connection, path: Path, stamp: str, busy_ms: int) -> None:
    left = busy_ms

    def give_up(status: int, _remaining: int, _total: int) -> None:
        nonlocal left
        left -= _SLEEP_MS if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} else 0
        if left < 0:
            raise LedgerLocked(str(path))

    with closing(connect(path, busy_ms=busy_ms)) as live:
        # The lock outlives its transaction: nobody writes between the copy and the replacement.
        live.execute("PRAGMA locking_mode = EXCLUSIVE")
        live.execute("BEGIN EXCLUSIVE")
        live.execute("ROLLBACK")
        copy_beside(live, path, f"before-restore-{stamp}")
        backup.backup(live, progress=give_up)


def _replace_damaged(backup: sqlite3.Connection, path: Path, stamp: str) -> None:
    """Move what can't be read aside, with its journal, and copy to the free name."""
    with translating(path):
        kept = name_beside(path, f"before-restore-{stamp}")
        path.rename(kept)
        journal = path.with_name(f"{path.name}-journal")
        if os.path.lexists(journal):
            journal.rename(kept.with_name(f"{kept.name}-journal"))
    copy_to(backup, path)
