"""Fatture: drafts, what is open, what is late, what is paid."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import InvoiceRow, ListQuery
from smm_ledger.tui.context import Context
from smm_ledger.tui.invoice_actions import InvoiceActions
from smm_ledger.tui.invoice_flows import InvoiceSubject
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.lists import ListScreen, Preset, QuerySource
from smm_ledger.tui.places import detail
from smm_ledger.tui.possible import InvoiceFacts
from smm_ledger.tui.views.invoices import invoice_columns, invoice_detail, invoice_row, name_of
from smm_ledger.tui.views.words import number_width
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Row, RowSource

KEPT: Final = 2000
"""Rows remembered to know what is possible on them."""


class InvoicesScreen(ListScreen, InvoiceActions):
    """The list of invoices."""

    title_text = N_("Invoices")
    empty = N_("No invoices here: n makes one.")
    presets = (
        Preset("", N_("all invoices")),
        Preset("draft", N_("only drafts")),
        Preset("open", N_("only open invoices")),
        Preset("overdue", N_("only overdue ones")),
        Preset("paid", N_("only paid ones")),
        Preset("void", N_("only void ones")),
    )
    orders = (
        Preset("", N_("newest first")),
        Preset("oldest", N_("oldest first")),
        Preset("due", N_("which is due first")),
        Preset("name", N_("by client")),
        Preset("amount", N_("by amount")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("payments"),
        bind(
            "export",
            action="app.papers",
            label=N_("All PDFs"),
            tip=N_("write the PDFs of all invoices of a year into a folder"),
        ),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = (
        "open",
        "invoice",
        "pay",
        "edit",
        "new",
        "pdf",
        "copy",
        "filter",
        "find",
    )

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._rows: dict[str, InvoiceRow] = {}

    def columns(self) -> Sequence[Column]:
        """Return the columns, the first as wide as the longest numbers of what is listed."""
        own = self.ctx.services.issuer.show()
        patterns = (own.invoice_pattern, own.credit_pattern, own.proforma_pattern)
        return invoice_columns(self.ctx.words, max(map(number_width, patterns)))

    def source(self) -> RowSource:
        """Return the invoices that match."""
        invoices, canvas = self.ctx.services.invoices, self.canvas_of(0)

        def row(found: InvoiceRow) -> Row:
            return invoice_row(canvas, found)

        self._rows.clear()
        return QuerySource(self.query_for, count=invoices.count, read=self._read, row=row)

    def _read(self, query: ListQuery) -> Sequence[InvoiceRow]:
        found = self.ctx.services.invoices.list(query)
        if len(self._rows) > KEPT:
            self._rows.clear()
        self._rows |= {name_of(row): row for row in found}
        return found

    def detail(self, key: str) -> Content:
        """Return what the pane says of an invoice."""
        width = self.query_one(".detail").content_size.width - 1
        return invoice_detail(self.canvas_of(width), self.ctx.services.invoices.show(key))

    def open_row(self, key: str) -> None:
        """Open the invoice's own screen."""
        self.push(detail(self.ctx, "invoice", key))

    @property
    def subject(self) -> InvoiceSubject | None:
        """The invoice under the cursor."""
        row = self._rows.get(self.current_key) if self.is_mounted else None
        if row is None:
            return None
        owed = row.balance > 0
        facts = InvoiceFacts(
            owed, bool(row.written_off), row.kind, row.sdi_status or "", row.sent_on is not None
        )
        return InvoiceSubject(name_of(row), row.state, owed, facts)

    def changed(self, name: str) -> None:
        """Read the list again, and go to the invoice if it is near."""
        self.load()
        if self.current_key != name and not self.table.move_to(name):
            self.table.action_first()
            self.table.move_to(name)
        self.show_detail()
        self.refresh_bindings()

    def gone(self, name: str) -> None:  # noqa: ARG002 - the others' signature
        """Read the list again."""
        self.load()
        self.refresh_bindings()
