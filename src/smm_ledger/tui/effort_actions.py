"""Logging time and requests from any screen: one dialog, one service, and a way back."""

from collections.abc import Callable, Sequence
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.requests import Request, RequestKind
from smm_ledger.i18n.formatting import format_duration
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.changes_retainers import effort_logged
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.effort import EffortDialog, RequestDialog
from smm_ledger.tui.errors import TOAST_SECONDS
from smm_ledger.tui.widgets.inputs import Named

OFFERED: Final = 20
LOGGED: Final = N_("{time} logged for {client}; undo takes it back")
INSIDE: Final = N_("Request logged, inside the scope")
GIVEN: Final = N_("Gift logged: {amount} given away, at the hourly rate of {source}")
GIVEN_BLIND: Final = N_("Gift logged without a figure: its hours or an hourly rate are missing")
ORDERED: Final = N_("Change order logged: quote {quote} is a draft to price and send")


def clients_finder(ctx: Context[Ledger]) -> Callable[[str], Sequence[Named]]:
    """Return what looks for clients as one types."""

    def find(typed: str) -> Sequence[Named]:
        rows = ctx.services.clients.list(ListQuery(search=typed, limit=OFFERED))
        return [(row.client.code, row.client.name) for row in rows]

    return find


async def log_effort(screen: LedgerScreen[Ledger], client: str) -> bool:
    """Ask for time that a client took, and log it; tell whether it was."""
    ctx = screen.ctx
    dialog = EffortDialog(ctx, find=clients_finder(ctx), client=client)
    typed = await screen.ask(dialog)
    if typed is None:
        return False
    effort = ctx.services.effort.add(
        typed.client, typed.hours, tag=typed.tag, note=typed.note, date=typed.date
    )
    ctx.history.did(effort_logged(ctx.services, effort))
    said = ctx.say(LOGGED, time=format_duration(effort.minutes), client=effort.client)
    screen.app.notify(said, timeout=TOAST_SECONDS, markup=False)
    return True


async def log_request(screen: LedgerScreen[Ledger], client: str) -> Request | None:
    """Ask for a request, log it, and say what it comes to."""
    ctx = screen.ctx
    dialog = RequestDialog(ctx, find=clients_finder(ctx), client=client)
    typed = await screen.ask(dialog)
    if typed is None:
        return None
    request = ctx.services.requests.add(
        typed.client, typed.text, kind=typed.kind, hours=typed.hours, date=typed.date
    )
    screen.app.notify(_told(ctx, request), timeout=TOAST_SECONDS, markup=False)
    return request


def _told(ctx: Context[Ledger], request: Request) -> str:
    if request.kind is RequestKind.CHANGE_ORDER:
        return ctx.say(ORDERED, quote=request.quote)
    if request.kind is RequestKind.INSIDE:
        return ctx.say(INSIDE)
    if request.value is None:
        return ctx.say(GIVEN_BLIND)
    amount = Money(request.value, request.currency)
    return ctx.say(GIVEN, amount=amount, source=request.rate_source)
