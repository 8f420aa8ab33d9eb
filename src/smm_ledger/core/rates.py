"""What an hour must cost, step by step, from what I want to live on.

Percentages are my own: this is planning, not a tax return. Exact until the one rounding of each
result. Contributions are taken of what is left after costs, taxes of what is then left, since
contributions are deducted from income.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, to_minor

WEEKS_OF_A_YEAR = 53
HOURS_OF_A_WEEK = 168


@dataclass(frozen=True, slots=True, kw_only=True)
class RatePlan:
    """What a year should look like; amounts in major units, percentages in hundredths.

    Attributes:
        net_income: What I want to keep in a year.
        costs: Business costs: software, accountant, equipment, telephone.
        training_cost, training_hours: Of a year; a line of their own, for who stops learning
            becomes cheap.
        contributions_percent: Social contributions, of income after costs.
        taxes_percent: Of what is left after contributions.
        weeks: Worked in a year, without holidays and illness.
        hours_per_week: Worked, billable or not.
        billable_percent: Of the hours that remain after training.
        margin_percent: Between the floor and the target: room to negotiate.
    """

    net_income: Decimal
    costs: Decimal = Decimal(0)
    training_cost: Decimal = Decimal(0)
    training_hours: Decimal = Decimal(0)
    contributions_percent: Decimal = Decimal(0)
    taxes_percent: Decimal = Decimal(0)
    weeks: Decimal = Decimal(44)
    hours_per_week: Decimal = Decimal(40)
    billable_percent: Decimal = Decimal(60)
    margin_percent: Decimal = Decimal(20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A line of the explanation.

    Attributes:
        label: English; translated where it is shown.
        unit: `money` (major units), `hours` or `per_hour`.
        value: Rounded half-up to the currency's decimals (hours: two).
    """

    label: str
    unit: str
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class HourlyRate:
    """The result.

    Attributes:
        floor: Covers costs, training, contributions, taxes and the income that I want.
        target: The floor with the margin.
        billable_hours: Of a year, exact.
        steps: How it comes about, in order.
    """

    floor: Money
    target: Money
    billable_hours: Fraction
    steps: tuple[Step, ...]

    @property
    def billable_per_month(self) -> Decimal:
        """A twelfth of the year's billable hours, to two decimals."""
        return _hours(self.billable_hours / 12)


def hourly_rate(plan: RatePlan, currency: str) -> HourlyRate:
    """Return floor and target of an hour, with every step.

    Raises:
        InputError: A figure is out of its range, or no billable hour is left.
    """
    _check(plan)
    worked = Fraction(plan.weeks) * Fraction(plan.hours_per_week)
    left = worked - Fraction(plan.training_hours)
    billable = left * Fraction(plan.billable_percent) / 100
    if billable <= 0:
        raise InputError(
            "billable_percent",
            N_("no billable hour is left"),
            hint=N_("plan more weeks, more hours or less training"),
        )
    after_contributions = Fraction(plan.net_income) / (1 - Fraction(plan.taxes_percent) / 100)
    income = after_contributions / (1 - Fraction(plan.contributions_percent) / 100)
    revenue = income + Fraction(plan.costs) + Fraction(plan.training_cost)
    floor = revenue / billable
    target = floor * (1 + Fraction(plan.margin_percent) / 100)

    def money(label: str, value: Fraction, unit: str = "money") -> Step:
        return Step(label=label, unit=unit, value=_major(value, currency).decimal)

    return HourlyRate(
        floor=_major(floor, currency),
        target=_major(target, currency),
        billable_hours=billable,
        steps=(
            money(N_("Income to keep"), Fraction(plan.net_income)),
            money(N_("Taxes"), after_contributions - Fraction(plan.net_income)),
            money(N_("Social contributions"), income - after_contributions),
            money(N_("Business costs"), Fraction(plan.costs)),
            money(N_("Training, cost"), Fraction(plan.training_cost)),
            money(N_("To invoice in a year"), revenue),
            Step(label=N_("Hours worked"), unit="hours", value=_hours(worked)),
            Step(
                label=N_("Training, hours"),
                unit="hours",
                value=_hours(Fraction(plan.training_hours)),
            ),
            Step(label=N_("Billable hours"), unit="hours", value=_hours(billable)),
            money(N_("Floor of an hour"), floor, "per_hour"),
            money(N_("Target of an hour"), target, "per_hour"),
        ),
    )


def _major(value: Fraction, currency: str) -> Money:
    return Money(to_minor(value, currency), currency)


def _hours(value: Fraction) -> Decimal:
    return Decimal(to_minor(value, "EUR")) / 100


def _check(plan: RatePlan) -> None:
    for name in ("net_income", "costs", "training_cost", "training_hours", "margin_percent"):
        if getattr(plan, name) < 0:
            raise InputError(name, N_("it is below zero"))
    for name in ("contributions_percent", "taxes_percent"):
        if not 0 <= getattr(plan, name) < 100:  # noqa: PLR2004 - hundredths
            raise InputError(name, N_("a percentage here is from 0 to less than 100"))
    for name, most in (
        ("weeks", WEEKS_OF_A_YEAR),
        ("hours_per_week", HOURS_OF_A_WEEK),
        ("billable_percent", 100),
    ):
        if not 0 < getattr(plan, name) <= most:
            raise InputError(
                name,
                N_("it is not above 0 and up to {most}"),
                hint=N_("give a figure in that range"),
                most=most,
            )
