"""From when until when a statement of account goes."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from smm_ledger.core.dates import year_bounds
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Field


class Days(NamedTuple):
    """First and last day."""

    start: dt.date
    end: dt.date


class DaysDialog(FieldsDialog[Days]):
    """Returns the days of a statement of account: this year so far, unless others are typed."""

    def __init__(self, ctx: Context[Ledger], *, name: str) -> None:
        super().__init__(ctx, title=ctx.say(N_("Statement of account of {name}"), name=name))
        today, language = ctx.clock.today(), ctx.words.language
        first = date_text(year_bounds(today.year)[0], language)
        self._start = DateInput(ctx, "from", value=first, required=True)
        self._end = DateInput(ctx, "to", value=date_text(today, language), required=True)

    def fields(self) -> Iterable[Field]:
        """Yield the days."""
        yield Field(self.ctx, self.say(N_("From")), self._start)
        yield Field(self.ctx, self.say(N_("To")), self._end)

    def result(self) -> Days:
        """Return the days."""
        days = Days(self._start.need(), self._end.need())
        if days.end < days.start:
            raise InputError("to", N_("it is before the first day"))
        return days
