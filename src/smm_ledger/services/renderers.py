"""What the services need of the documents floor, as a Protocol; nothing here is implemented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # types alone, as in `ports`
    import datetime as dt
    from collections.abc import Mapping

    from smm_ledger.core.invoices import Invoice
    from smm_ledger.core.parties import Client, Issuer
    from smm_ledger.core.quotes import Quote
    from smm_ledger.services.letters import LetterContent
    from smm_ledger.services.read_models import EInvoiceFile


class Renderer(Protocol):
    """Makes documents; the language is the client's."""

    def quote_pdf(
        self, quote: Quote, seq: int, *, issuer: Issuer, client: Client, compare: bool = False
    ) -> bytes:
        """Return the PDF of a round; MissingDependency where the PDF libraries are missing.

        `compare` adds the page that helps to compare offers.
        """
        ...

    def quote_html(
        self, quote: Quote, seq: int, *, issuer: Issuer, client: Client, compare: bool = False
    ) -> str:
        """Return the same page as HTML."""
        ...

    def invoice_pdf(self, invoice: Invoice) -> bytes:
        """Return the PDF of an invoice from its snapshots (a draft: marked as one)."""
        ...

    def invoice_html(self, invoice: Invoice) -> str:
        """Return the same page as HTML."""
        ...

    def e_invoice(
        self, invoice: Invoice, *, counter: int, linked: Mapping[str, dt.date]
    ) -> EInvoiceFile:
        """Return the Italian e-invoice, checked; InputError names what SdI would refuse.

        `counter` is of the file's name (see `UnitOfWork.next_file`); `linked` has the issue dates
        of the documents that it takes back or takes off, by number.
        """
        ...

    def e_invoice_name(self, invoice: Invoice, counter: int) -> str:
        """Return the name of the file of that counter."""
        ...

    def letter(self, content: LetterContent, *, html: bool = False) -> bytes:
        """Return a reminder, interest sheet or statement as PDF, or its page as HTML."""
        ...
