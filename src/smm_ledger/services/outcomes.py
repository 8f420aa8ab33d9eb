"""How a quote ends: accepted, declined, withdrawn; and an acceptance taken back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from smm_ledger.core.errors import IllegalTransition
from smm_ledger.core.marks import N_
from smm_ledger.core.quotes import (
    Outcome,
    OutcomeReason,
    Quote,
    check_floor,
    check_not_expired,
    select,
)
from smm_ledger.core.rounds import Round, Side
from smm_ledger.core.states import QuoteEvent, next_quote_status
from smm_ledger.core.text import NAME_MAX, NOTE_MAX, clean
from smm_ledger.services.negotiation import my_round
from smm_ledger.services.offers import Offer
from smm_ledger.services.ports import Clock, Storage, UnitOfWork
from smm_ledger.services.quote_inputs import ReviseInput, day_said, price_minor
from smm_ledger.services.quotes import frozen, saved


class OutcomeService:
    """Acceptance and loss."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def accept(
        self,
        ref: str,
        *,
        round_no: int | None = None,
        by: str = "",
        date: dt.date | None = None,
        selection: Sequence[int] | None = None,
        below_floor: str | None = None,
    ) -> Quote:
        """Accept a round: the last of mine, or another; the client's becomes a new one of mine.

        Args:
            ref: The quote.
            round_no: Which round.
            by: Who accepted, on the client's side.
            date: When, not after today.
            selection: Numbers of the optional and alternative lines taken; None: as offered.
            below_floor: Reason to pass the floor with a client's round.
        """
        today = self._clock.today()
        with self._storage.write() as work:
            quote = work.quote(ref)
            status = next_quote_status(quote.number, quote.status, QuoteEvent.ACCEPT)
            check_not_expired(quote, today)
            offer = quote.round(round_no) if round_no is not None else quote.my_last
            if offer.side is Side.CLIENT:
                quote, offer = self._take_over(work, quote, offer, below_floor)
            chosen = tuple(selection) if selection is not None else None
            select(offer.lines, chosen)
            quote = replace(
                quote,
                status=status,
                accepted_round=offer.seq,
                selection=chosen,
                accepted_by=clean(by, field="by", max_length=NAME_MAX),
                accepted_on=day_said(date, quote, today),
                outcome=None,
            )
            return saved(work, quote, "accept", {"round": offer.seq})

    def _take_over(
        self, work: UnitOfWork, quote: Quote, theirs: Round, below_floor: str | None
    ) -> tuple[Quote, Round]:
        check_floor(quote, theirs.least.net, reason=below_floor)
        offer = Offer(
            lines=theirs.lines,
            discount=theirs.discount,
            rules=theirs.rules,
            totals=theirs.totals,
        )
        mine = my_round(
            quote,
            offer,
            date=self._clock.today(),
            until=quote.valid_until,
            typed=ReviseInput(below_floor=below_floor),
        )
        mine = frozen(work, quote, mine)
        return replace(quote, rounds=(*quote.rounds, mine)), mine

    def undo_accept(self, ref: str, *, reason: str = "") -> Quote:
        """Take an acceptance back while nothing is invoiced."""
        with self._storage.write() as work:
            quote = work.quote(ref)
            status = next_quote_status(quote.number, quote.status, QuoteEvent.UNDO_ACCEPT)
            if quote.invoices:
                raise IllegalTransition(
                    quote.number,
                    N_("it has invoices: {names}"),
                    hint=N_("delete the drafts or credit what was issued first"),
                    names=", ".join(quote.invoices),
                )
            quote = replace(
                quote,
                status=status,
                accepted_round=None,
                selection=None,
                accepted_by="",
                accepted_on=None,
            )
            text = clean(reason, field="reason", max_length=NOTE_MAX)
            return saved(work, quote, "undo-accept", {"reason": text})

    def decline(
        self,
        ref: str,
        *,
        reason: OutcomeReason = OutcomeReason.OTHER,
        competitor: str = "",
        competitor_price: Decimal | None = None,
        competitor_verified: bool | None = None,
        note: str = "",
    ) -> Quote:
        """Record that the client said no, and why.

        Args:
            ref: The quote.
            reason: The client's, as far as it is known.
            competitor: Who got it.
            competitor_price: For how much, in major units.
            competitor_verified: Whether I have seen that offer; None: not said.
            note: For me alone.
        """
        with self._storage.write() as work:
            quote = work.quote(ref)
            status = next_quote_status(quote.number, quote.status, QuoteEvent.DECLINE)
            outcome = Outcome(
                reason=reason,
                note=clean(note, field="note", max_length=NOTE_MAX, multiline=True),
                competitor=clean(competitor, field="competitor", max_length=NAME_MAX),
                competitor_price=price_minor(
                    competitor_price, quote.currency, field="competitor_price"
                ),
                competitor_verified=competitor_verified,
            )
            quote = replace(quote, status=status, outcome=outcome, replied_on=self._clock.today())
            return saved(work, quote, "decline", {"reason": str(reason)})

    def withdraw(self, ref: str, *, reason: str = "") -> Quote:
        """Take the offer back."""
        with self._storage.write() as work:
            quote = work.quote(ref)
            status = next_quote_status(quote.number, quote.status, QuoteEvent.WITHDRAW)
            text = clean(reason, field="reason", max_length=NOTE_MAX, multiline=True)
            quote = replace(quote, status=status, outcome=Outcome(note=text))
            return saved(work, quote, "withdraw", {"reason": text})
