"""Patterns of numbers: a year, a sequence, nothing that an e-invoice refuses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.errors import InputError
from smm_ledger.core.numbering import (
    LAST_COUNTER,
    Series,
    check_pattern,
    counter_of,
    progressive,
    render,
)


@pytest.mark.parametrize(
    ("pattern", "seq", "text"),
    [
        ("{year}-{seq:03}", 4, "2026-004"),
        ("{year}-{seq:03}", 1234, "2026-1234"),
        ("NC-{year}-{seq:03}", 1, "NC-2026-001"),
        ("{seq}/{yy}", 42, "42/26"),
        ("{year}/{seq:04}", 42, "2026/0042"),
        ("FT_{yy}.{seq}", 7, "FT_26.7"),
        ("{yy}{seq:05}", 7, "2600007"),
    ],
)
def test_a_pattern_prints_a_number(pattern: str, seq: int, text: str) -> None:
    assert render(check_pattern(pattern, field="invoice_pattern"), year=2026, seq=seq) == text


def test_a_century_keeps_its_zeros() -> None:
    assert render("{yy}-{seq}", year=2106, seq=1) == "06-1"


@pytest.mark.parametrize(
    "pattern", ["", "{seq}", "{year}", "{year}-{seq}-{seq}", "{YEAR}-{seq}", "{year:0}-{seq:0}"]
)
def test_without_year_or_sequence_a_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(InputError, match=r"needs \{year\} and \{seq\}") as caught:
        check_pattern(pattern, field="credit_pattern")
    assert caught.value.subject == "credit_pattern"
    assert "for example {year}-{seq:03}" in str(caught.value)


@pytest.mark.parametrize(
    "pattern",
    [
        "{year}-{seq} ",
        "è{year}-{seq}",
        "{year}-{seq}{other}",
        "{year}-{seq}\n",
        "€{year}{seq}",
        "INVOICE-OF-{year}-{seq:09}",
        "{year}-{seq:09}-{yy:09}",
    ],
)
def test_what_no_invoice_may_carry_is_refused(pattern: str) -> None:
    with pytest.raises(InputError, match="20 characters"):
        check_pattern(pattern, field="invoice_pattern")


@given(st.integers(1900, 2200), st.integers(1, 9999), st.integers(1, 9999))
def test_two_sequences_never_print_the_same(year: int, one: int, other: int) -> None:
    same = render("{year}-{seq:03}", year=year, seq=one) == render(
        "{year}-{seq:03}", year=year, seq=other
    )
    assert same is (one == other)


def test_five_characters_end_somewhere() -> None:
    assert progressive(1) == "00001"
    assert progressive(36) == "00010"
    assert progressive(LAST_COUNTER) == "ZZZZZ"
    for counter in (0, LAST_COUNTER + 1):
        with pytest.raises(InputError):
            progressive(counter)


@given(st.integers(1, LAST_COUNTER))
def test_the_characters_of_a_file_name_lead_back_to_its_counter(counter: int) -> None:
    assert counter_of(progressive(counter), field="next") == counter


def test_what_ends_another_programs_file_names_is_read_as_it_stands_there() -> None:
    assert progressive(counter_of("43", field="next")) == "00043"
    assert progressive(counter_of(" 0001a ", field="next")) == "0001A"


@pytest.mark.parametrize("text", ["", "0", "00000", "123456", "à1", "1 2", "-1"])
def test_what_ends_no_file_name_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not the end of a file name"):
        counter_of(text, field="next")


def test_series_count_apart() -> None:
    assert [str(series) for series in Series] == [
        *("quote", "invoice", "credit", "proforma", "sdi-file")
    ]
