"""What can be done with a row of Oggi: the keys of its document, and asking for money right there.

A letter, a hold and a contact are about the client of the row, a promise about its invoice.
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Final

from smm_ledger.core.money import Money
from smm_ledger.services.home import HomeItem
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import LedgerScreen

QUOTE_KEYS: Final = (
    "counter",
    "edit",
    "propose",
    "reply",
    "accept",
    "decline",
    "invoice",
    "send",
    "pdf",
    "view",
    "preview",
    "copy",
    "note",
)
CHASE_KEYS: Final = ("remind", "promise", "hold", "contact")
"""Done over the list itself."""

INVOICE_KEYS: Final = (
    "pay",
    *CHASE_KEYS,
    "claim",
    "send",
    "pdf",
    "view",
    "preview",
    "copy",
    "note",
)

NEXT_KEYS: Final[Mapping[str, str]] = {
    "revise": "edit",
    "issue": "invoice",
    "correct": "edit",
    "run": "invoice",
}
"""The key that does an item's action, where it has another name."""


def document_of(item: HomeItem) -> tuple[str, str]:
    """Return which screen shows an item, and the name it is opened by."""
    screen = screen_of(item.kind)
    return screen, item.client if screen == "client" else item.ref


def screen_of(item_kind: str) -> str:
    """Return which screen shows such an item."""
    if item_kind.startswith("quote") or item_kind == "to_invoice":
        return "quote"
    if item_kind == "payment_without_invoice":
        return "client"
    return "retainer" if item_kind == "retainer_due" else "invoice"


@cache
def keys_of(item_kind: str) -> Collection[str]:
    """Return the ids of the keys that the state of such an item's document allows."""
    from smm_ledger.tui.possible import InvoiceFacts, invoice_deeds, quote_deeds

    kind = screen_of(item_kind)
    if kind == "client":
        return ("pay", "allocate")
    if kind == "retainer":
        return ("invoice",)
    if kind == "quote":
        status = "accepted" if item_kind == "to_invoice" else "sent"
        deeds = quote_deeds(status, expired=item_kind == "quote_expired")
        return {deed.key for deed in deeds} & set(QUOTE_KEYS)
    draft = item_kind == "draft_invoice"
    sdi = "rejected" if item_kind == "sdi_rejected" else ""
    owed = item_kind not in {"draft_invoice", "claim_open"}
    facts = InvoiceFacts(owed=owed, sdi=sdi)
    deeds = invoice_deeds("draft" if draft else "issued", owed=owed, facts=facts)
    return {deed.key for deed in deeds} & {*INVOICE_KEYS, "edit", "invoice"}


async def chase(screen: LedgerScreen[Ledger], item: HomeItem, key_id: str) -> None:
    """Ask for money over the list; only inside a worker."""
    from smm_ledger.tui import debt_flows
    from smm_ledger.tui.letter_flows import remind

    owed = Money(item.amount, item.currency)
    match key_id:
        case "remind":
            await remind(screen, item.client)
        case "promise":
            await debt_flows.promise(screen, item.ref)
        case "hold":
            await debt_flows.hold(screen, item.client, item.client_name)
        case _:
            owing = [debt_flows.Owing(item.ref, owed, None)]
            await debt_flows.contact(screen, item.client, item.client_name, owing)
