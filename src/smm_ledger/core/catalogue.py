"""The services that the freelancer sells: what a quote's line is copied from."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """An entry of the catalogue.

    Attributes:
        code: Unique short name (`reel`).
        price: Unit price in major units of the issuer's currency, or None while she has not set it.
        hours: Hours of work per unit, or None.
        floor: Private lowest unit price; never in anything that a client can see.
        included: What the price comprises, printed on a quote.
        excluded: What it does not.
        included_units: Units inside a package line, or None.
    """

    code: str
    description: str
    id: int = 0
    price: Decimal | None = None
    unit: str = ""
    hours: Decimal | None = None
    floor: Decimal | None = None
    included: str = ""
    excluded: str = ""
    included_units: Decimal | None = None
    archived: bool = False
    version: int = 0
