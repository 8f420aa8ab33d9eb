"""The issuer's own data, at the beginning and in the settings; each field can be skipped."""

from typing import Final

from smm_ledger.core.errors import LedgerMissing
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Issuer
from smm_ledger.core.regimes import REGIMES
from smm_ledger.services.fields import ISSUER_FIELDS
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.parties import CONTACT, LANGUAGES, YES_NO, Entry
from smm_ledger.tui.forms.records import Part, RecordForm

STYLES: Final = (("classic", N_("classic")), ("minimal", N_("minimal")), ("bold", N_("bold")))
PAPERS: Final = (("A4", "A4"), ("Letter", "Letter"))
PARTS: Final[tuple[Part, ...]] = (
    (
        "",
        (
            Entry("name", N_("Name"), required=True),
            Entry("vat_id", N_("VAT number")),
            Entry("iban", N_("IBAN")),
            Entry("language", N_("Language"), LANGUAGES),
            Entry("country", N_("Country")),
            Entry(
                "regime",
                N_("Tax regime"),
                tuple((code, regime.name) for code, regime in REGIMES.items()),
            ),
            Entry("tax_code", N_("Tax code")),
            *CONTACT,
        ),
    ),
    (
        N_("Invoices"),
        (
            Entry("terms", N_("Terms")),
            Entry("currency", N_("Currency")),
            Entry("contribution", N_("Contribution")),
            Entry("withholding_percent", N_("Withholding %")),
            Entry("withholding_base_percent", N_("on % of the fee")),
            Entry("stamp_recharge", N_("Stamp recharged"), YES_NO),
            Entry("bic", N_("BIC")),
            Entry("bank", N_("Bank")),
            Entry("patron_saint", N_("Patron saint")),
        ),
    ),
    (
        N_("Numbers and paper"),
        (
            Entry("invoice_pattern", N_("Invoice number")),
            Entry("quote_pattern", N_("Quote number")),
            Entry("credit_pattern", N_("Credit note number")),
            Entry("proforma_pattern", N_("Proforma number")),
            Entry("style", N_("Style"), STYLES),
            Entry("accent", N_("Colour")),
            Entry("paper", N_("Paper"), PAPERS),
            Entry("logo", N_("Logo (a file)")),
        ),
    ),
)


class IssuerForm(RecordForm[Issuer]):
    """Changes the issuer; where there is no ledger yet, begins it."""

    def __init__(self, ctx: Context[Ledger]) -> None:
        try:
            stored = ctx.services.issuer.show()
        except LedgerMissing:
            stored = None
        self._spoken = {"language": ctx.words.language}  # what she reads now, until she says else
        super().__init__(ctx, PARTS, ISSUER_FIELDS, stored, self._spoken)

    @property
    def crumbs(self) -> tuple[str, ...]:
        """That these are her own data."""
        return (self.say(N_("My data")),)

    def store(self) -> Issuer:
        """Begin the ledger, or change the issuer."""
        if self._stored is None:
            typed = {name: text for name, text in self.typed().items() if text}
            return self.ctx.services.issuer.begin(self._spoken | typed)
        return self.ctx.services.issuer.set(self.typed())
