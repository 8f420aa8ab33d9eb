"""The next round of a negotiation: what both sides type, and what the client said.

One amount is typed where people haggle: the total to pay for who haggles over that (forfettario, a
consumer), else the taxable net; a key flips it, and both stay visible. Floor, hourly rate and gift
are private and marked so.
"""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.negotiation import over_total
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Ask, Round
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import input_of
from smm_ledger.services.offers import Offer, OfferInput
from smm_ledger.services.quote_inputs import CounterInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.decline import VERIFIED, verified, verified_choice
from smm_ledger.tui.dialogs.propose import TITLES
from smm_ledger.tui.forms.lines import LineEditor
from smm_ledger.tui.forms.offers import OfferForm
from smm_ledger.tui.forms.quote import PRIVATE
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label
from smm_ledger.tui.views.trades import trade_lines
from smm_ledger.tui.widgets.amounts import MoneyInput
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Section
from smm_ledger.tui.widgets.inputs import NoteInput, TextInput
from smm_ledger.tui.widgets.remarks import Remark

ASKS: Final = (
    ("", N_("not said")),
    (Ask.BUDGET, N_("budget")),
    (Ask.COMPETITOR, N_("competitor")),
    (Ask.HABIT, N_("habit of asking")),
    (Ask.RISK, N_("risk")),
    (Ask.TIMING, N_("timing")),
    (Ask.SCOPE, N_("scope")),
)


class RoundForm(OfferForm[Quote]):
    """What both sides' rounds share: the amount, the lines and the figures."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("flip")]
    FOOTER: ClassVar[tuple[str, ...]] = (
        *("save", "flip", "add-line", "line-details", "remove-line", "cancel"),
    )
    ALIASES: ClassVar[dict[str, str]] = {
        "net": "amount",
        "gross": "amount",
        "offer": "amount",
        "counter": "amount",
        "revise": "amount",
    }

    def __init__(self, ctx: Context[Ledger], number: str) -> None:
        self.quote = ctx.services.quotes.show(number)
        self.last: Round = self.quote.my_last
        lines = [input_of(line, self.last.rules) for line in self.last.lines]
        super().__init__(ctx, LineEditor(ctx, self.quote.currency, lines))
        consumer = ctx.services.clients.show(self.quote.client).client.is_consumer
        self.gross = over_total(self.last, consumer=consumer)
        self.amount = MoneyInput(ctx, "amount", self.quote.currency)
        self.amount_field = self.field(TITLES[self.gross], self.amount)

    def action_flip(self) -> None:
        """Take the amount for the other of net and total."""
        self.gross = not self.gross
        self.amount_field.rename(self.say(TITLES[self.gross]))
        self.edited()

    def wanted(self) -> OfferInput:
        """Return what changes against my last round.

        Raises:
            InputError: It cannot be read, or amount and lines contradict each other.
        """
        amount = self.amount.read()
        if amount is None:
            return self.without_amount()
        if self.lines.touched:
            raise InputError(
                "amount",
                N_("the lines were changed too"),
                hint=N_("give an amount or change the lines, not both"),
            )
        return OfferInput(gross=amount) if self.gross else OfferInput(net=amount)

    def without_amount(self) -> OfferInput:
        """Return the changed lines under the discount of my last round, or that nothing changes."""
        if not self.lines.touched:
            return OfferInput()
        return OfferInput(lines=self.lines.read(), discount=self.last.discount)

    def preview(self) -> Offer:
        """Return what the round comes to."""
        return self.ctx.services.previews.round(self.quote.number, self.wanted())

    def figures(self, offer: Offer | None) -> list[Content]:
        """Return net and total, and the difference to my last round."""
        first, *rest = super().figures(offer)
        if offer is None:
            return [first, *rest]
        less = self.last.least.net - offer.least.net
        name, value = N_("Less than mine"), self.money(less)
        if less < 0:
            name, value = N_("More than mine"), self.money(-less)
        return [first + label("   ") + self.pairs([(name, value)]), *rest]


class CounterForm(RoundForm):
    """Records what the client said: an amount, lines, or words."""

    def __init__(self, ctx: Context[Ledger], number: str) -> None:
        super().__init__(ctx, number)
        currency = self.quote.currency
        asks = [(str(key), ctx.say(word)) for key, word in ASKS]
        today = date_text(ctx.clock.today(), ctx.words.language)
        self._comment = NoteInput("comment")
        self._ask = ChoiceInput("ask", asks, ctx.symbols)
        self._competitor = TextInput(ctx, "competitor")
        self._price = MoneyInput(ctx, "competitor_price", currency)
        self._verified = verified_choice(ctx)
        self._trades = Remark()
        self._note = NoteInput("note")
        self._date = DateInput(ctx, "date", value=today, required=True)

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The quote, and that the client speaks."""
        return (self.quote.client, self.quote.number, self.say(N_("The client says")))

    def fields(self) -> ComposeResult:
        """Yield the amount or the words, then what is private, then the lines."""
        yield self.amount_field
        yield self.field(N_("In words"), self._comment)
        yield self.field(N_("Date"), self._date)
        yield Section(self.say(PRIVATE))
        yield self.field(N_("They push on"), self._ask)
        yield self._trades
        yield self.field(N_("Competitor"), self._competitor)
        yield self.field(N_("Their price"), self._price)
        yield self.field(VERIFIED, self._verified)
        yield self.field(N_("Note"), self._note)
        yield Section(self.say(N_("Lines, if they changed them")))
        yield self.lines

    def edited(self) -> None:
        """Say what can be traded for what they push on."""
        super().edited()
        self._trades.say(trade_lines(self.ctx.words, self.ask_said, self.ctx.symbols))

    @property
    def ask_said(self) -> Ask | None:
        """What the client pushes on, as chosen now."""
        ask = self._ask.read()
        return Ask(ask) if ask else None

    def store(self) -> Quote:
        """Record the client's round."""
        typed = CounterInput(
            offer=self.wanted(),
            comment=self._comment.read() or "",
            ask=self.ask_said,
            competitor=self._competitor.text,
            competitor_price=self._price.read(),
            competitor_verified=verified(self._verified),
            note=self._note.read() or "",
            date=self._date.read(),
        )
        return self.ctx.services.negotiation.counter(self.quote.number, typed)
