"""Colours stay readable, papers and styles are known ones, a logo is a small picture."""

import struct
from pathlib import Path

import pytest

from smm_ledger.core.errors import InputError
from smm_ledger.documents.look import LOGO_MAX_BYTES, Look, logo_uri


def _png(width: int, height: int, size: int = 100) -> bytes:
    head = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height)
    return head.ljust(size, b"\0")


def _jpeg(width: int, height: int) -> bytes:
    application = b"\xff\xe0\x00\x04ab"
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + bytes(10)
    return b"\xff\xd8" + application + frame


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


@pytest.mark.parametrize(("content", "kind"), [(_png(300, 100), "png"), (_jpeg(300, 100), "jpeg")])
def test_a_small_picture_is_taken(tmp_path: Path, content: bytes, kind: str) -> None:
    logo = tmp_path / "logo"
    logo.write_bytes(content)
    assert logo_uri(logo).startswith(f"data:image/{kind};base64,")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        _png(30_000, 30_000),
        _png(0, 0),
        _png(10, 10, LOGO_MAX_BYTES + 1),
        _jpeg(5000, 10),
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\x00\x00" * 3,
        b"GIF89a",
    ],
)
def test_anything_else_is_refused(tmp_path: Path, content: bytes) -> None:
    logo = tmp_path / "logo.png"
    logo.write_bytes(content)
    with pytest.raises(InputError, match="logo"):
        logo_uri(logo)


def test_a_missing_logo_is_named_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        logo_uri(tmp_path / "gone.png")
    assert caught.value.data == {"path": "gone.png"}
