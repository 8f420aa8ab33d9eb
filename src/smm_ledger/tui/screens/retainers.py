"""Canoni: what clients pay every month, quarter or year, and what waits to be invoiced of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.core.retainers import Retainer
from smm_ledger.core.states import RetainerState
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.lists import ListScreen, Preset
from smm_ledger.tui.places import detail
from smm_ledger.tui.retainer_actions import RetainerActions
from smm_ledger.tui.views.retainers import retainer_columns, retainer_page, retainer_row
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, RowSource

if TYPE_CHECKING:
    from smm_ledger.services.work_rests import WorkAdvice

NOTHING: Final = N_("Nothing is due today")


class RetainersScreen(ListScreen, RetainerActions):
    """The list of retainers."""

    title_text = N_("Retainers")
    empty = N_("No retainers yet: n signs one.")
    presets = (
        Preset("", N_("those that run or are paused")),
        Preset("due", N_("only those to invoice")),
        Preset("all", N_("all retainers, ended ones too")),
    )
    orders = (
        Preset("", N_("oldest first")),
        Preset("due", N_("which is due first")),
        Preset("name", N_("by client")),
        Preset("amount", N_("by amount")),
    )
    BINDINGS: ClassVar[list[BindingType]] = [bind("run-all")]
    FOOTER: ClassVar[tuple[str, ...]] = (
        "invoice",
        "usage",
        "request",
        "effort",
        "new",
        "run-all",
        "open",
    )

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._rows: dict[str, Retainer] = {}
        self._names: dict[str, str] = {}
        self._work: dict[str, WorkAdvice] = {}

    def columns(self) -> Sequence[Column]:
        """Return the columns."""
        return retainer_columns(self.ctx.words)

    def source(self) -> RowSource:
        """Return the retainers that match."""
        found = self.ctx.services.retainers.list()
        self._names = {
            code: self.ctx.services.clients.show(code).client.name
            for code in {one.client for one in found}
        }
        self._work = {one.retainer: one for one in self.ctx.services.work_rests.advice()}
        rows = self._ordered([one for one in found if self._wanted(one)])
        self._rows = {one.name: one for one in rows}
        canvas = self.canvas_of(0)
        return ListSource([retainer_row(canvas, one, self._names[one.client]) for one in rows])

    def _wanted(self, own: Retainer) -> bool:
        words = self.search.casefold().split()
        searched = f"{own.name} {own.client} {self._names[own.client]} {own.title}".casefold()
        if not all(one in searched for one in words):
            return False
        due = own.next_due is not None and own.next_due <= self.ctx.clock.today()
        if self.preset == "due":
            return due
        return self.preset == "all" or own.state is not RetainerState.ENDED or due

    def _ordered(self, rows: list[Retainer]) -> list[Retainer]:
        match self.order:
            case "due":
                return sorted(
                    rows, key=lambda one: (one.next_due is None, one.next_due or one.start)
                )
            case "name":
                return sorted(rows, key=lambda one: self._names[one.client].casefold())
            case "amount":
                return sorted(rows, key=lambda one: (one.currency, -one.net.minor))
            case _:
                return rows

    def detail(self, key: str) -> Content:
        """Return what the pane says of a retainer."""
        width = self.query_one(".detail").content_size.width - 1
        own = self._rows[key]
        load = self.ctx.services.loads.of(own.client)
        name, work = self._names[own.client], self._work.get(own.name)
        return retainer_page(self.canvas_of(width), own, name, load, work)

    def open_row(self, key: str) -> None:
        """Open the retainer's own screen."""
        self.push(detail(self.ctx, "retainer", key))

    @property
    def subject(self) -> Retainer | None:
        """The retainer under the cursor."""
        return self._rows.get(self.current_key) if self.is_mounted else None

    def changed(self, name: str) -> None:
        """Read the list again, and go to the retainer if it is there."""
        self.load()
        self.table.move_to(name)
        self.show_detail()
        self.refresh_bindings()

    def action_run_all(self) -> None:
        """Ask what becomes of all that is due."""
        self.flow(self._run_all())

    async def _run_all(self) -> None:
        rows = self.ctx.services.runs.due()
        if not rows:
            self.tell(NOTHING)
            return
        await self.run_periods(rows)
        self.load()
