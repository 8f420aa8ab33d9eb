"""What the reports on money read: one pass each, over dates that an index or a year narrows.

What is owed comes from the same place as the collections review, so that the two never disagree.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from smm_ledger.core.collections import Bucket, bucket_of
from smm_ledger.core.lateness import Habit
from smm_ledger.core.payments import BANK_FEE
from smm_ledger.core.reports import (
    AgingRow,
    CashRow,
    ClientRow,
    LossKind,
    LossRow,
    RevenueRow,
    StampRow,
)
from smm_ledger.db.columns import day
from smm_ledger.db.queries.open_items import names_of_clients
from smm_ledger.db.queries.overdue import open_items
from smm_ledger.db.queries.rows import Db, rows
from smm_ledger.db.queries.summaries import habits

FISCAL = "v.state = 'issued' AND v.kind <> 'proforma' AND v.sdi_status <> 'rejected'"
"""What counts as issued: SdI's rejection takes it back until the document is sent again."""
SIGN = "iif(v.kind = 'credit_note', -1, 1)"

REVENUE = f"""
SELECT
    substr(v.issue_date, 1, 7) || '-01' AS month, c.code, c.name, v.currency,
    count(*) AS documents,
    sum({SIGN} * v.net_minor) AS net,
    sum({SIGN} * v.social_contribution_minor) AS social_contribution,
    sum({SIGN} * v.tax_minor) AS tax,
    sum({SIGN} * v.stamp_in_total_minor) AS stamp,
    sum({SIGN} * v.total_minor) AS total,
    sum(iif(v.kind = 'credit_note', v.total_minor, 0)) AS credited
FROM invoice AS v JOIN client AS c ON c.id = v.client_id
WHERE v.issue_date BETWEEN ? AND ? AND {FISCAL}
GROUP BY month, c.id, v.currency ORDER BY month, c.code, v.currency
"""  # noqa: S608 - ours
CASH = """
SELECT substr(date, 1, 7) || '-01' AS month, currency, count(*) AS payments,
    sum(amount_minor) AS amount
FROM payment WHERE reversed = 0 AND date BETWEEN ? AND ?
GROUP BY month, currency ORDER BY month, currency
"""
STAMP = f"""
SELECT (CAST(substr(issue_date, 6, 2) AS INTEGER) + 2) / 3 AS quarter, currency,
    count(*) AS documents, sum(stamp_duty_minor) AS duty,
    sum(iif(kind = 'credit_note', 0, stamp_in_total_minor)) AS recharged
FROM invoice AS v WHERE {FISCAL} AND stamp_duty_minor > 0 AND issue_date BETWEEN ? AND ?
GROUP BY quarter, currency ORDER BY quarter, currency
"""  # noqa: S608 - ours
BILLED = f"""
SELECT
    v.client_id, v.currency, sum(v.kind <> 'credit_note') AS invoices,
    sum({SIGN} * v.total_minor) AS billed, sum(v.paid_minor) AS paid,
    sum(v.written_off_minor) AS written_off
FROM invoice AS v WHERE {FISCAL}
GROUP BY v.client_id, v.currency
"""  # noqa: S608 - ours
LOSSES = """
SELECT s.date, s.amount_minor, s.reason, v.number, v.currency, c.code, c.name
FROM settlement AS s JOIN invoice AS v ON v.id = s.invoice_id JOIN client AS c ON c.id = v.client_id
WHERE s.kind = 'write_off' AND s.date <= ? ORDER BY s.date, s.id
"""


def _year(year: int) -> tuple[str, str]:
    return dt.date(year, 1, 1).isoformat(), dt.date(year, 12, 31).isoformat()


def revenue(db: Db, year: int) -> Sequence[RevenueRow]:
    """Return what was invoiced, by month, client and currency."""
    return [
        RevenueRow(
            month=day(found["month"]),
            client=found["code"],
            client_name=found["name"],
            currency=found["currency"],
            documents=found["documents"],
            net=found["net"],
            social_contribution=found["social_contribution"],
            tax=found["tax"],
            stamp=found["stamp"],
            total=found["total"],
            credited=found["credited"],
        )
        for found in rows(db, REVENUE, _year(year))
    ]


def cash(db: Db, year: int) -> Sequence[CashRow]:
    """Return what came in, by month and currency."""
    return [
        CashRow(month=day(month), currency=currency, payments=payments, amount=amount)
        for month, currency, payments, amount in db.execute(CASH, _year(year))
    ]


def stamp(db: Db, year: int) -> Sequence[StampRow]:
    """Return the stamp duty of each quarter."""
    return [
        StampRow(
            quarter=quarter, currency=currency, documents=documents, duty=duty, recharged=recharged
        )
        for quarter, currency, documents, duty, recharged in db.execute(STAMP, _year(year))
    ]


def losses(db: Db, as_of: dt.date) -> Sequence[LossRow]:
    """Return each write-off and each recovery, oldest first."""
    return [
        LossRow(
            date=day(date),
            kind=_kind(amount, reason),
            invoice=number,
            client=code,
            client_name=name,
            currency=currency,
            amount=amount,
            reason="" if reason == BANK_FEE else reason,
        )
        for date, amount, reason, number, currency, code, name in db.execute(
            LOSSES, (as_of.isoformat(),)
        )
    ]


def _kind(amount: int, reason: str) -> LossKind:
    if reason == BANK_FEE:
        return LossKind.BANK_FEE
    return LossKind.WRITE_OFF if amount > 0 else LossKind.RECOVERY


Owed = dict[tuple[int, str], dict[Bucket, int]]
"""Open balance by client and currency, and by age."""


def _owed(db: Db, as_of: dt.date) -> Owed:
    owed: Owed = {}
    for due, client, currency, balance, *_ in open_items(db, as_of=as_of, client=None):
        mine = owed.setdefault((client, currency), {})
        bucket = bucket_of((as_of - day(due)).days)
        mine[bucket] = mine.get(bucket, 0) + balance
    return owed


def aging(db: Db, as_of: dt.date) -> Sequence[AgingRow]:
    """Return what each client owes, by name and currency."""
    owed = _owed(db, as_of)
    names = names_of_clients(db, {client for client, _ in owed})
    found = [
        AgingRow(
            client=names[client][0],
            client_name=names[client][1],
            currency=currency,
            buckets={bucket: mine.get(bucket, 0) for bucket in Bucket},
        )
        for (client, currency), mine in owed.items()
    ]
    return sorted(found, key=lambda row: (row.client_name.casefold(), row.client, row.currency))


def clients(db: Db, as_of: dt.date) -> Sequence[ClientRow]:
    """Return each client's history, the most billed first in each currency."""
    owed = _owed(db, as_of)
    paid = habits(db)
    found: list[Any] = list(rows(db, BILLED))
    names = names_of_clients(db, {row["client_id"] for row in found})
    told = []
    for row in found:
        key = (row["client_id"], row["currency"])
        mine = owed.get(key, {})
        own = paid.get(key, Habit())
        told.append(
            ClientRow(
                client=names[key[0]][0],
                client_name=names[key[0]][1],
                currency=row["currency"],
                invoices=row["invoices"],
                billed=row["billed"],
                paid=row["paid"],
                written_off=row["written_off"],
                open=sum(mine.values()),
                overdue=sum(mine.values()) - mine.get(Bucket.CURRENT, 0),
                paid_invoices=own.n,
                median_days_late=own.quartile(2),
            )
        )
    return sorted(told, key=lambda row: (row.currency, -row.billed, row.client))
