"""The renderer of another process: what is to be drawn goes there whole, bytes come back.

Filled in here, a page would hold up every key; and a template of the user's that never ends would
take the program with it. Here neither the templates nor the layout are even imported.
"""

from functools import lru_cache, partial
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from smm_ledger.core.invoices import Invoice
    from smm_ledger.core.parties import Client, Issuer
    from smm_ledger.core.quotes import Quote
    from smm_ledger.documents.process import PdfProcess
    from smm_ledger.documents.renderer import DocumentRenderer
    from smm_ledger.services.letters import LetterContent


class DistantRenderer:
    """Makes PDFs over there, and pages, which only a machine without PDFs wants, here.

    Args:
        process: Where it is done.
        shipped: Our templates.
        own: The user's folder, searched first, or None.
    """

    def __init__(self, process: "PdfProcess", shipped: Path, own: Path | None = None) -> None:
        self._process = process
        self._folders = shipped, own

    @property
    def _here(self) -> "DocumentRenderer":
        return _renderer(*self._folders)

    def _there(self, name: str, *args: object, **data: object) -> "Callable[[], bytes]":
        """Return a method of the renderer over there, to be called over there."""
        return partial(_made, *self._folders, methodcaller(name, *args, **data))

    def warm_up(self, issuer: "Issuer") -> None:
        """Let it get ready; returns at once."""
        self._process.begin(self._there("warm_up", issuer))

    def quote_pdf(
        self, quote: "Quote", seq: int, *, issuer: "Issuer", client: "Client", compare: bool = False
    ) -> bytes:
        """Return the PDF of a round."""
        there = self._there("quote_pdf", quote, seq, issuer=issuer, client=client, compare=compare)
        return self._process.run(there)

    def invoice_pdf(self, invoice: "Invoice") -> bytes:
        """Return the PDF of an invoice."""
        return self._process.run(self._there("invoice_pdf", invoice))

    def letter(self, content: "LetterContent", *, html: bool = False) -> bytes:
        """Return a reminder, interest sheet or statement, as PDF or as HTML."""
        if html:
            return self._here.letter(content, html=True)
        return self._process.run(self._there("letter", content))

    def quote_html(
        self, quote: "Quote", seq: int, *, issuer: "Issuer", client: "Client", compare: bool = False
    ) -> str:
        """Return the page of a round."""
        return self._here.quote_html(quote, seq, issuer=issuer, client=client, compare=compare)

    def invoice_html(self, invoice: "Invoice") -> str:
        """Return the page of an invoice."""
        return self._here.invoice_html(invoice)


def _made(shipped: Path, own: Path | None, make: "Callable[[DocumentRenderer], bytes]") -> bytes:
    return make(_renderer(shipped, own))


@lru_cache(maxsize=2)
def _renderer(shipped: Path, own: Path | None) -> "DocumentRenderer":
    """Return the renderer of this process."""
    from smm_ledger.documents.renderer import DocumentRenderer

    return DocumentRenderer(shipped, own)
