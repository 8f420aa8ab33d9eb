"""Formazione: what was learned, newest first, against the year's plan of hours and money."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType

from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.i18n.formatting import format_date, format_duration, format_money
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.places import PLACE_NAMES
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

if TYPE_CHECKING:
    from smm_ledger.core.study import StudyEntry

EMPTY: Final = N_("Nothing was learned yet: n logs hours and cost.")
USE: Final = N_("{year}: {hours}, {cost}")
USE_OF: Final = N_("{year}: {hours} of {planned} h, {cost} of {budget}")
TAKEN_BACK: Final = N_("{entry} is taken back")


class StudyScreen(LedgerScreen[Ledger]):
    """The training log."""

    AUTO_FOCUS = "WindowedTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("new", tip=N_("log what was learned")),
        bind("delete", label=N_("Take back"), tip=N_("take an entry back by an opposite one")),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("new", "delete", "back", "palette")

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The screen's name."""
        return (self.say(PLACE_NAMES["study"]),)

    @property
    def status(self) -> str:
        """This year's hours and cost, against the plan."""
        use, language = self.ctx.services.study.use(), self.ctx.words.language
        spent = {
            "year": str(use.year),
            "hours": format_duration(use.minutes),
            "cost": format_money(Money(use.cost, use.currency), language),
        }
        if use.planned_hours is None or use.planned_cost is None:
            return self.say(USE, **spent)
        budget = format_money(Money(use.planned_cost, use.currency), language)
        return self.say(USE_OF, **spent, planned=use.planned_hours, budget=budget)

    def body(self) -> ComposeResult:
        """Yield the entries."""
        yield WindowedTable((), symbols=self.ctx.symbols)

    def load(self) -> None:
        """Read the log."""
        table = self.query_one(WindowedTable)
        table.set_columns(
            (
                Column("date", self.say(N_("Date")), 11),
                Column("topic", self.say(N_("Topic")), 20, 1),
                Column("hours", self.say(N_("Hours")), 12, align="right"),
                Column("cost", self.say(N_("Cost")), 12, align="right"),
            )
        )
        rows = [self._row(entry) for entry in self.ctx.services.study.list()]
        table.set_source(ListSource(rows), empty=self.say(EMPTY))

    def _row(self, entry: "StudyEntry") -> Row:
        language = self.ctx.words.language
        cost = Money(entry.cost, entry.currency)
        return Row(
            entry.name,
            (
                format_date(entry.date, language),
                entry.topic,
                format_duration(entry.minutes),
                format_money(cost, language) if entry.cost else "",
            ),
            "dim" if entry.takes_back is not None else "",
        )

    @work
    async def action_new(self) -> None:
        """Log an entry."""
        from smm_ledger.tui.dialogs.study import StudyDialog

        study = self.ctx.services.study
        typed = await self.ask(StudyDialog(self.ctx, currency=study.use().currency))
        if typed is not None:
            study.add(typed)
            self._shown()

    def action_delete(self) -> None:
        """Take the entry under the cursor back: the log only grows."""
        name = self.query_one(WindowedTable).cursor_key
        if name is not None:
            self.ctx.services.study.take_back(name)
            self.notify(self.say(TAKEN_BACK, entry=name), markup=False)
            self._shown()

    def _shown(self) -> None:
        self.load()
        self.refresh_heading()
