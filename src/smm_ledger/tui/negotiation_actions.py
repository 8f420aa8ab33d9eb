"""The moves of a negotiation, from the list of quotes and from a quote's own screen alike.

What the client says, what I answer, what I leave out for a price, what the quote does not say yet.
A search for proposals may take a second, so it runs in a thread; the floor is asked about here.
"""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar, Final

from textual.binding import BindingType

from smm_ledger.core.checklist import ENTRIES, missing
from smm_ledger.core.errors import BelowFloor, LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.negotiation import over_total, standing
from smm_ledger.core.proposals import ProposalSet
from smm_ledger.core.quotes import Quote
from smm_ledger.services.quote_inputs import VALID_DAYS
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.papers import DocumentScreen
from smm_ledger.tui.views.concessions import MapStyle

GIFT: Final = N_("Given away: {amount}")
REPLIED: Final = N_("{number}: the client's answer is noted")
ADDED: Final = N_("Added: {item}")
ADDED_ROUND: Final = N_("Added: {item}; it is my round {seq}")
ALL_SAID: Final = N_("The quote says everything on the checklist.")
PROPOSED: Final = N_("{number}: round {seq} is made, {total} in all")


@dataclass(frozen=True, slots=True)
class QuoteSubject:
    """The quote that an action is about, as far as a row knows it."""

    number: str
    status: str
    expired: bool


class NegotiationActions(DocumentScreen):
    """A screen on which a quote is chosen, and fought over."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("counter"),
        bind("propose"),
        bind("reply"),
        bind("checklist"),
    ]

    @property
    def subject(self) -> QuoteSubject | None:
        """The quote under the cursor, or on the screen; None where there is none."""
        raise NotImplementedError

    def changed(self, number: str) -> None:
        """Show the present state of a quote."""
        raise NotImplementedError

    def map_style(self, quote: Quote) -> MapStyle:
        """Return how a quote's concession map is drawn: in what the two haggle over."""
        return MapStyle(gross=self._over_total(quote), hints=self.ctx.options.hints)

    def _over_total(self, quote: Quote) -> bool:
        client = self.ctx.services.clients.show(quote.client).client
        return over_total(quote.my_last, consumer=client.is_consumer)

    # --- flows ----------------------------------------------------------------------------------

    def start(self, flow: Callable[[str], Coroutine[Any, Any, None]]) -> None:
        """Run a flow of dialogs about the quote that is chosen now."""
        about = self.subject
        if about is not None:
            self.flow(self._guard(flow, about.number))

    async def _guard(self, flow: Callable[[str], Coroutine[Any, Any, None]], number: str) -> None:
        try:
            await flow(number)
        except LedgerError as error:
            self.refused(error)
            self.changed(number)

    def quote_now(self, number: str) -> Quote:
        """Return a quote as it is now."""
        return self.ctx.services.quotes.show(number)

    async def past_floor(
        self, quote: Quote, net: int, store: Callable[[str | None], Quote], *, slow: bool = False
    ) -> Quote | None:
        """Store, in a thread if it is slow; below the private floor only after one more key."""

        async def stored(reason: str | None) -> Quote:
            return await asyncio.to_thread(store, reason) if slow else store(reason)

        try:
            return await stored(None)
        except BelowFloor:
            from smm_ledger.tui.dialogs.floor import FloorDialog

            floor = Money(quote.bounds.floor or 0, quote.currency)
            dialog = FloorDialog(self.ctx, net=Money(net, quote.currency), floor=floor)
            reason = await self.ask(dialog)
            return None if reason is None else await stored(reason)

    # --- rounds ---------------------------------------------------------------------------------

    def action_counter(self) -> None:
        """Record what the client said."""
        self.start(self._counter)

    async def _counter(self, number: str) -> None:
        from smm_ledger.tui.forms.round import CounterForm

        await self.ask(CounterForm(self.ctx, number))
        self.changed(number)

    async def revise(self, number: str) -> None:
        """Make my next round, and say what it gave away."""
        from smm_ledger.tui.forms.revise import ReviseForm

        stored = await self.ask(ReviseForm(self.ctx, number))
        if stored is not None and stored.current.gift:
            self.tell(GIFT, amount=Money(stored.current.gift, stored.currency))

    def action_propose(self) -> None:
        """Find what to leave out so that my last round meets a price."""
        self.start(self._propose)

    async def _propose(self, number: str) -> None:
        from smm_ledger.tui.dialogs.propose import ProposeDialog

        quote, scope = self.quote_now(number), self.ctx.services.scope
        gross = self._over_total(quote)
        theirs = standing(quote).theirs
        wanted = None
        if theirs is not None:
            minor = theirs.least.total if gross else theirs.least.net
            wanted = Money(minor, quote.currency).decimal

        def find(price: Decimal, *, gross: bool) -> ProposalSet:
            return scope.propose(number, **_price(price, gross=gross))

        floors = self.ctx.services.rates.floors_of(quote)
        dialog = ProposeDialog(
            self.ctx, quote=quote, floor=floors.hourly, gross=gross, wanted=wanted, find=find
        )
        choice = await self.ask(dialog)
        if choice is None:
            return
        today = self.ctx.clock.today()
        until = today + timedelta(days=VALID_DAYS) if quote.valid_until < today else None

        def store(reason: str | None) -> Quote:
            price = _price(choice.price, gross=choice.gross)
            return scope.take(number, choice.number, **price, below_floor=reason, valid_until=until)

        made = await self.past_floor(quote, choice.net, store, slow=True)
        if made is not None:
            total = Money(made.current.totals.total, made.currency)
            self.tell(PROPOSED, number=number, seq=made.current.seq, total=total)
        self.changed(number)

    def action_checklist(self) -> None:
        """Add what the quote does not say yet: to the draft, or as my next round."""
        self.start(self._checklist)

    async def _checklist(self, number: str) -> None:
        from smm_ledger.tui.checklists import choose_item

        quote, checklists = self.quote_now(number), self.ctx.services.checklists
        checks = checklists.of(number)
        if not missing(checks):
            self.tell(ALL_SAID)
            return
        client = self.ctx.services.clients.show(quote.client).client
        chosen = await choose_item(self, checks, client.language)
        if chosen is None:
            return
        item, included = chosen

        def store(reason: str | None) -> Quote:
            return checklists.add(number, item, included=included, below_floor=reason)

        last = quote.my_last
        stored = await self.past_floor(quote, last.least.net, store)
        if stored is not None:
            name = self.say(ENTRIES[item].label)
            new = stored.current.seq > quote.current.seq
            self.tell(ADDED_ROUND if new else ADDED, item=name, seq=stored.current.seq)
        self.changed(number)

    def action_reply(self) -> None:
        """Note that the client answered, so that nobody chases the quote."""
        self.start(self._reply)

    async def _reply(self, number: str) -> None:
        self.ctx.services.negotiation.reply(number)
        self.tell(REPLIED, number=number)
        self.changed(number)


def _price(price: Decimal, *, gross: bool) -> dict[str, Decimal]:
    return {"gross" if gross else "net": price}
