"""A date, typed in any of the quick forms and shown in words."""

import datetime as dt
from collections.abc import Iterable

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Field


class DateDialog(FieldsDialog[dt.date]):
    """Returns a date; `value` stands there at first, today without it."""

    def __init__(
        self, ctx: Context[Ledger], *, title: str, value: dt.date | None = None, note: str = ""
    ) -> None:
        super().__init__(ctx, title=title, note=note)
        first = date_text(value or ctx.clock.today(), ctx.words.language)
        self._date = DateInput(ctx, "date", value=first, required=True)

    def fields(self) -> Iterable[Field]:
        """Yield the date."""
        yield Field(self.ctx, self.say(N_("Date")), self._date)

    def result(self) -> dt.date:
        """Return the date."""
        return self._date.need()
