"""Hours that a client takes, tagged: normal work, odd users, trolls, a crisis.

Private: they tell what a client really costs, and nothing that a client sees may read them. They
are whole minutes, so that a sum of them is exact.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from smm_ledger.core.money import Money, half_up, to_minor

MINUTES_OF_AN_HOUR: Final = 60


class EffortTag(StrEnum):
    """What kind of effort it was."""

    NORMAL = "normal"
    ODD = "odd"
    TROLL = "troll"
    CRISIS = "crisis"


UNASKED: Final = (EffortTag.ODD, EffortTag.TROLL, EffortTag.CRISIS)
"""Effort that no plan foresees: what odd users, trolls and crises cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """Time that went into one client on one day.

    Attributes:
        client: Its code; `client_id` identifies it.
        minutes: Above zero.
    """

    client_id: int
    date: dt.date
    minutes: int
    tag: EffortTag = EffortTag.NORMAL
    note: str = ""
    client: str = ""
    id: int = 0

    @property
    def name(self) -> str:
        """How the user names it."""
        return f"effort-{self.id}"


def minutes_of(hours: Decimal) -> int:
    """Return hours as whole minutes, rounded half-up."""
    return half_up(Fraction(hours) * MINUTES_OF_AN_HOUR)


def hours_of(minutes: int) -> Decimal:
    """Return minutes as hours, rounded half-up to two decimals."""
    return Decimal(half_up(Fraction(100 * minutes, MINUTES_OF_AN_HOUR))) / 100


def worth(minutes: int, rate: Money) -> Money:
    """Return what so much time is worth at a rate per hour, rounded half-up once."""
    exact = Fraction(rate.decimal) * minutes / MINUTES_OF_AN_HOUR
    return Money(to_minor(exact, rate.currency), rate.currency)


def per_hour(amount: Money, minutes: int) -> Money | None:
    """Return what an hour earned, rounded half-up; None without any time."""
    if not minutes:
        return None
    exact = Fraction(amount.decimal) * MINUTES_OF_AN_HOUR / minutes
    return Money(to_minor(exact, amount.currency), amount.currency)


def by_tag(parts: Iterable[tuple[EffortTag, int]]) -> Mapping[EffortTag, int]:
    """Return the minutes of each tag, all four of them, in their order."""
    sums = dict.fromkeys(EffortTag, 0)
    for tag, minutes in parts:
        sums[tag] += minutes
    return sums
