"""Lists of clients, quotes, invoices and payments: a window of rows, found before it is read.

The keys of a window come from an index alone; only its rows are joined. So the last page of 100,000
invoices costs no more than a walk over the index.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from smm_ledger.db.columns import day, decimal, maybe_day
from smm_ledger.db.queries.least import QUOTE_ROWS, least_of
from smm_ledger.db.queries.rows import (
    Db,
    Row,
    Where,
    clause_of,
    rows,
    value,
    window,
    with_fold,
    words,
)
from smm_ledger.services.read_models import InvoiceRow, ListQuery, PaymentRow, QuoteRow

CLIENTS_FOUND = "SELECT id FROM client WHERE fold(name || ' ' || code) LIKE ? ESCAPE '\\'"
RECEIVABLE = (
    "state = 'issued' AND kind NOT IN ('credit_note', 'proforma') AND sdi_status <> 'rejected'"
)
_SETTLED = "paid_minor + credited_minor + written_off_minor"
_FEES = (
    "(SELECT ifnull(sum(amount_minor), 0) FROM settlement WHERE invoice_id = {}.id"
    " AND kind = 'write_off' AND reason = 'bank-fee')"
)
_LOST = f"(written_off_minor > 0 AND written_off_minor > {_FEES.format('invoice')})"
_LATE = (
    "id IN (SELECT invoice_id FROM instalment"
    " WHERE live = 1 AND settled_minor < amount_minor AND due_date < :today)"
)

EXPIRING_DAYS = 7
"""A quote that ends within so many days is about to expire."""

INVOICE_STATUS = {
    "": "1",
    "draft": "state = 'draft'",
    "issued": "state = 'issued'",
    "void": "state = 'void'",
    "open": f"{RECEIVABLE} AND {_SETTLED} < payable_minor",
    "overdue": f"{RECEIVABLE} AND {_LATE}",
    "unpaid": f"{RECEIVABLE} AND {_SETTLED} = 0 AND payable_minor > 0",
    "partly_paid": f"{RECEIVABLE} AND {_SETTLED} > 0 AND {_SETTLED} < payable_minor",
    "written_off": f"{RECEIVABLE} AND {_SETTLED} = payable_minor AND {_LOST}",
    "credited": (
        f"{RECEIVABLE} AND {_SETTLED} = payable_minor AND NOT {_LOST}"
        " AND credited_minor > 0 AND paid_minor = 0"
    ),
    "paid": (
        f"{RECEIVABLE} AND {_SETTLED} = payable_minor AND NOT {_LOST}"
        " AND (credited_minor = 0 OR paid_minor > 0)"
    ),
}
"""Conditions on `invoice` of each status that can be asked for."""

_NEWEST = "ifnull(year, 9999) DESC, ifnull(seq, draft_no) DESC, id DESC"
_NAME_OF = "(SELECT name FROM client WHERE id = client_id) COLLATE NOCASE"
INVOICE_ORDER = {
    "": _NEWEST,
    "recent": _NEWEST,
    "number": _NEWEST,
    "oldest": "ifnull(year, 9999), ifnull(seq, draft_no), id",
    "due": "last_due, id",
    "name": f"{_NAME_OF}, {_NEWEST}",
    "amount": "total_minor DESC, id DESC",
}


_NAMED = (
    f"(+client_id IN ({CLIENTS_FOUND}) OR ifnull(number, 'draft-' || draft_no) LIKE ? ESCAPE '\\')"
)
"""An invoice whose client, number or draft name holds a word: a draft is what has no number.

The plus sign keeps SQLite on the index of the order, which holds all three: it walks that one and
stops when the window is full, instead of gathering and sorting all that match."""


def like(word: str) -> str:
    """Return the pattern of what contains a word; its own wildcards are plain characters."""
    escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _invoice_where(query: ListQuery, today: dt.date) -> Where:
    where = Where()
    status = clause_of(INVOICE_STATUS, query.status.replace("-", "_"), field_name="status")
    if query.status:
        late = (today.isoformat(),) if ":today" in status else ()
        where.add(status.replace(":today", "?"), *late)
    if query.client is not None:
        where.add("client_id = ?", query.client)
    if query.year is not None:
        where.add("year = ?", query.year)
    for word in words(query.search):
        where.add(_NAMED, like(word), like(word))
    return where


_INVOICE_ROW = f"""
SELECT
    v.id, v.number, v.draft_no, v.kind, v.state, v.sdi_status, v.revision, v.issue_date,
    ifnull(
        v.last_due, (SELECT max(json_extract(value, '$.due_date')) FROM json_each(v.plan))
    ) AS due,
    c.code, c.name, v.currency, v.net_minor, v.social_contribution_minor, v.tax_minor,
    v.stamp_duty_minor, v.total_minor, v.withholding_minor, v.payable_minor, v.paid_minor,
    v.credited_minor, v.written_off_minor,
    (
        SELECT min(due_date) FROM instalment
        WHERE invoice_id = v.id AND live = 1 AND settled_minor < amount_minor
    ) AS open_due,
    (SELECT number FROM quote WHERE id = v.quote_id) AS quote_number,
    (SELECT number FROM invoice WHERE id = v.credits_id) AS credits_number,
    (
        SELECT sha256 FROM document
        WHERE entity_kind = 'invoice' AND entity_id = v.id AND kind = 'revision-' || v.revision
    ) AS pdf_sha256,
    iif(v.written_off_minor > 0, {_FEES.format("v")}, 0) AS bank_fees,
    (SELECT number FROM invoice WHERE id = v.proforma_id) AS proforma_number,
    v.order_number, v.cig, v.cup, v.sdi_on, v.sent_on
FROM found
CROSS JOIN invoice AS v ON v.id = found.id
JOIN client AS c ON c.id = v.client_id
"""  # noqa: S608 - ours


def invoices(db: Db, query: ListQuery, *, today: dt.date) -> Sequence[InvoiceRow]:
    """List invoices: drafts first, then newest number first, unless another order is asked for."""
    where = _invoice_where(query, today)
    order = clause_of(INVOICE_ORDER, query.order, field_name="order")
    limit, bounds = window(query.limit, query.offset)
    found = f"SELECT id FROM invoice {where} ORDER BY {order} {limit}"  # noqa: S608 - ours
    sql = f"WITH found AS MATERIALIZED ({found}) {_INVOICE_ROW}"
    return [_invoice_row(r, today) for r in with_fold(db).execute(sql, (*where.args, *bounds))]


def count_invoices(db: Db, query: ListQuery, *, today: dt.date) -> int:
    """Count them."""
    where = _invoice_where(query, today)
    sql = f"SELECT count(*) FROM invoice {where}"  # noqa: S608 - ours
    return int(value(with_fold(db), sql, where.args))


def _payment_status(payable: int, paid: int, credited: int, written_off: int, fees: int) -> str:
    """Return the status of a receivable invoice (the same rule as `Invoice.payment_status`)."""
    settled = paid + credited + written_off
    if settled != payable:
        return "partly_paid" if settled else "unpaid"
    if written_off > fees:
        return "written_off"
    return "credited" if credited and not paid else "paid"


def _invoice_row(found: tuple[Any, ...], today: dt.date) -> InvoiceRow:
    (key, number, draft_no, kind, state, sdi, revision, issued, due, code, name, currency) = found[
        :12
    ]
    (net, contribution, tax, stamp, total, withholding, payable) = found[12:19]
    (paid, credited, written_off, open_due, quote, credits_number, sha256, fees) = found[19:27]
    (proforma, order, cig, cup, sdi_on, sent_on) = found[27:]
    receivable = state == "issued" and kind not in {"credit_note", "proforma"} and sdi != "rejected"
    late = (today - day(open_due)).days if open_due else 0
    return InvoiceRow(
        id=key,
        number=number,
        draft=f"draft-{draft_no}" if draft_no and state == "draft" else None,
        kind=kind,
        state=state,
        sdi_status=sdi or None,
        revision=revision,
        payment_status=(
            _payment_status(payable, paid, credited, written_off, fees) if receivable else None
        ),
        overdue=late > 0,
        days_overdue=max(0, late),
        issue_date=maybe_day(issued),
        due_date=maybe_day(due),
        client=code,
        client_name=name,
        currency=currency,
        net=net,
        social_contribution=contribution,
        tax=tax,
        stamp_duty=stamp,
        total=total,
        withholding=withholding,
        payable=payable,
        paid=paid,
        credited=credited,
        written_off=written_off,
        balance=payable - paid - credited - written_off if receivable else 0,
        quote=quote,
        credits_invoice=credits_number,
        pdf_sha256=sha256,
        proforma=proforma,
        order=order or None,
        cig=cig or None,
        cup=cup or None,
        sdi_on=maybe_day(sdi_on),
        sent_on=maybe_day(sent_on),
        next_due=maybe_day((receivable and open_due) or due),
    )


_VALID_UNTIL = (
    "(SELECT valid_until FROM quote_round WHERE quote_id = quote.id AND side = 'me'"
    " ORDER BY seq DESC LIMIT 1)"
)
QUOTE_STATUS = {
    "": "1",
    **{
        s: f"status = '{s}'"
        for s in ("draft", "sent", "negotiating", "accepted", "declined", "withdrawn", "invoiced")
    },
    "open": "status IN ('sent', 'negotiating')",
    "expired": f"status IN ('sent', 'negotiating') AND {_VALID_UNTIL} < :today",
    "expiring": (
        f"status IN ('sent', 'negotiating') AND {_VALID_UNTIL}"
        f" BETWEEN :today AND date(:today, '+{EXPIRING_DAYS} days')"
    ),
    "lost": "status IN ('declined', 'withdrawn')",
}
"""Conditions on `quote` of each status that can be asked for."""

_LATEST = "year DESC, seq DESC"
QUOTE_ORDER = {
    "": _LATEST,
    "recent": _LATEST,
    "number": _LATEST,
    "oldest": "year, seq",
    "due": f"{_VALID_UNTIL}, id",
    "name": f"{_NAME_OF}, {_LATEST}",
    "amount": (
        "(SELECT total_minor FROM quote_round WHERE quote_id = quote.id"
        " ORDER BY quote_round.seq DESC LIMIT 1) DESC, id DESC"
    ),
}


def _quote_where(query: ListQuery, today: dt.date) -> Where:
    where = Where()
    status = clause_of(QUOTE_STATUS, query.status.replace("-", "_"), field_name="status")
    if query.status:
        late = (today.isoformat(),) * status.count(":today")
        where.add(status.replace(":today", "?"), *late)
    if query.client is not None:
        where.add("client_id = ?", query.client)
    if query.year is not None:
        where.add("year = ?", query.year)
    for word in words(query.search):
        where.add(
            f"(fold(number || ' ' || title) LIKE ? ESCAPE '\\' OR client_id IN ({CLIENTS_FOUND}))",
            like(word),
            like(word),
        )
    return where


def quotes(db: Db, query: ListQuery, *, today: dt.date) -> Sequence[QuoteRow]:
    """List quotes, newest first."""
    where = _quote_where(query, today)
    order = clause_of(QUOTE_ORDER, query.order, field_name="order")
    limit, bounds = window(query.limit, query.offset)
    found = f"SELECT id FROM quote {where} ORDER BY {order} {limit}"  # noqa: S608 - ours
    sql = f"WITH found AS MATERIALIZED ({found}) {QUOTE_ROWS}"
    return [quote_row(db, r, today) for r in rows(with_fold(db), sql, (*where.args, *bounds))]


def count_quotes(db: Db, query: ListQuery, *, today: dt.date) -> int:
    """Count them."""
    where = _quote_where(query, today)
    sql = f"SELECT count(*) FROM quote {where}"  # noqa: S608 - ours
    return int(value(with_fold(db), sql, where.args))


def quote_row(db: Db, found: Row, today: dt.date) -> QuoteRow:
    """Build the row of a quote in a list."""
    valid_until, least = day(found["valid_until"]), least_of(db, found)
    return QuoteRow(
        id=found["id"],
        number=found["number"],
        client=found["code"],
        client_name=found["client_name"],
        title=found["title"],
        currency=found["currency"],
        status=found["status"],
        expired=found["status"] in {"sent", "negotiating"} and today > valid_until,
        valid_until=valid_until,
        current_round=found["last_seq"],
        last_side=found["side"],
        last_date=day(found["last_date"]),
        accepted_round=found["accepted_round"],
        deposit_percent=decimal(found["deposit_percent"]),
        net=least.net,
        total=least.total,
        is_open=least.is_open,
        outcome_reason=found["outcome_reason"],
        outcome_note=found["outcome_note"] or None,
        competitor=found["competitor"] or None,
        competitor_price=found["competitor_price_minor"],
        competitor_verified=_maybe(found["competitor_verified"]),
        terms=found["terms"],
    )


def _maybe(flag: int | None) -> bool | None:
    return None if flag is None else bool(flag)


def payments(db: Db, query: ListQuery, *, unallocated: bool) -> Sequence[PaymentRow]:
    """List payments, newest first; those with something left if `unallocated`."""
    where = _payment_where(query, unallocated=unallocated)
    order = "date, id" if query.order == "oldest" else "date DESC, id DESC"
    limit, bounds = window(query.limit, query.offset)
    found = f"SELECT id FROM payment {where} ORDER BY {order} {limit}"  # noqa: S608 - ours
    sql = (
        f"WITH found AS MATERIALIZED ({found})"  # noqa: S608 - ours
        " SELECT p.*, c.code, c.name AS client_name FROM found"
        " CROSS JOIN payment AS p ON p.id = found.id JOIN client AS c ON c.id = p.client_id"
    )
    return [_payment_row(r) for r in rows(with_fold(db), sql, (*where.args, *bounds))]


def count_payments(db: Db, query: ListQuery, *, unallocated: bool) -> int:
    """Count the payments of a list."""
    where = _payment_where(query, unallocated=unallocated)
    sql = f"SELECT count(*) FROM payment {where}"  # noqa: S608 - ours
    return int(value(with_fold(db), sql, where.args))


def _payment_where(query: ListQuery, *, unallocated: bool) -> Where:
    where = Where()
    if unallocated:
        where.add("reversed = 0 AND allocated_minor < amount_minor")
    if query.client is not None:
        where.add("client_id = ?", query.client)
    if query.year is not None:
        where.add("date BETWEEN ? AND ?", f"{query.year}-01-01", f"{query.year}-12-31")
    for word in words(query.search):
        where.add(
            "(fold('pay-' || id || ' ' || method || ' ' || reference) LIKE ? ESCAPE '\\'"
            f" OR client_id IN ({CLIENTS_FOUND}))",
            like(word),
            like(word),
        )
    return where


def _payment_row(found: Row) -> PaymentRow:
    left = found["amount_minor"] - found["allocated_minor"]
    return PaymentRow(
        id=found["id"],
        client=found["code"],
        client_name=found["client_name"],
        date=day(found["date"]),
        amount=found["amount_minor"],
        currency=found["currency"],
        method=found["method"],
        reference=found["reference"],
        unallocated=0 if found["reversed"] else left,
        reversed=bool(found["reversed"]),
    )
