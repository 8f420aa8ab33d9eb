"""A client: the few fields that a document needs first, the rest after."""

from typing import Final

from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client
from smm_ledger.services.fields import CLIENT_FIELDS
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.parties import AS_USUAL, CONTACT, LANGUAGES, YES_NO, Entry, stored_text
from smm_ledger.tui.forms.records import Part, RecordForm

KINDS: Final = (
    ("company", N_("company or trader")),
    ("person", N_("private person")),
    ("public", N_("public body")),
)
PARTS: Final[tuple[Part, ...]] = (
    (
        "",
        (
            Entry("name", N_("Name"), required=True),
            Entry("kind", N_("Kind"), KINDS),
            Entry("vat_id", N_("VAT number")),
            Entry("tax_code", N_("Tax code")),
            Entry("country", N_("Country")),
            *CONTACT[:5],
        ),
    ),
    (
        N_("Invoices"),
        (
            Entry("terms", N_("Terms")),
            Entry("sdi_code", N_("SdI code")),
            *CONTACT[6:],
            Entry("withholding", N_("Withholding tax"), (AS_USUAL, *YES_NO)),
            Entry("business", N_("Is a business"), (AS_USUAL, *YES_NO)),
            Entry("currency", N_("Currency")),
            Entry("language", N_("Language"), (AS_USUAL, *LANGUAGES)),
        ),
    ),
    (
        N_("More"),
        (
            CONTACT[5],
            Entry("code", N_("Short code")),
            Entry("notes", N_("Notes (private)"), multiline=True),
        ),
    ),
)


class ClientForm(RecordForm[Client]):
    """Adds a client, or changes the one of `code`."""

    def __init__(self, ctx: Context[Ledger], code: str | None = None) -> None:
        stored = None if code is None else ctx.services.clients.show(code).client
        issuer = ctx.services.issuer.show()
        usual = {name: stored_text(issuer, name, "en") for name in ("country", "currency", "terms")}
        super().__init__(ctx, PARTS, CLIENT_FIELDS, stored, usual)
        self._code = code
        self.version = None if stored is None else stored.version

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The client's name, or that it is a new one."""
        name = self.say(N_("New client")) if self._stored is None else str(self._first("name"))
        return (self.say(N_("Clients")), name)

    def store(self) -> Client:
        """Add or change the client."""
        if self._code is None:
            typed = {name: text for name, text in self.typed().items() if text}
            return self.ctx.services.clients.add(typed)
        return self.ctx.services.clients.edit(self._code, self.typed(), version=self.version)

    def reload(self) -> None:
        """Take over what another window stored."""
        if self._code is not None:
            stored = self.ctx.services.clients.show(self._code).client
            self.version = stored.version
            self.take(stored)
