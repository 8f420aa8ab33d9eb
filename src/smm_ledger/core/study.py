"""Training: what was learned, how long it took and what it cost, against the year's plan.

The log only grows: an entry that was typed wrong is taken back by an opposite one, which keeps the
sums of the year honest. Who stops learning becomes cheap, so the plan is a line of the hour's cost.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyEntry:
    """One entry.

    Attributes:
        minutes: Spent; below zero only where it takes another entry back.
        cost: Minor units of `currency`; below zero only where it takes another entry back.
        takes_back: Id of the entry that it takes back, or None.
    """

    date: dt.date
    minutes: int
    cost: int
    currency: str
    topic: str = ""
    takes_back: int | None = None
    id: int = 0

    @property
    def name(self) -> str:
        """How the user names it: `study-3`."""
        return f"study-{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingUse:
    """A year's training against its plan.

    Attributes:
        minutes, cost: Spent in the year; `cost` in minor units of `currency`.
        planned_hours, planned_cost: Of the rate calculator; None: there is no plan.
    """

    year: int
    currency: str
    minutes: int
    cost: int
    planned_hours: Decimal | None = None
    planned_cost: int | None = None


def training_use(
    entries: Iterable[StudyEntry],
    *,
    year: int,
    currency: str,
    planned_hours: Decimal | None = None,
    planned_cost: int | None = None,
) -> TrainingUse:
    """Return what a year's entries sum to; costs in another currency are left out."""
    own = [entry for entry in entries if entry.date.year == year]
    return TrainingUse(
        year=year,
        currency=currency,
        minutes=sum(entry.minutes for entry in own),
        cost=sum(entry.cost for entry in own if entry.currency == currency),
        planned_hours=planned_hours,
        planned_cost=planned_cost,
    )


def opposite(entry: StudyEntry) -> StudyEntry:
    """Return the entry, of the same day, that takes another one back."""
    return StudyEntry(
        date=entry.date,
        minutes=-entry.minutes,
        cost=-entry.cost,
        currency=entry.currency,
        topic=entry.topic,
        takes_back=entry.id,
    )
