"""A quote before it is sent; afterwards only its private part can be changed here."""

from smm_ledger.core.quotes import Quote
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.base import FormScreen


class QuoteForm(FormScreen[Quote]):
    """Makes a quote, perhaps for a known client, or changes the one of `number`."""

    def __init__(self, ctx: Context[Ledger], number: str | None = None, client: str = "") -> None:
        super().__init__(ctx)
        self._number = number
        self._client = client
