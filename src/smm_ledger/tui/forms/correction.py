"""The correction of an issued invoice that reached nobody: its lines anew, and why.

Client and issuer are taken as they are now; date and due dates stay.
"""

from textual.app import ComposeResult

from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.lines import Discount
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.revisions import RevisionInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.invoice import InvoiceForm
from smm_ledger.tui.widgets.inputs import TextInput


class CorrectionForm(InvoiceForm):
    """Writes the next revision of the invoice `name`."""

    def __init__(self, ctx: Context[Ledger], name: str) -> None:
        super().__init__(ctx, name)
        self._number = name
        credit = self._draft is not None and self._draft.kind is InvoiceKind.CREDIT_NOTE
        self._fixed = self._fixed or credit
        self._why = TextInput(ctx, "note", required=True)

    def fields(self) -> ComposeResult:
        """Yield why, the lines unless other documents rest on them, and the order."""
        yield self.field(N_("Why (for the log)"), self._why)
        if not self._fixed:
            yield self.lines
            yield self.field(N_("Discount"), self._discount)
        yield from self.order_fields()

    def store(self) -> Invoice:
        """Write the next revision."""
        lines = self._lines() if self.lines.touched and not self._fixed else []
        discount = (self._discount.read() or Discount()) if self._discount.touched else None
        return self.ctx.services.revisions.correct(
            self._number,
            RevisionInput(note=self._why.text, lines=lines, discount=discount, **self.order()),
        )
