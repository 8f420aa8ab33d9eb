"""Amounts, numbers and dates as a language writes them.

By hand and from one small table, because a library for it would cost every command 40 ms. What a
third language needs is one more row. Nothing here may compute: figures come finished.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from smm_ledger.core.money import Money, exponent_of

DateStyle = Literal["short", "long", "iso"]

NBSP: Final = "\u00a0"
SYMBOLS: Final = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
"""Signs that stand for one currency; all others are shown by their code."""

_ITALIAN_MONTHS: Final = """
gennaio febbraio marzo aprile maggio giugno
luglio agosto settembre ottobre novembre dicembre
"""
_ENGLISH_MONTHS: Final = """
January February March April May June
July August September October November December
"""


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a language writes figures and dates.

    Attributes:
        decimal: The decimal sign.
        group: The sign between thousands.
        symbol_first: Whether the currency stands before the figure.
        months: Their names, January first.
        short_date: Template of a short date over `day`, `month`, `abbreviated` and `year`.
    """

    decimal: str
    group: str
    symbol_first: bool
    months: tuple[str, ...]
    short_date: str


CONVENTIONS: Final = {
    "en": Conventions(
        decimal=".",
        group=",",
        symbol_first=True,
        months=tuple(_ENGLISH_MONTHS.split()),
        short_date="{day} {abbreviated} {year}",
    ),
    "it": Conventions(
        decimal=",",
        group=".",
        symbol_first=False,
        months=tuple(_ITALIAN_MONTHS.split()),
        short_date="{day:02}/{month:02}/{year}",
    ),
}


def conventions_of(language: str) -> Conventions:
    """Return a language's row, English's for one that has none."""
    return CONVENTIONS.get(language, CONVENTIONS["en"])


def _figure(value: Decimal, language: str) -> str:
    """Write a figure with the decimals that it has, grouped, without its sign."""
    rules = conventions_of(language)
    whole, point, fraction = f"{abs(value):,f}".partition(".")
    return whole.replace(",", rules.group) + (rules.decimal if point else "") + fraction


def _sign(value: Decimal) -> str:
    return "-" if value < 0 else ""


def format_decimal(value: Decimal, language: str, *, decimals: int | None = None) -> str:
    """Write a number: exactly, without needless zeros, or with at least `decimals` of them."""
    plain = value.normalize()
    if plain.as_tuple().exponent == 0 or plain == plain.to_integral_value():
        plain = plain.quantize(Decimal(1))
    if decimals is not None and _places(plain) < decimals:
        plain = plain.quantize(Decimal(1).scaleb(-decimals))
    return _sign(plain) + _figure(plain, language)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _with_currency(sign: str, figure: str, currency: str, language: str) -> str:
    symbol = SYMBOLS.get(currency, currency)
    if not conventions_of(language).symbol_first:
        return f"{sign}{figure}{NBSP}{symbol}"
    return f"{sign}{symbol}{'' if currency in SYMBOLS else NBSP}{figure}"


def format_money(money: Money, language: str, *, with_symbol: bool = True) -> str:
    """Write an amount: `1.234,56 €` (it), `€1,234.56` (en); all decimals of the currency."""
    sign, figure = _sign(money.decimal), _figure(money.decimal, language)
    if not with_symbol:
        return sign + figure
    return _with_currency(sign, figure, money.currency, language)


def format_unit_price(
    price: Decimal,
    currency: str,
    language: str,
    *,
    with_symbol: bool = True,
) -> str:
    """Write a unit price: as an amount, with more decimals where it has more."""
    figure = format_decimal(abs(price), language, decimals=exponent_of(currency))
    if not with_symbol:
        return _sign(price) + figure
    return _with_currency(_sign(price), figure, currency, language)


def format_percent(value: Decimal, language: str, *, decimals: int = 0) -> str:
    """Write hundredths: `10%`, `4,5%`; with `decimals` at least, where one stands below another."""
    return f"{format_decimal(value, language, decimals=decimals)}%"


def format_date(value: date, language: str, style: DateStyle = "short") -> str:
    """Write a date: `24/11/2026` or `24 novembre 2026` (it), `24 Nov 2026` (en), or ISO 8601."""
    if style == "iso":
        return f"{value:%Y-%m-%d}"
    rules = conventions_of(language)
    month = rules.months[value.month - 1]
    if style == "long":
        return f"{value.day} {month} {value.year}"
    return rules.short_date.format(
        day=value.day,
        month=value.month,
        abbreviated=month[:3],
        year=value.year,
    )


def format_month(value: date, language: str) -> str:
    """Write the month of a date: `novembre 2026`."""
    return f"{conventions_of(language).months[value.month - 1]} {value.year}"


def format_duration(minutes: int) -> str:
    """Write an effort: `1 h 30 min`, `45 min`, `2 h`, the same in every language."""
    hours, rest = divmod(abs(minutes), 60)
    parts = [f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else ""]
    return ("-" if minutes < 0 else "") + " ".join(filter(None, parts))
