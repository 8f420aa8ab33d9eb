"""The collections review: every open instalment as of a day, from one covering index.

As of today (or later) the open instalments are what the partial index holds. As of a past day they
are counted back from the dates of issue and of settlements: slower, and rarely asked for.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from smm_ledger.core.collections import Bucket, bucket_of
from smm_ledger.db.columns import day
from smm_ledger.db.queries.rows import Db, value
from smm_ledger.services.read_models import (
    AgingBuckets,
    CurrencyTotals,
    OverdueReview,
    OverdueRow,
)

Open = tuple[str, int, str, int, int, int]
"""Due date, client, currency, balance, invoice, number of the instalment."""

OPEN_NOW = (
    "SELECT due_date, client_id, currency, amount_minor - settled_minor, invoice_id, seq"
    " FROM instalment WHERE live = 1 AND settled_minor < amount_minor"
)
OPEN_THEN = """
SELECT due_date, client_id, currency, balance, invoice_id, seq FROM (
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
PAGE = 500


def overdue(db: Db, *, as_of: dt.date, client: int | None, limit: int | None) -> OverdueReview:
    """Return the review; totals and buckets count everything, rows go to `limit`."""
    found = open_items(db, as_of=as_of, client=client)
    today = as_of.isoformat()
    late = [item for item in found if item[0] < today]
    return OverdueReview(
        as_of=as_of,
        totals=_totals(found, today),
        buckets=_buckets(found, as_of),
        rows=tuple(_rows(db, late if limit is None else late[:limit], as_of)),
    )


def open_items(db: Db, *, as_of: dt.date, client: int | None) -> Sequence[Open]:
    """Return the open instalments as of a day, oldest due date first."""
    args: dict[str, object] = {"as_of": as_of.isoformat(), "client": client}
    sql = OPEN_THEN if value(db, CHANGED_SINCE, args) else OPEN_NOW
    mine = "" if client is None else " AND client_id = :client"
    found: list[Open] = db.execute(f"{sql}{mine} ORDER BY due_date, client_id", args).fetchall()
    return found


def _totals(found: Iterable[Open], today: str) -> tuple[CurrencyTotals, ...]:
    sums: dict[str, list[int]] = {}
    for due, _, currency, balance, _, _ in found:
        both = sums.setdefault(currency, [0, 0])
        both[0] += balance
        if due < today:
            both[1] += balance
    return tuple(
        CurrencyTotals(currency=currency, open=owed, overdue=late)
        for currency, (owed, late) in sorted(sums.items())
    )


def _buckets(found: Iterable[Open], as_of: dt.date) -> tuple[AgingBuckets, ...]:
    by_day: dict[tuple[str, str], int] = {}
    for due, _, currency, balance, _, _ in found:
        by_day[currency, due] = by_day.get((currency, due), 0) + balance
    sums: dict[str, dict[Bucket, int]] = {}
    for (currency, due), balance in by_day.items():
        bucket = bucket_of((as_of - day(due)).days)
        mine = sums.setdefault(currency, {})
        mine[bucket] = mine.get(bucket, 0) + balance
    return tuple(
        AgingBuckets(currency=currency, **{str(b): amount for b, amount in mine.items()})
        for currency, mine in sorted(sums.items())
    )


def _rows(db: Db, late: Sequence[Open], as_of: dt.date) -> Iterable[OverdueRow]:
    numbers = names_of_invoices(db, [item[4] for item in late])
    parties = names_of_clients(db, [item[1] for item in late])
    for due, client, currency, balance, invoice, seq in late:
        due_date = day(due)
        days = (as_of - due_date).days
        code, name = parties[client]
        yield OverdueRow(
            invoice=numbers[invoice],
            client=code,
            client_name=name,
            instalment=seq,
            due_date=due_date,
            days_overdue=days,
            balance=balance,
            currency=currency,
            bucket=bucket_of(days).value,
        )


def names_of_invoices(db: Db, keys: Sequence[int]) -> dict[int, str]:
    """Return the numbers of invoices by key."""
    return dict(_by_key(db, "SELECT id, number FROM invoice WHERE id", keys))


def names_of_clients(db: Db, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return code and name of clients by key."""
    found = _by_key(db, "SELECT id, code, name FROM client WHERE id", keys)
    return {key: (code, name) for key, code, name in found}


def _by_key(db: Db, select: str, keys: Sequence[int]) -> Iterable[Any]:
    wanted = sorted(set(keys))
    for start in range(0, len(wanted), PAGE):
        page = wanted[start : start + PAGE]
        yield from db.execute(f"{select} IN ({', '.join('?' * len(page))})", page)
