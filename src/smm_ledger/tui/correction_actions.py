"""What one does with an invoice once it has its number: credit, give up, correct, tell of SdI.

Also what stands before the number: a proforma. Dialogs return what was typed; services are called
here, and what came of it is told.
"""

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType

from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.services.read_models import EInvoiceFile
from smm_ledger.tui.changes import editing
from smm_ledger.tui.client_credit import set_credit
from smm_ledger.tui.invoice_flows import InvoiceFlows
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.papers import SAVED
from smm_ledger.tui.views.words import word

if TYPE_CHECKING:
    from pathlib import Path

CREDITED: Final = N_("{note}: {amount} of {name} is credited")
LOST: Final = N_("{amount} of {name} is written off")
EXPECTED: Final = N_("{amount} of {name} is expected again")
CORRECTED: Final = N_("{name} is corrected: revision {revision}")
TOLD: Final = N_("{name} for SdI: {status}")
SPELLED: Final = N_("{field}: “{before}” is written “{after}” there")
ASKED: Final = N_("{name} asks for {amount}")
SENT: Final = N_("{name} went to the client on {day}")
BILLED: Final = N_("{number} is issued of {name}")


class CorrectionActions(InvoiceFlows):
    """The actions of an issued invoice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("allocate"),
        bind("credit"),
        bind("write-off"),
        bind("proforma"),
        bind("xml"),
        bind("sdi"),
    ]

    def action_credit(self) -> None:
        """Issue a credit note."""
        self.start(self._credit)

    async def _credit(self, name: str) -> None:
        from smm_ledger.tui.dialogs.credit import CreditDialog

        typed = await self.ask(CreditDialog(self.ctx, self._invoice(name)))
        if typed is None:
            return
        note = self.ctx.services.corrections.credit(name, typed)
        amount = Money(note.totals.total, note.currency)
        self.tell(CREDITED, note=note.number, amount=amount, name=name)
        self.changed(name)

    def action_write_off(self) -> None:
        """Give up what is owed, or a part of it."""
        self.start(self._write_off)

    async def _write_off(self, name: str) -> None:
        from smm_ledger.tui.dialogs.loss import LossDialog

        invoice = self._invoice(name)
        typed = await self.ask(LossDialog(self.ctx, name=name, most=invoice.balance))
        if typed is None:
            return
        corrections = self.ctx.services.corrections
        corrections.write_off(name, amount=typed.amount, reason=typed.reason)
        self.tell(LOST, amount=Money.of(typed.amount, invoice.currency), name=name)
        self.changed(name)

    def action_recover(self) -> None:
        """Expect what was written off again."""
        self.start(self._recover)

    async def _recover(self, name: str) -> None:
        from smm_ledger.tui.dialogs.loss import LossDialog

        invoice = self._invoice(name)
        lost = Money(invoice.written_off, invoice.currency)
        typed = await self.ask(LossDialog(self.ctx, name=name, most=lost, back=True))
        if typed is None:
            return
        self.ctx.services.corrections.recover(name, amount=typed.amount)
        self.tell(EXPECTED, amount=Money.of(typed.amount, invoice.currency), name=name)
        self.changed(name)

    async def correct(self, name: str) -> None:
        """Write an issued invoice anew; whatever speaks against it is told before the form."""
        from smm_ledger.tui.forms.correction import CorrectionForm

        done = await self.ask(CorrectionForm(self.ctx, name))
        if done is not None:
            self.tell(CORRECTED, name=done.number, revision=done.revision)
        self.changed(name)

    def action_sdi(self) -> None:
        """Record what SdI said."""
        self.start(self._sdi)

    async def _sdi(self, name: str) -> None:
        from smm_ledger.tui.dialogs.sdi import SdiDialog

        typed = await self.ask(SdiDialog(self.ctx, self._invoice(name)))
        if typed is None:
            return
        told = self.ctx.services.e_invoices.tell(
            name, typed.status, date=typed.date, note=typed.note
        )
        self.tell(TOLD, name=name, status=word(self.ctx.words, told.sdi_status))
        self.changed(name)

    def action_send(self) -> None:
        """Note that it went to the client."""
        self.start(self._send)

    async def _send(self, name: str) -> None:
        from smm_ledger.tui.dialogs.date import DateDialog

        title = self.say(N_("{name} went to the client on"), name=name)
        note = self.say(N_("From then on it is neither corrected nor void."))
        day = await self.ask(DateDialog(self.ctx, title=title, note=note))
        if day is not None:
            made = editing(self.ctx.services, "invoice", name)
            self.ctx.services.invoices.send(name, date=day)
            self.ctx.history.noted(made())
            self.tell(SENT, name=name, day=day)
            self.changed(name)

    def action_xml(self) -> None:
        """Write the e-invoice."""
        self.start(self._xml)

    async def _xml(self, name: str) -> None:
        paths: list[Path] = []
        year = self._invoice(name).year

        def put(new: EInvoiceFile) -> None:
            paths.append(self.ctx.save_file(new.name, new.data, year=year))

        made = self.ctx.services.e_invoices.file(name, put=put)
        self.tell(SAVED, path=str(paths[0]))
        self._tell_spellings(made)
        self.changed(name)

    def _tell_spellings(self, made: EInvoiceFile) -> None:
        for one in made.spellings:
            self.tell(SPELLED, bad=True, field=one.field, before=one.before, after=one.after)

    def action_proforma(self) -> None:
        """Make a proforma of the draft."""
        self.start(self._proforma)

    async def _proforma(self, name: str) -> None:
        from smm_ledger.tui.dialogs.confirm import ConfirmDialog

        title = self.say(N_("Make a proforma of {name}?"), name=name)
        text = self.say(N_("It asks to be paid; its invoice is issued with the payment."))
        if await self.ask(ConfirmDialog(self.ctx, title=title, text=text)):
            made = self.ctx.services.proformas.of_draft(name)
            self._asked(made)
            self.changed(made.number)

    def _asked(self, made: Invoice) -> None:
        amount = Money(made.totals.payable, made.currency)
        self.tell(ASKED, name=made.number, amount=amount)

    async def bill(self, name: str) -> None:
        """Issue the invoice of a proforma, after a question."""
        from smm_ledger.tui.dialogs.confirm import ConfirmDialog

        title = self.say(N_("Issue the invoice of {name}?"), name=name)
        text = self.say(N_("Number, date and lines do not change any more after this."))
        if await self.ask(ConfirmDialog(self.ctx, title=title, text=text)):
            made = self.ctx.services.invoices.issue(name).invoice
            self.tell(BILLED, number=made.number, name=name)
            self.changed(made.number)

    def action_allocate(self) -> None:
        """Set the client's credit against it."""
        self.start(self._allocate)

    async def _allocate(self, name: str) -> None:
        client = self._invoice(name).client
        if await set_credit(self, client.id, client.name, invoice=name):
            self.changed(name)
