"""A ledger as an earlier schema left it, made from one of today that uses nothing new."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from smm_ledger.core.canonical import chain_hash, digest
from smm_ledger.db import migrate
from smm_ledger.db.engine import connect
from smm_ledger.db.log import content
from smm_ledger.db.queries import documents


def _log_again(made: sqlite3.Connection, found: sqlite3.Connection) -> None:
    """Write the log as it was while rounds were frozen without their parties and terms."""
    for (key,) in found.execute("SELECT id FROM quote").fetchall():
        quote = documents.quote_by_id(found, key)
        rounds = tuple(replace(offer, conditions=None) for offer in quote.rounds)
        made.execute(
            "UPDATE activity SET after = ? WHERE entity_kind = 'quote' AND entity_id = ?",
            (digest(replace(quote, rounds=rounds)), key),
        )
    cursor, previous = made.cursor(), ""
    cursor.row_factory = sqlite3.Row
    for entry in cursor.execute("SELECT * FROM activity ORDER BY seq").fetchall():
        previous = chain_hash(previous, content(entry))
        made.execute("UPDATE activity SET hash = ? WHERE seq = ?", (previous, entry["seq"]))


def as_of_schema(number: int, source: Path, target: Path) -> Path:
    """Write the rows of `source` into a new ledger of schema `number`."""
    with closing(connect(target, mode="rwc")) as made, closing(connect(source)) as found:
        made.execute("BEGIN IMMEDIATE")
        migrate.apply(made, upto=number)
        later = made.execute(
            "SELECT type, name, sql FROM sqlite_schema"
            " WHERE type = 'trigger' AND sql IS NOT NULL ORDER BY rowid"
        ).fetchall()
        for kind, name, _ in later:
            made.execute(f"DROP {kind} {name}")
        made.execute("PRAGMA defer_foreign_keys = ON")
        for table in migrate.table_names(made):
            columns = [row[1] for row in made.execute(f"PRAGMA table_info({table})")]
            marks = ", ".join("?" * len(columns))
            rows = found.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()  # noqa: S608
            made.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
        made.execute(
            "UPDATE sqlite_sequence SET seq = (SELECT ifnull(max(entity_id), 0) FROM activity"
            " WHERE entity_kind = sqlite_sequence.name)"
        )
        _log_again(made, found)
        for _, _, sql in later:
            made.execute(sql)
        made.execute("COMMIT")
    return target
