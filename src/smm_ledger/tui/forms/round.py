"""The next round of a negotiation: what the client said, and what I answer.

One amount is typed where people haggle: the total to pay for who haggles over that (forfettario, a
consumer), else the taxable net; a key flips it, and both stay visible. Floor, hourly rate and gift
are private and marked so.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.errors import BelowFloor, InputError, LedgerError
from smm_ledger.core.lines import Discount
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.quotes import Quote, gift_of, hourly_rate
from smm_ledger.core.rounds import Ask, Round
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import input_of
from smm_ledger.services.offers import Offer, OfferInput
from smm_ledger.services.quote_inputs import VALID_DAYS, CounterInput, ReviseInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.floor import FloorDialog
from smm_ledger.tui.forms.lines import LineEditor
from smm_ledger.tui.forms.offers import OfferForm
from smm_ledger.tui.forms.quote import PRIVATE
from smm_ledger.tui.forms.values import discount_text
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.amounts import DiscountInput, MoneyInput
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Section
from smm_ledger.tui.widgets.inputs import NoteInput, TextInput

ASKS: Final = (
    ("", N_("not said")),
    (Ask.BUDGET, N_("budget")),
    (Ask.COMPETITOR, N_("competitor")),
    (Ask.HABIT, N_("habit of asking")),
    (Ask.RISK, N_("risk")),
    (Ask.TIMING, N_("timing")),
    (Ask.SCOPE, N_("scope")),
)
TITLES: Final = {True: N_("Total to pay"), False: N_("Taxable net")}
TOTAL_REGIME: Final = "it-forfettario"


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
        self.gross = consumer or self.last.rules.regime == TOTAL_REGIME
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
        yield self.field(N_("Competitor"), self._competitor)
        yield self.field(N_("Their price"), self._price)
        yield self.field(N_("Note"), self._note)
        yield Section(self.say(N_("Lines, if they changed them")))
        yield self.lines

    def store(self) -> Quote:
        """Record the client's round."""
        ask = self._ask.read()
        typed = CounterInput(
            offer=self.wanted(),
            comment=self._comment.read() or "",
            ask=Ask(ask) if ask else None,
            competitor=self._competitor.text,
            competitor_price=self._price.read(),
            note=self._note.read() or "",
            date=self._date.read(),
        )
        return self.ctx.services.negotiation.counter(self.quote.number, typed)


class ReviseForm(RoundForm):
    """Makes my next round; says what it gives away."""

    def __init__(self, ctx: Context[Ledger], number: str) -> None:
        super().__init__(ctx, number)
        language, today = ctx.words.language, ctx.clock.today()
        until = self.quote.valid_until
        self._ended = until < today
        if self._ended:
            until = today + timedelta(days=VALID_DAYS)
        discount = discount_text(self.last.discount, self.quote.currency, language)
        self._discount = DiscountInput(ctx, "discount", self.quote.currency, value=discount)
        self._give = TextInput(ctx, "give")
        self._get = TextInput(ctx, "get")
        self._note = NoteInput("note")
        self._until = DateInput(ctx, "valid_until", value=date_text(until, language), required=True)

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The quote, and that I speak."""
        return (self.quote.client, self.quote.number, self.say(N_("My next round")))

    def fields(self) -> ComposeResult:
        """Yield the price, the exchange, then the lines."""
        yield self.amount_field
        yield self.field(N_("Discount"), self._discount)
        yield self.field(N_("Valid until"), self._until)
        yield Section(self.say(PRIVATE))
        yield self.field(N_("I give"), self._give)
        yield self.field(N_("In exchange for"), self._get)
        yield self.field(N_("Note"), self._note)
        yield Section(self.say(N_("Lines")))
        yield self.lines

    def wanted(self) -> OfferInput:
        """Return what changes; an amount is reached by a discount of its own."""
        if self.amount.text and self._discount.touched:
            raise InputError(
                "discount",
                N_("the amount is reached by a discount already"),
                hint=N_("leave one of the two"),
            )
        return super().wanted()

    def without_amount(self) -> OfferInput:
        """Return the changed lines or discount."""
        if not self.lines.touched and not self._discount.touched:
            return OfferInput()
        lines = self.lines.read() if self.lines.touched else ()
        return OfferInput(lines=lines, discount=self._discount.read() or Discount())

    def figures(self, offer: Offer | None) -> list[Content]:
        """Add the gift, and the private bounds."""
        lines = super().figures(offer)
        return lines if offer is None else [*lines, *self._private(offer)]

    def _private(self, offer: Offer) -> Sequence[Content]:
        words: list[Content] = []
        gift = gift_of(self.last, offer.least.net, get=self._get.text)
        if gift:
            words.append(
                label(self.say(N_("Given away: {gift}"), gift=self._money(gift)), style="$warning")
            )
        floor = self.quote.bounds.floor
        if floor is not None:
            words.append(self._floor(floor, offer.least.net))
        rate = hourly_rate(replace(self.last, lines=offer.lines, totals=offer.totals))
        if rate is not None:
            words.append(label(self.say(N_("{rate} an hour"), rate=rate)))
        if not words:
            return []
        return [label(self.say(N_("Private: ")), style="$text-muted") + Content("   ").join(words)]

    def _floor(self, floor: int, net: int) -> Content:
        if net >= floor:
            return label(self.say(N_("floor {floor}"), floor=self._money(floor)))
        text = self.say(N_("below the floor of {floor}"), floor=self._money(floor))
        return label(f"{self.ctx.symbols.alert} {text}", style="bold $error")

    def _money(self, minor: int) -> Money:
        return Money(minor, self.quote.currency)

    def store(self) -> Quote:
        """Make the round."""
        return self._revise(None)

    def _revise(self, below_floor: str | None) -> Quote:
        until = self._until.read() if self._ended or self._until.touched else None
        typed = ReviseInput(
            offer=self.wanted(),
            give=self._give.text,
            get=self._get.text,
            valid_until=until,
            below_floor=below_floor,
            note=self._note.read() or "",
        )
        return self.ctx.services.negotiation.revise(self.quote.number, typed)

    def refused(self, error: LedgerError) -> None:
        """Below the floor, let one key decide."""
        floor = self.quote.bounds.floor
        if not isinstance(error, BelowFloor) or floor is None:
            super().refused(error)
            return
        offer = self.preview()
        net = self._money(offer.least.net)
        dialog = FloorDialog(self.ctx, net=net, floor=self._money(floor))
        self.app.push_screen(dialog, self._below)

    def _below(self, reason: str | None) -> None:
        if reason is not None:
            self.attempt(lambda: self._revise(reason))
