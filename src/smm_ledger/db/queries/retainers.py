"""Retainers with all their parts, requests, effort, and what a client had and paid in a time."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from smm_ledger.core.effort import Effort, EffortTag
from smm_ledger.core.errors import NotFoundError
from smm_ledger.core.marks import N_
from smm_ledger.core.requests import Request, RequestKind
from smm_ledger.core.retainers import (
    Agreed,
    Decided,
    Every,
    Overage,
    Retainer,
    Spend,
    Usage,
)
from smm_ledger.core.states import RetainerState
from smm_ledger.db import columns as col
from smm_ledger.db.columns import day, decimal, maybe_day
from smm_ledger.db.queries.documents import line_of
from smm_ledger.db.queries.rows import Db, Row, Where, row, rows, value, window
from smm_ledger.services.read_models import ListQuery

_INVOICE: Final = "ifnull(v.number, 'draft-' || v.draft_no)"
_PERIODS: Final = (
    f"SELECT p.*, {_INVOICE} AS invoice FROM retainer_period AS p"  # noqa: S608 - ours
    " LEFT JOIN invoice AS v ON v.id = p.invoice_id WHERE p.retainer_id = ? ORDER BY p.no"
)


def retainer_by_id(db: Db, key: int) -> Retainer:
    """Return a retainer with all its parts."""
    found = row(
        db,
        "SELECT r.*, c.code AS client FROM retainer AS r JOIN client AS c ON c.id = r.client_id"
        " WHERE r.id = ?",
        (key,),
    )
    if found is None:
        raise NotFoundError(f"retainer-{key}", thing=N_("retainer"))
    return Retainer(
        id=key,
        client_id=found["client_id"],
        client=found["client"],
        title=found["title"],
        currency=found["currency"],
        every=Every(found["every"]),
        start=day(found["start_date"]),
        end=maybe_day(found["end_date"]),
        state=RetainerState(found["state"]),
        stop_work=maybe_day(found["stop_work"]),
        rules=col.rules(found["rules"]),
        version=found["version"],
        lines=tuple(line_of(one) for one in _parts(db, "retainer_line", key, "no")),
        agreed=tuple(_agreed(one) for one in _parts(db, "retainer_agreed", key, "service")),
        periods=tuple(_decided(one) for one in rows(db, _PERIODS, (key,))),
        usage=tuple(_usage(one) for one in _parts(db, "retainer_usage", key, "no")),
        overage=tuple(
            _overage(one) for one in _parts(db, "retainer_overage", key, "period, service, billed")
        ),
        spends=tuple(_spend(one) for one in _parts(db, "retainer_spend", key, "period")),
    )


def is_periodic(db: Db, invoice_id: int) -> bool:
    """Whether an invoice is of a retainer's periods."""
    sql = "SELECT EXISTS (SELECT 1 FROM retainer_period WHERE invoice_id = ?)"
    return bool(value(db, sql, (invoice_id,)))


def _parts(db: Db, table: str, key: int, order: str) -> list[Row]:
    sql = f"SELECT * FROM {table} WHERE retainer_id = ? ORDER BY {order}"  # noqa: S608 - ours
    return list(rows(db, sql, (key,)))


def _agreed(found: Row) -> Agreed:
    return Agreed(
        service=found["service"],
        description=found["description"],
        unit=found["unit"],
        included=Decimal(found["included"]),
        price=decimal(found["price"]),
        hours=decimal(found["hours"]),
    )


def _decided(found: Row) -> Decided:
    return Decided(
        no=found["no"],
        start=day(found["start_date"]),
        end=day(found["end_date"]),
        on=day(found["decided_on"]),
        invoice_id=found["invoice_id"],
        invoice=found["invoice"] or "",
        reason=found["reason"],
    )


def _usage(found: Row) -> Usage:
    return Usage(
        no=found["no"],
        date=day(found["date"]),
        service=found["service"],
        quantity=Decimal(found["quantity"]),
        price=Decimal(found["price"]),
        tag=EffortTag(found["tag"]),
        note=found["note"],
        minutes=found["minutes"],
    )


def _overage(found: Row) -> Overage:
    return Overage(
        period=found["period"],
        service=found["service"],
        billed=found["billed"],
        quantity=Decimal(found["quantity"]),
        price=Decimal(found["price"]),
    )


def _spend(found: Row) -> Spend:
    return Spend(period=found["period"], amount=Decimal(found["amount"]), billed=found["billed"])


def retainers(
    db: Db, *, client: int | None = None, until: dt.date | None = None
) -> Sequence[Retainer]:
    """List retainers, oldest first: all, one client's, or those with something due until a day."""
    where = Where()
    if client is not None:
        where.add("client_id = ?", client)
    if until is not None:
        where.add("next_due IS NOT NULL AND next_due <= ?", until.isoformat())
    found = db.execute(f"SELECT id FROM retainer {where} ORDER BY id", where.args)  # noqa: S608
    return [retainer_by_id(db, key) for (key,) in found.fetchall()]


def retainer_of_invoice(db: Db, invoice_id: int) -> Retainer | None:
    """Return the retainer of which an invoice bears a period, or None."""
    key = value(db, "SELECT retainer_id FROM retainer_period WHERE invoice_id = ?", (invoice_id,))
    return None if key is None else retainer_by_id(db, key)


# --- effort ---------------------------------------------------------------------------------------

_EFFORT: Final = (
    "SELECT e.*, c.code AS client FROM effort AS e JOIN client AS c ON c.id = e.client_id"
)


def _effort(found: Row) -> Effort:
    return Effort(
        id=found["id"],
        client_id=found["client_id"],
        client=found["client"],
        date=day(found["date"]),
        minutes=found["minutes"],
        tag=EffortTag(found["tag"]),
        note=found["note"],
    )


def effort_by_id(db: Db, key: int) -> Effort:
    """Return an effort by its key."""
    found = row(db, f"{_EFFORT} WHERE e.id = ?", (key,))
    if found is None:
        raise NotFoundError(f"effort-{key}", thing=N_("effort"))
    return _effort(found)


def efforts(db: Db, query: ListQuery) -> Sequence[Effort]:
    """List effort, newest first; `status` is a tag, `client` narrows it to one."""
    where = Where()
    if query.client is not None:
        where.add("e.client_id = ?", query.client)
    if query.status:
        where.add("e.tag = ?", query.status)
    cut, args = window(query.limit, query.offset)
    sql = f"{_EFFORT} {where} ORDER BY e.date DESC, e.id DESC {cut}"
    return [_effort(found) for found in rows(db, sql, (*where.args, *args))]


# --- requests -------------------------------------------------------------------------------------

_REQUEST: Final = (
    "SELECT r.*, c.code AS client, q.number AS quote FROM request AS r"
    " JOIN client AS c ON c.id = r.client_id LEFT JOIN quote AS q ON q.id = r.quote_id"
)


def _request(found: Row) -> Request:
    return Request(
        id=found["id"],
        client_id=found["client_id"],
        client=found["client"],
        date=day(found["date"]),
        text=found["text"],
        kind=RequestKind(found["kind"]),
        currency=found["currency"],
        minutes=found["minutes"],
        rate=decimal(found["rate"]),
        rate_source=found["rate_source"],
        value=found["value_minor"],
        quote_id=found["quote_id"],
        quote=found["quote"] or "",
    )


def request_by_id(db: Db, key: int) -> Request:
    """Return a request by its key."""
    found = row(db, f"{_REQUEST} WHERE r.id = ?", (key,))
    if found is None:
        raise NotFoundError(f"request-{key}", thing=N_("request"))
    return _request(found)


def requests(db: Db, query: ListQuery) -> Sequence[Request]:
    """List requests, newest first; `status` is what became of them, `client` narrows it."""
    where = Where()
    if query.client is not None:
        where.add("r.client_id = ?", query.client)
    if query.status:
        where.add("r.kind = ?", query.status)
    cut, args = window(query.limit, query.offset)
    sql = f"{_REQUEST} {where} ORDER BY r.date DESC, r.id DESC {cut}"
    return [_request(found) for found in rows(db, sql, (*where.args, *args))]


def request_of_quote(db: Db, quote_id: int) -> Request | None:
    """Return the change order that a quote was made for, or None."""
    key = value(db, "SELECT id FROM request WHERE quote_id = ?", (quote_id,))
    return None if key is None else request_by_id(db, key)


# --- what a client had and paid -------------------------------------------------------------------


def effort_sums(
    db: Db, client_id: int, since: dt.date, until: dt.date
) -> Sequence[tuple[EffortTag, int]]:
    """Return minutes by tag of a client in a time: of its effort, and of what it used."""
    span = (client_id, since.isoformat(), until.isoformat())
    logged = db.execute(
        "SELECT tag, sum(minutes) FROM effort WHERE client_id = ? AND date BETWEEN ? AND ?"
        " GROUP BY tag",
        span,
    ).fetchall()
    used = db.execute(
        "SELECT u.tag, sum(u.minutes) FROM retainer AS r JOIN retainer_usage AS u"
        " ON u.retainer_id = r.id WHERE r.client_id = ? AND u.date BETWEEN ? AND ? GROUP BY u.tag",
        span,
    ).fetchall()
    return [(EffortTag(tag), minutes) for tag, minutes in (*logged, *used)]


def billed(db: Db, client_id: int, currency: str, since: dt.date, until: dt.date) -> int:
    """Return the net of what was issued to a client in a time, less credit notes."""
    return int(
        value(
            db,
            "SELECT ifnull(sum(iif(kind = 'credit_note', -net_minor, net_minor)), 0)"
            " FROM invoice WHERE client_id = ? AND currency = ? AND state = 'issued'"
            " AND kind <> 'proforma' AND sdi_status <> 'rejected' AND issue_date BETWEEN ? AND ?",
            (client_id, currency, since.isoformat(), until.isoformat()),
        )
    )
