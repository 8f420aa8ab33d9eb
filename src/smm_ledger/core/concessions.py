"""The concession map: who moved how far, and what the literature would remark.

Figures only, in minor units; they are private, and nothing here is ever printed for a client. A
round of the client in words alone repeats my offer and is no move. The hints' sources are in
docs/negotiation.md; each is one line, and each can be switched off.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, exponent_of, half_up
from smm_ledger.core.negotiation import names_price
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Side

SOON_DAYS = 3
"""Days before the end of an offer from which its deadline is worth a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One round on the map.

    Attributes:
        price: Net, or total if the map is in totals.
        priced: False for a round of the client in words alone.
        move: Towards the other side since the same side's last price: above zero is a concession.
            None where there was none before, or where the round names no price.
        gap: Between both sides' last prices after this round, or None before both have one.
        midpoint: The middle of the two, rounded half-up.
    """

    seq: int
    side: Side
    date: dt.date
    price: int
    priced: bool
    move: int | None
    gap: int | None
    midpoint: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How far one side has come; both percentages have one decimal.

    Attributes:
        first: Its first price, `last`: its last one.
        moved: Towards the other side, all in all (below zero: away).
        percent: Of its own first price, None where that is zero.
        of_gap: Of the first gap between the two, None before there is one (or where it is zero).
    """

    first: int
    last: int
    moved: int
    percent: Decimal | None
    of_gap: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcessionMap:
    """The whole way of a negotiation.

    Attributes:
        points: Every round, in order.
        mine, theirs: How far each side has come; None while the client has named no price.
        gap, midpoint: Between the last prices, or None.
        moved_last: Who made the last move that changed a price, and by how much; None before one.
    """

    currency: str
    points: tuple[Point, ...]
    mine: Way
    theirs: Way | None
    gap: int | None
    midpoint: int | None
    moved_last: tuple[Side, int] | None


class HintKind(StrEnum):
    """The remarks, each of which can be switched off."""

    AGAINST_YOURSELF = "against-yourself"
    ROUND_NUMBER = "round-number"
    GROWING = "growing"
    DEADLINE = "deadline"


OFF_AT_FIRST = frozenset({HintKind.ROUND_NUMBER})
"""Hints that a new ledger does not show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One line for me alone: an English template, formatted with `data` after translation."""

    kind: HintKind
    template: str
    data: Mapping[str, object] = field(default_factory=dict)


def concession_map(quote: Quote, *, gross: bool = False) -> ConcessionMap:
    """Return the map of a quote's rounds, in nets, or in totals to pay if `gross`."""
    points: list[Point] = []
    prices: dict[Side, list[int]] = {Side.ME: [], Side.CLIENT: []}
    moved_last: tuple[Side, int] | None = None
    for offer in quote.rounds:
        least = quote.as_agreed(offer).least
        price = least.total if gross else least.net
        priced = offer.side is Side.ME or names_price(quote, offer)
        own = prices[offer.side]
        move = _towards(offer.side, own[-1], price) if priced and own else None
        if priced:
            own.append(price)
        if move:
            moved_last = (offer.side, move)
        gap, middle = _between(prices)
        points.append(
            Point(
                seq=offer.seq,
                side=offer.side,
                date=offer.date,
                price=price,
                priced=priced,
                move=move,
                gap=gap,
                midpoint=middle,
            )
        )
    first_gap = next((point.gap for point in points if point.gap is not None), None)
    gap, middle = _between(prices)
    theirs = prices[Side.CLIENT]
    return ConcessionMap(
        currency=quote.currency,
        points=tuple(points),
        mine=_way(Side.ME, prices[Side.ME], first_gap),
        theirs=_way(Side.CLIENT, theirs, first_gap) if theirs else None,
        gap=gap,
        midpoint=middle,
        moved_last=moved_last,
    )


def _towards(side: Side, before: int, after: int) -> int:
    return before - after if side is Side.ME else after - before


def _between(prices: Mapping[Side, Sequence[int]]) -> tuple[int | None, int | None]:
    mine, theirs = prices[Side.ME], prices[Side.CLIENT]
    if not mine or not theirs:
        return None, None
    return mine[-1] - theirs[-1], half_up(Fraction(mine[-1] + theirs[-1], 2))


def _way(side: Side, prices: Sequence[int], first_gap: int | None) -> Way:
    moved = _towards(side, prices[0], prices[-1])
    return Way(
        first=prices[0],
        last=prices[-1],
        moved=moved,
        percent=percent_of_whole(moved, prices[0]),
        of_gap=None if first_gap is None else percent_of_whole(moved, abs(first_gap)),
    )


def percent_of_whole(part: int, whole: int) -> Decimal | None:
    """Return `part` in hundredths of `whole`, to one decimal half-up; None of nothing."""
    return Decimal(half_up(Fraction(1000 * part, whole))) / 10 if whole else None


# hints


def hints(
    quote: Quote,
    today: dt.date,
    *,
    shown: Collection[HintKind] = frozenset(HintKind) - OFF_AT_FIRST,
) -> tuple[Hint, ...]:
    """Return what is worth a line now, at most one of each kind, in a fixed order.

    Args:
        quote: Whose rounds are looked at.
        today: For the deadline.
        shown: The kinds that are switched on.
    """
    made = (
        _against_yourself(quote),
        _growing(quote),
        _round_number(quote),
        _deadline(quote, today),
    )
    return tuple(hint for hint in made if hint is not None and hint.kind in shown)


def _against_yourself(quote: Quote) -> Hint | None:
    """Two of my prices in a row, the second lower, and no price of the client between them."""
    priced = [p for p in concession_map(quote).points if p.priced]
    if len(priced) < 2:  # noqa: PLR2004 - a pair
        return None
    before, last = priced[-2:]
    if not before.side is last.side is Side.ME or not last.move or last.move < 0:
        return None
    return Hint(
        kind=HintKind.AGAINST_YOURSELF,
        template=N_("You came down by {amount} and no price of theirs stood against yours"),
        data={"amount": Money(last.move, quote.currency)},
    )


def _growing(quote: Quote) -> Hint | None:
    moves = [p.move for p in concession_map(quote).points if p.side is Side.ME and p.move]
    if len(moves) < 2 or not 0 < moves[-2] < moves[-1]:  # noqa: PLR2004 - a pair
        return None
    return Hint(
        kind=HintKind.GROWING,
        template=N_("Your steps grow ({before}, then {last}): it reads as if there were more"),
        data={
            "before": Money(moves[-2], quote.currency),
            "last": Money(moves[-1], quote.currency),
        },
    )


def _round_number(quote: Quote) -> Hint | None:
    """My first price has at most two figures before its zeros, and nobody has answered it."""
    if len(quote.rounds) > 1:
        return None
    price = quote.rounds[0].least.net
    unit = int(10 ** exponent_of(quote.currency))
    if price < 100 * unit or len(str(price).rstrip("0")) > 2:  # noqa: PLR2004 - two figures
        return None
    return Hint(
        kind=HintKind.ROUND_NUMBER,
        template=N_("{price} is a round number: a precise one is countered less"),
        data={"price": Money(price, quote.currency)},
    )


def _deadline(quote: Quote, today: dt.date) -> Hint | None:
    if quote.expired(today):
        return Hint(
            kind=HintKind.DEADLINE,
            template=N_("The offer ended on {day}: a new round with a new reason, not just a date"),
            data={"day": quote.valid_until},
        )
    left = (quote.valid_until - today).days
    if quote.current.side is not Side.ME or not 0 <= left <= SOON_DAYS:
        return None
    return Hint(
        kind=HintKind.DEADLINE,
        template=N_("The offer ends on {day}: say so, before it passes in silence"),
        data={"day": quote.valid_until},
    )
