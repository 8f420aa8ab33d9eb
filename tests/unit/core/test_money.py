"""Exact amounts: rounded once, away from zero; split without losing a cent; never mixed."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.errors import InputError
from smm_ledger.core.money import (
    CurrencyMismatch,
    Money,
    allocate,
    exponent_of,
    half_up,
    percent_of,
    to_minor,
)
from tests.support.strategies import cents, percents, weights


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        ("0", 0),
        ("0.5", 1),
        ("-0.5", -1),
        ("1.5", 2),
        ("2.5", 3),
        ("-2.5", -3),
        ("2.4999999999999999999999999999999999999", 2),
        ("267.5", 268),  # 2.675 in cents: a binary float says 267
        ("-267.5", -268),
        ("22885.5", 22886),
    ],
)
def test_halves_go_away_from_zero(value: str, whole: int) -> None:
    assert half_up(Decimal(value)) == whole


@given(st.fractions())
def test_rounding_moves_by_a_half_at_most_and_mirrors(value: Fraction) -> None:
    assert abs(half_up(value) - value) <= Fraction(1, 2)
    assert half_up(-value) == -half_up(value)


@pytest.mark.parametrize(
    ("value", "currency", "minor"),
    [("2.675", "EUR", 268), ("0.0125", "EUR", 1), ("1234", "JPY", 1234), ("1.2345", "KWD", 1235)],
)
def test_minor_units_follow_the_currency(value: str, currency: str, minor: int) -> None:
    assert to_minor(Decimal(value), currency) == minor


@pytest.mark.parametrize(("currency", "exponent"), [("JPY", 0), ("EUR", 2), ("TND", 3)])
def test_exponents_are_those_of_iso_4217(currency: str, exponent: int) -> None:
    assert exponent_of(currency) == exponent


@pytest.mark.parametrize("currency", ["", "eur", "XYZ", "EURO"])
def test_an_unknown_currency_is_refused_by_its_field(currency: str) -> None:
    with pytest.raises(InputError, match="not a currency") as caught:
        exponent_of(currency)
    assert caught.value.subject == "currency"


@given(cents, percents)
def test_a_percentage_is_exact_until_its_one_rounding(minor: int, percent: Decimal) -> None:
    assert abs(percent_of(minor, percent) - minor * Fraction(percent) / 100) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("total", "shares", "parts"),
    [
        (123457, (30, 40, 30), (37037, 49383, 37037)),
        (10000, (1, 1, 1), (3334, 3333, 3333)),
        (3333, (3333, 6667), (1111, 2222)),
        (-10000, (1, 1, 1), (-3334, -3333, -3333)),
        (5, (0, 0), (5, 0)),
        (0, (2, 3), (0, 0)),
        (7, (9,), (7,)),
        (1, (0, 1, 1), (0, 1, 0)),
    ],
)
def test_a_split_gives_the_rest_to_the_largest_remainders(
    total: int, shares: tuple[int, ...], parts: tuple[int, ...]
) -> None:
    assert allocate(total, shares) == parts


@given(cents, weights)
def test_a_split_loses_nothing_and_stays_within_a_unit(total: int, shares: list[int]) -> None:
    parts = allocate(total, shares)
    whole = sum(shares)
    assert sum(parts) == total
    assert len(parts) == len(shares)
    if whole:
        off = [
            part - Fraction(total * share, whole) for part, share in zip(parts, shares, strict=True)
        ]
        assert all(abs(distance) < 1 for distance in off)


@given(st.integers(0, 10**11), weights)
def test_a_larger_weight_never_gets_less(total: int, shares: list[int]) -> None:
    parts = allocate(total, shares)
    if any(shares):
        ranked = sorted(zip(shares, parts, strict=True))
        bare = [(share, part) for share, part in ranked if share == 0]
        assert all(part == 0 for _, part in bare)
        for (less, small), (more, large) in pairwise(ranked):
            assert less == more or small <= large


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(106080, "EUR"), "1060.80"),
        (Money(-5, "EUR"), "-0.05"),
        (Money(0, "EUR"), "0.00"),
        (Money(7, "JPY"), "7"),
        (Money(1, "KWD"), "0.001"),
        (Money(10**12 - 1, "EUR"), "9999999999.99"),
    ],
)
def test_an_amount_shows_its_currencys_decimals(money: Money, text: str) -> None:
    assert str(money) == text
    assert Money.of(text, money.currency) == money


@given(cents)
def test_an_amount_reads_back_as_written(minor: int) -> None:
    money = Money(minor, "EUR")
    assert Money.of(str(money), "EUR") == money
    assert Money.of(money.decimal, "EUR") == money


@given(cents, cents)
def test_amounts_of_one_currency_add_and_compare_as_integers(a: int, b: int) -> None:
    one, two = Money(a, "EUR"), Money(b, "EUR")
    assert one + two == Money(a + b, "EUR")
    assert one - two == Money(a - b, "EUR")
    assert -one == Money(-a, "EUR")
    assert (one < two, one <= two, one > two, one >= two) == (a < b, a <= b, a > b, a >= b)
    assert bool(one) is bool(a)


def test_two_currencies_never_mix() -> None:
    euros, dollars = Money(1, "EUR"), Money(1, "USD")
    with pytest.raises(CurrencyMismatch, match="EUR and USD"):
        euros + dollars
    with pytest.raises(CurrencyMismatch):
        euros - dollars
    with pytest.raises(CurrencyMismatch):
        assert euros < dollars
    with pytest.raises(CurrencyMismatch):
        assert euros >= dollars
    with pytest.raises(CurrencyMismatch):
        sum([euros, dollars], Money.zero("EUR"))
    assert euros != dollars


def test_money_is_no_number_and_never_a_float() -> None:
    with pytest.raises(TypeError, match="money and int"):
        Money(1, "EUR") + cast("Any", 1)
    with pytest.raises(TypeError, match="float"):
        Money.of(cast("Any", 0.1), "EUR")


def test_sums_percentages_and_splits_keep_the_currency() -> None:
    assert sum([Money(1, "EUR"), Money(2, "EUR")], Money.zero("EUR")) == Money(3, "EUR")
    assert Money(104025, "EUR").percent(Decimal(22)) == Money(22886, "EUR")
    assert Money(10000, "EUR").split((1, 1, 1)) == (
        Money(3334, "EUR"),
        Money(3333, "EUR"),
        Money(3333, "EUR"),
    )
