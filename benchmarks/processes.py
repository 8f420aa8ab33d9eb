"""Whole commands beside `python -c pass`: what a script waits for."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

from benchmarks.figures import PROGRAM, Figure, env_of, in_turn, timed

TO_THE_COMMIT = """
import os
from smm_ledger.__main__ import main
from smm_ledger.cli import invoices
invoices.archived = lambda *_: os._exit(0)  # what comes after the commit: the PDF
main()
"""


def measured(ledger: Path, runs: int) -> list[Figure]:
    """Return the figures of commands on a ledger, which gets some invoices more."""
    env = env_of(ledger)
    drafts = iter(_drafts(ledger, 2 * (runs + 1)))
    commands = (
        lambda: timed([sys.executable, "-c", "pass"], env),
        lambda: timed([*PROGRAM, "--version"], env),
        lambda: timed([*PROGRAM, "overdue", "--limit", "50", "--json"], env),
        lambda: timed([sys.executable, "-c", TO_THE_COMMIT, "invoice", "issue", next(drafts)], env),
        lambda: timed([*PROGRAM, "invoice", "issue", next(drafts)], env),
    )
    floor, version, overdue, commit, issue = in_turn(commands, runs)
    return [
        Figure("`smm-ledger --version`", version, floor, 6),
        Figure("`smm-ledger overdue --json`, first 50", overdue, floor, 12),
        Figure("`smm-ledger invoice issue`, to the commit", commit, floor, 50),
        Figure("`smm-ledger invoice issue` with its archived PDF", issue, floor, 130),
    ]


def _drafts(ledger: Path, count: int) -> list[str]:
    """Add drafts to issue, and return their names."""
    with sqlite3.connect(ledger) as db:
        (client,) = db.execute("SELECT code FROM client LIMIT 1").fetchone()
    names = []
    for _ in range(count):
        made = subprocess.run(
            [
                *(*PROGRAM, "invoice", "new", client, "--line", "1 x Work @ 100.00"),
                *("--quiet", "--json"),
            ],
            check=True,
            capture_output=True,
            env={**os.environ, **env_of(ledger)},
        )
        names.append(made.stdout.decode().split('"draft": "')[1].split('"')[0])
    return names
