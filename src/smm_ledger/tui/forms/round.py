"""The next round of a negotiation: what the client said, and what I answer."""

from smm_ledger.core.quotes import Quote
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.base import FormScreen


class CounterForm(FormScreen[Quote]):
    """Records what the client said: an amount, lines, or words."""

    def __init__(self, ctx: Context[Ledger], number: str) -> None:
        super().__init__(ctx)
        self._number = number


class ReviseForm(FormScreen[Quote]):
    """Makes my next round; says what it gives away."""

    def __init__(self, ctx: Context[Ledger], number: str) -> None:
        super().__init__(ctx)
        self._number = number
