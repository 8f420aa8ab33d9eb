"""Values back from their canonical JSON, for what the log keeps so that a change can be undone.

The way out is `canonical.plain`; the way back needs the type that was written. Only what a draft or
a record is made of is known here: a document that was issued is never put back.
"""

import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from smm_ledger.core.canonical import plain
from smm_ledger.core.dates import Terms, terms_from
from smm_ledger.core.parties import Contribution, contribution_from

_TEXTS: Final[Mapping[object, Callable[[str], object]]] = {
    Terms: terms_from,
    Contribution: contribution_from,
    Decimal: Decimal,
    dt.date: dt.date.fromisoformat,
}
"""Types whose canonical form is a text."""


def kept(thing: object, names: typing.Iterable[str]) -> dict[str, object]:
    """Return fields of a thing as JSON types, to be put back by `put_back`."""
    return {name: plain(getattr(thing, name)) for name in names}


def changed_names(before: object, after: object) -> list[str]:
    """Return the fields in which two things of one type differ, but for key and version."""
    return [
        f.name
        for f in fields(before)  # type: ignore[arg-type]  # the callers compare dataclasses
        if f.name not in {"id", "version"} and getattr(before, f.name) != getattr(after, f.name)
    ]


def put_back(kind: type, values: Mapping[str, object]) -> dict[str, Any]:
    """Return the fields of a type out of their JSON types.

    Raises:
        TypeError: A type that is never put back.
    """
    hints = typing.get_type_hints(kind)
    return {name: restored(hints[name], value) for name, value in values.items()}


def restored(hint: Any, value: Any) -> Any:  # noqa: ANN401 - types as values
    """Return a value of the type `hint` out of its JSON type."""
    origin = typing.get_origin(hint)
    if origin in {types.UnionType, typing.Union}:
        inner = next(part for part in typing.get_args(hint) if part is not type(None))
        return None if value is None else restored(inner, value)
    if origin is tuple:
        return tuple(restored(typing.get_args(hint)[0], item) for item in value)
    if hint not in _TEXTS and is_dataclass(hint):
        kind = typing.cast("Callable[..., object]", hint)
        return kind(**put_back(typing.cast("type", hint), value))
    return _scalar(hint, value)


def _scalar(hint: Any, value: Any) -> Any:  # noqa: ANN401 - as above
    if hint in _TEXTS:
        return _TEXTS[hint](value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    if hint in {str, int, bool}:
        return value
    msg = f"{hint} is never put back"
    raise TypeError(msg)
