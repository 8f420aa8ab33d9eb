"""Clients with what the ledger knows of their payments."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from smm_ledger.core.errors import NotFoundError
from smm_ledger.core.lateness import Habit, habit
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client
from smm_ledger.db.queries.lists import CLIENTS_FOUND, like
from smm_ledger.db.queries.parties import client_of
from smm_ledger.db.queries.rows import Db, Where, clause_of, rows, value, window, with_fold, words
from smm_ledger.services.read_models import ClientSummary, ListQuery

ORDER = {
    "": "name COLLATE NOCASE, code",
    "name": "name COLLATE NOCASE, code",
    "number": "code",
    "recent": "id DESC",
    "oldest": "id",
    "amount": (
        "(SELECT sum(amount_minor - settled_minor) FROM instalment WHERE live = 1"
        " AND settled_minor < amount_minor AND client_id = client.id) DESC, name COLLATE NOCASE"
    ),
    "due": (
        "(SELECT min(due_date) FROM instalment WHERE live = 1"
        " AND settled_minor < amount_minor AND client_id = client.id) NULLS LAST, name"
    ),
}

OPEN_BALANCES = (
    "SELECT client_id, currency, sum(amount_minor - settled_minor),"
    " sum(iif(due_date < ?, amount_minor - settled_minor, 0)) FROM instalment"
    " WHERE live = 1 AND settled_minor < amount_minor"
)
LATENESS = (
    "SELECT client_id, currency, julianday(settled_on) - julianday(last_due), payable_minor"
    " FROM invoice WHERE settled_on IS NOT NULL AND written_off_minor = 0 AND paid_minor > 0"
)

_ALSO_SEARCHED = "vat_id || ' ' || tax_code || ' ' || city || ' ' || email"


def _where(query: ListQuery) -> Where:
    where = Where()
    if query.client is not None:
        where.add("id = ?", query.client)
    if not query.archived:
        where.add("archived = 0")
    for word in words(query.search):
        where.add(
            f"(id IN ({CLIENTS_FOUND}) OR fold({_ALSO_SEARCHED}) LIKE ? ESCAPE '\\')",
            like(word),
            like(word),
        )
    return where


def clients(db: Db, query: ListQuery, *, today: dt.date) -> Sequence[ClientSummary]:
    """List clients by name, with their balances."""
    return summarise(db, records(db, query), today=today)


def records(db: Db, query: ListQuery) -> list[Client]:
    """List clients, without what the ledger knows of their payments."""
    where = _where(query)
    order = clause_of(ORDER, query.order, field_name="order")
    limit, bounds = window(query.limit, query.offset)
    sql = f"SELECT * FROM client {where} ORDER BY {order} {limit}"  # noqa: S608 - ours
    return [client_of(r) for r in rows(with_fold(db), sql, (*where.args, *bounds))]


def count_clients(db: Db, query: ListQuery) -> int:
    """Count them."""
    where = _where(query)
    return int(value(with_fold(db), f"SELECT count(*) FROM client {where}", where.args))  # noqa: S608


def client_summary(db: Db, client_id: int, *, today: dt.date) -> ClientSummary:
    """Return one client with its balances."""
    found = [client_of(r) for r in rows(db, "SELECT * FROM client WHERE id = ?", (client_id,))]
    if not found:
        raise NotFoundError(str(client_id), thing=N_("client"))
    return summarise(db, found, today=today)[0]


def summarise(db: Db, found: Sequence[Client], *, today: dt.date) -> list[ClientSummary]:
    """Return the clients with their balances and their lateness."""
    balances: dict[int, dict[str, tuple[int, int]]] = {}
    keys = [client.id for client in found]
    among = f"AND client_id IN ({', '.join('?' * len(keys))})" if len(keys) < _MANY else ""
    args = keys if among else []
    sql = f"{OPEN_BALANCES} {among} GROUP BY client_id, currency"
    for client, currency, owed, late in db.execute(sql, (today.isoformat(), *args)):
        balances.setdefault(client, {})[currency] = (owed, late)
    paid = habits(db, among, args)
    return [
        _summary(c, balances.get(c.id, {}), paid.get((c.id, c.currency), Habit())) for c in found
    ]


def habits(db: Db, among: str = "", args: Sequence[int] = ()) -> dict[tuple[int, str], Habit]:
    """Return how late was paid, by client and currency."""
    history = db.execute(f"{LATENESS} {among} ORDER BY client_id, currency", args)
    return {
        key: habit((int(days), amount) for _, _, days, amount in group)
        for key, group in groupby(history, key=itemgetter(0, 1))
    }


_MANY = 500
"""More clients than this are summed up in one pass over all of them."""


def _summary(client: Client, balances: dict[str, tuple[int, int]], paid: Habit) -> ClientSummary:
    owed, late = balances.get(client.currency, (0, 0))
    others = sorted((code, sums[0]) for code, sums in balances.items() if code != client.currency)
    return ClientSummary(
        client=client,
        balance=owed,
        overdue_balance=late,
        median_days_late=paid.quartile(2),
        paid_invoices=paid.n,
        other_balances=tuple(others),
    )
