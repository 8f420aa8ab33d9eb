"""What the log says against what is stored: each thing as its last entry left it, none missing."""

import json
import sqlite3
from collections.abc import Iterator

from smm_ledger.core.marks import N_
from smm_ledger.db import log
from smm_ledger.services.read_models import Finding

_LIVE = """
SELECT 'ledger', 0, 'ledger'
UNION ALL SELECT 'issuer', id, 'issuer' FROM issuer
UNION ALL SELECT 'client', id, code FROM client
UNION ALL SELECT 'service', id, code FROM service
UNION ALL SELECT 'quote', id, number FROM quote
UNION ALL SELECT 'invoice', id, ifnull(number, 'draft-' || draft_no) FROM invoice
UNION ALL SELECT 'payment', id, 'pay-' || id FROM payment
UNION ALL SELECT 'retainer', id, 'retainer-' || id FROM retainer
UNION ALL SELECT 'effort', id, 'effort-' || id FROM effort
UNION ALL SELECT 'request', id, 'request-' || id FROM request
UNION ALL SELECT 'study', id, 'study-' || id FROM study
UNION ALL SELECT 'claim', id, 'claim-' || id FROM claim
UNION ALL SELECT 'promise', id, 'promise-' || id FROM promise
UNION ALL SELECT 'reminder', id, 'reminder-' || id FROM reminder
UNION ALL SELECT 'contact', id, 'contact-' || id FROM contact
UNION ALL SELECT 'hold', id, 'hold-' || id FROM hold
UNION ALL SELECT 'attachment', id, 'attachment-' || id FROM attachment
"""
_LAST = (
    "SELECT entity_kind, entity_id, entity, after FROM activity"
    " WHERE seq IN (SELECT max(seq) FROM activity GROUP BY entity_kind, entity_id)"
)


def _things(db: sqlite3.Connection) -> Iterator[Finding]:
    """Hash every thing again and compare with its last entry."""
    last = {(kind, key): (name, after) for kind, key, name, after in db.execute(_LAST)}
    for kind, key, name in db.execute(_LIVE).fetchall():
        _, after = last.pop((kind, key), ("", None))
        if after is None:
            yield Finding(what=N_("the log does not know it"), where=f"{kind} {name}")
        elif after != _hash_of(db, kind, key):
            what = N_("it is not as the log left it")
            yield Finding(what=what, where=f"{kind} {name}")
    for (kind, _), (name, after) in last.items():
        if after:
            yield Finding(
                what=N_("it is gone, and the log does not say why"), where=f"{kind} {name}"
            )


def _hash_of(db: sqlite3.Connection, kind: str, key: int) -> str:
    try:
        return log.after(db, kind, key)
    except log.UNREADABLE:
        return "unreadable"


def _vouched(db: sqlite3.Connection) -> Iterator[Finding]:
    """Compare appended rows with the entries that vouch for them; each row has one."""
    covered = dict.fromkeys(log.APPENDED, 0)
    entries = db.execute(
        "SELECT seq, data FROM activity WHERE data LIKE '%\"settlements\"%'"
        " OR data LIKE '%\"documents\"%' ORDER BY seq"
    ).fetchall()
    for seq, text in entries:
        data = json.loads(text)
        for what in log.APPENDED.keys() & data.keys():
            first, last = data[what]["first"], data[what]["last"]
            if log.voucher(db, what, first, last) != data[what] or first != covered[what] + 1:
                finding = N_("what this entry brought is not as it was")
                yield Finding(what=finding, where=f"log {seq} {what} {first}-{last}")
            covered[what] = last
    for what, query in _HIGHEST.items():
        (highest,) = db.execute(query).fetchone()
        if highest != covered[what]:
            yield Finding(
                what=N_("the log does not know them"), where=f"{what} after {covered[what]}"
            )


_HIGHEST = {
    "settlements": "SELECT ifnull(max(id), 0) FROM settlement",
    "documents": "SELECT ifnull(max(id), 0) FROM document",
}

ALL = (_things, _vouched)
"""What `check --full` runs."""
