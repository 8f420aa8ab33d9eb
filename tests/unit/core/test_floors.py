"""Whose floor counts: a typed one binds, a derived one only informs."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from smm_ledger.core.floors import Floors, floors
from smm_ledger.core.money import Money
from smm_ledger.core.quotes import BoundChange, Bounds
from tests.support.factories import a_line, a_quote, a_round

HOUR = Money(4592, "EUR")
WORK = a_round(a_line("600", hours=Decimal(20)), a_line("50"))


def test_a_typed_floor_implies_its_hour() -> None:
    quote = a_quote(WORK, bounds=Bounds(floor=50000))
    assert floors(quote, HOUR) == Floors(hourly=Money(2500, "EUR"), net=Money(50000, "EUR"))


def test_without_one_the_calculator_counts_and_says_so() -> None:
    found = floors(a_quote(WORK), HOUR)
    assert found == Floors(hourly=HOUR, net=Money(91840, "EUR"), derived=True)


def test_without_hours_there_is_no_net_to_derive() -> None:
    found = floors(a_quote(), HOUR)
    assert found == Floors(hourly=HOUR, net=None, derived=True)
    typed = floors(a_quote(bounds=Bounds(floor=50000)), HOUR)
    assert typed == Floors(hourly=None, net=Money(50000, "EUR"))


def test_another_currency_or_no_plan_says_nothing() -> None:
    assert floors(a_quote(WORK), Money(4592, "USD")) == Floors()
    assert floors(a_quote(WORK), None) == Floors()


def test_leaving_work_out_makes_the_hour_of_a_typed_floor_no_dearer() -> None:
    less = a_round(a_line("300", hours=Decimal(10)), seq=2)
    quote = a_quote(WORK, less, bounds=Bounds(floor=50000))
    assert floors(quote, HOUR).hourly == Money(2500, "EUR")


def test_a_floor_that_was_moved_later_is_for_the_offer_of_that_day() -> None:
    less = a_round(a_line("300", hours=Decimal(10)), seq=2)
    day = less.date + dt.timedelta(days=1)
    moved = BoundChange(date=day, field="floor", before=50000, after=28000)
    quote = replace(a_quote(WORK, less, bounds=Bounds(floor=28000)), trail=(moved,))
    assert floors(quote, HOUR).hourly == Money(2800, "EUR")
