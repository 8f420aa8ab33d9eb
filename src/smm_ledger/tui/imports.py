"""The first day: clients, services and old invoices out of files, looked at before they are taken.

The same reading and the same services as the command; what is wrong is shown by file and row, and
nothing is kept then.
"""

import asyncio
from typing import TYPE_CHECKING, Any, Final

from smm_ledger.core.errors import LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.i18n.import_words import ADDED, CAN_BE, TWIN, already, told
from smm_ledger.i18n.translator import translate_error
from smm_ledger.tui.dialogs.confirm import ConfirmDialog
from smm_ledger.tui.dialogs.message import MessageDialog
from smm_ledger.tui.dialogs.path import PathDialog
from smm_ledger.tui.dialogs.plan import PlanDialog, Planned
from smm_ledger.tui.errors import error_text

if TYPE_CHECKING:
    from smm_ledger.services.import_tables import Outlook, TypedRows
    from smm_ledger.services.imports import Imported, OldInvoices
    from smm_ledger.services.ledger import Ledger
    from smm_ledger.tui.base import Guarded

TITLE: Final = N_("Import old invoices")
NOTE: Final = N_("A CSV table, a FatturaPA file, or a folder of them.")
AGREE: Final = N_("Import these?")
WRONG: Final = N_("Nothing was imported")
TABLES: Final = {
    "clients": (
        N_("Import clients from a table"),
        N_("A CSV file whose first row names the columns; “name” is needed."),
    ),
    "services": (
        N_("Import services from a table"),
        N_("A CSV file whose first row names the columns; “code” and “description” are needed."),
    ),
}
PLAN: Final = N_("What {file} holds")
NEW: Final = N_("new")
HERE: Final = N_("already here")
REFUSED: Final = N_("refused")
REFUSED_ROWS: Final = N_("Refused: {n}. Nothing can be imported.")
REFUSALS: Final = N_("Correct the refused rows first: a table is taken whole or not at all.")
NOTHING_NEW: Final = N_("Nothing in it is new.")


async def take_table(screen: "Guarded[Any, Ledger]", kind: str) -> bool:
    """Ask for a table, show what would become of each row, and add all of it on a yes.

    Args:
        screen: Over which the dialogs stand; in a worker of it only.
        kind: `clients` or `services`.

    Returns:
        Whether something was added.
    """
    from smm_ledger.services.import_tables import look, take

    ctx = screen.ctx
    title, note = TABLES[kind]
    path = await screen.ask(PathDialog(ctx, title=screen.say(title), note=screen.say(note)))
    if path is None:
        return False
    typed = await asyncio.to_thread(ctx.open_doors.read_rows, path, kind)
    seen = await asyncio.to_thread(look, ctx.services, kind, typed.rows)
    if not await screen.ask(_plan(screen, kind, typed, seen)):
        return False
    added = await asyncio.to_thread(take, ctx.services, kind, typed.rows)
    screen.notify(ADDED[kind](ctx.words, len(added)), markup=False)
    return True


def _plan(
    screen: "Guarded[Any, Ledger]", kind: str, typed: "TypedRows", seen: "Outlook"
) -> PlanDialog[Any]:
    """Return the rows with what would become of each, the refused ones on top."""
    ctx, twins = screen.ctx, dict(seen.twins)
    rows: list[Planned] = []
    for line, own, one in zip(typed.lines, typed.rows, seen.found, strict=True):
        name = own.get("name") or own.get("description") or own.get("code", "")
        if isinstance(one, LedgerError):
            rows.append(Planned(line, screen.say(REFUSED), name, error_text(ctx, one), bad=True))
        elif one.id:
            rows.append(Planned(line, screen.say(HERE), name, one.code, style="dim"))
        elif name in twins:
            why = screen.say(TWIN, name=name, other=twins[name])
            rows.append(Planned(line, screen.say(NEW), name, why, style="warn"))
        else:
            rows.append(Planned(line, screen.say(NEW), name, one.code))
    counts = [CAN_BE[kind](ctx.words, len(seen.new)), *already(ctx.words, seen.existing)]
    if seen.refused:
        counts = [screen.say(REFUSED_ROWS, n=len(seen.refused)), screen.say(REFUSALS)]
    elif not seen.new:
        counts = [screen.say(NOTHING_NEW), *counts[1:]]
    return PlanDialog(
        ctx,
        title=screen.say(PLAN, file=typed.file),
        text="\n".join(counts),
        rows=sorted(rows, key=lambda row: not row.bad),
        possible=bool(seen.new) and not seen.refused,
    )


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
