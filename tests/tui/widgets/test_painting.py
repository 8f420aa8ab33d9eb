"""Data become plain segments of exact width, whatever they hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from smm_ledger.tui.widgets.columns import Column, Slot, fit
from smm_ledger.tui.widgets.pages import Row
from smm_ledger.tui.widgets.painting import Painter, fitted, wrapped

PLAIN = Style()
RED = Style(color="red")


def painter(width: int = 30) -> Painter:
    columns = (Column("a", "A", 8, flex=1), Column("b", "B", 8, align="right"))
    return Painter(
        fit(columns, width - 2), width, "…", lambda name, ground: RED if name == "bad" else ground
    )


@given(st.text(max_size=60), st.integers(min_value=1, max_value=40), st.booleans())
def test_any_text_takes_exactly_its_slot(text: str, width: int, right: bool) -> None:  # noqa: FBT001 - drawn
    assert cell_len(fitted(text, Slot(0, width, right), "…")) == width


@given(st.text(), st.text())
def test_no_control_character_is_painted(first: str, second: str) -> None:
    text = painter().row(Row("k", (first, second)), "  ", PLAIN).text
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in text)


@pytest.mark.parametrize(
    "text",
    ["[bold red]EVIL[/]", "Rossi [/x] srl", "[@click=app.quit]x", "{0} %s $x \\["],
)
def test_markup_is_shown_as_it_was_typed(text: str) -> None:
    assert text in painter(60).row(Row("k", (text, "")), "  ", PLAIN).text


def test_what_is_cut_off_says_so_and_figures_stand_right() -> None:
    assert fitted("Rossi Moda", Slot(0, 6, right=False), "…") == "Rossi…"
    assert fitted("12,00", Slot(0, 8, right=True), "…") == "   12,00"


def test_a_wide_character_at_the_edge_leaves_a_blank() -> None:
    assert fitted("日本語", Slot(0, 4, right=False), "…") == "日 …"


def test_a_style_covers_its_cell_alone() -> None:
    strip = painter().row(Row("k", ("one", ("late", "bad"))), "> ", PLAIN)
    assert [segment.text.strip() for segment in strip if segment.style == RED] == ["late"]
    assert strip.cell_length == 30


def test_a_row_with_too_few_cells_is_no_error() -> None:
    assert painter().row(Row("k", ("one",)), "  ", PLAIN).text == f"  {'one':<28}"


def test_words_are_broken_at_blanks() -> None:
    assert list(wrapped("nothing here yet: press n", 12)) == ["nothing here", "yet: press n"]
    assert list(wrapped("one\ntwo", 12)) == ["one", "two"]
