"""The retainer's states: every pair of state and event, written out a second time."""

import itertools

import pytest

from smm_ledger.core.errors import IllegalTransition
from smm_ledger.core.states import (
    DEEDS,
    RETAINER_TABLE,
    RetainerEvent,
    RetainerState,
    next_retainer_state,
)

RETAINER = """
active  edit         active
active  invoice      active
active  skip         active
active  use          active
active  spend        active
active  pause        paused
active  stop_work    active
active  resume_work  active
active  end          ended
paused  edit         paused
paused  spend        paused
paused  resume       active
paused  stop_work    paused
paused  resume_work  paused
paused  end          ended
ended   invoice      ended
ended   skip         ended
ended   spend        ended
"""
LISTED = {(row.split()[0], row.split()[1]): row.split()[2] for row in RETAINER.split("\n") if row}


@pytest.mark.parametrize(
    ("state", "event"), list(itertools.product(RetainerState, RetainerEvent)), ids=str
)
def test_every_pair(state: RetainerState, event: RetainerEvent) -> None:
    if (state, event) in LISTED:
        assert next_retainer_state("retainer-1", state, event) == LISTED[state, event]
        return
    with pytest.raises(IllegalTransition) as refused:
        next_retainer_state("retainer-1", state, event)
    allowed = refused.value.data["allowed"]
    assert isinstance(allowed, tuple)
    assert set(allowed) == {DEEDS[e] for s, e in RETAINER_TABLE if s == state}
