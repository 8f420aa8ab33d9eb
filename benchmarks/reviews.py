"""The whole overdue review beside reading the same rows from a flat table, at two sizes.

Both ledgers have the same share of open invoices; the flat table is in memory and has nothing else.
"""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from benchmarks.figures import Figure, in_turn
from benchmarks.generate import TODAY
from smm_ledger.db.columns import day
from smm_ledger.db.storage import SqliteStorage
from smm_ledger.services.clock import FixedClock
from smm_ledger.services.review import OverdueRow

FLAT = "CREATE TABLE flat (a, b, c, d, e, f, g, h, i)"


def at_sizes(ledger: Path, invoices: int, times: int, runs: int) -> list[Figure]:
    """Return the figures of a ledger, and of one that has so many times the invoices."""
    first = measured(ledger, invoices, runs)
    with closing(sqlite3.connect(ledger)) as db:
        _repeat(db, times)
    return [first, measured(ledger, invoices * times, runs)]


def _repeat(db: sqlite3.Connection, times: int) -> None:
    """Repeat what the review reads, under other keys; nothing else of the ledger is used again."""
    for (trigger,) in db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall():
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute("PRAGMA foreign_keys = OFF")
    columns = [row[1] for row in db.execute("PRAGMA table_info(instalment)")]
    (step,) = db.execute("SELECT max(id) FROM instalment").fetchone()
    (invoices,) = db.execute("SELECT max(invoice_id) FROM instalment").fetchone()
    moved = {"id": f"id + {step} * n", "invoice_id": f"invoice_id + {invoices} * n"}
    read = ", ".join(moved.get(name, name) for name in columns)
    copies = f"SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < {times - 1}"  # noqa: S608
    db.execute(
        f"WITH RECURSIVE copy (n) AS ({copies})"  # noqa: S608 - names of ours
        f" INSERT INTO instalment ({', '.join(columns)}) SELECT {read} FROM copy, instalment"
    )
    db.commit()


def measured(ledger: Path, invoices: int, runs: int) -> Figure:
    """Return the figure of a ledger of so many invoices."""
    with SqliteStorage(ledger, clock=FixedClock(TODAY)).read() as reader:
        rows = reader.overdue(as_of=TODAY).rows
        flat = sqlite3.connect(":memory:")
        flat.execute(FLAT)
        flat.executemany(
            "INSERT INTO flat VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(*row[:4], row.due_date.isoformat(), *row[5:9]) for row in rows],
        )

        def review() -> float:
            began = time.perf_counter()
            reader.overdue(as_of=TODAY)
            return (time.perf_counter() - began) * 1000

        def plain() -> float:
            began = time.perf_counter()
            for a, b, c, d, e, f, g, h, i in flat.execute("SELECT * FROM flat"):
                OverdueRow(a, b, c, d, day(e), f, g, h, i)
            return (time.perf_counter() - began) * 1000

        took, floor = in_turn((review, plain), runs * 5)
    return Figure(
        f"overdue review, all {len(rows):,} rows of {invoices:,} invoices", took, floor, 1.6
    )
