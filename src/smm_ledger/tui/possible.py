"""What can be done with a quote or an invoice now: read from the state tables, never decided here.

Each action of a screen stands for one or more events of a state table; it is offered when one of
them is possible. Actions without an event (PDF, copy, a note) are always possible.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.states import (
    INVOICE_TABLE,
    OUT_OF_HAND,
    QUOTE_TABLE,
    InvoiceEvent,
    InvoiceState,
    QuoteEvent,
    QuoteStatus,
    SdiStatus,
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


RECORD_LETTER: Final = N_("record a reminder that was sent elsewhere")
REVERSE: Final = N_("take a payment back: it bounced, or was typed wrong")
FILES: Final = N_("list the files that are kept with it: open, save")
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
    (_Q.INVOICE, Deed("proforma", "proforma", N_("ask for it to be paid, before the invoice"))),
    (_Q.DELETE, Deed("delete", "delete", N_("delete the draft"))),
    (None, Deed("duplicate", "duplicate", N_("make a new quote like it"))),
    (None, Deed("pdf", "pdf", N_("make its PDF"))),
    (None, Deed("compared", "", N_("make its PDF with a page to compare offers"))),
    (None, Deed("view", "view", N_("open its PDF in the system's viewer"))),
    (None, Deed("preview", "preview", N_("show it as text"))),
    (None, Deed("copy", "copy", N_("copy a short text for an e-mail or a chat"))),
    (None, Deed("note", "note", N_("write a private note"))),
    (None, Deed("attach", "attach", N_("keep a file with it: the signed quote, an e-mail"))),
    (None, Deed("files", "files", FILES)),
)
_INVOICE: Final[Sequence[tuple[InvoiceEvent | None, Deed]]] = (
    (_I.ISSUE, Deed("invoice", "invoice", N_("issue it: it gets its number"))),
    (_I.BECOME, Deed("invoice", "invoice", N_("issue its invoice, paid or not"))),
    (_I.PROFORMA, Deed("proforma", "proforma", N_("make a proforma of it: a request to be paid"))),
    (_I.EDIT, Deed("edit", "edit", N_("change the draft"))),
    (_I.ALLOCATE, Deed("pay", "pay", N_("record a payment"))),
    (_I.ALLOCATE, Deed("allocate", "allocate", N_("set the client's credit against it"))),
    (_I.CREDIT, Deed("credit", "credit", N_("issue a credit note"))),
    (_I.WRITE_OFF, Deed("write_off", "write-off", N_("give up what is owed, or a part"))),
    (_I.RECOVER, Deed("recover", "", N_("expect what was written off again"))),
    (_I.CORRECT, Deed("edit", "edit", N_("correct it: same number, next revision"))),
    (_I.SEND, Deed("send", "send", N_("note that it went to the client"))),
    (_I.SDI, Deed("xml", "xml", N_("write its e-invoice for SdI"))),
    (_I.SDI, Deed("sdi", "sdi", N_("record what SdI said of it"))),
    (_I.ALLOCATE, Deed("remind", "remind", N_("prepare the next reminder"))),
    (_I.ALLOCATE, Deed("promise", "promise", N_("record a promise to pay"))),
    (_I.ALLOCATE, Deed("hold", "hold", N_("suspend its reminders, or let them go on"))),
    (_I.ALLOCATE, Deed("contact", "contact", N_("log that you spoke, and what came of it"))),
    (_I.CREDIT, Deed("claim", "claim", N_("show the late interest; claim, collect or waive it"))),
    (_I.CREDIT, Deed("proof", "proof", N_("record how a letter was delivered"))),
    (_I.ALLOCATE, Deed("record_letter", "", RECORD_LETTER)),
    (_I.DEALLOCATE, Deed("reverse", "", REVERSE)),
    (_I.DELETE, Deed("delete", "delete", N_("delete the draft"))),
    (_I.VOID, Deed("delete", "delete", N_("declare it void: its number stays used"))),
    (None, Deed("duplicate", "duplicate", N_("make a new invoice like it"))),
    (None, Deed("pdf", "pdf", N_("make its PDF"))),
    (None, Deed("view", "view", N_("open its PDF in the system's viewer"))),
    (None, Deed("preview", "preview", N_("show it as text"))),
    (_I.ALLOCATE, Deed("copy", "copy", N_("copy a short text for an e-mail or a chat"))),
    (None, Deed("attach", "attach", N_("keep a file with it: an e-mail, a receipt"))),
    (None, Deed("files", "files", FILES)),
    (_I.CREDIT, Deed("dossier", "dossier", N_("write a folder with all that a lawyer needs"))),
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


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
    """What the guards of the state table look at, as far as a row knows it.

    Attributes:
        owed: Whether something is still owed.
        lost: Whether something was written off.
        kind: Of the document.
        sdi: Its status for SdI; empty where no e-invoice is made of it.
        sent: Whether it is known to have gone to the client.
        paid: Whether a payment is known that could be taken back.
    """

    owed: bool = True
    lost: bool = False
    kind: str = "invoice"
    sdi: str = ""
    sent: bool = False
    paid: bool = False

    @property
    def in_hand(self) -> bool:
        """Whether it has reached nobody, or SdI rejected it."""
        if self.sdi == SdiStatus.REJECTED:
            return True
        return not self.sent and self.sdi not in OUT_OF_HAND

    def allow(self, deed: Deed, event: InvoiceEvent) -> bool:
        """Tell whether the guards let an event of the table happen."""
        if deed.action == "pay":
            return self.owed or self.kind == "proforma"
        if deed.action == "copy":
            return True
        asked = _GUARDS.get(event)
        return asked is None or asked(self)


_GUARDS: Final[Mapping[InvoiceEvent, Callable[[InvoiceFacts], bool]]] = {
    _I.ALLOCATE: lambda it: it.owed,
    _I.DEALLOCATE: lambda it: it.paid,
    _I.WRITE_OFF: lambda it: it.owed,
    _I.CREDIT: lambda it: it.kind not in {"proforma", "credit_note"},
    _I.RECOVER: lambda it: it.lost,
    _I.SEND: lambda it: not it.sent,
    _I.CORRECT: lambda it: it.in_hand and it.kind != "imported",
    _I.VOID: lambda it: it.in_hand,
    _I.SDI: lambda it: bool(it.sdi),
    _I.BECOME: lambda it: it.kind == "proforma",
}


def invoice_deeds(state: str, *, owed: bool, facts: InvoiceFacts | None = None) -> Sequence[Deed]:
    """Return what can be done with an invoice; nothing is paid where nothing is owed."""
    now, known = InvoiceState(state), facts or InvoiceFacts(owed=owed)
    return [
        deed
        for event, deed in _INVOICE
        if event is None or ((now, event) in INVOICE_TABLE and known.allow(deed, event))
    ]


def by_action(deeds: Sequence[Deed]) -> Mapping[str, Deed]:
    """Return the deeds by action."""
    return {deed.action: deed for deed in deeds}
