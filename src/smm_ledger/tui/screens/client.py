"""Cliente: what is known of one client, and all its quotes and invoices to open from here."""

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from smm_ledger.core.errors import LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ClientSummary, ListQuery
from smm_ledger.tui.base import help_entries
from smm_ledger.tui.client_actions import edit_client, remove_client
from smm_ledger.tui.client_credit import set_credit
from smm_ledger.tui.client_papers import ClientPapers
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.keymap import KEYS, bind, check_overrides, first_key
from smm_ledger.tui.papers import DocumentScreen
from smm_ledger.tui.places import PLACES, detail, make
from smm_ledger.tui.possible import RECORD_LETTER, REVERSE
from smm_ledger.tui.views.canvas import Canvas
from smm_ledger.tui.views.clients import client_detail, document_columns, invoice_line, quote_line
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

if TYPE_CHECKING:
    from smm_ledger.tui.debt_flows import Owing

DEEDS: Final = ("edit", "new", "invoice", "pay", "allocate", "request")
DEBTS: Final = ("remind", "promise", "hold", "contact", "claim", "proof")
MOST: Final = 200
"""Documents of each kind that are listed; more are found in their own lists."""

NO_DOCUMENTS: Final = N_("No quotes and no invoices yet: n makes a quote, i an invoice.")
KEYLESS: Final = {
    "record_letter": RECORD_LETTER,
    "reverse": REVERSE,
    "log": N_("What was done with this client"),
}
"""What only the menu offers."""

PAYMENT: Final = N_("Payment of {amount} recorded")


class ClientScreen(ClientPapers):
    """One client.

    Args:
        ctx: What screens are given.
        code: The client's code.
    """

    AUTO_FOCUS = "WindowedTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("edit", tip=N_("change the client's data")),
        bind("new", label=N_("Quote"), tip=N_("make a quote for this client")),
        bind("invoice", label=N_("Invoice"), tip=N_("make an invoice for this client")),
        bind("pay", tip=N_("record a payment of this client")),
        bind("allocate"),
        *(bind(key_id) for key_id in DEBTS),
        bind("request"),
        bind("delete", tip=N_("delete an unused client; archive any other")),
        bind("actions"),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "new", "invoice", "pay", "edit", "actions")
    DEFAULT_CSS = """
    ClientScreen .about {
        width: 1fr; height: auto; max-height: 70%; padding: 1 2; scrollbar-size-vertical: 1;
    }
    ClientScreen .sides { height: 1fr; layout: vertical; }
    ClientScreen.-wide .sides { layout: horizontal; }
    ClientScreen.-wide .about { width: 2fr; height: 1fr; max-height: 100%; }
    ClientScreen.-wide WindowedTable { width: 3fr; margin: 1 0 0 0; }
    ClientScreen.-narrow .about { padding: 0 1; }
    """

    def __init__(self, ctx: Context[Ledger], code: str) -> None:
        super().__init__(ctx)
        self.summary: ClientSummary = ctx.services.clients.show(code)
        self._load = ctx.services.loads.of(code)
        self._record = ctx.services.collections.record(code)

    @property
    def crumbs(self) -> tuple[str, ...]:
        """Clients, and this one."""
        return (self.say(KEYS["go-clients"].label), self.summary.client.name)

    @property
    def about_client(self) -> str:
        """This client."""
        return self.summary.client.code

    @property
    def canvas(self) -> Canvas:
        """What the views draw with."""
        width = self.query_one(".about").content_size.width if self.is_mounted else 0
        return self.canvas_of(width - 1)

    def body(self) -> ComposeResult:
        """Yield the page and the documents."""
        with Horizontal(classes="sides"):
            with VerticalScroll(classes="about"):
                yield Static("", markup=False)
            yield WindowedTable((), symbols=self.ctx.symbols)

    def load(self) -> None:
        """Read the client and its documents."""
        self.summary = self.ctx.services.clients.show(self.summary.client.code)
        self._load = self.ctx.services.loads.of(self.summary.client.code)
        self._record = self.ctx.services.collections.record(self.summary.client.code)
        self.call_after_refresh(self._show)
        table = self.query_one(WindowedTable)
        table.set_columns(document_columns(self.ctx.words))
        table.set_source(ListSource(self._rows()), empty=self.say(NO_DOCUMENTS))

    def _show(self) -> None:
        self.query_one(".about Static", Static).update(
            client_detail(self.canvas, self.summary, self._load, self._record)
        )

    def on_resize(self) -> None:
        """Lay the page out for the new width."""
        self.call_after_refresh(self._show)

    def _rows(self) -> list[Row]:
        query = ListQuery(client=self.summary.client.id, limit=MOST)
        services, canvas = self.ctx.services, self.canvas
        quotes = [quote_line(canvas, row) for row in services.quotes.list(query)]
        return [*(invoice_line(canvas, row) for row in services.invoices.list(query)), *quotes]

    @on(WindowedTable.Selected)
    def chosen(self, event: WindowedTable.Selected) -> None:
        """Open the document."""
        kind, _, name = event.key.partition(" ")
        self.push(detail(self.ctx, kind, name))

    # --- keys -----------------------------------------------------------------------------------

    @work
    async def action_edit(self) -> None:
        """Change the client's data."""
        after = await edit_client(self, self.summary.client.code)
        if after is not None:
            self.summary = self.ctx.services.clients.show(after.code)
            self.load()
            self.refresh_heading()

    @work
    async def action_delete(self) -> None:
        """Delete or archive; a deleted client's screen closes."""
        if await remove_client(self, self.summary.client.code):
            self.dismiss(None)
        else:
            self.load()

    @work
    async def action_new(self) -> None:
        """Make a quote, and open it."""
        from smm_ledger.tui.forms.quote import QuoteForm

        form = QuoteForm(self.ctx, client=self.summary.client.code)
        made = await self.ask(form)
        if made is not None:
            self.push(detail(self.ctx, "quote", made.number))

    @work
    async def action_invoice(self) -> None:
        """Make an invoice, and open it."""
        from smm_ledger.tui.forms.invoice import InvoiceForm

        form = InvoiceForm(self.ctx, client=self.summary.client.code)
        made = await self.ask(form)
        if made is not None:
            self.push(detail(self.ctx, "invoice", made.name))

    @work
    async def action_request(self) -> None:
        """Log what the client asks for besides what was agreed."""
        from smm_ledger.tui.effort_actions import log_request

        if await log_request(self, self.summary.client.code):
            self.load()

    @work
    async def action_pay(self) -> None:
        """Record a payment; it is set against what is due first."""
        from smm_ledger.tui.payments import take_payment

        client = self.summary.client

        def owed() -> Money:
            return Money(self.ctx.services.clients.show(client.code).balance, client.currency)

        title = self.say(N_("Payment from {client}"), client=client.name)
        payment = await take_payment(self, client.code, client.name, owed, title=title)
        if payment is not None:
            self.app.notify(self.say(PAYMENT, amount=payment.amount), markup=False)
        self.load()

    # --- asking for money -----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to ask for money where some is owed."""
        if action in {"remind", "promise", "claim"}:
            return bool(self.summary.balance or self.summary.other_balances)
        return super().check_action(action, parameters)

    def action_remind(self) -> None:
        """Show the letter that is due, and let it leave."""
        from smm_ledger.tui.letter_flows import remind

        self._about(remind(self, self.about_client))

    def action_proof(self) -> None:
        """Record how the last letter was delivered."""
        from smm_ledger.tui.letter_flows import prove

        self._about(prove(self, self.about_client))

    def action_hold(self) -> None:
        """Suspend the reminders, or let them go on."""
        from smm_ledger.tui.debt_flows import hold

        self._about(hold(self, self.about_client, self.summary.client.name))

    def action_contact(self) -> None:
        """Log that one spoke with the client."""
        from smm_ledger.tui.debt_flows import contact

        self._about(contact(self, self.about_client, self.summary.client.name, self._owing()))

    def action_promise(self) -> None:
        """Record what was promised of one of its invoices."""
        from smm_ledger.tui.debt_flows import promise

        self._about(self._of_one(promise))

    def action_claim(self) -> None:
        """Show the late interest on one of its invoices, and decide about it."""
        from smm_ledger.tui.debt_flows import charge

        self._about(self._of_one(charge))

    async def _of_one(
        self, flow: Callable[[DocumentScreen, str], Coroutine[Any, Any, bool]]
    ) -> None:
        """Run a flow about an open invoice; where there are several, one is chosen."""
        from smm_ledger.tui.debt_flows import choose_owing

        chosen = await choose_owing(self, self._owing())
        if chosen is not None:
            await flow(self, chosen)

    def _owing(self) -> "Sequence[Owing]":
        from smm_ledger.tui.debt_flows import Owing

        query = ListQuery(client=self.summary.client.id, status="open", order="due")
        return [
            Owing(row.number or "", Money(row.balance, row.currency), row.next_due)
            for row in self.ctx.services.invoices.list(query)
        ]

    def _about(self, flow: Coroutine[Any, Any, object]) -> None:
        self.flow(self._guard(flow))

    async def _guard(self, flow: Coroutine[Any, Any, object]) -> None:
        try:
            await flow
        except LedgerError as error:
            self.refused(error)
        self.load()

    def action_record_letter(self) -> None:
        """Record a step that was sent elsewhere."""
        from smm_ledger.tui.letter_flows import record

        self._about(record(self, self.about_client, self.summary.client.name))

    def action_reverse(self) -> None:
        """Take a payment of this client back."""
        self._about(self._take_back())

    async def _take_back(self) -> None:
        from smm_ledger.tui.payments import take_back

        service = self.ctx.services.payments
        rows = service.list(ListQuery(client=self.summary.client.id, limit=MOST))
        await take_back(self, [service.show(f"pay-{row.id}") for row in rows if not row.reversed])

    @work
    async def action_allocate(self) -> None:
        """Set the client's credit against one of its invoices."""
        client = self.summary.client
        try:
            await set_credit(self, client.id, client.name)
        except LedgerError as error:
            self.refused(error)
        self.load()

    @work
    async def action_actions(self) -> None:
        """Choose among all that can be done with this client."""
        possible = [name for name in (*DEEDS, *DEBTS) if self.check_action(name, ())]
        ids = (*possible, *self.PAPERS, "effort", "delete")
        keymap = check_overrides(self.ctx.options.keymap).keymap
        tips = {key_id: own[0].tooltip for key_id, own in help_entries(self).items()}
        choices = [
            Choice(
                name,
                tips.get(name) or self.say(KEYS[name].tip),
                hot="" if name in keymap else KEYS[name].keys[0],
                display=first_key(name, keymap),
            )
            for name in ids
        ]
        choices += [Choice(name, self.say(text)) for name, text in KEYLESS.items()]
        title = self.summary.client.name
        chosen = await self.ask(ChooseDialog(self.ctx, title=title, choices=choices))
        if chosen == "log":
            code = self.summary.client.code
            self.push(make(self.ctx, PLACES["log"], code))
        elif chosen is not None:
            await self.run_action(chosen if chosen in KEYLESS else KEYS[chosen].action)
