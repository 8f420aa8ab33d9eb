"""Everything that is booked, for the journal: documents, payments and settlements in one pass."""

from smm_ledger.core.bookkeeping import BookedDocument, BookedPayment, BookedSettlement, Books
from smm_ledger.core.payments import BANK_FEE, SettlementKind
from smm_ledger.db.columns import day, maybe_day
from smm_ledger.db.queries.rows import Db, Row, rows

# What was set against an invoice that SdI then rejected is the client's credit until it is sent
# again. A rejected credit note stands: the invoice was lowered by it, and it is sent again.
BOOKED = "(v.sdi_status <> 'rejected' OR v.kind = 'credit_note')"
DOCUMENTS = f"""
SELECT v.*, c.code, c.name FROM invoice AS v JOIN client AS c ON c.id = v.client_id
WHERE v.state = 'issued' AND v.kind <> 'proforma' AND {BOOKED}
    AND NOT EXISTS (SELECT 1 FROM invoice WHERE id = v.credits_id AND sdi_status = 'rejected')
ORDER BY v.issue_date, v.series, v.seq
"""  # noqa: S608 - ours
PAYMENTS = """
SELECT p.*, c.code, c.name, iif(p.reversed = 1, ifnull((
        SELECT max(date) FROM settlement WHERE payment_id = p.id AND amount_minor < 0
    ), p.date), NULL) AS reversed_on
FROM payment AS p JOIN client AS c ON c.id = p.client_id ORDER BY p.id
"""
SETTLEMENTS = f"""
SELECT s.*, v.number, v.currency, c.code, c.name, n.number AS note
FROM settlement AS s JOIN invoice AS v ON v.id = s.invoice_id JOIN client AS c ON c.id = v.client_id
LEFT JOIN invoice AS n ON n.id = s.credit_note_id
WHERE {BOOKED} ORDER BY s.id
"""  # noqa: S608 - ours


def books(db: Db) -> Books:
    """Return everything that is booked."""
    return Books(
        documents=[_document(found) for found in rows(db, DOCUMENTS)],
        payments=[_payment(found) for found in rows(db, PAYMENTS)],
        settlements=[_settlement(found) for found in rows(db, SETTLEMENTS)],
    )


def _document(found: Row) -> BookedDocument:
    return BookedDocument(
        number=found["number"],
        date=day(found["issue_date"]),
        client=found["code"],
        client_name=found["name"],
        currency=found["currency"],
        credit_note=found["kind"] == "credit_note",
        net=found["net_minor"],
        social_contribution=found["social_contribution_minor"],
        tax=found["tax_minor"],
        split_tax=found["split_tax_minor"],
        stamp_duty=found["stamp_duty_minor"],
        stamp_in_total=found["stamp_in_total_minor"],
        withholding=found["withholding_minor"],
        payable=found["payable_minor"],
    )


def _payment(found: Row) -> BookedPayment:
    return BookedPayment(
        name=f"pay-{found['id']}",
        date=day(found["date"]),
        client=found["code"],
        client_name=found["name"],
        currency=found["currency"],
        amount=found["amount_minor"],
        reversed_on=maybe_day(found["reversed_on"]),
    )


def _settlement(found: Row) -> BookedSettlement:
    payment = found["payment_id"]
    return BookedSettlement(
        kind=SettlementKind(found["kind"]),
        date=day(found["date"]),
        invoice=found["number"],
        client=found["code"],
        client_name=found["name"],
        currency=found["currency"],
        amount=found["amount_minor"],
        source=found["note"] or "" if payment is None else f"pay-{payment}",
        fee=found["reason"] == BANK_FEE,
    )
