"""Recording a payment: asked for, stored, and asked for again where the ledger refuses it.

What was typed is never lost: when another window was faster, the dialog comes back with it, and
says what is owed now.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from smm_ledger.core.errors import InputError, RuleError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.payments import Payment
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import Guarded
from smm_ledger.tui.changes import payment_taken
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.dialogs.fields import ask_and_keep
from smm_ledger.tui.dialogs.payment import PaymentDialog, Refused
from smm_ledger.tui.dialogs.reason import ReasonDialog

Screen = Guarded[Any, Ledger]

NONE_STANDS: Final = N_("There is no payment that could be taken back.")
OWED_AGAIN: Final = N_("What it settled is owed again.")
TAKEN_BACK: Final = N_("{name} of {amount} is taken back: what it settled is owed again")


async def take_payment(
    screen: Screen, target: str, client: str, owed: Callable[[], Money], *, title: str = ""
) -> Payment | None:
    """Ask for a payment and record it; None when it was left. Only inside a worker.

    Args:
        screen: Over which the dialog stands.
        target: An invoice's number or a client's code.
        client: The client's name.
        owed: Reads what is owed there now.
        title: Of the dialog, where the target's own name says little.
    """
    services = screen.ctx.services
    now = owed()
    dialog = PaymentDialog(screen.ctx, target=target, owed=now, client=client, title=title)
    while (typed := await screen.ask(dialog)) is not None:
        try:
            payment = services.payments.add(typed)
        except (InputError, RuleError) as error:
            refused = Refused(typed, error, owed=now)
            now = owed()
            dialog = PaymentDialog(
                screen.ctx,
                target=target,
                owed=now,
                client=client,
                refused=refused,
                title=title,
            )
        else:
            screen.ctx.history.did(payment_taken(services, typed, payment))
            return payment
    return None


async def take_back(screen: Screen, payments: Sequence[Payment]) -> Payment | None:
    """Ask which payment bounced or was typed wrong, and why, and reverse it. In a worker only.

    Args:
        screen: Over which the dialogs stand.
        payments: Among which it is; those that were reversed are left out.
    """
    standing = {one.name: one for one in payments if not one.reversed}
    if not standing:
        screen.tell(NONE_STANDS, bad=True)
        return None
    chosen = next(iter(standing))
    if len(standing) > 1:
        choices = [Choice(name, _told(screen, one)) for name, one in standing.items()]
        title = screen.say(N_("Which payment?"))
        picked = await screen.ask(ChooseDialog(screen.ctx, title=title, choices=choices))
        if picked is None:
            return None
        chosen = picked
    title = screen.say(N_("Take {name} back?"), name=chosen)
    note = f"{_told(screen, standing[chosen])}\n{screen.say(OWED_AGAIN)}"
    reverse = screen.ctx.services.payments.reverse
    done = await ask_and_keep(
        screen,
        ReasonDialog(screen.ctx, title=title, note=note),
        lambda reason: reverse(chosen, reason=reason),
    )
    if done is not None:
        screen.tell(TAKEN_BACK, name=done.name, amount=done.amount)
    return done


def _told(screen: Screen, one: Payment) -> str:
    return screen.say(
        N_("{name} of {day}: {amount}"), name=one.name, day=one.date, amount=one.amount
    )
