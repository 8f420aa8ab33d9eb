"""When money will come: what is owed and what is planned, by week, from each client's own lateness.

Every sum stands in one week of each of three columns (early, expected, late), so each column adds
up to the open balance and the planned retainers, to the cent. It is a guess, and says how wide it
is; nothing here reads a clock, and two currencies never meet in a row.

* A client's lower quartile, median and upper quartile of days late are added to the due date; of
  one with fewer than three paid invoices, everybody's.
* What is late already is compared with what was as late before it came. Later than anything before,
  it is expected to take as long again as it has taken.
* A promise moves its sum to its day, unless the client broke more promises than it kept; then to no
  sooner than that. What rests under a hold is not expected before its end.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from smm_ledger.core.lateness import FEWEST, QUARTERS, Habit, pooled

WEEKS: Final = 13
"""A quarter of a year."""

MOST_WEEKS: Final = 104

_DAY: Final = dt.timedelta(days=1)
_WEEK: Final = dt.timedelta(days=7)
_PLANNED: Final = 3
"""Place of the column of retainers in a week, after the three."""
_FAR: Final = 36_500
"""Days after which it is all the same."""

Days = tuple[dt.date, dt.date, dt.date]
"""Early, expected, late; never in another order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A sum that is to come, in minor units.

    Attributes:
        client_id: Whose habits count.
        due: When it falls due.
        planned: Whether no invoice of it is issued yet: it is a retainer's.
        promised_by: The day of an open promise of this sum, or None.
        trusted: Whether the client keeps its promises as far as is known.
        hold_until: It is not expected before, or None.
    """

    client_id: int
    currency: str
    amount: int
    due: dt.date
    planned: bool = False
    promised_by: dt.date | None = None
    trusted: bool = True
    hold_until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What comes in a week, in minor units; without a day: after the last week.

    Attributes:
        start: Its Monday, or None.
        amounts: Early, expected, late.
        planned: The part of what is expected that retainers plan.
        so_far: The sums of `amounts` up to its end.
    """

    start: dt.date | None
    currency: str
    amounts: tuple[int, int, int]
    planned: int
    so_far: tuple[int, int, int]

    @property
    def end(self) -> dt.date | None:
        """Its Sunday."""
        return None if self.start is None else self.start + 6 * _DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What the weeks of a currency add up to, in minor units.

    Attributes:
        credit: What clients paid that is set against nothing; it is not taken off.
    """

    currency: str
    open: int
    planned: int
    credit: int = 0

    @property
    def total(self) -> int:
        """Open balance and planned retainers: the sum of each column."""
        return self.open + self.planned


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerRow:
    """How a client pays, in one currency.

    Attributes:
        n: Paid invoices.
        days: Lower quartile, median and upper quartile of days late; None below three invoices.
        promises: Promises that came due; `keep_rate` in hundredths, None below three.
    """

    client: str
    client_name: str
    currency: str
    n: int
    days: tuple[int, int, int] | None
    promises: int = 0
    keep_rate: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cashflow:
    """The forecast of a day; weeks in order, those of a currency together."""

    as_of: dt.date
    weeks: tuple[Week, ...]
    wholes: tuple[Whole, ...]
    payers: tuple[PayerRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Habits:
    """What is known of payers, by client and currency."""

    own: Mapping[tuple[int, str], Habit] = field(default_factory=dict)
    _everybody: dict[str, Habit] = field(default_factory=dict)

    def of(self, client_id: int, currency: str) -> Habit:
        """Return a client's record; everybody's where its own is too short, else an empty one."""
        own = self.own.get((client_id, currency), Habit())
        return own if own.n >= FEWEST else self._of_all(currency)

    def _of_all(self, currency: str) -> Habit:
        if currency not in self._everybody:
            found = pooled(own for (_, code), own in self.own.items() if code == currency)
            self._everybody[currency] = found if found.n >= FEWEST else Habit()
        return self._everybody[currency]


def days_of(one: Coming, known: Habit, *, today: dt.date) -> Days:
    """Return when a sum will come."""
    early, expected, late = _by_habit(one.due, known, today)
    if one.promised_by is not None:
        day = max(one.promised_by, today)
        early = min(early, day)
        expected = day if one.trusted else max(expected, day)
        late = max(late, day)
    if one.hold_until is not None:
        expected = max(expected, one.hold_until)
    expected = max(expected, early)
    return early, expected, max(late, expected)


def _by_habit(due: dt.date, known: Habit, today: dt.date) -> Days:
    already = max((today - due).days, 0)
    usual = [known.quartile(quarter, already=already or None) for quarter in QUARTERS]
    if already and usual[0] is None:
        return today, today + min(already, _FAR) * _DAY, today + min(2 * already, _FAR) * _DAY
    early, expected, late = (max(due + (days or 0) * _DAY, today) for days in usual)
    return early, expected, late


def forecast(
    coming: Iterable[Coming],
    habits: Habits,
    *,
    today: dt.date,
    weeks: int = WEEKS,
    credit: Mapping[str, int] | None = None,
) -> Cashflow:
    """Return the forecast, without its payers.

    Args:
        coming: What is owed and planned.
        habits: How clients pay.
        today: The first week is the one it falls in.
        weeks: How many, from 1.
        credit: What clients paid that is set against nothing, by currency.
    """
    monday = today - today.weekday() * _DAY
    filled: dict[str, list[list[int]]] = {}
    sums: dict[str, list[int]] = {}
    for one in coming:
        cells = filled.setdefault(one.currency, [[0, 0, 0, 0] for _ in range(weeks + 1)])
        days = days_of(one, habits.of(one.client_id, one.currency), today=today)
        for column, day in enumerate(days):
            cells[min((day - monday) // _WEEK, weeks)][column] += one.amount
        if one.planned:
            cells[min((days[1] - monday) // _WEEK, weeks)][_PLANNED] += one.amount
        both = sums.setdefault(one.currency, [0, 0])
        both[one.planned] += one.amount
    kept = credit or {}
    return Cashflow(
        as_of=today,
        weeks=tuple(week for code in sorted(filled) for week in _told(code, filled[code], monday)),
        wholes=tuple(
            Whole(currency=code, open=both[0], planned=both[1], credit=kept.get(code, 0))
            for code, both in sorted(sums.items())
        ),
    )


def _told(currency: str, cells: Sequence[Sequence[int]], monday: dt.date) -> Iterable[Week]:
    running = (0, 0, 0)
    last = len(cells) - 1
    for no, (early, expected, late, planned) in enumerate(cells):
        running = (running[0] + early, running[1] + expected, running[2] + late)
        yield Week(
            start=None if no == last else monday + no * _WEEK,
            currency=currency,
            amounts=(early, expected, late),
            planned=planned,
            so_far=running,
        )
