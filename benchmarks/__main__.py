"""Measures what docs/performance.md quotes, as ratios within one run.

    python3 dev.py bench [--invoices 100000] [--runs 5] [--ledger FILE] [--only NAME ...] [--write]

Whole processes are timed from outside, floors and programs in turn, and medians are printed beside
the goal. `--ledger` uses a ledger that `benchmarks/generate.py` made before; `--only` measures some
parts; `--write` puts the table into docs/performance.md. All of it takes five minutes.
"""

import argparse
import compileall
import gc
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import papers, processes, reviews, screens, solver
from benchmarks.figures import HEAD, Figure
from benchmarks.generate import generate
from smm_ledger.__main__ import RARELY

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "performance.md"
TENFOLD = 10


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print; see the module's text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--invoices", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--only", nargs="+", metavar="NAME", default=[])
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args(argv)
    # A start that compiles is not what is measured; some environments forbid keeping the outcome.
    compileall.compile_dir(ROOT / "src", quiet=2)
    gc.set_threshold(*RARELY)  # as the program does
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="smm-bench-") as folder:
        big, small = Path(folder) / "big.db", Path(folder) / "small.db"
        if args.ledger:
            shutil.copyfile(args.ledger, big)
        else:
            generate(big, clients=1000, invoices=args.invoices, with_log=False)
        generate(small, clients=12, invoices=60)
        parts: Mapping[str, Callable[[], Sequence[Figure]]] = {
            "processes": lambda: processes.measured(big, args.runs),
            "screens": lambda: screens.measured(big, small, args.runs),
            "papers": lambda: papers.measured(big, args.runs),
            "solver": solver.measured,
            "reviews": lambda: reviews.at_sizes(big, args.invoices, TENFOLD, args.runs),
        }
        for name, measured in parts.items():
            if not args.only or name in args.only:
                gc.collect()
                gc.freeze()  # what is there already is no part's
                for figure in measured():
                    print(figure.row, flush=True)
                    figures.append(figure)
    if args.write:
        _write(figures)
    return 0


def _write(figures: Sequence[Figure]) -> None:
    text = PAGE.read_text(encoding="utf-8")
    head = text[: text.index(HEAD[0])]
    PAGE.write_text(
        head + "\n".join([*HEAD, *(figure.row for figure in figures)]) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    sys.exit(main())
