"""Measures what docs/performance.md quotes, as ratios within one run.

    python3 dev.py bench [--invoices 100000] [--runs 7] [--ledger FILE] [--write]

Whole processes are timed from outside, floors and programs in turn, and medians are printed beside
the goal. `--ledger` uses a ledger that `benchmarks/generate.py` made before; `--write` puts the
table into docs/performance.md.
"""

import argparse
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import TODAY, generate
from benchmarks.screen import Terminal

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "performance.md"
PROGRAM = [sys.executable, "-m", "smm_ledger"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing, its floor in the same unit, and the goal for their ratio."""

    what: str
    took: float
    floor: float
    goal: float
    unit: str = "ms"

    @property
    def row(self) -> str:
        """A row of the page's table."""
        ratio = self.took / self.floor
        verdict = "yes" if ratio <= self.goal else "**no**"
        return (
            f"| {self.what} | {self.took:.1f} {self.unit} | {self.floor:.1f} {self.unit} "
            f"| {ratio:.2f} × "
            f"| ≤ {self.goal:g} × | {verdict} |"
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--invoices", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="smm-bench-") as folder:
        big, small = Path(folder) / "big.db", Path(folder) / "small.db"
        if args.ledger:
            shutil.copyfile(args.ledger, big)
        else:
            generate(big, clients=1000, invoices=args.invoices)
        generate(small, clients=12, invoices=60)
        figures = [*_processes(big, args.runs), *_screens(big, small, args.runs)]
        figures += [_review(big, args.runs)]
    for figure in figures:
        print(figure.row)
    if args.write:
        _write(figures)
    return 0


def _env(ledger: Path) -> dict[str, str]:
    return {
        "SMM_LEDGER_FILE": str(ledger),
        "SMM_LEDGER_TODAY": TODAY.isoformat(),
        "SMM_LEDGER_LANG": "en",
        "XDG_CONFIG_HOME": str(ledger.parent / "config"),
        "XDG_STATE_HOME": str(ledger.parent / "state"),
        "XDG_DATA_HOME": str(ledger.parent / "data"),
    }


def _timed(command: Sequence[str], env: dict[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run(list(command), check=True, capture_output=True, env={**os.environ, **env})
    return (time.perf_counter() - began) * 1000


def _median(measure: Callable[[], float], runs: int) -> float:
    measure()
    return statistics.median(measure() for _ in range(runs))


def _drafts(ledger: Path, count: int) -> list[str]:
    """Add drafts to issue, and return their names."""
    with sqlite3.connect(ledger) as db:
        (client,) = db.execute("SELECT code FROM client LIMIT 1").fetchone()
    names = []
    for _ in range(count):
        made = subprocess.run(
            [
                *PROGRAM,
                "invoice",
                "new",
                client,
                "--line",
                "1 x Work @ 100.00",
                "--quiet",
                "--json",
            ],
            check=True,
            capture_output=True,
            env={**os.environ, **_env(ledger)},
        )
        names.append(made.stdout.decode().split('"draft": "')[1].split('"')[0])
    return names


def _processes(ledger: Path, runs: int) -> list[Figure]:
    env = _env(ledger)
    floor = _median(lambda: _timed([sys.executable, "-c", "pass"], env), runs * 2)
    version = _median(lambda: _timed([*PROGRAM, "--version"], env), runs)
    overdue = _median(lambda: _timed([*PROGRAM, "overdue", "--limit", "50", "--json"], env), runs)
    drafts = iter(_drafts(ledger, runs + 1))
    issue = _median(lambda: _timed([*PROGRAM, "invoice", "issue", next(drafts)], env), runs)
    return [
        Figure("`smm-ledger --version`", version, floor, 6),
        Figure("`smm-ledger overdue --json`, first 50", overdue, floor, 12),
        Figure("`smm-ledger invoice issue` with its archived PDF", issue, floor, 130),
    ]


def _paint(command: Sequence[str], env: dict[str, str], text: str) -> float:
    with Terminal(command, env) as terminal:
        return terminal.wait_for(text)


def _screens(big: Path, small: Path, runs: int) -> list[Figure]:
    empty = [sys.executable, str(HERE / "empty_app.py")]
    floor = _median(lambda: _paint(empty, {}, "Hello"), runs)
    paint = _median(lambda: _paint(PROGRAM, _env(big), "overdue by"), runs)
    few = _median(lambda: _paint(PROGRAM, _env(small), "Today"), runs)
    with Terminal(PROGRAM, _env(big)) as terminal:
        terminal.wait_for("overdue by")
        terminal.quiet()
        key = statistics.median(terminal.press(b"j") for _ in range(30))
        memory = terminal.memory()
    with Terminal(PROGRAM, _env(small)) as terminal:
        terminal.wait_for("Today")
        terminal.quiet()
        memory_of_few = terminal.memory()
    return [
        Figure("first paint with real figures and rows", paint, floor, 1.3),
        Figure("the same, beside a ledger of 60 invoices", paint, few, 1.1),
        Figure("key press to changed screen (floor: 5 ms)", key, 5, 1),
        Figure(
            "memory of the UI, beside 60 invoices", memory / 1024, memory_of_few / 1024, 1.5, "MiB"
        ),
    ]


def _review(ledger: Path, runs: int) -> Figure:
    """The whole overdue review, beside reading the same rows from a flat table."""
    from smm_ledger.db.storage import SqliteStorage
    from smm_ledger.services.clock import FixedClock

    storage = SqliteStorage(ledger, clock=FixedClock(TODAY))

    def review() -> float:
        with storage.read() as reader:
            began = time.perf_counter()
            reader.overdue(as_of=TODAY)
            return (time.perf_counter() - began) * 1000

    with storage.read() as reader:
        rows = reader.overdue(as_of=TODAY).rows
    flat = sqlite3.connect(":memory:")
    flat.execute("CREATE TABLE flat (a, b, c, d, e, f, g, h, i)")
    flat.executemany(
        "INSERT INTO flat VALUES (?,?,?,?,?,?,?,?,?)",
        [
            (
                *(row.invoice, row.client, row.client_name, row.instalment),
                *(
                    row.due_date.isoformat(),
                    row.days_overdue,
                    row.balance,
                    row.currency,
                    row.bucket,
                ),
            )
            for row in rows
        ],
    )

    def plain() -> float:
        from smm_ledger.db.columns import day
        from smm_ledger.services.review import OverdueRow

        began = time.perf_counter()
        for a, b, c, d, e, f, g, h, i in flat.execute("SELECT * FROM flat"):
            OverdueRow(
                invoice=a,
                client=b,
                client_name=c,
                instalment=d,
                due_date=day(e),
                days_overdue=f,
                balance=g,
                currency=h,
                bucket=i,
            )
        return (time.perf_counter() - began) * 1000

    return Figure(
        f"overdue review, all {len(rows)} rows", _median(review, runs), _median(plain, runs), 1.6
    )


def _write(figures: Sequence[Figure]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    head = text[: text.index("| what |")]
    table = [
        "| what | took | floor | ratio | goal | met |",
        "| --- | --- | --- | --- | --- | --- |",
        *(figure.row for figure in figures),
    ]
    PAGE.write_text(head + "\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
