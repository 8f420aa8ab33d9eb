"""What a bank statement is compared with: open invoices, and payments of its days."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from smm_ledger.core.bank import KnownPayment, OpenInvoice
from smm_ledger.core.money import Money
from smm_ledger.db.columns import day
from smm_ledger.db.queries.rows import Db, Row, rows

_OPEN = """
SELECT i.invoice_id, i.number, i.client_id, c.code, c.name, i.currency,
    i.amount_minor - i.settled_minor
FROM instalment AS i JOIN client AS c ON c.id = i.client_id
WHERE i.live = 1 AND i.settled_minor < i.amount_minor
ORDER BY min(i.due_date) OVER (PARTITION BY i.invoice_id), i.invoice_id, i.due_date, i.seq
"""
_KNOWN = """
SELECT p.id, p.client_id, p.date, p.amount_minor, p.currency, c.name, p.reference, p.bank_key,
    p.payer_iban, p.reversed, (
        SELECT group_concat(v.number, char(10)) FROM invoice AS v WHERE v.id IN (
            SELECT invoice_id FROM settlement WHERE payment_id = p.id
        )
    ) AS numbers
FROM payment AS p JOIN client AS c ON c.id = p.client_id
WHERE p.date BETWEEN :since AND :until OR p.payer_iban <> ''
ORDER BY p.id
"""


def open_receivables(db: Db) -> Sequence[OpenInvoice]:
    """Return every invoice with a balance, oldest due first."""
    found = db.execute(_OPEN).fetchall()
    made: list[OpenInvoice] = []
    for _, group in groupby(found, key=itemgetter(0)):
        parts = list(group)
        _, number, client_id, code, name, currency, _ = parts[0]
        made.append(
            OpenInvoice(
                number=number,
                client_id=client_id,
                client=code,
                client_name=name,
                currency=currency,
                parts=tuple(part[-1] for part in parts),
            )
        )
    return made


def known_payments(db: Db, *, since: dt.date, until: dt.date) -> Sequence[KnownPayment]:
    """Return the payments of some days, and those whose payer's account is known."""
    args = {"since": since.isoformat(), "until": until.isoformat()}
    return [_known(r) for r in rows(db, _KNOWN, args)]


def _known(found: Row) -> KnownPayment:
    return KnownPayment(
        name=f"pay-{found['id']}",
        client_id=found["client_id"],
        date=day(found["date"]),
        amount=Money(found["amount_minor"], found["currency"]),
        numbers=tuple(filter(None, (found["numbers"] or "").split("\n"))),
        client_name=found["name"],
        reference=found["reference"],
        bank_key=found["bank_key"],
        payer_iban=found["payer_iban"],
        reversed=bool(found["reversed"]),
    )
