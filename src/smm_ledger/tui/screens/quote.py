"""Preventivo: the timeline of one quote, its lines, and two rounds side by side."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.errors import NotFoundError
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.keymap import KEYS, bind
from smm_ledger.tui.quote_actions import QuoteActions, QuoteSubject
from smm_ledger.tui.views.quote import comparison, pairs_of, quote_page
from smm_ledger.tui.widgets.sheet import Sheet


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
        "send",
        "accept",
        "invoice",
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
        self._pair: int | None = None

    def _client_name(self) -> str:
        return self.ctx.services.clients.show(self.quote.client).client.name

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
            return comparison(canvas, self.quote, *pairs_of(self.quote)[self._pair])
        return quote_page(canvas, self.quote, self._client)

    def load(self) -> None:
        """Read the quote again."""
        try:
            self.quote = self.ctx.services.quotes.show(self.quote.number)
        except NotFoundError as error:
            self.refused(error)
            self.dismiss(None)
            return
        self._client = self._client_name()
        if self._pair is not None and self._pair >= len(pairs_of(self.quote)):
            self._pair = None
        self.query_one(Sheet).redraw()
        self.refresh_bindings()

    # --- two rounds side by side ----------------------------------------------------------------

    def action_compare(self) -> None:
        """Show the last two rounds side by side, then the pairs before, then the page again."""
        pairs = pairs_of(self.quote)
        following = 0 if self._pair is None else self._pair + 1
        self._pair = following if following < len(pairs) else None
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
            return bool(pairs_of(self.quote))
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
            self.app.push_screen(QuoteScreen(self.ctx, number))
            return
        self.load()

    def gone(self, number: str) -> None:  # noqa: ARG002 - the others' signature
        """Leave the screen of a quote that is no more."""
        self.dismiss(None)
