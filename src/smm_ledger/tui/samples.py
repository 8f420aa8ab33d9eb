"""The ready catalogue of a social media manager, offered where there is none yet."""

from typing import TYPE_CHECKING, Any, Final

from smm_ledger.core.marks import N_
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog

if TYPE_CHECKING:
    from smm_ledger.services.ledger import Ledger
    from smm_ledger.tui.base import Guarded

TITLE: Final = N_("Ready services: hours and texts are there, prices are yours to set")
ALL: Final = N_("All of them ({n})")
NONE_LEFT: Final = N_("All ready services are in the catalogue.")
TAKEN: Final = N_("Taken into the catalogue: {n}")
EVERY: Final = "*"
"""The key for all; no code has it."""


async def take_samples(screen: "Guarded[Any, Ledger]") -> int:
    """Offer the ready services, one or all; return how many were taken. Only inside a worker."""
    catalogue = screen.ctx.services.catalogue
    ready = catalogue.samples()
    if not ready:
        screen.notify(screen.say(NONE_LEFT), markup=False)
        return 0
    choices = [
        Choice(EVERY, screen.say(ALL, n=len(ready))),
        *(Choice(one.code, one.description, one.unit) for one in ready),
    ]
    chosen = await screen.ask(
        ChooseDialog(screen.ctx, title=screen.say(TITLE), choices=choices, wide=True)
    )
    if chosen is None:
        return 0
    taken = len(catalogue.add_samples(None if chosen == EVERY else {chosen}))
    screen.notify(screen.say(TAKEN, n=taken), markup=False)
    return taken
