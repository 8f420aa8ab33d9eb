"""What an hour of a quote must earn at least, and where that figure comes from.

A floor that was typed binds: passing it wants a confirmation. One that is derived from the rate
calculator is only shown, and said to be derived; nothing enforces it as if it had been typed.
"""

from dataclasses import dataclass

from smm_ledger.core.money import Money
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import hours_of


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
    """Return the floors of a quote for the hours of my last round.

    Args:
        quote: With its own floor, or without one.
        rate: What an hour must cost by the rate calculator; one in another currency says nothing.
    """
    hours = hours_of(quote.my_last.least_lines)
    if rate is not None and rate.currency != quote.currency:
        rate = None
    if quote.bounds.floor is not None:
        net = Money(quote.bounds.floor, quote.currency)
        implied = Money.of(net.decimal / hours, quote.currency) if hours else None
        return Floors(hourly=implied, net=net)
    if rate is None:
        return Floors()
    whole = Money.of(rate.decimal * hours, quote.currency) if hours else None
    return Floors(hourly=rate, net=whole, derived=True)
