"""Names typed by the user to keys: an exact name wins, else a beginning that only one thing has.

A ref is data: nothing in it is a pattern, and one that no name can be (too long, with control
characters or surrogates) names nothing.
"""

import re

from smm_ledger.core.errors import Ambiguous, NotFoundError
from smm_ledger.core.marks import N_
from smm_ledger.db.queries.rows import Db

LONGEST = 200
SHOWN = 8
_LAST = "\U0010ffff"
_DRAFT = re.compile(r"draft-([0-9]{1,15})")
_PAYMENT = re.compile(r"(?:pay-)?([0-9]{1,15})")
_COUNTED = re.compile(r"([a-z]+)-([0-9]{1,15})")
_COUNTED_KINDS = ("retainer", "effort", "request")
"""Tables whose things are called by their kind and key, such as `retainer-1`."""


def client_id(db: Db, ref: str) -> int:
    """Return the key of a client; NotFoundError, Ambiguous as everywhere here."""
    found = _named(db, "SELECT id, code FROM client WHERE code", ref, ref.lower())
    return _one(found, ref, N_("client"))


def service_id(db: Db, ref: str) -> int:
    """Return the key of a service."""
    found = _named(db, "SELECT id, code FROM service WHERE code", ref, ref.lower())
    return _one(found, ref, N_("service"))


def quote_id(db: Db, ref: str) -> int:
    """Return the key of a quote."""
    found = _named(db, "SELECT id, number FROM quote WHERE number", ref, ref.upper())
    return _one(found, ref, N_("quote"))


def invoice_id(db: Db, ref: str) -> int:
    """Return the key of an invoice, by its number or `draft-n`."""
    return _one(_invoices(db, ref), ref, N_("invoice"))


def payment_id(db: Db, ref: str) -> int:
    """Return the key of a payment, by `pay-n`."""
    return _one(_payments(db, ref), ref, N_("payment"))


def retainer_id(db: Db, ref: str) -> int:
    """Return the key of a retainer, by `retainer-n`."""
    return _one(_counted(db, "retainer", ref), ref, N_("retainer"))


def effort_id(db: Db, ref: str) -> int:
    """Return the key of an effort, by `effort-n`."""
    return _one(_counted(db, "effort", ref), ref, N_("effort"))


Found = list[tuple[int, str]]


def anything(db: Db, ref: str) -> list[tuple[str, int, str]]:
    """Return what a ref may name: kind, key, name. Exact matches hide the others."""
    found = [
        (kind, key, name)
        for kind, matches in (
            ("invoice", _invoices(db, ref)),
            ("quote", _named(db, "SELECT id, number FROM quote WHERE number", ref, ref.upper())),
            ("client", _named(db, "SELECT id, code FROM client WHERE code", ref, ref.lower())),
            ("service", _named(db, "SELECT id, code FROM service WHERE code", ref, ref.lower())),
            ("payment", _payments(db, ref) if ref.startswith("pay-") else []),
            *((kind, _counted(db, kind, ref)) for kind in _COUNTED_KINDS),
        )
        for key, name in matches
    ]
    exact = [match for match in found if match[2] == ref]
    return exact or found


def plausible(ref: str) -> bool:
    """Whether a name could be like this at all."""
    return 0 < len(ref) <= LONGEST and ref.isprintable()


def _named(db: Db, select: str, *refs: str) -> Found:
    """Return what has exactly one of these names, else what begins with one of them."""
    wanted = [ref for ref in dict.fromkeys(refs) if plausible(ref)]
    for ref in wanted:
        exact: Found = db.execute(f"{select} = ?", (ref,)).fetchall()
        if exact:
            return exact
    for ref in wanted:
        # A range and not LIKE: no character of a ref is a wildcard, and an index serves it.
        starts: Found = db.execute(
            f"{select} BETWEEN ? AND ? LIMIT ?", (ref, ref + _LAST, SHOWN + 1)
        ).fetchall()
        if starts:
            return starts
    return []


def _invoices(db: Db, ref: str) -> Found:
    draft = _DRAFT.fullmatch(ref)
    if draft:
        exact: Found = db.execute(
            "SELECT id, ? FROM invoice WHERE draft_no = ?", (ref, int(draft[1]))
        ).fetchall()
        if exact:
            return exact
    numbered = _named(db, "SELECT id, number FROM invoice WHERE number", ref, ref.upper())
    return numbered or _drafts(db, ref)


def _drafts(db: Db, ref: str) -> Found:
    if not ref or not (ref.startswith("draft-") or "draft-".startswith(ref)):
        return []
    drafts: Found = db.execute(
        "SELECT id, 'draft-' || draft_no FROM invoice INDEXED BY invoice_draft"
        " WHERE state = 'draft' AND substr('draft-' || draft_no, 1, ?) = ? LIMIT ?",
        (len(ref), ref, SHOWN + 1),
    ).fetchall()
    return drafts


def _payments(db: Db, ref: str) -> Found:
    found = _PAYMENT.fullmatch(ref)
    if not found:
        return []
    exact: Found = db.execute(
        "SELECT id, 'pay-' || id FROM payment WHERE id = ?", (int(found[1]),)
    ).fetchall()
    return exact


def _counted(db: Db, kind: str, ref: str) -> Found:
    named = _COUNTED.fullmatch(ref)
    if not named or named[1] != kind:
        return []
    exact: Found = db.execute(
        f"SELECT id, '{kind}-' || id FROM {kind} WHERE id = ?",  # noqa: S608 - a table of ours
        (int(named[2]),),
    ).fetchall()
    return exact


def _one(found: Found, ref: str, thing: str) -> int:
    if not found:
        raise NotFoundError(ref[:LONGEST], thing=thing)
    if len(found) > 1:
        names = [name for _, name in found[:SHOWN]] + ["…"] * (len(found) > SHOWN)
        raise Ambiguous(ref, candidates=", ".join(names))
    return found[0][0]
