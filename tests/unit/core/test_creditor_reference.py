"""ISO 11649 references, against the standard's own example and by their check digits."""

from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso11649

from smm_ledger.core.creditor_reference import rf_reference


def test_the_published_example_has_its_check_digits() -> None:
    assert rf_reference("539007547034") == "RF18539007547034"
    assert iso11649.is_valid("RF18 5390 0754 7034")


@given(st.from_regex(r"[A-Z0-9][A-Z0-9/-]{0,20}", fullmatch=True))
def test_every_reference_made_of_a_number_holds(number: str) -> None:
    reference = rf_reference(number)
    assert iso11649.is_valid(reference)


def test_a_number_without_a_letter_or_too_long_has_none() -> None:
    assert rf_reference("//") == ""
    assert rf_reference("1" * 22) == ""
