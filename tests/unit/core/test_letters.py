"""Rungs have an order, a hold ends on its day, things are named by their numbers."""

import datetime as dt
from dataclasses import replace

from smm_ledger.core.letters import Hold, Rung

HOLD = Hold(
    id=2, client_id=1, client="rossi", since=dt.date(2026, 12, 1), until=dt.date(2026, 12, 10)
)


def test_the_ladder_goes_up() -> None:
    assert [rung.height for rung in Rung] == [1, 2, 3, 4]


def test_on_its_last_day_a_hold_is_over() -> None:
    assert HOLD.name == "hold-2"
    assert HOLD.holds(dt.date(2026, 12, 9))
    assert not HOLD.holds(dt.date(2026, 12, 10))
    assert not replace(HOLD, released_on=dt.date(2026, 12, 5)).holds(dt.date(2026, 12, 6))
