"""The Italian flat-rate regime (RF19): no VAT, no withholding, stamp duty above 77.47.

L. 190/2014 art. 1, cc. 54-89. Never a rate of VAT, never split payment.
"""

import datetime as dt
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
from smm_ledger.core.totals import DISBURSEMENT, TaxRules, Totals

FRANCHISE: Final = "N2.2"
NATURES: Final = frozenset(
    {DISBURSEMENT, italy.FOREIGN_SERVICE, FRANCHISE, *(f"N3.{n}" for n in range(1, 7))}
)

LIMITS: Final = (
    CashLimit(since=dt.date(2023, 1, 1), next_year=8_500_000, at_once=10_000_000),
    CashLimit(since=dt.date(2019, 1, 1), next_year=6_500_000, at_once=None),
)
"""Newest first. L. 197/2022 art. 1 c. 54; before, L. 145/2018, without an exit at once."""

_FRANCHISE_NOTE: Final = LegalNote(
    "Operazione effettuata ai sensi dell'art. 1, commi da 54 a 89, della Legge n. 190/2014 e "
    "successive modificazioni - operazione in franchigia da IVA.",
    "Supply under the Italian flat-rate scheme, art. 1, paragraphs 54 to 89, of Law 190/2014 as "
    "amended: no VAT is charged.",
)
_REGIME_NOTE: Final = LegalNote(
    "Operazione effettuata ai sensi dell'art. 1, commi da 54 a 89, della Legge n. 190/2014 e "
    "successive modificazioni.",
    "Supply under the Italian flat-rate scheme, art. 1, paragraphs 54 to 89, of Law 190/2014 as "
    "amended.",
)
_NO_WITHHOLDING_NOTE: Final = LegalNote(
    "Si richiede la non applicazione della ritenuta alla fonte a titolo d'acconto ai sensi "
    "dell'art. 1, comma 67, L. 190/2014.",
    "No tax is to be withheld from this fee, art. 1, paragraph 67, of Italian Law 190/2014.",
)


@dataclass(frozen=True, slots=True)
class Forfettario:
    """See the module."""

    code: str = "it-forfettario"
    name: str = N_("Italy, flat-rate regime (forfettario)")
    fiscal_code: str = "RF19"

    def rules(self, issuer: Issuer, client: Client) -> TaxRules:
        """No VAT; contribution and recharge of the stamp as the issuer has set them."""
        foreign = italy.is_foreign_business(client)
        return TaxRules(
            regime=self.code,
            standard_nature=italy.FOREIGN_SERVICE if foreign else FRANCHISE,
            contribution=issuer.contribution,
            stamp_amount=italy.stamp_amount(client),
            stamp_threshold=italy.STAMP_DUTY.threshold,
            stamp_recharged=issuer.stamp_recharge,
        )

    def line_vat(self, typed: str | None, rules: TaxRules) -> tuple[Decimal, str]:
        """Refuse every rate above zero."""
        rate, nature = read_vat(typed, rules, NATURES)
        if rate:
            raise InputError(
                FIELD,
                N_("a forfettario charges no VAT, but the line says {rate} %"),
                hint=N_("leave the rate out, or change the regime"),
                cli="issuer set regime=…",
                rate=f"{rate:f}",
            )
        return rate, nature

    def default_withholding(self, issuer: Issuer, kind: ClientKind, country: str) -> bool:
        """Nobody withholds (c. 67)."""
        del issuer, kind, country
        return False

    def notes(
        self, issuer: Issuer, client: Client, totals: Totals, rules: TaxRules
    ) -> tuple[LegalNote, ...]:
        """Print the regime, why there is no VAT, that nothing is withheld, and the stamp."""
        del issuer, rules
        no_withholding = (_NO_WITHHOLDING_NOTE,) if italy.is_agent(client) else ()
        return (*_regime_notes(client, totals), *no_withholding, *italy.stamp_notes(totals))

    def quote_notes(
        self, issuer: Issuer, client: Client, totals: Totals, rules: TaxRules
    ) -> tuple[LegalNote, ...]:
        """Print the regime, and that each invoice may bear the stamp."""
        del issuer
        return (*_regime_notes(client, totals), *italy.stamp_announcements(totals, rules))

    def reference(self, nature: str) -> str:
        """Return the law of a nature; of N2.2, the regime's own."""
        if nature == FRANCHISE:
            return "Art. 1, commi da 54 a 89, L. 190/2014 - operazione in franchigia da IVA"
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
        """Return the limit in force at the end of `year`; None before 2019."""
        return next((limit for limit in LIMITS if limit.since.year <= year), None)


def _regime_notes(client: Client, totals: Totals) -> tuple[LegalNote, ...]:
    natures = {group.nature for group in totals.groups}
    regime = () if FRANCHISE in natures else (_REGIME_NOTE,)
    return (*regime, *italy.nature_notes(totals, client, own={FRANCHISE: _FRANCHISE_NOTE}))


REGIME: Final = Forfettario()
