"""More tables: claims, promises, letters and their proofs, contacts, holds, attachments.

As in `tables`: the SQL of the migrations counts, and a test holds the two equal.
"""

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel


class ClaimRow(SQLModel, table=True):
    """Interest and recovery cost claimed on an invoice."""

    __tablename__ = "claim"
    __table_args__ = (ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),)

    id: int | None = Field(default=None, primary_key=True)
    invoice_id: int
    date: str
    kind: str
    currency: str
    segments: str
    interest_minor: int
    compensation_minor: int
    accrued_from: str
    accrued_until: str
    state: str
    decided_on: str | None = None
    reason: str
    taken_back: str | None = None


class PromiseRow(SQLModel, table=True):
    """What a client promised to pay."""

    __tablename__ = "promise"
    __table_args__ = (
        ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),
        ForeignKeyConstraint(["replaces"], ["promise.id"]),
        UniqueConstraint("replaces"),
    )

    id: int | None = Field(default=None, primary_key=True)
    invoice_id: int
    amount_minor: int
    currency: str
    made_on: str
    due_by: str
    note: str
    replaces: int | None = None
    taken_back: str | None = None


class ReminderRow(SQLModel, table=True):
    """A letter that was sent."""

    __tablename__ = "reminder"
    __table_args__ = (ForeignKeyConstraint(["client_id"], ["client.id"]),)

    id: int | None = Field(default=None, primary_key=True)
    client_id: int
    date: str
    rung: str
    amount_minor: int
    currency: str
    channel: str
    path: str
    text: str
    taken_back: str | None = None


class ReminderItemRow(SQLModel, table=True):
    """An instalment that a letter lists."""

    __tablename__ = "reminder_item"
    __table_args__ = (
        ForeignKeyConstraint(["reminder_id"], ["reminder.id"]),
        ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),
    )

    reminder_id: int = Field(primary_key=True)
    no: int = Field(primary_key=True)
    invoice_id: int
    instalment: int
    due_date: str
    balance_minor: int
    currency: str
    rung: str | None = None
    again: int


class ProofRow(SQLModel, table=True):
    """How a letter was delivered."""

    __tablename__ = "proof"
    __table_args__ = (
        ForeignKeyConstraint(["reminder_id"], ["reminder.id"]),
        ForeignKeyConstraint(["attachment_id"], ["attachment.id"]),
    )

    reminder_id: int = Field(primary_key=True)
    no: int = Field(primary_key=True)
    channel: str
    sent_on: str
    received_on: str | None = None
    attachment_id: int | None = None
    taken_back: str | None = None


class ContactRow(SQLModel, table=True):
    """A contact with a client, and its outcome."""

    __tablename__ = "contact"
    __table_args__ = (ForeignKeyConstraint(["client_id"], ["client.id"]),)

    id: int | None = Field(default=None, primary_key=True)
    client_id: int
    date: str
    channel: str
    outcome: str
    note: str
    taken_back: str | None = None


class HoldRow(SQLModel, table=True):
    """Reminders that are suspended."""

    __tablename__ = "hold"
    __table_args__ = (
        ForeignKeyConstraint(["client_id"], ["client.id"]),
        ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),
    )

    id: int | None = Field(default=None, primary_key=True)
    client_id: int
    invoice_id: int | None = None
    since: str
    until: str
    reason: str
    released_on: str | None = None


class AttachmentRow(SQLModel, table=True):
    """A file that is kept with its hash."""

    __tablename__ = "attachment"

    id: int | None = Field(default=None, primary_key=True)
    entity_kind: str
    entity_id: int
    date: str
    name: str
    note: str
    sha256: str
    data: bytes
