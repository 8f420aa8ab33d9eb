"""Training: sums of a year, against its plan."""

import datetime as dt
from decimal import Decimal

from smm_ledger.core.study import StudyEntry, TrainingUse, opposite, training_use

COURSE = StudyEntry(id=1, date=dt.date(2026, 3, 2), minutes=90, cost=4900, currency="EUR")
OLD = StudyEntry(id=2, date=dt.date(2025, 3, 2), minutes=60, cost=100, currency="EUR")
ABROAD = StudyEntry(id=3, date=dt.date(2026, 3, 2), minutes=30, cost=5000, currency="USD")


def test_a_year_sums_its_hours_and_the_cost_in_one_currency() -> None:
    found = training_use(
        [COURSE, OLD, ABROAD],
        year=2026,
        currency="EUR",
        planned_hours=Decimal(40),
        planned_cost=80000,
    )
    assert found == TrainingUse(
        year=2026,
        currency="EUR",
        minutes=120,
        cost=4900,
        planned_hours=Decimal(40),
        planned_cost=80000,
    )


def test_what_is_taken_back_leaves_no_trace_in_the_sums() -> None:
    back = opposite(COURSE)
    assert (back.takes_back, back.date, back.minutes, back.cost) == (1, COURSE.date, -90, -4900)
    found = training_use([COURSE, back], year=2026, currency="EUR")
    assert (found.minutes, found.cost, found.planned_hours) == (0, 0, None)


def test_an_entry_is_named_by_its_number() -> None:
    assert COURSE.name == "study-1"
