"""Documents as their readers get them: text, page breaks, QR code, accessibility, looks."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from smm_ledger.core.errors import RuleError
from smm_ledger.documents.renderer import MAX_LINES, DocumentRenderer
from tests.support.pages import accessibility_faults, codes, font_names, language, picture, texts
from tests.support.papers import (
    ABROAD,
    CLIENT,
    IBAN,
    ISSUER,
    ORDINARY,
    PRIVATE,
    PRIVATE_FIGURES,
    THREE_PARTS,
    invoice_of,
    negotiated,
    quote_of,
    round_of,
    services,
)

STORED = Path(__file__).with_name("invoice-minimal.png")
SAMPLE = invoice_of(
    services(3),
    client=replace(ABROAD, name="Łucja Şahin Ćosić & Co"),
    issuer=replace(ISSUER, style="minimal", accent="#0b7a5b"),
)


@pytest.fixture(scope="module")
def quote(renderer: DocumentRenderer) -> bytes:
    return renderer.quote_pdf(negotiated(), 3, issuer=ISSUER, client=CLIENT, compare=True)


@pytest.fixture(scope="module")
def invoice(renderer: DocumentRenderer) -> bytes:
    return renderer.invoice_pdf(SAMPLE)


@pytest.fixture(scope="module")
def long(renderer: DocumentRenderer) -> bytes:
    bold = replace(ISSUER, style="bold", accent="#d6336c")
    return renderer.invoice_pdf(
        invoice_of(
            services(60, vat_nature="", vat_rate=Decimal(22)),
            rules=ORDINARY,
            issuer=bold,
            plan=THREE_PARTS,
        )
    )


def test_a_quote_says_what_a_client_needs_to_know(quote: bytes) -> None:
    text = " ".join(texts(quote))
    for expected in ("P-2026-014/3", "4 dicembre 2026", "1.676,40 €", "2.000,00 €", "Foto"):
        assert expected in text


def test_a_quote_says_nothing_that_is_private(quote: bytes) -> None:
    text = " ".join(texts(quote))
    assert PRIVATE not in text
    assert PRIVATE.encode() not in quote
    assert [figure for figure in PRIVATE_FIGURES if figure in text] == []


def test_the_code_of_an_invoice_can_be_scanned_from_the_page(invoice: bytes) -> None:
    (code,) = codes(invoice)
    lines = code.split("\n")
    assert lines[6:8] == [IBAN, "EUR1312.40"]
    assert lines[8:] == ["", "", "Invoice 2026-014"]


def test_a_quote_has_no_code(quote: bytes) -> None:
    assert codes(quote) == []


def test_sixty_lines_repeat_the_head_and_number_the_pages(long: bytes) -> None:
    pages = texts(long)
    rows = [sum(f"Voce {number:03}" in page for page in pages) for number in range(1, 61)]
    assert rows == [1] * 60
    # The heads are set in capitals.
    with_rows = [page for page in pages if "Voce 0" in page]
    assert all("QUANTIT" in page for page in with_rows)
    assert "2026-014 · Rossi Moda" not in pages[0]
    assert all("2026-014 · Rossi Moda" in page for page in pages[1:])
    count = len(pages)
    for number, page in enumerate(pages, 1):
        assert f" {number} " in page[-40:]
        assert page.rstrip().endswith(str(count))


def test_the_totals_and_the_payment_box_stay_whole(long: bytes) -> None:
    pages = texts(long)
    totals = [page for page in pages if "25.200,00 €" in page]
    assert len(totals) == 1
    assert "31.973,76 €" in totals[0]
    box = [page for page in pages if "IT60 X054 2811 1010 0000 0123 456" in page]
    assert len(box) == 1
    assert "Banca di Prova" in box[0]


def test_two_hundred_lines_are_all_there(renderer: DocumentRenderer) -> None:
    text = " ".join(texts(renderer.invoice_pdf(invoice_of(services(200)))))
    assert all(f"Voce {number:03}" in text for number in range(1, 201))


def test_more_lines_than_a_document_can_bear_are_refused(renderer: DocumentRenderer) -> None:
    with pytest.raises(RuleError, match="501 lines"):
        renderer.invoice_html(invoice_of(services(MAX_LINES + 1)))


def test_every_page_is_accessible(quote: bytes, invoice: bytes, long: bytes) -> None:
    assert [accessibility_faults(pdf) for pdf in (quote, invoice, long)] == [[], [], []]


def test_the_file_names_its_language_title_and_date(invoice: bytes) -> None:
    data = pypdfium2.PdfDocument(invoice).get_metadata_dict()
    assert data["Title"].startswith("Invoice 2026-014")
    assert data["Author"] == "Giulia Ferri"
    assert data["CreationDate"].startswith("D:20261104")
    assert language(invoice) == "en"


def test_only_our_fonts_draw_a_document(invoice: bytes, quote: bytes, long: bytes) -> None:
    names = font_names(invoice) | font_names(quote) | font_names(long)
    assert {name.rpartition("+")[2].partition("-")[0] for name in names} <= {
        "SmmLedger",
        "SmmLedgerSans",
        "SmmLedgerSerif",
    }


@pytest.mark.parametrize("style", ["classic", "minimal", "bold"])
def test_a_short_invoice_is_one_page(renderer: DocumentRenderer, style: str) -> None:
    issuer = replace(ISSUER, style=style, phone="+39 333 1234567")
    abroad = invoice_of(services(2), issuer=issuer, client=ABROAD, note="PO 4711")
    parts = invoice_of(services(2), issuer=issuer, plan=THREE_PARTS, note="Rif. ordine 4711")
    assert [len(texts(renderer.invoice_pdf(one))) for one in (abroad, parts)] == [1, 1]


def test_what_is_included_may_go_to_a_second_page_without_taking_the_lines_along(
    renderer: DocumentRenderer,
) -> None:
    first = round_of(1, services(2))
    long = "; ".join(f"cosa numero {no}" for no in range(24))
    again = round_of(2, (replace(first.lines[0], included=long), *first.lines[1:]))
    pages = texts(renderer.quote_pdf(quote_of(first, again), 2, issuer=ISSUER, client=CLIENT))
    assert len(pages) == 2
    assert "Totale" in pages[0]
    assert first.lines[0].description in pages[0]
    assert "cosa numero 23" in pages[1]


def test_a_short_quote_is_one_page(renderer: DocumentRenderer) -> None:
    short = quote_of(round_of(1, services(2)))
    assert len(texts(renderer.quote_pdf(short, 1, issuer=ISSUER, client=CLIENT))) == 1


@pytest.mark.parametrize("count", [9, 12, 17, 24])
def test_no_payment_box_stands_alone(renderer: DocumentRenderer, count: int) -> None:
    """With the box goes the total, the texts of the law, and a line of the work."""
    pages = texts(renderer.invoice_pdf(invoice_of(services(count))))
    (last,) = [page for page in pages if "IT60 X054 2811 1010 0000 0123 456" in page]
    for together in (f"Voce {count:03}", "Imponibile", "190/2014", "Interscambio"):
        assert together in last


def test_what_was_written_for_the_client_is_on_the_page(renderer: DocumentRenderer) -> None:
    noted = invoice_of(note="Rif. ordine 4711 🍕\nGrazie per la fiducia")
    (page,) = texts(renderer.invoice_pdf(noted))
    assert "Rif. ordine 4711 Grazie per la fiducia" in page


def test_the_code_of_instalments_asks_for_the_first(renderer: DocumentRenderer) -> None:
    (code,) = codes(renderer.invoice_pdf(invoice_of(plan=THREE_PARTS)))
    assert code.split("\n")[7] == "EUR131.64"


def test_the_foot_breaks_between_its_items_only(renderer: DocumentRenderer) -> None:
    issuer = replace(
        ISSUER,
        address="Via Savona 12, scala B, interno 4, citofono Ferri",
        email="giulia-elena@ferri-social-media-studio.example",
    )
    paper = pypdfium2.PdfDocument(renderer.invoice_pdf(invoice_of(issuer=issuer, client=ABROAD)))
    lines = paper[0].get_textpage().get_text_bounded().splitlines()
    assert [line for line in lines if line.endswith(issuer.email)]
    assert not [line for line in lines if line.rstrip().endswith("-")]


def test_letter_paper_is_one_setting(renderer: DocumentRenderer) -> None:
    letter = invoice_of(issuer=replace(ISSUER, paper="Letter"))
    size = pypdfium2.PdfDocument(renderer.invoice_pdf(letter))[0].get_size()
    assert [round(side) for side in size] == [612, 792]


def test_a_page_looks_as_it_was_approved(invoice: bytes) -> None:
    """Blurred, as anti-aliasing differs between builds; a shift or another font does not pass."""
    approved = Image.open(STORED).convert("L").filter(ImageFilter.GaussianBlur(3))
    drawn = picture(invoice).filter(ImageFilter.GaussianBlur(3))
    assert drawn.size == approved.size
    difference = ImageStat.Stat(ImageChops.difference(approved, drawn))
    assert difference.mean[0] < 0.5
    assert difference.extrema[0][1] < 48


def test_the_html_opens_by_itself_and_asks_for_nothing(renderer: DocumentRenderer) -> None:
    page = renderer.quote_html(negotiated(), 3, issuer=ISSUER, client=CLIENT)
    assert "<style>" in page
    assert "P-2026-014/3" in page
    for outside in ("http:", "https:", "file:", "url(", "@import", "<script", "<link"):
        assert outside not in page.replace('xmlns="http://www.w3.org/2000/svg"', "")


def test_only_figures_ask_for_a_font_feature(
    renderer: DocumentRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WeasyPrint never gives back the memory of a feature that a line of text asked for."""
    renderer.warm_up(ISSUER)
    from weasyprint.text import line_break

    asked: list[bool] = []
    features = line_break.font_features

    def noted(*args: object) -> object:
        found = features(*args)
        asked.append(bool(found))
        return found

    monkeypatch.setattr(line_break, "font_features", noted)
    renderer.quote_pdf(negotiated(), 3, issuer=ISSUER, client=CLIENT)
    assert 0 < sum(asked) < len(asked) / 2
