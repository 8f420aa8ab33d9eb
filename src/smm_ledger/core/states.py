"""The state tables, as data: the only place that says what may follow what.

The code, the tests (every pair), the documentation and the interface's key hints read these dicts.
A pair that is not listed is refused. Expired, overdue and the payment status are derived from dates
and balances, never stored.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from smm_ledger.core.errors import IllegalTransition, Immutable, RuleError
from smm_ledger.core.marks import N_, Marked


class QuoteStatus(StrEnum):
    """Stored states of a quote."""

    DRAFT = "draft"
    SENT = "sent"
    NEGOTIATING = "negotiating"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    INVOICED = "invoiced"


class QuoteEvent(StrEnum):
    """What can happen to a quote."""

    EDIT = "edit"
    DELETE = "delete"
    SEND = "send"
    COUNTER = "counter"
    REVISE = "revise"
    ACCEPT = "accept"
    UNDO_ACCEPT = "undo_accept"
    DECLINE = "decline"
    WITHDRAW = "withdraw"
    INVOICE = "invoice"
    INVOICED_IN_FULL = "invoiced_in_full"
    INVOICE_LOWERED = "invoice_lowered"
    REPLY = "reply"


class InvoiceState(StrEnum):
    """Stored states of an invoice."""

    DRAFT = "draft"
    ISSUED = "issued"
    VOID = "void"


class InvoiceEvent(StrEnum):
    """What can happen to an invoice."""

    EDIT = "edit"
    DELETE = "delete"
    ISSUE = "issue"
    ALLOCATE = "allocate"
    DEALLOCATE = "deallocate"
    CREDIT = "credit"
    WRITE_OFF = "write_off"
    RECOVER = "recover"
    CORRECT = "correct"
    SEND = "send"
    SDI = "sdi"
    VOID = "void"
    PROFORMA = "proforma"
    BECOME = "become"


class SdiStatus(StrEnum):
    """Where an Italian e-invoice is, as its issuer records it."""

    TO_SEND = "to-send"
    SENT = "sent"
    DELIVERED = "delivered"
    NOT_DELIVERED = "not-delivered"
    REJECTED = "rejected"


class RetainerState(StrEnum):
    """Stored states of a retainer."""

    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class RetainerEvent(StrEnum):
    """What can happen to a retainer."""

    EDIT = "edit"
    INVOICE = "invoice"
    SKIP = "skip"
    USE = "use"
    SPEND = "spend"
    PAUSE = "pause"
    RESUME = "resume"
    STOP_WORK = "stop_work"
    RESUME_WORK = "resume_work"
    END = "end"


@dataclass(frozen=True, slots=True)
class Transition:
    """What an event leads to.

    Attributes:
        to: The next state; None: the thing is gone.
        guard: What must hold besides, in words; the service that runs the event checks it.
    """

    to: str | None
    guard: str = ""


_Q, _E = QuoteStatus, QuoteEvent
_OPEN = (_Q.SENT, _Q.NEGOTIATING)

QUOTE_TABLE: Mapping[tuple[QuoteStatus, QuoteEvent], Transition] = {
    (_Q.DRAFT, _E.EDIT): Transition(_Q.DRAFT),
    (_Q.DRAFT, _E.DELETE): Transition(None, "never sent"),
    (_Q.DRAFT, _E.SEND): Transition(_Q.SENT, "at least one line; valid until today or later"),
    **{(s, _E.COUNTER): Transition(_Q.NEGOTIATING) for s in _OPEN},
    **{
        (s, _E.REVISE): Transition(_Q.NEGOTIATING, "not below the floor unless confirmed")
        for s in (*_OPEN, _Q.DECLINED, _Q.WITHDRAWN)
    },
    **{
        (s, _E.ACCEPT): Transition(_Q.ACCEPTED, "not expired; one of each alternative group")
        for s in _OPEN
    },
    **{(s, _E.DECLINE): Transition(_Q.DECLINED) for s in _OPEN},
    **{(s, _E.WITHDRAW): Transition(_Q.WITHDRAWN) for s in _OPEN},
    **{(s, _E.REPLY): Transition(s) for s in _OPEN},
    (_Q.ACCEPTED, _E.UNDO_ACCEPT): Transition(_Q.NEGOTIATING, "nothing invoiced yet"),
    (_Q.ACCEPTED, _E.INVOICE): Transition(_Q.ACCEPTED, "something is left to invoice"),
    (_Q.ACCEPTED, _E.INVOICED_IN_FULL): Transition(_Q.INVOICED, "the nets sum to the accepted net"),
    (_Q.INVOICED, _E.INVOICE_LOWERED): Transition(_Q.ACCEPTED, "a credit note lowers the sum"),
}

_I, _F = InvoiceState, InvoiceEvent

INVOICE_TABLE: Mapping[tuple[InvoiceState, InvoiceEvent], Transition] = {
    (_I.DRAFT, _F.EDIT): Transition(_I.DRAFT),
    (_I.DRAFT, _F.DELETE): Transition(None, "a draft has no number"),
    (_I.DRAFT, _F.ISSUE): Transition(_I.ISSUED, "at least one line; names and countries; dates"),
    (_I.ISSUED, _F.ALLOCATE): Transition(_I.ISSUED, "the balance stays at or above zero"),
    (_I.ISSUED, _F.DEALLOCATE): Transition(_I.ISSUED, "the balance stays within the payable"),
    (_I.ISSUED, _F.CREDIT): Transition(_I.ISSUED, "credit notes stay within the total"),
    (_I.ISSUED, _F.WRITE_OFF): Transition(_I.ISSUED, "within the balance"),
    (_I.ISSUED, _F.RECOVER): Transition(_I.ISSUED, "within what was written off"),
    (_I.ISSUED, _F.CORRECT): Transition(_I.ISSUED, "it has reached nobody"),
    (_I.ISSUED, _F.SEND): Transition(_I.ISSUED, "once; not before its issue"),
    (_I.ISSUED, _F.SDI): Transition(_I.ISSUED, "the table of SdI allows it"),
    (_I.ISSUED, _F.VOID): Transition(_I.VOID, "no payment, no credit note, not sent"),
    (_I.DRAFT, _F.PROFORMA): Transition(_I.ISSUED, "as issue; it takes a number of its own series"),
    (_I.ISSUED, _F.BECOME): Transition(_I.ISSUED, "a proforma that no invoice was made of yet"),
}

_S = SdiStatus

SDI_TABLE: Mapping[tuple[SdiStatus, SdiStatus], Transition] = {
    **{
        (now, told): Transition(told, "what SdI said; sending it is implied")
        for now in (_S.TO_SEND, _S.REJECTED)
        for told in (_S.SENT, _S.DELIVERED, _S.NOT_DELIVERED)
    },
    (_S.TO_SEND, _S.REJECTED): Transition(_S.REJECTED, "it counts as not issued"),
    **{(_S.SENT, told): Transition(told) for told in (_S.DELIVERED, _S.NOT_DELIVERED, _S.REJECTED)},
    (_S.NOT_DELIVERED, _S.DELIVERED): Transition(_S.DELIVERED, "fetched from the tax office"),
}
"""Present status and the one that is recorded; a rejected one is sent again as another file."""

OUT_OF_HAND = frozenset({_S.SENT, _S.DELIVERED, _S.NOT_DELIVERED})
"""It has reached somebody: neither corrected nor void."""

_R, _G = RetainerState, RetainerEvent

RETAINER_TABLE: Mapping[tuple[RetainerState, RetainerEvent], Transition] = {
    **{(s, _G.EDIT): Transition(s, "nothing invoiced yet") for s in (_R.ACTIVE, _R.PAUSED)},
    **{
        (s, e): Transition(s, "the period is due, and not decided yet")
        for s in (_R.ACTIVE, _R.ENDED)
        for e in (_G.INVOICE, _G.SKIP)
    },
    (_R.ACTIVE, _G.USE): Transition(_R.ACTIVE, "within its dates"),
    **{(s, _G.SPEND): Transition(s, "the period is within its dates") for s in _R},
    (_R.ACTIVE, _G.PAUSE): Transition(_R.PAUSED),
    (_R.PAUSED, _G.RESUME): Transition(_R.ACTIVE),
    **{
        (s, _G.STOP_WORK): Transition(s, "work does not rest already")
        for s in (_R.ACTIVE, _R.PAUSED)
    },
    **{(s, _G.RESUME_WORK): Transition(s, "work rests") for s in (_R.ACTIVE, _R.PAUSED)},
    **{(s, _G.END): Transition(_R.ENDED) for s in (_R.ACTIVE, _R.PAUSED)},
}

DEEDS: Mapping[StrEnum, str] = {
    _E.EDIT: N_("edit it"),
    _E.DELETE: N_("delete it"),
    _E.SEND: N_("send it"),
    _E.COUNTER: N_("record a round of the client (counter)"),
    _E.REVISE: N_("make a round of mine (revise)"),
    _E.ACCEPT: N_("accept it"),
    _E.UNDO_ACCEPT: N_("take the acceptance back (undo-accept)"),
    _E.DECLINE: N_("decline it"),
    _E.WITHDRAW: N_("withdraw it"),
    _E.INVOICE: N_("make its invoice"),
    _E.REPLY: N_("note an answer (reply)"),
    _F.ISSUE: N_("issue it"),
    _F.ALLOCATE: N_("set a payment against it"),
    _F.CREDIT: N_("credit it"),
    _F.WRITE_OFF: N_("write it off (write-off)"),
    _F.RECOVER: N_("take a write-off back (recover)"),
    _F.CORRECT: N_("correct it (correct)"),
    _F.SDI: N_("record what SdI says (sdi)"),
    _F.VOID: N_("declare it void (void)"),
    _F.PROFORMA: N_("make a proforma of it"),
    _F.BECOME: N_("make its invoice"),
    _G.SKIP: N_("skip a period"),
    _G.USE: N_("record usage"),
    _G.SPEND: N_("record the ad spend (spend)"),
    _G.PAUSE: N_("pause it"),
    _G.RESUME: N_("resume it"),
    _G.STOP_WORK: N_("stop the work (stop-work)"),
    _G.RESUME_WORK: N_("resume the work (resume-work)"),
    _G.END: N_("end it"),
}
"""What a user does by an event; what happens by itself is not here. Equal words are one deed."""

_BY_ITSELF = frozenset({_F.DEALLOCATE, _F.BECOME, _E.INVOICED_IN_FULL, _E.INVOICE_LOWERED})

_REFUSED = N_("it is {state}; one can't {event}")

_FROZEN = frozenset(
    (state, event)
    for state in (InvoiceState.ISSUED, InvoiceState.VOID)
    for event in (_F.EDIT, _F.DELETE)
)
"""What would change a document that is fixed for good, rather than take a step out of turn."""


def next_quote_status(number: str, status: QuoteStatus, event: QuoteEvent) -> QuoteStatus:
    """Return the state after `event` (after a deletion: the state that it had).

    Raises:
        IllegalTransition: The pair is not in the table.
    """
    step = QUOTE_TABLE.get((status, event))
    if step is None:
        raise _refused(number, status, event)
    return QuoteStatus(step.to or status)


def next_invoice_state(name: str, state: InvoiceState, event: InvoiceEvent) -> InvoiceState:
    """Return the state after `event` (after a deletion: the state that it had).

    Raises:
        IllegalTransition: The pair is not in the table.
        Immutable: The same, of an edit or a deletion of what was issued.
    """
    step = INVOICE_TABLE.get((state, event))
    if step is None:
        raise _refused(name, state, event)
    return InvoiceState(step.to or state)


def next_retainer_state(name: str, state: RetainerState, event: RetainerEvent) -> RetainerState:
    """Return the state after `event`.

    Raises:
        IllegalTransition: The pair is not in the table.
    """
    step = RETAINER_TABLE.get((state, event))
    if step is None:
        raise _refused(name, state, event)
    return RetainerState(step.to or state)


def next_sdi_status(name: str, now: str, told: SdiStatus) -> SdiStatus:
    """Return the status after `told` was recorded; an empty `now` is an invoice to send.

    Raises:
        IllegalTransition: The pair is not in the table.
    """
    present = SdiStatus(now or SdiStatus.TO_SEND)
    step = SDI_TABLE.get((present, told))
    if step is None:
        allowed = tuple(after for (before, after) in SDI_TABLE if before is present)
        raise IllegalTransition(
            name,
            N_("for SdI it is “{state}”; “{event}” can't follow"),
            hint=_hint(allowed) or N_("its status is final; a credit note mends what it says"),
            state=present,
            event=told,
            allowed=allowed,
        )
    return told


def _hint(allowed: tuple[str, ...]) -> str:
    return N_("what it allows now: {allowed}") if allowed else ""


def _refused(name: str, state: StrEnum, event: StrEnum) -> RuleError:
    pairs: Mapping[type, Iterable[tuple[StrEnum, StrEnum]]] = {
        QuoteStatus: QUOTE_TABLE,
        InvoiceState: INVOICE_TABLE,
        RetainerState: RETAINER_TABLE,
    }
    events = [e for (s, e) in pairs[type(state)] if s == state and e not in _BY_ITSELF]
    allowed = tuple(Marked(DEEDS[e]) for e in events)
    kind = Immutable if (state, event) in _FROZEN else IllegalTransition
    return kind(
        name,
        _REFUSED,
        hint=_hint(allowed) or N_("nothing more can be done with it; make a new one (duplicate)"),
        state=state,
        event=Marked(DEEDS.get(event, event)),
        allowed=allowed,
    )
