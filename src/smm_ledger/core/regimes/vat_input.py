"""Reading the VAT of a line: a rate, or the nature code that says why there is none.

One reader for all regimes; each says which natures and rates it may use.
"""

import re
from collections.abc import Collection
from decimal import Decimal

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.totals import TaxRules

FIELD = "vat"

_RATE = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))? ?%?")
_NATURE = re.compile(r"N[1-7](?:\.[1-9])?")
_WHOLE = 100
_NEED_DETAIL = frozenset({"N2", "N3", "N6"})
"""Refused since 2021 (SdI 00445): their sub-codes are used."""


def read_vat(typed: str | None, rules: TaxRules, natures: Collection[str]) -> tuple[Decimal, str]:
    """Return rate and nature of a line; a rate of 0 takes the standard's nature, if it has one.

    Args:
        typed: What the user wrote, or None for the standard of `rules`.
        rules: Of the document.
        natures: Codes that the regime may use.

    Raises:
        InputError: No rate from 0 to 100 and none of `natures`.
    """
    if typed is None:
        return rules.standard_rate, rules.standard_nature
    text = typed.strip().upper()
    if _NATURE.fullmatch(text):
        return Decimal(0), _checked(text, natures)
    rate = _rate(text)
    if rate is None:
        raise InputError(
            FIELD,
            N_("“{value}” is neither a VAT rate nor a nature code"),
            hint=N_("type a rate such as 22, or a nature such as N1"),
            value=typed.strip(),
        )
    return rate, "" if rate else rules.standard_nature


def _checked(nature: str, natures: Collection[str]) -> str:
    if nature in _NEED_DETAIL:
        raise InputError(
            FIELD,
            N_("the nature {value} alone is refused by the Sistema di Interscambio (00445)"),
            hint=N_("use its detailed code, such as {value}.1"),
            value=nature,
        )
    if nature not in natures:
        raise InputError(
            FIELD,
            N_("the nature {value} has no place in your tax regime"),
            hint=N_("use one of: {natures}"),
            value=nature,
            natures=", ".join(sorted(natures)),
        )
    return nature


def _rate(text: str) -> Decimal | None:
    found = _RATE.fullmatch(text)
    if found is None:
        return None
    decimals = (found[2] or "").rstrip("0")
    rate = Decimal(f"{int(found[1])}.{decimals}" if decimals else int(found[1]))
    return rate if rate <= _WHOLE else None
