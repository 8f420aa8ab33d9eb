"""What a quote in a list is worth: the least that its last round can be accepted for.

A round keeps the sums of what counts in it. Where it has alternatives of which none is marked, they
are less than anybody could accept: then, and only then, its lines are read.
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
    """Return what the last round of a quote can be had for; `found` has `IS_OPEN` as `is_open`."""
    if not found["is_open"]:
        return Least(found["net_minor"], found["total_minor"])
    totals = quote_by_id(db, found["id"]).current.least
    return Least(totals.net, totals.total, is_open=True)
