"""Which file this is: a ledger of ours that can be used, or exactly why not.

Everything is asked of SQLite over a read-only connection, so that a file which is refused keeps its
bytes; nothing here opens the live file by itself.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from smm_ledger.core.errors import LedgerMissing, LedgerNewer, NotALedger
from smm_ledger.core.marks import N_
from smm_ledger.db import migrate
from smm_ledger.db.engine import APPLICATION_ID, BUSY_MS, connect
from smm_ledger.db.errors import translating

_SYNCED = ("dropbox", "onedrive", "google drive", "googledrive", "icloud", "mobile documents")

SYNCED_FOLDER = N_(
    "the ledger lies in a synchronised folder; while two machines write, one loses. "
    "Keep it elsewhere and synchronise backups"
)


def warnings_for(path: Path) -> tuple[str, ...]:
    """Return what speaks against this place for a ledger, as message templates."""
    parts = [part.casefold() for part in path.absolute().parts]
    synced = any(part.startswith(_SYNCED) for part in parts)
    return (SYNCED_FOLDER,) if synced else ()


def check_is_file(path: Path) -> None:
    """Refuse what can't be a ledger by its kind.

    Raises:
        LedgerMissing: There is nothing. NotALedger: A folder, a device, an empty file.
    """
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise LedgerMissing(str(path)) from None
    if not path.is_file():
        raise NotALedger(str(path), N_("this is a folder or a device, not a ledger"))
    if found.st_size == 0:
        raise NotALedger(str(path), N_("this file is empty, it is not a ledger"))


def check_schema(connection: sqlite3.Connection, path: Path) -> int:
    """Return the ledger's schema number.

    Raises:
        NotALedger: Another program's database. LedgerNewer: A newer version of ours made it.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (schema,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID or schema < 1:
        raise NotALedger(str(path))
    if schema > migrate.latest():
        raise LedgerNewer(str(path), found=schema, known=migrate.latest())
    return int(schema)


@contextmanager
def reading(path: Path, *, busy_ms: int = BUSY_MS) -> Iterator[sqlite3.Connection]:
    """Open one consistent, read-only state of a ledger, whatever its schema.

    A process that was killed in mid-write leaves a journal beside the file; reading must first roll
    it back, which a read-only connection can't: only then the file is opened for writing.

    Raises:
        StorageError: It can't be used, and the leaf says why.
    """
    with translating(path):
        check_is_file(path)
        connection = _begin(path, busy_ms)
        with closing(connection):
            check_schema(connection, path)
            yield connection


def _begin(path: Path, busy_ms: int) -> sqlite3.Connection:
    if not os.path.lexists(f"{path}-journal"):
        return _begun(path, "ro", busy_ms)
    try:
        return _begun(path, "ro", busy_ms)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
    return _begun(path, "rw", busy_ms)


def _begun(path: Path, mode: str, busy_ms: int) -> sqlite3.Connection:
    connection = connect(path, mode=mode, busy_ms=busy_ms)
    with ExitStack() as on_error:
        on_error.callback(connection.close)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        on_error.pop_all()
    return connection
