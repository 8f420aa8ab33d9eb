"""How long something took, as a person types it: `2h`, `1:30`, `90m`, `1,5`."""

from decimal import Decimal

from smm_ledger.core.effort import minutes_of
from smm_ledger.i18n.formatting import format_duration
from smm_ledger.i18n.parsing_durations import parse_duration
from smm_ledger.tui.widgets.inputs import TypedInput


class DurationInput(TypedInput[Decimal]):
    """A duration; means hours."""

    def parse(self, text: str) -> Decimal:
        """Return the hours."""
        return parse_duration(text, self.field)

    def show(self, value: Decimal) -> str:
        """Return hours and minutes."""
        return format_duration(minutes_of(value))
