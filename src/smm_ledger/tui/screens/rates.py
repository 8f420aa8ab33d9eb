"""Tassi d'interesse: what is published and by whom, what is not yet, and what she added herself."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import work
from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.interest import InterestKind
from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_percent
from smm_ledger.services.interest import KnownRate, MissingRate
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.confirm import ConfirmDialog
from smm_ledger.tui.dialogs.fields import ask_and_keep
from smm_ledger.tui.dialogs.rate import InterestRateDialog, RateTyped
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.lists import ListScreen, Preset
from smm_ledger.tui.papers import DocumentScreen
from smm_ledger.tui.places import PLACE_NAMES
from smm_ledger.tui.views.canvas import Fact, facts, heading, page, paragraph
from smm_ledger.tui.views.words import word
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, Row, RowSource

MISSING: Final = "missing"
NOT_YET: Final = N_("not published yet: left out, never guessed")
YOURS: Final = N_("yours")
SOURCES: Final = {
    InterestKind.MORA: N_("D.Lgs. 231/2002 art. 5, Gazzetta Ufficiale"),
    InterestKind.LEGAL: N_("art. 1284 c.c., ministerial decree"),
    InterestKind.FIXED: "",
}
ABOUT: Final = {
    InterestKind.MORA: N_(
        "The reference rate that the Ministry publishes for each half-year in the Gazzetta"
        " Ufficiale, plus 8 points: late payments between businesses."
    ),
    InterestKind.LEGAL: N_("Set by decree for each year: who is no business owes it."),
    InterestKind.FIXED: N_("Agreed in a contract."),
}
ADDED: Final = N_("Added {percent} from {first} to {last}")
DROPPED: Final = N_("Took away {percent} from {first} to {last}")
DROP: Final = N_("Take away {percent} from {first} to {last}?")
LEFT_OUT: Final = N_("Interest of these days is left out again.")


class RatesScreen(ListScreen, DocumentScreen):
    """The tables of rates, the newest on top."""

    title_text = PLACE_NAMES["rates"]
    empty = N_("No rate here: n adds one.")
    presets = (
        Preset(str(InterestKind.MORA), N_("statutory rates")),
        Preset(str(InterestKind.LEGAL), N_("legal rates")),
        Preset(str(InterestKind.FIXED), N_("agreed rates")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("new", label=N_("Add rate"), tip=N_("add a rate that was published meanwhile")),
        bind("delete", action="drop", label=N_("Take away"), tip=N_("take a rate of yours away")),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("new", "delete", "filter", "find", "back")

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._rates: dict[str, KnownRate] = {}
        self._missing: MissingRate | None = None

    @property
    def _kind(self) -> InterestKind:
        return InterestKind(self.preset)

    def columns(self) -> Sequence[Column]:
        """Return the columns."""
        return (
            Column("from", self.say(N_("From")), 11),
            Column("to", self.say(N_("To")), 11),
            Column("rate", self.say(N_("Rate")), 9, align="right"),
            Column("source", self.say(N_("Source")), 20, 1),
        )

    def source(self) -> RowSource:
        """Return the days without a rate on top, then the rates, newest first."""
        interest = self.ctx.services.interest
        self._missing = interest.missing(self._kind)
        found = reversed(interest.rates(self._kind))
        self._rates = {one.period.start.isoformat(): one for one in found}
        rows = [self._row(key, one) for key, one in self._rates.items()]
        if self._missing:
            rows.insert(0, self._missing_row(self._missing))
        words = self.search.casefold().split()
        return ListSource([row for row in rows if all(word in _text(row) for word in words)])

    def _missing_row(self, own: MissingRate) -> Row:
        canvas = self.canvas_of(0)
        style = "warn" if own.begun else "dim"
        days = (canvas.date(own.start), canvas.date(own.end))
        dash = self.ctx.symbols.dash
        return Row(MISSING, (*days, (dash, style), (self.say(NOT_YET), style)))

    def _row(self, key: str, one: KnownRate) -> Row:
        canvas, period = self.canvas_of(0), one.period
        mine = (self.say(YOURS), "accent")
        return Row(
            key,
            (
                canvas.date(period.start),
                canvas.date(period.end),
                self._percent(one),
                mine if one.own else self._source(one.kind),
            ),
        )

    def _percent(self, one: KnownRate) -> str:
        return format_percent(one.period.percent, self.ctx.words.language, decimals=2)

    def _source(self, kind: InterestKind) -> str:
        return self.say(SOURCES[kind]) if SOURCES[kind] else ""

    def detail(self, key: str) -> Content:
        """Return where a rate is from, or that nobody knows it yet."""
        canvas = self.canvas_of(self.query_one(".detail").content_size.width - 1)
        lines = [*heading(word(self.ctx.words, str(self._kind)), name="title")]
        if key in self._rates:
            one = self._rates[key]
            known: list[Fact] = [
                (self.say(N_("From")), canvas.date(one.period.start)),
                (self.say(N_("To")), canvas.date(one.period.end)),
                (self.say(N_("Rate")), self._percent(one)),
            ]
            lines += facts(canvas, known)
            lines += paragraph(canvas, self.say(YOURS) if one.own else self._source(one.kind))
        else:
            lines += paragraph(canvas, self.say(NOT_YET))
        return page([*lines, *heading(""), *paragraph(canvas, self.say(ABOUT[self._kind]))])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take away what is hers; what is published stays."""
        if action == "drop":
            own = self._rates.get(self.current_key) if self.is_mounted else None
            return own is not None and own.own
        return super().check_action(action, parameters)

    # --- keys -----------------------------------------------------------------------------------

    def open_row(self, key: str) -> None:
        """Add the rate of the days that lack one."""
        if key == MISSING:
            self.action_new()

    @work
    async def action_new(self) -> None:
        """Add a rate."""
        interest = self.ctx.services.interest

        def keep(typed: RateTyped) -> KnownRate:
            return interest.add_rate(typed.kind, typed.percent, start=typed.start, end=typed.end)

        dialog = InterestRateDialog(self.ctx, kind=self._kind, missing=self._missing)
        own = await ask_and_keep(self, dialog, keep)
        if own is not None:
            self.preset = str(own.kind)
            self.notify(self.say(ADDED, **self._told(own)), markup=False)
            self.load()
            self.table.move_to(own.period.start.isoformat())

    @work
    async def action_drop(self) -> None:
        """Take a rate of hers away."""
        own = self._rates[self.current_key]
        title = self.say(DROP, **self._told(own))
        dialog = ConfirmDialog(self.ctx, title=title, text=self.say(LEFT_OUT))
        if await self.ask(dialog):
            self.ctx.services.interest.drop_rate(own.kind, start=own.period.start)
            self.notify(self.say(DROPPED, **self._told(own)), markup=False)
            self.load()

    def _told(self, own: KnownRate) -> dict[str, object]:
        period = own.period
        return {"percent": self._percent(own), "first": period.start, "last": period.end}


def _text(row: Row) -> str:
    cells = (cell if isinstance(cell, str) else cell[0] for cell in row.cells)
    return " ".join(cells).casefold()
