"""Where a tug-of-war stands: both sides' last prices, the gap, the middle, whose turn it is.

Pure functions of rounds and dates; what is private stays with whoever shows it. A round of the
client in words alone names no price: it repeats my offer, and must not count as one.
"""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

from smm_ledger.core.money import half_up
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Round, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What lies between two prices, in minor units; a gap below zero: the client offers more."""

    gap: int
    midpoint: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a negotiation stands.

    Attributes:
        mine: My last round.
        theirs: The client's last round that names a price, or None.
        net, total: Between the least of the two, or None while the client has named no price.
        moved_last: Who made the last round.
    """

    mine: Round
    theirs: Round | None
    net: Span | None
    total: Span | None
    moved_last: Side


def standing(quote: Quote) -> Standing:
    """Return where the negotiation of a quote stands."""
    mine = quote.my_last
    theirs = next((r for r in reversed(quote.rounds) if names_price(quote, r)), None)
    return Standing(
        mine=mine,
        theirs=theirs,
        net=_span(mine.least.net, theirs.least.net) if theirs else None,
        total=_span(mine.least.total, theirs.least.total) if theirs else None,
        moved_last=quote.current.side,
    )


def over_total(offer: Round, *, consumer: bool) -> bool:
    """Whether the price that people haggle over is the total to pay, instead of the net.

    It is for a consumer, and where no VAT is added (regime forfettario): both look at what is paid.
    """
    return consumer or offer.rules.regime == "it-forfettario"


def names_price(quote: Quote, offer: Round) -> bool:
    """Whether a round of the client says more than words: a price or lines of its own."""
    if offer.side is not Side.CLIENT:
        return False
    before = next(r for r in reversed(quote.rounds[: offer.seq - 1]) if r.side is Side.ME)
    return (offer.lines, offer.discount) != (before.lines, before.discount)


def _span(mine: int, theirs: int) -> Span:
    return Span(gap=mine - theirs, midpoint=half_up(Fraction(mine + theirs, 2)))


def silent_days(side: Side, last: dt.date, today: dt.date) -> int | None:
    """Return the days that the client has left my last round unanswered; None: my turn."""
    return max(0, (today - last).days) if side is Side.ME else None
