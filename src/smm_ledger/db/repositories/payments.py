"""Payments, what they and others settle, and archived bytes: all append-only."""

from collections.abc import Sequence

from sqlmodel import Session, col, insert, select

from smm_ledger.core.payments import Payment, Settlement
from smm_ledger.db.mapping import payment_values, settlement_values
from smm_ledger.db.repositories.writing import add, put, stored
from smm_ledger.db.tables import DocumentRow
from smm_ledger.db.tables_payments import PaymentRow, SettlementRow
from smm_ledger.services.read_models import StoredDocument


def save_payment(session: Session, payment: Payment) -> int:
    """Insert a payment, or mark it as reversed; return its key."""
    values = payment_values(payment)
    if not payment.id:
        return add(session, PaymentRow(**values, allocated_minor=0))
    row = stored(session, PaymentRow, payment.id, version=None, name=payment.name)
    put(session, row, values)
    return payment.id


def settle(session: Session, entries: Sequence[Settlement]) -> None:
    """Append settlements; triggers keep the sums and refuse to pass their bounds."""
    if entries:
        session.exec(insert(SettlementRow), params=[settlement_values(e) for e in entries])


def save_document(session: Session, document: StoredDocument) -> None:
    """Archive bytes unless some are there already."""
    mine = (
        col(DocumentRow.entity_kind) == document.entity_kind,
        col(DocumentRow.entity_id) == document.entity_id,
        col(DocumentRow.kind) == document.kind,
    )
    if session.exec(select(DocumentRow.id).where(*mine)).first() is not None:
        return
    values = {
        "entity_kind": document.entity_kind,
        "entity_id": document.entity_id,
        "kind": document.kind,
        "sha256": document.sha256,
        "data": document.data,
    }
    session.exec(insert(DocumentRow), params=[values])
