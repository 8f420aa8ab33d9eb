"""The ledger as a file: a verified copy of it, and whether it is sound. In a worker only."""

import asyncio
from typing import TYPE_CHECKING, Any, Final

from smm_ledger.core.marks import N_
from smm_ledger.tui.dialogs.message import MessageDialog
from smm_ledger.tui.dialogs.path import ask_where

if TYPE_CHECKING:
    from smm_ledger.services.ledger import Ledger
    from smm_ledger.tui.base import Guarded

TITLE: Final = N_("Copy of the ledger")
NOTE: Final = N_(
    "A whole copy, verified after it is written; best on another disk. Nothing is overwritten."
)
WRITTEN: Final = N_("Written: {path}")
LOOKING: Final = N_("Computing every figure and hash again…")
SOUND: Final = N_("The ledger is sound.")
DAMAGED: Final = N_("The ledger is damaged")


async def back_up(screen: "Guarded[Any, Ledger]") -> None:
    """Ask where, and write a verified copy of the ledger."""
    ctx = screen.ctx
    stamp = ctx.clock.now().strftime("%Y%m%d-%H%M%S")
    usual = ctx.open_doors.usual_path(ctx.services.storage.path.stem, stamp, extension="db")
    path = await ask_where(screen, screen.say(TITLE), NOTE, usual)
    if path is not None:
        made = await asyncio.to_thread(ctx.services.upkeep.backup, path)
        screen.tell(WRITTEN, path=str(made))


async def look_for_damage(screen: "Guarded[Any, Ledger]") -> None:
    """Compute everything again, and say what is not as it must be."""
    screen.tell(LOOKING)
    findings = await asyncio.to_thread(screen.ctx.services.upkeep.check, full=True)
    if not findings:
        screen.tell(SOUND)
        return
    lines = "\n".join(f"{one.where}: {screen.say(one.what)}" for one in findings)
    await screen.ask(MessageDialog(screen.ctx, title=screen.say(DAMAGED), text=lines))
