"""What can be undone, as pairs of service calls: the way there and the way back.

A payment is taken back by its reversal, and repeated as a new one; an edit by writing what stood
there. Nothing that was issued is among these.
"""

from collections.abc import Callable
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client
from smm_ledger.core.payments import Payment
from smm_ledger.services.fields import CLIENT_FIELDS
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.payments import PaymentInput
from smm_ledger.tui.history import Change

PAID: Final = N_("payment of {amount} from {client}")
ARCHIVED: Final = N_("{client} archived")
BROUGHT_BACK: Final = N_("{client} brought back from the archive")
EDITED: Final = N_("data of {client} changed")


def payment_taken(ledger: Ledger, typed: PaymentInput, payment: Payment) -> Change:
    """Return the change that recorded a payment."""
    name = [payment.name]

    def undo() -> None:
        ledger.payments.reverse(name[0])

    def redo() -> None:
        name[0] = ledger.payments.add(typed).name

    return Change(PAID, undo, redo, {"amount": payment.amount, "client": payment.client})


def archiving(ledger: Ledger, client: Client, *, archived: bool) -> Change:
    """Return the change that put a client away, or brought it back."""

    def put(*, away: bool) -> Callable[[], object]:
        return lambda: ledger.clients.archive(client.code, archived=away)

    text = ARCHIVED if archived else BROUGHT_BACK
    return Change(text, put(away=not archived), put(away=archived), {"client": client.name})


def client_edited(ledger: Ledger, before: Client, after: Client) -> Change | None:
    """Return the change of a client's data; None where nothing changed."""
    names = [name for name in CLIENT_FIELDS if getattr(before, name) != getattr(after, name)]
    if not names:
        return None

    def put(there: Client, *, now: Client) -> Callable[[], object]:
        typed = {name: _typed(getattr(there, name)) for name in names}
        return lambda: ledger.clients.edit(now.code, typed)

    return Change(EDITED, put(before, now=after), put(after, now=before), {"client": after.name})


def _typed(value: object) -> str:
    """Return a stored value as a service takes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
