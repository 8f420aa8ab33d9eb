"""Nothing in: hostile names are text, and a drawing reaches no file and no socket."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from smm_ledger.documents.pdf import render_pdf
from smm_ledger.documents.renderer import DocumentRenderer
from smm_ledger.resources import templates_folder
from tests.support.pages import texts
from tests.support.papers import CLIENT, ISSUER, invoice_of, negotiated, quote_of, round_of, service

SHIPPED = templates_folder() / "invoices"
BAIT = "QUESTO-FILE-NON-SI-LEGGE"
HOSTILE = (
    '<img src="file:///etc/passwd">',
    "{{ 7*7 }}{% include 'x' %}",
    "</title></style><script>alert(1)</script>",
    "&lt;&amp;<>\"'",
    "\U0001f600 \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "</body></html><!--",
    "url(https://example.org/a.png)",
)

_opened: list[str] = []
_watching = False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if _watching and event in ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen"):
        _opened.append(f"{event} {arguments[0]}")


sys.addaudithook(_watch)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Collect the files that are opened, and the outside that is asked for."""
    global _watching  # noqa: PLW0603 - an audit hook can't be taken away again
    _opened.clear()
    _watching = True
    try:
        yield _opened
    finally:
        _watching = False


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_name_is_text_wherever_it_stands(renderer: DocumentRenderer, text: str) -> None:
    client = replace(CLIENT, name=text, address=text, city=text, email=text, language="en")
    issuer = replace(ISSUER, name=text, bank=text)
    quote = replace(quote_of(round_of(1, (service(text, unit=text, included=text),))), title=text)
    page = renderer.quote_html(quote, 1, issuer=issuer, client=client)
    assert "<img src=" not in page
    assert "<script" not in page
    assert page.count("</body>") == 1
    assert page.count("</style>") == 1
    assert "49" not in page.partition("<body")[2]


def test_hostile_names_are_drawn_as_they_are_written(renderer: DocumentRenderer) -> None:
    lines = tuple(service(text) for text in HOSTILE)
    with watched() as opened:
        pdf = renderer.invoice_pdf(invoice_of(lines, client=replace(CLIENT, name=HOSTILE[0])))
    text = " ".join(texts(pdf))
    assert '<img src="file:///etc/passwd">' in text
    assert "{{ 7*7 }}" in text
    assert not [entry for entry in opened if "passwd" in entry or not entry.startswith("open")]


def test_a_word_of_five_hundred_characters_stays_on_the_page(renderer: DocumentRenderer) -> None:
    word = "W" * 500
    invoice = invoice_of((service(word),), client=replace(CLIENT, name=word[:200]))
    pages = texts(renderer.invoice_pdf(invoice))
    assert "".join(pages).replace(" ", "").count("W") >= 700
    assert len(pages) <= 3


def test_a_drawing_opens_only_the_templates_and_style_sheets(renderer: DocumentRenderer) -> None:
    renderer.warm_up(ISSUER)
    renderer.invoice_pdf(invoice_of())
    with watched() as opened:
        renderer.invoice_pdf(invoice_of(number="2026-015"))
    assert {Path(entry.split(" ", 1)[1]).suffix for entry in opened} <= {".css"}
    assert not [entry for entry in opened if not entry.startswith("open ")]


@pytest.mark.parametrize(
    "element",
    [
        '<img src="{}">',
        '<link rel="stylesheet" href="{}">',
        '<link rel="attachment" href="{}">',
        '<style>@import url("{}");</style>',
        '<style>@font-face {{ font-family: x; src: url("{}") }} p {{ font-family: x }}</style>',
        '<p style="background: url({})">x</p>',
        '<object data="{}"></object>',
        '<base href="{}"><img src="a.png">',
    ],
)
@pytest.mark.parametrize("scheme", ["file", "http", "font"])
def test_a_page_can_reach_nothing_but_what_we_inlined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, element: str, scheme: str
) -> None:
    bait = tmp_path / f"{BAIT}.txt"
    bait.write_text(BAIT, encoding="utf-8")
    url = {
        "file": bait.as_uri(),
        "http": f"http://127.0.0.1:9/{BAIT}",
        "font": f"font:{BAIT}",
    }[scheme]

    def refuse(*arguments: object) -> None:
        raise AssertionError(arguments)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    html = f'<html lang="en"><title>t</title>{element.format(url)}<p>text</p></html>'
    with watched() as opened:
        pdf = render_pdf(html, css="", fonts=SHIPPED / "fonts")
    assert [entry for entry in opened if BAIT in entry or "socket" in entry] == []
    assert BAIT.encode() not in pdf


def test_a_users_own_sheet_reaches_no_file_either(tmp_path: Path) -> None:
    bait = tmp_path / f"{BAIT}.png"
    bait.write_bytes(b"x")
    (tmp_path / "custom.css").write_text(
        f"@import url('{bait.as_uri()}'); h1 {{ background: url('{bait.as_uri()}') }}",
        encoding="utf-8",
    )
    own = DocumentRenderer(SHIPPED, tmp_path)
    with watched() as opened:
        own.invoice_pdf(invoice_of())
    assert [entry for entry in opened if BAIT in entry] == []


def test_a_users_own_template_and_style_are_used(tmp_path: Path) -> None:
    (tmp_path / "_totals.html.j2").write_text(
        "<p>Mine: {{ view.totals[0].value }}</p>", encoding="utf-8"
    )
    (tmp_path / "custom.css").write_text("h1 { display: none }", encoding="utf-8")
    own = DocumentRenderer(SHIPPED, tmp_path)
    text = " ".join(texts(own.quote_pdf(negotiated(), 1, issuer=ISSUER, client=CLIENT)))
    assert "Mine: " in text
