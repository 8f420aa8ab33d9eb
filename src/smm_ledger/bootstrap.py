"""The only place that builds storage, clock, renderer and services, and puts them together.

No vendor is imported here at module level: the PDF engine and the templates are found when the
first document is made, SQLModel when the first change is written.
"""

import datetime as dt
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from smm_ledger.services.clock import FixedClock, SystemClock
from smm_ledger.services.ledger import Ledger, build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from smm_ledger.core.invoices import Invoice
    from smm_ledger.core.parties import Client, Issuer
    from smm_ledger.core.quotes import Quote
    from smm_ledger.documents.elsewhere import DistantRenderer
    from smm_ledger.documents.process import PdfProcess
    from smm_ledger.documents.renderer import DocumentRenderer
    from smm_ledger.services.documents import DocumentService
    from smm_ledger.services.letters import LetterContent
    from smm_ledger.services.ports import Clock
    from smm_ledger.services.read_models import EInvoiceFile
    from smm_ledger.settings import Settings


def open_ledger(
    path: Path,
    *,
    today: dt.date | None = None,
    settings: "Settings | None" = None,
    clock: "Clock | None" = None,
) -> Ledger:
    """Return the services over a ledger file, which need not exist yet.

    Args:
        path: The file; nothing is opened here.
        today: The day that counts as today; the system's without it.
        settings: Of this machine; None for what a program alone needs.
        clock: Instead of both calendars, for the replay of sample data.
    """
    from smm_ledger.db.storage import SqliteStorage

    clock = clock or (SystemClock() if today is None else FixedClock(today))
    templates = settings.templates if settings else None
    return build(SqliteStorage(path, clock=clock), clock, LateRenderer(templates))


@contextmanager
def drawing(
    ledger: Ledger, count: int, settings: "Settings | None" = None
) -> "Iterator[Sequence[DocumentService]]":
    """Lend `count` document services, each of which draws in a process of its own.

    They may be used at the same time, each by one thread.
    """
    from smm_ledger.documents.process import PdfProcess
    from smm_ledger.services.documents import DocumentService

    own = settings.templates if settings else None
    processes = [PdfProcess() for _ in range(count)]
    try:
        yield [
            DocumentService(ledger.storage, LateRenderer(own, process=process))
            for process in processes
        ]
    finally:
        for process in processes:
            process.close()


class LateRenderer:
    """The renderer of documents, made when the first one is wanted.

    Args:
        own: The user's folder of templates, or None.
        process: Draw in this other process; None: in the caller's own.
    """

    def __init__(self, own: Path | None = None, *, process: "PdfProcess | None" = None) -> None:
        self._own = own
        self._process = process

    @cached_property
    def _renderer(self) -> "DocumentRenderer | DistantRenderer":
        from smm_ledger.resources import templates_folder

        shipped = templates_folder() / "invoices"
        if self._process is not None:
            from smm_ledger.documents.elsewhere import DistantRenderer

            return DistantRenderer(self._process, shipped, self._own)
        from smm_ledger.documents.renderer import DocumentRenderer

        return DocumentRenderer(shipped, self._own)

    def warm_up(self, issuer: "Issuer") -> None:
        """Draw in a process of its own from now on, and get it ready; returns at once.

        For who has a screen to paint meanwhile: drawing in a thread makes every key wait.
        """
        from smm_ledger.documents.process import PdfProcess

        if self._process is None:
            self._process = PdfProcess()
            self.__dict__.pop("_renderer", None)
        self._renderer.warm_up(issuer)

    def close(self) -> None:
        """Stop that process; a later document starts another."""
        if self._process is not None:
            self._process.close()

    def quote_pdf(
        self, quote: "Quote", seq: int, *, issuer: "Issuer", client: "Client", compare: bool = False
    ) -> bytes:
        """Return the PDF of a round."""
        return self._renderer.quote_pdf(quote, seq, issuer=issuer, client=client, compare=compare)

    def quote_html(
        self, quote: "Quote", seq: int, *, issuer: "Issuer", client: "Client", compare: bool = False
    ) -> str:
        """Return the same page as HTML."""
        return self._renderer.quote_html(quote, seq, issuer=issuer, client=client, compare=compare)

    def invoice_pdf(self, invoice: "Invoice") -> bytes:
        """Return the PDF of an invoice."""
        return self._renderer.invoice_pdf(invoice)

    def invoice_html(self, invoice: "Invoice") -> str:
        """Return the same page as HTML."""
        return self._renderer.invoice_html(invoice)

    def letter(self, content: "LetterContent", *, html: bool = False) -> bytes:
        """Return a reminder, interest sheet or statement, as PDF or as HTML."""
        return self._renderer.letter(content, html=html)

    def e_invoice(
        self, invoice: "Invoice", *, counter: int, linked: "Mapping[str, dt.date]"
    ) -> "EInvoiceFile":
        """Return the Italian e-invoice; it needs neither templates nor Pango."""
        from smm_ledger.documents.e_invoices import e_invoice_file

        return e_invoice_file(invoice, counter=counter, linked=linked)

    def e_invoice_name(self, invoice: "Invoice", counter: int) -> str:
        """Return the name of the file of that counter."""
        from smm_ledger.documents.fatturapa.names import file_name

        return file_name(invoice.issuer, counter)
