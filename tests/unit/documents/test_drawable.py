"""Emoji leave no empty box on a page, and nothing else is lost."""

import pytest

from smm_ledger.documents.drawable import drawable


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("Pizza 🍕 Łódź", "Pizza Łódź"),
        ("🍕 Pizza", "Pizza"),
        ("Pizza 🍕🍕", "Pizza"),
        ("Pizza 🍕 🍝 e pasta", "Pizza e pasta"),
        ("Pizza🍕", "Pizza"),
        ("Reel 👩🏽\u200d💻, storie", "Reel, storie"),
        ("Italia 🇮🇹!", "Italia!"),
        ("❤\ufe0f Cuore", "Cuore"),
        ("1\ufe0f\u20e3 primo", "1 primo"),
        ("✅ fatto\n❌ da fare", "✓ fatto\n✗ da fare"),
        ("Grazie 🎉\n🙏 a voi", "Grazie\na voi"),
        ("🦄", "–"),
    ],
)
def test_pictures_go_with_one_of_the_blanks_around_them(typed: str, drawn: str) -> None:
    assert drawable(typed) == drawn


@pytest.mark.parametrize(
    "text",
    ["", "Łódź – € ✓ → ● ½ ™ ©", "שלום", "क्\u200dष", "  rientrato", "日本語", "a\u00a0b"],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert drawable(text) == text
