"""Figures and dates as Italian and English write them; Babel is the second opinion."""

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date as babel_date
from babel.numbers import format_decimal as babel_decimal
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.money import MAX_MINOR, Money
from smm_ledger.i18n.formatting import (
    NBSP,
    format_date,
    format_decimal,
    format_duration,
    format_money,
    format_month,
    format_percent,
    format_unit_price,
)

DAY = date(2026, 11, 4)


@pytest.mark.parametrize(
    ("minor", "currency", "italian", "english"),
    [
        (123456, "EUR", f"1.234,56{NBSP}€", "€1,234.56"),
        (-123456, "EUR", f"-1.234,56{NBSP}€", "-€1,234.56"),
        (5, "EUR", f"0,05{NBSP}€", "€0.05"),
        (0, "EUR", f"0,00{NBSP}€", "€0.00"),
        (123456, "JPY", f"123.456{NBSP}¥", "¥123,456"),
        (123456, "KWD", f"123,456{NBSP}KWD", f"KWD{NBSP}123.456"),
        (100000000, "CHF", f"1.000.000,00{NBSP}CHF", f"CHF{NBSP}1,000,000.00"),
    ],
)
def test_an_amount(minor: int, currency: str, italian: str, english: str) -> None:
    money = Money(minor, currency)
    assert format_money(money, "it") == italian
    assert format_money(money, "en") == english


def test_an_amount_without_its_sign() -> None:
    assert format_money(Money(-123456, "EUR"), "it", with_symbol=False) == "-1.234,56"


@given(st.integers(-MAX_MINOR, MAX_MINOR), st.sampled_from(["it", "en"]))
def test_an_amount_is_what_babel_writes(minor: int, language: str) -> None:
    money = Money(minor, "EUR")
    expected = babel_decimal(money.decimal, "#,##0.00", locale=language)
    assert format_money(money, language, with_symbol=False) == expected


def test_a_unit_price_keeps_its_decimals() -> None:
    assert format_unit_price(Decimal("0.0125"), "EUR", "it") == f"0,0125{NBSP}€"
    assert format_unit_price(Decimal(120), "EUR", "en") == "€120.00"
    assert format_unit_price(Decimal("-120.5"), "EUR", "it", with_symbol=False) == "-120,50"


@pytest.mark.parametrize(
    ("value", "italian", "english"),
    [
        ("3", "3", "3"),
        ("3.00", "3", "3"),
        ("1.50", "1,5", "1.5"),
        ("1E+3", "1.000", "1,000"),
        ("100", "100", "100"),
        ("-1234.5", "-1.234,5", "-1,234.5"),
        ("0.00", "0", "0"),
    ],
)
def test_a_number_has_no_needless_zeros(value: str, italian: str, english: str) -> None:
    assert format_decimal(Decimal(value), "it") == italian
    assert format_decimal(Decimal(value), "en") == english


def test_a_number_may_ask_for_decimals() -> None:
    assert format_decimal(Decimal(3), "it", decimals=2) == "3,00"
    assert format_decimal(Decimal("3.125"), "it", decimals=2) == "3,125"


def test_a_percentage() -> None:
    assert format_percent(Decimal("10.00"), "it") == "10%"
    assert format_percent(Decimal("4.5"), "it") == "4,5%"
    assert format_percent(Decimal("10.4"), "it", decimals=2) == "10,40%"


def test_dates() -> None:
    assert format_date(DAY, "it") == "04/11/2026"
    assert format_date(DAY, "it", "long") == "4 novembre 2026"
    assert format_date(DAY, "en") == "4 Nov 2026"
    assert format_date(DAY, "en", "long") == "4 November 2026"
    assert format_date(DAY, "it", "iso") == "2026-11-04"
    assert format_month(DAY, "it") == "novembre 2026"


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)), st.sampled_from(["it", "en"]))
def test_a_long_date_is_what_babel_writes(value: date, language: str) -> None:
    expected = babel_date(value, "d MMMM y", locale=language)
    assert format_date(value, language, "long") == expected


def test_a_language_without_a_row_reads_as_english() -> None:
    assert format_money(Money(123456, "EUR"), "de") == "€1,234.56"


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(90, "1 h 30 min"), (45, "45 min"), (120, "2 h"), (0, "0 min"), (-90, "-1 h 30 min")],
)
def test_a_duration(minutes: int, text: str) -> None:
    assert format_duration(minutes) == text
