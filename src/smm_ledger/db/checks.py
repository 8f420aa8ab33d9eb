"""Looks for damage, from the file's structure up to every figure and every hash.

Whatever is stored twice is derived again, whatever was logged is compared with what is stored: one
edited row is found, or it changes nothing that anyone reads.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing

from smm_ledger.core.marks import N_
from smm_ledger.db import check_columns, check_log, check_sums, log, migrate
from smm_ledger.db.engine import in_memory
from smm_ledger.services.read_models import Finding

MOST = 100
"""A damaged ledger is not listed to its end."""


def check(db: sqlite3.Connection, *, full: bool) -> Sequence[Finding]:
    """Return what is wrong; nothing where all is well."""
    found = structure(db, full=full)
    if found:
        return found  # on a broken file the other answers mean nothing
    found = list(_guarded(_schema, db))
    for looking in (_chain, *(_FULL if full else ())):
        for finding in _guarded(looking, db):
            found.append(finding)
            if len(found) >= MOST:
                return found
    return found


Looking = Callable[[sqlite3.Connection], Iterator[Finding]]


def _guarded(looking: Looking, db: sqlite3.Connection) -> Iterator[Finding]:
    """Turn what a damaged row makes its reader raise into a finding."""
    try:
        yield from looking(db)
    except log.UNREADABLE as error:
        yield Finding(what=N_("something there can't be read any more"), where=str(error))


def structure(db: sqlite3.Connection, *, full: bool) -> list[Finding]:
    """Return damage of the file itself: pages, indexes, references."""
    pragma = "integrity_check" if full else "quick_check"
    said = [text for (text,) in db.execute(f"PRAGMA {pragma}({MOST})") if text != "ok"]
    found = [Finding(what=N_("the file's structure is damaged"), where=text) for text in said]
    try:
        loose = db.execute("PRAGMA foreign_key_check").fetchmany(MOST)
    except sqlite3.DatabaseError as error:  # a table's own text is damaged
        found.append(Finding(what=N_("the file's structure is damaged"), where=str(error)))
        return found
    for table, row, parent, _ in loose:
        what = N_("it refers to something that is not there")
        found.append(Finding(what=what, where=f"{table} {row} → {parent}"))
    return found


def _chain(db: sqlite3.Connection) -> Iterator[Finding]:
    for seq in log.broken_links(db):
        yield Finding(what=N_("the chain of the log is broken here"), where=f"log {seq}")


def _schema(db: sqlite3.Connection) -> Iterator[Finding]:
    """Compare tables, indexes and triggers with those of the migrations."""
    query = "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*'"
    (schema,) = db.execute("PRAGMA user_version").fetchone()
    with closing(in_memory()) as fresh:
        migrate.apply(fresh, upto=schema)
        expected = dict(fresh.execute(query).fetchall())
    found = dict(db.execute(query).fetchall())
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            what = N_("it is missing, or not as this version made it")
            yield Finding(what=what, where=name)


def _documents(db: sqlite3.Connection) -> Iterator[Finding]:
    kept = (
        "SELECT 'document ' || id || ' ' || kind, sha256, data FROM document"
        " UNION ALL SELECT 'attachment ' || id || ' ' || name, sha256, data FROM attachment"
    )
    for where, sha256, data in db.execute(kept):
        if hashlib.sha256(data).hexdigest() != sha256:
            what = N_("the archived bytes are not those that were archived")
            yield Finding(what=what, where=where)


_FULL = (_documents, *check_columns.ALL, *check_sums.ALL, *check_log.ALL)
