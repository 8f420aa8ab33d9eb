"""Until when nobody writes, and why."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from smm_ledger.core.dates import add_days
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput

USUAL_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A hold as it was typed: `until` is the day on which the reminders are back."""

    until: dt.date
    reason: str = ""


class HoldDialog(FieldsDialog[Pause]):
    """Returns a hold; `reason` stands there at first."""

    def __init__(self, ctx: Context[Ledger], *, name: str, reason: str = "") -> None:
        note = ctx.say(N_("Until that day no reminder of it is proposed."))
        super().__init__(ctx, title=ctx.say(N_("Hold {name}"), name=name), note=note)
        first = date_text(add_days(ctx.clock.today(), USUAL_DAYS), ctx.words.language)
        self._until = DateInput(ctx, "until", value=first, required=True)
        self._reason = TextInput(ctx, "reason", value=reason)

    def fields(self) -> Iterable[Field]:
        """Yield the day and the reason."""
        yield Field(self.ctx, self.say(N_("Until")), self._until)
        yield Field(self.ctx, self.say(N_("Reason (optional)")), self._reason)

    def result(self) -> Pause:
        """Return the hold."""
        return Pause(until=self._until.need(), reason=self._reason.text)
