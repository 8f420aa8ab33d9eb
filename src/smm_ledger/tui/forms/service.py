"""An entry of the catalogue; its floor is private."""

from typing import Final

from smm_ledger.core.catalogue import Service
from smm_ledger.core.marks import N_
from smm_ledger.services.fields import SERVICE_FIELDS
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.parties import Entry
from smm_ledger.tui.forms.records import Part, RecordForm

PARTS: Final[tuple[Part, ...]] = (
    (
        "",
        (
            Entry("code", N_("Short code"), required=True),
            Entry("description", N_("Description"), required=True),
            Entry("price", N_("Price")),
            Entry("unit", N_("Unit")),
            Entry("included_units", N_("Included units")),
            Entry("included", N_("Included"), multiline=True),
            Entry("excluded", N_("Not included"), multiline=True),
        ),
    ),
    (
        N_("Private: no client ever sees it"),
        (Entry("hours", N_("Hours of work")), Entry("floor", N_("Lowest price"))),
    ),
)


class ServiceForm(RecordForm[Service]):
    """Adds a service, or changes the one of `code`."""

    def __init__(self, ctx: Context[Ledger], code: str | None = None) -> None:
        stored = None if code is None else ctx.services.catalogue.show(code)
        super().__init__(ctx, PARTS, SERVICE_FIELDS, stored)
        self._code = code

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The service's description, or that it is a new one."""
        new = self._stored is None
        name = self.say(N_("New service")) if new else str(self._first("description"))
        return (self.say(N_("Catalogue")), name)

    def store(self) -> Service:
        """Add or change the service."""
        if self._code is None:
            return self.ctx.services.catalogue.add(self.typed())
        return self.ctx.services.catalogue.edit(self._code, self.typed())
