"""The whole overdue review beside reading the same rows from a flat table, at two sizes.

Both ledgers have the same share of open invoices; the flat table is in memory and has nothing else.
"""

import sqlite3
import time
from pathlib import Path

from benchmarks.figures import Figure, in_turn
from benchmarks.generate import TODAY
from smm_ledger.db.columns import day
from smm_ledger.db.storage import SqliteStorage
from smm_ledger.services.clock import FixedClock
from smm_ledger.services.review import OverdueRow

FLAT = "CREATE TABLE flat (a, b, c, d, e, f, g, h, i)"


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
