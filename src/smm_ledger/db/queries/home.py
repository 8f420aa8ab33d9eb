"""The home screen: figures per currency and what to do, touching only open rows.

Sums of a month or of a year come from covering indexes; everything else from partial indexes over
what is open, so that the screen costs the same with 60 invoices and with 100,000.
"""

import datetime as dt
from collections.abc import Sequence

from smm_ledger.core.deadlines import invoice_by, send_again_by
from smm_ledger.db.columns import day, maybe_day
from smm_ledger.db.queries.least import QUOTE_ROWS, least_of
from smm_ledger.db.queries.open_items import OPEN_NOW, Open
from smm_ledger.db.queries.promised import promised
from smm_ledger.db.queries.rows import Db, Row, rows, value
from smm_ledger.db.queries.to_chase import claims, to_chase
from smm_ledger.services.home import HomeFigures, HomeItem, HomeSummary

EXPIRING_DAYS = 7

INVOICED = (
    "SELECT currency, sum(iif(kind = 'credit_note', -total_minor, total_minor)) FROM invoice"
    " WHERE state = 'issued' AND issue_date BETWEEN ? AND ? AND kind <> 'proforma'"
    " AND sdi_status <> 'rejected'"
    " GROUP BY currency"
)
RECEIVED = (
    "SELECT currency, sum(amount_minor), sum(iif(date >= ?, amount_minor, 0)) FROM payment"
    " WHERE reversed = 0 AND date BETWEEN ? AND ? GROUP BY currency"
)
OPEN_QUOTES = (
    "WITH found AS MATERIALIZED"  # noqa: S608 - ours
    " (SELECT id FROM quote WHERE status IN ('sent', 'negotiating', 'accepted'))" + QUOTE_ROWS
)
UNSET = (
    "SELECT p.id, c.code, c.name, p.amount_minor - p.allocated_minor, p.currency, p.date,"
    " p.allocated_minor = 0"
    " FROM payment AS p JOIN client AS c ON c.id = p.client_id"
    " WHERE p.reversed = 0 AND p.allocated_minor < p.amount_minor ORDER BY p.date, p.id"
)
REJECTED = (
    "SELECT v.number, c.code, c.name, v.total_minor, v.currency, v.sdi_on, v.paid_minor"
    " FROM invoice AS v JOIN client AS c ON c.id = v.client_id"
    " WHERE v.sdi_status = 'rejected' AND v.state = 'issued' ORDER BY v.sdi_on, v.id"
)
DRAFTS = (
    "SELECT v.draft_no, c.code, c.name, v.total_minor, v.currency, v.issue_date"
    " FROM invoice AS v JOIN client AS c ON c.id = v.client_id"
    " WHERE v.state = 'draft' ORDER BY v.draft_no"
)

RETAINERS = (
    "SELECT r.id, c.code, c.name, r.net_minor, r.currency, r.next_due"
    " FROM retainer AS r INDEXED BY retainer_due JOIN client AS c ON c.id = r.client_id"
    " WHERE r.next_due IS NOT NULL AND r.next_due <= ? ORDER BY r.next_due, r.id"
)

TO_INVOICE = (
    "SELECT ifnull(sum(iif(kind = 'credit_note', -net_minor, net_minor)), 0) FROM invoice"
    " WHERE quote_id = ? AND state <> 'void' AND kind <> 'proforma'"
)

ACCEPTED_NET = "SELECT net_minor FROM quote_round WHERE quote_id = ? AND seq = ?"

Part = tuple[list[HomeItem], dict[str, int]]
"""Items, most urgent first and perhaps cut, and how many there are of each kind."""


def home(db: Db, *, today: dt.date, silent_days: int, limit: int) -> HomeSummary:
    """Return the home screen; items are cut at `limit`, counts are not."""
    found: list[Open] = db.execute(f"{OPEN_NOW} ORDER BY due_date, client_id").fetchall()
    quotes = list(rows(db, OPEN_QUOTES))
    parts = (
        _rejected(db, today),
        *_chased(db, found, today, limit),
        _talks(db, quotes, today, silent_days),
        _unset(db, today),
        _to_invoice(db, quotes),
        _retainers(db, today),
        _drafts(db, today),
    )
    counts: dict[str, int] = {}
    for _, more in parts:
        counts |= more
    items = [item for part, _ in parts for item in part]
    return HomeSummary(
        as_of=today,
        figures=_figures(db, found, today),
        items=tuple(items[:limit]),
        counts=tuple((kind, count) for kind, count in counts.items() if count),
    )


_TALK_ORDER = ("quote_expiring", "quote_silent", "quote_expired")


def _chased(db: Db, found: Sequence[Open], today: dt.date, limit: int) -> tuple[Part, ...]:
    """Whom to ask for money: promises that failed or are due, what is late, claims."""
    told = promised(db, found, today)
    kinds = [item.kind for item in told.items]
    counts = {kind: kinds.count(kind) for kind in ("promise_broken", "promise_due")}
    late = to_chase(
        db,
        found,
        today,
        shown=told.shown,
        waiting=told.waiting,
        broken=told.broken,
        limit=limit,
    )
    claimed = claims(db, today)
    return (
        (told.items, counts),
        (late.items, late.counts),
        (claimed.items, claimed.counts),
    )


def _talks(db: Db, quotes: Sequence[Row], today: dt.date, silent_days: int) -> Part:
    """Quotes that are out: about to expire, without an answer, expired; an answer takes it off."""
    items = [
        item
        for found in quotes
        if found["status"] != "accepted" and (item := _talk(db, found, today, silent_days))
    ]
    items.sort(key=lambda item: (_TALK_ORDER.index(item.kind), item.date or today, item.ref))
    counts = {kind: sum(item.kind == kind for item in items) for kind in _TALK_ORDER}
    return items, counts


def _talk(db: Db, found: Row, today: dt.date, silent_days: int) -> HomeItem | None:
    valid_until = day(found["valid_until"])
    last = max(day(found["last_date"]), day(found["replied_on"] or found["last_date"]))
    silent = (today - last).days
    answer = "counter" if found["side"] == "me" else "revise"
    answered = found["replied_on"] is not None and day(found["replied_on"]) >= last
    if answered and silent < silent_days and answer == "counter":
        return None
    if valid_until < today:
        kind, action, date, days = (
            "quote_expired",
            "revise",
            valid_until,
            (today - valid_until).days,
        )
    elif (left := (valid_until - today).days) <= EXPIRING_DAYS:
        kind, action, date, days = "quote_expiring", answer, valid_until, left
    elif silent >= silent_days:
        kind, action, date, days = "quote_silent", answer, last, silent
    else:
        return None
    return HomeItem(
        kind=kind,
        ref=found["number"],
        client=found["code"],
        client_name=found["client_name"],
        action=action,
        amount=least_of(db, found).net,
        currency=found["currency"],
        date=date,
        days=days,
        silent=silent if kind == "quote_expiring" and answer == "counter" else None,
    )


def _rejected(db: Db, today: dt.date) -> Part:
    """E-invoices that SdI refused: they count as not issued until they are sent again."""
    items = []
    for number, code, name, total, currency, date, paid in db.execute(REJECTED):
        deadline = send_again_by(day(date))
        items.append(
            HomeItem(
                kind="sdi_rejected",
                ref=number,
                client=code,
                client_name=name,
                action="correct",
                amount=total,
                currency=currency,
                date=day(date),
                days=(deadline - today).days,
                deadline=deadline,
                paid=paid,
            )
        )
    return items, {"sdi_rejected": len(items)}


def _unset(db: Db, today: dt.date) -> Part:
    """Payments that are not, or not wholly, set against an invoice.

    For one that no invoice explains, Italian law counts the days.
    """
    italian = value(db, "SELECT country = 'IT' FROM issuer")
    items = []
    for key, code, name, left, currency, date, alone in db.execute(UNSET):
        deadline = invoice_by(day(date)) if alone and italian else None
        items.append(
            HomeItem(
                kind="payment_without_invoice",
                ref=f"pay-{key}",
                client=code,
                client_name=name,
                action="allocate",
                amount=left,
                currency=currency,
                date=day(date),
                days=None if deadline is None else (deadline - today).days,
                deadline=deadline,
            )
        )
    return items, {"payment_without_invoice": len(items)}


def _to_invoice(db: Db, quotes: Sequence[Row]) -> Part:
    """Accepted quotes of which something is left to invoice."""
    items = []
    for found in quotes:
        if found["status"] != "accepted":
            continue
        net = _accepted_net(db, found)
        (made,) = db.execute(TO_INVOICE, (found["id"],)).fetchone()
        if net <= made:
            continue
        items.append(
            HomeItem(
                kind="to_invoice",
                ref=found["number"],
                client=found["code"],
                client_name=found["client_name"],
                action="invoice",
                amount=net - made,
                currency=found["currency"],
                date=maybe_day(found["accepted_on"]),
            )
        )
    return items, {"to_invoice": len(items)}


def _retainers(db: Db, today: dt.date) -> Part:
    """Retainers with a period to invoice or to skip, by the day on which the oldest fell due."""
    items = [
        HomeItem(
            kind="retainer_due",
            ref=f"retainer-{key}",
            client=code,
            client_name=name,
            action="run",
            amount=net,
            currency=currency,
            date=day(since),
            days=(today - day(since)).days,
        )
        for key, code, name, net, currency, since in db.execute(RETAINERS, (today.isoformat(),))
    ]
    return items, {"retainer_due": len(items)}


def _accepted_net(db: Db, found: Row) -> int:
    """Return the net of what was accepted; only a selection of lines needs them all."""
    if found["selection"] is None:
        (net,) = db.execute(ACCEPTED_NET, (found["id"], found["accepted_round"])).fetchone()
        return int(net)
    from smm_ledger.db.queries import documents

    offer = documents.quote_by_id(db, found["id"]).accepted
    return offer.totals.net if offer else 0


def _drafts(db: Db, today: dt.date) -> Part:
    """Invoices that were begun; one whose date is to come can wait."""
    items = [
        HomeItem(
            kind="draft_invoice",
            ref=f"draft-{number}",
            client=code,
            client_name=name,
            action="issue",
            amount=total,
            currency=currency,
            date=maybe_day(date),
        )
        for number, code, name, total, currency, date in db.execute(DRAFTS)
        if date is None or day(date) <= today
    ]
    return items, {"draft_invoice": len(items)}


def _figures(db: Db, found: Sequence[Open], today: dt.date) -> tuple[HomeFigures, ...]:
    """Sums per currency: what is owed now, what the month brought, what the year."""
    sums: dict[str, dict[str, int]] = {}

    def count(currency: str, name: str, amount: int) -> None:
        mine = sums.setdefault(currency, {})
        mine[name] = mine.get(name, 0) + amount

    now = today.isoformat()
    for due, _, currency, balance, *_ in found:
        count(currency, "open", balance)
        if due < now:
            count(currency, "overdue", balance)
    month = today.replace(day=1).isoformat()
    year = today.replace(month=1, day=1).isoformat()
    for currency, invoiced in db.execute(INVOICED, (month, now)):
        count(currency, "invoiced_month", invoiced)
    for currency, in_year, in_month in db.execute(RECEIVED, (month, year, now)):
        count(currency, "received_year", in_year)
        count(currency, "received_month", in_month)
    return tuple(HomeFigures(currency=code, **mine) for code, mine in sorted(sums.items()))
