"""Quotes: what there is, and drafts before anybody has seen them.

Each method is one action: one transaction with its log entry. What may follow what is the state
table's; here are only the guards that need dates, lines and bounds.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from smm_ledger.core.money import Money
from smm_ledger.core.numbering import Series, render
from smm_ledger.core.quotes import Bounds, Quote, bound_changes
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.rounds import Conditions, Round, RoundDiff, Side, diff
from smm_ledger.core.states import QuoteEvent, QuoteStatus, next_quote_status
from smm_ledger.core.text import NAME_MAX, NOTE_MAX, clean
from smm_ledger.services.line_inputs import input_of
from smm_ledger.services.log_keys import BEFORE, quote_before
from smm_ledger.services.offers import OfferInput, make_offer
from smm_ledger.services.ports import Clock, Reader, Storage, UnitOfWork
from smm_ledger.services.quote_inputs import (
    BoundsInput,
    QuoteInput,
    bounds_of,
    deposit_percent,
    valid_day,
)
from smm_ledger.services.read_models import ListQuery, QuoteRow


class QuoteService:
    """What a user does with quotes."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    # reads

    def show(self, ref: str) -> Quote:
        """Return a quote with all its rounds."""
        with self._storage.read() as reader:
            return reader.quote(ref)

    def list(self, query: ListQuery | None = None) -> Sequence[QuoteRow]:
        """List quotes, newest first."""
        with self._storage.read() as reader:
            return reader.quotes(query or ListQuery(), today=self._clock.today())

    def count(self, query: ListQuery) -> int:
        """Count the quotes of a list."""
        with self._storage.read() as reader:
            return reader.count_quotes(query, today=self._clock.today())

    def diff(self, ref: str, old: int | None = None, new: int | None = None) -> RoundDiff:
        """Compare two rounds; without numbers, the last one with the one before."""
        quote = self.show(ref)
        last = new if new is not None else quote.current.seq
        first = old if old is not None else max(1, last - 1)
        return diff(quote.round(first), quote.round(last))

    # drafts

    def new(self, typed: QuoteInput) -> Quote:
        """Make a draft with its number.

        Raises:
            InputError: A value is wrong. NotFoundError: No such client or service.
        """
        with self._storage.write() as work:
            quote = drafted(work, typed, today=self._clock.today(), number=work.next_number)
            data = {"title": quote.title, "net": quote.current.totals.net}
            return saved(work, quote, "new", data)

    def duplicate(self, ref: str) -> Quote:
        """Make a new draft with the lines, terms and bounds of another quote's last own round."""
        source = self.show(ref)
        last = source.my_last
        bounds = BoundsInput(
            floor=_major(source.bounds.floor, source.currency),
            target=_major(source.bounds.target, source.currency),
            walk_away=source.bounds.walk_away,
            alternative=source.bounds.alternative,
        )
        return self.new(
            QuoteInput(
                client=source.client,
                title=source.title,
                lines=[input_of(line, last.rules) for line in last.lines],
                discount=last.discount,
                deposit=source.deposit_percent,
                terms=source.terms,
                bounds=bounds,
            )
        )

    def edit(self, ref: str, typed: QuoteInput, *, version: int | None = None) -> Quote:
        """Change a draft; once it is sent, only its private bounds and note.

        Raises:
            IllegalTransition: Something that the client has seen would change.
        """
        with self._storage.write() as work:
            before = work.quote(ref)
            bounds = bounds_of(before.bounds, typed.bounds, before.currency)
            steps = bound_changes(before.bounds, bounds, self._clock.today())
            after = replace(
                before,
                bounds=bounds,
                trail=(*before.trail, *steps),
                note=before.note
                if typed.note is None
                else clean(typed.note, field="note", max_length=NOTE_MAX, multiline=True),
                version=before.version if version is None else version,
            )
            if _touches_offer(typed):
                next_quote_status(before.number, before.status, QuoteEvent.EDIT)
                after = self._edited(work, after, typed)
            if after == before:
                return before
            return saved(work, after, "edit", {BEFORE: quote_before(before, after)})

    def _edited(self, work: UnitOfWork, quote: Quote, typed: QuoteInput) -> Quote:
        draft = quote.current
        offer = make_offer(
            OfferInput(lines=typed.lines, discount=typed.discount),
            last=draft,
            rules=draft.rules,
            currency=quote.currency,
            reader=work,
        )
        until = draft.valid_until
        if typed.valid_until is not None:
            until = valid_day(typed.valid_until, self._clock.today())
        new = replace(
            draft,
            lines=offer.lines,
            discount=offer.discount,
            totals=offer.totals,
            valid_until=until,
        )
        title = quote.title
        if typed.title is not None:
            title = clean(typed.title, field="title", max_length=NAME_MAX, required=True)
        deposit = quote.deposit_percent if typed.deposit is None else deposit_percent(typed.deposit)
        terms = typed.terms or quote.terms
        return replace(quote, title=title, deposit_percent=deposit, terms=terms, rounds=(new,))

    def delete(self, ref: str) -> Quote:
        """Delete a draft that was never sent."""
        with self._storage.write() as work:
            quote = work.quote(ref)
            next_quote_status(quote.number, quote.status, QuoteEvent.DELETE)
            work.delete_quote(quote)
            work.record("quote", None, "delete", {"title": quote.title}, name=quote.number)
        return quote


def drafted(
    reader: Reader, typed: QuoteInput, *, today: dt.date, number: Callable[[Series, int], int]
) -> Quote:
    """Return the draft that was typed, not saved; `number` gives the series' next one."""
    issuer, client = reader.issuer(), reader.client(typed.client)
    rules = regime_of(issuer.regime).rules(issuer, client)
    offer = make_offer(
        OfferInput(lines=typed.lines, discount=typed.discount),
        last=None,
        rules=rules,
        currency=client.currency,
        reader=reader,
    )
    first = Round(
        seq=1,
        side=Side.ME,
        date=today,
        lines=offer.lines,
        discount=offer.discount,
        rules=rules,
        totals=offer.totals,
        valid_until=valid_day(typed.valid_until, today),
    )
    bounds = bounds_of(Bounds(), typed.bounds, client.currency)
    title = clean(typed.title or "", field="title", max_length=NAME_MAX, required=True)
    note = clean(typed.note or "", field="note", max_length=NOTE_MAX, multiline=True)
    deposit = deposit_percent(typed.deposit)
    seq = number(Series.QUOTE, today.year)
    return Quote(
        number=render(issuer.effective_quote_pattern, year=today.year, seq=seq),
        year=today.year,
        seq=seq,
        client_id=client.id,
        client=client.code,
        title=title,
        currency=client.currency,
        status=QuoteStatus.DRAFT,
        rounds=(first,),
        deposit_percent=deposit,
        terms=typed.terms,
        bounds=bounds,
        trail=bound_changes(Bounds(), bounds, today),
        note=note,
    )


def frozen(work: UnitOfWork, quote: Quote, offer: Round) -> Round:
    """Return a round of the quote as it is sent or recorded: with parties and terms, for ever."""
    client = work.client_by_id(quote.client_id)
    conditions = Conditions(
        issuer=work.issuer(),
        client=client,
        terms=quote.terms or client.terms,
        deposit_percent=quote.deposit_percent,
    )
    return replace(offer, frozen=True, conditions=conditions)


def saved(work: UnitOfWork, quote: Quote, action: str, data: Mapping[str, object]) -> Quote:
    """Save the quote with the log entry of its action; returns it as stored."""
    quote = work.save_quote(quote)
    work.record("quote", quote, action, data)
    return quote


def _major(minor: int | None, currency: str) -> Decimal | None:
    return None if minor is None else Money(minor, currency).decimal


def _touches_offer(typed: QuoteInput) -> bool:
    offered = (typed.title, typed.valid_until, typed.discount, typed.deposit, typed.terms)
    return bool(typed.lines) or any(value is not None for value in offered)
