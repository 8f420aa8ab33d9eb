"""The one place that opens a database: how SQLite is set up decides what survives a power cut.

Rollback journal with `synchronous=EXTRA`: one file when idle, and what was reported as done is on
the disk. Transactions are begun by us, `BEGIN IMMEDIATE`: the drivers' own defaults lose updates.
Nothing else may call `sqlite3.connect` or `create_engine`, nor open the live file in this process
(closing it would drop SQLite's locks).
"""

import sqlite3
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from smm_ledger.core.errors import StorageError
from smm_ledger.core.marks import N_

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

APPLICATION_ID = 0x534D4D4C
"""`SMML`, in the header of every ledger."""

BUSY_MS = 5000
"""How long a statement waits for another process; a command gives up well within 15 s."""

Pragmas = tuple[tuple[str, int | str, int | str], ...]
"""Name, the value to set, and the value read back."""

_ALWAYS: Pragmas = (
    ("foreign_keys", "ON", 1),
    ("recursive_triggers", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("cell_size_check", "ON", 1),
)
_WRITING: Pragmas = (
    ("journal_mode", "DELETE", "delete"),
    ("synchronous", "EXTRA", 3),
)


def connect(path: Path, *, mode: str = "rw", busy_ms: int = BUSY_MS) -> sqlite3.Connection:
    """Open a database file.

    Args:
        path: The file; a relative name or `?` in it is no URI.
        mode: `ro`, `rw`, or `rwc` to make the file.
        busy_ms: Milliseconds to wait for a lock.

    Raises:
        sqlite3.Error: It can't be opened. StorageError: SQLite did not take a setting.
    """
    uri = f"file:{quote(str(path.absolute()), safe='')}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    with ExitStack() as on_error:
        on_error.callback(connection.close)
        _set(connection, (("busy_timeout", busy_ms, busy_ms), *_ALWAYS))
        _set(connection, (("query_only", "ON", 1),) if mode == "ro" else _WRITING)
        on_error.pop_all()
    return connection


def in_memory() -> sqlite3.Connection:
    """Open an empty database that lives as long as the connection."""
    return sqlite3.connect(":memory:", isolation_level=None)


def _set(connection: sqlite3.Connection, pragmas: Pragmas) -> None:
    for name, value, wanted in pragmas:
        connection.execute(f"PRAGMA {name} = {value}")
        (found,) = connection.execute(f"PRAGMA {name}").fetchone()
        if found != wanted:
            raise StorageError(
                "ledger",
                N_("SQLite does not take the setting {name} = {value} (it says {found})"),
                hint=N_("use a Python whose SQLite is complete"),
                name=name,
                value=value,
                found=found,
            )


def engine_of(path: Path, *, busy_ms: int = BUSY_MS) -> "Engine":
    """Return the engine of the write side; each transaction opens and closes its own connection."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import NullPool

    engine = create_engine(
        "sqlite://", creator=lambda: connect(path, busy_ms=busy_ms), poolclass=NullPool
    )

    @event.listens_for(engine, "begin")
    def begin_immediate(connection: "Connection") -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
