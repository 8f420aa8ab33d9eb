"""An accepted quote: which round, by whom, when, and which options were taken."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from textual.containers import Vertical
from textual.widget import Widget

from smm_ledger.core.lines import CHOSEN, Line
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.quotes import Quote, select
from smm_ledger.core.rounds import Round
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.dialogs.rounds import told
from smm_ledger.tui.widgets.choices import ChoiceInput, Tick
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptChoice:
    """What was accepted.

    Attributes:
        round: Number of the round.
        by: Who said yes, on the client's side.
        date: When.
        selection: Numbers of the options and alternatives taken; None where there are none.
    """

    round: int
    by: str
    date: dt.date
    selection: tuple[int, ...] | None


class AcceptDialog(FieldsDialog[AcceptChoice]):
    """Asks what was accepted; begins at the last round of mine."""

    def __init__(self, ctx: Context[Ledger], *, quote: Quote) -> None:
        super().__init__(ctx, title=ctx.say(N_("{number} accepted"), number=quote.number))
        self._quote = quote
        rounds = [(str(one.seq), told(ctx, quote, one)) for one in reversed(quote.rounds)]
        self._round = ChoiceInput("round", rounds, ctx.symbols, value=str(quote.my_last.seq))
        self._by = TextInput(ctx, "by")
        today = date_text(ctx.clock.today(), ctx.words.language)
        self._date = DateInput(ctx, "date", value=today, required=True)
        self._options = Vertical(classes="options")
        self._options.styles.height = "auto"

    def fields(self) -> Iterable[Widget]:
        """Yield the round, its options, who and when."""
        yield Field(self.ctx, self.say(N_("What")), self._round)
        yield self._options
        yield Field(self.ctx, self.say(N_("By")), self._by)
        yield Field(self.ctx, self.say(N_("Date")), self._date)

    def on_mount(self) -> None:
        """Show the options of the round."""
        self._show_options()

    def on_field_edited(self, event: Field.Edited) -> None:
        """Show the options of another round."""
        event.stop()
        if event.field.edit is self._round:
            self._show_options()

    def _offer(self) -> Round:
        return self._quote.round(int(self._round.text))

    def _show_options(self) -> None:
        self._options.remove_children()
        offer = self._offer()
        rows = enumerate(zip(offer.lines, offer.totals.line_nets, strict=True), 1)
        ticks = [self._tick(no, line, net) for no, (line, net) in rows if line.kind in CHOSEN]
        self._options.mount_all(ticks)

    def _tick(self, no: int, line: Line, net: int) -> Tick:
        price = self.say("{net}", net=Money(net, self._quote.currency))
        group = f"{line.group}: " if line.group else ""
        text = f"{group}{line.description}  {price}"
        return Tick(no, text, self.ctx.symbols, on=line.selected, group=line.group)

    def on_tick_changed(self, event: Tick.Changed) -> None:
        """Of the alternatives of a group, leave the others when one is taken."""
        event.stop()
        if event.tick.on and event.tick.group:
            for tick in self.query(Tick):
                if tick.group == event.tick.group and tick is not event.tick:
                    tick.put(on=False)

    def result(self) -> AcceptChoice:
        """Return what was accepted; exactly one of each group of alternatives is taken."""
        offer = self._offer()
        chosen = None
        if any(line.kind in CHOSEN for line in offer.lines):
            chosen = tuple(tick.key for tick in self.query(Tick) if tick.on)
            select(offer.lines, chosen)
        return AcceptChoice(
            round=offer.seq, by=self._by.text, date=self._date.need(), selection=chosen
        )
