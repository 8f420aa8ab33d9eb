"""Quotes with their last rounds, and what each is worth: what was agreed, or the least acceptable.

A round keeps the sums of what counts in it as it was offered. Where a selection was accepted, they
are not what was agreed; where alternatives are left of which none is marked, they are less than
anybody could accept. Then, and only then, its lines are read.
"""

from typing import NamedTuple

from smm_ledger.db.queries.rows import Db, Row

IS_OPEN = (
    "(q.accepted_round IS NULL AND EXISTS (SELECT 1 FROM quote_line WHERE round_id = r.id"
    " AND kind = 'alternative' GROUP BY group_name HAVING max(selected) = 0))"
)
"""Whether round `r` of quote `q` has something to choose."""


QUOTE_ROWS = f"""
SELECT
    q.*, c.code, c.name AS client_name, r.seq AS last_seq, r.side, r.date AS last_date, r.net_minor,
    r.total_minor, m.valid_until, {IS_OPEN} AS is_open
FROM found
CROSS JOIN quote AS q ON q.id = found.id
JOIN client AS c ON c.id = q.client_id
JOIN quote_round AS r ON r.quote_id = q.id
    AND r.seq = (SELECT max(seq) FROM quote_round WHERE quote_id = q.id)
JOIN quote_round AS m ON m.quote_id = q.id
    AND m.seq = (SELECT max(seq) FROM quote_round WHERE quote_id = q.id AND side = 'me')
"""  # noqa: S608 - ours
"""Quotes with their last round and my last round; `found` gives the keys."""


class Least(NamedTuple):
    """Minor units; `is_open`: they are the least of several sums."""

    net: int
    total: int
    is_open: bool = False


def least_of(db: Db, found: Row) -> Least:
    """Return what a quote can be had for; `found` joins its last round, `IS_OPEN` as `is_open`."""
    if not found["is_open"] and found["selection"] is None:
        return Least(found["net_minor"], found["total_minor"])
    from smm_ledger.db.queries.documents import quote_by_id

    quote = quote_by_id(db, found["id"])
    offer = quote.accepted or quote.current
    return Least(offer.least.net, offer.least.total, is_open=offer.is_open)
