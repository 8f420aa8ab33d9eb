"""Undo: what was done last and can be taken back, found in the log, so that any window can.

What a service has the opposite of (a payment, an acceptance, time, a hold) is taken back by that;
an edit, an archiving or a pause by putting back what stood there. What was issued, or touched
again, is never here.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from smm_ledger.core.catalogue import Service
from smm_ledger.core.claims import Claim
from smm_ledger.core.errors import LedgerError, RuleError
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.letters import Contact, Reminder
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.promises import Promise
from smm_ledger.core.quotes import Quote, bound_changes
from smm_ledger.core.restoring import put_back
from smm_ledger.core.retainers import Retainer
from smm_ledger.core.rounds import Round
from smm_ledger.core.states import (
    OUT_OF_HAND,
    InvoiceEvent,
    QuoteEvent,
    next_invoice_state,
    next_quote_status,
)
from smm_ledger.core.totals import compute
from smm_ledger.services import policies
from smm_ledger.services.fields import changed
from smm_ledger.services.log_keys import (
    BEFORE,
    OF,
    OFFER,
    invoice_before,
    quote_before,
    record_before,
    retainer_before,
)
from smm_ledger.services.ports import Clock, Reader, Storage, UnitOfWork
from smm_ledger.services.read_models import Activity
from smm_ledger.services.retractions import MAILED, TAKE_BACK_PROOF, check

DEPTH: Final = 200
"""Entries of the log that are looked at: what lies further back is history."""

UNDO: Final = "undo"
REDO: Final = "redo"

WORDS: Final[Mapping[tuple[str, str], str]] = {
    ("payment", "add"): N_("payment {entity} of {amount}"),
    ("quote", "accept"): N_("acceptance of {entity}"),
    ("quote", "edit"): N_("change of {entity}"),
    ("invoice", "edit"): N_("change of {entity}"),
    ("client", "edit"): N_("change of {entity}"),
    ("client", "archive"): N_("{entity} archived"),
    ("client", "unarchive"): N_("{entity} brought back from the archive"),
    ("service", "edit"): N_("change of {entity}"),
    ("service", "archive"): N_("{entity} archived"),
    ("service", "unarchive"): N_("{entity} brought back from the archive"),
    ("issuer", "set"): N_("change of your data"),
    ("invoice", "send"): N_("{entity} noted as sent"),
    ("retainer", "edit"): N_("change of {entity}"),
    ("retainer", "pause"): N_("{entity} paused"),
    ("retainer", "resume"): N_("{entity} resumed"),
    ("retainer", "stop-work"): N_("work stopped: {entity}"),
    ("retainer", "resume-work"): N_("work goes on: {entity}"),
    ("retainer", "usage"): N_("usage of {entity}"),
    ("effort", "add"): N_("time logged: {entity}"),
    ("study", "add"): N_("training logged: {entity}"),
    ("promise", "add"): N_("promise of {amount}: {entity}"),
    ("contact", "log"): N_("contact logged: {entity}"),
    ("claim", "claim"): N_("interest claimed: {entity}"),
    ("reminder", "send"): N_("{entity} recorded as sent"),
    ("reminder", "record"): N_("{entity} recorded as sent"),
    ("reminder", "proof"): N_("delivery of {entity}"),
    ("ledger", "reminders"): N_("change of when reminders are due"),
    ("hold", "hold"): N_("reminders suspended: {entity}"),
}
"""Kind and action of what can be undone, and how it is told."""


_NOTED: Final[Mapping[str, Any]] = {
    "promise": Promise,
    "contact": Contact,
    "claim": Claim,
    "reminder": Reminder,
}
"""What `retractions` takes back."""

Opposite = Callable[[str], object]
"""Takes back what was done to the thing of that name."""

_BY_OPPOSITE: Final = frozenset(
    {
        *(("payment", "add"), ("quote", "accept"), ("retainer", "usage"), ("effort", "add")),
        *(("study", "add"), ("hold", "hold"), ("promise", "add"), ("contact", "log")),
        *(("claim", "claim"), ("reminder", "send"), ("reminder", "record"), ("reminder", "proof")),
    }
)
"""What needs no state before it, since a service has its opposite."""


@dataclass(frozen=True, slots=True)
class Undoable:
    """Something that was done, and can be taken back.

    Attributes:
        seq: Its entry in the log.
        text: English template over `data`.
    """

    seq: int
    at: dt.datetime
    kind: str
    entity: str
    action: str
    text: str
    data: Mapping[str, object]


class UndoService:
    """Takes back what was done last."""

    def __init__(
        self, storage: Storage, clock: Clock, *, opposites: Mapping[tuple[str, str], Opposite]
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._opposites = opposites

    def list(self) -> Sequence[Undoable]:
        """Return what can be undone, the last thing first."""
        with self._storage.read() as reader:
            return [_told(entry) for entry in _candidates(reader)]

    def undo(self, *, kind: str = "", entity: str = "") -> Undoable:
        """Take back what was done last, or what was done last to one thing; returns what it was.

        Args:
            kind: With `entity`: of which kind it is, where names could be the same.
            entity: The name of a thing (`pay-3`).

        Raises:
            RuleError: There is nothing that can be undone, or a letter has left by mail since.
        """
        with self._storage.read() as reader:
            if not entity:
                _stop_at_mail(reader)
            mine = (
                (one, refusal)
                for one, refusal in _untouched(reader)
                if entity in {"", one.entity} and kind in {"", one.entity_kind}
            )
            found, refusal = next(
                (pair for pair in mine if entity or pair[1] is None), (None, None)
            )
        if refusal is not None:
            raise refusal
        if found is None:
            raise RuleError(
                entity or UNDO,
                N_("nothing was done that can be undone"),
                hint=N_("what was issued is credited, not undone"),
                cli="invoice credit",
            )
        opposite = self._opposites.get((found.entity_kind, found.action))
        if opposite is not None:
            opposite(found.entity)
        else:
            self._put_back(found, found, UNDO)
        return _told(found)

    def redo(self, seq: int) -> Undoable:
        """Do again the edit or archiving of entry `seq`, which was undone; returns what it was.

        Raises:
            RuleError: It was not undone, or its thing was changed since.
        """
        with self._storage.read() as reader:
            entries = reader.activity(limit=DEPTH)
        first = next((one for one in entries if one.seq == seq), None)
        key = first and (first.entity_kind, first.entity_id)
        mine = [one for one in entries if (one.entity_kind, one.entity_id) == key]
        if first is None or mine[-1].action != UNDO or mine[-1].data.get(OF) != seq:
            raise RuleError(
                first.entity if first else UNDO,
                N_("nothing of it was undone"),
                hint=N_("make the change again"),
            )
        self._put_back(mine[-1], first, REDO)
        return _told(first)

    def _put_back(self, source: Activity, of: Activity, action: str) -> None:
        """Write what stood before `source`; `of` is the change that is undone or done again."""
        values: Any = source.data[BEFORE]
        with self._storage.write() as work:
            subject, before = _WRITE[of.entity_kind](work, of, values, self._clock.today())
            data = {OF: of.seq, BEFORE: before}
            work.record(of.entity_kind, subject, action, data, name=of.entity)


def _candidates(reader: Reader) -> Iterator[Activity]:
    """Yield entries that can be undone, newest first."""
    return (entry for entry, refusal in _untouched(reader) if refusal is None)


def _stop_at_mail(reader: Reader) -> None:
    """Refuse where the last thing that was done is a letter that the mail server took.

    What was done before it can still be undone by its name: never by mistake for the letter.
    """
    last = [one for one in reader.activity(limit=2) if one.entity_kind != "attachment"]
    if last and (last[-1].entity_kind, last[-1].action) == ("reminder", "send"):
        letter = reader.kept(Reminder, last[-1].entity)
        if letter.channel == MAILED:
            check(reader, letter)


Found = tuple[Activity, LedgerError | None]


def _untouched(reader: Reader) -> Iterator[Found]:
    """Yield entries to whose thing nothing was done since, newest first, with what hinders them."""
    touched: set[tuple[str, int]] = set()
    for entry in _standing(reader.activity(limit=DEPTH)):
        key = (entry.entity_kind, entry.entity_id)
        known = (entry.entity_kind, entry.action) in WORDS
        if known and key not in touched:
            try:
                if _may(reader, entry):
                    yield entry, None
            except LedgerError as refusal:
                yield entry, refusal
        touched.add(key)


def _standing(entries: Sequence[Activity]) -> Iterator[Activity]:
    """Yield what was done, newest first, but for what was undone and the undoing of it."""
    undone: set[object] = set()
    for entry in entries:
        if entry.action == UNDO and OF in entry.data:
            undone.add(entry.data[OF])
        elif entry.action == REDO:
            undone.discard(entry.data.get(OF))
    proofs: Counter[int] = Counter()  # taken back: their letter is as it was before them
    for entry in reversed(entries):
        if entry.action == TAKE_BACK_PROOF:
            proofs[entry.entity_id] += 1
        elif entry.action == "proof" and proofs[entry.entity_id]:
            proofs[entry.entity_id] -= 1
        elif entry.action not in {UNDO, REDO} and entry.seq not in undone:
            yield entry


def _may(reader: Reader, entry: Activity) -> bool:
    """Tell whether the thing still allows it.

    Raises:
        LedgerError: It does not, and this is why.
    """
    match entry.entity_kind:
        case "payment":
            return not reader.payment(entry.entity).reversed
        case "study":
            return all(one.takes_back != entry.entity_id for one in reader.study())
        case "invoice" if entry.action == "send":
            return reader.invoice_by_id(entry.entity_id).sdi_status not in OUT_OF_HAND
        case "invoice":
            draft = reader.invoice_by_id(entry.entity_id)
            next_invoice_state(draft.name, draft.state, InvoiceEvent.EDIT)
        case "quote" if entry.action == "accept":
            quote = reader.quote_by_id(entry.entity_id)
            next_quote_status(quote.number, quote.status, QuoteEvent.UNDO_ACCEPT)
            return not quote.invoices
        case "quote" if OFFER in _before(entry):
            quote = reader.quote_by_id(entry.entity_id)
            next_quote_status(quote.number, quote.status, QuoteEvent.EDIT)
        case "reminder" if entry.action == "proof":
            return bool(reader.kept(Reminder, entry.entity).proofs)
        case kind if kind in _NOTED:
            check(reader, reader.kept(_NOTED[kind], entry.entity))
    return (entry.entity_kind, entry.action) in _BY_OPPOSITE or bool(_before(entry))


def _before(entry: Activity) -> Mapping[str, object]:
    data: Any = entry.data.get(BEFORE) or {}
    return dict(data)


def _told(entry: Activity) -> Undoable:
    data: dict[str, object] = {"entity": entry.entity}
    amount, currency = entry.data.get("amount"), entry.data.get("currency")
    if isinstance(amount, int) and isinstance(currency, str):
        data["amount"] = Money(amount, currency)
    key = (entry.entity_kind, entry.action)
    return Undoable(
        entry.seq, entry.at, entry.entity_kind, entry.entity, entry.action, WORDS[key], data
    )


# --- how each kind is put back -------------------------------------------------------------------

Values = dict[str, object]
Written = tuple[Client | Service | Issuer | Quote | Invoice | Retainer | None, Mapping[str, object]]
"""The thing as it is stored (None: of the ledger itself), and what of it stood there before."""


def _client(work: UnitOfWork, entry: Activity, values: Values, _day: dt.date) -> Written:
    before = work.client_by_id(entry.entity_id)
    after = work.save_client(changed(before, put_back(Client, values)))
    return after, record_before(before, after)


def _service(work: UnitOfWork, entry: Activity, values: Values, _day: dt.date) -> Written:
    before = work.service(entry.entity)
    after = work.save_service(changed(before, put_back(Service, values)))
    return after, record_before(before, after)


def _issuer(work: UnitOfWork, _entry: Activity, values: Values, _day: dt.date) -> Written:
    before = work.issuer()
    after = work.save_issuer(changed(before, put_back(Issuer, values)))
    return after, record_before(before, after)


def _invoice(work: UnitOfWork, entry: Activity, values: Values, _day: dt.date) -> Written:
    before = work.invoice_by_id(entry.entity_id)
    if entry.action == "send":
        after = work.save_invoice(replace(before, **put_back(Invoice, values)))
        return after, invoice_before(before, after)
    next_invoice_state(before.name, before.state, InvoiceEvent.EDIT)
    draft = replace(before, **put_back(Invoice, values))
    totals = compute(
        draft.lines, rules=draft.rules, currency=draft.currency, discount=draft.discount
    )
    after = work.save_invoice(replace(draft, totals=totals))
    return after, invoice_before(before, after)


def _quote(work: UnitOfWork, entry: Activity, values: Values, day: dt.date) -> Written:
    before = work.quote_by_id(entry.entity_id)
    offer: Any = values.get(OFFER)
    own = {name: value for name, value in values.items() if name != OFFER}
    quote = replace(before, **put_back(Quote, own))
    steps = bound_changes(before.bounds, quote.bounds, day)
    quote = replace(quote, trail=(*before.trail, *steps))
    if offer is not None:
        next_quote_status(quote.number, quote.status, QuoteEvent.EDIT)
        draft = replace(quote.current, **put_back(Round, offer))
        totals = compute(
            draft.lines, rules=draft.rules, currency=quote.currency, discount=draft.discount
        )
        quote = replace(quote, rounds=(*quote.rounds[:-1], replace(draft, totals=totals)))
    after = work.save_quote(quote)
    return after, quote_before(before, after)


def _retainer(work: UnitOfWork, entry: Activity, values: Values, _day: dt.date) -> Written:
    before = work.retainer(entry.entity)
    after = work.save_retainer(replace(before, **put_back(Retainer, values)))
    return after, retainer_before(before, after)


def _ladder(work: UnitOfWork, _entry: Activity, values: Values, _day: dt.date) -> Written:
    return None, policies.put_back(work, values)


_WRITE: Final = {
    "ledger": _ladder,
    "retainer": _retainer,
    "client": _client,
    "service": _service,
    "issuer": _issuer,
    "invoice": _invoice,
    "quote": _quote,
}
