"""Stored values against what they are read as: a value that reading passes over is a finding.

Reading is tolerant of what it does not know (a contribution of another name is none), and keeps
nothing of what has no meaning (the reason of an outcome that there is none of). Neither changes a
hash, so each row is written again in memory and compared with what is stored.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from smm_ledger.core.marks import N_
from smm_ledger.db import mapping
from smm_ledger.db.log import UNREADABLE
from smm_ledger.db.queries import documents, parties
from smm_ledger.services.read_models import Finding


class Written(NamedTuple):
    """How the rows of a table are read, and written again; `name` is the column that names one."""

    table: str
    name: str
    read: Callable[[sqlite3.Connection, int], Any]
    write: Callable[[Any], Mapping[str, object]]


WRITTEN: Sequence[Written] = (
    Written("issuer", "'issuer'", lambda db, _: parties.issuer(db), mapping.issuer_values),
    Written("client", "code", parties.client_by_id, mapping.client_values),
    Written("service", "code", parties.service_by_id, mapping.service_values),
    Written("quote", "number", documents.quote_by_id, mapping.quote_values),
)


def _values(db: sqlite3.Connection) -> Iterator[Finding]:
    for kind in WRITTEN:
        cursor = db.cursor()
        cursor.row_factory = sqlite3.Row
        found = cursor.execute(f"SELECT *, {kind.name} AS own_name FROM {kind.table}")  # noqa: S608 - ours
        for row in found.fetchall():
            yield from _odd(db, kind, row)


def _odd(db: sqlite3.Connection, kind: Written, row: sqlite3.Row) -> Iterator[Finding]:
    try:
        written = kind.write(kind.read(db, row["id"]))
    except UNREADABLE:
        return  # the comparison with the log says so
    for column, value in written.items():
        if row[column] != value:
            where = f"{kind.table} {row['own_name']} {column}"
            yield Finding(what=N_("it is no value that this program writes"), where=where)


ALL = (_values,)
"""What `check --full` runs."""
