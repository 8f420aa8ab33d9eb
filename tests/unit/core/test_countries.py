"""The list of countries is whole."""

from smm_ledger.core.countries import COUNTRIES, EU_MEMBERS


def test_there_are_249_countries_and_27_member_states() -> None:
    assert len(COUNTRIES) == 249
    assert len(EU_MEMBERS) == 27
    assert EU_MEMBERS < COUNTRIES
    assert all(len(code) == 2 and code.isupper() and code.isascii() for code in COUNTRIES)
