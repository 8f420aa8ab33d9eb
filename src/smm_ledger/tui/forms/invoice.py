"""A draft invoice: its lines, and when it is to be paid."""

import datetime as dt
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import InputError, LedgerError
from smm_ledger.core.invoices import InstalmentPlan, Invoice, schedule
from smm_ledger.core.lines import Discount
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.parties import Client
from smm_ledger.i18n.phrases import format_terms
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput, input_of
from smm_ledger.services.offers import Offer, OfferInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.lines import LineEditor
from smm_ledger.tui.forms.offers import OfferForm
from smm_ledger.tui.forms.values import discount_text, due_text
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.amounts import DiscountInput
from smm_ledger.tui.widgets.days import DateInput, Due, DueInput, date_text
from smm_ledger.tui.widgets.inputs import ClientInput, NoteInput, TextInput


class InvoiceForm(OfferForm[Invoice]):
    """Makes a draft, perhaps for a known client, or changes the draft of `name`."""

    ALIASES: ClassVar[dict[str, str]] = {"instalments": "due", "terms": "due"}

    def __init__(self, ctx: Context[Ledger], name: str | None = None, client: str = "") -> None:
        draft = None if name is None else ctx.services.invoices.show(name)
        currency = ctx.services.issuer.show().currency if draft is None else draft.currency
        super().__init__(ctx, LineEditor(ctx, currency, _lines(draft)))
        self._name_of_draft = name
        self._draft = draft
        self.version = None if draft is None else draft.version
        self._fixed = draft is not None and any(line.deduction for line in draft.lines)
        first = self._stored(draft)
        self._client = ClientInput(ctx, find=self.find_clients, value=client)
        self._date = DateInput(ctx, "date", value=first["date"])
        self._due = DueInput(ctx, "due", issued=self._issued, value=first["due"])
        self._discount = DiscountInput(ctx, "discount", currency, value=first["discount"])
        self._note = NoteInput("note", value=first["note"])
        self._order = {
            name: TextInput(ctx, name, value=first[name]) for name in ("order", "cig", "cup")
        }

    def _stored(self, draft: Invoice | None) -> dict[str, str]:
        if draft is None:
            names = ("date", "due", "discount", "note", "order", "cig", "cup")
            return dict.fromkeys(names, "")
        language = self.ctx.words.language
        return {
            "date": date_text(draft.issue_date, language),
            "due": due_text(draft, language),
            "discount": discount_text(draft.discount, draft.currency, language),
            "note": draft.note,
            "order": draft.order.number,
            "cig": draft.order.cig,
            "cup": draft.order.cup,
        }

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The draft and its client, or that it is a new one."""
        if self._draft is None:
            return (self.say(N_("Invoices")), self.say(N_("New invoice")))
        return (self.say(N_("Invoices")), self._draft.client.code, self._draft.name)

    def fields(self) -> ComposeResult:
        """Yield client, dates, lines, discount and the printed note.

        A balance's lines take a deposit off to the cent: they come from the quote and stay.
        """
        if self._draft is None:
            yield self.field(N_("Client"), self._client)
        yield self.field(N_("Due"), self._due)
        if not self._fixed:
            yield self.lines
            yield self.field(N_("Discount"), self._discount)
        yield self.field(N_("Issue date"), self._date)
        yield self.field(N_("Printed note"), self._note)
        yield from self.order_fields()

    def order_fields(self) -> ComposeResult:
        """Yield what the client ordered by."""
        yield self.field(N_("Client's order"), self._order["order"])
        yield self.field("CIG", self._order["cig"])
        yield self.field("CUP", self._order["cup"])

    def order(self) -> dict[str, str | None]:
        """Return what was changed of the order."""
        return {name: edit.text if edit.touched else None for name, edit in self._order.items()}

    def _issued(self) -> dt.date:
        try:
            day = self._date.read()
        except InputError:
            day = None
        return day or self.ctx.clock.today()

    def _party(self) -> Client:
        if self._draft is not None:
            return self._draft.client
        return self.ctx.services.clients.show(self._client.need()).client

    def check(self) -> bool:
        """Read what is shown."""
        return self.column.check() if self._fixed else super().check()

    def preview(self) -> Offer:
        """Return what the lines come to for the client."""
        if self._draft is not None and self._fixed:
            draft = self._draft
            return Offer(
                lines=draft.lines,
                discount=draft.discount,
                rules=draft.rules,
                totals=draft.totals,
            )
        client = self._party()
        if self._draft is None:
            self.set_currency(client.currency)
        wanted = OfferInput(lines=self.lines.read(), discount=self._discount.read())
        return self.ctx.services.previews.document(client.code, wanted)

    def edited(self) -> None:
        """Show figures, and the due date that follows where none is typed."""
        super().edited()
        field = self.column.named("due")
        if field is None:
            return
        if self._due.text:
            field.show_reading()
            return
        try:
            terms = self._party().terms
        except LedgerError:
            return
        day = self.say("{day}", day=terms.due(self._issued()))
        field.show_reading(f"{format_terms(terms, self.ctx.words)} {self.ctx.symbols.dot} {day}")

    def figures(self, offer: Offer | None) -> list[Content]:
        """Add the instalments with their amounts."""
        lines = super().figures(offer)
        plan = self._plan()
        if offer is None or not plan:
            return lines
        return [*lines, *self._instalments(offer, plan)]

    def _plan(self) -> tuple[InstalmentPlan, ...]:
        try:
            due = self._due.read()
        except InputError:
            return ()
        return due if isinstance(due, tuple) else ()

    def _instalments(self, offer: Offer, plan: tuple[InstalmentPlan, ...]) -> list[Content]:
        terms = self._party().terms
        try:
            parts = schedule(offer.totals.payable, self._issued(), terms=terms, plan=plan)
        except InputError:
            return []
        told = (
            self.say(
                N_("{amount} by {day}"),
                amount=Money(part.amount, offer.totals.currency),
                day=part.due_date,
            )
            for part in parts
        )
        return [label(f" {self.ctx.symbols.dot} ".join(told))]

    def store(self) -> Invoice:
        """Make or change the draft."""
        invoices = self.ctx.services.invoices
        if self._name_of_draft is None:
            return invoices.new(self._typed(self._lines(), self._discount.read(), self._due.read()))
        return invoices.edit(self._name_of_draft, self._changes(), version=self.version)

    def _lines(self) -> list[LineInput]:
        lines = self.lines.read()
        if not lines:
            raise InputError("line", N_("there is no line"), hint=N_("type at least one"))
        return lines

    def _changes(self) -> InvoiceInput:
        lines = self._lines() if self.lines.touched and not self._fixed else []
        discount = (self._discount.read() or Discount()) if self._discount.touched else None
        return self._typed(lines, discount, self._due.read() if self._due.touched else None)

    def _typed(
        self, lines: list[LineInput], discount: Discount | None, due: Due | None
    ) -> InvoiceInput:
        return InvoiceInput(
            client=self._client.text if self._draft else self._client.need(),
            lines=lines,
            date=self._date.read() if self._draft is None or self._date.touched else None,
            discount=discount,
            due=due if isinstance(due, dt.date) else None,
            terms=due if isinstance(due, Terms) else None,
            instalments=due if isinstance(due, tuple) else (),
            note=self._note.text.strip() if self._note.touched else None,
            **self.order(),
        )

    def reload(self) -> None:
        """Take over what another window stored."""
        if self._name_of_draft is None:
            return
        draft = self.ctx.services.invoices.show(self._name_of_draft)
        self._draft = draft
        self.version = draft.version
        stored = self._stored(draft)
        for field in self.column.fields:
            if field.name_of_field in stored:
                field.take_stored(stored[field.name_of_field])
        if not self.lines.touched:
            self.lines.replace_lines(_lines(draft))


def _lines(draft: Invoice | None) -> list[LineInput]:
    if draft is None:
        return []
    return [input_of(line, draft.rules) for line in draft.lines]
