"""A draft invoice: its lines, and when it is to be paid."""

from smm_ledger.core.invoices import Invoice
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.base import FormScreen


class InvoiceForm(FormScreen[Invoice]):
    """Makes a draft, perhaps for a known client, or changes the draft of `name`."""

    def __init__(self, ctx: Context[Ledger], name: str | None = None, client: str = "") -> None:
        super().__init__(ctx)
        self._draft = name
        self._client = client
