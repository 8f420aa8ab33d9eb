"""A service of the catalogue, found by code or description, with its price beside it."""

from collections.abc import Sequence

from smm_ledger.core.catalogue import Service
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.search import SearchDialog
from smm_ledger.tui.views.catalogue import matching, service_columns, service_row
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Row


class ServiceDialog(SearchDialog[Service]):
    """Returns the chosen service.

    Args:
        ctx: What screens are given.
        services: What there is to choose from.
        currency: Of the prices.
    """

    prompt = N_("Search code and description…")
    DEFAULT_CSS = """
    ServiceDialog > .frame { width: 110; }
    """

    def __init__(self, ctx: Context[Ledger], *, services: Sequence[Service], currency: str) -> None:
        super().__init__(ctx, title=ctx.say(N_("Catalogue")))
        self._services = services
        self._currency = currency

    def columns(self) -> Sequence[Column]:
        """Return the columns."""
        return service_columns(self.ctx.words)

    def rows(self, typed: str) -> Sequence[Row]:
        """Return the services that hold every word."""
        found = matching(self._services, typed)
        return [service_row(self.ctx.words, one, self._currency) for one in found]

    def found(self, key: str) -> Service:
        """Return the service of a row."""
        return next(one for one in self._services if one.code == key)
