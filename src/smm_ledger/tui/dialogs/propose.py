"""Scope for price: the price that the client would pay, and what to leave out to meet it.

The search is handed over by whoever opens the dialog and may take a second, so it runs in a thread;
what was found is listed best first, in words. Enter takes one; nothing is stored here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Final, Protocol

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from smm_ledger.core.errors import InputError, LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.proposals import Proposal, ProposalSet
from smm_ledger.core.quotes import Quote, hourly_rate
from smm_ledger.i18n.formatting import format_money
from smm_ledger.i18n.phrases import changes_in_words
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.base import Dialog
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.amounts import MoneyInput, amount_text
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

TITLES: Final = {True: N_("Total to pay"), False: N_("Taxable net")}
TITLE: Final = N_("{number}: what to leave out for a price")
NOW: Final = N_("Now {net} net, {total} in all.")
NOW_RATE: Final = N_("Now {net} net, {total} in all, {rate} an hour.")
NOW_FLOOR: Final = N_("Now {net} net, {total} in all, {rate} an hour, floor {floor}.")
HINT: Final = N_("Type what the client would pay, then enter.")
SEARCHING: Final = N_("Looking…")
EXACT: Final = N_("Best first; nothing better exists.")
FOUND: Final = N_("Best first; the best that was found in a second, there may be better.")
NOTHING: Final = N_("Nothing fits without a cheaper hour than your floor. The nearest:")
NOTHING_LESS: Final = N_("Nothing fits. The nearest:")
ALL_THERE_IS: Final = N_("Nothing fits, and nothing smaller is left: the offer stands as it is.")
NO_LINE: Final = N_("No line can be dropped or shrunk.")
ROWS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeChoice:
    """What was chosen.

    Attributes:
        number: Of the proposal, from 1; None: the nearest, where nothing fits.
        price: What was asked for, in major units.
        gross: Whether that is the total to pay.
        net: What the proposal comes to, in minor units.
    """

    number: int | None
    price: Decimal
    gross: bool
    net: int


class Find(Protocol):
    """The search: a price in major units in, proposals out."""

    def __call__(self, price: Decimal, *, gross: bool) -> ProposalSet:
        """Return what fits."""
        ...


class Proposals(WindowedTable):
    """The list of what was found; enter makes one my next round."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("open", action="select", label=N_("My round"), tip=N_("make it my next round")),
    ]


class ProposeDialog(Dialog[ProposeChoice, Ledger]):
    """Asks for a price, shows what meets it, and returns what was chosen.

    Args:
        ctx: What screens are given.
        quote: Whose last round of mine is to shrink.
        floor: The least an hour must earn, or None.
        gross: Whether the price is the total to pay at first.
        wanted: The price at first, in major units; looked for at once.
        find: The search.
    """

    AUTO_FOCUS = "MoneyInput"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("flip"),
        Binding("tab", "flip", show=False, priority=True),
        Binding("shift+tab", "amount", show=False, priority=True),
        Binding("down", "list", show=False),
        Binding("enter", "search", N_("Look"), id="agree"),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("agree", "open", "flip", "cancel")
    DEFAULT_CSS = """
    ProposeDialog > .frame { width: 110; }
    ProposeDialog .control { background: $panel; }
    ProposeDialog WindowedTable { background: $surface; display: none; }
    ProposeDialog .said { height: auto; color: $text-muted; }
    ProposeDialog .words { height: auto; max-height: 4; color: $text-accent; }
    ProposeDialog.-found WindowedTable { display: block; }
    """

    def __init__(
        self,
        ctx: Context[Ledger],
        *,
        quote: Quote,
        floor: Money | None,
        gross: bool,
        wanted: Decimal | None,
        find: Find,
    ) -> None:
        super().__init__(ctx, title=ctx.say(TITLE, number=quote.number))
        self._quote = quote
        self._floor = floor
        self._gross = gross
        self._find = find
        self._found: tuple[Proposal, ...] = ()
        self._fits = False
        self._asked: tuple[Decimal, bool] | None = None
        minor = None if wanted is None else Money.of(wanted, quote.currency).minor
        text = amount_text(minor, quote.currency, ctx.words.language)
        self._amount = MoneyInput(ctx, "price", quote.currency, value=text, required=True)
        self._field = Field(ctx, ctx.say(TITLES[gross]), self._amount)
        self._said = Static("", classes="said", markup=False)
        self._words = Static("", classes="words", markup=False)
        self._table = Proposals(self._columns(), symbols=ctx.symbols)

    def body(self) -> ComposeResult:
        """Yield the present offer, the price, and what was found."""
        yield Static(label(self._now()), markup=False)
        yield self._field
        yield self._said
        yield self._table
        yield self._words

    def _now(self) -> str:
        last, currency = self._quote.my_last, self._quote.currency
        net, total = Money(last.least.net, currency), Money(last.least.total, currency)
        rate = hourly_rate(last)
        if rate is None:
            return self.say(NOW, net=net, total=total)
        if self._floor is None:
            return self.say(NOW_RATE, net=net, total=total, rate=rate)
        return self.say(NOW_FLOOR, net=net, total=total, rate=rate, floor=self._floor)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("no", "", 2, align="right"),
            Column("net", self.say(N_("Net")), 12, align="right"),
            Column("total", self.say(N_("Total")), 12, align="right"),
            Column("rate", self.say(N_("An hour")), 10, align="right"),
            Column("changes", self.say(N_("What changes")), 16, 1),
        )

    def on_mount(self) -> None:
        """Look at once for what the client named."""
        if self._amount.text:
            self.action_search()
        else:
            self._said.update(label(self.say(HINT)))

    # --- the search -----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Look for a price where it is typed."""
        if action == "search":
            return self.focused is self._amount
        return super().check_action(action, parameters)

    def action_search(self) -> None:
        """Look for what meets the price."""
        if not self._field.check():
            return
        price = self._amount.need()
        self._asked = (price, self._gross)
        self._said.update(label(self.say(SEARCHING)))
        self._run(price, gross=self._gross)

    @work(thread=True, exclusive=True, group="search")
    def _run(self, price: Decimal, *, gross: bool) -> None:
        worker, call = get_current_worker(), self.app.call_from_thread
        try:
            found = self._find(price, gross=gross)
        except LedgerError as error:
            call(self._failed, error)
            return
        if not worker.is_cancelled:
            call(self._show, found)

    def _failed(self, error: LedgerError) -> None:
        self._forget()
        if isinstance(error, InputError):
            self._field.complain(self.ctx.say(error.reason, **error.data))
        else:
            self.refused(error)

    def _forget(self) -> None:
        self._found = ()
        self._said.update("")
        self._words.update("")
        self.remove_class("-found")

    def _show(self, found: ProposalSet) -> None:
        self._fits = bool(found.proposals)
        nearest = [p for p in (found.nearest,) if p is not None and (p.changes or p.takes)]
        self._found = found.proposals or tuple(nearest)
        self.set_class(bool(self._found), "-found")
        self._said.update(label(self._verdict(found)))
        self._table.styles.height = min(ROWS, max(1, len(self._found))) + 1
        self._table.set_source(ListSource(self._rows()))
        self._table.action_first()
        self._words.update("")
        if self._found:
            self._table.focus()
            self._tell()

    def _verdict(self, found: ProposalSet) -> str:
        if found.proposals:
            return self.say(EXACT if found.exact else FOUND)
        if found.nearest is None:
            return self.say(NO_LINE)
        if not self._found:
            return self.say(ALL_THERE_IS)
        return self.say(NOTHING_LESS if self._floor is None else NOTHING)

    def _changes(self, proposal: Proposal) -> str:
        return changes_in_words(proposal, self._quote.my_last.lines, self.ctx.words)

    def _rows(self) -> Sequence[Row]:
        return [self._row(no, proposal) for no, proposal in enumerate(self._found, 1)]

    def _row(self, no: int, proposal: Proposal) -> Row:
        totals, rate, language = proposal.totals, proposal.hourly_rate, self.ctx.words.language
        net, total = Money(totals.net, totals.currency), Money(totals.total, totals.currency)
        return Row(
            str(no),
            (
                str(no) if self._fits else "",
                (format_money(net, language), "" if self._gross else "strong"),
                (format_money(total, language), "strong" if self._gross else ""),
                "" if rate is None else format_money(rate, language),
                self._changes(proposal),
            ),
        )

    # --- keys -----------------------------------------------------------------------------------

    @on(Field.Edited)
    def edited(self, event: Field.Edited) -> None:
        """Another price: what was found is no answer to it."""
        event.stop()
        self._forget()

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Look for what meets the price."""
        event.stop()
        self.action_search()

    @on(WindowedTable.Highlighted)
    def _tell(self) -> None:
        """Say in full what the proposal under the cursor changes."""
        if self._found:
            self._words.update(label(self._changes(self._found[self._table.cursor])))

    @on(WindowedTable.Selected)
    def chosen(self, event: WindowedTable.Selected) -> None:
        """Return the proposal."""
        event.stop()
        if self._asked is not None:
            price, gross = self._asked
            number = int(event.key)
            net = self._found[number - 1].totals.net
            taken = number if self._fits else None
            self.dismiss(ProposeChoice(number=taken, price=price, gross=gross, net=net))

    def action_flip(self) -> None:
        """Take the price for the other of net and total, and look again."""
        self._gross = not self._gross
        self._field.rename(self.say(TITLES[self._gross]))
        self._forget()
        self._amount.focus()
        if self._amount.text:
            self.action_search()

    def action_amount(self) -> None:
        """Go back to the price."""
        self._amount.focus()

    def action_list(self) -> None:
        """Go down into the list."""
        if self._found:
            self._table.focus()
