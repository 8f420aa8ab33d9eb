"""A step of the ladder that was sent elsewhere: which one, and when."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from smm_ledger.core.letters import Rung
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.views.words import word
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Field


class SentStep(NamedTuple):
    """A step, and the day on which it was sent."""

    rung: Rung
    day: dt.date


class StepDialog(FieldsDialog[SentStep]):
    """Returns a step that was sent by another program, or on paper."""

    def __init__(self, ctx: Context[Ledger], *, name: str) -> None:
        note = ctx.say(N_("By another program, or on paper: the reminders go on after it."))
        title = ctx.say(N_("Sent elsewhere: {name}"), name=name)
        super().__init__(ctx, title=title, note=note)
        rungs = [(str(rung), word(ctx.words, rung)) for rung in Rung]
        self._rung = ChoiceInput("rung", rungs, ctx.symbols, value=str(Rung.FIRST))
        today = date_text(ctx.clock.today(), ctx.words.language)
        self._day = DateInput(ctx, "date", value=today, required=True)

    def fields(self) -> Iterable[Field]:
        """Yield step and day."""
        yield Field(self.ctx, self.say(N_("Which step")), self._rung)
        yield Field(self.ctx, self.say(N_("Sent on")), self._day)

    def result(self) -> SentStep:
        """Return the step."""
        return SentStep(Rung(self._rung.text), self._day.need())
