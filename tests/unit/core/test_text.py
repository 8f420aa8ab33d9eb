"""What text may come in, and what of it may reach a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.errors import InputError
from smm_ledger.core.text import CODE_MAX, MARK, NOTE_MAX, clean, clean_code, safe, slug

ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs"]),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    "character",
    [
        *("\x00", "\x07", "\x1b", "\x7f", "\x85", "\x9b", "\t", "\n", "\r"),
        *("\u2028", "\u2029", "\u200e", "\u202e", "\u2066", "\u061c", "\ufeff"),
        *("\ud800", "\udfff", "\uffff", "\ufdd0", "\U0010ffff"),
    ],
)
def test_a_control_character_is_refused_and_named(character: str) -> None:
    with pytest.raises(InputError) as caught:
        clean(f"Rossi{character}Moda", field="name")
    assert caught.value.subject == "name"
    assert f"U+{ord(character):04X}" in str(caught.value)


@pytest.mark.parametrize("value", ["", "   ", "\n", "\u00a0", "\u200b\u200d", "\u3000 \u2060"])
def test_what_shows_nothing_is_empty(value: str) -> None:
    with pytest.raises(InputError, match="empty"):
        clean(value, field="name", required=True)


def test_text_is_composed_and_stripped() -> None:
    assert clean("  Caffe\u0300 Greco\n", field="name") == "Caffè Greco"
    assert clean("", field="notes") == ""


def test_length_is_counted_after_composing() -> None:
    assert len(clean("e\u0300" * 200, field="name")) == 200
    with pytest.raises(InputError, match="201"):
        clean("x" * 201, field="name")


def test_a_note_keeps_its_lines_and_nothing_else() -> None:
    assert clean("a\r\nb\nc", field="notes", max_length=NOTE_MAX, multiline=True) == "a\nb\nc"
    for character in "\r\t\x1b\u2028":
        with pytest.raises(InputError):
            clean(f"a{character}b", field="notes", multiline=True)


def test_emoji_sequences_and_other_scripts_stay() -> None:
    text = "Caffè 👩‍🎨 日本 αβγ — “x”"
    assert clean(text, field="name") == text
    assert safe(text) == text


@given(ANY_TEXT)
def test_what_clean_lets_through_safe_leaves_alone(value: str) -> None:
    try:
        text = clean(value, field="name")
    except InputError:
        return
    assert safe(text) == text
    assert clean(text, field="name") == text
    assert unicodedata.is_normalized("NFC", text)


@given(ANY_TEXT)
def test_safe_text_is_one_line_without_controls(value: str) -> None:
    shown = safe(value)
    assert len(shown.splitlines()) <= 1
    assert all(unicodedata.category(character) not in {"Cc", "Cs"} for character in shown)
    shown.encode()


def test_safe_marks_an_escape_sequence() -> None:
    assert safe("a\x1b[31mb\nc\u202ed") == f"a{MARK}[31mb c{MARK}d"
    assert safe("a\nb\x9bc", multiline=True) == f"a\nb{MARK}c"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Rossi Moda S.r.l.", "rossi-moda"),
        ("ROSSI MODA SRL", "rossi-moda"),
        ("Rossi Moda s. r. l.", "rossi-moda"),
        ("Bianchi & Figli S.p.A", "bianchi-figli"),
        ("Caffè dell'Angolo", "caffe-dellangolo"),
        ("Müller Straße GmbH", "muller-strasse"),
        ("Łódź Studio", "lodz-studio"),
        ("A.B. Rossi", "ab-rossi"),
        ("S.r.l.", "srl"),
        ("日本", "client"),
        ("../../x", "x"),
        ("-rf", "rf"),
        ("[bold]x[/]", "bold-x"),
    ],
)
def test_a_code_is_made_of_the_name(name: str, code: str) -> None:
    assert slug(name) == code


def test_a_taken_code_gets_a_number() -> None:
    assert slug("Rossi Moda", {"rossi-moda", "rossi-moda-2"}) == "rossi-moda-3"


def test_a_long_name_is_cut_at_a_word() -> None:
    code = slug("Associazione Culturale per la Valorizzazione del Territorio")
    assert code == "associazione-culturale-per-la"
    assert slug("x" * 60) == "x" * 40


@given(ANY_TEXT, st.integers(0, 3))
def test_a_made_code_is_always_a_lawful_one(name: str, clashes: int) -> None:
    taken: set[str] = set()
    for _ in range(clashes + 1):
        code = slug(name, taken)
        assert code not in taken
        assert len(code) <= CODE_MAX
        assert clean_code(code, field="code") == code
        taken.add(code)


@pytest.mark.parametrize("value", ["", "a b", "a--b", "-a", "a-", "è", "a/b", "x" * 41, "a\x00"])
def test_a_typed_code_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(InputError):
        clean_code(value, field="code")


def test_a_typed_code_is_lowered() -> None:
    assert clean_code(" Rossi-Moda ", field="code") == "rossi-moda"
