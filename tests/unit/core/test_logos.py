"""A logo is a small picture by its own bytes, and is kept whole beside its file's name."""

import base64

import pytest

from smm_ledger.core.errors import InputError
from smm_ledger.core.logos import LOGO_MAX_BYTES, logo_from, logo_name, logo_uri
from tests.support.pictures import jpeg_head, png, png_head


@pytest.mark.parametrize(("content", "kind"), [(png(), "png"), (jpeg_head(300, 100), "jpeg")])
def test_a_small_picture_is_kept_with_the_name_of_its_file(content: bytes, kind: str) -> None:
    kept = logo_from(content, "il mio; logo,é.img")
    coded = base64.b64encode(content).decode()
    assert logo_uri(kept) == f"data:image/{kind};base64,{coded}"
    assert logo_name(kept) == "il mio; logo,é.img"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        png_head(30_000, 30_000),
        png_head(0, 10),
        png_head(10, 10, LOGO_MAX_BYTES + 1),
        jpeg_head(5000, 10),
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\x00\x00" * 3,
        b"GIF89a",
    ],
)
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="logo") as caught:
        logo_from(content, "logo.png")
    assert caught.value.data["path"] == "logo.png"


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "~/Immagini/logo.png",
        "data:image/svg+xml;name=a;base64,PHN2Zy8+",
        "data:text/html,<script>",
        "data:image/png;name=a;base64,!!",
        "data:image/png;name=a;base64,AAA",
        "data:image/png;name=a;base64," + base64.b64encode(jpeg_head(9, 9)).decode(),
    ],
)
def test_what_is_no_kept_picture_reaches_no_page(kept: str) -> None:
    assert logo_uri(kept) == ""


def test_an_older_ledger_kept_a_path() -> None:
    assert logo_name("~/Immagini/logo.png") == "~/Immagini/logo.png"
