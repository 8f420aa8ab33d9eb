"""A ledger on a real SQLite file, with the calendar in the test's hand and no PDF libraries."""

import datetime as dt
from collections.abc import Mapping

from smm_ledger.bootstrap import LateRenderer
from smm_ledger.core.errors import MissingDependency
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.quotes import Quote
from smm_ledger.services.clock import SystemClock
from smm_ledger.services.dossier_contents import DossierIndex
from smm_ledger.services.letters import LetterContent
from smm_ledger.services.read_models import EInvoiceFile


class HandClock(SystemClock):
    """The calendar stands still until the test moves it."""

    def __init__(self, day: dt.date) -> None:
        self.day = day

    def today(self) -> dt.date:
        """Return the day in the test's hand."""
        return self.day


class PaperlessRenderer:
    """A machine without the PDF libraries: what a service must survive."""

    def quote_pdf(
        self, quote: Quote, seq: int, *, issuer: Issuer, client: Client, compare: bool = False
    ) -> bytes:
        """Refuse, as a machine without Pango does."""
        raise MissingDependency(
            "Pango",
            "no page of {page}",
            page=self.quote_html(quote, seq, issuer=issuer, client=client, compare=compare),
        )

    def quote_html(
        self, quote: Quote, seq: int, *, issuer: Issuer, client: Client, compare: bool = False
    ) -> str:
        """Return a page that names all it was given."""
        more = " compared" if compare else ""
        terms = f"{quote.deposit_percent or 0}% {quote.terms or client.terms}"
        return f"{quote.number}/{seq} {issuer.name} {client.name} {terms}{more}"

    def invoice_pdf(self, invoice: Invoice) -> bytes:
        """Refuse, as a machine without Pango does."""
        raise MissingDependency("Pango", "no page of {page}", page=self.invoice_html(invoice))

    def invoice_html(self, invoice: Invoice) -> str:
        """Return a page that names the invoice."""
        return invoice.name

    def letter(self, content: LetterContent, *, html: bool = False) -> bytes:
        """Refuse, or return a page that names whom it is for."""
        page = f"{type(content).__name__} {content.client.name}"
        if isinstance(content, DossierIndex):
            page += f" in {content.language}"
        if html:
            return page.encode()
        raise MissingDependency("Pango", "no page of {page}", page=page)

    def e_invoice(
        self, invoice: Invoice, *, counter: int, linked: Mapping[str, dt.date]
    ) -> EInvoiceFile:
        """Return the real e-invoice: it needs no PDF libraries."""
        return LateRenderer().e_invoice(invoice, counter=counter, linked=linked)

    def e_invoice_name(self, invoice: Invoice, counter: int) -> str:
        """Return its real name."""
        return LateRenderer().e_invoice_name(invoice, counter)
