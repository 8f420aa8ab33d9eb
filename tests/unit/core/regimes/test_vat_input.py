"""The VAT of a line as it is typed: a rate, a nature, or the standard."""

from decimal import Decimal

import pytest
from hypothesis import given

from smm_ledger.core.errors import InputError
from smm_ledger.core.regimes.vat_input import read_vat
from smm_ledger.core.totals import TaxRules
from tests.support.strategies import percents

TAXED = TaxRules(regime="it-ordinario", standard_rate=Decimal(22))
FREE = TaxRules(regime="it-forfettario", standard_nature="N2.2")
NATURES = {"N1", "N2.2", "N4"}


@pytest.mark.parametrize(
    ("typed", "rate", "nature"),
    [
        (None, "22", ""),
        ("22", "22", ""),
        (" 22 % ", "22", ""),
        ("10.0", "10", ""),
        ("10,50", "10.5", ""),
        ("05", "5", ""),
        ("100", "100", ""),
        ("0", "0", ""),
        ("n1", "0", "N1"),
        ("N2.2 ", "0", "N2.2"),
    ],
)
def test_a_rate_or_a_nature(typed: str | None, rate: str, nature: str) -> None:
    found = read_vat(typed, TAXED, NATURES)
    assert found == (Decimal(rate), nature)
    assert f"{found[0]:f}" == rate


@pytest.mark.parametrize("typed", [None, "0", "0%", "0,00"])
def test_nothing_is_the_standards_nature_where_it_has_one(typed: str | None) -> None:
    assert read_vat(typed, FREE, NATURES) == (Decimal(0), "N2.2")


@given(percents)
def test_every_rate_with_two_decimals_reads_back(rate: Decimal) -> None:
    assert read_vat(f"{rate:f}", TAXED, NATURES)[0] == rate


@pytest.mark.parametrize(
    "typed", ["", "-4", "101", "22.333", "1e1", "twenty", "N", "N8", "N2.22", "NaN", "²²", "N2 .2"]
)
def test_what_is_neither_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="neither a VAT rate nor a nature") as caught:
        read_vat(typed, TAXED, NATURES)
    assert caught.value.subject == "vat"


@pytest.mark.parametrize("typed", ["N2", "N3", "n6"])
def test_a_generic_nature_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="00445"):
        read_vat(typed, TAXED, NATURES | {"N2", "N3", "N6"})


@pytest.mark.parametrize("typed", ["N5", "N2.1", "N7", "N2.9"])
def test_a_nature_of_another_regime_is_refused_with_the_right_ones(typed: str) -> None:
    with pytest.raises(InputError, match=r"use one of: N1, N2\.2, N4"):
        read_vat(typed, TAXED, NATURES)
