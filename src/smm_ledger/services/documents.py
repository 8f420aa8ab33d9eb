"""Documents: made from frozen rounds and snapshots, archived once, the same bytes ever after."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from smm_ledger.core.invoices import Invoice, check_ours
from smm_ledger.core.parties import Client, Issuer
from smm_ledger.core.quotes import Quote
from smm_ledger.core.states import InvoiceState
from smm_ledger.services.logos import logo_warnings
from smm_ledger.services.ports import Reader, Storage, UnitOfWork
from smm_ledger.services.read_models import StoredDocument
from smm_ledger.services.renderers import Renderer

COMPARED: Final = "-compare"
"""Ends the name of a quote that has the page to compare offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A finished document.

    Attributes:
        kind: `quote`, `invoice`, `deposit`, `credit_note`, `proforma`.
        name: Number, with the round for a quote (`P-2026-014/2`).
        client: The client's code.
        year: Of the document, for the folder it goes to.
        draft: Whether it may still look different tomorrow: nothing of it is archived.
        warnings: What is missing on it, as message templates.
    """

    kind: str
    name: str
    client: str
    year: int
    data: bytes
    draft: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenPapers:
    """Documents on disk.

    Attributes:
        paths: Where each is.
        warnings: What is missing on some, as message templates.
    """

    paths: tuple[Path, ...]
    warnings: tuple[str, ...]


class DocumentService:
    """PDFs of quotes and invoices."""

    def __init__(self, storage: Storage, renderer: Renderer) -> None:
        self._storage = storage
        self._renderer = renderer

    def quote(self, ref: str, *, round_no: int | None = None, compare: bool = False) -> Paper:
        """Return the PDF of a round (the last of mine); a frozen one is archived.

        Args:
            ref: The quote.
            round_no: Which round.
            compare: With the page that helps to compare offers: a document of its own, archived
                beside the other.

        Raises:
            MissingDependency: The PDF libraries are missing.
        """
        with self._storage.read() as reader:
            quote, seq, issuer, client = as_offered(reader, ref, round_no)
            kind = f"round-{seq}{COMPARED if compare else ''}"
            kept = reader.document("quote", quote.id, kind)
        if kept is not None:
            return _quote_paper(quote, seq, kept.data, compare=compare)
        data = self._renderer.quote_pdf(quote, seq, issuer=issuer, client=client, compare=compare)
        if quote.round(seq).frozen:
            data = self._archive("quote", quote.id, kind, data)
        paper = _quote_paper(quote, seq, data, compare=compare)
        return replace(paper, warnings=logo_warnings(issuer.logo))

    def printable(self, year: int | None = None) -> Sequence[str]:
        """Return the numbers of our own issued documents, of a year or of all, by series."""
        with self._storage.read() as reader:
            rows = reader.numbered()
        ours = [row for row in rows if row.state == InvoiceState.ISSUED and not row.imported]
        return [row.number for row in ours if year in {None, row.year}]

    def years(self) -> Mapping[int, int]:
        """Return the years of our own issued documents, newest first, and how many each has."""
        with self._storage.read() as reader:
            rows = reader.numbered()
        years = [row.year for row in rows if row.state == InvoiceState.ISSUED and not row.imported]
        return {year: years.count(year) for year in sorted(set(years), reverse=True)}

    def invoice(self, ref: str) -> Paper:
        """Return the PDF of an invoice; an issued one is archived the first time.

        Raises:
            MissingDependency: The PDF libraries are missing.
            IllegalTransition: Another program issued it.
        """
        with self._storage.read() as reader:
            invoice = reader.invoice(ref)
            kind = f"revision-{invoice.revision}"
            kept = reader.document("invoice", invoice.id, kind)
        check_ours(invoice)
        if kept is not None:
            return _invoice_paper(invoice, kept.data)
        data = self._renderer.invoice_pdf(invoice)
        if invoice.state is InvoiceState.ISSUED:
            data = self._archive("invoice", invoice.id, kind, data)
        paper = _invoice_paper(invoice, data)
        return replace(paper, warnings=logo_warnings(invoice.issuer.logo))

    def quote_page(self, ref: str, *, round_no: int | None = None, compare: bool = False) -> Paper:
        """Return the page of a round as HTML, for a machine without the PDF libraries."""
        with self._storage.read() as reader:
            quote, seq, issuer, client = as_offered(reader, ref, round_no)
        page = self._renderer.quote_html(quote, seq, issuer=issuer, client=client, compare=compare)
        return _quote_paper(quote, seq, page.encode(), compare=compare)

    def invoice_page(self, ref: str) -> Paper:
        """Return the page of an invoice as HTML, for a machine without the PDF libraries."""
        with self._storage.read() as reader:
            invoice = reader.invoice(ref)
        check_ours(invoice)
        return _invoice_paper(invoice, self._renderer.invoice_html(invoice).encode())

    def _archive(self, entity: str, entity_id: int, kind: str, data: bytes) -> bytes:
        """Keep the bytes, unless another process was first: then its bytes are the archive."""
        with self._storage.write() as work:
            kept = work.document(entity, entity_id, kind)
            if kept is not None:
                return kept.data
            document = StoredDocument(
                entity_kind=entity,
                entity_id=entity_id,
                kind=kind,
                sha256=hashlib.sha256(data).hexdigest(),
                data=data,
            )
            work.save_document(document)
            _record(work, document)
        return data


def as_offered(reader: Reader, ref: str, round_no: int | None) -> tuple[Quote, int, Issuer, Client]:
    """Return a quote, a round's number and its parties: of a frozen round as they were then."""
    quote = reader.quote(ref)
    offer = quote.round(round_no) if round_no is not None else quote.my_last
    kept = offer.conditions
    if kept is None:
        return quote, offer.seq, reader.issuer(), reader.client_by_id(quote.client_id)
    quote = replace(quote, deposit_percent=kept.deposit_percent, terms=kept.terms)
    return quote, offer.seq, kept.issuer, kept.client


def _record(work: UnitOfWork, document: StoredDocument) -> None:
    subject = (
        work.invoice_by_id(document.entity_id)
        if document.entity_kind == "invoice"
        else work.quote_by_id(document.entity_id)
    )
    data = {"kind": document.kind, "sha256": document.sha256}
    work.record(document.entity_kind, subject, "archive", data)


def _quote_paper(quote: Quote, seq: int, data: bytes, *, compare: bool) -> Paper:
    return Paper(
        kind="quote",
        name=f"{quote.number}-{seq}{COMPARED if compare else ''}",
        client=quote.client,
        year=quote.year,
        data=data,
        draft=not quote.round(seq).frozen,
    )


def _invoice_paper(invoice: Invoice, data: bytes) -> Paper:
    return Paper(
        kind=str(invoice.kind),
        name=invoice.name,
        client=invoice.client.code,
        year=invoice.year or (invoice.issue_date.year if invoice.issue_date else 0),
        data=data,
        draft=invoice.state is InvoiceState.DRAFT,
    )
