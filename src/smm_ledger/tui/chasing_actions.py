"""The keys with which money is asked for, wherever an invoice is chosen.

A letter, a hold and a contact are about `debtor`: an invoice alone, or all that a client owes where
a screen stands on clients. Promises and claims are always about one invoice.
"""

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, TypeAlias

from textual.binding import BindingType

from smm_ledger.core.errors import LedgerError
from smm_ledger.tui.invoice_flows import InvoiceFlows
from smm_ledger.tui.keymap import bind

if TYPE_CHECKING:
    from smm_ledger.tui.debt_flows import Owing

KEYS_OF_DEBTS: Final = ("remind", "promise", "hold", "contact", "claim", "proof", "dossier")


class Debtor(NamedTuple):
    """Who is asked for money.

    Attributes:
        ref: An invoice's number, or a client's code.
        name: How it is called in a dialog.
        owing: The invoices on which something is owed.
    """

    ref: str
    name: str
    owing: "Sequence[Owing]" = ()


Flow: TypeAlias = Callable[[Debtor], Coroutine[Any, Any, object]]


class ChasingActions(InvoiceFlows):
    """The actions of who asks for money."""

    BINDINGS: ClassVar[list[BindingType]] = [bind(key_id) for key_id in KEYS_OF_DEBTS]

    def debtor(self) -> Debtor | None:
        """Return who is asked now: the invoice that is chosen, unless a screen says otherwise."""
        about = self.subject
        if about is None:
            return None
        from smm_ledger.tui.debt_flows import Owing

        own = self._invoice(about.name)
        name = f"{about.name}, {own.client.name}"
        return Debtor(about.name, name, [Owing(about.name, own.balance, own.last_due)])

    def held(self) -> Debtor | None:
        """Return whose reminders are suspended: who is asked, unless a screen says otherwise."""
        return self.debtor()

    def after(self) -> None:
        """Show the present state after something was done about a debtor."""
        about = self.subject
        if about is not None:
            self.changed(about.name)

    def chase(self, own: Debtor | None, flow: Flow) -> None:
        """Run a flow of dialogs about a debtor, and show what came of it."""
        if own is not None:
            self.flow(self._chase(flow, own))

    async def _chase(self, flow: Flow, own: Debtor) -> None:
        try:
            await flow(own)
        except LedgerError as error:
            self.refused(error)
        self.after()

    def action_remind(self) -> None:
        """Show the letter that is due, and let it leave."""
        from smm_ledger.tui.letter_flows import remind

        self.chase(self.debtor(), lambda own: remind(self, own.ref))

    def action_record_letter(self) -> None:
        """Record a step that was sent elsewhere."""
        from smm_ledger.tui.letter_flows import record

        self.chase(self.debtor(), lambda own: record(self, own.ref, own.name))

    def action_proof(self) -> None:
        """Record how the last letter was delivered."""
        from smm_ledger.tui.letter_flows import prove

        self.chase(self.debtor(), lambda own: prove(self, own.ref))

    def action_dossier(self) -> None:
        """Write all that a lawyer needs of the debt."""
        from smm_ledger.tui.file_flows import write_dossier

        self.chase(self.debtor(), lambda own: write_dossier(self, own.ref, own.name))

    def action_hold(self) -> None:
        """Suspend the reminders, or let them go on."""
        from smm_ledger.tui.debt_flows import hold

        self.chase(self.held(), lambda own: hold(self, own.ref, own.name))

    def action_contact(self) -> None:
        """Log that one spoke with the client."""
        from smm_ledger.tui.debt_flows import contact

        self.chase(self.debtor(), lambda own: contact(self, own.ref, own.name, own.owing))

    def action_promise(self) -> None:
        """Record what was promised."""
        from smm_ledger.tui.debt_flows import promise

        self.start(lambda name: self._then(promise(self, name), name))

    def action_claim(self) -> None:
        """Show the late interest, and decide about it."""
        from smm_ledger.tui.debt_flows import charge

        self.start(lambda name: self._then(charge(self, name), name))

    async def _then(self, flow: Coroutine[Any, Any, bool], name: str) -> None:
        if await flow:
            self.changed(name)
