"""The reports on money: what they say, and the arithmetic between the rows.

Amounts are minor units of the row's currency; two currencies never meet in one row. Revenue is what
was invoiced, cash what came in; money given up is a loss and lowers neither.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from smm_ledger.core.collections import Bucket
from smm_ledger.core.dates import end_of_month
from smm_ledger.core.regimes.protocol import CashLimit

STAMP_MAY_WAIT: Final = 500_000
"""Up to 5,000 EUR the duty of the first quarters may be paid later (D.L. 73/2022 art. 3 c. 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgingRow:
    """What a client owes in one currency, by days since the due date.

    Attributes:
        buckets: Balance by age, each age once.
    """

    client: str
    client_name: str
    currency: str
    buckets: Mapping[Bucket, int]

    @property
    def open(self) -> int:
        """The open balance: the sum of the ages."""
        return sum(self.buckets.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Aging:
    """Open balances as of a day, per client and currency."""

    as_of: dt.date
    rows: tuple[AgingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueRow:
    """What was invoiced to a client in a month, less credit notes.

    Attributes:
        month: Its first day.
        documents: How many, credit notes too.
        credited: The part of `total` that credit notes took back, above zero.
    """

    month: dt.date
    client: str
    client_name: str
    currency: str
    documents: int
    net: int
    social_contribution: int
    tax: int
    stamp: int
    total: int
    credited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revenue:
    """A year of revenue."""

    year: int
    rows: tuple[RevenueRow, ...]

    def months(self) -> tuple[RevenueRow, ...]:
        """Return the sums per month and currency; no client is named."""
        return _summed(replace(row, client="", client_name="") for row in self.rows)

    def whole(self) -> tuple[RevenueRow, ...]:
        """Return the sums of the year per currency."""
        first = dt.date(self.year, 1, 1)
        return _summed(replace(row, client="", client_name="", month=first) for row in self.rows)


def _summed(rows: Iterable[RevenueRow]) -> tuple[RevenueRow, ...]:
    """Return one row for each month, client and currency, in that order."""
    sums: dict[tuple[dt.date, str, str], RevenueRow] = {}
    for row in rows:
        key = (row.month, row.client, row.currency)
        known = sums.get(key)
        sums[key] = row if known is None else _added(known, row)
    return tuple(sums[key] for key in sorted(sums))


_ADDED: Final = (*("documents", "net", "social_contribution", "tax", "stamp", "total", "credited"),)


def _added(one: RevenueRow, other: RevenueRow) -> RevenueRow:
    return replace(one, **{name: getattr(one, name) + getattr(other, name) for name in _ADDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class CashRow:
    """Money that came in within a month, in one currency.

    Attributes:
        month: Its first day.
        payments: How many; what bounced or was typed wrong is none.
        so_far: Of the year until the month's end.
    """

    month: dt.date
    currency: str
    payments: int
    amount: int
    so_far: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Cash:
    """A year of money that came in, against the limit of the regime.

    Attributes:
        currency: Of the limit and of `used`.
        limit: Of the regime, or None without one.
        used: What counts towards it: everything that came in, in its currency.
        elsewhere: Currencies that came in and are not in `used`.
    """

    year: int
    rows: tuple[CashRow, ...]
    currency: str
    limit: CashLimit | None
    used: int
    elsewhere: tuple[str, ...] = ()

    @property
    def left(self) -> int | None:
        """What may still come in before the regime ends with the year; below zero: it ends."""
        return None if self.limit is None else self.limit.next_year - self.used


def cash_of(rows: Sequence[CashRow], *, year: int, limit: CashLimit | None, currency: str) -> Cash:
    """Return the report of monthly rows, which stand in order."""
    running: dict[str, int] = {}
    told: list[CashRow] = []
    for row in rows:
        running[row.currency] = running.get(row.currency, 0) + row.amount
        told.append(replace(row, so_far=running[row.currency]))
    return Cash(
        year=year,
        rows=tuple(told),
        currency=currency,
        limit=limit,
        used=running.get(currency, 0),
        elsewhere=tuple(sorted(code for code in running if code != currency)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StampRow:
    """Stamp duty of a quarter.

    Attributes:
        documents: How many bear it.
        duty: What is due; `recharged` the part of it that clients pay.
        pay_by: Last day to pay it; `at_latest`: where it is so little that it may wait.
    """

    quarter: int
    currency: str
    documents: int
    duty: int
    recharged: int
    pay_by: dt.date | None = None
    at_latest: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StampDuty:
    """A year of stamp duty."""

    year: int
    rows: tuple[StampRow, ...]


def stamp_of(rows: Iterable[StampRow], *, year: int) -> StampDuty:
    """Return the report with the days on which each quarter is paid (D.M. 4 December 2020)."""
    found = {row.quarter: row for row in rows}
    days = {
        1: dt.date(year, 5, 31),
        2: dt.date(year, 9, 30),
        3: dt.date(year, 11, 30),
        4: end_of_month(dt.date(year + 1, 2, 1)),
    }
    first = found[1].duty if 1 in found else 0
    half = first + (found[2].duty if 2 in found else 0)  # noqa: PLR2004 - the second quarter
    waits = dict(days)
    if first <= STAMP_MAY_WAIT:
        waits[1] = days[2]
    if half <= STAMP_MAY_WAIT:
        waits |= {1: days[3], 2: days[3]}
    told = (
        replace(row, pay_by=days[quarter], at_latest=waits[quarter])
        for quarter, row in sorted(found.items())
    )
    return StampDuty(year=year, rows=tuple(told))


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRow:
    """A client's whole history in one currency.

    Attributes:
        billed: Invoiced less credited, as totals; `payable`: less withholding and the like.
        median_days_late: Of `paid_invoices`, weighted by amount; None without any.
    """

    client: str
    client_name: str
    currency: str
    invoices: int
    billed: int
    paid: int
    written_off: int
    open: int
    overdue: int
    paid_invoices: int
    median_days_late: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clients:
    """Clients by what was billed to them."""

    as_of: dt.date
    rows: tuple[ClientRow, ...]


class LossKind(StrEnum):
    """What happened to money that was given up."""

    WRITE_OFF = "write_off"
    RECOVERY = "recovery"
    BANK_FEE = "bank_fee"


@dataclass(frozen=True, slots=True, kw_only=True)
class LossRow:
    """Money given up of an invoice, or made good again, on its own day.

    Attributes:
        amount: Above zero where it was given up, below where it was recovered.
    """

    date: dt.date
    kind: LossKind
    invoice: str
    client: str
    client_name: str
    currency: str
    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """Everything that was given up until a day."""

    as_of: dt.date
    rows: tuple[LossRow, ...]

    def totals(self) -> dict[str, int]:
        """Return what is lost for good, per currency."""
        sums: dict[str, int] = {}
        for row in self.rows:
            sums[row.currency] = sums.get(row.currency, 0) + row.amount
        return dict(sorted(sums.items()))
