"""Numbers as FatturaPA writes them: a point, no grouping, the decimals that the schema counts.

Nothing is rounded into place here. What the schema has no room for is answered with None, and the
caller says which field is at fault.
"""

from decimal import Decimal
from typing import Final

from smm_ledger.core.money import Money

_LEAST: Final = 2
_MOST: Final = 8
_WHOLE_DIGITS: Final = 11


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else _MOST + 1


def fixed(value: Decimal) -> str | None:
    """Return a number of exactly two decimals, or None where it has more."""
    return written(value, most=_LEAST)


def written(value: Decimal, *, most: int = _MOST) -> str | None:
    """Return a number of two to `most` decimals, or None where it does not fit exactly."""
    places = _places(value)
    if places > most or abs(value) >= 10**_WHOLE_DIGITS:
        return None
    return f"{value:.{max(places, _LEAST)}f}"


def amount(minor: int, currency: str) -> str | None:
    """Return minor units of a currency, or None for one that has more than two decimals."""
    return fixed(Money(minor, currency).decimal)


def percent(value: Decimal) -> str | None:
    """Return hundredths, 0.00 to 100.00, or None."""
    return fixed(value) if 0 <= value <= 100 else None  # noqa: PLR2004 - hundredths
