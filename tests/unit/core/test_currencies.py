"""The list of currencies is ISO 4217's, with the decimals of each."""

from smm_ledger.core.currencies import EXPONENTS


def test_every_code_is_three_capitals_with_0_2_or_3_decimals() -> None:
    assert all(len(code) == 3 and code.isupper() and code.isascii() for code in EXPONENTS)
    assert set(EXPONENTS.values()) == {0, 2, 3}


def test_no_code_stands_in_two_lists() -> None:
    assert len(EXPONENTS) == sum(list(EXPONENTS.values()).count(n) for n in (0, 2, 3))
    assert EXPONENTS["EUR"] == EXPONENTS["CHF"] == EXPONENTS["GBP"] == 2
    assert EXPONENTS["JPY"] == EXPONENTS["KRW"] == 0
    assert EXPONENTS["KWD"] == EXPONENTS["TND"] == 3


def test_what_no_longer_circulates_is_gone() -> None:
    assert not {"ITL", "HRK", "FRF", "DEM"} & set(EXPONENTS)
