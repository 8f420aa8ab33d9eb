"""What can be done with a retainer now: read from its state table, as in `possible`."""

from collections.abc import Sequence
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.states import RETAINER_TABLE, RetainerEvent, RetainerState
from smm_ledger.tui.possible import FILES, Deed

_G = RetainerEvent

_RETAINER: Final[Sequence[tuple[RetainerEvent | None, Deed]]] = (
    (_G.INVOICE, Deed("invoice", "invoice", N_("invoice or skip its periods"))),
    (_G.USE, Deed("usage", "usage", N_("log units that the client had"))),
    (_G.SPEND, Deed("spend", "", N_("say what was really spent on ads"))),
    (None, Deed("request", "request", N_("log a request of the client"))),
    (_G.EDIT, Deed("edit", "edit", N_("change what was signed"))),
    (_G.PAUSE, Deed("pause", "pause", N_("pause it"))),
    (_G.RESUME, Deed("pause", "pause", N_("resume it"))),
    (
        _G.STOP_WORK,
        Deed("stop_work", "stop-work", N_("flag that work rests until the client pays")),
    ),
    (_G.RESUME_WORK, Deed("stop_work", "stop-work", N_("let work go on"))),
    (None, Deed("attach", "attach", N_("keep a file with it: the signed contract"))),
    (None, Deed("files", "files", FILES)),
    (_G.END, Deed("delete", "delete", N_("end it today"))),
)
RETAINER_DEEDS: Final = frozenset(deed.action for _, deed in _RETAINER)


def retainer_deeds(state: str, *, invoiced: bool, stopped: bool, spends: bool) -> Sequence[Deed]:
    """Return what can be done with a retainer.

    Args:
        state: As stored.
        invoiced: A period is invoiced: what was signed stays.
        stopped: Work rests.
        spends: A line hangs on ad spend.
    """
    left_out = {_G.STOP_WORK if stopped else _G.RESUME_WORK}
    left_out |= {_G.EDIT} if invoiced else set()
    left_out |= set() if spends else {_G.SPEND}
    now = RetainerState(state)
    return [
        deed
        for event, deed in _RETAINER
        if event is None or ((now, event) in RETAINER_TABLE and event not in left_out)
    ]
