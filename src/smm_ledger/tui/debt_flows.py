"""What is done about a debt besides letters: promises, holds, contacts, claims.

Each asks, calls one service and says what came of it; True is returned where something changed.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from smm_ledger.core.claims import Claim, ClaimState
from smm_ledger.core.letters import ContactOutcome, Hold
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.promises import Promise, PromiseState
from smm_ledger.services.accruals import InterestView
from smm_ledger.services.documents import Paper
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.promises import PromiseInput
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.changes import Named, noted
from smm_ledger.tui.dialogs.base import AROUND
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.dialogs.claim import PAGE, ClaimDialog, Deal
from smm_ledger.tui.dialogs.confirm import ConfirmDialog
from smm_ledger.tui.dialogs.contact import ContactDialog
from smm_ledger.tui.dialogs.copy import CopyDialog
from smm_ledger.tui.dialogs.fields import ask_and_keep
from smm_ledger.tui.dialogs.hold import HoldDialog
from smm_ledger.tui.dialogs.promise import PromiseDialog
from smm_ledger.tui.dialogs.reason import ReasonDialog
from smm_ledger.tui.papers import DocumentScreen
from smm_ledger.tui.views.claims import claim_sheet
from smm_ledger.tui.views.words import word

Screen = LedgerScreen[Ledger]

NEW: Final = "new"
COPY: Final = "copy"
PROMISED: Final = N_("{name}: {amount} of {invoice} by {by}")
HELD: Final = N_("Reminders of {ref} wait until {until}")
RELEASED: Final = N_("Reminders of {ref} go on")
LOGGED: Final = N_("{name}: {channel}, {outcome}")
CLAIMED: Final = N_("{total} of interest and cost on {invoice} is claimed")
COLLECTED: Final = N_("{total} of interest and cost on {invoice} is collected")
WAIVED: Final = N_("{total} of interest and cost on {invoice} is waived")


class Owing(NamedTuple):
    """An invoice on which money is owed, as a list of them shows it."""

    number: str
    balance: Money
    due: dt.date | None


async def choose_owing(screen: Screen, owing: Sequence[Owing]) -> str | None:
    """Return the invoice that is meant; a single one needs no question."""
    if len(owing) == 1:
        return owing[0].number
    choices = [
        Choice(
            one.number,
            screen.say(N_("{name}: {owed} owed"), name=one.number, owed=one.balance),
            screen.say(N_("due on {day}"), day=one.due) if one.due else "",
        )
        for one in owing
    ]
    title = screen.say(N_("Which invoice?"))
    return await screen.ask(ChooseDialog(screen.ctx, title=title, choices=choices))


MOVABLE: Final = frozenset({PromiseState.OPEN, PromiseState.PARTLY_KEPT, PromiseState.BROKEN})


async def promise(screen: Screen, invoice: str) -> bool:
    """Record what a client promised of an invoice, or another day for what it promised before."""
    before = _movable(screen, invoice)
    if before is not None:
        chosen = await _which(screen, before)
        if chosen is None:
            return False
        if chosen == COPY:
            await _confirm(screen, before)
            return False
        if chosen != NEW:
            return await _another_day(screen, before)
    own = screen.ctx.services.invoices.show(invoice)
    dialog = PromiseDialog(screen.ctx, name=own.name, client=own.client.name, owed=own.balance)
    promises = screen.ctx.services.promises
    typed: list[PromiseInput] = []

    def keep(said: PromiseInput) -> Promise:
        typed.append(said)
        return promises.add(said)

    made = await ask_and_keep(screen, dialog, keep)
    if made is not None:
        amount = Money(made.amount, made.currency)
        _remember(screen, ("promise", "add"), made, lambda: promises.add(typed[-1]), amount=amount)
    return _tell_promise(screen, made)


def _movable(screen: Screen, invoice: str) -> Promise | None:
    """Return the last promise on an invoice that another day can still take the place of."""
    found = screen.ctx.services.collections.record(invoice).promises
    return next((one for one in found if one.state in MOVABLE), None)


def _remember(
    screen: Screen,
    done: tuple[str, str],
    made: Named,
    again: Callable[[], Named],
    **data: object,
) -> None:
    """Let `undo` take back what was noted."""
    screen.ctx.history.did(noted(screen.ctx.services, done, made, again, **data))


async def _which(screen: Screen, before: Promise) -> str | None:
    data = {"amount": _left(before), "by": before.by, "name": before.name}
    choices = [
        Choice(before.name, screen.say(N_("another day for {amount}, promised by {by}"), **data)),
        Choice(NEW, screen.say(N_("a promise of its own"))),
        Choice(COPY, screen.say(N_("copy a text that confirms it"))),
    ]
    title = screen.say(N_("Promise on {name}"), name=before.invoice)
    return await screen.ask(ChooseDialog(screen.ctx, title=title, choices=choices, wide=True))


async def _confirm(screen: Screen, before: Promise) -> None:
    """Show and copy what confirms a promise to the client."""
    text = screen.ctx.services.texts.promise(before.name)
    await screen.ask(CopyDialog(screen.ctx, title=before.name, text=text))


async def _another_day(screen: Screen, before: Promise) -> bool:
    from smm_ledger.tui.dialogs.date import DateDialog

    data = {"amount": _left(before), "name": before.invoice}
    dialog = DateDialog(
        screen.ctx, title=screen.say(N_("{amount} of {name} by another day"), **data)
    )
    promises = screen.ctx.services.promises
    made = await ask_and_keep(screen, dialog, lambda by: promises.renegotiate(before.name, by=by))
    return _tell_promise(screen, made)


def _left(own: Promise) -> Money:
    return Money(own.amount, own.currency) - Money(own.received, own.currency)


def _tell_promise(screen: Screen, own: Promise | None) -> bool:
    if own is None:
        return False
    amount = Money(own.amount, own.currency)
    screen.tell(PROMISED, name=own.name, amount=amount, invoice=own.invoice, by=own.by)
    return True


async def hold(screen: Screen, ref: str, name: str, *, reason: str = "") -> bool:
    """Suspend the reminders of a client or an invoice, or let those go on that are suspended.

    Args:
        screen: Over which the dialogs stand.
        ref: A client's code or an invoice's number.
        name: How it is called in the dialog.
        reason: What stands in the dialog at first.
    """
    contacts = screen.ctx.services.contacts
    standing = screen.ctx.services.collections.record(ref).holds
    if standing:
        return await _release(screen, standing)
    made = await ask_and_keep(
        screen,
        HoldDialog(screen.ctx, name=name, reason=reason),
        lambda typed: contacts.hold(ref, until=typed.until, reason=typed.reason),
    )
    if made is None:
        return False
    _remember(
        screen,
        ("hold", "hold"),
        made,
        lambda: contacts.hold(ref, until=made.until, reason=made.reason),
    )
    screen.tell(HELD, ref=made.invoice or name, until=made.until)
    return True


async def _release(screen: Screen, standing: tuple[Hold, ...]) -> bool:
    lines = [
        screen.say(
            N_("{ref} until {until}: {reason}") if one.reason else N_("{ref} until {until}"),
            ref=one.invoice or one.client,
            until=one.until,
            reason=one.reason,
        )
        for one in standing
    ]
    title = screen.say(N_("Let the reminders go on?"))
    if not await screen.ask(ConfirmDialog(screen.ctx, title=title, text="\n".join(lines))):
        return False
    for ref in dict.fromkeys(one.invoice or one.client for one in standing):
        if any(one.holds(screen.ctx.clock.today()) for one in _holds(screen, ref)):
            screen.ctx.services.contacts.release(ref)
    screen.tell(RELEASED, ref=standing[0].invoice or standing[0].client)
    return True


def _holds(screen: Screen, ref: str) -> tuple[Hold, ...]:
    return screen.ctx.services.collections.record(ref).holds


async def contact(screen: Screen, ref: str, name: str, owing: Sequence[Owing] = ()) -> bool:
    """Log a contact; what was promised or disputed leads on to the promise or the hold.

    Args:
        screen: Over which the dialogs stand.
        ref: A client's code or an invoice's number.
        name: The client's name.
        owing: What a promise could be on.
    """
    log = screen.ctx.services.contacts.log
    made = await ask_and_keep(
        screen,
        ContactDialog(screen.ctx, client=name),
        lambda typed: log(ref, typed.channel, typed.outcome, note=typed.note),
    )
    if made is None:
        return False
    words = screen.ctx.words
    _remember(
        screen,
        ("contact", "log"),
        made,
        lambda: log(ref, made.channel, made.outcome, note=made.note),
    )
    screen.tell(
        LOGGED,
        name=made.name,
        channel=word(words, made.channel),
        outcome=word(words, made.outcome),
    )
    if made.outcome is ContactOutcome.PAYMENT_PROMISED and owing:
        invoice = await choose_owing(screen, owing)
        if invoice is not None:
            await promise(screen, invoice)
    elif made.outcome in (ContactOutcome.DISPUTE, ContactOutcome.WAITING_APPROVAL):
        reason = word(words, made.outcome)
        if not _holds(screen, ref):
            await hold(screen, ref, name, reason=reason)
    return True


async def charge(screen: DocumentScreen, invoice: str) -> bool:
    """Show the late interest on an invoice; claim it, record that it was paid, or let it go."""
    changed = False
    while True:
        deal = await _ask_deal(screen, invoice)
        if deal is None:
            return changed
        if deal is Deal.SHEET:
            _sheet(screen, invoice)
        elif await _do(screen, invoice, deal):
            changed = True


async def _ask_deal(screen: DocumentScreen, invoice: str) -> Deal | None:
    services = screen.ctx.services
    own = services.interest.show(invoice)
    claims = services.claims.list(invoice)
    width = min(PAGE, screen.app.size.width - AROUND)
    return await screen.ask(
        ClaimDialog(
            screen.ctx,
            title=screen.say(N_("Late interest on {name}"), name=invoice),
            sheet=claim_sheet(screen.canvas_of(width), own, list(reversed(claims))),
            possible=deals(own, claims),
        )
    )


def deals(own: InterestView, claims: Sequence[Claim]) -> frozenset[Deal]:
    """Return what can be done about interest: nothing is claimed twice, no claim decided twice."""
    until = max((one.accrued_until for one in claims), default=None)
    there = bool(own.segments or own.compensation)
    more = there and (until is None or until < own.accrued_until)
    waits = any(one.state is ClaimState.OPEN for one in claims)
    possible = {
        Deal.CLAIM: more,
        Deal.COLLECT: waits,
        Deal.WAIVE: waits or more,
        Deal.SHEET: bool(claims),
    }
    return frozenset(deal for deal, can in possible.items() if can)


async def _do(screen: DocumentScreen, invoice: str, deal: Deal) -> bool:
    claims = screen.ctx.services.claims
    if deal is Deal.CLAIM:
        made = claims.claim(invoice)
        _remember(screen, ("claim", "claim"), made, lambda: claims.claim(invoice))
        return _tell_claims(screen, CLAIMED, [made])
    if deal is Deal.COLLECT:
        return _tell_claims(screen, COLLECTED, claims.collect(invoice))
    title = screen.say(N_("Let the interest on {name} go?"), name=invoice)
    dialog = ReasonDialog(screen.ctx, title=title, required=True)
    done = await ask_and_keep(screen, dialog, lambda reason: claims.waive(invoice, reason=reason))
    return _tell_claims(screen, WAIVED, done or ())


def _tell_claims(screen: Screen, said: str, done: Sequence[Claim]) -> bool:
    if done:
        total = Money(sum(one.total for one in done), done[0].currency)
        screen.tell(said, total=total, invoice=done[0].invoice)
    return bool(done)


def _sheet(screen: DocumentScreen, invoice: str) -> None:
    """Make the calculation sheet of the last claim, behind the dialog."""
    services = screen.ctx.services
    claim = services.claims.list(invoice)[-1]
    client = services.invoices.show(invoice).client.code

    def paper(*, html: bool) -> Paper:
        data = services.claims.sheet(invoice, html=html)
        return Paper(
            kind="interest", name=claim.name, client=client, year=claim.date.year, data=data
        )

    screen.make_paper(claim.name, lambda: paper(html=False), lambda: paper(html=True))
