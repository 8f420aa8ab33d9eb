"""Incassi: how much is owed in each currency, how late it is, and by whom."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import OverdueRow
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.invoice_actions import InvoiceActions
from smm_ledger.tui.invoice_flows import InvoiceSubject
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.lists import ListScreen, Preset
from smm_ledger.tui.places import detail
from smm_ledger.tui.views.collections import (
    aging,
    clients_of,
    matching,
    ordered,
    overdue_columns,
    overdue_row,
)
from smm_ledger.tui.views.invoices import invoice_detail
from smm_ledger.tui.views.words import number_width
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, RowSource

EVERYBODY: Final = ""
MARGIN: Final = 4
HEIGHTS: list[tuple[int, str]] = [(0, "-low"), (20, "-high")]


class CollectionsScreen(ListScreen, InvoiceActions):
    """The collections review."""

    title_text = N_("Collections")
    empty = N_("Nothing is overdue. 4 shows what is still to come in.")
    orders = (
        Preset("", N_("the latest first")),
        Preset("amount", N_("by currency and amount")),
        Preset("name", N_("by client")),
    )
    LEFT_OUT: ClassVar[frozenset[str]] = frozenset(
        {"new", "edit", "duplicate", "delete", "invoice"}
    )
    BINDINGS: ClassVar[list[BindingType]] = [bind("statement")]
    FOOTER: ClassVar[tuple[str, ...]] = (
        "open",
        "pay",
        "copy",
        "statement",
        "filter",
        "sort",
        "find",
    )
    DEFAULT_CSS = """
    CollectionsScreen #aging { height: auto; max-height: 9; padding: 0 1; margin: 1 0; }
    CollectionsScreen.-low #aging { margin: 0; max-height: 3; }
    """
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._client = EVERYBODY
        self._review = ctx.services.collections.review()
        self._rows = self._keyed(())

    @property
    def status(self) -> str:
        """Whose, besides what every list says."""
        names = dict(clients_of(self._review.rows))
        parts = [super().status, names.get(self._client, self._client)]
        return f" {self.ctx.symbols.dot} ".join(filter(None, parts))

    def body(self) -> ComposeResult:
        """Yield the aging above the list."""
        yield Static("", id="aging", markup=False)
        yield from super().body()

    def columns(self) -> Sequence[Column]:
        """Return the columns, the first as wide as the issuer's numbers."""
        pattern = self.ctx.services.issuer.show().invoice_pattern
        return overdue_columns(self.ctx.words, number_width(pattern))

    def load(self) -> None:
        """Read the review, of all or of one client."""
        self._review = self.ctx.services.collections.review(client=self._client or None)
        self._show_aging()
        super().load()

    def _show_aging(self) -> None:
        canvas = self.canvas_of(self.app.size.width - MARGIN)
        self.query_one("#aging", Static).update(aging(canvas, self._review))

    def on_resize(self) -> None:
        """Draw the bar for the new width."""
        if self.is_mounted:
            self._show_aging()

    def source(self) -> RowSource:
        """Return the overdue instalments that match."""
        rows = ordered(matching(self._review.rows, self.search), self.order)
        self._rows = self._keyed(rows)
        canvas = self.canvas_of(0)
        return ListSource([overdue_row(canvas, row, key) for key, row in self._rows.items()])

    @staticmethod
    def _keyed(rows: Sequence[OverdueRow]) -> dict[str, OverdueRow]:
        return {f"{row.invoice} {row.instalment}": row for row in rows}

    def detail(self, key: str) -> Content:
        """Return what the pane says of the invoice."""
        width = self.query_one(".detail").content_size.width - 1
        invoice = self.ctx.services.invoices.show(self._rows[key].invoice)
        return invoice_detail(self.canvas_of(width), invoice)

    def open_row(self, key: str) -> None:
        """Open the invoice."""
        self.app.push_screen(detail(self.ctx, "invoice", self._rows[key].invoice))

    @work
    async def action_filter(self) -> None:
        """Show one client's, or all."""
        everybody = self.ctx.services.collections.review().rows
        choices = [
            Choice(EVERYBODY, self.say(N_("all clients"))),
            *(Choice(code, name) for code, name in clients_of(everybody)),
        ]
        title = self.say(N_("Whose"))
        dialog = ChooseDialog(self.ctx, title=title, choices=choices, current=self._client)
        chosen = await self.ask(dialog)
        if chosen is not None:
            self._client = chosen
            self.load()

    def clear_filter(self) -> bool:
        """Clear what was typed, then the choice of a client."""
        if super().clear_filter():
            return True
        if not self._client:
            return False
        self._client = EVERYBODY
        self.load()
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the choice of a client where there are some."""
        if action == "filter":
            return bool(self._review.rows or self._client)
        return super().check_action(action, parameters)

    # --- what actions are about -----------------------------------------------------------------

    @property
    def subject(self) -> InvoiceSubject | None:
        """The invoice under the cursor."""
        row = self._rows.get(self.current_key) if self.is_mounted else None
        return InvoiceSubject(row.invoice, "issued", owed=True) if row else None

    def changed(self, name: str) -> None:  # noqa: ARG002 - the others' signature
        """Read the review again."""
        self.load()
        self.refresh_bindings()

    def gone(self, name: str) -> None:
        """Read the review again."""
        self.changed(name)
