"""More tables, of what no client ever sees: the trail of private bounds, and training.

As in `tables`: the SQL of the migrations counts, and a test holds the two equal.
"""

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel


class QuoteBoundRow(SQLModel, table=True):
    """A step of the trail of a quote's private bounds."""

    __tablename__ = "quote_bound"
    __table_args__ = (ForeignKeyConstraint(["quote_id"], ["quote.id"]),)

    quote_id: int = Field(primary_key=True)
    no: int = Field(primary_key=True)
    date: str
    field: str
    before_minor: int | None = None
    after_minor: int | None = None
    before_text: str | None = None
    after_text: str | None = None


class StudyRow(SQLModel, table=True):
    """An entry of the training log."""

    __tablename__ = "study"
    __table_args__ = (
        ForeignKeyConstraint(["takes_back"], ["study.id"]),
        UniqueConstraint("takes_back"),
    )

    id: int | None = Field(default=None, primary_key=True)
    date: str
    minutes: int
    cost_minor: int
    currency: str
    topic: str
    takes_back: int | None = None
