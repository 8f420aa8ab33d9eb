"""Claims, promises, letters, contacts, holds and attachments, as core objects."""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from smm_ledger.core.claims import Claim, ClaimState
from smm_ledger.core.errors import NotFoundError
from smm_ledger.core.interest import InterestKind, Segment
from smm_ledger.core.letters import (
    Attachment,
    Contact,
    ContactChannel,
    ContactOutcome,
    Hold,
    Proof,
    ProofChannel,
    Reminder,
    ReminderItem,
    Rung,
)
from smm_ledger.core.marks import N_
from smm_ledger.core.promises import Promise
from smm_ledger.db.columns import day, maybe_day
from smm_ledger.db.queries.rows import Args, Db, Row, rows

T = TypeVar("T")
Read = Callable[[Db, Row], object]

_CLAIM = (
    "SELECT t.*, v.number FROM claim AS t JOIN invoice AS v ON v.id = t.invoice_id"
    " JOIN client AS c ON c.id = v.client_id"
)
_PROMISE = (
    "SELECT t.*, v.number, c.code, c.name FROM promise AS t"
    " JOIN invoice AS v ON v.id = t.invoice_id JOIN client AS c ON c.id = v.client_id"
)
_REMINDER = "SELECT t.*, c.code FROM reminder AS t JOIN client AS c ON c.id = t.client_id"
_CONTACT = "SELECT t.*, c.code FROM contact AS t JOIN client AS c ON c.id = t.client_id"
_HOLD = (
    "SELECT t.*, v.number, c.code FROM hold AS t JOIN client AS c ON c.id = t.client_id"
    " LEFT JOIN invoice AS v ON v.id = t.invoice_id"
)
_ATTACHMENT = "SELECT id, entity_kind, entity_id, date, name, note, sha256 FROM attachment AS t"
_ITEMS = (
    "SELECT t.*, v.number FROM reminder_item AS t JOIN invoice AS v ON v.id = t.invoice_id"
    " WHERE t.reminder_id = ? ORDER BY t.no"
)
_PROOFS = "SELECT * FROM proof WHERE reminder_id = ? AND taken_back IS NULL ORDER BY no"


def _claim(_db: Db, found: Row) -> Claim:
    return Claim(
        id=found["id"],
        invoice_id=found["invoice_id"],
        invoice=found["number"],
        date=day(found["date"]),
        kind=InterestKind(found["kind"]),
        currency=found["currency"],
        segments=tuple(_segment(one) for one in json.loads(found["segments"])),
        interest=found["interest_minor"],
        compensation=found["compensation_minor"],
        accrued_from=day(found["accrued_from"]),
        accrued_until=day(found["accrued_until"]),
        state=ClaimState(found["state"]),
        decided_on=maybe_day(found["decided_on"]),
        reason=found["reason"],
    )


def _segment(one: Mapping[str, str | int]) -> Segment:
    return Segment(
        start=day(str(one["start"])),
        end=day(str(one["end"])),
        days=int(one["days"]),
        percent=Decimal(one["percent"]),
        principal=int(one["principal"]),
        amount=int(one["amount"]),
    )


def _promise(_db: Db, found: Row) -> Promise:
    return Promise(
        id=found["id"],
        invoice_id=found["invoice_id"],
        invoice=found["number"],
        client=found["code"],
        client_name=found["name"],
        amount=found["amount_minor"],
        currency=found["currency"],
        made_on=day(found["made_on"]),
        by=day(found["due_by"]),
        note=found["note"],
        replaces=found["replaces"],
    )


def _reminder(db: Db, found: Row) -> Reminder:
    return Reminder(
        id=found["id"],
        client_id=found["client_id"],
        client=found["code"],
        date=day(found["date"]),
        rung=Rung(found["rung"]),
        amount=found["amount_minor"],
        currency=found["currency"],
        channel=found["channel"],
        path=found["path"],
        text=found["text"],
        items=tuple(_item(one) for one in rows(db, _ITEMS, (found["id"],))),
        proofs=tuple(
            Proof(
                channel=ProofChannel(one["channel"]),
                sent_on=day(one["sent_on"]),
                received_on=maybe_day(one["received_on"]),
                attachment=one["attachment_id"],
            )
            for one in rows(db, _PROOFS, (found["id"],))
        ),
    )


def _item(found: Row) -> ReminderItem:
    return ReminderItem(
        invoice_id=found["invoice_id"],
        invoice=found["number"],
        instalment=found["instalment"],
        due_date=day(found["due_date"]),
        balance=found["balance_minor"],
        currency=found["currency"],
        rung=Rung(found["rung"]) if found["rung"] else None,
        again=bool(found["again"]),
    )


def _contact(_db: Db, found: Row) -> Contact:
    return Contact(
        id=found["id"],
        client_id=found["client_id"],
        client=found["code"],
        date=day(found["date"]),
        channel=ContactChannel(found["channel"]),
        outcome=ContactOutcome(found["outcome"]),
        note=found["note"],
    )


def _hold(_db: Db, found: Row) -> Hold:
    return Hold(
        id=found["id"],
        client_id=found["client_id"],
        client=found["code"],
        invoice_id=found["invoice_id"],
        invoice=found["number"] or "",
        since=day(found["since"]),
        until=day(found["until"]),
        reason=found["reason"],
        released_on=maybe_day(found["released_on"]),
    )


def _attachment(_db: Db, found: Row) -> Attachment:
    return Attachment(
        id=found["id"],
        entity_kind=found["entity_kind"],
        entity_id=found["entity_id"],
        date=day(found["date"]),
        name=found["name"],
        note=found["note"],
        sha256=found["sha256"],
    )


_CLAIM_THING, _PROMISE_THING, _HOLD_THING = N_("claim"), N_("promise"), N_("hold")
_READ: Mapping[type, tuple[str, Callable[[Db, Row], object], str]] = {
    Claim: (_CLAIM, _claim, _CLAIM_THING),
    Promise: (_PROMISE, _promise, _PROMISE_THING),
    Reminder: (_REMINDER, _reminder, N_("reminder")),
    Contact: (_CONTACT, _contact, N_("contact")),
    Hold: (_HOLD, _hold, _HOLD_THING),
    Attachment: (_ATTACHMENT, _attachment, N_("attachment")),
}
"""How each kind is read, and what it is called."""

_RETRACTABLE = frozenset({Claim, Promise, Reminder, Contact})
"""What may have been taken back, and is not read any more then."""

_DIGITS = 15


def number_of(kind: type, ref: str) -> int:
    """Return the n of `claim-n` and its like, which may be typed without the word.

    Raises:
        NotFoundError: It can't be one.
    """
    thing = _READ[kind][2]
    digits = ref.removeprefix(f"{thing}-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS):
        raise NotFoundError(ref[:200], thing=thing)
    return int(digits)


def one(db: Db, kind: type[T], key: int) -> T:
    """Return a thing by its key."""
    found = next(iter(_all(db, kind, "t.id = ?", (key,))), None)
    if found is None:
        thing = _READ[kind][2]
        raise NotFoundError(f"{thing}-{key}", thing=thing)
    return found


def of_invoice(db: Db, kind: type[T], invoice_id: int) -> Sequence[T]:
    """Return what concerns an invoice, oldest first: claims, promises."""
    return list(_all(db, kind, "t.invoice_id = ?", (invoice_id,)))


def of_client(db: Db, kind: type[T], client_id: int | None) -> Sequence[T]:
    """Return what concerns a client, or all, oldest first."""
    if client_id is None:
        return list(_all(db, kind, "1", ()))
    key = "c.id = ?" if kind in (Claim, Promise) else "t.client_id = ?"
    return list(_all(db, kind, key, (client_id,)))


def attachments(db: Db, entity_kind: str, entity_id: int) -> Sequence[Attachment]:
    """Return the files that belong to a thing, oldest first."""
    return list(_all(db, Attachment, "entity_kind = ? AND entity_id = ?", (entity_kind, entity_id)))


_OF_A_CLIENT: Final = " OR ".join(
    [
        "entity_kind = 'client' AND entity_id = ?",
        *(
            f"entity_kind = '{kind}' AND entity_id IN"  # noqa: S608 - ours
            f" (SELECT id FROM {kind} WHERE client_id = ?)"
            for kind in ("quote", "invoice", "payment", "reminder", "retainer")
        ),
        *(
            f"entity_kind = '{kind}' AND entity_id IN (SELECT id FROM {kind} WHERE invoice_id IN"  # noqa: S608 - ours
            " (SELECT id FROM invoice WHERE client_id = ?))"
            for kind in ("promise", "claim")
        ),
    ]
)


def attachments_of_client(db: Db, client_id: int) -> Sequence[Attachment]:
    """Return the files that belong to a client or to anything of it, oldest first."""
    everywhere = (client_id,) * _OF_A_CLIENT.count("?")
    return list(_all(db, Attachment, _OF_A_CLIENT, everywhere))


def attachment_data(db: Db, key: int) -> bytes:
    """Return the bytes of an attachment."""
    found = db.execute("SELECT data FROM attachment WHERE id = ?", (key,)).fetchone()
    if found is None:
        raise NotFoundError(f"attachment-{key}", thing=N_("attachment"))
    return bytes(found[0])


def _all(db: Db, kind: type[T], where: str, args: Args) -> Iterator[T]:
    select, read, _ = _READ[kind]
    standing = " AND t.taken_back IS NULL" if kind in _RETRACTABLE else ""
    for found in rows(db, f"{select} WHERE {where}{standing} ORDER BY t.id", args):
        yield read(db, found)  # type: ignore[misc]  # the table above pairs them


RECEIVED = (
    "SELECT invoice_id, min(date), sum(amount_minor) FROM settlement"
    " WHERE kind IN ('payment', 'credit')"
    " AND invoice_id IN (SELECT invoice_id FROM promise)"
    " GROUP BY invoice_id, kind, ifnull(payment_id, credit_note_id) HAVING sum(amount_minor) <> 0"
)


def promised_money(db: Db) -> Mapping[int, Sequence[tuple[dt.date, int]]]:
    """Return what came in on each invoice with a promise, and stands."""
    found: dict[int, list[tuple[dt.date, int]]] = {}
    for invoice, when, amount in db.execute(RECEIVED):
        found.setdefault(invoice, []).append((day(when), amount))
    return found


def decided_claims(db: Db) -> Mapping[int, tuple[dt.date, int]]:
    """Return, by invoice, up to when interest was collected or waived, and how much cost."""
    found = db.execute(
        "SELECT invoice_id, max(accrued_until), max(compensation_minor) FROM claim"
        " WHERE state <> 'open' GROUP BY invoice_id"
    )
    return {invoice: (day(until), cost) for invoice, until, cost in found}


def notices(db: Db) -> Mapping[int, tuple[dt.date, dt.date | None]]:
    """Return, by invoice, the day its formal notices count from, and when the last one arrived.

    They count from the first receipt; where none is recorded, from the date of the first notice.
    """
    found = db.execute(
        "SELECT i.invoice_id, r.date, (SELECT p.received_on FROM proof AS p"
        " WHERE p.reminder_id = r.id AND p.taken_back IS NULL AND p.received_on IS NOT NULL"
        " ORDER BY p.no DESC LIMIT 1)"
        " FROM reminder AS r JOIN reminder_item AS i ON i.reminder_id = r.id"
        " WHERE r.rung = 'formal' AND r.taken_back IS NULL ORDER BY r.date, r.id"
    )
    known: dict[int, tuple[dt.date, dt.date | None]] = {}
    for invoice, sent, received in found:
        since, last = known.get(invoice, (day(sent), None))
        arrived = maybe_day(received)
        if arrived is not None:
            since, last = (min(since, arrived), max(last, arrived)) if last else (arrived, arrived)
        known[invoice] = since, last
    return known
