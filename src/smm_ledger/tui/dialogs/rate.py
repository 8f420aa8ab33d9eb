"""A rate of interest that was published, or agreed, meanwhile."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from smm_ledger.core.dates import FIRST_YEAR, LAST_YEAR, year_bounds
from smm_ledger.core.errors import InputError
from smm_ledger.core.interest import InterestKind
from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_decimal
from smm_ledger.services.interest import MissingRate
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.views.words import word
from smm_ledger.tui.widgets.amounts import PercentInput
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Field

EXAMPLE: Final = Decimal("10.15")
TITLE: Final = N_("A rate that was published")
NOTE: Final = N_(
    "Type what the Gazzetta Ufficiale says, never a forecast. The statutory rate is the reference"
    " rate plus 8 points; an agreed one without days holds for all times."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RateTyped:
    """A rate as typed; both days inclusive."""

    kind: InterestKind
    percent: Decimal
    start: dt.date
    end: dt.date


class InterestRateDialog(FieldsDialog[RateTyped]):
    """Returns a rate and its days.

    Args:
        ctx: What dialogs are given.
        kind: Which rate is meant at first.
        missing: The days that wait for one, or None.
    """

    def __init__(
        self, ctx: Context[Ledger], *, kind: InterestKind, missing: MissingRate | None
    ) -> None:
        super().__init__(ctx, title=ctx.say(TITLE), note=ctx.say(NOTE))
        language = ctx.words.language
        first = date_text(missing.start, language) if missing else ""
        last = date_text(missing.end, language) if missing else ""
        options = [(str(one), word(ctx.words, str(one))) for one in InterestKind]
        self._kind = ChoiceInput("kind", options, ctx.symbols, value=str(kind))
        self._percent = PercentInput(
            ctx, "percent", required=True, placeholder=format_decimal(EXAMPLE, language)
        )
        self._start = DateInput(ctx, "from", value=first)
        self._end = DateInput(ctx, "to", value=last)

    def fields(self) -> Iterable[Field]:
        """Yield the rate first: the days are mostly those that wait for it."""
        yield Field(self.ctx, self.say(N_("Yearly rate, %")), self._percent)
        yield Field(self.ctx, self.say(N_("Kind")), self._kind)
        yield Field(self.ctx, self.say(N_("From")), self._start)
        yield Field(self.ctx, self.say(N_("To")), self._end)

    def result(self) -> RateTyped:
        """Return the rate; InputError for days that are missing."""
        kind = InterestKind(self._kind.text)
        start, end = self._start.read(), self._end.read()
        if kind is InterestKind.FIXED:
            start, end = start or year_bounds(FIRST_YEAR)[0], end or year_bounds(LAST_YEAR)[1]
        if start is None or end is None:
            raise InputError(
                "from" if start is None else "to",
                N_("it is missing"),
                hint=N_("say for which days the rate was published"),
            )
        return RateTyped(kind=kind, percent=self._percent.need(), start=start, end=end)
