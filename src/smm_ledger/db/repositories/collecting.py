"""Claims, promises, letters, contacts, holds and attachments: added, and little of them changed."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import Session, SQLModel, col, func, insert, select

from smm_ledger.core.claims import Claim
from smm_ledger.core.letters import Attachment, Contact, Hold, Reminder
from smm_ledger.core.promises import Promise
from smm_ledger.db.columns import day_text, json_text
from smm_ledger.db.mapping import Values
from smm_ledger.db.repositories.writing import add, put, stored
from smm_ledger.db.tables_collections import (
    AttachmentRow,
    ClaimRow,
    ContactRow,
    HoldRow,
    PromiseRow,
    ProofRow,
    ReminderItemRow,
    ReminderRow,
)
from smm_ledger.services.ports_collections import Kept


def _claim_values(claim: Claim) -> Values:
    return {
        "invoice_id": claim.invoice_id,
        "date": day_text(claim.date),
        "kind": str(claim.kind),
        "currency": claim.currency,
        "segments": json_text(claim.segments),
        "interest_minor": claim.interest,
        "compensation_minor": claim.compensation,
        "accrued_from": day_text(claim.accrued_from),
        "accrued_until": day_text(claim.accrued_until),
        "state": str(claim.state),
        "decided_on": day_text(claim.decided_on),
        "reason": claim.reason,
    }


def _promise_values(promise: Promise) -> Values:
    return {
        "invoice_id": promise.invoice_id,
        "amount_minor": promise.amount,
        "currency": promise.currency,
        "made_on": day_text(promise.made_on),
        "due_by": day_text(promise.by),
        "note": promise.note,
        "replaces": promise.replaces,
    }


def _reminder_values(reminder: Reminder) -> Values:
    return {
        "client_id": reminder.client_id,
        "date": day_text(reminder.date),
        "rung": str(reminder.rung),
        "amount_minor": reminder.amount,
        "currency": reminder.currency,
        "channel": reminder.channel,
        "path": reminder.path,
        "text": reminder.text,
    }


def _contact_values(contact: Contact) -> Values:
    return {
        "client_id": contact.client_id,
        "date": day_text(contact.date),
        "channel": str(contact.channel),
        "outcome": str(contact.outcome),
        "note": contact.note,
    }


def _hold_values(hold: Hold) -> Values:
    return {
        "client_id": hold.client_id,
        "invoice_id": hold.invoice_id,
        "since": day_text(hold.since),
        "until": day_text(hold.until),
        "reason": hold.reason,
        "released_on": day_text(hold.released_on),
    }


_ROWS: Mapping[type, tuple[str, type[SQLModel], Callable[[Any], Values]]] = {
    Claim: ("claim", ClaimRow, _claim_values),
    Promise: ("promise", PromiseRow, _promise_values),
    Reminder: ("reminder", ReminderRow, _reminder_values),
    Contact: ("contact", ContactRow, _contact_values),
    Hold: ("hold", HoldRow, _hold_values),
}
"""How each kind is called, and where it is written."""


def kind_of(it: Kept) -> str:
    """Return how the log calls a thing's kind."""
    return _ROWS[type(it)][0]


def keep(session: Session, it: Kept) -> int:
    """Insert a thing, or write what of it may change; return its key."""
    _, table, values = _ROWS[type(it)]
    if not it.id:
        key = add(session, table(**values(it)))
        if isinstance(it, Reminder):
            _add_items(session, it, key)
        return key
    row = stored(session, table, it.id, version=None, name=it.name)
    put(session, row, values(it))
    return it.id


def _add_items(session: Session, reminder: Reminder, key: int) -> None:
    made = [
        {
            "reminder_id": key,
            "no": no,
            "invoice_id": item.invoice_id,
            "instalment": item.instalment,
            "due_date": day_text(item.due_date),
            "balance_minor": item.balance,
            "currency": item.currency,
            "rung": item.rung and str(item.rung),
            "again": int(item.again),
        }
        for no, item in enumerate(reminder.items, 1)
    ]
    session.exec(insert(ReminderItemRow), params=made)


def take_back(session: Session, it: Kept, day: dt.date) -> None:
    """Mark a thing as taken back: it is read no more."""
    _, table, _ = _ROWS[type(it)]
    row = stored(session, table, it.id, version=None, name=it.name)
    put(session, row, {"taken_back": day_text(day)})


def take_back_proof(session: Session, reminder: Reminder, day: dt.date) -> None:
    """Mark the last proof of a letter that stands as taken back."""
    mine = col(ProofRow.reminder_id) == reminder.id, col(ProofRow.taken_back).is_(None)
    last = select(ProofRow).where(*mine).order_by(col(ProofRow.no).desc()).limit(1)
    put(session, session.exec(last).one(), {"taken_back": day_text(day)})


def add_proof(session: Session, reminder: Reminder) -> None:
    """Append the last proof of a letter."""
    proof = reminder.proofs[-1]
    known = select(func.count()).where(col(ProofRow.reminder_id) == reminder.id)
    values = {
        "reminder_id": reminder.id,
        "no": session.exec(known).one() + 1,
        "channel": str(proof.channel),
        "sent_on": day_text(proof.sent_on),
        "received_on": day_text(proof.received_on),
        "attachment_id": proof.attachment,
    }
    session.exec(insert(ProofRow), params=[values])


def attach(session: Session, attachment: Attachment, data: bytes) -> int:
    """Insert a file; return its key."""
    values: Values = {
        "entity_kind": attachment.entity_kind,
        "entity_id": attachment.entity_id,
        "date": day_text(attachment.date),
        "name": attachment.name,
        "note": attachment.note,
        "sha256": attachment.sha256,
        "data": data,
    }
    return add(session, AttachmentRow(**values))
