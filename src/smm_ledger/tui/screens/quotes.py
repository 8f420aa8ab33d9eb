"""Preventivi: what was offered to whom, how it stands, and what can be done with it."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery, QuoteRow
from smm_ledger.tui.context import Context
from smm_ledger.tui.lists import ListScreen, Preset, QuerySource
from smm_ledger.tui.negotiation_actions import QuoteSubject
from smm_ledger.tui.places import detail
from smm_ledger.tui.quote_actions import QuoteActions
from smm_ledger.tui.views.quotes import quote_columns, quote_detail, quote_row
from smm_ledger.tui.views.words import number_width
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Row, RowSource

KEPT: Final = 2000
"""Rows remembered to know what is possible on them."""


class QuotesScreen(ListScreen, QuoteActions):
    """The list of quotes."""

    title_text = N_("Quotes")
    empty = N_("No quotes here: n makes one.")
    presets = (
        Preset("", N_("all quotes")),
        Preset("open", N_("only open ones")),
        Preset("draft", N_("only drafts")),
        Preset("expiring", N_("only those about to expire")),
        Preset("expired", N_("only expired quotes")),
        Preset("accepted", N_("only accepted quotes, to invoice")),
        Preset("invoiced", N_("only invoiced quotes")),
        Preset("lost", N_("only lost or withdrawn quotes")),
    )
    orders = (
        Preset("", N_("newest first")),
        Preset("oldest", N_("oldest first")),
        Preset("due", N_("which ends first")),
        Preset("name", N_("by client")),
        Preset("amount", N_("by amount")),
    )
    FOOTER: ClassVar[tuple[str, ...]] = (
        "open",
        "counter",
        "edit",
        "propose",
        "send",
        "accept",
        "invoice",
        "new",
        "pdf",
        "find",
    )

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._rows: dict[str, QuoteRow] = {}

    def columns(self) -> Sequence[Column]:
        """Return the columns, the first as wide as the issuer's numbers."""
        pattern = self.ctx.services.issuer.show().effective_quote_pattern
        return quote_columns(self.ctx.words, number_width(pattern))

    def source(self) -> RowSource:
        """Return the quotes that match."""
        quotes, canvas = self.ctx.services.quotes, self.canvas_of(0)

        def row(found: QuoteRow) -> Row:
            return quote_row(canvas, found)

        self._rows.clear()
        return QuerySource(self.query_for, count=quotes.count, read=self._read, row=row)

    def _read(self, query: ListQuery) -> Sequence[QuoteRow]:
        found = self.ctx.services.quotes.list(query)
        if len(self._rows) > KEPT:
            self._rows.clear()
        self._rows |= {row.number: row for row in found}
        return found

    def detail(self, key: str) -> Content:
        """Return what the pane says of a quote."""
        width = self.query_one(".detail").content_size.width - 1
        quote = self.ctx.services.quotes.show(key)
        client = self.ctx.services.clients.show(quote.client).client
        return quote_detail(self.canvas_of(width), quote, client.name, self.map_style(quote))

    def open_row(self, key: str) -> None:
        """Open the quote's own screen."""
        self.push(detail(self.ctx, "quote", key))

    @property
    def subject(self) -> QuoteSubject | None:
        """The quote under the cursor."""
        row = self._rows.get(self.current_key) if self.is_mounted else None
        return QuoteSubject(row.number, row.status, row.expired) if row else None

    def changed(self, number: str) -> None:
        """Read the list again, and go to the quote if it is near."""
        self.load()
        if self.current_key != number and not self.table.move_to(number):
            self.table.action_first()
            self.table.move_to(number)
        self.show_detail()
        self.refresh_bindings()

    def gone(self, number: str) -> None:  # noqa: ARG002 - the others' signature
        """Read the list again."""
        self.load()
        self.refresh_bindings()
