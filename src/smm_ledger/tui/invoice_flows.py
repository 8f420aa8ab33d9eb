"""A screen on which an invoice is chosen: what its actions are about, and how they run.

Whatever a service refuses, the present state is shown afterwards: it may be another by now.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from smm_ledger.core.errors import LedgerError
from smm_ledger.core.invoices import Invoice
from smm_ledger.tui.papers import DocumentScreen
from smm_ledger.tui.possible import InvoiceFacts


@dataclass(frozen=True, slots=True)
class InvoiceSubject:
    """The invoice that an action is about, as far as a row knows it."""

    name: str
    state: str
    owed: bool
    facts: InvoiceFacts | None = None


class InvoiceFlows(DocumentScreen):
    """Runs flows of dialogs about the invoice that is chosen."""

    @property
    def subject(self) -> InvoiceSubject | None:
        """The invoice under the cursor, or on the screen; None where there is none."""
        raise NotImplementedError

    def changed(self, name: str) -> None:
        """Show the present state of an invoice."""
        raise NotImplementedError

    def gone(self, name: str) -> None:
        """Show that an invoice is no more."""
        raise NotImplementedError

    def start(self, flow: Callable[[str], Coroutine[Any, Any, None]]) -> None:
        """Run a flow of dialogs about the invoice that is chosen now."""
        about = self.subject
        if about is not None:
            self.flow(self._guard(flow, about.name))

    async def _guard(self, flow: Callable[[str], Coroutine[Any, Any, None]], name: str) -> None:
        try:
            await flow(name)
        except LedgerError as error:
            self.refused(error)
            self.changed(name)

    def _invoice(self, name: str) -> Invoice:
        return self.ctx.services.invoices.show(name)
