"""Short phrases about data that need a plural or a word: days, terms, countries.

They take the translator, where `formatting` needs but the language's name.
"""

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smm_ledger.core.dates import Terms
from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_decimal
from smm_ledger.i18n.translator import SOURCE_LANGUAGE, Translator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smm_ledger.core.lines import Line
    from smm_ledger.core.proposals import Proposal

_COUNTRIES: Final = Path(__file__).resolve().parents[1] / "data" / "countries.json"


def format_days(days: int, translator: Translator) -> str:
    """Write a count of days: `1 day`, `12 days`."""
    return translator.ngettext("{n} day", "{n} days", days)


def format_least(amount: str, translator: Translator, *, is_open: bool) -> str:
    """Write the price of an offer: `from €766.92` where alternatives are left to choose."""
    return translator(N_("from {amount}"), amount=amount) if is_open else amount


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


def changes_in_words(proposal: "Proposal", lines: "Sequence[Line]", translator: Translator) -> str:
    """Say what a smaller offer takes, drops or shrinks, of the lines that were asked about."""
    told = [
        translator(N_("with {line}"), line=lines[no - 1].description) for no in proposal.takes
    ] + [
        translator(
            N_("{line}: {old} to {new}") if change.to_quantity else N_("without {line}"),
            line=lines[change.line_no - 1].description,
            old=format_decimal(change.from_quantity, translator.language),
            new=format_decimal(change.to_quantity, translator.language),
        )
        for change in proposal.changes
    ]
    return "; ".join(told) or translator(N_("as it stands"))


@cache
def _country_names() -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = json.loads(_COUNTRIES.read_text(encoding="utf-8"))
    return names


def country_name(code: str, language: str) -> str:
    """Return a country's name in a language, in English where it has none, else the code."""
    names = _country_names().get(code, {})
    return names.get(language) or names.get(SOURCE_LANGUAGE) or code
