"""The sample year in a ledger, replayed once a day that it is wanted for, then copied."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from smm_ledger.bootstrap import LateRenderer
from smm_ledger.db.storage import SqliteStorage
from smm_ledger.resources import sample_data_folder
from smm_ledger.services.demo import DemoResult, ReplayClock, load_demo
from smm_ledger.services.ledger import Ledger, build
from tests.support.begun import begin

PUBLISHED = dt.date(2026, 11, 24)
"""The day whose figures the documentation shows."""


@dataclass(frozen=True)
class Replay:
    """What the replay said, and the steps that its progress went through."""

    result: DemoResult
    steps: tuple[tuple[int, int], ...]


_REPLAYS: dict[dt.date, Replay] = {}


def place(path: Path, today: dt.date) -> Replay:
    """Put a ledger with the sample year at a path where there is none."""
    begin(path, _replay, today)
    return _REPLAYS[today]


def _replay(path: Path, today: dt.date) -> None:
    clock = ReplayClock(today)
    steps: list[tuple[int, int]] = []
    result = load_demo(
        over(path, clock),
        sample_data_folder(),
        clock,
        lambda done, total: steps.append((done, total)),
    )
    _REPLAYS[today] = Replay(result, tuple(steps))


def over(path: Path, clock: ReplayClock) -> Ledger:
    """Return the services over a ledger file, under a clock that the replay turns."""
    return build(SqliteStorage(path, clock=clock), clock, LateRenderer())
