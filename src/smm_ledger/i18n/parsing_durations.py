"""Durations as a person types them: `2h`, `1:30`, `90m`, `1h 30m`, and `1.5` or `1,5` for hours."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.text import safe
from smm_ledger.i18n import parsing

_FORM: Final = re.compile(r"-?[0-9hm in.,]+|[0-9]{1,5}:[0-5][0-9]", re.IGNORECASE)
_MINUTES: Final = Decimal(60)
_EXACT: Final = Decimal("0.0001")


def parse_duration(text: str, field: str = "duration") -> Decimal:
    """Read a duration into hours, to four decimals: whole minutes come back from it exactly.

    Raises:
        InputError: No duration, zero, or more than a person can work.
    """
    word = text.strip()
    if word and not _FORM.fullmatch(word):
        raise InputError(
            field,
            N_("“{value}” is no duration"),
            hint=N_("type 2h, 1:30, 90m or 1.5 (hours)"),
            value=safe(word),
        )
    minutes = parsing.parse_duration(word, field=field)
    return (minutes / _MINUTES).quantize(_EXACT, rounding=ROUND_HALF_UP)
