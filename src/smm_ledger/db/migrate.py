"""Schemas by number: what a ledger's schema is, how a new one is made, how an old one is raised.

Forward only. Each step runs in one transaction with the counts and sums of all tables equal before
and after, on a ledger of which a verified copy lies beside it; a step that fails leaves the file as
it was. `executescript` is never used: it commits.
"""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

from smm_ledger.core.errors import LedgerCorrupt
from smm_ledger.core.marks import N_
from smm_ledger.db.engine import APPLICATION_ID, BUSY_MS, connect


@cache
def migrations() -> tuple[str, ...]:
    """Return the scripts, in order; the n-th raises a ledger to schema n."""
    folder = Path(__file__).with_name("migrations")
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(f.read_text(encoding="utf-8") for f in found)


def latest() -> int:
    """Return the number of the newest schema."""
    return len(migrations())


def is_older(connection: sqlite3.Connection) -> bool:
    """Whether a ledger has an older schema than the newest."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    return int(found) < latest()


def statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; a trigger is one statement."""
    lines: list[str] = []
    for line in script.splitlines():
        if not lines and (not line.strip() or line.startswith("--")):
            continue
        lines.append(line)
        if line.rstrip().endswith(";") and sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines)
            lines = []


def apply(connection: sqlite3.Connection, *, start: int = 0, upto: int | None = None) -> None:
    """Run the scripts after schema `start`, inside the caller's transaction."""
    upto = latest() if upto is None else upto
    for script in migrations()[start:upto]:
        for statement in statements(script):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {upto}")


def upgrade(path: Path, *, today: dt.date, busy_ms: int = BUSY_MS) -> None:
    """Raise an older ledger to the newest schema, keeping a verified copy beside it."""
    from smm_ledger.db.copies import copy_beside

    with closing(connect(path, busy_ms=busy_ms)) as connection:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
        if found >= latest():
            return
        copy_beside(connection, path, f"before-v{latest()}-{today.isoformat()}")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN IMMEDIATE")
        _raise_schema(connection, path)  # an error closes the connection, which rolls back
        connection.execute("COMMIT")


def _raise_schema(connection: sqlite3.Connection, path: Path) -> None:
    """Run what is missing; another process may have been first."""
    (found,) = connection.execute("PRAGMA user_version").fetchone()
    if found >= latest():
        return
    before = fingerprint(connection)
    apply(connection, start=found)
    after = fingerprint(connection)
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken or any(after.get(name) != figures for name, figures in before.items()):
        raise LedgerCorrupt(
            str(path), N_("its figures would not survive the upgrade; nothing was changed")
        )


def fingerprint(connection: sqlite3.Connection) -> dict[str, tuple[int, ...]]:
    """Return each table's count, and the sums of its columns of money."""
    out: dict[str, tuple[int, ...]] = {}
    for name in table_names(connection):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        sums = [f"ifnull(sum({c}), 0)" for c in columns if c.endswith("_minor")]
        query = f"SELECT {', '.join(['count(*)', *sums])} FROM {name}"  # noqa: S608 - names of ours
        out[name] = tuple(connection.execute(query).fetchone())
    return out


def table_names(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the ledger's tables, parents before children."""
    rows = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        " ORDER BY rowid"
    )
    return [name for (name,) in rows]
