"""Where a series of numbers goes on, for who comes from another program."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from smm_ledger.core.marks import N_
from smm_ledger.i18n.parsing import parse_int
from smm_ledger.i18n.series_words import series_name
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.numbers import SeriesNumbers
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput


@dataclass(frozen=True, slots=True, kw_only=True)
class NextNumber:
    """What comes next in a series; `year` None for what counts through the years."""

    series: str
    following: str
    year: int | None


class NumberDialog(FieldsDialog[NextNumber]):
    """Returns the series and the number that comes next in it."""

    def __init__(self, ctx: Context[Ledger], rows: Sequence[SeriesNumbers]) -> None:
        super().__init__(
            ctx,
            title=ctx.say(N_("Numbers")),
            note=ctx.say(N_("Go on where another program stopped: what number comes next?")),
        )
        self._rows = {str(row.series): row for row in rows}
        self._series = ChoiceInput(
            "series",
            [
                (key, f"{series_name(ctx.words, row.series)} {ctx.symbols.dot} {row.shown}")
                for key, row in self._rows.items()
            ],
            ctx.symbols,
            value="invoice",
        )
        self._next = TextInput(ctx, "next", required=True)
        self._year = TextInput(ctx, "year", value=str(ctx.clock.today().year), required=True)

    def fields(self) -> Iterable[Field]:
        """Yield the series with what it stands at, the number and the year."""
        yield Field(self.ctx, self.say(N_("Series")), self._series)
        yield Field(self.ctx, self.say(N_("Next number")), self._next)
        yield Field(self.ctx, self.say(N_("Year")), self._year)

    def result(self) -> NextNumber:
        """Return what was typed."""
        counts_on = self._rows[self._series.text].year is None
        year = parse_int(self._year.text, field="year", low=1900, high=2200)
        return NextNumber(
            series=self._series.text,
            following=self._next.text,
            year=None if counts_on else year,
        )
