"""The JSON shapes of the contract: parties, services, payments, the review, the log.

Exactly the keys that the guide lists, in that order; what another feature will fill is null.
Amounts are text with the currency's decimals, exact numbers canonical text, absent values null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smm_ledger.core.money import Money, number, price_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from smm_ledger.core.promises import Promise
    from smm_ledger.services import read_models as rows
    from smm_ledger.services.home import HomeFigures, HomeItem, HomeSummary
    from smm_ledger.services.review import (
        AgingBuckets,
        Asked,
        CurrencyTotals,
        OverdueReview,
        OverdueRow,
    )

Shape = dict[str, object]


def amount(minor: int | None, currency: str) -> str | None:
    """Return minor units as the contract writes an amount."""
    return None if minor is None else str(Money(minor, currency))


def price(value: Decimal | None, currency: str) -> str | None:
    """Return a unit price: the currency's decimals, more where it has more."""
    return None if value is None else price_text(value, currency)


def exact(value: Decimal | None) -> str | None:
    """Return an exact number as its one text."""
    return None if value is None else number(value)


def day(value: dt.date | None) -> str | None:
    """Return a date in ISO 8601."""
    return None if value is None else value.isoformat()


def instant(value: dt.datetime) -> str:
    """Return an instant in UTC, to the microsecond."""
    return f"{value:%Y-%m-%dT%H:%M:%S.%f}Z"


def text(value: object) -> str | None:
    """Return text, null for none."""
    return str(value) if value else None


def client(row: rows.ClientSummary) -> Shape:
    """Return a client with its balances."""
    own = row.client
    names = ("code", "name", "kind", "vat_id", "tax_code", "country", "address", "city", "zip")
    more = ("province", "email", "phone", "language", "currency")
    return {
        **{name: text(getattr(own, name)) for name in (*names, *more)},
        "terms": str(own.terms),
        "withholding": own.withholding,
        "sdi_code": text(own.sdi_code),
        "pec": text(own.pec),
        "notes": text(own.notes),
        "archived": own.archived,
        "balance": amount(row.balance, own.currency),
        "overdue_balance": amount(row.overdue_balance, own.currency),
        "median_days_late": row.median_days_late,
        "paid_invoices": row.paid_invoices,
    }


def payment_row(row: rows.PaymentRow) -> Shape:
    """Return a payment of a list."""
    return {
        "id": f"pay-{row.id}",
        "client": row.client,
        "date": day(row.date),
        "amount": amount(row.amount, row.currency),
        "currency": row.currency,
        "method": text(row.method),
        "reference": text(row.reference),
        "unallocated": amount(row.unallocated, row.currency),
        "reversed": row.reversed,
    }


def overdue(review: OverdueReview) -> Shape:
    """Return the collections review."""
    return {
        "as_of": day(review.as_of),
        "totals": [_totals(row) for row in review.totals],
        "buckets": [_buckets(row) for row in review.buckets],
        "rows": [_overdue_row(row) for row in review.rows],
    }


def _totals(row: CurrencyTotals) -> Shape:
    return {
        "currency": row.currency,
        "open": amount(row.open, row.currency),
        "overdue": amount(row.overdue, row.currency),
        "interest": amount(row.interest, row.currency),
    }


BUCKETS = ("current", "d1_30", "d31_60", "d61_90", "d90_plus")


def _buckets(row: AgingBuckets) -> Shape:
    sums = {name: amount(getattr(row, name), row.currency) for name in BUCKETS}
    return {"currency": row.currency, **sums}


def _overdue_row(row: OverdueRow) -> Shape:
    return {
        "invoice": row.invoice,
        "client": row.client,
        "instalment": row.instalment,
        "due_date": day(row.due_date),
        "days_overdue": row.days_overdue,
        "balance": amount(row.balance, row.currency),
        "currency": row.currency,
        "bucket": row.bucket,
        "interest": amount(row.interest, row.currency),
        "compensation": amount(row.compensation, row.currency),
        "last_contact": row.last_contact and _contact(row.last_contact),
        "promise": row.promise and _promised(row.promise),
        "hold": row.hold and {"until": day(row.hold.until), "reason": text(row.hold.reason)},
        "next_action": row.next_action,
        "next_action_date": day(row.next_action_date),
    }


def _contact(own: Asked) -> Shape:
    return {"date": day(own.date), "channel": own.channel, "outcome": own.outcome}


def _promised(own: Promise) -> Shape:
    return {
        "id": own.name,
        "amount": amount(own.amount, own.currency),
        "by": day(own.by),
        "state": str(own.state),
    }


def home(summary: HomeSummary) -> Shape:
    """Return the home screen."""
    return {
        "as_of": day(summary.as_of),
        "figures": [_figures(row) for row in summary.figures],
        "items": [_item(row) for row in summary.items],
        "counts": dict(summary.counts),
    }


def _figures(row: HomeFigures) -> Shape:
    names = ("open", "overdue", "invoiced_month", "received_month", "received_year")
    sums = {name: amount(getattr(row, name), row.currency) for name in names}
    return {"currency": row.currency, **sums}


def _item(row: HomeItem) -> Shape:
    return {
        "kind": row.kind,
        "ref": row.ref,
        "client": row.client,
        "action": row.action,
        "amount": amount(row.amount, row.currency),
        "currency": row.currency,
        "date": day(row.date),
        "days": row.days,
        "deadline": day(row.deadline),
        "paid": amount(row.paid, row.currency) if row.kind == "sdi_rejected" else None,
    }


def activity(row: rows.Activity) -> Shape:
    """Return an entry of the log."""
    return {
        "seq": row.seq,
        "at": instant(row.at),
        "entity": row.entity,
        "action": row.action,
        "data": dict(row.data),
        "hash": row.hash,
    }


def check(findings: Sequence[rows.Finding]) -> Shape:
    """Return what `check` found."""
    return {
        "ok": not findings,
        "findings": [{"what": found.what, "where": found.where} for found in findings],
    }


def without(shape: Mapping[str, object], *keys: str) -> Shape:
    """Return a shape less some of its keys."""
    return {key: value for key, value in shape.items() if key not in keys}
