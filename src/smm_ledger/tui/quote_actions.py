"""What one does with a quote, from the list and from its own screen alike.

Dialogs return what was typed, forms store it themselves; here services are called, and what came
of it is told. Whatever is refused, the present state is shown afterwards: it may be another by now.
"""

import dataclasses
from functools import partial
from typing import ClassVar, Final

from textual.binding import ActiveBinding, BindingType

from smm_ledger.core.marks import N_
from smm_ledger.core.quotes import Quote
from smm_ledger.services.quote_inputs import QuoteInput
from smm_ledger.tui.history import Change
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.negotiation_actions import NegotiationActions
from smm_ledger.tui.possible import QUOTE_DEEDS, by_action, quote_deeds
from smm_ledger.tui.quote_proforma import QuoteProforma

SENT: Final = N_("{number} is marked as sent")
ACCEPTED: Final = N_("{number} is accepted")
LOST: Final = N_("{number} is recorded as lost")
WITHDRAWN: Final = N_("{number} is withdrawn")
DELETED: Final = N_("{number} is deleted")
UNACCEPTED: Final = N_("{number} is in negotiation again")
MADE: Final = N_("{name} is made")

ONCE_SENT: Final = {
    "edit": (N_("My round"), N_("make my next round")),
    "delete": (N_("Withdraw"), N_("withdraw the offer")),
}
"""What keys are called once the client has seen the quote: label and tip."""


class QuoteActions(NegotiationActions, QuoteProforma):
    """A screen on which a quote is chosen, and everything is done with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("send"),
        bind("accept"),
        bind("decline"),
        bind("invoice"),
        bind("edit"),
        bind("new"),
        bind("duplicate"),
        bind("delete"),
        bind("pdf"),
        bind("view"),
        bind("preview"),
        bind("copy"),
        bind("note"),
        bind("attach"),
        bind("files"),
        bind("actions"),
    ]

    def gone(self, number: str) -> None:
        """Show that a quote is no more."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the state table allows now."""
        if action in QUOTE_DEEDS or action == "actions":
            about = self.subject
            if about is None:
                return False
            possible = by_action(quote_deeds(about.status, expired=about.expired))
            return action == "actions" or action in possible
        return super().check_action(action, parameters)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys that work now; what they do to something sent has another name."""
        active = super().active_bindings
        about = self.subject
        if about is None or about.status == "draft":
            return active
        return {key: self._renamed(one) for key, one in active.items()}

    def _renamed(self, active: ActiveBinding) -> ActiveBinding:
        name = ONCE_SENT.get(active.binding.id or "")
        if name is None:
            return active
        label, tip = (self.say(text) for text in name)
        said = dataclasses.replace(active.binding, description=label, tooltip=tip)
        return active._replace(binding=said, tooltip=tip)

    def action_new(self) -> None:
        """Make a new quote."""
        self.flow(self._new())

    async def _new(self) -> None:
        from smm_ledger.tui.forms.quote import QuoteForm

        made = await self.ask(QuoteForm(self.ctx))
        if made is not None:
            self.tell(MADE, name=made.number)
            self.changed(made.number)

    def action_duplicate(self) -> None:
        """Make a new draft like it, and open it for changes."""
        self.start(self._duplicate)

    async def _duplicate(self, number: str) -> None:
        from smm_ledger.tui.forms.quote import QuoteForm

        made = self.ctx.services.quotes.duplicate(number)
        self.tell(MADE, name=made.number)
        await self.ask(QuoteForm(self.ctx, made.number))
        self.changed(made.number)

    def action_edit(self) -> None:
        """Change the draft; once it is sent, make my next round."""
        self.start(self._edit)

    async def _edit(self, number: str) -> None:
        about = self.subject
        if about is not None and about.status == "draft":
            from smm_ledger.tui.forms.quote import QuoteForm

            await self.ask_change(QuoteForm(self.ctx, number), kind="quote", name=number)
        else:
            await self.revise(number)
        self.changed(number)

    def action_send(self) -> None:
        """Show what is sent, then mark it as sent."""
        self.start(self._send)

    async def _send(self, number: str) -> None:
        from smm_ledger.tui.dialogs.send import SendDialog

        services = self.ctx.services
        dialog = SendDialog(
            self.ctx,
            title=self.say(N_("Send {number}"), number=number),
            text=services.texts.quote(number),
            remark=self.say(N_("Once it is marked as sent, this round does not change any more.")),
        )
        if not await self.ask(dialog):
            return
        quote = self.quote_now(number)
        sent = await self.past_floor(
            quote,
            quote.current.least.net,
            lambda reason: services.negotiation.send(number, below_floor=reason),
        )
        if sent is not None:
            self.tell(SENT, number=number)
        self.changed(number)

    def action_accept(self) -> None:
        """Record that it is accepted."""
        self.start(self._accept)

    async def _accept(self, number: str) -> None:
        from smm_ledger.tui.dialogs.accept import AcceptDialog

        quote, outcomes = self.quote_now(number), self.ctx.services.outcomes
        choice = await self.ask(AcceptDialog(self.ctx, quote=quote))
        if choice is None:
            return

        def store(reason: str | None) -> Quote:
            return outcomes.accept(
                number,
                round_no=choice.round,
                by=choice.by,
                date=choice.date,
                selection=choice.selection,
                below_floor=reason,
            )

        if await self.past_floor(quote, quote.round(choice.round).least.net, store):
            self.ctx.history.did(
                Change(
                    ACCEPTED,
                    lambda: outcomes.undo_accept(number),
                    lambda: store(""),
                    {"number": number},
                )
            )
            self.tell(ACCEPTED, number=number)
        self.changed(number)

    def action_undo_accept(self) -> None:
        """Take the acceptance back, while nothing is invoiced."""
        self.start(self._undo_accept)

    async def _undo_accept(self, number: str) -> None:
        title = self.say(N_("Take the acceptance of {number} back?"), number=number)
        reason = await self._reason(title)
        if reason is not None:
            self.ctx.services.outcomes.undo_accept(number, reason=reason)
            self.tell(UNACCEPTED, number=number)
            self.changed(number)

    def action_decline(self) -> None:
        """Record that it is lost, and why."""
        self.start(self._decline)

    async def _decline(self, number: str) -> None:
        from smm_ledger.tui.dialogs.decline import DeclineDialog

        quote = self.quote_now(number)
        choice = await self.ask(DeclineDialog(self.ctx, quote=quote))
        if choice is not None:
            self.ctx.services.outcomes.decline(
                number,
                reason=choice.reason,
                competitor=choice.competitor,
                competitor_price=choice.competitor_price,
                competitor_verified=choice.competitor_verified,
                note=choice.note,
            )
            self.tell(LOST, number=number)
            self.changed(number)

    def action_delete(self) -> None:
        """Delete a draft, withdraw what was sent."""
        self.start(self._delete)

    async def _delete(self, number: str) -> None:
        quote, services = self.quote_now(number), self.ctx.services
        if quote.status == "draft":
            from smm_ledger.tui.dialogs.confirm import ConfirmDialog

            title = self.say(N_("Delete {number}?"), number=number)
            if await self.ask(ConfirmDialog(self.ctx, title=title, text=quote.title)):
                services.quotes.delete(number)
                self.tell(DELETED, number=number)
                self.gone(number)
            return
        reason = await self._reason(self.say(N_("Withdraw {number}?"), number=number), quote.title)
        if reason is not None:
            services.outcomes.withdraw(number, reason=reason)
            self.tell(WITHDRAWN, number=number)
            self.changed(number)

    async def _reason(self, title: str, note: str = "") -> str | None:
        from smm_ledger.tui.dialogs.reason import ReasonDialog

        return await self.ask(ReasonDialog(self.ctx, title=title, note=note))

    def action_invoice(self) -> None:
        """Make the next invoice of it, and open the draft."""
        self.start(self._invoice)

    async def _invoice(self, number: str) -> None:
        from smm_ledger.tui.places import detail

        (draft,) = self.ctx.services.billing.invoice(number)
        self.changed(number)
        self.tell(MADE, name=draft.name)
        await self.push(detail(self.ctx, "invoice", draft.name))

    # --- paper and words ------------------------------------------------------------------------

    def action_pdf(self) -> None:
        """Make its PDF."""
        self._paper_of()

    def action_compared(self) -> None:
        """Make its PDF with the page that helps to compare offers."""
        self._paper_of(compare=True)

    def action_view(self) -> None:
        """Make its PDF, and open it."""
        self._paper_of(view=True)

    def _paper_of(self, *, view: bool = False, compare: bool = False) -> None:
        if (about := self.subject) is not None:
            number, documents = about.number, self.ctx.services.documents
            paper = partial(documents.quote, number, compare=compare)
            page = partial(documents.quote_page, number, compare=compare)
            self.make_paper(number, paper, page, view=view)

    def action_preview(self) -> None:
        """Show the text that the client gets."""
        self.start(self._preview)

    async def _preview(self, number: str) -> None:
        from smm_ledger.tui.dialogs.preview import PreviewDialog

        text = self.ctx.services.texts.quote(number)
        await self.push(PreviewDialog(self.ctx, title=number, text=text))

    def action_copy(self) -> None:
        """Copy a short text of it."""
        self.start(self._copy)

    async def _copy(self, number: str) -> None:
        from smm_ledger.tui.dialogs.copy import CopyDialog

        text = self.ctx.services.texts.quote(number)
        await self.push(CopyDialog(self.ctx, title=number, text=text))

    def action_files(self) -> None:
        """List the files that are kept with it."""
        self.start(self.show_files)

    def action_attach(self) -> None:
        """Keep a file with it."""
        self.start(self.keep_file)

    def action_note(self) -> None:
        """Write a private note."""
        self.start(self._note)

    async def _note(self, number: str) -> None:
        from smm_ledger.tui.dialogs.note import write_note

        quote = self.quote_now(number)
        title = self.say(N_("Private note on {number}"), number=number)
        text = await write_note(self, title=title, text=quote.note)
        if text is not None:
            self.ctx.services.quotes.edit(number, QuoteInput(note=text), version=quote.version)
            self.changed(number)

    def action_actions(self) -> None:
        """Offer everything that is possible now."""
        self.start(self._actions)

    async def _actions(self, number: str) -> None:
        about = self.subject
        if about is not None:
            await self.choose_deed(number, quote_deeds(about.status, expired=about.expired))
