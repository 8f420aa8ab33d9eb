"""The tug-of-war: my rounds and the client's, each a frozen snapshot of the whole offer."""

import datetime as dt
from dataclasses import replace

from smm_ledger.core.errors import IllegalTransition, InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.quotes import Quote, check_floor, gift_of
from smm_ledger.core.rounds import Round, Side
from smm_ledger.core.states import QuoteEvent, QuoteStatus, next_quote_status
from smm_ledger.core.text import NAME_MAX, NOTE_MAX, clean
from smm_ledger.services.offers import Offer, OfferInput, as_round, make_offer
from smm_ledger.services.ports import Clock, Storage, UnitOfWork
from smm_ledger.services.quote_inputs import (
    CounterInput,
    ReviseInput,
    day_said,
    deposit_percent,
    floor_reason,
    price_minor,
    valid_day,
)
from smm_ledger.services.quotes import frozen, saved


class NegotiationService:
    """Rounds by both sides."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def send(self, ref: str, *, below_floor: str | None = None) -> Quote:
        """Freeze round 1 as sent today.

        Raises:
            IllegalTransition: The validity is past.
            BelowFloor: The offer is, and nobody confirmed it.
        """
        today = self._clock.today()
        with self._storage.write() as work:
            quote = work.quote(ref)
            status = next_quote_status(quote.number, quote.status, QuoteEvent.SEND)
            first = quote.current
            check_open_until(quote, today)
            check_floor(quote, first.least.net, reason=below_floor)
            sent = replace(first, date=today, below_floor=floor_reason(below_floor))
            quote = replace(quote, status=status, rounds=(frozen(work, quote, sent),))
            return saved(work, quote, "send", {"round": 1, "net": first.totals.net})

    def counter(self, ref: str, typed: CounterInput) -> Quote:
        """Record the client's round: a total, changed lines, or words only."""
        today = self._clock.today()
        with self._storage.write() as work:
            quote = work.quote(ref)
            status = next_quote_status(quote.number, quote.status, QuoteEvent.COUNTER)
            comment = clean(typed.comment, field="comment", max_length=NOTE_MAX, multiline=True)
            if typed.offer.is_empty and not comment:
                raise InputError(
                    "counter",
                    N_("the client said nothing"),
                    hint=N_("give an amount, lines or words"),
                    cli="--net | --gross | --line | --comment",
                )
            base = quote.my_last
            offer = self._offer(work, quote, typed.offer)
            said = day_said(typed.date, quote, today)
            new = as_round(
                offer, base, seq=quote.current.seq + 1, date=said, valid_until=base.valid_until
            )
            note = clean(typed.note, field="note", max_length=NOTE_MAX, multiline=True)
            new = replace(
                new,
                side=Side.CLIENT,
                ask=typed.ask,
                competitor=clean(typed.competitor, field="competitor", max_length=NAME_MAX),
                competitor_price=price_minor(
                    typed.competitor_price, quote.currency, field="competitor_price"
                ),
                competitor_verified=typed.competitor_verified,
                note="\n".join(part for part in (comment, note) if part),
            )
            rounds = (*quote.rounds, frozen(work, quote, new))
            quote = replace(quote, status=status, rounds=rounds, replied_on=said)
            return saved(work, quote, "counter", {"round": new.seq, "net": offer.totals.net})

    def revise(self, ref: str, typed: ReviseInput) -> Quote:
        """Make my next round; lower without a get is a gift, below the floor needs a reason.

        Raises:
            BelowFloor: Below the private floor without a reason.
        """
        today = self._clock.today()
        with self._storage.write() as work:
            quote = work.quote(ref)
            status = next_quote_status(quote.number, quote.status, QuoteEvent.REVISE)
            reopens = quote.status in (QuoteStatus.DECLINED, QuoteStatus.WITHDRAWN)
            conditions = (typed.valid_until, typed.deposit, typed.terms)
            if typed.offer.is_empty and all(value is None for value in conditions):
                raise InputError(
                    "revise",
                    N_("nothing changes"),
                    hint=N_("give lines, an amount, a discount or a date"),
                    cli="--line | --net | --gross | --discount | --valid-until",
                )
            offer = self._offer(work, quote, typed.offer)
            until = self._new_validity(typed.valid_until, quote)
            check_floor(quote, offer.least.net, reason=typed.below_floor)
            new = my_round(quote, offer, date=today, until=until, typed=typed)
            quote = replace(
                quote,
                status=status,
                deposit_percent=quote.deposit_percent
                if typed.deposit is None
                else deposit_percent(typed.deposit),
                terms=typed.terms or quote.terms,
                outcome=None if reopens else quote.outcome,
                replied_on=None,
            )
            quote = replace(quote, rounds=(*quote.rounds, frozen(work, quote, new)))
            data: dict[str, object] = {"round": new.seq, "net": offer.totals.net}
            if new.gift:
                data["gift"] = new.gift
            return saved(work, quote, "revise", data)

    def _new_validity(self, wanted: dt.date | None, quote: Quote) -> dt.date:
        today = self._clock.today()
        if wanted is not None:
            return valid_day(wanted, today)
        check_open_until(quote, today)
        return quote.valid_until

    def _offer(self, work: UnitOfWork, quote: Quote, wanted: OfferInput) -> Offer:
        last = quote.my_last
        return make_offer(wanted, last=last, rules=last.rules, currency=quote.currency, reader=work)

    def reply(self, ref: str, *, note: str = "") -> Quote:
        """Log that the client answered, so that the quote leaves the follow-up queue."""
        with self._storage.write() as work:
            quote = work.quote(ref)
            next_quote_status(quote.number, quote.status, QuoteEvent.REPLY)
            text = clean(note, field="note", max_length=NOTE_MAX, multiline=True)
            quote = replace(quote, replied_on=self._clock.today())
            return saved(work, quote, "reply", {"note": text})


def check_open_until(quote: Quote, today: dt.date) -> None:
    """Refuse to offer what has ended by itself.

    Raises:
        IllegalTransition: My last round's last day is past.
    """
    if quote.valid_until < today:
        raise IllegalTransition(
            quote.number,
            N_("the offer ended on {day}: a new round needs a new date"),
            hint=N_("say until when it is valid"),
            cli="--valid-until",
            day=quote.valid_until,
        )


def my_round(
    quote: Quote, offer: Offer, *, date: dt.date, until: dt.date, typed: ReviseInput
) -> Round:
    """Return my next round; a lower price without a get counts as a gift."""
    last = quote.my_last
    get = clean(typed.get, field="get", max_length=NOTE_MAX)
    new = as_round(offer, last, seq=quote.current.seq + 1, date=date, valid_until=until)
    return replace(
        new,
        give=clean(typed.give, field="give", max_length=NOTE_MAX),
        get=get,
        gift=gift_of(last, offer.least.net, get="" if typed.gift else get),
        below_floor=floor_reason(typed.below_floor),
        note=clean(typed.note, field="note", max_length=NOTE_MAX, multiline=True),
    )
