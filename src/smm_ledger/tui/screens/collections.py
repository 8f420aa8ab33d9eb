"""Incassi: who owes what in each currency, how late it is, and what comes next.

It stands on clients, whom to chase first on top; enter shows the invoices of one that owes several,
and escape the clients again. Letters, holds and contacts are about a client, all else about one
invoice.
"""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.services.debtors import DebtorRow, debtors
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.review import OverdueReview, OverdueRow
from smm_ledger.tui.chasing_actions import KEYS_OF_DEBTS, Debtor
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.choose import Choice, ChooseDialog
from smm_ledger.tui.invoice_actions import PREVIEW_WIDTH, InvoiceActions
from smm_ledger.tui.invoice_flows import InvoiceSubject
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.lists import ListScreen, Preset
from smm_ledger.tui.places import detail
from smm_ledger.tui.possible import Deed
from smm_ledger.tui.views.collections import (
    aging,
    clients_of,
    holds_words,
    matching,
    ordered,
    overdue_columns,
    overdue_row,
)
from smm_ledger.tui.views.debtors import debtor_columns, debtor_detail, debtor_row
from smm_ledger.tui.views.invoices import invoice_detail
from smm_ledger.tui.views.words import number_width
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.marked import MarkedTable
from smm_ledger.tui.widgets.pages import ListSource, RowSource

CLIENTS: Final = "*"
EVERYBODY: Final = ""
"""What is listed: the clients, or every invoice; else a client's code."""

OF_SEVERAL: Final = frozenset({*KEYS_OF_DEBTS, "record_letter", "pay", "preview"})
"""What is offered on a client with several invoices; which one is meant is asked."""

MARGIN: Final = 4
HEIGHTS: list[tuple[int, str]] = [(0, "-low"), (20, "-high")]


ALL_DUE: Final = N_("go through the letters that are due: all, or of the marked rows")


class CollectionsScreen(ListScreen, InvoiceActions):
    """The collections review."""

    title_text = N_("Collections")
    TABLE = MarkedTable
    empty = N_("Nothing is overdue. 4 shows what is still to come in.")
    orders = (
        Preset("", N_("whom to chase first")),
        Preset("late", N_("the latest first")),
        Preset("amount", N_("by currency and amount")),
        Preset("name", N_("by client")),
    )
    LEFT_OUT: ClassVar[frozenset[str]] = frozenset(
        {"new", "edit", "duplicate", "delete", "invoice"}
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("statement"),
        bind("payments"),
        bind("export", label=N_("Calendar"), tip=N_("write what is owed as a calendar file")),
        bind("run-all", label=N_("All due"), tip=ALL_DUE),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = (
        "remind",
        "contact",
        "promise",
        "hold",
        "pay",
        "run-all",
        "statement",
        "open",
    )
    DEFAULT_CSS = """
    CollectionsScreen #aging { height: auto; max-height: 9; padding: 0 1; margin: 1 0; }
    CollectionsScreen.-low #aging { margin: 0; max-height: 3; }
    CollectionsScreen .detail { width: 40%; }
    """
    VERTICAL_BREAKPOINTS = HEIGHTS

    @dataclass
    class Found(Message):
        """A review was read: of all, or of one client."""

        what: str
        review: OverdueReview

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._of = CLIENTS
        self._review: OverdueReview | None = None
        self._names: dict[str, str] = {}
        self._left = ""
        self._debtors: dict[str, DebtorRow] = {}
        self._rows: dict[str, OverdueRow] = {}

    @property
    def status(self) -> str:
        """Whose, besides what every list says."""
        parts = [super().status, self._whose()]
        return f" {self.ctx.symbols.dot} ".join(filter(None, parts))

    def _whose(self) -> str:
        if self._of == CLIENTS:
            return ""
        return self._names.get(self._of, self._of) or self.say(N_("all invoices"))

    def body(self) -> ComposeResult:
        """Yield the aging above the list."""
        yield Static("", id="aging", markup=False)
        yield from super().body()

    def columns(self) -> Sequence[Column]:
        """Return the columns, the first as wide as the issuer's numbers."""
        width = number_width(self.ctx.services.issuer.show().invoice_pattern)
        columns = debtor_columns if self._of == CLIENTS else overdue_columns
        return columns(self.ctx.words, width)

    def load(self) -> None:
        """Show what is known, and read the review behind it: it computes with all that is late."""
        self._show()
        self.run_worker(partial(self._read, self._of), thread=True, exclusive=True, group="read")

    def _read(self, what: str) -> None:
        client = None if what in {CLIENTS, EVERYBODY} else what
        found = self.ctx.services.collections.review(client=client)
        if not get_current_worker().is_cancelled:
            self.post_message(self.Found(what, found))

    @on(Found)
    def take(self, event: Found) -> None:
        """Show a review, unless something else is wanted meanwhile."""
        if event.what != self._of:
            return
        self._review = event.review
        self._names |= dict(clients_of(event.review.rows))
        self._show()
        if self._left and self._of == CLIENTS:
            key = next((key for key, one in self._debtors.items() if one.client == self._left), "")
            self.table.move_to(key)
            self._left = ""
        self.refresh_bindings()

    def _wait(self) -> None:
        """Let who is quicker than the first reading wait for it: no key is lost."""
        if self._review is None:
            self.take(self.Found(self._of, self.ctx.services.collections.review()))

    def _show(self) -> None:
        if self._review is not None:  # else nothing is known yet, not even that nothing is late
            self._show_aging()
            self.table.set_columns(self.columns())
            super().load()

    def _show_aging(self) -> None:
        if self._review is not None:
            canvas = self.canvas_of(self.app.size.width - MARGIN)
            self.query_one("#aging", Static).update(aging(canvas, self._review))

    @property
    def _late(self) -> Sequence[OverdueRow]:
        """The overdue instalments of what is listed, as far as they were read."""
        rows = self._review.rows if self._review else ()
        whole = self._of in {CLIENTS, EVERYBODY}
        return rows if whole else [row for row in rows if row.client == self._of]

    def on_resize(self) -> None:
        """Draw the bar for the new width."""
        if self.is_mounted:
            self._show_aging()

    def source(self) -> RowSource:
        """Return the clients, or the overdue instalments, that match."""
        canvas = self.canvas_of(0)
        self._debtors, self._rows = {}, {}
        if self._of == CLIENTS:
            found = [one for one in debtors(self._late) if holds_words(one, self.search)]
            self._debtors = {
                f"{one.client} {one.currency}": one for one in ordered(found, self.order)
            }
            own = self._debtors.items()
            return ListSource([debtor_row(canvas, one, key) for key, one in own])
        rows = ordered(matching(self._late, self.search), self.order)
        self._rows = {f"{row.invoice} {row.instalment}": row for row in rows}
        return ListSource([overdue_row(canvas, row, key) for key, row in self._rows.items()])

    def detail(self, key: str) -> Content:
        """Return what the pane says of the client, or of the invoice."""
        canvas = self.canvas_of(self.query_one(".detail").content_size.width - 1)
        services = self.ctx.services
        if key in self._debtors:
            own = self._debtors[key]
            return debtor_detail(canvas, own, services.collections.record(own.client))
        name = self._rows[key].invoice
        record = services.collections.record(name)
        return invoice_detail(canvas, services.invoices.show(name), record)

    def open_row(self, key: str) -> None:
        """Show the client's invoices where there are several, else the invoice."""
        if key in self._debtors and len(self._debtors[key].invoices) > 1:
            self._list(self._debtors[key].client)
            return
        row = self._debtors[key].oldest if key in self._debtors else self._rows[key]
        self.push(detail(self.ctx, "invoice", row.invoice))

    def _list(self, what: str) -> None:
        """List the clients, all invoices or those of a client."""
        self._of = what
        self.load()
        self.refresh_bindings()

    @work
    async def action_filter(self) -> None:
        """Show the clients, all invoices, or those of one client."""
        names = sorted(self._names.items(), key=lambda one: one[1].casefold())
        choices = [
            Choice(CLIENTS, self.say(N_("client by client"))),
            Choice(EVERYBODY, self.say(N_("all invoices"))),
            *(Choice(code, name) for code, name in names),
        ]
        title = self.say(N_("What to list"))
        dialog = ChooseDialog(self.ctx, title=title, choices=choices, current=self._of)
        chosen = await self.ask(dialog)
        if chosen is not None:
            self._list(chosen)

    def clear_filter(self) -> bool:
        """Clear what was typed, then go back to the clients."""
        if super().clear_filter():
            return True
        if self._of == CLIENTS:
            return False
        self._left = self._of
        self._list(CLIENTS)
        return True

    # --- what actions are about -----------------------------------------------------------------

    @property
    def about_client(self) -> str:
        """The client under the cursor."""
        row = self._current_rows[0] if self._current_rows else None
        return row.client if row else ""

    @property
    def _current_rows(self) -> Sequence[OverdueRow]:
        """The instalments under the cursor: of a client all that are late."""
        key = self.current_key if self.is_mounted else ""
        if key in self._debtors:
            return self._debtors[key].rows
        return [self._rows[key]] if key in self._rows else []

    @property
    def subject(self) -> InvoiceSubject | None:
        """The invoice under the cursor; of a client the one that is late longest."""
        rows = self._current_rows
        return InvoiceSubject(rows[0].invoice, "issued", owed=True) if rows else None

    def debtor(self) -> Debtor | None:
        """Return the client under the cursor: one letter lists all that it owes."""
        self._wait()
        rows = self._current_rows
        if not rows:
            return None
        return Debtor(rows[0].client, rows[0].client_name, self._owing(rows))

    def held(self) -> Debtor | None:
        """Return the client under the cursor, or the one invoice: a dispute is about one."""
        own, rows = self.debtor(), self._current_rows
        if own is None or self.current_key in self._debtors:
            return own
        return own._replace(ref=rows[0].invoice, name=f"{rows[0].invoice}, {own.name}")

    def _owing(self, rows: Sequence[OverdueRow]) -> "Sequence[Any]":
        from smm_ledger.tui.debt_flows import Owing

        sums: dict[str, Money] = {}
        for row in rows:
            before = sums.get(row.invoice, Money(0, row.currency))
            sums[row.invoice] = before + Money(row.balance, row.currency)
        dues = {row.invoice: row.due_date for row in reversed(rows)}
        return [Owing(number, owed, dues[number]) for number, owed in sums.items()]

    def start(self, flow: Callable[[str], Coroutine[Any, Any, None]]) -> None:
        """Run a flow about an invoice; where a client has several, one is chosen first."""
        self._wait()
        rows = self._current_rows
        if self._is_of_several and flow != self._actions:
            self.flow(self._start_with_one(flow, rows))
        else:
            super().start(flow)

    async def _actions(self, name: str) -> None:
        """Offer what can be done, by the client's name where it owes several invoices."""
        rows = self._current_rows
        await super()._actions(rows[0].client_name if self._is_of_several else name)

    async def _start_with_one(
        self, flow: Callable[[str], Coroutine[Any, Any, None]], rows: Sequence[OverdueRow]
    ) -> None:
        from smm_ledger.tui.debt_flows import choose_owing

        chosen = await choose_owing(self, self._owing(rows))
        if chosen is not None:
            await self._guard(flow, chosen)

    @property
    def _is_of_several(self) -> bool:
        return len({row.invoice for row in self._current_rows}) > 1

    def deeds(self) -> dict[str, Deed]:
        """Return what can be done; with several invoices, what does not depend on which."""
        found = super().deeds()
        if not self._is_of_several:
            return found
        return {name: deed for name, deed in found.items() if name in OF_SEVERAL}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the lists where there is something to list."""
        if self._review is None and action in OF_SEVERAL:
            return True
        if action == "filter":
            return bool(self._names)
        if action == "run_all":
            return bool(self._review and self._review.totals)
        return super().check_action(action, parameters)

    def action_preview(self) -> None:
        """Show what the pane says of a client, for terminals without one; else the invoice."""
        own = self._debtors.get(self.current_key)
        if own is None:
            super().action_preview()
            return
        from smm_ledger.tui.dialogs.preview import PreviewDialog

        record = self.ctx.services.collections.record(own.client)
        text = debtor_detail(self.canvas_of(PREVIEW_WIDTH), own, record)
        self.push(PreviewDialog(self.ctx, title=own.client_name, text=text))

    @work
    async def action_run_all(self) -> None:
        """Go through the letters that are due; where rows are marked, to their clients alone."""
        from smm_ledger.tui.letter_flows import remind_all

        rows = {key: row.client for key, row in self._rows.items()}
        rows |= {key: own.client for key, own in self._debtors.items()}
        clients = {rows[key] for key in self.table.marked_keys() if key in rows}
        await remind_all(self, clients)
        self.table.clear_marks()
        self.after()

    @work
    async def action_export(self) -> None:
        """Write the days of what is owed as a calendar."""
        from smm_ledger.tui.file_flows import write_calendar

        await write_calendar(self)

    def after(self) -> None:
        """Read the review again."""
        self.load()
        self.refresh_bindings()

    def changed(self, name: str) -> None:  # noqa: ARG002 - the others' signature
        """Read the review again."""
        self.after()

    def gone(self, name: str) -> None:
        """Read the review again."""
        self.changed(name)
