"""Fattura: one invoice with its lines, due dates, payments and history."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.errors import NotFoundError
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.invoice_actions import InvoiceActions
from smm_ledger.tui.invoice_flows import InvoiceSubject
from smm_ledger.tui.keymap import KEYS, bind
from smm_ledger.tui.places import detail
from smm_ledger.tui.possible import InvoiceFacts
from smm_ledger.tui.views.invoice import invoice_page
from smm_ledger.tui.widgets.sheet import Sheet


class InvoiceScreen(InvoiceActions):
    """One invoice.

    Args:
        ctx: What screens are given.
        name: Its number, or `draft-n`.
    """

    AUTO_FOCUS = "Sheet"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("open", label=N_("Its quote"), tip=N_("open the quote that it was made from")),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = (
        "invoice",
        "pay",
        "remind",
        "edit",
        "pdf",
        "view",
        "copy",
        "send",
        "credit",
        "xml",
        "sdi",
        "open",
        "delete",
        "back",
    )

    def __init__(self, ctx: Context[Ledger], name: str) -> None:
        super().__init__(ctx)
        self._read(name)

    def _read(self, name: str) -> None:
        services = self.ctx.services
        self.invoice = services.invoices.show(name)
        self._warnings = services.invoices.warnings(self.invoice)
        self._payments = services.payments.of_invoice(self.invoice.name)
        receivable = self.invoice.is_receivable
        self._record = services.collections.record(self.invoice.name) if receivable else None
        self._log = services.upkeep.log(entity=self.invoice.name)

    @property
    def crumbs(self) -> tuple[str, ...]:
        """Invoices, and this one."""
        return (self.say(KEYS["go-invoices"].label), self.invoice.name)

    def body(self) -> ComposeResult:
        """Yield the page."""
        yield Sheet(self._draw)

    def _draw(self, width: int) -> Content:
        return invoice_page(
            self.canvas_of(width),
            self.invoice,
            payments=self._payments,
            warnings=self._warnings,
            log=self._log,
            record=self._record,
        )

    def load(self) -> None:
        """Read the invoice again."""
        try:
            self._read(self.invoice.name)
        except NotFoundError as error:
            self.refused(error)
            self.dismiss(None)
            return
        self.query_one(Sheet).redraw()
        self.refresh_bindings()

    def action_open(self) -> None:
        """Open the quote that it was made from."""
        self.push(detail(self.ctx, "quote", self.invoice.quote))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the quote where there is one."""
        if action == "open":
            return bool(self.invoice.quote)
        return super().check_action(action, parameters)

    # --- what actions are about -----------------------------------------------------------------

    @property
    def subject(self) -> InvoiceSubject | None:
        """This invoice."""
        own = self.invoice
        owed = own.balance.minor > 0
        facts = InvoiceFacts(
            owed,
            bool(own.written_off),
            str(own.kind),
            own.sdi_status,
            own.sent_on is not None,
            any(not one.reversed for one in self._payments),
        )
        return InvoiceSubject(own.name, str(own.state), owed, facts)

    def changed(self, name: str) -> None:
        """Show it as it is now (a draft that was issued by its number); another one apart."""
        changed = self.ctx.services.invoices.show(name)
        if changed.id != self.invoice.id:
            self.push(InvoiceScreen(self.ctx, name))
            return
        self.invoice = changed
        self.load()
        self.refresh_heading()

    def gone(self, name: str) -> None:  # noqa: ARG002 - the others' signature
        """Leave the screen of a draft that is no more."""
        self.dismiss(None)
