"""Preventivo: the timeline of one quote, its lines, and two rounds side by side."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.errors import NotFoundError
from smm_ledger.core.roundings import Rounding
from smm_ledger.services.checklists import checklist_line, checks_of
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.keymap import KEYS, bind
from smm_ledger.tui.negotiation_actions import QuoteSubject
from smm_ledger.tui.quote_actions import QuoteActions
from smm_ledger.tui.views.private import Private
from smm_ledger.tui.views.quote import comparison, quote_page
from smm_ledger.tui.widgets.sheet import Sheet

CHANGEABLE: Final = ("draft", "sent", "negotiating")


class QuoteScreen(QuoteActions):
    """One quote.

    Args:
        ctx: What screens are given.
        number: The quote's number.
    """

    AUTO_FOCUS = "Sheet"
    BINDINGS: ClassVar[list[BindingType]] = [bind("compare")]
    FOOTER: ClassVar[tuple[str, ...]] = (
        "counter",
        "edit",
        "propose",
        "send",
        "accept",
        "invoice",
        "checklist",
        "compare",
        "copy",
        "pdf",
        "decline",
        "back",
    )

    def __init__(self, ctx: Context[Ledger], number: str) -> None:
        super().__init__(ctx)
        self.quote = ctx.services.quotes.show(number)
        self._client = self._client_name()
        self._style = self.map_style(self.quote)
        self._private = self._known()
        self._roundings = self._cents()
        self._pair: tuple[int, int] | None = None

    def _client_name(self) -> str:
        return self.ctx.services.clients.show(self.quote.client).client.name

    def _known(self) -> Private:
        """Return what is known beyond the quote, while its offer can still change."""
        services = self.ctx.services
        if self.quote.status not in CHANGEABLE:
            return Private(floors=services.rates.floors_of(self.quote))
        return Private(
            floors=services.rates.floors_of(self.quote),
            missing=checklist_line(checks_of(self.quote), self.ctx.words),
            taken=services.capacity.months(),
        )

    def _cents(self) -> Sequence[Rounding]:
        """Return by what cents its documents differ from it: several may."""
        several = len(self.quote.invoices) > 1
        return self.ctx.services.billing.roundings(self.quote.number) if several else ()

    @property
    def crumbs(self) -> tuple[str, ...]:
        """Quotes, and this one."""
        return (self.say(KEYS["go-quotes"].label), self.quote.number)

    def body(self) -> ComposeResult:
        """Yield the page."""
        yield Sheet(self._draw)

    def _draw(self, width: int) -> Content:
        canvas = self.canvas_of(width)
        if self._pair is not None:
            return comparison(canvas, self.quote, *self._pair)
        return quote_page(
            canvas, self.quote, self._client, self._style, self._private, self._roundings
        )

    def load(self) -> None:
        """Read the quote again."""
        try:
            self.quote = self.ctx.services.quotes.show(self.quote.number)
        except NotFoundError as error:
            self.refused(error)
            self.dismiss(None)
            return
        self._client = self._client_name()
        self._style = self.map_style(self.quote)
        self._private = self._known()
        self._roundings = self._cents()
        self.query_one(Sheet).redraw()
        self.refresh_bindings()

    # --- two rounds side by side ----------------------------------------------------------------

    def action_compare(self) -> None:
        """Show two rounds side by side: the only two, or those that are chosen."""
        if len(self.quote.rounds) == 2:  # noqa: PLR2004 - nothing to choose
            self._compare((1, 2))
        else:
            self.start(self._choose_rounds)

    async def _choose_rounds(self, number: str) -> None:
        from smm_ledger.tui.dialogs.rounds import RoundsDialog

        pair = await self.ask(RoundsDialog(self.ctx, quote=self.quote_now(number)))
        if pair is not None:
            self._compare(pair)

    def _compare(self, pair: tuple[int, int]) -> None:
        self._pair = pair
        self.query_one(Sheet).show(self._draw)

    def clear_filter(self) -> bool:
        """Leave the comparison before leaving the screen."""
        if self._pair is None:
            return False
        self._pair = None
        self.query_one(Sheet).show(self._draw)
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the comparison where there are two rounds."""
        if action == "compare":
            return len(self.quote.rounds) > 1
        return super().check_action(action, parameters)

    # --- what actions are about -----------------------------------------------------------------

    @property
    def subject(self) -> QuoteSubject | None:
        """This quote."""
        expired = self.quote.expired(self.ctx.clock.today())
        return QuoteSubject(self.quote.number, str(self.quote.status), expired)

    def changed(self, number: str) -> None:
        """Show it as it is now; a new one on a screen of its own."""
        if number != self.quote.number:
            self.push(QuoteScreen(self.ctx, number))
            return
        self.load()

    def gone(self, number: str) -> None:  # noqa: ARG002 - the others' signature
        """Leave the screen of a quote that is no more."""
        self.dismiss(None)
