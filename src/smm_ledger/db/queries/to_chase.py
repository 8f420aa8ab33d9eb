"""Whom to ask for money today: what is late, in the order in which to do so.

Amount by days late, once more for each broken promise; what is promised for a later day or on hold
comes last, and a hold that has just ended comes back before it. Only open rows are touched.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from smm_ledger.core.collections import urgency
from smm_ledger.db.columns import day
from smm_ledger.db.queries.open_items import Open, names_of_clients
from smm_ledger.db.queries.rows import Db
from smm_ledger.services.home import HomeItem

BACK_DAYS = 14
"""How long a hold that has ended is told of; a letter ends it before."""

STANDING = (
    "SELECT client_id, invoice_id FROM hold"
    " WHERE released_on IS NULL AND since <= :today AND until > :today"
)
ENDED = (
    "SELECT h.client_id, h.invoice_id, max(h.until) FROM hold AS h"
    " WHERE h.released_on IS NULL AND h.until BETWEEN :since AND :today AND NOT EXISTS"
    " (SELECT 1 FROM reminder AS r WHERE r.client_id = h.client_id AND r.date >= h.until"
    " AND r.taken_back IS NULL)"
    " GROUP BY h.client_id, h.invoice_id ORDER BY 3, 1, 2"
)
CLAIMS = (
    "SELECT v.number, c.code, c.name, sum(t.interest_minor + t.compensation_minor), t.currency,"
    " min(t.date) FROM claim AS t JOIN invoice AS v ON v.id = t.invoice_id"
    " JOIN client AS c ON c.id = v.client_id WHERE t.state = 'open' AND t.taken_back IS NULL"
    " GROUP BY v.id ORDER BY 6, v.id"
)
IDS_OF = "SELECT id FROM client WHERE code = ?"


@dataclass(slots=True)
class Late:
    """An invoice with instalments that are late or due today; the first one is the oldest."""

    due: str
    client: int
    currency: str
    invoice: int
    number: str
    balance: int = 0
    urgency: int = 0


class Holds(NamedTuple):
    """What is on hold: clients and invoices by key; and when a hold ended, by both."""

    clients: Collection[int]
    invoices: Collection[int]
    ended: Sequence[tuple[int, int | None, str]]

    def cover(self, own: Late) -> bool:
        """Whether an invoice waits."""
        return own.client in self.clients or own.invoice in self.invoices


@dataclass(slots=True)
class Chase:
    """Items to show, most pressing first, and how many there are of each kind."""

    items: list[HomeItem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def to_chase(
    db: Db,
    found: Sequence[Open],
    today: dt.date,
    *,
    shown: Collection[int],
    waiting: Collection[int],
    broken: Mapping[str, int],
    limit: int,
) -> Chase:
    """Return what is late or due today.

    Args:
        db: The ledger.
        found: What is open, oldest due date first.
        today: The day.
        shown: Keys of invoices that stand on the screen already.
        waiting: Keys of invoices that are promised for a later day.
        broken: How many promises clients broke, by code.
        limit: Names are read of so many.
    """
    holds = _holds(db, today)
    owed = [one for one in _late(found, today, _by_id(db, broken)) if one.invoice not in shown]
    back = _back(holds, owed)
    rest = [one for one in owed if one.invoice not in back]
    rest.sort(key=lambda one: (one.invoice in waiting or holds.cover(one), -one.urgency))
    now = today.isoformat()
    late = sum(one.due < now for one in rest)
    kept = [one for one in owed if one.invoice in back], rest[:limit]
    parties = names_of_clients(db, [one.client for part in kept for one in part])
    return Chase(
        items=[
            *(_item(one, "hold_ended", day(back[one.invoice]), today, parties) for one in kept[0]),
            *(
                _item(
                    one, "overdue" if one.due < now else "due_today", day(one.due), today, parties
                )
                for one in kept[1]
            ),
        ],
        counts={"hold_ended": len(kept[0]), "overdue": late, "due_today": len(rest) - late},
    )


def claims(db: Db, today: dt.date) -> Chase:
    """Return the interest that was claimed and neither collected nor waived."""
    items = [
        HomeItem(
            kind="claim_open",
            ref=number,
            client=code,
            client_name=name,
            action="claim",
            amount=total,
            currency=currency,
            date=day(date),
            days=(today - day(date)).days,
        )
        for number, code, name, total, currency, date in db.execute(CLAIMS)
    ]
    return Chase(items, {"claim_open": len(items)})


def _late(found: Sequence[Open], today: dt.date, broken: Mapping[int, int]) -> list[Late]:
    by_invoice: dict[int, Late] = {}
    now, ages = today.isoformat(), dict[str, int]()
    for due, client, currency, balance, invoice, _, number in found:
        if due > now:
            break
        if due not in ages:
            ages[due] = (today - day(due)).days
        own = by_invoice.setdefault(invoice, Late(due, client, currency, invoice, number))
        own.balance += balance
        own.urgency += urgency(
            balance, currency, days_overdue=ages[due], broken=broken.get(client, 0)
        )
    return list(by_invoice.values())


def _holds(db: Db, today: dt.date) -> Holds:
    days = {"today": today.isoformat(), "since": (today - dt.timedelta(BACK_DAYS)).isoformat()}
    standing = db.execute(STANDING, days).fetchall()
    return Holds(
        clients={client for client, invoice in standing if invoice is None},
        invoices={invoice for _, invoice in standing if invoice is not None},
        ended=db.execute(ENDED, days).fetchall(),
    )


def _back(holds: Holds, owed: Sequence[Late]) -> Mapping[int, str]:
    """Return, by invoice, when its hold ended; what waits for another reason is not back."""
    found: dict[int, str] = {}
    for client, invoice, until in holds.ended:
        for one in owed:
            mine = one.invoice == invoice or (invoice is None and one.client == client)
            if mine and not holds.cover(one):
                found[one.invoice] = until
    return found


def _by_id(db: Db, broken: Mapping[str, int]) -> Mapping[int, int]:
    return {key: count for code, count in broken.items() for (key,) in db.execute(IDS_OF, (code,))}


def _item(
    own: Late, kind: str, date: dt.date, today: dt.date, parties: Mapping[int, tuple[str, str]]
) -> HomeItem:
    code, name = parties[own.client]
    return HomeItem(
        kind=kind,
        ref=own.number,
        client=code,
        client_name=name,
        action="pay",
        amount=own.balance,
        currency=own.currency,
        date=date,
        days=(today - date).days,
    )
