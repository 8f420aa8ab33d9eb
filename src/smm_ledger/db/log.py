"""The log: append-only, each entry hashed over its content and its predecessor's hash.

An entry holds the hash of its thing as it stands after the transaction. What is appended without
being a thing of its own (settlements, archived bytes) is hashed into the entry that brought it.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from smm_ledger.core.canonical import chain_hash, digest
from smm_ledger.core.claims import Claim
from smm_ledger.core.errors import NotFoundError
from smm_ledger.core.letters import Attachment, Contact, Hold, Reminder
from smm_ledger.core.promises import Promise
from smm_ledger.db.queries import collecting, documents, parties, retainers, study
from smm_ledger.db.queries.rows import Db

UNREADABLE = (ValueError, LookupError, TypeError, ArithmeticError, sqlite3.DatabaseError)
"""What a damaged row makes its reader raise."""

LEDGER = ("ledger", 0)
"""The ledger itself: its small facts."""


def thing(db: Db, kind: str, key: int) -> Any:  # noqa: ANN401 - whatever the log speaks of
    """Return what the log speaks of, as it is stored now.

    Raises:
        NotFoundError: It is gone.
    """
    if kind not in _STORED:
        raise NotFoundError(kind, thing=kind)
    return _STORED[kind](db, key)


def _facts(db: Db, _key: int) -> dict[str, str]:
    """Return the small facts, and where a series of numbers does not begin with 1."""
    return dict(db.execute("SELECT key, value FROM setting").fetchall()) | dict(
        db.execute(
            "SELECT 'first ' || series || ' ' || year, CAST(first_seq AS TEXT) FROM counter"
            " WHERE first_seq <> 1"
        ).fetchall()
    )


def _kept(kind: type, db: Db, key: int) -> object:
    return collecting.one(db, kind, key)


_STORED: Mapping[str, Callable[[Db, int], object]] = {
    "client": parties.client_by_id,
    "service": parties.service_by_id,
    "quote": documents.quote_by_id,
    "invoice": documents.invoice_by_id,
    "payment": documents.payment_by_id,
    "retainer": retainers.retainer_by_id,
    "effort": retainers.effort_by_id,
    "request": retainers.request_by_id,
    "study": study.entry_by_id,
    **{
        kind: partial(_kept, thing_type)
        for kind, thing_type in (
            ("claim", Claim),
            ("promise", Promise),
            ("reminder", Reminder),
            ("contact", Contact),
            ("hold", Hold),
            ("attachment", Attachment),
        )
    },
    "issuer": lambda db, _key: parties.issuer(db),
    "ledger": _facts,
}


def name_of(kind: str, it: Any) -> str:  # noqa: ANN401 - as above
    """Return how the user names a thing."""
    match kind:
        case "client" | "service":
            return str(it.code)
        case "quote":
            return str(it.number)
        case "attachment":
            return str(it.ref)
        case "issuer" | "ledger":
            return kind
        case _:
            return str(it.name)


def after(db: Db, kind: str, key: int) -> str:
    """Return the hash of a thing as it is stored now; empty where it is gone."""
    try:
        return digest(thing(db, kind, key))
    except NotFoundError:
        return ""


APPENDED: Mapping[str, str] = {
    "settlements": (
        "SELECT id, instalment_id, invoice_id, kind, date, amount_minor, payment_id,"
        " credit_note_id, reason FROM settlement WHERE id BETWEEN ? AND ? ORDER BY id"
    ),
    "documents": (
        "SELECT id, entity_kind, entity_id, kind, sha256 FROM document"
        " WHERE id BETWEEN ? AND ? ORDER BY id"
    ),
}
"""Rows that are appended, by the key under which an entry vouches for them."""


def voucher(db: Db, what: str, first: int, last: int) -> dict[str, object]:
    """Return the range of appended rows and the hash over it."""
    found = db.execute(APPENDED[what], (first, last)).fetchall()
    return {"first": first, "last": last, "sha256": digest([list(row) for row in found])}


def content(entry: Any) -> dict[str, object]:  # noqa: ANN401 - a row or a mapping
    """Return what an entry's hash is over."""
    names = ("seq", "at", "entity_kind", "entity_id", "entity", "action", "data", "after")
    return {name: entry[name] for name in names}


def broken_links(db: Db) -> Iterator[int]:
    """Yield the numbers of the entries whose hash, or number, is not what it must be."""
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    previous, expected = "", 1
    for entry in cursor.execute("SELECT * FROM activity ORDER BY seq"):
        if entry["seq"] != expected or chain_hash(previous, content(entry)) != entry["hash"]:
            yield entry["seq"]
        previous, expected = entry["hash"], entry["seq"] + 1
