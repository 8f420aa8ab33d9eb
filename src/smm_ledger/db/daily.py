"""A copy of the ledger at the first write of a day, so that a bad day costs a day.

The copies lie in a folder beside the ledger and the newest thirty are kept. A ledger that was begun
today has nothing to lose yet, and sample data never have. No copy is ever a reason to refuse a
write: a disk that is too full for a second ledger may still hold one payment more.
"""

import datetime as dt
import re
import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Final

from smm_ledger.core.errors import AlreadyExists, StorageError
from smm_ledger.db import copies
from smm_ledger.db.reader import LedgerReader

FOLDER: Final = "backups"
KEPT: Final = 30


def copy_once_a_day(connection: sqlite3.Connection, path: Path, *, today: dt.date) -> None:
    """Copy the ledger if it holds something from before `today` (UTC) and today has no copy yet."""
    target = path.parent / FOLDER / f"{path.name}.{today.isoformat()}.bak"
    if target.exists() or not _has_a_past(connection, today):
        return
    with suppress(AlreadyExists, StorageError, OSError):  # another process was first; no room
        copies.make_folder(target.parent)
        copies.copy_to(connection, target)
        _forget_old(target.parent, path.name)


def _has_a_past(connection: sqlite3.Connection, today: dt.date) -> bool:
    if LedgerReader(connection).is_demo():
        return False
    last = connection.execute("SELECT at FROM activity ORDER BY seq DESC LIMIT 1").fetchone()
    return last is not None and str(last[0])[:10] < today.isoformat()


def _forget_old(folder: Path, name: str) -> None:
    ours = re.compile(rf"{re.escape(name)}\.[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\.bak")
    found = sorted(entry for entry in folder.iterdir() if ours.fullmatch(entry.name))
    for entry in found[:-KEPT]:
        entry.unlink(missing_ok=True)
