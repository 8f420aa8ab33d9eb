"""Latin-1 only, visibly; names of files that only grow; figures that are never rounded."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.numbering import LAST_COUNTER
from smm_ledger.documents.fatturapa.figures import amount, fixed, percent, written
from smm_ledger.documents.fatturapa.names import (
    file_name,
    is_file_name,
)
from smm_ledger.documents.fatturapa.texts import (
    ascii_text,
    has_words,
    latin,
    pieces,
    unsayable,
)
from tests.support.factories import an_issuer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Città più bella: è così, ß, ½", "Città più bella: è così, ß, ½"),
        ("5 € — “no”, l’ora…", '5 EUR - "no", l\'ora...'),
        ("Łódź, œuvre, Đorđe", "Lódz, oeuvre, Dorde"),
        ("ﬁne № 5 \uff21", "fine No 5 A"),
        ("e\u0301 decomposto", "é decomposto"),
        ("Ciao 👩\u200d👩\u200d👧\ufe0f 👍🏽 mondo", "Ciao ? mondo"),
        ("🇮🇹🎄", "?"),
        ("riga\nuna\tdue\u00a0tre", "riga una due tre"),
        ("Спасибо", "?"),
        ("", ""),
    ],
)
def test_a_text_is_said_in_latin_1(text: str, said: str) -> None:
    assert latin(text) == said


@given(st.text())
def test_whatever_is_typed_can_be_written(text: str) -> None:
    said = latin(text)
    assert all(ord(c) <= 0xFF and (c.isprintable() or c == "\xa0") for c in said)
    assert latin(said) == said
    assert ascii_text(text).isascii()


def test_what_has_no_equivalent_is_named_once() -> None:
    assert unsayable("東京 Tōkyō 東") == "東京"
    assert unsayable("5 € – ok") == ""


def test_a_question_mark_is_no_word() -> None:
    assert not has_words(latin("🎉").replace("?", ""))
    assert has_words("A1")


@given(st.text(st.characters(max_codepoint=0xFF, categories=["L", "N", "P"]) | st.just(" ")))
def test_pieces_fit_and_lose_no_word(text: str) -> None:
    cut = pieces(text, 20)
    assert all(0 < len(piece) <= 20 for piece in cut)
    assert "".join(cut).replace(" ", "") == text.replace(" ", "")


@given(st.integers(1, LAST_COUNTER - 1))
def test_no_two_files_share_a_name_whatever_the_system_thinks_of_case(counter: int) -> None:
    name, other = (file_name(an_issuer(), number) for number in (counter, counter + 1))
    assert is_file_name(name)
    assert name < other
    assert name.lower() != other.lower()


def test_the_sender_is_a_person_before_a_business() -> None:
    assert file_name(an_issuer(), 1) == "ITBNCGLI90A41F205X_00001.xml"
    issuer = an_issuer(tax_code="", vat_id="IT02581610249")
    assert file_name(issuer, 1) == "IT02581610249_00001.xml"


def test_figures_are_written_or_refused_never_rounded() -> None:
    assert fixed(Decimal("1E+3")) == "1000.00"
    assert fixed(Decimal("-0.5")) == "-0.50"
    assert fixed(Decimal("1.005")) is None
    assert written(Decimal("0.0125")) == "0.0125"
    assert written(Decimal("0.123456789")) is None
    assert written(Decimal(10) ** 11) is None
    assert amount(1234, "JPY") == "1234.00"
    assert amount(1230, "KWD") == "1.23"
    assert amount(1234, "KWD") is None
    assert percent(Decimal(101)) is None
