"""The lines of a document, from the options or from a file of the `show` shape."""

from dataclasses import dataclass

from smm_ledger.cli.lines import read_lines
from smm_ledger.cli.session import Session, file_path
from smm_ledger.cli.values import discount as read_discount
from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import Discount
from smm_ledger.core.marks import N_
from smm_ledger.exchange.json_files import read_document
from smm_ledger.exchange.show_files import (
    ShownDocument,
    check_claims,
    read_invoice,
    read_quote,
)
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.offers import OfferInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Lines and discount as typed, with the file that they came from, if any."""

    lines: tuple[LineInput, ...]
    discount: Discount | None
    shown: ShownDocument | None = None


def document_input(
    session: Session, client: str, *, file: str | None, discount: str | None, invoice: bool
) -> Typed:
    """Return what was typed for a new document of a client, or for a draft's lines.

    Raises:
        InputError: A line is wrong, or the file's figures do not hold.
    """
    own = session.ledger.clients.show(client).client
    typed = typed_offer(
        session, own.currency, file=file, discount=discount, invoice=invoice, mine=True
    )
    if typed.shown is not None:
        offer = session.ledger.previews.document(
            client, OfferInput(lines=typed.lines, discount=typed.discount)
        )
        check_claims(typed.shown, offer.totals, client=own.code, currency=own.currency)
    return typed


def round_input(
    session: Session, ref: str, *, file: str | None, discount: str | None = None, mine: bool
) -> Typed:
    """Return what was typed for a new round of a quote."""
    quote = session.ledger.quotes.show(ref)
    typed = typed_offer(
        session, quote.currency, file=file, discount=discount, invoice=False, mine=mine
    )
    if typed.shown is not None:
        offer = session.ledger.previews.round(
            ref, OfferInput(lines=typed.lines, discount=typed.discount)
        )
        check_claims(typed.shown, offer.totals, client=quote.client, currency=quote.currency)
    return typed


def typed_offer(
    session: Session,
    currency: str,
    *,
    file: str | None,
    discount: str | None,
    invoice: bool,
    mine: bool,
) -> Typed:
    """Return lines and discount from the options, or from the file instead."""
    off = read_discount(discount, currency)
    if file is None:
        return Typed(lines=tuple(read_lines(session.taken, currency)), discount=off)
    # The shape of an invoice has no discount: there, the option says it.
    if session.taken or (off is not None and not invoice):
        raise InputError(
            "from",
            N_("lines or a discount were given besides the file"),
            hint=N_("give one or the other"),
        )
    found = read_document(file_path(file, field="from"))
    shown = read_invoice(found) if invoice else read_quote(found, mine=mine)
    return Typed(lines=shown.lines, discount=shown.discount or off, shown=shown)
