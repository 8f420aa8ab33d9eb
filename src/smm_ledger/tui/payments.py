"""Recording a payment: asked for, stored, and asked for again where the ledger refuses it.

What was typed is never lost: when another window was faster, the dialog comes back with it, and
says what is owed now.
"""

from collections.abc import Callable
from typing import Any

from smm_ledger.core.errors import InputError, RuleError
from smm_ledger.core.money import Money
from smm_ledger.core.payments import Payment
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import Guarded
from smm_ledger.tui.changes import payment_taken
from smm_ledger.tui.dialogs.payment import PaymentDialog, Refused


async def take_payment(
    screen: Guarded[Any, Ledger], target: str, client: str, owed: Callable[[], Money]
) -> Payment | None:
    """Ask for a payment and record it; None when it was left. Only inside a worker.

    Args:
        screen: Over which the dialog stands.
        target: An invoice's number or a client's code.
        client: The client's name.
        owed: Reads what is owed there now.
    """
    services = screen.ctx.services
    now = owed()
    dialog = PaymentDialog(screen.ctx, target=target, owed=now, client=client)
    while (typed := await screen.ask(dialog)) is not None:
        try:
            payment = services.payments.add(typed)
        except (InputError, RuleError) as error:
            refused = Refused(typed, error, owed=now)
            now = owed()
            dialog = PaymentDialog(
                screen.ctx, target=target, owed=now, client=client, refused=refused
            )
        else:
            screen.ctx.history.did(payment_taken(services, typed, payment))
            return payment
    return None
