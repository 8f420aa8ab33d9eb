"""What can be done with a quote or an invoice now: read from the state tables, never decided here.

Each action of a screen stands for one or more events of a state table; it is offered when one of
them is possible. Actions without an event (PDF, copy, a note) are always possible.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.states import (
    INVOICE_TABLE,
    QUOTE_TABLE,
    InvoiceEvent,
    InvoiceState,
    QuoteEvent,
    QuoteStatus,
)

_Q, _I = QuoteEvent, InvoiceEvent


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do: the screen's action, its key, and what it is called in this state.

    Attributes:
        action: The screen's `action_…`.
        key: Id in the keymap; empty where only the menu offers it.
        text: Marked; what it does now.
    """

    action: str
    key: str
    text: str


_QUOTE: Final[Sequence[tuple[QuoteEvent | None, Deed]]] = (
    (_Q.EDIT, Deed("edit", "edit", N_("change the draft"))),
    (_Q.SEND, Deed("send", "send", N_("look at what is sent, and mark it as sent"))),
    (_Q.COUNTER, Deed("counter", "counter", N_("record what the client said"))),
    (_Q.REVISE, Deed("edit", "edit", N_("make my next round"))),
    (_Q.REVISE, Deed("propose", "propose", N_("find what to leave out for a price"))),
    (_Q.EDIT, Deed("checklist", "checklist", N_("add what the quote does not say yet"))),
    (_Q.COUNTER, Deed("checklist", "checklist", N_("add what the quote does not say yet"))),
    (_Q.ACCEPT, Deed("accept", "accept", N_("record that the quote is accepted"))),
    (_Q.DECLINE, Deed("decline", "decline", N_("record that the quote is lost"))),
    (_Q.REPLY, Deed("reply", "reply", N_("note that the client answered"))),
    (_Q.WITHDRAW, Deed("delete", "delete", N_("withdraw the offer"))),
    (_Q.INVOICE, Deed("invoice", "invoice", N_("make an invoice of it"))),
    (_Q.UNDO_ACCEPT, Deed("undo_accept", "", N_("take the acceptance back"))),
    (_Q.DELETE, Deed("delete", "delete", N_("delete the draft"))),
    (None, Deed("duplicate", "duplicate", N_("make a new quote like it"))),
    (None, Deed("pdf", "pdf", N_("make its PDF"))),
    (None, Deed("compared", "", N_("make its PDF with a page to compare offers"))),
    (None, Deed("view", "view", N_("open its PDF in the system's viewer"))),
    (None, Deed("preview", "preview", N_("show it as text"))),
    (None, Deed("copy", "copy", N_("copy a short text for an e-mail or a chat"))),
    (None, Deed("note", "note", N_("write a private note"))),
)
_INVOICE: Final[Sequence[tuple[InvoiceEvent | None, Deed]]] = (
    (_I.ISSUE, Deed("invoice", "invoice", N_("issue it: it gets its number"))),
    (_I.EDIT, Deed("edit", "edit", N_("change the draft"))),
    (_I.ALLOCATE, Deed("pay", "pay", N_("record a payment"))),
    (_I.DELETE, Deed("delete", "delete", N_("delete the draft"))),
    (_I.VOID, Deed("delete", "delete", N_("declare it void: its number stays used"))),
    (None, Deed("duplicate", "duplicate", N_("make a new invoice like it"))),
    (None, Deed("pdf", "pdf", N_("make its PDF"))),
    (None, Deed("view", "view", N_("open its PDF in the system's viewer"))),
    (None, Deed("preview", "preview", N_("show it as text"))),
    (_I.ALLOCATE, Deed("copy", "copy", N_("copy a short text for an e-mail or a chat"))),
)
QUOTE_DEEDS: Final = frozenset(deed.action for _, deed in _QUOTE)
NOT_EXPIRED: Final = frozenset({"accept", "checklist"})
"""What an ended offer has no more, until a new round gives it a new date."""
INVOICE_DEEDS: Final = frozenset(deed.action for _, deed in _INVOICE)


def quote_deeds(status: str, *, expired: bool) -> Sequence[Deed]:
    """Return what can be done with a quote; an expired one waits for a new round."""
    now = QuoteStatus(status)
    return [
        deed
        for event, deed in _QUOTE
        if event is None
        or ((now, event) in QUOTE_TABLE and not (expired and deed.action in NOT_EXPIRED))
    ]


def invoice_deeds(state: str, *, owed: bool) -> Sequence[Deed]:
    """Return what can be done with an invoice; nothing is paid where nothing is owed."""
    now = InvoiceState(state)
    return [
        deed
        for event, deed in _INVOICE
        if event is None or ((now, event) in INVOICE_TABLE and (owed or deed.action != "pay"))
    ]


def by_action(deeds: Sequence[Deed]) -> Mapping[str, Deed]:
    """Return the deeds by action."""
    return {deed.action: deed for deed in deeds}


def without_keys(deeds: Sequence[Deed], *, keep: Sequence[str]) -> Sequence[Deed]:
    """Return the deeds for a menu, without the key of those that the screen does not bind."""
    return [deed if deed.key in keep else dataclasses.replace(deed, key="") for deed in deeds]
