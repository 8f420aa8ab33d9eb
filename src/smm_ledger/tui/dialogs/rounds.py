"""Which two rounds to put side by side."""

from collections.abc import Iterable

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Round, Side
from smm_ledger.i18n.formatting import format_money
from smm_ledger.i18n.phrases import format_least
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.fields import Field


def told(ctx: Context[Ledger], quote: Quote, offer: Round) -> str:
    """Return a round in a few words: number, side, total."""
    words = N_("round {seq}, mine: {total}")
    if offer.side is Side.CLIENT:
        words = N_("round {seq}, the client's: {total}")
    total = format_money(Money(offer.least.total, quote.currency), ctx.words.language)
    return ctx.say(
        words, seq=offer.seq, total=format_least(total, ctx.words, is_open=offer.is_open)
    )


class RoundsDialog(FieldsDialog[tuple[int, int]]):
    """Returns the numbers of two rounds, the earlier first; begins at the last two."""

    def __init__(self, ctx: Context[Ledger], *, quote: Quote) -> None:
        super().__init__(ctx, title=ctx.say(N_("{number}: two rounds"), number=quote.number))
        options = [(str(one.seq), told(ctx, quote, one)) for one in quote.rounds]
        last = quote.current.seq
        self._old = ChoiceInput("old", options, ctx.symbols, value=str(last - 1))
        self._new = ChoiceInput("new", options, ctx.symbols, value=str(last))

    def fields(self) -> Iterable[Field]:
        """Yield both."""
        yield Field(self.ctx, self.say(N_("From")), self._old)
        yield Field(self.ctx, self.say(N_("To")), self._new)

    def result(self) -> tuple[int, int]:
        """Return both numbers."""
        old, new = int(self._old.text), int(self._new.text)
        if old == new:
            raise InputError("new", N_("it is the same round"), hint=N_("choose another"))
        return min(old, new), max(old, new)
