"""What the ladder must know of debtors: what is open, what was sent and said, what is credit."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from smm_ledger.core.letters import Rung
from smm_ledger.db.columns import day
from smm_ledger.db.queries.open_items import OPEN_NOW, PAGE
from smm_ledger.db.queries.rows import Db
from smm_ledger.services.review import Asked, ClientFacts, LateItem, SentRung

OPEN_UNTIL = f"{OPEN_NOW} AND due_date <= ? ORDER BY due_date, client_id"
SENT = (
    "SELECT i.invoice_id, i.instalment, i.rung, r.date FROM reminder_item AS i"
    " JOIN reminder AS r ON r.id = i.reminder_id WHERE i.rung IS NOT NULL AND r.taken_back IS NULL"
)
CREDITS = (
    "SELECT client_id, currency, sum(amount_minor - allocated_minor)"
    " FROM payment INDEXED BY payment_rest"
    " WHERE reversed = 0 AND allocated_minor < amount_minor GROUP BY client_id, currency"
)
_LATEST = (
    "SELECT client_id, date, channel, {}, max(date || printf('%012d', id))"
    " FROM {} WHERE taken_back IS NULL GROUP BY client_id"
)
CONTACTS = _LATEST.format("outcome", "contact")
LETTERS = _LATEST.format("rung", "reminder")


def open_until(db: Db, last: dt.date) -> Sequence[LateItem]:
    """Return what is open now and due by a day, oldest due date first."""
    return [LateItem(*found) for found in db.execute(OPEN_UNTIL, (last.isoformat(),))]


def sent_rungs(db: Db) -> Mapping[tuple[int, int], SentRung]:
    """Return the highest step that was sent for each instalment, and when the last one was."""
    found: dict[tuple[int, int], SentRung] = {}
    for invoice, instalment, rung, date in db.execute(SENT):
        step, when = Rung(rung), day(date)
        before = found.get((invoice, instalment))
        if before:
            step = max(step, before.rung, key=lambda one: one.height)
            when = max(when, before.date)
        found[invoice, instalment] = SentRung(step, when)
    return found


def last_letters(db: Db) -> Mapping[int, dt.date]:
    """Return when the last letter to each client left."""
    found = db.execute(
        "SELECT client_id, max(date) FROM reminder WHERE taken_back IS NULL GROUP BY client_id"
    )
    return {client: day(date) for client, date in found}


def last_contacts(db: Db) -> Mapping[int, Asked]:
    """Return the last contact with each client: a letter counts, with its step for outcome."""
    found: dict[int, Asked] = {}
    for sql in (CONTACTS, LETTERS):
        for client, date, channel, outcome, _ in db.execute(sql):
            asked = Asked(day(date), channel, outcome)
            if client not in found or asked.date >= found[client].date:
                found[client] = asked
    return found


def credits(db: Db) -> Mapping[int, Mapping[str, int]]:  # noqa: A001 - a client's credits
    """Return what each client paid that is set against nothing, by currency."""
    found: dict[int, dict[str, int]] = {}
    for client, currency, amount in db.execute(CREDITS):
        found.setdefault(client, {})[currency] = amount
    return found


def clients(db: Db, keys: Iterable[int]) -> Mapping[int, ClientFacts]:
    """Return code, name, currency and whether it is archived, of clients by key."""
    wanted = sorted(set(keys))
    found: dict[int, ClientFacts] = {}
    for start in range(0, len(wanted), PAGE):
        page = wanted[start : start + PAGE]
        marks = ", ".join("?" * len(page))
        sql = f"SELECT id, code, name, currency, archived FROM client WHERE id IN ({marks})"  # noqa: S608
        for key, code, name, currency, archived in db.execute(sql, page):
            found[key] = ClientFacts(code, name, currency, bool(archived))
    return found
