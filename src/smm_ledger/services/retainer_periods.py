"""Periods as a person names them, and as a document of a client calls them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from smm_ledger.core.dates import end_of_month
from smm_ledger.core.errors import Ambiguous, InputError, NotFoundError
from smm_ledger.core.marks import N_
from smm_ledger.core.retainers import Period, Retainer
from smm_ledger.core.text import NAME_MAX, clean
from smm_ledger.i18n.formatting import format_month
from smm_ledger.services.phrases import phrase

T = TypeVar("T")
Due = tuple[Retainer, Period]

_SHOWN: Final = 8
_LAST_MONTH: Final = 12


def named(period: Period, typed: str) -> bool:
    """Whether a period is meant: its name, its first day, or the beginning of that."""
    return typed == period.name or period.start.isoformat().startswith(typed)


def find_period(among: Iterable[Period], typed: str) -> Period:
    """Return the period that was named.

    Raises:
        NotFoundError: None is called so. Ambiguous: Several begin so.
    """
    name = _cleaned(typed)
    found = [one for one in among if named(one, name)]
    exact = [one for one in found if name in {one.name, one.start.isoformat()}]
    return _one(exact or found, name, [one.name for one in found])


def find_due(among: Sequence[Due], typed: str) -> Due:
    """Return the due period that was named: `retainer-1/2026-09`, or `2026-09` where one is."""
    retainer, slash, name = _cleaned(typed).rpartition("/")
    mine = [due for due in among if not slash or due[0].name == retainer]
    found = [due for due in mine if named(due[1], name)]
    exact = [due for due in found if name in {due[1].name, due[1].start.isoformat()}]
    return _one(exact or found, typed, [full_name(*due) for due in found])


def full_name(retainer: Retainer, period: Period) -> str:
    """Return a period's name with its retainer's: `retainer-1/2026-09`."""
    return f"{retainer.name}/{period.name}"


def _cleaned(typed: str) -> str:
    return clean(typed, field="period", max_length=NAME_MAX, required=True)


def _one(found: Sequence[T], typed: str, names: Sequence[str]) -> T:
    if not found:
        raise NotFoundError(
            typed, thing=N_("period"), hint=N_("see the periods with `retainer due`")
        )
    if len(found) > 1:
        raise Ambiguous(typed, candidates=", ".join(names[:_SHOWN]))
    return found[0]


def in_words(period: Period, language: str) -> str:
    """Return how a document calls a period: `ottobre 2026`, `2026`, or its two days."""
    start, end = period.start, period.end
    if start.day == 1 and end == end_of_month(start):
        return format_month(start, language)
    if (start.month, start.day) == (1, 1) and end == dt.date(start.year, _LAST_MONTH, 31):
        return str(start.year)
    return phrase(language, "span", start=start, end=end)


def check_span(start: dt.date, end: dt.date | None) -> None:
    """Refuse an end before the start.

    Raises:
        InputError: It is.
    """
    if end is not None and end < start:
        raise InputError(
            "end",
            N_("{end} is before {start}, when it begins"),
            hint=N_("give a later day"),
            end=end.isoformat(),
            start=start.isoformat(),
        )
