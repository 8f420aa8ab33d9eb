"""VAT in another state of the Union: rates entered by hand on each line, reverse charge abroad.

Directive 2006/112/EC: art. 44 and 196 (services to businesses), art. 226 (what an invoice names).
Knows no national rate, so a line without one bears none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from smm_ledger.core.countries import EU_MEMBERS
from smm_ledger.core.dates import Terms
from smm_ledger.core.lines import Line
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client, ClientKind, Issuer
from smm_ledger.core.regimes.italian_checks import missing
from smm_ledger.core.regimes.italy import is_business
from smm_ledger.core.regimes.protocol import CashLimit, FieldWarning, LegalNote
from smm_ledger.core.regimes.vat_input import read_vat
from smm_ledger.core.totals import DISBURSEMENT, TaxRules, Totals

_REVERSE_CHARGE: Final = LegalNote(
    "Inversione contabile: l'imposta è dovuta dal committente, art. 196 direttiva 2006/112/CE.",
    "Reverse charge: the recipient accounts for the VAT, art. 196 of Directive 2006/112/EC.",
    national=False,
)
_OUTSIDE: Final = LegalNote(
    "Operazione non soggetta a IVA nell'Unione, art. 44 direttiva 2006/112/CE.",
    "Outside the scope of EU VAT, art. 44 of Directive 2006/112/EC.",
    national=False,
)
_DISBURSED: Final = LegalNote(
    "Somme anticipate in nome e per conto del cliente, art. 79, lett. c), direttiva 2006/112/CE.",
    "Sums paid out in the client's name and on their behalf, art. 79(c) of Directive 2006/112/EC.",
    national=False,
)

_NO_RATE: Final = N_("no VAT is charged on it; if some is due, type its rate on the line")


@dataclass(frozen=True, slots=True)
class EuVat:
    """See the module."""

    code: str = "eu-vat"
    name: str = N_("EU VAT, rates by hand")
    fiscal_code: str = ""

    def rules(self, issuer: Issuer, client: Client) -> TaxRules:
        """Leave every rate to the lines."""
        del issuer, client
        return TaxRules(regime=self.code)

    def line_vat(self, typed: str | None, rules: TaxRules) -> tuple[Decimal, str]:
        """Take any rate; the one nature is that of sums advanced for the client."""
        return read_vat(typed, rules, {DISBURSEMENT})

    def default_withholding(self, issuer: Issuer, kind: ClientKind, country: str) -> bool:
        """Nobody withholds."""
        del issuer, kind, country
        return False

    def notes(
        self, issuer: Issuer, client: Client, totals: Totals, rules: TaxRules
    ) -> tuple[LegalNote, ...]:
        """Print why an untaxed line to a business abroad, or an advanced sum, bears no VAT."""
        del rules
        untaxed = any(group.rate == 0 and not group.nature for group in totals.groups)
        disbursed = any(group.nature == DISBURSEMENT for group in totals.groups)
        abroad = untaxed and _is_abroad(issuer, client)
        return (
            *((_REVERSE_CHARGE if client.country in EU_MEMBERS else _OUTSIDE,) if abroad else ()),
            *((_DISBURSED,) if disbursed else ()),
        )

    def quote_notes(
        self, issuer: Issuer, client: Client, totals: Totals, rules: TaxRules
    ) -> tuple[LegalNote, ...]:
        """Print the same as on the invoice."""
        return self.notes(issuer, client, totals, rules)

    def reference(self, nature: str) -> str:
        """No e-invoice of Italy is made from here."""
        del nature
        return ""

    def warnings(
        self,
        issuer: Issuer,
        client: Client,
        lines: Sequence[Line],
        totals: Totals,
        rules: TaxRules,
        *,
        terms: Terms | None = None,
    ) -> tuple[FieldWarning, ...]:
        """List what art. 226 wants: numbers, full addresses, and a rate where VAT may be due."""
        del rules, terms
        parties = (("issuer", issuer, ("vat_id", "address", "city")),)
        lacking = [
            missing(who, name)
            for who, party, names in (*parties, ("client", client, ("address", "city")))
            for name in names
            if not getattr(party, name)
        ]
        untaxed = any(group.rate == 0 and not group.nature for group in totals.groups)
        if untaxed and _is_abroad(issuer, client) and client.country in EU_MEMBERS:
            lacking += [] if client.vat_id else [missing("client", "vat_id")]
        if not _is_abroad(issuer, client):
            lacking += [
                FieldWarning(f"line {no}", _NO_RATE, cli="vat R")
                for no, line in enumerate(lines, 1)
                if line.counts and not line.deduction and not line.vat_rate and not line.vat_nature
            ]
        return tuple(lacking)

    def cash_limit(self, year: int) -> CashLimit | None:
        """There is none."""
        del year
        return None


def _is_abroad(issuer: Issuer, client: Client) -> bool:
    return client.country != issuer.country and is_business(client)


REGIME: Final = EuVat()
