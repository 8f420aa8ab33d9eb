"""The lines of a document, from the options or from a file of the `show` shape.

An option wins over the file; what the file claims of our figures and states is compared with what
would be made, and with the document that it came from (`exchange.show_claims`).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from smm_ledger.cli import shapes_documents as shapes
from smm_ledger.cli.errors import Usage
from smm_ledger.cli.lines import read_lines
from smm_ledger.cli.session import SCHEMA, Session, file_path
from smm_ledger.cli.shapes import Shape, amount
from smm_ledger.cli.values import discount as read_discount
from smm_ledger.core.errors import InputError, NotFoundError
from smm_ledger.core.invoices import Invoice, schedule
from smm_ledger.core.lines import Discount
from smm_ledger.core.marks import N_
from smm_ledger.core.quotes import Quote, gift_of
from smm_ledger.core.states import InvoiceState
from smm_ledger.exchange.json_files import read_document
from smm_ledger.exchange.show_claims import check_agrees, check_lines
from smm_ledger.exchange.show_files import (
    TYPED_OF_BOUNDS,
    TYPED_OF_INVOICE,
    TYPED_OF_QUOTE,
    TYPED_OF_ROUND,
    ShownDocument,
    plan_of,
    read_invoice,
    read_quote,
    read_round,
)
from smm_ledger.exchange.show_values import items, mapping, maybe_mapping
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.offers import Offer, OfferInput
from smm_ledger.services.quote_inputs import BoundsInput, QuoteInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Lines and discount as typed, with the file that they came from, if any."""

    lines: tuple[LineInput, ...]
    discount: Discount | None
    shown: ShownDocument | None = None


def typed_quote(
    session: Session, currency: str, *, file: str | None, discount: str | None, mine: bool = True
) -> Typed:
    """Return the lines of a quote or of a round: from the options, or from the file instead."""
    off = read_discount(discount, currency)
    if file is None:
        return Typed(lines=tuple(read_lines(session.taken, currency)), discount=off)
    if session.taken or off is not None:
        raise _beside()
    shown = read_quote(_found(file), currency, mine=mine)
    return Typed(lines=shown.lines, discount=shown.discount, shown=shown)


def _beside() -> Usage:
    return Usage("--from", N_("lines or a discount were given besides the file"))


def _found(file: str) -> Mapping[str, object]:
    return read_document(file_path(file, field="from"))


# quotes


def check_new_quote(session: Session, typed: QuoteInput, shown: ShownDocument) -> None:
    """Compare a file with the quote that it would make, and with the one that it came from.

    Raises:
        InputError: A key says something else.
    """
    own, floors = session.ledger.previews.quote(typed)
    computed = {"schema": SCHEMA, **shapes.quote(own, session.today, floors=floors)}
    (made,) = items(computed["rounds"], "rounds")
    found = _source(session, shown)
    source = [] if found is None else [_whole(session, found)]
    check_agrees(shown.head, [computed], source, typed=TYPED_OF_QUOTE)
    _check_bounds(shown, computed, source, typed=TYPED_OF_BOUNDS)
    _check_round(session, shown, [mapping(made, "rounds")], source, typed=TYPED_OF_ROUND)
    _check_others(session, shown, typed.client, source)


def check_round(
    session: Session, before: Quote, shown: ShownDocument, *, said: tuple[str, ...], bounds: bool
) -> None:
    """Compare a file with the round that it would make of a quote.

    Args:
        session: The run.
        before: The quote.
        shown: The file.
        said: The words of the round that this command takes from a file.
        bounds: Whether it takes the private bounds too.

    Raises:
        InputError: A key says something else.
    """
    offer = session.ledger.previews.round(
        before.number, OfferInput(lines=shown.lines, discount=shown.discount)
    )
    source = [_whole(session, before)]
    other = _source(session, shown)
    source += [] if other is None else [_whole(session, other)]
    check_agrees(shown.head, source[:1], source[1:], typed=TYPED_OF_QUOTE)
    _check_bounds(shown, source[0], source[1:], typed=TYPED_OF_BOUNDS if bounds else ())
    _check_round(
        session, shown, _made(before, offer), source, typed=(*TYPED_OF_ROUND, *said, "side")
    )
    _check_others(session, shown, before.client, source)


def _made(before: Quote, offer: Offer) -> list[Shape]:
    """Return the shapes that a new round may have: in place of a draft's, or after the last."""
    last = before.my_last
    new = replace(last, lines=offer.lines, discount=offer.discount, totals=offer.totals)
    gift = gift_of(last, offer.totals.net, get="")
    bare = {"ask": None, "give": None, "get": None, "gift": None, "note": None}
    shape = {**shapes.round_of(new, before.currency), **bare}
    after = {**shape, "seq": before.current.seq + 1}
    return [shape, after, {**after, "gift": amount(gift, before.currency)}]


def _source(session: Session, shown: ShownDocument) -> Quote | None:
    """Return the quote that a file names, if there is one of exactly that number."""
    name = shown.head.get("number")
    if not isinstance(name, str):
        return None
    try:
        found = session.ledger.quotes.show(name)
    except NotFoundError:
        return None
    return found if found.number == name else None


def _whole(session: Session, own: Quote) -> Shape:
    floors = session.ledger.rates.floors_of(own)
    return {"schema": SCHEMA, **shapes.quote(own, session.today, floors=floors)}


def _check_bounds(
    shown: ShownDocument, computed: Shape, source: list[Shape], *, typed: tuple[str, ...]
) -> None:
    """Compare what a file says of the private side beside the bounds themselves."""
    said = maybe_mapping(shown.head.get("private"), "private")
    known = [mapping(one["private"], "private") for one in (computed, *source)]
    check_agrees(said, known, typed=typed, field="private: ")


def _check_round(
    session: Session,
    shown: ShownDocument,
    made: list[Mapping[str, object]] | list[Shape],
    source: list[Shape],
    *,
    typed: tuple[str, ...],
) -> None:
    if shown.words.date is not None and shown.words.date > session.today:
        raise InputError("date", N_("{day} is after today"), day=shown.words.date.isoformat())
    earlier = [
        mapping(one, "rounds") for whole in source for one in items(whole["rounds"], "rounds")
    ]
    same_seq = [one for one in earlier if one["seq"] == shown.body.get("seq")]
    check_agrees(shown.body, made, same_seq, typed=typed)
    check_lines(shown.body, made[0])


def _check_others(session: Session, shown: ShownDocument, client: str, source: list[Shape]) -> None:
    """Check the rounds of which nothing is taken: values, figures, and what is known of them."""
    currency = session.ledger.clients.show(client).client.currency
    earlier = [
        mapping(one, "rounds") for whole in source for one in items(whole["rounds"], "rounds")
    ]
    for one in shown.others:
        other = read_round(one, currency)
        offer = session.ledger.previews.document(
            client, OfferInput(lines=other.lines, discount=other.discount)
        )
        computed = [mapping(it, "rounds") for it in earlier if it["seq"] == one.get("seq")]
        figures = shapes.figures_of_round(offer.totals, other.discount)
        if computed:
            check_agrees(one, computed, field="rounds: ")
        else:
            spoken = {key: it for key, it in one.items() if key in figures}
            check_agrees(spoken, [figures], field="rounds: ")


# invoices


def invoice_input(
    session: Session,
    client: str,
    typed: InvoiceInput,
    *,
    file: str | None,
    before: Invoice | None = None,
) -> InvoiceInput:
    """Return what was typed for an invoice, with the file's part of it.

    Args:
        session: The run.
        client: Its code.
        typed: What the options say; it wins.
        file: The document, in the shape of `show`.
        before: What is changed; None for a new one. An issued one keeps its dates.

    Raises:
        InputError: A line is wrong, or the file's figures do not hold.
    """
    currency = session.ledger.clients.show(client).client.currency
    if file is None:
        return replace(typed, lines=tuple(read_lines(session.taken, currency)))
    if session.taken:
        raise _beside()
    shown = read_invoice(_found(file))
    issued = before is not None and before.state is not InvoiceState.DRAFT
    dated = issued or bool(typed.due or typed.terms or typed.instalments)
    whole = replace(
        typed,
        lines=shown.lines,
        date=typed.date if issued else typed.date or shown.issue_date,
        due=typed.due if dated else shown.due_date,
        order=shown.order if typed.order is None else typed.order,
        cig=shown.cig if typed.cig is None else typed.cig,
        cup=shown.cup if typed.cup is None else typed.cup,
    )
    ours = set(TYPED_OF_INVOICE)
    if issued:
        ours -= {"issue_date", "due_date"}
    elif dated:
        ours.add("instalments")
    elif len(shown.parts) > 1:
        payable = _preview(session, whole, before).totals.payable
        plan = plan_of(shown.parts, payable, currency)
        whole = replace(whole, due=None, instalments=plan)
        ours.remove("due_date")
    _check_invoice(session, shown, _preview(session, whole, before), typed=ours)
    return whole


def _preview(session: Session, typed: InvoiceInput, before: Invoice | None) -> Invoice:
    return session.ledger.previews.invoice(typed, before=before.name if before else None)


def _check_invoice(
    session: Session, shown: ShownDocument, own: Invoice, *, typed: Collection[str]
) -> None:
    """Compare a file with the invoice that it would make, and with the one that it came from."""
    day = own.issue_date or session.today
    parts = schedule(own.totals.payable, day, terms=own.terms, due_date=own.due_date, plan=own.plan)
    unnamed = {} if own.id else {"draft": None}
    computed = [
        {"schema": SCHEMA, **shapes.invoice(one, session.today), **unnamed}
        for one in (own, replace(own, instalments=parts))
    ]
    check_agrees(shown.head, computed, _source_of_invoice(session, shown), typed=typed)
    check_lines(shown.body, computed[0])


def _source_of_invoice(session: Session, shown: ShownDocument) -> list[Shape]:
    """Return the invoice that a file names, if there is one of exactly that name."""
    name = shown.head.get("number") or shown.head.get("draft")
    if not isinstance(name, str):
        return []
    try:
        found = session.ledger.invoices.show(name)
    except NotFoundError:
        return []
    return [shapes.invoice(found, session.today)] if found.name == name else []


def quote_input(shown: ShownDocument | None, typed: QuoteInput) -> QuoteInput:
    """Return what was typed for a quote, with the file's part of it; an option wins."""
    if shown is None:
        return typed
    return replace(
        typed,
        title=shown.title if typed.title is None else typed.title,
        valid_until=typed.valid_until or shown.valid_until,
        deposit=shown.deposit if typed.deposit is None else typed.deposit,
        terms=typed.terms or shown.terms,
        bounds=_bounds(typed.bounds, shown.bounds),
    )


def _bounds(typed: BoundsInput, shown: BoundsInput) -> BoundsInput:
    return replace(
        typed,
        floor=shown.floor if typed.floor is None else typed.floor,
        target=shown.target if typed.target is None else typed.target,
        walk_away=shown.walk_away if typed.walk_away is None else typed.walk_away,
        alternative=shown.alternative if typed.alternative is None else typed.alternative,
    )
