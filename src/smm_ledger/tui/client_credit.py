"""A client's credit and what it is set against, chosen in that order."""

from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import InvoiceRow, ListQuery, PaymentRow
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog

SET: Final = N_("{amount} of {payment} is set against {name}")
NO_CREDIT: Final = N_("{client} has no credit")
NO_INVOICE: Final = N_("{client} has no open invoice: make one first")

Screen = LedgerScreen[Ledger]


async def set_credit(
    screen: Screen, client: int, client_name: str, *, invoice: str | None = None
) -> str | None:
    """Set what is left of a payment against an invoice of the client.

    Args:
        screen: Asks and tells.
        client: Its key.
        client_name: Its name.
        invoice: Which one; None: it is chosen among those that are open.

    Returns:
        The invoice's number, None where nothing was set.

    Raises:
        LedgerError: Another window was first.
    """
    services = screen.ctx.services
    query = ListQuery(client=client)
    found = services.payments.list(query, unallocated=True)
    if not found:
        _warn(screen, NO_CREDIT, client_name)
        return None
    title = screen.say(N_("Which payment?"))
    chosen = await _choose(screen, title, {f"pay-{row.id}": _rest(screen, row) for row in found})
    if chosen is None:
        return None
    payment = services.payments.show(chosen)
    if invoice is None:
        rows = services.invoices.list(ListQuery(client=client, status="open", order="due"))
        fitting = [row for row in rows if row.currency == payment.amount.currency]
        if not fitting:
            _warn(screen, NO_INVOICE, client_name)
            return None
        title = screen.say(N_("Against which invoice?"))
        invoice = await _choose(
            screen, title, {row.number or "": _open(screen, row) for row in fitting}
        )
        if invoice is None:
            return None
    balance = services.invoices.show(invoice).balance
    share = min(payment.unallocated, balance) if _alike(payment.amount, balance) else balance
    services.payments.allocate(chosen, invoice, share.decimal)
    said = screen.say(SET, amount=share, payment=chosen, name=invoice)
    screen.notify(said, markup=False)
    return invoice


def _alike(first: Money, second: Money) -> bool:
    return first.currency == second.currency


async def _choose(screen: Screen, title: str, texts: dict[str, str]) -> str | None:
    """Return the one that is chosen; a single one needs no question."""
    if len(texts) == 1:
        return next(iter(texts))
    choices = [Choice(key, text) for key, text in texts.items()]
    dialog = ChooseDialog(screen.ctx, title=title, choices=choices)
    return await screen.ask(dialog)


def _rest(screen: Screen, row: PaymentRow) -> str:
    return screen.say(
        N_("pay-{id} of {day}: {rest} left of {amount}"),
        id=row.id,
        day=row.date,
        rest=Money(row.unallocated, row.currency),
        amount=Money(row.amount, row.currency),
    )


def _open(screen: Screen, row: InvoiceRow) -> str:
    return screen.say(
        N_("{name}: {owed} owed"), name=row.number or "", owed=Money(row.balance, row.currency)
    )


def _warn(screen: Screen, message: str, client: str) -> None:
    screen.notify(screen.say(message, client=client), severity="warning", markup=False)
