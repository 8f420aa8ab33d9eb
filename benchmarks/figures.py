"""What a benchmark yields: one measured thing beside its floor and its goal, and how it is told."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import TODAY

PROGRAM = [sys.executable, "-m", "smm_ledger"]
HEAD = (
    "| what | took | floor | ratio | goal | met |",
    "| --- | --- | --- | --- | --- | --- |",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing, with its floor in the same unit and the goal for their ratio.

    Without a floor the goal is a figure of its own, in that unit.
    """

    what: str
    took: float
    floor: float | None
    goal: float
    unit: str = "ms"

    @property
    def row(self) -> str:
        """A row of the page's table."""
        took = f"{self.took:.1f} {self.unit}"
        if self.floor is None:
            floor, ratio, goal = "", "", f"≤ {self.goal:g} {self.unit}"
            met = self.took <= self.goal
        else:
            times = self.took / self.floor
            floor, ratio, goal = (
                f"{self.floor:.1f} {self.unit}",
                f"{times:.2f} ×",
                f"≤ {self.goal:g} ×",
            )
            met = times <= self.goal
        cells = (self.what, took, floor, ratio, goal, "yes" if met else "**no**")
        return f"| {' | '.join(cells)} |"


def env_of(ledger: Path) -> dict[str, str]:
    """Return what makes a program use that ledger, on a fixed day, and nothing else of ours."""
    folder = ledger.parent
    return {
        "SMM_LEDGER_FILE": str(ledger),
        "SMM_LEDGER_TODAY": TODAY.isoformat(),
        "SMM_LEDGER_LANG": "en",
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_DOCUMENTS_DIR": str(folder / "documents"),
    }


def timed(command: Sequence[str], env: Mapping[str, str]) -> float:
    """Return the milliseconds of a whole process."""
    began = time.perf_counter()
    subprocess.run(list(command), check=True, capture_output=True, env={**os.environ, **env})
    return (time.perf_counter() - began) * 1000


def in_turn(measures: Sequence[Callable[[], float]], runs: int) -> list[float]:
    """Return the medians of several measures that are taken in turn, after one that warms up.

    What disturbs the machine for a while disturbs them all.
    """
    found = [[measure() for measure in measures] for _ in range(runs + 1)][1:]
    return [statistics.median(column) for column in zip(*found, strict=True)]
