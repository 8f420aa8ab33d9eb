"""The tables as SQLModel sees them; the hand-written SQL of the migrations is what counts.

A test holds the two equal. Table classes validate nothing; no row leaves this floor.
"""

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel


class PartyColumns(SQLModel):
    """What issuer and client have alike."""

    name: str
    vat_id: str
    tax_code: str
    country: str
    address: str
    city: str
    zip: str
    province: str
    email: str
    phone: str
    pec: str
    language: str
    currency: str
    terms: str


class LineColumns(SQLModel):
    """A line, of a round or of an invoice."""

    no: int = Field(primary_key=True)
    kind: str
    description: str
    quantity: str
    unit_price: str
    unit: str
    group_name: str
    service: str
    hours: str | None = None
    included_units: str | None = None
    discount_percent: str | None = None
    fee_percent: str | None = None
    fee_minimum: str | None = None
    vat_rate: str
    vat_nature: str
    on_behalf: int
    selected: int
    deduction: int
    included: str
    excluded: str
    net_minor: int


class TotalColumns(SQLModel):
    """The figures of a round or of an invoice."""

    discount_percent: str | None = None
    discount_minor: int | None = None
    net_minor: int
    discount_total_minor: int
    social_contribution_minor: int
    tax_minor: int
    stamp_duty_minor: int
    stamp_in_total_minor: int
    total_minor: int
    withholding_minor: int
    split_tax_minor: int
    payable_minor: int


class SettingRow(SQLModel, table=True):
    """A small fact kept in the ledger."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str


class CounterRow(SQLModel, table=True):
    """What number comes next in a series of a year."""

    __tablename__ = "counter"

    series: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    first_seq: int
    next_seq: int


class IssuerRow(PartyColumns, table=True):
    """The one issuer."""

    __tablename__ = "issuer"

    id: int | None = Field(default=None, primary_key=True)
    regime: str
    iban: str
    bic: str
    bank: str
    logo: str
    contribution: str
    withholding_percent: str
    withholding_base_percent: str
    stamp_recharge: int
    quote_pattern: str
    invoice_pattern: str
    credit_pattern: str
    proforma_pattern: str
    style: str
    accent: str
    paper: str
    patron_saint: str


class ClientRow(PartyColumns, table=True):
    """A client."""

    __tablename__ = "client"
    __table_args__ = (UniqueConstraint("code"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str
    kind: str
    business: int | None = None
    sdi_code: str
    withholding: int
    notes: str
    archived: int
    version: int


class ServiceRow(SQLModel, table=True):
    """An entry of the catalogue."""

    __tablename__ = "service"
    __table_args__ = (UniqueConstraint("code"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str
    description: str
    price: str | None = None
    unit: str
    hours: str | None = None
    floor: str | None = None
    included: str
    excluded: str
    included_units: str | None = None
    archived: int
    version: int


class QuoteRow(SQLModel, table=True):
    """A quote without its rounds."""

    __tablename__ = "quote"
    __table_args__ = (
        ForeignKeyConstraint(["client_id"], ["client.id"]),
        UniqueConstraint("number"),
        UniqueConstraint("year", "seq"),
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str
    year: int
    seq: int
    client_id: int
    title: str
    currency: str
    status: str
    accepted_round: int | None = None
    selection: str | None = None
    accepted_by: str
    accepted_on: str | None = None
    deposit_percent: str | None = None
    floor_minor: int | None = None
    target_minor: int | None = None
    walk_away: str
    alternative: str
    has_outcome: int
    outcome_reason: str | None = None
    outcome_note: str
    competitor: str
    competitor_price_minor: int | None = None
    competitor_verified: int | None = None
    terms: str | None = None
    replied_on: str | None = None
    note: str
    version: int


class QuoteRoundRow(TotalColumns, table=True):
    """A round with its figures, without its lines."""

    __tablename__ = "quote_round"
    __table_args__ = (
        ForeignKeyConstraint(["quote_id"], ["quote.id"]),
        UniqueConstraint("quote_id", "seq"),
    )

    id: int | None = Field(default=None, primary_key=True)
    quote_id: int
    seq: int
    side: str
    date: str
    rules: str
    valid_until: str
    frozen: int
    ask: str | None = None
    competitor: str
    competitor_price_minor: int | None = None
    competitor_verified: int | None = None
    give: str
    get: str
    gift_minor: int | None = None
    note: str
    below_floor: str | None = None
    conditions: str | None = None
    tax_groups: str


class QuoteLineRow(LineColumns, table=True):
    """A line of a round."""

    __tablename__ = "quote_line"
    __table_args__ = (ForeignKeyConstraint(["round_id"], ["quote_round.id"]),)

    round_id: int = Field(primary_key=True)


class InvoiceRow(TotalColumns, table=True):
    """An invoice with its figures, without its lines."""

    __tablename__ = "invoice"
    __table_args__ = (
        ForeignKeyConstraint(["client_id"], ["client.id"]),
        ForeignKeyConstraint(["quote_id"], ["quote.id"]),
        ForeignKeyConstraint(["credits_id"], ["invoice.id"]),
        ForeignKeyConstraint(["proforma_id"], ["invoice.id"]),
        UniqueConstraint("draft_no"),
        UniqueConstraint("number"),
        UniqueConstraint("series", "year", "seq"),
    )

    id: int | None = Field(default=None, primary_key=True)
    draft_no: int | None = None
    kind: str
    state: str
    number: str | None = None
    series: str
    year: int | None = None
    seq: int | None = None
    client_id: int
    currency: str
    terms: str
    issue_date: str | None = None
    due_date: str | None = None
    last_due: str | None = None
    rules: str
    plan: str
    deducts: str
    quote_id: int | None = None
    credits_id: int | None = None
    note: str
    sent_on: str | None = None
    sdi_status: str
    revision: int
    client_snapshot: str | None = None
    issuer_snapshot: str | None = None
    order_number: str = ""
    cig: str = ""
    cup: str = ""
    sdi_on: str | None = None
    sdi_file: int = 0
    becomes: str = ""
    proforma_id: int | None = None
    correcting: int = 0
    paid_minor: int
    credited_minor: int
    written_off_minor: int
    settled_on: str | None = None
    version: int


class InvoiceLineRow(LineColumns, table=True):
    """A line of an invoice."""

    __tablename__ = "invoice_line"
    __table_args__ = (ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),)

    invoice_id: int = Field(primary_key=True)


class InvoiceTaxRow(SQLModel, table=True):
    """A tax group of an invoice."""

    __tablename__ = "invoice_tax"
    __table_args__ = (ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),)

    invoice_id: int = Field(primary_key=True)
    no: int = Field(primary_key=True)
    rate: str
    nature: str
    base_minor: int
    tax_minor: int


class InstalmentRow(SQLModel, table=True):
    """An instalment; triggers keep `settled_minor`, `live` and `number`."""

    __tablename__ = "instalment"
    __table_args__ = (
        ForeignKeyConstraint(["invoice_id"], ["invoice.id"]),
        ForeignKeyConstraint(["client_id"], ["client.id"]),
        UniqueConstraint("invoice_id", "seq"),
    )

    id: int | None = Field(default=None, primary_key=True)
    invoice_id: int
    seq: int
    due_date: str
    amount_minor: int
    settled_minor: int
    client_id: int
    currency: str
    live: int
    number: str | None = None


class DocumentRow(SQLModel, table=True):
    """Archived bytes."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("entity_kind", "entity_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    entity_kind: str
    entity_id: int
    kind: str
    sha256: str
    data: bytes


class ActivityRow(SQLModel, table=True):
    """An entry of the log."""

    __tablename__ = "activity"

    seq: int | None = Field(default=None, primary_key=True)
    at: str
    entity_kind: str
    entity_id: int
    entity: str
    action: str
    data: str
    after: str
    hash: str
