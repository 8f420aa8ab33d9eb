"""The tax regimes: the one place that knows which there are.

A document stores the rules that its regime chose, so a regime that changes here changes no old
document. Adding a country is adding a module and one entry below.
"""

from collections.abc import Mapping
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.regimes import eu_vat, it_forfettario, it_ordinario, no_vat
from smm_ledger.core.regimes.protocol import CashLimit, FieldWarning, LegalNote, Regime

__all__ = ["REGIMES", "CashLimit", "FieldWarning", "LegalNote", "Regime", "regime_of"]

_ALL: Final[tuple[Regime, ...]] = (
    it_forfettario.REGIME,
    it_ordinario.REGIME,
    eu_vat.REGIME,
    no_vat.REGIME,
)

REGIMES: Final[Mapping[str, Regime]] = {regime.code: regime for regime in _ALL}
"""By code."""


def regime_of(code: str) -> Regime:
    """Return the regime that the user names.

    Raises:
        InputError: There is none of that code.
    """
    try:
        return REGIMES[code.strip().lower()]
    except KeyError:
        raise InputError(
            "regime",
            N_("“{value}” is no tax regime"),
            hint=N_("use one of: {regimes}"),
            value=code,
            regimes=", ".join(REGIMES),
        ) from None
