"""Quotes: new rounds are added, open ones rewritten, frozen ones never touched."""

from sqlmodel import Session, col, delete, insert, select

from smm_ledger.core.errors import Immutable
from smm_ledger.core.marks import N_
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Round
from smm_ledger.db.mapping import bound_values, lines_values, quote_values, round_values
from smm_ledger.db.repositories.writing import add, put, rewrite, stored
from smm_ledger.db.tables import QuoteLineRow, QuoteRoundRow, QuoteRow
from smm_ledger.db.tables_private import QuoteBoundRow


def save_quote(session: Session, quote: Quote, *, before: Quote | None) -> int:
    """Insert or update a quote; `before` is it as it is stored now. Returns its key."""
    if before is None:
        key = add(session, QuoteRow(**quote_values(quote), version=1))
    else:
        key = quote.id
        row = stored(session, QuoteRow, key, version=quote.version, name=quote.number)
        put(session, row, quote_values(quote) | {"version": quote.version + 1})
    _save_rounds(session, quote, key, {r.seq: r for r in before.rounds} if before else {})
    _append_trail(session, quote, key, len(before.trail) if before else 0)
    return key


def _append_trail(session: Session, quote: Quote, key: int, known: int) -> None:
    """Append the steps that the bounds' trail has beyond those that are stored."""
    added = [
        {"quote_id": key, **bound_values(change, no)}
        for no, change in enumerate(quote.trail[known:], known + 1)
    ]
    if added:
        session.exec(insert(QuoteBoundRow), params=added)


def _save_rounds(session: Session, quote: Quote, key: int, before: dict[int, Round]) -> None:
    for offer in quote.rounds:
        old = before.pop(offer.seq, None)
        if old is not None and old.frozen:
            _check_same(quote, old, offer)
        else:
            _write(session, key, offer, old)
    for dropped in before.values():
        _delete(session, dropped)


def _check_same(quote: Quote, old: Round, new: Round) -> None:
    if old != new:
        raise Immutable(
            f"{quote.number}/{old.seq}",
            N_("a round that was sent or recorded can't be changed"),
            hint=N_("make a new round"),
        )


def _write(session: Session, quote_id: int, offer: Round, old: Round | None) -> None:
    """Write a round with its lines, and freeze it last: then the database keeps it so."""
    if old is None:
        row = QuoteRoundRow(quote_id=quote_id, frozen=0, **round_values(offer))
        key = add(session, row)
    else:
        key = old.id
        row = stored(session, QuoteRoundRow, key, version=None, name=str(offer.seq))
        put(session, row, round_values(offer))
    rewrite(session, QuoteLineRow, ("round_id", key), lines_values(offer.lines, offer.totals))
    put(session, row, {"frozen": int(offer.frozen)})


def _delete(session: Session, offer: Round) -> None:
    session.exec(delete(QuoteLineRow).where(col(QuoteLineRow.round_id) == offer.id))
    session.exec(delete(QuoteRoundRow).where(col(QuoteRoundRow.id) == offer.id))


def delete_quote(session: Session, quote: Quote) -> None:
    """Delete a draft; the database refuses anything else."""
    stored(session, QuoteRow, quote.id, version=quote.version, name=quote.number)
    rounds = select(QuoteRoundRow.id).where(col(QuoteRoundRow.quote_id) == quote.id)
    session.exec(delete(QuoteLineRow).where(col(QuoteLineRow.round_id).in_(rounds)))
    session.exec(delete(QuoteRoundRow).where(col(QuoteRoundRow.quote_id) == quote.id))
    session.exec(delete(QuoteBoundRow).where(col(QuoteBoundRow.quote_id) == quote.id))
    session.exec(delete(QuoteRow).where(col(QuoteRow.id) == quote.id))
