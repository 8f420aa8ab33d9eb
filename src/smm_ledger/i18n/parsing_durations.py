"""Durations as a person types them, in hours; `parsing` reads the same words into minutes."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from smm_ledger.i18n import parsing

_MINUTES: Final = Decimal(60)
_EXACT: Final = Decimal("0.0001")


def parse_duration(text: str, field: str = "duration") -> Decimal:
    """Read a duration into hours, to four decimals: whole minutes come back from it exactly.

    Raises:
        InputError: No duration, zero, or more than a person can work.
    """
    minutes = parsing.parse_duration(text, field=field)
    return (minutes / _MINUTES).quantize(_EXACT, rounding=ROUND_HALF_UP)
