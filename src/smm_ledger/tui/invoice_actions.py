"""What one does with an invoice, from the list, from Incassi and from its own screen alike.

Dialogs return what was typed, forms store it themselves; here services are called, and what came
of it is told. Whatever is refused, the present state is shown afterwards: it may be another by now.
"""

import dataclasses
from typing import ClassVar, Final

from textual.binding import ActiveBinding, BindingType

from smm_ledger.core.errors import DateOrder
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.i18n.translator import translate_error
from smm_ledger.services.invoices import Issued
from smm_ledger.tui.chasing_actions import ChasingActions
from smm_ledger.tui.correction_actions import CorrectionActions
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.possible import INVOICE_DEEDS, Deed, by_action, invoice_deeds
from smm_ledger.tui.views.invoice import invoice_page
from smm_ledger.tui.views.warnings import warning_texts

MADE: Final = N_("{name} is made")
ISSUED: Final = N_("{number} is issued")
PAID: Final = N_("{payment}: {amount} received on {name}")
DELETED: Final = N_("{name} is deleted")
VOIDED: Final = N_("{name} is void; its number stays used")
PREVIEW_WIDTH: Final = 72

ONCE_ISSUED: Final = {
    "edit": (N_("Correct"), N_("correct it: same number, next revision")),
    "delete": (N_("Make void"), N_("declare it void: its number stays used")),
}
"""What keys are called once it has its number: label and tip."""


class InvoiceActions(CorrectionActions, ChasingActions):
    """A screen on which an invoice is chosen.

    Attributes:
        LEFT_OUT: Actions that the screen does not offer, possible or not.
    """

    LEFT_OUT: ClassVar[frozenset[str]] = frozenset()
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("invoice", label=N_("Issue"), tip=N_("issue the draft: it gets its number")),
        bind("send", label=N_("Sent"), tip=N_("note that it went to the client")),
        bind("pay"),
        bind("edit"),
        bind("new"),
        bind("duplicate"),
        bind("delete"),
        bind("pdf"),
        bind("view"),
        bind("preview"),
        bind("copy"),
        bind("attach"),
        bind("files"),
        bind("actions"),
    ]

    def deeds(self) -> dict[str, Deed]:
        """Return what can be done now, by action."""
        about = self.subject
        if about is None:
            return {}
        possible = by_action(invoice_deeds(about.state, owed=about.owed, facts=about.facts))
        return {name: deed for name, deed in possible.items() if name not in self.LEFT_OUT}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the state table allows now."""
        if action in self.LEFT_OUT:
            return False
        if action == "actions":
            return self.subject is not None
        if action in INVOICE_DEEDS:
            return action in self.deeds()
        return super().check_action(action, parameters)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now; what is issued is not deleted, but declared void."""
        active = super().active_bindings
        about = self.subject
        if about is None or about.state == "draft":
            return active
        return {key: self._renamed(one) for key, one in active.items()}

    def _renamed(self, active: ActiveBinding) -> ActiveBinding:
        name = ONCE_ISSUED.get(active.binding.id or "")
        if name is None:
            return active
        label, tip = (self.say(text) for text in name)
        said = dataclasses.replace(active.binding, description=label, tooltip=tip)
        return active._replace(binding=said, tooltip=tip)

    # --- flows ----------------------------------------------------------------------------------

    def action_new(self) -> None:
        """Make a new draft."""
        self.flow(self._new())

    async def _new(self) -> None:
        from smm_ledger.tui.forms.invoice import InvoiceForm

        made = await self.ask(InvoiceForm(self.ctx))
        if made is not None:
            self.tell(MADE, name=made.name)
            self.changed(made.name)

    def action_edit(self) -> None:
        """Change the draft, or correct what was issued."""
        self.start(self._edit)

    async def _edit(self, name: str) -> None:
        from smm_ledger.tui.forms.invoice import InvoiceForm

        if self._invoice(name).state != "draft":
            await self.correct(name)
            return
        await self.ask_change(InvoiceForm(self.ctx, name), kind="invoice", name=name)
        self.changed(name)

    def action_duplicate(self) -> None:
        """Make a new draft like it, and open it for changes."""
        self.start(self._duplicate)

    async def _duplicate(self, name: str) -> None:
        from smm_ledger.tui.forms.invoice import InvoiceForm

        made = self.ctx.services.invoices.duplicate(name)
        self.tell(MADE, name=made.name)
        await self.ask(InvoiceForm(self.ctx, made.name))
        self.changed(made.name)

    def action_invoice(self) -> None:
        """Issue the draft, after a look at the number and the date that it will bear."""
        self.start(self._issue)

    async def _issue(self, name: str) -> None:
        from smm_ledger.tui.dialogs.confirm import ConfirmDialog

        services = self.ctx.services
        if self._invoice(name).kind == "proforma":
            await self.bill(name)
            return
        note: str | None = None
        try:
            foreseen = services.invoices.foresee(name)
        except DateOrder as refused:
            note = await self._out_of_order(refused)
            if note is None:
                return
            foreseen = services.invoices.foresee(name, out_of_order=note)
        title = self.say(N_("Issue {name} as {number}?"), name=name, number=foreseen.number)
        if not await self.ask(ConfirmDialog(self.ctx, title=title, text=self._foreseen(foreseen))):
            return
        issued = services.invoices.issue(name, out_of_order=note)
        self._tell_issued(issued)
        self.changed(issued.invoice.name)
        self._paper_of(issued.invoice.name, told=True)

    async def _out_of_order(self, refused: DateOrder) -> str | None:
        """Ask why a date before the last one must be; None: it need not."""
        from smm_ledger.tui.dialogs.reason import ReasonDialog

        if "last" not in refused.data:
            raise refused  # after today: no note helps
        why, _ = translate_error(refused, self.ctx.words)
        title = self.say(N_("Issue it out of order?"))
        return await self.ask(ReasonDialog(self.ctx, title=title, required=True, note=why))

    def _foreseen(self, invoice: Invoice) -> str:
        due = ", ".join(self.say("{day}", day=part.due_date) for part in invoice.instalments)
        lines = [
            self.say(
                N_("{client}, of {day}: {total}"),
                client=invoice.client.name,
                day=invoice.issue_date,
                total=Money(invoice.totals.total, invoice.currency),
            ),
            self.say(N_("Due: {dates}"), dates=due),
            "",
            self.say(N_("Number, date and lines do not change any more after this.")),
        ]
        warnings = self.ctx.services.invoices.warnings(invoice)
        texts = warning_texts(self.canvas_of(PREVIEW_WIDTH), warnings)
        if texts:
            lines += ["", *(f"{self.ctx.symbols.alert} {text}" for text in texts)]
        return "\n".join(lines)

    def _tell_issued(self, issued: Issued) -> None:
        self.tell(ISSUED, number=issued.invoice.number)

    def action_pay(self) -> None:
        """Record a payment."""
        self.start(self._pay)

    async def _pay(self, name: str) -> None:
        from smm_ledger.tui.payments import take_payment

        client = self._invoice(name).client.name
        payment = await take_payment(self, name, client, lambda: self._invoice(name).balance)
        if payment is not None:
            self.tell(PAID, payment=payment.name, amount=payment.amount, name=name)
        self.changed(name)

    def action_reverse(self) -> None:
        """Take a payment back."""
        self.start(self._reverse)

    async def _reverse(self, name: str) -> None:
        from smm_ledger.tui.payments import take_back

        await take_back(self, self.ctx.services.payments.of_invoice(name))
        self.changed(name)

    def action_delete(self) -> None:
        """Delete a draft; declare an issued invoice void."""
        self.start(self._delete)

    async def _delete(self, name: str) -> None:
        from smm_ledger.tui.dialogs.confirm import ConfirmDialog
        from smm_ledger.tui.dialogs.reason import ReasonDialog

        invoice, services = self._invoice(name), self.ctx.services
        client = invoice.client.name
        if invoice.state == "draft":
            title = self.say(N_("Delete {name}?"), name=name)
            if await self.ask(ConfirmDialog(self.ctx, title=title, text=client)):
                services.invoices.delete(name)
                self.tell(DELETED, name=name)
                self.gone(name)
            return
        title = self.say(N_("Declare {name} void?"), name=name)
        reason = await self.ask(ReasonDialog(self.ctx, title=title, required=True, note=client))
        if reason is not None:
            services.invoices.void(name, reason=reason)
            self.tell(VOIDED, name=name)
            self.changed(name)

    # --- paper and words ------------------------------------------------------------------------

    def action_pdf(self) -> None:
        """Make its PDF."""
        about = self.subject
        if about is not None:
            self._paper_of(about.name)

    def action_view(self) -> None:
        """Make its PDF, and open it."""
        about = self.subject
        if about is not None:
            self._paper_of(about.name, view=True)

    def _paper_of(self, name: str, *, view: bool = False, told: bool = False) -> None:
        documents = self.ctx.services.documents
        self.make_paper(
            name,
            lambda: documents.invoice(name),
            lambda: documents.invoice_page(name),
            view=view,
            told=told,
        )

    def action_preview(self) -> None:
        """Show it as text."""
        self.start(self._preview)

    async def _preview(self, name: str) -> None:
        from smm_ledger.tui.dialogs.preview import PreviewDialog

        text = invoice_page(self.canvas_of(PREVIEW_WIDTH), self._invoice(name))
        await self.push(PreviewDialog(self.ctx, title=name, text=text))

    def action_copy(self) -> None:
        """Copy a short text of it."""
        self.start(self._copy)

    async def _copy(self, name: str) -> None:
        from smm_ledger.tui.dialogs.copy import CopyDialog

        text = self.ctx.services.texts.invoice(name)
        await self.push(CopyDialog(self.ctx, title=name, text=text))

    def action_files(self) -> None:
        """List the files that are kept with it."""
        self.start(self.show_files)

    def action_attach(self) -> None:
        """Keep a file with it."""
        self.start(self.keep_file)

    def action_actions(self) -> None:
        """Offer everything that is possible now."""
        self.start(self._actions)

    async def _actions(self, name: str) -> None:
        await self.choose_deed(name, list(self.deeds().values()))
