"""The collections review: every open instalment as of a day, from one covering index.

As of today (or later) the open instalments are what the partial index holds. As of a past day they
are counted back from the dates of issue and of settlements: slower, and rarely asked for.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from smm_ledger.core.collections import bucket_of
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

Age = tuple[dt.date, int, str]
"""A due date, the days since, and the bucket."""


def overdue(db: Db, *, as_of: dt.date, client: int | None, limit: int | None) -> OverdueReview:
    """Return the review; totals and buckets count everything, rows go to `limit`."""
    now = is_now(db, as_of)
    found = open_items(db, as_of=as_of, client=client, now=now)
    ages = {due: _age(due, as_of) for due in {item[0] for item in found}}
    sums: dict[tuple[str, str], int] = {}
    for item in found:
        key = (item[2], item[0])
        sums[key] = sums.get(key, 0) + item[3]
    today = as_of.isoformat()
    late = [item for item in found if item[0] < today]
    return OverdueReview(
        as_of=as_of,
        totals=_totals(sums, today),
        buckets=_buckets(sums, ages),
        rows=_rows(db, late if limit is None else late[:limit], ages),
        late=list(map(LateItem._make, late)),
        now=now,
    )


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


def _age(due: str, as_of: dt.date) -> Age:
    due_date = day(due)
    days = (as_of - due_date).days
    return due_date, days, str(bucket_of(days))


Sums = Mapping[tuple[str, str], int]
"""Open balance by currency and due date."""


def _totals(sums: Sums, today: str) -> tuple[CurrencyTotals, ...]:
    owed: dict[str, list[int]] = {}
    for (currency, due), balance in sums.items():
        both = owed.setdefault(currency, [0, 0])
        both[0] += balance
        both[1] += balance if due < today else 0
    return tuple(
        CurrencyTotals(currency=currency, open=both[0], overdue=both[1])
        for currency, both in sorted(owed.items())
    )


def _buckets(sums: Sums, ages: Mapping[str, Age]) -> tuple[AgingBuckets, ...]:
    filled: dict[str, dict[str, int]] = {}
    for (currency, due), balance in sums.items():
        mine = filled.setdefault(currency, {})
        bucket = ages[due][2]
        mine[bucket] = mine.get(bucket, 0) + balance
    return tuple(
        AgingBuckets(currency=currency, **mine) for currency, mine in sorted(filled.items())
    )


def _rows(db: Db, late: Sequence[Open], ages: Mapping[str, Age]) -> tuple[OverdueRow, ...]:
    parties = names_of_clients(db, {item[1] for item in late})
    return tuple(
        OverdueRow(
            invoice=number,
            client=parties[client][0],
            client_name=parties[client][1],
            instalment=seq,
            due_date=ages[due][0],
            days_overdue=ages[due][1],
            balance=balance,
            currency=currency,
            bucket=ages[due][2],
        )
        for due, client, currency, balance, _, seq, number in late
    )
