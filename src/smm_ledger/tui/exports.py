"""Taking one's data away: which form, where to, and all of it is written, as the command does."""

import asyncio
from typing import TYPE_CHECKING, Any, Final

from smm_ledger.core.marks import N_
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.dialogs.path import ask_where

if TYPE_CHECKING:
    from smm_ledger.services.ledger import Ledger
    from smm_ledger.tui.base import Guarded

TITLE: Final = N_("Export everything")
KINDS: Final = {
    "csv": (N_("Tables for a spreadsheet"), N_("a folder of CSV files")),
    "json": (N_("The whole ledger"), N_("one JSON file, private bounds too")),
    "hledger": (N_("A journal for hledger"), N_("every entry balanced")),
}
NAMES: Final = {"csv": "export", "json": "ledger.json", "hledger": "ledger.journal"}
WRITTEN: Final = N_("Written: {path}")


async def export_everything(screen: "Guarded[Any, Ledger]") -> None:
    """Ask for the form and the place, and write. In a worker only."""
    ctx = screen.ctx
    title = screen.say(TITLE)
    choices = [
        Choice(kind, screen.say(text), screen.say(detail)) for kind, (text, detail) in KINDS.items()
    ]
    kind = await screen.ask(ChooseDialog(ctx, title=title, choices=choices))
    if kind is None:
        return
    usual = ctx.documents_folder().parent / NAMES[kind]
    path = await ask_where(screen, title, KINDS[kind][0], usual)
    if path is not None:
        await asyncio.to_thread(ctx.export, ctx.services, path, kind)
        screen.notify(screen.say(WRITTEN, path=str(path)), markup=False)
