"""The collections review: every open instalment as of a day, from one covering index.

As of today (or later) the open instalments are what the partial index holds. As of a past day they
are counted back from the dates of issue and of settlements: slower, and rarely asked for.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence
from operator import itemgetter

from smm_ledger.core.collections import EDGES, Bucket
from smm_ledger.db.columns import day
from smm_ledger.db.queries.open_items import OPEN_NOW, Open, names_of_clients
from smm_ledger.db.queries.rows import Db, value
from smm_ledger.services.review import (
    AgingBuckets,
    CurrencyTotals,
    LateItem,
    OverdueReview,
    OverdueRow,
)

OPEN_THEN = """
SELECT due_date, client_id, currency, balance, invoice_id, seq, number FROM (
    SELECT
        i.*, i.amount_minor - (
            SELECT ifnull(sum(amount_minor), 0) FROM settlement
            WHERE instalment_id = i.id AND date <= :as_of
        ) AS balance
    FROM invoice AS v JOIN instalment AS i ON i.invoice_id = v.id
    WHERE v.state = 'issued' AND v.issue_date <= :as_of AND i.live = 1
) WHERE balance > 0
"""
CHANGED_SINCE = (
    "SELECT EXISTS (SELECT 1 FROM settlement WHERE date > :as_of)"
    " OR EXISTS (SELECT 1 FROM invoice WHERE state = 'issued' AND issue_date > :as_of)"
)

Sums = dict[str, int]
"""Balances in minor units, by currency."""


def overdue(db: Db, *, as_of: dt.date, client: int | None, limit: int | None) -> OverdueReview:
    """Return the review; totals and buckets count everything, rows go to `limit`."""
    now = is_now(db, as_of)
    found = open_items(db, as_of=as_of, client=client, now=now)
    ends = [_first(found, as_of - dt.timedelta(days=most)) for most, _ in EDGES]
    parts = [
        (str(bucket), found[start:end])
        for bucket, start, end in zip(Bucket, [*ends, 0], [len(found), *ends], strict=True)
    ]
    filled: dict[str, Sums] = {}
    for bucket, part in parts:
        for item in part:
            mine = filled.setdefault(item[2], {})
            mine[bucket] = mine.get(bucket, 0) + item[3]
    late = found[: ends[0]]
    return OverdueReview(
        as_of=as_of,
        totals=tuple(_totals(currency, filled[currency]) for currency in sorted(filled)),
        buckets=tuple(AgingBuckets(currency, **filled[currency]) for currency in sorted(filled)),
        rows=_rows(db, late[:limit], parts[:0:-1], as_of),
        late=list(map(LateItem._make, late)),
        now=now,
    )


def _first(found: Sequence[Open], day: dt.date) -> int:
    """Return the place of the first instalment that is due on a day or after it."""
    return bisect_left(found, day.isoformat(), key=itemgetter(0))


def _totals(currency: str, by_bucket: Sums) -> CurrencyTotals:
    owed = sum(by_bucket.values())
    return CurrencyTotals(currency, owed, owed - by_bucket.get(Bucket.CURRENT, 0))


def is_now(db: Db, as_of: dt.date) -> bool:
    """Whether nothing was issued or settled after a day."""
    return not value(db, CHANGED_SINCE, {"as_of": as_of.isoformat()})


def open_items(
    db: Db, *, as_of: dt.date, client: int | None, now: bool | None = None
) -> Sequence[Open]:
    """Return the open instalments as of a day, oldest due date first.

    `now`: whether nothing happened after it, where that is known.
    """
    now = is_now(db, as_of) if now is None else now
    args: dict[str, object] = {"as_of": as_of.isoformat(), "client": client}
    sql = OPEN_NOW if now else OPEN_THEN
    mine = "" if client is None else " AND client_id = :client"
    found: list[Open] = db.execute(f"{sql}{mine} ORDER BY due_date, client_id", args).fetchall()
    return found


def _rows(
    db: Db, shown: Sequence[Open], parts: Sequence[tuple[str, Sequence[Open]]], as_of: dt.date
) -> tuple[OverdueRow, ...]:
    """Return the rows that are shown, of parts that are bucket by bucket in the same order."""
    names = names_of_clients(db, {item[1] for item in shown})
    rows: list[OverdueRow] = []
    today, before = as_of.toordinal(), ""
    date, days = as_of, 0
    for bucket, part in parts:
        for due, client, currency, balance, _, seq, number in part[: len(shown) - len(rows)]:
            if due != before:
                date, before = day(due), due
                days = today - date.toordinal()
            code, name = names[client]
            rows.append(OverdueRow(number, code, name, seq, date, days, balance, currency, bucket))
    return tuple(rows)
