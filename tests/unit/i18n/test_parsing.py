"""What a person types: two notations of numbers, no guess, and every refusal by name."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import Discount
from smm_ledger.core.money import MAX_MINOR, Money
from smm_ledger.i18n.formatting import format_date, format_duration, format_money
from smm_ledger.i18n.parsing import (
    parse_amount,
    parse_bool,
    parse_discount,
    parse_duration,
    parse_int,
    parse_money,
    parse_percent,
    parse_price,
    parse_quantity,
    parse_terms,
)
from smm_ledger.i18n.parsing_dates import parse_date

TODAY = date(2026, 11, 24)
WORDS = st.text(
    alphabet=st.sampled_from("0123456789.,-+€% eEnNaAiIfFxX/hm'\u00a0\u0661\u00b2"),
    max_size=14,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("1,234,567.8", "1234567.8"),
        ("1000", "1000"),
        ("0", "0"),
        ("007", "7"),
        ("12.5", "12.5"),
        (" 1.234,56 € ", "1234.56"),
        ("€1,234.56", "1234.56"),
        ("EUR 10", "10"),
        ("10\u00a0eur", "10"),
        ("9999999999.99", "9999999999.99"),
    ],
)
def test_an_amount_in_either_notation(text: str, value: str) -> None:
    assert parse_amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.500", "999,999", "1.234 €"])
def test_one_sign_before_three_digits_is_refused_with_both_readings(text: str) -> None:
    with pytest.raises(InputError, match="ambiguous") as caught:
        parse_amount(text, field="price")
    figure = text.removesuffix(" €")
    shown = str(caught.value)
    assert figure.replace(".", "").replace(",", "") in shown
    assert figure.replace(",", ".") in shown


@pytest.mark.parametrize(
    "text",
    [
        *("abc", "NaN", "inf", "-inf", "1e3", "1,2,3", "--5", "5€€", "€5€", "€ € 5", "$5", "5 USD"),
        *("", " ", ".", ",", "5.", ".5", "1..5", "1.5.5", "1,23.4", "12,34,567", "0.123.456"),
        *(
            "1 2",
            "+5",
            "5-",
            "5%",
            "1_000",
            "0x10",
            "\u0661\u0662",
            "\uff15",
            "5\u00b2",
            "½",
            "1'000",
        ),
        *("9" * 40, "1." + "0" * 40, "-5", "10000000000", "5\x00", "1.234.56", "1,234,56"),
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_amount(text, field="price")
    assert caught.value.subject == "price"


@pytest.mark.parametrize("text", ["1234.567", "1.234,567", "0.001", "5.1250"])
def test_more_decimals_than_the_currency_has_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="more than 2 decimals"):
        parse_amount(text)


def test_the_currency_gives_the_decimals_and_the_bound() -> None:
    assert parse_amount("1000", currency="JPY") == 1000
    assert parse_amount("1.2345", currency="EUR", max_decimals=8) == Decimal("1.2345")
    assert parse_amount("1.2340", currency="KWD") == Decimal("1.234")
    with pytest.raises(InputError, match="more than 0 decimals"):
        parse_amount("1000.5", currency="JPY")
    assert parse_amount("999999999999", currency="JPY") == MAX_MINOR
    with pytest.raises(InputError, match="too large"):
        parse_amount("1000000000000", currency="JPY")


def test_signs() -> None:
    assert parse_amount("-5,00 €", allow_negative=True) == -5
    assert parse_amount("-€5", allow_negative=True) == -5
    assert str(parse_amount("-0", allow_negative=True)) == "0"
    with pytest.raises(InputError, match="negative"):
        parse_amount("-5")
    for text in ("0", "0,00"):
        with pytest.raises(InputError, match="more than zero"):
            parse_amount(text, positive=True)


@given(
    st.integers(-MAX_MINOR, MAX_MINOR),
    st.sampled_from(["EUR", "USD", "CHF"]),  # not JPY: ¥1,234 is shown, and ambiguous typed
    st.sampled_from(["it", "en"]),
)
def test_what_is_shown_can_be_typed(minor: int, currency: str, language: str) -> None:
    money = Money(minor, currency)
    text = format_money(money, language)
    assert parse_money(text, currency=currency, allow_negative=True) == money


@given(WORDS)
def test_any_word_is_a_number_or_a_refusal(text: str) -> None:
    readers = (parse_amount, parse_price, parse_quantity, parse_percent, parse_duration)
    for reader in readers:
        try:
            value = reader(text)
        except InputError:
            continue
        assert 0 <= value < 10**12


@pytest.mark.parametrize("text", ["0", "0.0", "-1", "NaN", "1.234", "1000000001", "1.123456789"])
def test_a_quantity_is_more_than_zero_and_bounded(text: str) -> None:
    with pytest.raises(InputError, match="quantity"):
        parse_quantity(text)


def test_a_quantity_and_a_price_may_be_fine() -> None:
    assert parse_quantity("0,12345678") == Decimal("0.12345678")
    assert parse_price("0.0125") == Decimal("0.0125")
    assert parse_price("1.2340") == Decimal("1.234")


def test_percentages() -> None:
    for text in ("10", "10%", "10 %", "10,0"):
        assert parse_percent(text) == 10
    assert parse_percent("10.40") == Decimal("10.4")
    assert parse_percent("100") == 100
    for text in ("-1", "101", "100.01", "abc", "%", "10%%", "1.12345"):
        with pytest.raises(InputError, match="rate"):
            parse_percent(text, field="rate")


def test_a_discount_is_a_percentage_or_an_amount() -> None:
    assert parse_discount("5%") == Discount(percent=Decimal(5))
    assert parse_discount("50,00") == Discount(amount=5000)
    for text in ("0", "-5", "101%", "x"):
        with pytest.raises(InputError, match="discount"):
            parse_discount(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("01/12/2026", date(2026, 12, 1)),
        ("1/2/2026", date(2026, 2, 1)),
        ("+30", date(2026, 12, 24)),
        ("+0", TODAY),
        (" 2026-12-01 ", date(2026, 12, 1)),
    ],
)
def test_a_date(text: str, value: date) -> None:
    assert parse_date(text, today=TODAY) == value


@pytest.mark.parametrize(
    "text",
    [
        *("31/02/2026", "2026-13-01", "tomorrow-ish", "0000-00-00", "9999-99-99", "2026-1-1"),
        *("03/04/26", "03/04", "oggi", "today", "fm", "24.11.2026", "12/31/2026", "3 nov 2026"),
        *("+", "+-3", "-3", "+99999", "+1.5", "", "20261124", "2026-11-24T10:00", "01/01/1899"),
        *("\u0662026-01-01", "2026\u201101-01"),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_date(text, today=TODAY, field="due")
    assert caught.value.subject == "due"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3/4", date(2026, 4, 3)),
        ("3/4/27", date(2027, 4, 3)),
        ("oggi", TODAY),
        ("Tomorrow", date(2026, 11, 25)),
        ("ieri", date(2026, 11, 23)),
        ("fm", date(2026, 11, 30)),
        ("+30", date(2026, 12, 24)),
        ("2026-12-01", date(2026, 12, 1)),
    ],
)
def test_short_dates_where_the_result_is_shown(text: str, value: date) -> None:
    assert parse_date(text, today=TODAY, interactive=True) == value


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_both_notations_of_a_date_are_read(value: date) -> None:
    assert parse_date(format_date(value, "it"), today=TODAY) == value
    assert parse_date(format_date(value, "it", "iso"), today=TODAY) == value


@given(st.integers(0, 60_000))
def test_days_from_today(days: int) -> None:
    assert parse_date(f"+{days}", today=TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("1h30", 90), ("1h30m", 90), ("1h 30m", 90), ("90m", 90), ("90 min", 90), ("2h", 120)),
        *(("1.5", 90), ("1,5", 90), ("2", 120), ("0.25", 15), ("1H", 60), ("1 h 30 min", 90)),
        *(("1:30", 90), ("0:05", 5), ("1.5h", 90), ("0,5 h", 30)),
    ],
)
def test_a_duration(text: str, minutes: int) -> None:
    assert parse_duration(text) == minutes


@pytest.mark.parametrize("text", ["", "h", "m", "0", "0m", "-1h", "1h-30", "99999h", "1:60", "1d"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="duration"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["h", "1h-30", "1:60", "1d", "1.5hh", "1.5m"])
def test_the_refusal_of_a_duration_says_what_to_type(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_duration(text)
    assert "90m" in refused.value.hint


@given(st.integers(1, 599_999))
def test_a_shown_duration_is_read_back(minutes: int) -> None:
    assert parse_duration(format_duration(minutes)) == minutes


def test_yes_no_and_whole_number() -> None:
    assert parse_bool("Yes", field="f")
    assert parse_bool("sì", field="f")
    assert not parse_bool("no", field="f")
    assert parse_int("12", field="n", low=1, high=12) == 12
    with pytest.raises(InputError, match="neither yes nor no"):
        parse_bool("maybe", field="f")
    for text in ("0", "13", "1.5", "-1", "x", "9" * 30):
        with pytest.raises(InputError, match=r"^n:"):
            parse_int(text, field="n", low=1, high=12)


def test_terms_are_the_core_s() -> None:
    assert parse_terms("30 eom") == Terms("days_eom", 30)
