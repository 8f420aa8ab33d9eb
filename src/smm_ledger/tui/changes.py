"""What can be undone, as pairs of service calls: the way there and the way back.

The way back is the undo of the services, which finds the change in the log. A payment is taken back
by its reversal, and repeated as a new one; an edit by writing what stood there. Nothing that was
issued is among these.
"""

from collections.abc import Callable
from typing import Final, Protocol

from smm_ledger.core.errors import RuleError
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client
from smm_ledger.core.payments import Payment
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.undo import WORDS, Undoable
from smm_ledger.tui.history import Change

PAID: Final = N_("payment of {amount} from {client}")
ARCHIVED: Final = N_("{client} archived")
BROUGHT_BACK: Final = N_("{client} brought back from the archive")
EDITED: Final = N_("data of {client} changed")


def payment_taken(ledger: Ledger, typed: PaymentInput, payment: Payment) -> Change:
    """Return the change that recorded a payment."""
    name = [payment.name]

    def undo() -> None:
        ledger.undo.undo(kind="payment", entity=name[0])

    def redo() -> None:
        name[0] = ledger.payments.add(typed).name

    return Change(PAID, undo, redo, {"amount": payment.amount, "client": payment.client})


class Named(Protocol):
    """What has a name in the ledger (`promise-3`)."""

    @property
    def name(self) -> str:
        """The name."""
        ...


def noted(
    ledger: Ledger, done: tuple[str, str], made: Named, again: Callable[[], Named], **data: object
) -> Change:
    """Return the change that noted something about a debt.

    Args:
        ledger: Whose undo takes it back, or says why it can't.
        done: Kind and action, as the log has them.
        made: What was noted.
        again: Notes it once more.
        data: What its words need besides the name.
    """
    name = [made.name]

    def undo() -> None:
        ledger.undo.undo(kind=done[0], entity=name[0])

    def redo() -> None:
        name[0] = again().name

    return Change(WORDS[done], undo, redo, {"entity": made.name, **data})


def not_again(made: Named) -> Callable[[], Named]:
    """Return what refuses to do again what is only done with open eyes, such as a letter."""

    def refuse() -> Named:
        raise RuleError(
            made.name, N_("it is not done again by itself"), hint=N_("look at it, and do it anew")
        )

    return refuse


def archiving(ledger: Ledger, client: Client, *, archived: bool) -> Change:
    """Return the change that put a client away, or brought it back."""
    text = ARCHIVED if archived else BROUGHT_BACK
    return Change(text, *both_ways(ledger, "client", client.code), {"client": client.name})


def client_edited(ledger: Ledger, before: Client, after: Client) -> Change | None:
    """Return the change of a client's data; None where nothing changed."""
    if before == after:
        return None
    return Change(EDITED, *both_ways(ledger, "client", after.code), {"client": after.name})


def editing(ledger: Ledger, kind: str, name: str) -> Callable[[], Change | None]:
    """Return what tells, after a form was left, the change that it made to a thing, if any."""
    before = _newest(ledger, kind, name)

    def made() -> Change | None:
        now = _newest(ledger, kind, name)
        if now is None or (before is not None and now.seq <= before.seq):
            return None
        return Change(now.text, *both_ways(ledger, kind, name), dict(now.data))

    return made


def _newest(ledger: Ledger, kind: str, name: str) -> Undoable | None:
    found = ledger.undo.list()
    return next((one for one in found if (one.kind, one.entity) == (kind, name)), None)


def both_ways(
    ledger: Ledger, kind: str, name: str
) -> tuple[Callable[[], object], Callable[[], object]]:
    """Return the undo of what was done last to a thing, and the way to do it again."""
    done: list[int] = []

    def undo() -> None:
        done.append(ledger.undo.undo(kind=kind, entity=name).seq)

    def redo() -> None:
        ledger.undo.redo(done.pop())

    return undo, redo
