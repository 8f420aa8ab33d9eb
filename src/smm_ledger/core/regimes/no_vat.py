"""No tax at all: outside the Union, or below a state's threshold.

It says nothing on the document and asks for nothing; a line can name no rate.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import Line
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client, ClientKind, Issuer
from smm_ledger.core.regimes.protocol import CashLimit, FieldWarning, LegalNote
from smm_ledger.core.regimes.vat_input import FIELD, read_vat
from smm_ledger.core.totals import DISBURSEMENT, TaxRules, Totals


@dataclass(frozen=True, slots=True)
class NoVat:
    """See the module."""

    code: str = "no-vat"
    name: str = N_("No VAT")
    fiscal_code: str = ""

    def rules(self, issuer: Issuer, client: Client) -> TaxRules:
        """Charge nothing."""
        del issuer, client
        return TaxRules(regime=self.code)

    def line_vat(self, typed: str | None, rules: TaxRules) -> tuple[Decimal, str]:
        """Refuse every rate above zero."""
        rate, nature = read_vat(typed, rules, {DISBURSEMENT})
        if rate:
            raise InputError(
                FIELD,
                N_("this regime charges no VAT, but the line says {rate} %"),
                hint=N_("leave the rate out, or change the regime"),
                cli="issuer set regime=…",
                rate=f"{rate:f}",
            )
        return rate, nature

    def default_withholding(self, issuer: Issuer, kind: ClientKind, country: str) -> bool:
        """Nobody withholds."""
        del issuer, kind, country
        return False

    def notes(
        self, issuer: Issuer, client: Client, totals: Totals, rules: TaxRules
    ) -> tuple[LegalNote, ...]:
        """Print nothing."""
        del issuer, client, totals, rules
        return ()

    def quote_notes(
        self, issuer: Issuer, client: Client, totals: Totals, rules: TaxRules
    ) -> tuple[LegalNote, ...]:
        """Print nothing."""
        del issuer, client, totals, rules
        return ()

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
        """Ask for nothing."""
        del issuer, client, lines, totals, rules, terms
        return ()

    def cash_limit(self, year: int) -> CashLimit | None:
        """There is none."""
        del year
        return None


REGIME: Final = NoVat()
