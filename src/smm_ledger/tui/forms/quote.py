"""A quote before it is sent; afterwards only its private part can be changed here."""

from datetime import timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.errors import InputError, LedgerError
from smm_ledger.core.floors import floors_of
from smm_ledger.core.lines import Discount
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.payers import Advice
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import hours_of
from smm_ledger.core.states import QuoteStatus
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput, input_of
from smm_ledger.services.offers import Offer, OfferInput
from smm_ledger.services.payers import advice_line
from smm_ledger.services.quote_inputs import VALID_DAYS, BoundsInput, QuoteInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.checked import CheckedForm
from smm_ledger.tui.forms.lines import LineEditor
from smm_ledger.tui.forms.private import Bounded, private_lines
from smm_ledger.tui.forms.values import cleared, discount_text
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.amounts import (
    DiscountInput,
    MoneyInput,
    PercentInput,
    amount_text,
    figure_text,
)
from smm_ledger.tui.widgets.days import DateInput, TermsInput, date_text
from smm_ledger.tui.widgets.fields import Field, Section
from smm_ledger.tui.widgets.inputs import ClientInput, NoteInput, TextInput

PRIVATE = N_("Private: no client ever sees it")


class QuoteForm(CheckedForm):
    """Makes a quote, perhaps for a known client, or changes the one of `number`."""

    ALIASES: ClassVar[dict[str, str]] = {"select": "title"}
    BINDINGS: ClassVar[list[BindingType]] = [bind("take-advice")]
    FOOTER: ClassVar[tuple[str, ...]] = (
        *("save", "take-advice", "add-line", "catalogue", "line-details", "add-missing"),
        *("remove-line", "cancel"),
    )

    def __init__(self, ctx: Context[Ledger], number: str | None = None, client: str = "") -> None:
        quote = None if number is None else ctx.services.quotes.show(number)
        issuer = ctx.services.issuer.show()
        currency = issuer.currency if quote is None else quote.currency
        super().__init__(ctx, LineEditor(ctx, currency, _lines(quote)))
        self._number = number
        self._quote = quote
        self.version = None if quote is None else quote.version
        first = self._stored(quote, currency)
        self._client = ClientInput(ctx, find=self.find_clients, value=client)
        self._title = TextInput(ctx, "title", value=first["title"], required=True)
        self._until = DateInput(ctx, "valid_until", value=first["valid_until"], required=True)
        self._deposit = PercentInput(ctx, "deposit", value=first["deposit"])
        self._terms = TermsInput(ctx, "terms", value=first["terms"])
        self._discount = DiscountInput(ctx, "discount", currency, value=first["discount"])
        self._floor = MoneyInput(ctx, "floor", currency, value=first["floor"])
        self._target = MoneyInput(ctx, "target", currency, value=first["target"])
        self._walk_away = TextInput(ctx, "walk_away", value=first["walk_away"])
        self._alternative = TextInput(ctx, "alternative", value=first["alternative"])
        self._advice: Advice | None = None
        rate = ctx.services.rates.show().rate
        self._hour = None if rate is None else rate.floor
        self._taken = ctx.services.capacity.months()
        self._note = NoteInput("note", value=first["note"])

    def _stored(self, quote: Quote | None, currency: str) -> dict[str, str]:
        language = self.ctx.words.language
        names = "title valid_until deposit terms discount floor target walk_away alternative note"
        if quote is None:
            until = self.ctx.clock.today() + timedelta(days=VALID_DAYS)
            return dict.fromkeys(names.split(), "") | {"valid_until": date_text(until, language)}
        deposit = quote.deposit_percent
        return {
            "title": quote.title,
            "valid_until": date_text(quote.valid_until, language),
            "deposit": "" if deposit is None else figure_text(deposit, language),
            "terms": "" if quote.terms is None else str(quote.terms),
            "discount": discount_text(quote.my_last.discount, currency, language),
            "floor": amount_text(quote.bounds.floor, currency, language),
            "target": amount_text(quote.bounds.target, currency, language),
            "walk_away": quote.bounds.walk_away,
            "alternative": quote.bounds.alternative,
            "note": quote.note,
        }

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The quote's number and client, or that it is a new one."""
        if self._quote is None:
            return (self.say(N_("Quotes")), self.say(N_("New quote")))
        return (self.say(N_("Quotes")), self._quote.client, self._quote.number)

    @property
    def open(self) -> bool:
        """Whether the offer itself may still be changed."""
        return self._quote is None or self._quote.status is QuoteStatus.DRAFT

    def fields(self) -> ComposeResult:
        """Yield the offer, its lines, and the private part."""
        if self._quote is None:
            yield self.field(N_("Client"), self._client)
        if self.open:
            yield self.field(N_("Title"), self._title)
            yield self.field(N_("Valid until"), self._until)
            yield self.field(N_("Deposit %"), self._deposit)
            yield self.lines
            yield self.field(N_("Discount"), self._discount)
            yield self.field(N_("Terms"), self._terms)
        yield Section(self.say(PRIVATE))
        yield self.field(N_("Floor"), self._floor)
        yield self.field(N_("Target"), self._target)
        yield self.field(N_("Walk away when"), self._walk_away)
        yield self.field(N_("Otherwise I would"), self._alternative)
        yield self.field(N_("Note"), self._note)

    def check(self) -> bool:
        """Read what is shown."""
        return super().check() if self.open else self.column.check()

    def preview(self) -> Offer | None:
        """Return what the lines come to for the client."""
        client = self._client.read() if self._quote is None else self._quote.client
        if client is None or not self.open:
            return None
        if self._quote is None:
            self.set_currency(self.ctx.services.clients.show(client).client.currency)
        wanted = OfferInput(lines=self.lines.read(), discount=self._discount.read())
        return self.ctx.services.previews.document(client, wanted)

    # --- what is known of the client ------------------------------------------------------------

    @property
    def deposit(self) -> PercentInput:
        """The field of the deposit."""
        return self._deposit

    @property
    def offer_title(self) -> str:
        """The title as typed."""
        return self._title.text

    def language_of_client(self) -> str:
        """Return the language that the client reads."""
        client = self._client_now()
        if client is None:
            return self.ctx.words.language
        return self.ctx.services.clients.show(client).client.language

    def _client_now(self) -> str | None:
        if self._quote is not None:
            return self._quote.client
        try:
            return self._client.read()
        except InputError:
            return None

    def figures(self, offer: Offer | None) -> list[Content]:
        """Add what is advised for a client that pays late; ignoring it is typing on."""
        lines = super().figures(offer)
        before, self._advice = self._advice, self._advised()
        if (before is None) is not (self._advice is None):
            self.refresh_bindings()
        if offer is not None:
            first, *rest = lines
            lines = [first, *private_lines(self.ctx, offer, self._bounded(offer)), *rest]
        client = self._client_now()
        if self._advice is None or client is None:
            return lines
        name = self.ctx.services.clients.show(client).client.name
        text = advice_line(self._advice, name, self.ctx.words)
        return [*lines, label(f"{self.ctx.symbols.alert} {text}", style="$text-warning")]

    def _bounded(self, offer: Offer) -> Bounded:
        """Return what the offer is held against: the floor as typed, else the calculator's hour."""
        try:
            typed = self._floor.read()
        except InputError:
            typed = None
        currency = offer.totals.currency
        floor = None if typed is None else Money.of(typed, currency)
        rate = self._hour if self._hour and self._hour.currency == currency else None
        least = floors_of(hours_of(offer.least_lines), floor, rate).hourly
        taken = None if self.is_low else self._taken
        return Bounded(floor=floor, hourly=least, taken=taken)

    def _advised(self) -> Advice | None:
        client = self._client_now()
        if client is None or not self.open:
            return None
        try:
            deposit, terms = self._deposit.read(), self._terms.read()
            return self.ctx.services.payers.advice(client, deposit=deposit, terms=terms)
        except LedgerError:
            return None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the advice where there is some."""
        if action == "take_advice":
            return self._advice is not None
        return super().check_action(action, parameters)

    def action_take_advice(self) -> None:
        """Ask for the deposit and the terms that are advised."""
        if self._advice is not None:
            language = self.ctx.words.language
            self._deposit.text = figure_text(self._advice.deposit_percent, language)
            self._terms.text = str(self._advice.terms)

    # --- saving ---------------------------------------------------------------------------------

    def store(self) -> Quote:
        """Make or change the quote."""
        quotes = self.ctx.services.quotes
        if self._number is None:
            return quotes.new(self._new())
        return quotes.edit(self._number, self._changes(), version=self.version)

    def _bounds(self) -> BoundsInput:
        amounts = (self._floor, self._target)
        return BoundsInput(
            floor=self._floor.read() if self._floor.touched else None,
            target=self._target.read() if self._target.touched else None,
            walk_away=self._walk_away.text if self._walk_away.touched else None,
            alternative=self._alternative.text if self._alternative.touched else None,
            cleared=frozenset(one.field for one in amounts if one.touched and not one.text),
        )

    def _new(self) -> QuoteInput:
        return QuoteInput(
            client=self._client.need(),
            title=self._title.text,
            lines=self._lines(),
            valid_until=self._until.read(),
            discount=self._discount.read(),
            deposit=self._deposit.read(),
            terms=self._terms.read(),
            bounds=self._bounds(),
            note=self._note.read(),
        )

    def _lines(self) -> list[LineInput]:
        lines = self.lines.read()
        if not lines:
            raise InputError("line", N_("there is no line"), hint=N_("type at least one"))
        return lines

    def _changes(self) -> QuoteInput:
        note = self._note.text.strip() if self._note.touched else None
        if not self.open:
            return QuoteInput(bounds=self._bounds(), note=note)
        lines = self._lines() if self.lines.touched else ()
        changed = self._discount.touched or bool(lines)
        discount = (self._discount.read() or Discount()) if changed else None
        return QuoteInput(
            title=self._title.text if self._title.touched else None,
            lines=lines,
            valid_until=self._until.read() if self._until.touched else None,
            discount=discount,
            deposit=cleared(self._deposit),
            terms=self._terms.read() if self._terms.touched else None,
            bounds=self._bounds(),
            note=note,
        )

    def reload(self) -> None:
        """Take over what another window stored."""
        if self._number is None:
            return
        quote = self.ctx.services.quotes.show(self._number)
        self._quote = quote
        self.version = quote.version
        stored = self._stored(quote, quote.currency)
        for field in self.query(Field):
            if field.name_of_field in stored:
                field.take_stored(stored[field.name_of_field])
        if not self.lines.touched:
            self.lines.replace_lines(_lines(quote))


def _lines(quote: Quote | None) -> list[LineInput]:
    if quote is None:
        return []
    own = quote.my_last
    return [input_of(line, own.rules) for line in own.lines]
