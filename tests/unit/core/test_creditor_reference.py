"""ISO 11649 references, against the standard's own example and by their check digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.creditor_reference import is_rf_reference, rf_reference


def test_the_published_example_has_its_check_digits() -> None:
    assert rf_reference("539007547034") == "RF18539007547034"
    assert is_rf_reference("RF18 5390 0754 7034")


@pytest.mark.parametrize("text", ["RF19539007547034", "RF18", "XX18539007547034", "", "RF18-5390"])
def test_what_is_no_reference_is_told_apart(text: str) -> None:
    assert not is_rf_reference(text)


@given(st.from_regex(r"[A-Z0-9][A-Z0-9/-]{0,20}", fullmatch=True))
def test_every_reference_made_of_a_number_holds(number: str) -> None:
    reference = rf_reference(number)
    assert is_rf_reference(reference)
    wrong = reference[:-1] + ("1" if reference[-1] != "1" else "2")
    assert not is_rf_reference(wrong)


def test_a_number_without_a_letter_or_too_long_has_none() -> None:
    assert rf_reference("//") == ""
    assert rf_reference("1" * 22) == ""
