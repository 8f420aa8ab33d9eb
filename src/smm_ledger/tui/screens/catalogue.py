"""Listino: the services that quotes are made of; hours and lowest prices are private."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_decimal, format_unit_price
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import LedgerScreen
from smm_ledger.tui.context import Context
from smm_ledger.tui.keymap import bind, check_overrides, first_key
from smm_ledger.tui.places import PLACE_NAMES
from smm_ledger.tui.samples import take_samples
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

if TYPE_CHECKING:
    from smm_ledger.core.catalogue import Service

EMPTY: Final = N_("The catalogue is empty: {key} offers ready services, n makes one of your own.")
ARCHIVED: Final = N_("{code} is archived")
BACK: Final = N_("{code} is back in the catalogue")


class CatalogueScreen(LedgerScreen[Ledger]):
    """The catalogue."""

    AUTO_FOCUS = "WindowedTable"
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
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("new", "open", "catalogue", "delete", "back", "palette")

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._services: dict[str, Service] = {}

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The screen's name."""
        return (self.say(PLACE_NAMES["catalogue"]),)

    @property
    def status(self) -> str:
        """How many services there are."""
        return str(len(self._services))

    def body(self) -> ComposeResult:
        """Yield the services."""
        yield WindowedTable((), symbols=self.ctx.symbols)

    def load(self) -> None:
        """Read the catalogue, archived services last."""
        services = self.ctx.services
        currency = services.issuer.show().currency
        found = sorted(services.catalogue.list(archived=True), key=lambda one: one.archived)
        self._services = {one.code: one for one in found}
        table = self.query_one(WindowedTable)
        table.set_columns(
            (
                Column("code", self.say(N_("Code")), 14),
                Column("description", self.say(N_("Description")), 16, 1),
                Column("price", self.say(N_("Price")), 12, align="right"),
                Column("unit", self.say(N_("Unit")), 10, priority=1),
                Column("hours", self.say(N_("Hours")), 6, align="right", priority=2),
            )
        )
        key = first_key("catalogue", check_overrides(self.ctx.options.keymap).keymap)
        rows = [self._row(one, currency) for one in found]
        table.set_source(ListSource(rows), empty=self.say(EMPTY, key=key))
        self.refresh_heading()

    def _row(self, one: "Service", currency: str) -> Row:
        language = self.ctx.words.language
        missing = (self.ctx.symbols.dash, "warn")
        price = missing if one.price is None else format_unit_price(one.price, currency, language)
        hours = "" if one.hours is None else format_decimal(one.hours, language)
        return Row(
            one.code,
            (one.code, one.description, price, one.unit, hours),
            "dim" if one.archived else "",
        )

    @property
    def _table(self) -> WindowedTable:
        return self.query_one(WindowedTable)

    @on(WindowedTable.Selected)
    def chosen(self) -> None:
        """Change the service."""
        self.action_edit()

    @work
    async def action_new(self) -> None:
        """Add a service."""
        await self._form(None)

    @work
    async def action_edit(self) -> None:
        """Change the service under the cursor."""
        if code := self._table.cursor_key:
            await self._form(code)

    async def _form(self, code: str | None) -> None:
        from smm_ledger.tui.forms.service import ServiceForm

        stored = await self.ask(ServiceForm(self.ctx, code))
        if stored is not None:
            self.load()
            self._table.move_to(stored.code)

    def action_delete(self) -> None:
        """Put the service away, or bring it back; quotes keep what they copied."""
        if code := self._table.cursor_key:
            gone = not self._services[code].archived
            self.ctx.services.catalogue.archive(code, archived=gone)
            self.notify(self.say(ARCHIVED if gone else BACK, code=code), markup=False)
            self.load()

    @work
    async def action_samples(self) -> None:
        """Offer the ready services."""
        if await take_samples(self):
            self.load()
