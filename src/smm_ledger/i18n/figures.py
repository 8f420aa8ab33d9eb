"""Amounts and dates as a sentence or a cell takes them: in the translator's language.

`formatting` knows how a language writes a figure; this is the one spelling of asking it for an
amount that is stored as minor units beside a currency, and for a date that may be missing.
"""

import datetime as dt

from smm_ledger.core.money import Money
from smm_ledger.i18n.formatting import DateStyle, format_date, format_money
from smm_ledger.i18n.translator import Translator


def money(t: Translator, minor: int, currency: str) -> str:
    """Return an amount with its currency; a blank in it never breaks a line."""
    return money_of(t, Money(minor, currency))


def money_of(t: Translator, amount: Money | None) -> str:
    """Return an amount that carries its currency, empty for none."""
    return format_money(amount, t.language) if amount is not None else ""


def date(t: Translator, value: dt.date | None, style: DateStyle = "short") -> str:
    """Return a date, empty for none."""
    return format_date(value, t.language, style) if value else ""
