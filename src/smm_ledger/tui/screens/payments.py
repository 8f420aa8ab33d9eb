"""Pagamenti: the money that came in, what it paid, and what of it was taken back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.errors import LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.core.payments import Payment
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery, PaymentRow
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.lists import ListScreen, Preset, QuerySource
from smm_ledger.tui.papers import DocumentScreen
from smm_ledger.tui.places import PLACE_NAMES, detail
from smm_ledger.tui.possible import REVERSE, Deed
from smm_ledger.tui.views.payments import payment_columns, payment_detail, payment_row
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Row, RowSource

LEFT: Final = "left"
YEARS_BACK: Final = {"this-year": 0, "last-year": 1}
WHICH: Final = N_("Which invoice?")
DEEDS: Final = (
    Deed("open_paid", "open", N_("open the invoice that it paid")),
    Deed("allocate", "allocate", N_("set what is left of it against an invoice")),
    Deed("reverse", "delete", REVERSE),
)


class PaymentsScreen(ListScreen, DocumentScreen):
    """The list of payments."""

    title_text = PLACE_NAMES["payments"]
    empty = N_("No payment yet: r on an invoice records one.")
    presets = (
        Preset("", N_("all payments")),
        Preset(LEFT, N_("with something left over")),
        Preset("this-year", N_("of this year")),
        Preset("last-year", N_("of last year")),
    )
    orders = (Preset("", N_("newest first")), Preset("oldest", N_("oldest first")))
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("delete", action="reverse", label=N_("Take back"), tip=REVERSE),
        bind("allocate"),
        bind("statement"),
        bind("export", tip=N_("write what is listed as a table")),
        bind("actions"),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = (
        *("open", "delete", "allocate", "export", "filter", "find", "back"),
    )

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._rows: dict[str, tuple[PaymentRow, Payment]] = {}
        """All that was read since the list was made: the table may come back to any of it."""

    @property
    def about_client(self) -> str:
        """Whose payment is under the cursor."""
        return self._current[0].client if self._current else ""

    @property
    def _current(self) -> tuple[PaymentRow, Payment] | None:
        return self._rows.get(self.current_key) if self.is_mounted else None

    def columns(self) -> Sequence[Column]:
        """Return the columns."""
        return payment_columns(self.ctx.words)

    def query_for(self, offset: int, limit: int | None) -> ListQuery:
        """Return a window of the list; a filter may be a year."""
        found = replace(super().query_for(offset, limit), status="")
        if self.preset in YEARS_BACK:
            year = self.ctx.clock.today().year - YEARS_BACK[self.preset]
            found = replace(found, year=year)
        return found

    def source(self) -> RowSource:
        """Return the payments that match."""
        canvas, payments = self.canvas_of(0), self.ctx.services.payments

        def count(query: ListQuery) -> int:
            return payments.count(query, unallocated=self.preset == LEFT)

        def row(found: tuple[PaymentRow, Payment]) -> Row:
            return payment_row(canvas, *found)

        self._rows.clear()
        return QuerySource(self.query_for, count=count, read=self._read, row=row)

    def _read(self, query: ListQuery) -> Sequence[tuple[PaymentRow, Payment]]:
        found = self._whole(query)
        self._rows |= {own.name: (row, own) for row, own in found}
        return found

    def _whole(self, query: ListQuery) -> Sequence[tuple[PaymentRow, Payment]]:
        return self.ctx.services.payments.whole(query, unallocated=self.preset == LEFT)

    def detail(self, key: str) -> Content:
        """Return what the pane says of a payment."""
        width = self.query_one(".detail").content_size.width - 1
        return payment_detail(self.canvas_of(width), *self._rows[key])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what is possible with the payment under the cursor."""
        own = self._current
        match action:
            case "reverse":
                return own is not None and not own[0].reversed
            case "allocate":
                return own is not None and own[0].unallocated > 0
            case "open_paid":
                return own is not None and bool(own[1].allocations)
            case "actions":
                return own is not None
            case _:
                return super().check_action(action, parameters)

    # --- keys -----------------------------------------------------------------------------------

    def open_row(self, key: str) -> None:
        """Open the invoice that was paid; the client where there is none."""
        if self._rows[key][1].allocations:
            self.action_open_paid()
        else:
            self.push(detail(self.ctx, "client", self._rows[key][0].client))

    @work
    async def action_open_paid(self) -> None:
        """Open the invoice; where there are several, one is chosen."""
        if self._current is None:
            return
        row, own = self._current
        canvas = self.canvas_of(0)
        choices = [
            Choice(part.invoice, part.invoice, canvas.money(part.amount, row.currency))
            for part in own.allocations
        ]
        chosen: str | None = choices[0].key
        if len(choices) > 1:
            dialog = ChooseDialog(self.ctx, title=self.say(WHICH), choices=choices)
            chosen = await self.ask(dialog)
        if chosen is not None:
            self.push(detail(self.ctx, "invoice", chosen))

    @work
    async def action_reverse(self) -> None:
        """Take the payment back."""
        from smm_ledger.tui.payments import take_back

        if self._current is not None:
            await take_back(self, [self._current[1]])
            self._again()

    @work
    async def action_allocate(self) -> None:
        """Set what is left of the client's payments against one of its invoices."""
        from smm_ledger.tui.client_credit import set_credit

        if self._current is not None:
            row = self._current[0]
            client = self.ctx.services.clients.show(row.client).client
            try:
                await set_credit(self, client.id, client.name)
            except LedgerError as error:
                self.refused(error)
            self._again()

    @work
    async def action_export(self) -> None:
        """Write what is listed as a table."""
        from smm_ledger.tui.file_flows import write_report

        found = self._whole(self.query_for(0, None))
        title, day = self.say(self.title_text), self.ctx.clock.today().isoformat()
        await write_report(self, "payments", title, found, period=day)

    @work
    async def action_actions(self) -> None:
        """Offer everything that is possible with the payment."""
        possible = [deed for deed in DEEDS if self.check_action(deed.action, ())]
        await self.choose_deed(self.current_key, possible)

    def _again(self) -> None:
        self.load()
        self.refresh_bindings()
