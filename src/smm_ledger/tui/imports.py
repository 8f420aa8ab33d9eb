"""Taking over old invoices on the first day: which file, a look at what it holds, then all of it.

The same reading and the same services as the command; what is wrong is shown by file and row, and
nothing is kept then.
"""

import asyncio
from typing import TYPE_CHECKING, Any, Final

from smm_ledger.core.errors import LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.i18n.import_words import told
from smm_ledger.i18n.translator import translate_error
from smm_ledger.tui.dialogs.confirm import ConfirmDialog
from smm_ledger.tui.dialogs.message import MessageDialog
from smm_ledger.tui.dialogs.path import PathDialog

if TYPE_CHECKING:
    from smm_ledger.services.imports import Imported, OldInvoices
    from smm_ledger.services.ledger import Ledger
    from smm_ledger.tui.base import Guarded

TITLE: Final = N_("Import old invoices")
NOTE: Final = N_("A CSV table, a FatturaPA file, or a folder of them.")
AGREE: Final = N_("Import these?")
WRONG: Final = N_("Nothing was imported")


async def take_old_invoices(screen: "Guarded[Any, Ledger]") -> bool:
    """Ask for a file or folder and take it over; return whether something was. In a worker only."""
    from smm_ledger.services.import_plan import Wishes

    ctx = screen.ctx
    dialog = PathDialog(
        ctx,
        title=screen.say(TITLE),
        note=screen.say(NOTE),
        example=screen.say(N_("invoices.csv, a folder of XML files …")),
        read=True,
    )
    path = await screen.ask(dialog)
    if path is None or ctx.doors is None:
        return False
    own = ctx.services.imports
    old = await asyncio.to_thread(ctx.doors.read_old_invoices, ctx.services, path)
    wishes = Wishes(add_clients=True, leave_out=not old.linked)
    seen = await asyncio.to_thread(own.look, old.documents, wishes)
    if seen.problems:
        text = "\n".join(_problem(screen, old, at, why) for at, why in seen.problems)
        await screen.ask(MessageDialog(ctx, title=screen.say(WRONG), text=text))
        return False
    text = "\n".join(_lines(screen, old, seen, dry_run=True))
    if not seen.added:
        screen.notify(text, markup=False)
        return False
    if not await screen.ask(ConfirmDialog(ctx, title=screen.say(AGREE), text=text)):
        return False
    done = await asyncio.to_thread(own.take_over, old.documents, wishes)
    screen.notify(_lines(screen, old, done, dry_run=False)[0], markup=False)
    return True


def _problem(screen: "Guarded[Any, Ledger]", old: "OldInvoices", at: int, why: LedgerError) -> str:
    message, _ = translate_error(why, screen.ctx.words)
    return f"{old.places[at]}, {message}"


def _lines(
    screen: "Guarded[Any, Ledger]", old: "OldInvoices", outcome: "Imported", *, dry_run: bool
) -> list[str]:
    return told(
        screen.ctx.words,
        added=len(outcome.added),
        clients=outcome.clients,
        existing=outcome.existing,
        left=[(old.places[at], why) for at, why in outcome.left_out],
        dry_run=dry_run,
    )
