"""The tables of retainers, requests and effort as SQLModel sees them (see `tables`)."""

from sqlalchemy import ForeignKeyConstraint
from sqlmodel import Field, SQLModel

from smm_ledger.db.tables import LineColumns


class RetainerRow(SQLModel, table=True):
    """A retainer without its parts; `net_minor` and `next_due` are derived from them."""

    __tablename__ = "retainer"
    __table_args__ = (ForeignKeyConstraint(["client_id"], ["client.id"]),)

    id: int | None = Field(default=None, primary_key=True)
    client_id: int
    title: str
    currency: str
    every: str
    start_date: str
    end_date: str | None = None
    state: str
    stop_work: str | None = None
    rules: str
    net_minor: int
    next_due: str | None = None
    version: int


class RetainerLineRow(LineColumns, table=True):
    """A line of a retainer, as signed."""

    __tablename__ = "retainer_line"
    __table_args__ = (ForeignKeyConstraint(["retainer_id"], ["retainer.id"]),)

    retainer_id: int = Field(primary_key=True)


class RetainerAgreedRow(SQLModel, table=True):
    """An entry of the price list at the signature."""

    __tablename__ = "retainer_agreed"
    __table_args__ = (ForeignKeyConstraint(["retainer_id"], ["retainer.id"]),)

    retainer_id: int = Field(primary_key=True)
    service: str = Field(primary_key=True)
    description: str
    unit: str
    included: str
    price: str | None = None
    hours: str | None = None


class RetainerPeriodRow(SQLModel, table=True):
    """A period that was decided."""

    __tablename__ = "retainer_period"
    __table_args__ = (
        ForeignKeyConstraint(["retainer_id"], ["retainer.id"]),
        ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),
    )

    retainer_id: int = Field(primary_key=True)
    no: int = Field(primary_key=True)
    start_date: str
    end_date: str
    decided_on: str
    invoice_id: int | None = None
    reason: str


class RetainerUsageRow(SQLModel, table=True):
    """Units that were used."""

    __tablename__ = "retainer_usage"
    __table_args__ = (ForeignKeyConstraint(["retainer_id"], ["retainer.id"]),)

    retainer_id: int = Field(primary_key=True)
    no: int = Field(primary_key=True)
    date: str
    service: str
    quantity: str
    price: str
    tag: str
    note: str
    minutes: int


class RetainerOverageRow(SQLModel, table=True):
    """Units beyond what is included, on an invoice."""

    __tablename__ = "retainer_overage"
    __table_args__ = (
        ForeignKeyConstraint(["retainer_id"], ["retainer.id"]),
        ForeignKeyConstraint(
            ["retainer_id", "billed"], ["retainer_period.retainer_id", "retainer_period.no"]
        ),
    )

    retainer_id: int = Field(primary_key=True)
    period: int = Field(primary_key=True)
    service: str = Field(primary_key=True)
    billed: int = Field(primary_key=True)
    quantity: str
    price: str


class RetainerSpendRow(SQLModel, table=True):
    """What was really spent on ads in a period."""

    __tablename__ = "retainer_spend"
    __table_args__ = (
        ForeignKeyConstraint(["retainer_id"], ["retainer.id"]),
        ForeignKeyConstraint(
            ["retainer_id", "billed"], ["retainer_period.retainer_id", "retainer_period.no"]
        ),
    )

    retainer_id: int = Field(primary_key=True)
    period: int = Field(primary_key=True)
    amount: str
    billed: int | None = None


class EffortRow(SQLModel, table=True):
    """Time that went into a client."""

    __tablename__ = "effort"
    __table_args__ = (ForeignKeyConstraint(["client_id"], ["client.id"]),)

    id: int | None = Field(default=None, primary_key=True)
    client_id: int
    date: str
    minutes: int
    tag: str
    note: str


class RequestRow(SQLModel, table=True):
    """A request of a client."""

    __tablename__ = "request"
    __table_args__ = (
        ForeignKeyConstraint(["client_id"], ["client.id"]),
        ForeignKeyConstraint(["quote_id"], ["quote.id"]),
    )

    id: int | None = Field(default=None, primary_key=True)
    client_id: int
    date: str
    text: str
    kind: str
    currency: str
    minutes: int | None = None
    rate: str | None = None
    rate_source: str
    value_minor: int | None = None
    quote_id: int | None = None
