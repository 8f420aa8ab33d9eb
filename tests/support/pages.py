"""Look at a PDF as its reader does: text, pictures, marks."""

import ctypes
from collections.abc import Sequence

import page as page_validation
import pypdfium2
import zxingcpp
from PIL import Image


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page, every kind of blank as one."""
    document = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def picture(pdf: bytes, *, index: int = 0, scale: float = 1.0) -> Image.Image:
    """Return a page as a picture in grey."""
    rendered: Image.Image = pypdfium2.PdfDocument(pdf)[index].render(scale=scale).to_pil()
    return rendered.convert("L")


def codes(pdf: bytes) -> list[str]:
    """Return what the bar codes of the first page say."""
    found = zxingcpp.read_barcodes(picture(pdf, scale=3.0))
    return [code.text for code in found]


def language(pdf: bytes) -> str:
    """Return the language that the file says it is in."""
    document = pypdfium2.PdfDocument(pdf)
    room = ctypes.create_string_buffer(64)
    length = pypdfium2.raw.FPDFCatalog_GetLanguage(
        document, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), 64
    )
    return room.raw[:length].decode("utf-16-le").rstrip("\0")


def font_names(pdf: bytes) -> set[str]:
    """Return the names of the fonts that draw the text."""
    names = set()
    for page in pypdfium2.PdfDocument(pdf):
        for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            names.add(text.get_font().get_base_name())
    return names


def accessibility_faults(pdf: bytes) -> Sequence[str]:
    """Return what PDF/UA-1 (ISO 14289-1) finds wrong."""
    report = page_validation.validate_pdf_bytes(
        pdf, profile=page_validation.ValidationProfile.PDF_UA_1
    )
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
