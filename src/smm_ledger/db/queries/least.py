"""What a quote in a list is worth: what was agreed, or the least that can be accepted.

A round keeps the sums of what counts in it as it was offered. Where a selection was accepted, they
are not what was agreed; where alternatives are left of which none is marked, they are less than
anybody could accept. Then, and only then, its lines are read.
"""

from typing import NamedTuple

from smm_ledger.db.queries.documents import quote_by_id
from smm_ledger.db.queries.rows import Db, Row

IS_OPEN = (
    "(q.accepted_round IS NULL AND EXISTS (SELECT 1 FROM quote_line WHERE round_id = r.id"
    " AND kind = 'alternative' GROUP BY group_name HAVING max(selected) = 0))"
)
"""Whether round `r` of quote `q` has something to choose."""


class Least(NamedTuple):
    """Minor units; `is_open`: they are the least of several sums."""

    net: int
    total: int
    is_open: bool = False


def least_of(db: Db, found: Row) -> Least:
    """Return what a quote can be had for; `found` joins its last round, `IS_OPEN` as `is_open`."""
    if not found["is_open"] and found["selection"] is None:
        return Least(found["net_minor"], found["total_minor"])
    quote = quote_by_id(db, found["id"])
    offer = quote.accepted or quote.current
    return Least(offer.least.net, offer.least.total, is_open=offer.is_open)
