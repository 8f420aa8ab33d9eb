"""The tables of payments as SQLModel sees them (see `tables`)."""

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field, SQLModel


class PaymentRow(SQLModel, table=True):
    """A payment; triggers keep `allocated_minor`."""

    __tablename__ = "payment"
    __table_args__ = (ForeignKeyConstraint(["client_id"], ["client.id"]),)

    id: int | None = Field(default=None, primary_key=True)
    client_id: int
    date: str
    amount_minor: int
    currency: str
    method: str
    reference: str
    reversed: int
    reversal_reason: str
    allocated_minor: int
    bank_key: str = ""
    payer_iban: str = ""


class SettlementRow(SQLModel, table=True):
    """An entry against an instalment."""

    __tablename__ = "settlement"
    __table_args__ = (
        ForeignKeyConstraint(["instalment_id"], ["instalment.id"]),
        ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),
        ForeignKeyConstraint(["payment_id"], ["payment.id"]),
        ForeignKeyConstraint(["credit_note_id"], ["invoice.id"]),
    )

    id: int | None = Field(default=None, primary_key=True)
    instalment_id: int
    invoice_id: int
    kind: str
    date: str
    amount_minor: int
    payment_id: int | None = None
    credit_note_id: int | None = None
    reason: str
