"""Option values to typed ones: each reader takes None for an option that was not given.

The readers themselves are the services' and `i18n.parsing`; here they only learn the option's name.
"""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from smm_ledger.cli.session import Session
from smm_ledger.core.dates import FIRST_YEAR, LAST_YEAR, Terms
from smm_ledger.i18n import parsing
from smm_ledger.i18n.parsing_dates import parse_date

if TYPE_CHECKING:
    from smm_ledger.core.lines import Discount

E = TypeVar("E", bound=StrEnum)

MOST = 10**9


def day(session: Session, text: str | None, field: str) -> dt.date | None:
    """Read a date."""
    if text is None:
        return None
    return parse_date(text, today=session.today, field=field)


def amount(
    text: str | None, field: str, currency: str, *, positive: bool = False
) -> Decimal | None:
    """Read an amount in major units."""
    if text is None:
        return None
    return parsing.parse_amount(text, field=field, currency=currency, positive=positive)


def percent(text: str | None, field: str) -> Decimal | None:
    """Read hundredths."""
    return None if text is None else parsing.parse_percent(text, field=field)


def discount(text: str | None, currency: str) -> "Discount | None":
    """Read a document discount; `0` takes one away."""
    if text is None:
        return None
    if text.strip() in {"0", "0%", "0.00", "0,00"}:
        from smm_ledger.core.lines import Discount

        return Discount()
    return parsing.parse_discount(text, currency=currency)


def terms(text: str | None) -> Terms | None:
    """Read terms of payment."""
    return None if text is None else parsing.parse_terms(text)


def yes_or_no(text: str | None, field: str) -> bool | None:
    """Read yes or no."""
    return None if text is None else parsing.parse_bool(text, field=field)


def number(text: str | None, field: str, *, low: int = 1, high: int = MOST) -> int | None:
    """Read a whole number."""
    return None if text is None else parsing.parse_int(text, field=field, low=low, high=high)


def year(text: str | None) -> int | None:
    """Read a year."""
    return number(text, "year", low=FIRST_YEAR, high=LAST_YEAR)


def choice(kind: type[E], text: str | None, field: str) -> E | None:
    """Read a member of an enumeration."""
    if text is None:
        return None
    from smm_ledger.services.fields import member  # it knows every field of every form

    return member(kind, text, field=field)


def given(typed: Mapping[str, str | None]) -> dict[str, str]:
    """Return the options that were given."""
    return {name: text for name, text in typed.items() if text is not None}
