"""Short phrases about data that need a plural or a word: days, terms, countries.

They take the translator, where `formatting` needs but the language's name.
"""

import json
from functools import cache
from pathlib import Path
from typing import Final

from smm_ledger.core.dates import Terms
from smm_ledger.i18n.translator import SOURCE_LANGUAGE, Translator

_COUNTRIES: Final = Path(__file__).resolve().parents[1] / "data" / "countries.json"


def format_days(days: int, translator: Translator) -> str:
    """Write a count of days: `1 day`, `12 days`."""
    return translator.ngettext("{n} day", "{n} days", days)


def format_least(amount: str, translator: Translator, *, is_open: bool) -> str:
    """Write the price of an offer: `from €766.92` where alternatives are left to choose."""
    return translator("from {amount}", amount=amount) if is_open else amount


def format_terms(terms: Terms, translator: Translator) -> str:
    """Write terms of payment as an invoice has them: `30 gg d.f.`, `30 gg d.f.f.m.`."""
    match terms.kind:
        case "days":
            return translator.ngettext(
                "{n} day from the invoice date",
                "{n} days from the invoice date",
                terms.days,
            )
        case "days_eom":
            return translator.ngettext(
                "{n} day from the invoice date, end of month",
                "{n} days from the invoice date, end of month",
                terms.days,
            )
        case "eom_days":
            return translator.ngettext(
                "end of month plus {n} day",
                "end of month plus {n} days",
                terms.days,
            )


@cache
def _country_names() -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = json.loads(_COUNTRIES.read_text(encoding="utf-8"))
    return names


def country_name(code: str, language: str) -> str:
    """Return a country's name in a language, in English where it has none, else the code."""
    names = _country_names().get(code, {})
    return names.get(language) or names.get(SOURCE_LANGUAGE) or code
