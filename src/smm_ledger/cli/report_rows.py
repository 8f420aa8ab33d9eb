"""The rows of the reports as flat records: what the command prints as JSON, and every CSV file.

Keys are the contract's (see docs); a file written from the screens is the command's, byte for byte.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from smm_ledger.cli.shapes import Shape, amount, day, exact
from smm_ledger.core.analytics import Report, WinRate
from smm_ledger.core.collections import Bucket
from smm_ledger.core.forecast import Week
from smm_ledger.core.payments import Payment
from smm_ledger.core.reports import AgingRow, CashRow, ClientRow, LossRow, RevenueRow, StampRow
from smm_ledger.i18n.report_words import groups_of
from smm_ledger.services.read_models import PaymentRow

PARTY: Final = ("client", "client_name", "currency")
ALL: Final = "all"


class Sheet(NamedTuple):
    """Keys of a row in their order, and the rows, each with those keys."""

    header: Sequence[str]
    rows: Sequence[Shape]

    @property
    def cells(self) -> Iterator[list[object]]:
        """The rows as a table."""
        return ([row[key] for key in self.header] for row in self.rows)


def _aging(row: AgingRow) -> Shape:
    ages = {str(bucket): amount(row.buckets[bucket], row.currency) for bucket in Bucket}
    return {**_party(row), **ages, "open": amount(row.open, row.currency)}


def _party(row: AgingRow | RevenueRow | ClientRow | LossRow) -> Shape:
    return {"client": row.client, "client_name": row.client_name, "currency": row.currency}


_SUMS: Final = ("net", "social_contribution", "tax", "stamp", "total", "credited")
_REVENUE: Final = ("documents", *_SUMS)


def _revenue(row: RevenueRow) -> Shape:
    return {"month": f"{row.month:%Y-%m}", **_party(row), **revenue_sums(row)}


def revenue_sums(row: RevenueRow) -> Shape:
    """Return the sums of a row, of a month or a year."""
    sums = {name: amount(getattr(row, name), row.currency) for name in _SUMS}
    return {"currency": row.currency, "documents": row.documents, **sums}


_SET: Final = ("invoices", "unallocated")


def _payment(row: PaymentRow, own: Payment) -> Shape:
    parts = [f"{part.invoice}={amount(part.amount, row.currency)}" for part in own.allocations]
    return {
        "id": own.name,
        "client": row.client,
        "client_name": row.client_name,
        "currency": row.currency,
        "date": day(row.date),
        "amount": amount(row.amount, row.currency),
        "method": row.method,
        "reference": row.reference,
        "invoices": ", ".join(parts),
        "unallocated": amount(row.unallocated, row.currency),
        "reversed": row.reversed,
    }


def _cash(row: CashRow) -> Shape:
    return {
        "month": f"{row.month:%Y-%m}",
        "currency": row.currency,
        "payments": row.payments,
        "amount": amount(row.amount, row.currency),
        "so_far": amount(row.so_far, row.currency),
    }


def _stamp(row: StampRow) -> Shape:
    return {
        "quarter": row.quarter,
        "currency": row.currency,
        "documents": row.documents,
        "duty": amount(row.duty, row.currency),
        "recharged": amount(row.recharged, row.currency),
        "pay_by": day(row.pay_by),
        "at_latest": day(row.at_latest),
    }


_CLIENT: Final = ("billed", "paid", "written_off", "open", "overdue")


def _client(row: ClientRow) -> Shape:
    return {
        **_party(row),
        "invoices": row.invoices,
        **{name: amount(getattr(row, name), row.currency) for name in _CLIENT},
        "paid_invoices": row.paid_invoices,
        "median_days_late": row.median_days_late,
    }


def _loss(row: LossRow) -> Shape:
    return {
        "date": day(row.date),
        "kind": str(row.kind),
        "invoice": row.invoice,
        **_party(row),
        "amount": amount(row.amount, row.currency),
        "reason": row.reason or None,
    }


_COLUMNS: Final = ("early", "expected", "late")
_SO_FAR: Final = tuple(f"{name}_so_far" for name in _COLUMNS)


def _week(row: Week) -> Shape:
    return {
        "week": day(row.start),
        "until": day(row.end),
        "currency": row.currency,
        **_three(_COLUMNS, row.amounts, row.currency),
        "retainers": amount(row.planned, row.currency),
        **_three(_SO_FAR, row.so_far, row.currency),
    }


def _three(names: tuple[str, ...], sums: tuple[int, int, int], currency: str) -> Shape:
    return {name: amount(minor, currency) for name, minor in zip(names, sums, strict=True)}


def _rates(found: Report) -> Iterator[Shape]:
    yield _rate(ALL, found.overall)
    for key, rates in groups_of(found):
        yield from (_rate(key, rate) for rate in rates)


def _rate(key: str, rate: WinRate) -> Shape:
    return {
        "by": key,
        "name": rate.name or None,
        "n": rate.n,
        "won": rate.won,
        "win_rate": exact(rate.percent),
        "low": exact(rate.low),
        "high": exact(rate.high),
    }


Make = tuple[tuple[str, ...], Callable[[Any], Sequence[Shape]]]
_SHEETS: Final[Mapping[str, Make]] = {
    "negotiation": (
        ("by", "name", "n", "won", "win_rate", "low", "high"),
        lambda found: list(_rates(found)),
    ),
    "aging": (
        (*PARTY, *(str(bucket) for bucket in Bucket), "open"),
        lambda found: [_aging(row) for row in found.rows],
    ),
    "revenue": (
        ("month", *PARTY, *_REVENUE),
        lambda found: [_revenue(row) for row in found.rows],
    ),
    "cash": (
        ("month", "currency", "payments", "amount", "so_far"),
        lambda found: [_cash(row) for row in found.rows],
    ),
    "stamp": (
        ("quarter", "currency", "documents", "duty", "recharged", "pay_by", "at_latest"),
        lambda found: [_stamp(row) for row in found.rows],
    ),
    "clients": (
        (*PARTY, "invoices", *_CLIENT, "paid_invoices", "median_days_late"),
        lambda found: [_client(row) for row in found.rows],
    ),
    "losses": (
        ("date", "kind", "invoice", *PARTY, "amount", "reason"),
        lambda found: [_loss(row) for row in found.rows],
    ),
    "payments": (
        ("id", *PARTY, "date", "amount", "method", "reference", *_SET, "reversed"),
        lambda found: [_payment(row, own) for row, own in found],
    ),
    "cashflow": (
        ("week", "until", "currency", *_COLUMNS, "retainers", *_SO_FAR),
        lambda found: [_week(row) for row in found.weeks],
    ),
}
"""Each report's header, and what makes rows of what its service returned."""


def rows_of(report: str, found: object) -> Sheet:
    """Return the rows of a report.

    Args:
        report: Its name on the command line.
        found: What `ReportService` returned for it.
    """
    header, make = _SHEETS[report]
    return Sheet(header, make(found))
