"""Colours stay readable, papers and styles are known ones."""

import pytest

from smm_ledger.core.errors import InputError
from smm_ledger.documents.look import Look


@pytest.mark.parametrize(
    ("accent", "ink"), [("#1f4e79", "#ffffff"), ("#ffee00", "#000000"), ("#d6336c", "#ffffff")]
)
def test_text_on_the_accent_is_what_reads_better(accent: str, ink: str) -> None:
    assert f"--ink-on-accent: {ink};" in Look(accent=accent).css()


def test_a_dark_accent_is_text_as_it_is_and_a_light_one_is_darkened() -> None:
    assert "--accent-text: #1f4e79;" in Look(accent="#1f4e79").css()
    assert "--accent-text: #ffee00;" not in Look(accent="#ffee00").css()


@pytest.mark.parametrize(("paper", "size"), [("A4", "210mm 297mm"), ("Letter", "8.5in 11in")])
def test_the_paper_is_one_setting(paper: str, size: str) -> None:
    assert f"size: {size}" in Look(paper=paper).css()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("style", "baroque"),
        ("paper", "A5"),
        ("accent", "red"),
        ("accent", "#fff"),
        ("accent", "#123456} body{background:url(file:///etc/passwd)"),
    ],
)
def test_an_unknown_look_is_refused_by_name(field: str, value: str) -> None:
    with pytest.raises(InputError) as caught:
        Look(**{field: value})
    assert caught.value.subject == field
