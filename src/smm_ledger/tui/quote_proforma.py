"""Asking for an accepted quote to be paid, before there is an invoice."""

from collections.abc import Callable, Coroutine
from typing import Any, ClassVar, Final

from textual.binding import BindingType

from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.papers import DocumentScreen

ASKED: Final = N_("{name} asks for {amount}")


class QuoteProforma(DocumentScreen):
    """A screen on which a quote is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("proforma")]

    def changed(self, number: str) -> None:
        """Show the present state of a quote."""
        raise NotImplementedError

    def start(self, flow: Callable[[str], Coroutine[Any, Any, None]]) -> None:
        """Run a flow of dialogs about the quote that is chosen now."""
        raise NotImplementedError

    def action_proforma(self) -> None:
        """Make the proforma of the part that comes next, and open it."""
        self.start(self._proforma)

    async def _proforma(self, number: str) -> None:
        from smm_ledger.tui.places import detail

        made = self.ctx.services.proformas.of_quote(number)
        self.changed(number)
        amount = Money(made.totals.payable, made.currency)
        self.tell(ASKED, name=made.number, amount=amount)
        await self.push(detail(self.ctx, "invoice", made.number))
