"""What a template is given: frozen dataclasses of finished strings.

They stand between the rules and the paper. A template, ours or a user's own, finds here
every figure already rounded, every date and amount already written in the client's
language, so it cannot miscompute. Nothing private (floor, target, walk-away, gifts, asks,
rivals, notes to self) has a field here, and none may be added; no number, date or core object
may stand in a field either.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "quote",
    "invoice",
    "deposit",
    "credit-note",
    "proforma",
    "reminder",
    "interest",
    "statement",
    "dossier",
]
TotalKind = Literal["plain", "minus", "grand", "payable"]
Tick = Literal["", "box", "box-ticked", "ring", "ring-ticked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """A label and its value: one cell of the strip under the title, one line of a box."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """The issuer or the client, as printed: name, address lines, fiscal identifiers, e-mail."""

    label: str
    name: str
    lines: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    email: str = ""
    email_link: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandView:
    """The face of the issuer: a style, a logo already inlined (a ``data:`` URI, or empty)."""

    style: str = "classic"
    logo: str = ""
    logo_alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One row of the lines table.

    ``details`` are the paragraphs under its description; ``tick_word`` says to a screen reader
    what the drawn ``tick`` shows to the eye; ``total`` is what the whole comes to if it is chosen.
    """

    description: str
    details: tuple[str, ...] = ()
    quantity: str = ""
    unit_price: str = ""
    discount: str = ""
    tax: str = ""
    amount: str = ""
    tick: Tick = ""
    tick_word: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupView:
    """Lines under one heading (empty for none)."""

    title: str = ""
    lines: tuple[LineView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsView:
    """Heads of the lines table; an empty ``discount`` or ``tax`` leaves that column out."""

    description: str
    quantity: str
    unit_price: str
    discount: str
    tax: str
    amount: str
    choice: str = ""

    @property
    def span(self) -> str:
        """How many columns there are, for a heading across them all."""
        return str(4 + sum(1 for head in (self.choice, self.discount, self.tax) if head))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesView:
    """A table of lines: its title (read out, and shown for the optional ones), heads, groups."""

    title: str
    columns: ColumnsView
    groups: tuple[GroupView, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalView:
    """One row of the totals; ``grand`` is the biggest figure on the paper."""

    label: str
    value: str
    kind: TotalKind = "plain"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """The head of a column; one of figures is set to the right."""

    label: str
    figure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A small table: instalments, tax summary.

    ``kind`` is empty, `long` (it may break) or `files` (names and hashes).
    """

    title: str
    columns: tuple[ColumnView, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """One change between two rounds: a sign (``+``, ``−``, ``~``), what, before and after."""

    sign: str
    word: str
    description: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView:
    """What is different from the round before, and by how much."""

    title: str
    columns: tuple[str, str, str, str]
    changes: tuple[ChangeView, ...]
    difference: FactView


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView:
    """A titled text; the title may be empty."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxView:
    """A box that stands apart from the total, such as the client's ad spend."""

    title: str
    facts: tuple[FactView, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentView:
    """How to pay: bank details and, when there is one, the QR code as a ``data:`` URI.

    ``parts`` are several instalments, each with its number, date and amount.
    """

    title: str
    facts: tuple[FactView, ...]
    parts_heads: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    qr: str = ""
    qr_alt: str = ""
    qr_caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceView:
    """The box to sign: a sentence and the names of the blanks."""

    title: str
    text: str
    blanks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareRowView:
    """A question to every offer, and what this one says; nothing where it says nothing."""

    label: str
    question: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareView:
    """A page of questions to put to every offer alike; it names nobody."""

    title: str
    intro: str
    columns: tuple[str, str, str]
    rows: tuple[CompareRowView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """What every kind of document shows.

    ``created`` is an ISO date for the file's metadata; ``page_word`` and ``of_word`` make the
    ``page 1 of 3`` beside the ``foot``, which is broken between its items only; ``running`` is the
    line on top of page 2 and after.
    """

    kind: Kind
    language: str
    title: str
    heading: str
    number: str
    created: str
    brand: BrandView
    issuer: PartyView
    client: PartyView
    facts: tuple[FactView, ...]
    foot: tuple[str, ...]
    running: str
    page_word: str
    of_word: str
    subject: str = ""
    banner: str = ""
    lines: LinesView
    totals_title: str
    totals: tuple[TotalView, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView(DocumentView):
    """A quote, at one of its rounds."""

    changes: ChangesView | None = None
    options: tuple[LinesView, ...] = ()
    ad_spend: BoxView | None = None
    included: TextView | None = None
    excluded: TextView | None = None
    terms: tuple[FactView, ...] = ()
    terms_title: str = ""
    acceptance: AcceptanceView | None = None
    compare: CompareView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceView(DocumentView):
    """An invoice, deposit invoice, credit note or proforma.

    ``message`` is what its issuer wrote on it.
    """

    message: tuple[str, ...] = ()
    tax_summary: TableView | None = None
    instalments: TableView | None = None
    payment: PaymentView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView(DocumentView):
    """A reminder, an interest sheet, a statement, a dossier's index: words, tables, a sum."""

    opening: tuple[str, ...] = ()
    tables: tuple[TableView, ...] = ()
    closing: tuple[str, ...] = ()
    payment: PaymentView | None = None
    signature: AcceptanceView | None = None
