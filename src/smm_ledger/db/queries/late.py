"""What late interest is computed from: when something came off an instalment, and who is spared.

What was settled and taken back again counts as if it had never been there.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from smm_ledger.db.columns import day
from smm_ledger.db.queries.rows import Db

_STANDS = (
    "SELECT s.invoice_id, i.seq, min(s.date), sum(s.amount_minor)"
    " FROM instalment AS i {} CROSS JOIN settlement AS s ON s.instalment_id = i.id WHERE {}"
    " GROUP BY i.id, s.kind, ifnull(s.payment_id, s.credit_note_id) HAVING sum(s.amount_minor) <> 0"
)
OF_INVOICE = _STANDS.format("", "i.invoice_id = ?")
OF_OPEN = _STANDS.format(
    "INDEXED BY instalment_open_due",  # not by key, which spares a sort and reads all
    "i.live = 1 AND i.settled_minor < i.amount_minor AND i.settled_minor > 0 AND s.date <= ?",
)
OF_ALL = _STANDS.format("", "i.live = 1 AND s.date <= ?")

CONSUMERS = (
    "SELECT id FROM client WHERE vat_id = ''"
    " AND (business = 0 OR (kind = 'person' AND business IS NULL))"
)

Settled = list[tuple[dt.date, int]]
"""Days and minor units."""


def settled_days(db: Db, invoice_id: int) -> Mapping[int, Sequence[tuple[dt.date, int]]]:
    """Return what came off each instalment of an invoice, by its number."""
    found: dict[int, Settled] = {}
    for _, seq, when, amount in db.execute(OF_INVOICE, (invoice_id,)):
        found.setdefault(seq, []).append((day(when), amount))
    return found


def open_settled(
    db: Db, *, as_of: dt.date, now: bool
) -> Mapping[tuple[int, int], Sequence[tuple[dt.date, int]]]:
    """Return what came off each instalment that is open, by invoice and number.

    Args:
        db: The ledger.
        as_of: Later settlements are not seen.
        now: Whether what is open on that day is what is open in the ledger.
    """
    found: dict[tuple[int, int], Settled] = {}
    for invoice, seq, when, amount in db.execute(OF_OPEN if now else OF_ALL, (as_of.isoformat(),)):
        found.setdefault((invoice, seq), []).append((day(when), amount))
    return found


def consumers(db: Db) -> frozenset[int]:
    """Return the keys of the clients whom the law protects as consumers."""
    return frozenset(key for (key,) in db.execute(CONSUMERS))
