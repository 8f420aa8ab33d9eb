"""The rate calculator, beside a sheet of paper."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.errors import InputError
from smm_ledger.core.money import Money
from smm_ledger.core.rates import RatePlan, hourly_rate

PLAN = RatePlan(
    net_income=Decimal(24_000),
    costs=Decimal(3_600),
    training_cost=Decimal(400),
    training_hours=Decimal(60),
    contributions_percent=Decimal(25),
    taxes_percent=Decimal(20),
    weeks=Decimal(44),
    hours_per_week=Decimal(40),
    billable_percent=Decimal(60),
    margin_percent=Decimal(15),
)


def test_every_step_of_a_year() -> None:
    """24,000 / 0.80 / 0.75 = 40,000; + 4,000 = 44,000; (1,760 - 60) x 60 % = 1,020 hours."""
    rate = hourly_rate(PLAN, "EUR")
    assert rate.billable_hours == 1020
    assert rate.billable_per_month == Decimal(85)
    assert (rate.floor, rate.target) == (Money(4314, "EUR"), Money(4961, "EUR"))
    assert [(step.label, str(step.value)) for step in rate.steps] == [
        ("Income to keep", "24000.00"),
        ("Taxes", "6000.00"),
        ("Social contributions", "10000.00"),
        ("Business costs", "3600.00"),
        ("Training, cost", "400.00"),
        ("To invoice in a year", "44000.00"),
        ("Hours worked", "1760"),
        ("Training, hours", "60"),
        ("Billable hours", "1020"),
        ("Floor of an hour", "43.14"),
        ("Target of an hour", "49.61"),
    ]


@given(
    st.decimals(0, 200_000, places=2),
    st.decimals(0, 99, places=2),
    st.decimals(0, 99, places=2),
    st.decimals(1, 52, places=1),
)
def test_what_the_floor_earns_pays_for_everything(
    income: Decimal, contributions: Decimal, taxes: Decimal, weeks: Decimal
) -> None:
    plan = replace(
        PLAN,
        net_income=income,
        contributions_percent=contributions,
        taxes_percent=taxes,
        weeks=weeks,
        training_hours=Decimal(0),
    )
    rate = hourly_rate(plan, "EUR")
    revenue = Fraction(rate.floor.decimal) * rate.billable_hours
    profit = revenue - 4_000
    kept = profit * (1 - Fraction(contributions) / 100) * (1 - Fraction(taxes) / 100)
    assert abs(kept - Fraction(income)) <= rate.billable_hours * Fraction(1, 200)


def test_more_training_makes_an_hour_dearer() -> None:
    learned = replace(PLAN, training_hours=Decimal(120), training_cost=Decimal(900))
    assert hourly_rate(learned, "EUR").floor > hourly_rate(PLAN, "EUR").floor


def test_the_currency_has_its_own_decimals() -> None:
    assert str(hourly_rate(PLAN, "JPY").floor) == "43"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("net_income", -1),
        ("costs", -1),
        ("taxes_percent", 100),
        ("contributions_percent", -1),
        ("weeks", 0),
        ("weeks", 54),
        ("hours_per_week", 169),
        ("billable_percent", 0),
        ("billable_percent", 101),
        ("training_hours", 1760),
        ("margin_percent", -1),
    ],
)
def test_what_makes_no_year_is_refused(field: str, value: int) -> None:
    with pytest.raises(InputError) as refused:
        hourly_rate(replace(PLAN, **{field: Decimal(value)}), "EUR")
    assert refused.value.subject == ("billable_percent" if field == "training_hours" else field)
