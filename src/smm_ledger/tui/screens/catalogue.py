"""Listino: the services that quotes are made of; hours and lowest prices are private."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from textual import work
from textual.binding import BindingType
from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.changes import editing
from smm_ledger.tui.context import Context
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.lists import ListScreen, Preset
from smm_ledger.tui.places import PLACE_NAMES
from smm_ledger.tui.samples import take_samples
from smm_ledger.tui.views.canvas import Canvas
from smm_ledger.tui.views.catalogue import (
    matching,
    service_columns,
    service_detail,
    service_row,
)
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, RowSource

if TYPE_CHECKING:
    from smm_ledger.core.catalogue import Service

ALL: Final = "all"
LEAST: Final = 20
ARCHIVED: Final = N_("{code} is archived")
BACK: Final = N_("{code} is back in the catalogue")


class CatalogueScreen(ListScreen):
    """The catalogue."""

    title_text = PLACE_NAMES["catalogue"]
    empty = N_("The catalogue is empty: f4 offers ready ones, n makes one, < takes a table.")
    presets = (Preset("", N_("active")), Preset(ALL, N_("the archived ones too")))
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("new", tip=N_("add a service of your own")),
        bind("edit", tip=N_("change the service")),
        bind("delete", label=N_("Archive"), tip=N_("archive the service, or bring it back")),
        bind(
            "catalogue",
            action="samples",
            label=N_("Ready ones"),
            tip=N_("take ready services of a social media manager"),
        ),
        bind(
            "import", action="app.import_table('services')", tip=N_("add the services of a table")
        ),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = (
        *("new", "edit", "delete", "catalogue", "find", "filter", "back", "import"),
    )

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._services: dict[str, Service] = {}
        self._currency = ""

    def load(self) -> None:
        """Read the catalogue, archived services last."""
        services = self.ctx.services
        self._currency = services.issuer.show().currency
        found = services.catalogue.list(archived=self.preset == ALL)
        found = sorted(found, key=lambda one: one.archived)
        self._services = {one.code: one for one in found}
        super().load()

    def columns(self) -> Sequence[Column]:
        """Return the columns."""
        return service_columns(self.ctx.words)

    def source(self) -> RowSource:
        """Return the services that match; a catalogue is short."""
        words, symbols = self.ctx.words, self.ctx.symbols
        found = matching(tuple(self._services.values()), self.search)
        return ListSource([service_row(words, one, self._currency, symbols) for one in found])

    def detail(self, key: str) -> Content:
        """Return what is known of a service."""
        width = self.query_one(".detail").content_size.width
        canvas = Canvas(
            t=self.ctx.words,
            today=self.ctx.clock.today(),
            width=max(LEAST, width - 1),
            symbols=self.ctx.symbols,
        )
        return service_detail(canvas, self._services[key], self._currency)

    def open_row(self, key: str) -> None:
        """Change a service."""
        self._change(key)

    @work
    async def action_new(self) -> None:
        """Add a service."""
        await self._form(None)

    def action_edit(self) -> None:
        """Change the service under the cursor."""
        if self.current_key:
            self._change(self.current_key)

    @work
    async def _change(self, code: str) -> None:
        await self._form(code)

    async def _form(self, code: str | None) -> None:
        from smm_ledger.tui.forms.service import ServiceForm

        made = editing(self.ctx.services, "service", code) if code else None
        stored = await self.ask(ServiceForm(self.ctx, code))
        self.ctx.history.noted(made() if made else None)
        if stored is not None:
            self.load()
            self.table.move_to(stored.code)

    def action_delete(self) -> None:
        """Put the service away, or bring it back; quotes keep what they copied."""
        if code := self.current_key:
            gone = not self._services[code].archived
            made = editing(self.ctx.services, "service", code)
            self.ctx.services.catalogue.archive(code, archived=gone)
            self.ctx.history.noted(made())
            self.notify(self.say(ARCHIVED if gone else BACK, code=code), markup=False)
            self.load()

    @work
    async def action_samples(self) -> None:
        """Offer the ready services."""
        if await take_samples(self):
            self.load()
