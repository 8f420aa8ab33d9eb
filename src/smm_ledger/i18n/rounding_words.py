"""How it is told that the documents of a quote differ from it by a cent."""

from collections.abc import Sequence

from smm_ledger.core.marks import N_
from smm_ledger.core.roundings import Rounding
from smm_ledger.i18n.formatting import format_money, format_percent
from smm_ledger.i18n.translator import Translator


def rounding_text(t: Translator, found: Sequence[Rounding]) -> str:
    """Return one sentence; empty where nothing differs."""
    if not found:
        return ""
    parts = (f"{_vat(t, one)} {_signed(t, one)}" for one in found)
    return t(
        N_("Tax is rounded on each document; against the quote that makes: {parts}"),
        parts=", ".join(parts),
    )


def _vat(t: Translator, one: Rounding) -> str:
    return one.nature or format_percent(one.rate, t.language)


def _signed(t: Translator, one: Rounding) -> str:
    sign = "+" if one.amount.minor > 0 else ""
    return f"{sign}{format_money(one.amount, t.language)}"
