"""An entry of the training log: how long, what, what it cost, when."""

from collections.abc import Iterable

from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_duration
from smm_ledger.i18n.parsing import parse_duration
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.study import StudyInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.amounts import MoneyInput
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput, TypedInput


class DurationInput(TypedInput[int]):
    """An effort; means minutes."""

    def parse(self, text: str) -> int:
        """Return the minutes."""
        return parse_duration(text, field=self.field)

    def show(self, value: int) -> str:
        """Return hours and minutes."""
        return format_duration(value)


class StudyDialog(FieldsDialog[StudyInput]):
    """Returns what was learned."""

    def __init__(self, ctx: Context[Ledger], *, currency: str) -> None:
        super().__init__(ctx, title=ctx.say(N_("What I learned")))
        today = date_text(ctx.clock.today(), ctx.words.language)
        self._duration = DurationInput(ctx, "duration", required=True, placeholder="1h30")
        self._topic = TextInput(ctx, "topic")
        self._cost = MoneyInput(ctx, "cost", currency)
        self._date = DateInput(ctx, "date", value=today, required=True)

    def fields(self) -> Iterable[Field]:
        """Yield the fields."""
        yield Field(self.ctx, self.say(N_("How long")), self._duration)
        yield Field(self.ctx, self.say(N_("Topic")), self._topic)
        yield Field(self.ctx, self.say(N_("Cost")), self._cost)
        yield Field(self.ctx, self.say(N_("Date")), self._date)

    def result(self) -> StudyInput:
        """Return the entry."""
        return StudyInput(
            minutes=self._duration.need(),
            cost=self._cost.read(),
            topic=self._topic.text,
            date=self._date.need(),
        )
