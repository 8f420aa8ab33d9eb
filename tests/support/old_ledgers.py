"""A ledger as an earlier schema left it, made from one of today that uses nothing new."""

from contextlib import closing
from pathlib import Path

from smm_ledger.db import migrate
from smm_ledger.db.engine import connect


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
        for _, _, sql in later:
            made.execute(sql)
        made.execute("COMMIT")
    return target
