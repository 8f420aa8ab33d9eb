"""What a bank's words name: numbers in their usual spellings, names in any order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.bank_words import NameWords, NumberIndex, NumberWords, words_of
from smm_ledger.core.creditor_reference import rf_reference


def named(number: str, text: str) -> bool:
    return NumberWords(number).in_words(words_of(text, ""))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("2026-004", "saldo 2026-004"),
        ("2026-004", "FT 2026/4"),
        ("2026-004", "FT 4/2026 e 5/2026"),
        ("2026-004", "FT2026004"[2:]),
        ("2026-004", "fattura 2026 - 004"),
        ("2026-004", "ft. 4 / 2026"),
        ("2026-004", "FATT 2026- 004"),  # a bank breaks its lines anywhere
        ("FT 12/A", "paga ft12/a"),
        ("2026-1234", "RF" + str(rf_reference("2026-1234"))[2:4] + " 2026 1234"),
    ],
)
def test_a_number_is_found_in_its_spellings(number: str, text: str) -> None:
    assert named(number, text)


@pytest.mark.parametrize("text", ["12026-004", "2026-0041", "X2026-004", "2025-004", "", "2026"])
def test_another_number_is_not_it(text: str) -> None:
    assert not named("2026-004", text)


@pytest.mark.parametrize(
    "text",
    [
        "DATA ORDINE 20/11/2026",
        "DEL 2026-11-20",
        "20.11.2026",
        "VAL. 20-11-2026 ORE 10",
        "1/11/2026",
    ],
)
def test_a_date_names_no_invoice(text: str) -> None:
    assert not named("2026-011", text)
    assert named("2026-011", f"{text} FATT. 11/2026")
    assert named("2026-011", f"FATT 2026-011 {text}")


@pytest.mark.parametrize("text", ["SALDO FATT. N. 12", "ft12", "Fattura n° 12", "INV 012", "#12"])
def test_a_bare_number_is_named_by_what_it_is_called(text: str) -> None:
    assert named("12", text)


@pytest.mark.parametrize("text", ["DEL 12 NOVEMBRE", "ORE 12.30", "FATT. 2026-12X", "FATT 112"])
def test_a_bare_number_alone_names_nothing(text: str) -> None:
    assert not named("12", text)


def test_a_name_is_there_whole_or_not_at_all() -> None:
    name = NameWords("Caffè Perù S.r.l.")
    assert name.in_words(words_of("BONIFICO DA PERU CAFFE SRL", ""))
    assert name.in_words(words_of("bonifico", "Caffe' Peru'"))
    assert not name.in_words(words_of("BONIFICO CAFFE", ""))
    assert not NameWords("Bar").in_words(words_of("BAR", ""))  # too short to tell


numbers = st.one_of(
    st.builds("{}-{:03}".format, st.integers(2024, 2027), st.integers(1, 30)),
    st.builds("{}/{}".format, st.integers(1, 30), st.integers(2024, 2027)),
    st.from_regex(r"[A-C]{1,2}-?[0-9]{0,3}", fullmatch=True),
)
pieces = st.one_of(numbers, st.sampled_from(["FT", "20/11/2026", "RF", "saldo", "0004", " "]))


@given(
    st.lists(numbers, unique=True, max_size=12),
    st.lists(pieces, max_size=5).map(" ".join),
    st.none() | st.integers(0, 11),
)
def test_the_index_finds_what_a_look_at_each_finds(
    known: list[str], text: str, quoted: int | None
) -> None:
    if quoted is not None and quoted < len(known):
        text += f" {rf_reference(known[quoted]) or ''}"
    words = words_of(text, "")
    found = NumberIndex(known).in_words(words)
    assert found == [number for number in known if NumberWords(number).in_words(words)]
