"""What an hour of a quote must earn at least, and where that figure comes from.

A floor that was typed binds: passing it wants a confirmation. One that is derived from the rate
calculator is only shown, and said to be derived; nothing enforces it as if it had been typed.
"""

from dataclasses import dataclass
from decimal import Decimal

from smm_ledger.core.money import Money
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Round, Side, hours_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The floors of a quote; private.

    Attributes:
        hourly: Least net per hour of the lines with hours; None: nothing says it.
        net: Least net of my last round; None: nothing says it.
        derived: They come from the rate calculator, not from a floor that was typed.
    """

    hourly: Money | None = None
    net: Money | None = None
    derived: bool = False


def floors(quote: Quote, rate: Money | None) -> Floors:
    """Return the floors of a quote.

    The hour of a typed floor is that of the offer for which it was typed: whoever leaves work out
    for a lower price has not made the hour dearer. A derived floor is for my last round.

    Args:
        quote: With its own floor, or without one.
        rate: What an hour must cost by the rate calculator; one in another currency says nothing.
    """
    floor = quote.bounds.floor
    offer = quote.my_last if floor is None else _bounded(quote)
    hours = hours_of(offer.least_lines)
    if rate is not None and rate.currency != quote.currency:
        rate = None
    return floors_of(hours, None if floor is None else Money(floor, quote.currency), rate)


def _bounded(quote: Quote) -> Round:
    """Return the round of mine that stood when the floor was last set, the first one otherwise."""
    mine = [offer for offer in quote.rounds if offer.side is Side.ME]
    days = [change.date for change in quote.trail if change.field == "floor"]
    before = [offer for offer in mine if days and offer.date < max(days)]
    return before[-1] if before else mine[0]


def floors_of(hours: Decimal, floor: Money | None, rate: Money | None) -> Floors:
    """Return the floors of some hours of work: of the floor that was typed, or else of the rate."""
    if floor is not None:
        implied = Money.of(floor.decimal / hours, floor.currency) if hours else None
        return Floors(hourly=implied, net=floor)
    if rate is None:
        return Floors()
    whole = Money.of(rate.decimal * hours, rate.currency) if hours else None
    return Floors(hourly=rate, net=whole, derived=True)
