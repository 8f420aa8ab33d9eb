"""The renderer that services ask for documents: core objects in, pages out.

It chooses the language (the client's), the look (the issuer's) and the texts of the regime, and
leaves everything else to the views and the templates. It keeps no state of the ledger.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from smm_ledger.core.errors import RuleError
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.quotes import Quote
from smm_ledger.documents.environment import Templates, with_style
from smm_ledger.documents.fatturapa.names import file_name
from smm_ledger.documents.invoice_view import build_invoice
from smm_ledger.documents.letter_view import build_letter
from smm_ledger.documents.look import Look
from smm_ledger.documents.notes import invoice_notes, quote_notes
from smm_ledger.documents.pdf import render_pdf, warm_up
from smm_ledger.documents.quote_view import build_quote
from smm_ledger.documents.views import BrandView, DocumentView
from smm_ledger.i18n import Translator
from smm_ledger.i18n.translator import SOURCE_LANGUAGE, available_languages
from smm_ledger.services.dossier_contents import DossierIndex
from smm_ledger.services.letters import LetterContent
from smm_ledger.services.logos import shown_logo
from smm_ledger.services.read_models import EInvoiceFile

MAX_LINES: Final = 500


@dataclass(frozen=True, slots=True)
class _Page:
    """A filled-in page and the style sheet that belongs to it."""

    html: str
    css: str


class DocumentRenderer:
    """Makes quotes and invoices as HTML and PDF (the services' `Renderer`).

    Args:
        shipped: Our templates (`templates/invoices`).
        own: The user's folder, searched first, or None; it need not exist.
    """

    def __init__(self, shipped: Path, own: Path | None = None) -> None:
        self._templates = Templates(shipped, own)

    def quote_pdf(
        self, quote: Quote, seq: int, *, issuer: Issuer, client: Client, compare: bool = False
    ) -> bytes:
        """Return the PDF of a round; `compare` adds the page that helps to compare offers.

        Raises:
            MissingDependency: Pango is not installed; `quote_html` works.
        """
        return self._pdf(self._quote(quote, seq, issuer, client, compare=compare))

    def quote_html(
        self, quote: Quote, seq: int, *, issuer: Issuer, client: Client, compare: bool = False
    ) -> str:
        """Return the same page as HTML that a browser opens by itself."""
        return _html(self._quote(quote, seq, issuer, client, compare=compare))

    def invoice_pdf(self, invoice: Invoice) -> bytes:
        """Return the PDF of an invoice from its snapshots; a draft is marked as one.

        Raises:
            MissingDependency: Pango is not installed; `invoice_html` works.
        """
        return self._pdf(self._invoice(invoice))

    def invoice_html(self, invoice: Invoice) -> str:
        """Return the same page as HTML that a browser opens by itself."""
        return _html(self._invoice(invoice))

    def letter(self, content: LetterContent, *, html: bool = False) -> bytes:
        """Return a reminder, interest sheet, statement or dossier's index, as PDF or as HTML.

        Raises:
            MissingDependency: Pango is not installed; HTML works.
        """
        speaks = content if isinstance(content, DossierIndex) else content.client
        t = _translator_of(speaks.language)
        view = build_letter(content, t=t, brand=_brand(content.issuer))
        page = self._page("letter.html.j2", view, content.issuer)
        return _html(page).encode() if html else self._pdf(page)

    def e_invoice(
        self, invoice: Invoice, *, counter: int, linked: Mapping[str, dt.date]
    ) -> EInvoiceFile:
        """Return the Italian e-invoice; InputError names what SdI would refuse."""
        from smm_ledger.documents.e_invoices import e_invoice_file

        return e_invoice_file(invoice, counter=counter, linked=linked)

    def e_invoice_name(self, invoice: Invoice, counter: int) -> str:
        """Return the name of the file of that counter."""
        return file_name(invoice.issuer, counter)

    def warm_up(self, issuer: Issuer) -> None:
        """Pay for imports, fonts, style sheet and templates now.

        Raises:
            MissingDependency: Pango is not installed.
        """
        warm_up(css=self._templates.font_css() + self._css(issuer), fonts=self._templates.fonts)
        self._templates.compile()

    def _quote(
        self, quote: Quote, seq: int, issuer: Issuer, client: Client, *, compare: bool
    ) -> _Page:
        _check_length(len(quote.round(seq).lines), f"{quote.number}/{seq}")
        t = _translator(client)
        view = build_quote(
            quote,
            seq,
            issuer=issuer,
            client=client,
            t=t,
            brand=_brand(issuer),
            notes=quote_notes(quote.round(seq), issuer, client, t.language),
            compare=compare,
        )
        return self._page("quote.html.j2", view, issuer)

    def _invoice(self, invoice: Invoice) -> _Page:
        _check_length(len(invoice.lines), invoice.name)
        t = _translator(invoice.client)
        view = build_invoice(
            invoice, t=t, brand=_brand(invoice.issuer), notes=invoice_notes(invoice, t.language)
        )
        return self._page("invoice.html.j2", view, invoice.issuer)

    def _page(self, template: str, view: DocumentView, issuer: Issuer) -> _Page:
        return _Page(self._templates.html(template, view), self._css(issuer))

    def _css(self, issuer: Issuer) -> str:
        look = Look(style=issuer.style, accent=issuer.accent, paper=issuer.paper)
        return look.css() + self._templates.css()

    def _pdf(self, page: _Page) -> bytes:
        css = self._templates.font_css() + page.css
        return render_pdf(page.html, css=css, fonts=self._templates.fonts)


def _html(page: _Page) -> str:
    return with_style(page.html, page.css)


def _translator(client: Client) -> Translator:
    """Return the client's language, or English where the program does not speak it."""
    return _translator_of(client.language)


@lru_cache(maxsize=16)
def _translator_of(language: str) -> Translator:
    return Translator(language if language in available_languages() else SOURCE_LANGUAGE)


def _brand(issuer: Issuer) -> BrandView:
    return BrandView(style=issuer.style, logo=shown_logo(issuer.logo), logo_alt=issuer.name)


def _check_length(lines: int, subject: str) -> None:
    if lines > MAX_LINES:
        raise RuleError(
            subject,
            N_("{lines} lines, at most {most} fit on a document"),
            hint=N_("part it in several documents"),
            lines=lines,
            most=MAX_LINES,
        )
