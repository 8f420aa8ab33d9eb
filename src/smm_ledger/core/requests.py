"""What a client asks for besides what was agreed: inside the scope, a gift, or a change order.

A gift is counted in money, at the rate of an hour that stood when it was given, so that a later
rate changes no old figure. A change order has a quote of its own.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from smm_ledger.core.effort import minutes_of, worth
from smm_ledger.core.money import Money


class RequestKind(StrEnum):
    """What became of a request."""

    INSIDE = "inside"
    GIFT = "gift"
    CHANGE_ORDER = "change-order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What an hour is worth, and where that figure comes from.

    Attributes:
        source: The retainer or quote it was read from (`retainer-1`, `P-2026-014`), or `rate` for
            the rate calculator.
    """

    hour: Money
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request of a client.

    Attributes:
        text: What was asked.
        minutes: What it takes, or None where nobody said.
        rate: What an hour was worth then, in major units of `currency`; None: unknown.
        rate_source: See `Rate.source`.
        value: Of a gift: what was given away, in minor units; None where hours or rate are missing.
        quote_id: Of a change order: its quote (`quote` is the number), None once it is deleted.
    """

    client_id: int
    date: dt.date
    text: str
    kind: RequestKind
    currency: str
    minutes: int | None = None
    rate: Decimal | None = None
    rate_source: str = ""
    value: int | None = None
    quote_id: int | None = None
    client: str = ""
    quote: str = ""
    id: int = 0

    @property
    def name(self) -> str:
        """How the user names it."""
        return f"request-{self.id}"


def gift_value(hours: Decimal | None, rate: Rate | None) -> int | None:
    """Return what a gift of so many hours is worth, in minor units; None where one is unknown."""
    if hours is None or rate is None:
        return None
    return worth(minutes_of(hours), rate.hour).minor
