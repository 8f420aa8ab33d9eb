"""My next round: the price, what it gives and gets, and what it does to the hour and the month.

Everything private stands together and is said live, while the round is typed: the gift in one line,
floor and hour, the hours that are taken already. What I could ask in exchange is one key away.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.errors import BelowFloor, InputError, LedgerError
from smm_ledger.core.lines import Discount
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.quotes import Quote, gift_of
from smm_ledger.core.rounds import Ask, Side
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.offers import Offer, OfferInput
from smm_ledger.services.quote_inputs import VALID_DAYS, ReviseInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.choose import ChooseDialog
from smm_ledger.tui.dialogs.floor import FloorDialog
from smm_ledger.tui.forms.checked import CheckedForm
from smm_ledger.tui.forms.private import Bounded, private_lines
from smm_ledger.tui.forms.quote import PRIVATE
from smm_ledger.tui.forms.round import RoundForm
from smm_ledger.tui.forms.values import cleared, discount_text
from smm_ledger.tui.keymap import bind, check_overrides, first_key
from smm_ledger.tui.views.trades import get_choices
from smm_ledger.tui.widgets.amounts import DiscountInput, PercentInput, figure_text
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Section
from smm_ledger.tui.widgets.inputs import NoteInput, TextInput

IDEAS: Final = N_("{key} offers ideas; left empty, a lower price is a gift")
ASK_FOR: Final = N_("What do I ask in exchange?")


class ReviseForm(CheckedForm, RoundForm):
    """Makes my next round; says what it gives away."""

    BINDINGS: ClassVar[list[BindingType]] = [bind("ideas")]
    FOOTER: ClassVar[tuple[str, ...]] = (
        *("save", "ideas", "flip", "line-details", "add-missing", "cancel"),
    )

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
        key = first_key("ideas", check_overrides(ctx.options.keymap).keymap)
        self._get = TextInput(ctx, "get", placeholder=ctx.say(IDEAS, key=key))
        deposit = self.quote.deposit_percent
        percent = "" if deposit is None else figure_text(deposit, language)
        self._deposit = PercentInput(ctx, "deposit", value=percent)
        self._floors = ctx.services.rates.floors_of(self.quote)
        self._taken = ctx.services.capacity.months()
        self._note = NoteInput("note")
        self._until = DateInput(ctx, "valid_until", value=date_text(until, language), required=True)

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The quote, and that I speak."""
        return (self.quote.client, self.quote.number, self.say(N_("My next round")))

    @property
    def deposit(self) -> PercentInput:
        """The field of the deposit."""
        return self._deposit

    @property
    def offer_title(self) -> str:
        """The quote's title."""
        return self.quote.title

    def language_of_client(self) -> str:
        """Return the language that the client reads."""
        return self.ctx.services.clients.show(self.quote.client).client.language

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
        yield self.field(N_("Deposit %"), self._deposit)

    @work
    async def action_ideas(self) -> None:
        """Offer what can be asked in exchange, and add what is chosen."""
        said = [offer.ask for offer in self.quote.rounds if offer.side is Side.CLIENT and offer.ask]
        ask: Ask | None = said[-1] if said else None
        choices = get_choices(self.ctx.words, ask)
        dialog = ChooseDialog(self.ctx, title=self.say(ASK_FOR), choices=choices, wide=True)
        chosen = await self.ask(dialog)
        if chosen is None:
            return
        text = next(choice.text for choice in choices if choice.key == chosen)
        self._get.text = "; ".join(filter(None, (self._get.text, text)))
        self._get.focus()

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
        first, *rest = super().figures(offer)
        return [first, *rest] if offer is None else [first, *self._private(offer), *rest]

    def _private(self, offer: Offer) -> Sequence[Content]:
        gift, floor = (
            gift_of(self.last, offer.least.net, get=self._get.text),
            self.quote.bounds.floor,
        )
        bounds = Bounded(
            floor=None if floor is None else self._money(floor),
            hourly=self._floors.hourly,
            gift=self._money(gift) if gift else None,
            taken=None if self.is_low else self._taken,
        )
        return private_lines(self.ctx, offer, bounds)

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
            deposit=cleared(self._deposit),
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
