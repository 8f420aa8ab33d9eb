"""A ledger from a dump: built as a new file, checked whole, and only then given its name.

A dump is foreign data: every table, column and type is looked at, and nothing is repaired. Triggers
and indexes are made last, since what is loaded is already final.
"""

import base64
import binascii
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.db import checks, migrate
from smm_ledger.db.engine import connect

Tables = Mapping[str, Sequence[Mapping[str, object]]]
_TYPES: Mapping[str, type] = {"INTEGER": int, "TEXT": str, "BLOB": str}

_IDS = (
    "UPDATE sqlite_sequence SET seq = max(seq, (SELECT ifnull(max(entity_id), 0) FROM activity"
    " WHERE entity_kind = sqlite_sequence.name))"
)
"""Ids of things that were deleted are not used again."""


def load(path: Path, tables: Tables) -> None:
    """Fill the empty file at `path` from a dump.

    Raises:
        InputError: Names the table and the row that are not ours.
    """
    with closing(connect(path)) as made:
        made.execute("BEGIN IMMEDIATE")
        migrate.apply(made)
        later = made.execute(
            "SELECT type, name, sql FROM sqlite_schema"
            " WHERE type IN ('trigger', 'index') AND sql IS NOT NULL ORDER BY rowid"
        ).fetchall()
        for kind, name, _ in later:
            made.execute(f"DROP {kind} {name}")
        _fill(made, tables)
        for _, _, sql in later:
            made.execute(sql)
        made.execute("COMMIT")
        found = checks.check(made, full=True)
    if found:
        raise InputError(
            found[0].where,
            N_("the file does not hold together: {what}"),
            hint=N_("use a file that `export` made, unchanged"),
            what=found[0].what,
        )


def _fill(made: sqlite3.Connection, tables: Tables) -> None:
    known = migrate.table_names(made)
    if set(tables) != set(known):
        wrong = min(set(tables) ^ set(known))
        raise _not_ours(wrong, N_("this table is missing, or it is none of ours"))
    made.execute("PRAGMA defer_foreign_keys = ON")
    for name in known:
        _fill_table(made, name, tables[name])
    made.execute(_IDS)


def _fill_table(made: sqlite3.Connection, name: str, given: Sequence[Mapping[str, object]]) -> None:
    info = made.execute(f"PRAGMA table_info({name})").fetchall()
    types = {column[1]: column[2] for column in info}
    sql = f"INSERT INTO {name} ({', '.join(types)}) VALUES ({', '.join('?' * len(types))})"  # noqa: S608
    for number, row in enumerate(given, 1):
        where = f"{name} {number}"
        values = _values(row, types, where)
        try:
            made.execute(sql, values)
        except (sqlite3.IntegrityError, OverflowError, UnicodeEncodeError) as error:
            reason = N_("this row can't be kept ({detail})")
            raise _not_ours(where, reason, detail=str(error)) from error


def _values(row: object, types: Mapping[str, str], where: str) -> list[object]:
    if not isinstance(row, Mapping) or set(row) != set(types):
        raise _not_ours(where, N_("its columns are not those of this table"))
    values: list[object] = []
    for column, kind in types.items():
        value = row[column]
        if value is not None and type(value) is not _TYPES[kind]:
            raise _not_ours(f"{where} {column}", N_("it has another type than this column"))
        values.append(_bytes(value, where) if kind == "BLOB" else value)
    return values


def _bytes(value: object, where: str) -> bytes | None:
    try:
        return None if value is None else base64.b64decode(str(value), validate=True)
    except (binascii.Error, ValueError):
        raise _not_ours(where, N_("its bytes are not base64")) from None


def _not_ours(where: str, reason: str, **data: str) -> InputError:
    return InputError(where, reason, hint=N_("use a file that `export` made, unchanged"), **data)
