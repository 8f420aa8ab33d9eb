"""What late interest is computed from: when something came off an instalment, and who is spared.

What was settled and taken back again counts as if it had never been there, so that the review of a
past day and the calculation of one invoice see the same payments.
"""

import datetime as dt
from collections.abc import Mapping

from smm_ledger.core.late_payment import OLD_CONTRACTS_UNTIL, Part
from smm_ledger.db.columns import day
from smm_ledger.db.queries.rows import Args, Db
from smm_ledger.services.review import Instalments

_STANDS = (
    "SELECT p.invoice_id, p.client_id, p.currency, p.number, p.seq, p.due_date, p.amount_minor,"
    " min(s.date), sum(s.amount_minor)"
    " FROM instalment AS p LEFT JOIN settlement AS s ON s.instalment_id = p.id WHERE {}"
    " GROUP BY p.id, s.kind, ifnull(s.payment_id, s.credit_note_id)"
)
OF_INVOICE = _STANDS.format("p.invoice_id = :invoice")
OF_CLIENT = _STANDS.format("p.client_id = :client AND p.live = 1 AND p.due_date < :as_of")
_LATE = "live = 1 AND settled_minor < amount_minor AND due_date < :as_of"
OF_LATE = _STANDS.format(
    # By key, so that of the many invoices with one instalment only the index is read; and the late
    # ones by their index: the planner would spare a sort and read all.
    "p.id IN (SELECT id FROM instalment INDEXED BY instalment_open_due"  # noqa: S608 - ours
    f" WHERE {_LATE} AND settled_minor > 0 UNION SELECT o.id FROM (SELECT invoice_id, seq"
    f" FROM instalment INDEXED BY instalment_open_due WHERE {_LATE}) AS i CROSS JOIN"
    " instalment AS o ON o.invoice_id = i.invoice_id AND o.seq <> i.seq)"
    " AND p.due_date < :as_of AND (p.settled_minor > 0 OR p.due_date <= :old)"
)
OF_ALL = _STANDS.format("p.live = 1 AND p.due_date < :as_of")

CONSUMERS = (
    "SELECT id FROM client WHERE vat_id = ''"
    " AND (business = 0 OR (kind = 'person' AND business IS NULL))"
)


def of_invoice(db: Db, invoice_id: int) -> tuple[Part, ...]:
    """Return the instalments of an invoice, in order."""
    found = _read(db, OF_INVOICE, {"invoice": invoice_id}).get(invoice_id)
    return tuple(part for _, part in sorted(found.parts.items())) if found else ()


def of_client(db: Db, client_id: int, as_of: dt.date) -> Mapping[int, Instalments]:
    """Return all instalments of a client that fell due before a day, by invoice."""
    return _read(db, OF_CLIENT, {"client": client_id, "as_of": as_of.isoformat()})


def of_late(db: Db, *, as_of: dt.date, now: bool) -> Mapping[int, Instalments]:
    """Return, of invoices with a late instalment, those that are not wholly open, by invoice.

    Args:
        db: The ledger.
        as_of: The day of the review.
        now: Whether what is open on that day is what is open in the ledger; else more is returned,
            down to what was paid in time, and all that is open too.
    """
    days = {"as_of": as_of.isoformat(), "old": OLD_CONTRACTS_UNTIL.isoformat()}
    return _read(db, OF_LATE if now else OF_ALL, days)


def _read(db: Db, sql: str, args: Args) -> Mapping[int, Instalments]:
    found: dict[int, Instalments] = {}
    for invoice, client, currency, number, seq, due, amount, when, settled in db.execute(sql, args):
        own = found.get(invoice)
        if own is None:
            own = found[invoice] = Instalments(number, client, currency, {})
        part = own.parts.get(seq) or Part(due_date=day(due), amount=amount)
        if settled:
            part = Part(
                due_date=part.due_date,
                amount=amount,
                settled=(*part.settled, (day(when), settled)),
            )
        own.parts[seq] = part
    return found


def consumers(db: Db) -> frozenset[int]:
    """Return the keys of the clients whom the law protects as consumers."""
    return frozenset(key for (key,) in db.execute(CONSUMERS))
