"""What can be undone of retainers and effort, as pairs of service calls (see `changes`)."""

from typing import Final

from smm_ledger.core.effort import Effort, hours_of
from smm_ledger.core.marks import N_
from smm_ledger.core.retainers import Retainer
from smm_ledger.i18n.formatting import format_duration
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.retainer_inputs import UsageInput
from smm_ledger.tui.changes import both_ways
from smm_ledger.tui.history import Change

EFFORT: Final = N_("{time} for {client}")
USED: Final = N_("{service} used of {name}")
PAUSED: Final = N_("{name} paused")
RESUMED: Final = N_("{name} resumed")
STOPPED: Final = N_("work stopped: {name}")
GOES_ON: Final = N_("work goes on: {name}")


def effort_logged(ledger: Ledger, effort: Effort) -> Change:
    """Return the change that logged time."""
    name = [effort.name]

    def undo() -> None:
        ledger.effort.delete(name[0])

    def redo() -> None:
        made = ledger.effort.add(
            effort.client,
            hours_of(effort.minutes),
            tag=effort.tag,
            note=effort.note,
            date=effort.date,
        )
        name[0] = made.name

    told = {"time": format_duration(effort.minutes), "client": effort.client}
    return Change(EFFORT, undo, redo, told)


def usage_logged(ledger: Ledger, retainer: Retainer, typed: UsageInput) -> Change:
    """Return the change that logged the last usage of a retainer."""
    no = [retainer.usage[-1].no]

    def undo() -> None:
        ledger.retainers.unuse(retainer.name, no[0])

    def redo() -> None:
        no[0] = ledger.retainers.use(retainer.name, typed).usage[-1].no

    return Change(USED, undo, redo, {"service": typed.service, "name": retainer.name})


def turned(ledger: Ledger, text: str, name: str) -> Change:
    """Return the change that paused a retainer or stopped its work, or let it go on."""
    return Change(text, *both_ways(ledger, "retainer", name), {"name": name})
