"""The dossier of a debt: what a lawyer needs, gathered from the ledger and changing nothing in it.

Private things have no way in: neither floors and targets nor what the client pushed on, rivals,
gifts, and notes on quotes, rounds and clients. What was said on the phone is what a contact log is
for, so the notes of contacts and promises are in it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from smm_ledger.core.claims import Claim, ClaimState
from smm_ledger.core.errors import IllegalTransition
from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.letters import Attachment, Contact, Reminder
from smm_ledger.core.marks import N_
from smm_ledger.core.payments import Payment
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Side
from smm_ledger.core.states import InvoiceState
from smm_ledger.services.accruals import InterestView, standing
from smm_ledger.services.claims import unclaimed
from smm_ledger.services.documents import as_offered
from smm_ledger.services.dossier_contents import Dossier
from smm_ledger.services.letters import ClaimSheet
from smm_ledger.services.ports import Clock, Reader, Storage
from smm_ledger.services.promises import all_judged
from smm_ledger.services.read_models import ListQuery
from smm_ledger.services.reminders import whose
from smm_ledger.services.renderers import Renderer
from smm_ledger.services.statements import StatementService


class Folder(StrEnum):
    """The parts of a dossier, each a folder in it."""

    QUOTES = "quotes"
    INVOICES = "invoices"
    REMINDERS = "reminders"
    INTEREST = "interest"
    ATTACHMENTS = "attachments"


Draw = Callable[[bool], bytes]
"""Returns the bytes; told so, those of its page as HTML, which needs no PDF libraries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A file of a dossier: the parts of its name are cleaned by who writes it.

    Attributes:
        folder: None: beside the folders.
        kind, number: What it is, and of what.
        kept: Its bytes are what they are; else it is drawn, as PDF or, at need, as HTML.
    """

    kind: str
    number: str
    draw: Draw
    folder: Folder | None = None
    extension: str = "pdf"
    kept: bool = False


class DossierService:
    """What is handed to a lawyer."""

    def __init__(self, storage: Storage, clock: Clock, renderer: Renderer) -> None:
        self._storage = storage
        self._clock = clock
        self._renderer = renderer

    def gather(self, ref: str) -> Dossier:
        """Return what the ledger knows of a client's debts, or of one invoice.

        Raises:
            NotFoundError: There is no such thing.
            IllegalTransition: Nothing was issued.
        """
        today = self._clock.today()
        with self._storage.read() as reader:
            client_id, invoice_id = whose(reader, ref)
            invoices = _invoices(reader, client_id, invoice_id, today)
            if not invoices:
                raise IllegalTransition(
                    ref,
                    N_("nothing was issued that a dossier could be about"),
                    hint=N_("name a client with an invoice, or an invoice"),
                )
            keys = {one.id for one in invoices}
            letters = tuple(
                one
                for one in reader.kept_of_client(Reminder, client_id)
                if invoice_id is None or keys & {item.invoice_id for item in one.items}
            )
            quotes = tuple(
                reader.quote_by_id(key)
                for key in dict.fromkeys(one.quote_id for one in invoices)
                if key is not None
            )
            payments = _payments(reader, client_id, None if invoice_id is None else keys)
            promises = tuple(one for one in all_judged(reader, today) if one.invoice_id in keys)
            return Dossier(
                date=today,
                issuer=reader.issuer(),
                client=reader.client_by_id(client_id),
                about=reader.invoice_by_id(invoice_id).name if invoice_id else "",
                quotes=quotes,
                invoices=invoices,
                payments=payments,
                letters=letters,
                promises=promises,
                contacts=tuple(reader.kept_of_client(Contact, client_id)),
                interest=tuple(_interest(reader, invoices, today)),
                attachments=tuple(
                    one
                    for kind, found in (
                        ("client", [client_id]),
                        ("retainer", _retainers(reader, client_id, invoice_id)),
                        ("quote", [one.id for one in quotes]),
                        ("invoice", [one.id for one in invoices]),
                        ("payment", [one.id for one in payments]),
                        ("promise", [one.id for one in promises]),
                        ("claim", [one.id for one in _claims(reader, keys)]),
                        ("reminder", [one.id for one in letters]),
                    )
                    for key in found
                    for one in reader.attachments(kind, key)
                ),
            )

    def pieces(self, own: Dossier) -> Iterator[Piece]:
        """Yield the files of a dossier, in the order of its parts; each is drawn when asked."""
        if not own.about:
            yield Piece(kind="statement", number="", draw=self._statement(own))
        for quote in own.quotes:
            yield from self._rounds(quote)
        for invoice in own.invoices:
            yield from self._papers(invoice)
        for letter in own.letters:
            number = f"{letter.id}-{letter.date.isoformat()}-{letter.rung}"
            if letter.text:
                yield Piece(
                    folder=Folder.REMINDERS,
                    kind="reminder",
                    number=number,
                    extension="txt",
                    kept=True,
                    draw=lambda _, text=letter.text: text.encode(),  # type: ignore[misc]
                )
        with self._storage.read() as reader:
            sheets = list(_sheets(reader, own))
        for sheet in sheets:
            claim = sheet.claim
            yield Piece(
                folder=Folder.INTEREST,
                kind=claim.name if claim.id else "interest",
                number=f"{claim.invoice}-{claim.accrued_until.isoformat()}",
                draw=self._letter(sheet),
            )
        for kept in own.attachments:
            yield self._attachment(kept)

    def _statement(self, own: Dossier) -> Draw:
        service = StatementService(self._storage, self._clock, self._renderer)
        first = min(one.issue_date or own.date for one in own.invoices)
        first = min([first, *(one.date for one in own.payments)])

        def draw(html: bool) -> bytes:  # noqa: FBT001 - one question
            statement = service.show(own.client.code, start=first, end=own.date)
            return service.sheet(statement, html=html)

        return draw

    def _letter(self, sheet: ClaimSheet) -> Draw:
        return lambda html: self._renderer.letter(sheet, html=html)

    def _rounds(self, quote: Quote) -> Iterator[Piece]:
        """Yield my offers as they were sent; what the client said is in the index."""
        for offer in quote.rounds:
            if offer.side is Side.ME and offer.frozen:
                yield Piece(
                    folder=Folder.QUOTES,
                    kind="quote",
                    number=f"{quote.number}-{offer.seq}",
                    draw=self._round(quote.number, offer.seq),
                )

    def _round(self, number: str, seq: int) -> Draw:
        def draw(html: bool) -> bytes:  # noqa: FBT001 - one question
            with self._storage.read() as reader:
                quote, _, issuer, client = as_offered(reader, number, seq)
                kept = reader.document("quote", quote.id, f"round-{seq}")
            if kept is not None:
                return kept.data
            if html:
                page = self._renderer.quote_html(quote, seq, issuer=issuer, client=client)
                return page.encode()
            return self._renderer.quote_pdf(quote, seq, issuer=issuer, client=client)

        return draw

    def _papers(self, invoice: Invoice) -> Iterator[Piece]:
        """Yield an invoice as it was issued, and its e-invoice if one was made."""
        if not invoice.is_imported:
            yield Piece(
                folder=Folder.INVOICES,
                kind=str(invoice.kind).replace("_", "-"),
                number=invoice.number,
                draw=self._invoice(invoice),
            )
        if invoice.sdi_file:
            name = self._renderer.e_invoice_name(invoice, invoice.sdi_file)
            yield Piece(
                folder=Folder.INVOICES,
                kind=name.rpartition(".")[0],  # the only one that SdI takes
                number="",
                extension="xml",
                kept=True,
                draw=self._document(invoice.id, f"sdi-{invoice.sdi_file}"),
            )

    def _invoice(self, invoice: Invoice) -> Draw:
        def draw(html: bool) -> bytes:  # noqa: FBT001 - one question
            with self._storage.read() as reader:
                kept = reader.document("invoice", invoice.id, f"revision-{invoice.revision}")
            if kept is not None:
                return kept.data
            if html:
                return self._renderer.invoice_html(invoice).encode()
            return self._renderer.invoice_pdf(invoice)

        return draw

    def _document(self, invoice_id: int, kind: str) -> Draw:
        def draw(_html: bool) -> bytes:  # noqa: FBT001 - one question
            with self._storage.read() as reader:
                kept = reader.document("invoice", invoice_id, kind)
            return kept.data if kept else b""

        return draw

    def _attachment(self, kept: Attachment) -> Piece:
        def draw(_html: bool) -> bytes:  # noqa: FBT001 - one question
            with self._storage.read() as reader:
                return reader.attachment_data(kept.id)

        stem, _, extension = kept.name.rpartition(".")
        letter = kept.entity_kind == "reminder"
        return Piece(
            folder=Folder.REMINDERS if letter else Folder.ATTACHMENTS,
            kind=f"reminder-{kept.entity_id}" if letter else "attachment",
            number=f"{kept.ref if letter else kept.id}-{stem or extension}",
            extension=extension if stem else "bin",
            kept=True,
            draw=draw,
        )


def _invoices(
    reader: Reader, client_id: int, invoice_id: int | None, today: dt.date
) -> tuple[Invoice, ...]:
    """Return what was issued, with the credit notes on it, oldest first."""
    if invoice_id is not None:
        one = reader.invoice_by_id(invoice_id)
        found = [one, *reader.credit_notes_of(invoice_id)]
    else:
        rows = reader.invoices(ListQuery(client=client_id), today=today)
        found = [reader.invoice_by_id(row.id) for row in rows]
    issued = [
        one
        for one in found
        if one.state is InvoiceState.ISSUED and one.kind is not InvoiceKind.PROFORMA
    ]
    return tuple(sorted(issued, key=lambda one: (one.issue_date or today, one.id)))


def _payments(reader: Reader, client_id: int, invoices: set[int] | None) -> tuple[Payment, ...]:
    """Return the payments of a client that stand, or those that are set against some invoices."""
    rows = reader.payments(ListQuery(client=client_id))
    found = [reader.payment(f"pay-{row.id}") for row in reversed(rows) if not row.reversed]
    return tuple(
        one
        for one in found
        if invoices is None or invoices & {part.invoice_id for part in one.allocations}
    )


def _retainers(reader: Reader, client_id: int, invoice_id: int | None) -> list[int]:
    """Return the retainers whose files belong to a dossier: the client's, or the invoice's own."""
    if invoice_id is not None and not reader.is_periodic(invoice_id):
        return []
    found = reader.retainers(client=client_id)
    return [
        one.id
        for one in found
        if invoice_id is None or any(period.invoice_id == invoice_id for period in one.periods)
    ]


def _claims(reader: Reader, invoices: Iterable[int]) -> list[Claim]:
    return [one for key in sorted(invoices) for one in reader.kept_of_invoice(Claim, key)]


def _interest(
    reader: Reader, invoices: Sequence[Invoice], today: dt.date
) -> Iterator[InterestView]:
    for invoice in invoices:
        if invoice.is_receivable:
            own = standing(reader, invoice, as_of=today)
            if own.segments or own.compensation or own.state:
                yield own


def _sheets(reader: Reader, own: Dossier) -> Iterator[ClaimSheet]:
    """Yield the calculation of each claim that stands, and of what has accrued since the last."""
    for invoice in own.invoices:
        if not invoice.is_receivable:
            continue
        claims = reader.kept_of_invoice(Claim, invoice.id)
        made = [one for one in claims if one.state is not ClaimState.WAIVED]
        rest = unclaimed(reader, invoice, as_of=own.date, today=own.date)
        for one in [*made, rest] if rest.total else made:
            yield ClaimSheet(claim=one, invoice=invoice, issuer=own.issuer, client=own.client)
