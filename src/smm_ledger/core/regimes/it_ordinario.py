"""The ordinary Italian regime (RF01): VAT at 22 %, withholding by Italian clients, split payment.

DPR 633/72; art. 25 DPR 600/1973. A fee under withholding is never under split payment
(art. 17-ter c. 1-sexies): where both could be, withholding wins.
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
from smm_ledger.core.regimes import italy
from smm_ledger.core.regimes.italian_checks import italian_warnings
from smm_ledger.core.regimes.protocol import CashLimit, FieldWarning, LegalNote
from smm_ledger.core.regimes.vat_input import FIELD, read_vat
from smm_ledger.core.totals import TaxRules, Totals

STANDARD_RATE: Final = Decimal(22)
_LEAST_RATE: Final = 1
"""Below it a share was typed for a percentage (SdI 00424)."""


@dataclass(frozen=True, slots=True)
class Ordinario:
    """See the module."""

    code: str = "it-ordinario"
    name: str = N_("Italy, ordinary regime")
    fiscal_code: str = "RF01"

    def rules(self, issuer: Issuer, client: Client) -> TaxRules:
        """22 %, or N2.1 to a business abroad; withholding, else split payment."""
        foreign = italy.is_foreign_business(client)
        withheld = client.withholding and italy.is_agent(client)
        public = client.kind is ClientKind.PUBLIC and client.country == italy.COUNTRY
        return TaxRules(
            regime=self.code,
            standard_rate=Decimal(0) if foreign else STANDARD_RATE,
            standard_nature=italy.FOREIGN_SERVICE if foreign else "",
            contribution=issuer.contribution,
            withholding_percent=issuer.withholding_percent if withheld else Decimal(0),
            withholding_base_percent=issuer.withholding_base_percent,
            split_payment=public and not withheld,
            stamp_amount=italy.stamp_amount(client),
            stamp_threshold=italy.STAMP_DUTY.threshold,
            stamp_recharged=issuer.stamp_recharge,
        )

    def line_vat(self, typed: str | None, rules: TaxRules) -> tuple[Decimal, str]:
        """Take any rate from 1 % and any detailed nature; 0 % needs its nature (SdI 00400)."""
        rate, nature = read_vat(typed, rules, italy.REFERENCES)
        if rate < _LEAST_RATE and not nature:
            raise InputError(
                FIELD,
                N_("a VAT rate of {rate} % does not exist"),
                hint=N_("type a percentage such as 22; for no VAT, its nature, such as N4"),
                rate=f"{rate:f}",
            )
        return rate, nature

    def default_withholding(self, issuer: Issuer, kind: ClientKind, country: str) -> bool:
        """Italian companies and public bodies withhold."""
        del issuer
        return country == italy.COUNTRY and kind is not ClientKind.PERSON

    def notes(
        self, issuer: Issuer, client: Client, totals: Totals, rules: TaxRules
    ) -> tuple[LegalNote, ...]:
        """Print why there is no VAT, who pays it under split payment, and the stamp."""
        del issuer
        split = (italy.SPLIT_PAYMENT,) if rules.split_payment else ()
        natures = italy.nature_notes(totals, client, own={})
        return (*natures, *split, *italy.stamp_notes(totals))

    def quote_notes(
        self, issuer: Issuer, client: Client, totals: Totals, rules: TaxRules
    ) -> tuple[LegalNote, ...]:
        """Print why there is no VAT, and that each invoice may bear the stamp."""
        del issuer
        natures = italy.nature_notes(totals, client, own={})
        return (*natures, *italy.stamp_announcements(totals, rules))

    def reference(self, nature: str) -> str:
        """Return the law of a nature."""
        return italy.REFERENCES[nature].italian

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
        """List what an Italian invoice lacks."""
        del rules
        return italian_warnings(issuer, client, lines, totals, terms)

    def cash_limit(self, year: int) -> CashLimit | None:
        """There is none."""
        del year
        return None


REGIME: Final = Ordinario()
