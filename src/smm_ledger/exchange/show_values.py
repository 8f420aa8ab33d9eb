"""The values of a JSON document, read by their kind; null and a missing key say nothing."""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Final

from smm_ledger.core.dates import from_iso
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_

_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,12})?")
SHOWN: Final = 40
"""Of a value, in a message."""


def check_keys(found: Mapping[str, object], known: Collection[str], field: str) -> None:
    """Refuse a key that the shape lacks."""
    for key in found:
        if key not in known:
            raise InputError(
                f"{field}: {key}",
                N_("there is no such key"),
                hint=N_("the keys are: {keys}"),
                keys=", ".join(known),
            )


def mapping(value: object, field: str) -> Mapping[str, object]:
    """Return an object."""
    if isinstance(value, dict):
        return value
    raise InputError(field, N_("it is no JSON object"))


def maybe_mapping(value: object, field: str) -> Mapping[str, object]:
    """Return an object, an empty one for null."""
    return {} if value is None else mapping(value, field)


def items(value: object, field: str) -> Sequence[object]:
    """Return an array."""
    if isinstance(value, list):
        return value
    raise InputError(field, N_("it is no JSON array"))


def text(value: object, field: str) -> str | None:
    """Return a text, None for an empty one."""
    if value is None or isinstance(value, str):
        return value or None
    raise InputError(field, N_("it is no text"), hint=N_("put it in quotes"))


def flag(value: object, field: str) -> bool:
    """Return true or false."""
    if isinstance(value, bool):
        return value
    raise InputError(field, N_("it is neither true nor false"))


def day(value: object, field: str) -> dt.date | None:
    """Return a date."""
    found = text(value, field)
    return from_iso(found, field=field) if found else None


def exact(value: object, field: str) -> Decimal | None:
    """Return an exact number: text with a point, or a JSON number.

    Raises:
        InputError: Anything else.
    """
    if value is None:
        return None
    number = _number(value)
    if number is None:
        raise InputError(
            field,
            N_("“{value}” is no number"),
            hint=N_("write it as 1234.56"),
            value=str(value)[:SHOWN],
        )
    return number


def _number(value: object) -> Decimal | None:
    told = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, bool | dict | list) or not _NUMBER.fullmatch(told):
        return None
    return Decimal(told)


def same(claimed: object, computed: object) -> bool:
    """Whether a file says what we compute; null says nothing, 1.5 is 1.50."""
    if claimed is None:
        return True
    if isinstance(claimed, Mapping) and isinstance(computed, Mapping):
        return all(key in computed and same(it, computed[key]) for key, it in claimed.items())
    if isinstance(claimed, list) and isinstance(computed, list):
        return len(claimed) == len(computed) and all(map(same, claimed, computed))
    if isinstance(claimed, bool) or isinstance(computed, bool):
        return claimed is computed
    left, right = _number(claimed), _number(computed)
    return claimed == computed if left is None or right is None else left == right
