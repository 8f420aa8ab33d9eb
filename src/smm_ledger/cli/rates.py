"""`rate` and `study`: what an hour must cost, what is learned, and how full the months are."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from smm_ledger.cli.commands import Arg, Group, Opt
from smm_ledger.cli.pairs import read_pairs
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes import Shape, amount, day, exact, text
from smm_ledger.cli.tables import Column, facts, table
from smm_ledger.cli.values import amount as read_amount
from smm_ledger.cli.values import day as read_day
from smm_ledger.cli.values import number, year
from smm_ledger.cli.words import date, money
from smm_ledger.core.capacity import MonthLoad
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.rates import Step
from smm_ledger.core.study import StudyEntry, TrainingUse
from smm_ledger.i18n.formatting import (
    format_decimal,
    format_duration,
    format_money,
    format_month,
    format_percent,
)
from smm_ledger.i18n.parsing import parse_duration
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.capacity import CapacityView
from smm_ledger.services.rates import PLAN_KEYS, RateSheet
from smm_ledger.services.study import StudyInput

rate = Group("rate", N_("What an hour must cost."), "rate show")
study = Group("study", N_("Training: hours and cost against the plan."), "study list")


@rate.verb("show", N_("Show the plan, step by step, and the hour that follows."), "rate show")
def show(session: Session) -> None:
    """Show the calculator."""
    own = session.ledger.rates.show()
    session.answer(lambda: _sheet(own), lambda: _sheet_text(session.t, own))


@rate.verb(
    "set",
    N_("Change figures of the plan."),
    "rate set net_income=24000 costs=3000 training_hours=40 contributions_percent=26.07",
    Arg("pairs", many=True, metavar="KEY=VALUE..."),
)
def set_(session: Session, pairs: tuple[str, ...]) -> None:
    """Change the calculator."""
    own = session.ledger.rates.set(read_pairs(pairs, example="net_income=24000"))
    if own.rate is not None:
        session.did(
            lambda: _sheet(own),
            N_("An hour must cost {floor}, and should bring {target}"),
            floor=own.rate.floor,
            target=own.rate.target,
        )


@rate.verb(
    "capacity",
    N_("Hours that are agreed, month by month, against the billable ones."),
    "rate capacity --months 6",
    Opt("--months", N_("how many, from this one on; 3 without it"), "N"),
)
def capacity(session: Session, months: str | None) -> None:
    """Show how full the months are."""
    own = session.ledger.capacity.months(number(months, "months", high=MOST_MONTHS) or 3)
    session.answer(lambda: _capacity(session, own), lambda: _capacity_text(session.t, own))


MOST_MONTHS: Final = 36


@study.verb(
    "add",
    N_("Log time that was spent on learning."),
    'study add 1:30 --cost 49 --topic "Ads course"',
    Arg("duration"),
    Opt("--cost", N_("what it cost"), "PRICE"),
    Opt("--topic", N_("what it was about")),
    Opt("--date", N_("when; today without it"), "DATE"),
)
def add(session: Session, duration: str, **typed: str | None) -> None:
    """Log training."""
    own = session.ledger.study.add(
        StudyInput(
            minutes=parse_duration(duration),
            cost=read_amount(typed["cost"], "cost", session.currency),
            topic=typed["topic"] or "",
            date=read_day(session, typed["date"], "date"),
        )
    )
    _did(session, own, N_("Logged {name}: {time}; {use}"))


@study.verb(
    "take-back",
    N_("Append the opposite of an entry that was typed wrong."),
    "study take-back study-3",
    Arg("ref"),
)
def take_back(session: Session, ref: str) -> None:
    """Take an entry back."""
    _did(session, session.ledger.study.take_back(ref), N_("Took it back ({name}: {time}); {use}"))


@study.verb(
    "list",
    N_("List what was learned this year, against the plan."),
    "study list --year 2026",
    Opt("--year", N_("of another year"), "YEAR"),
)
def list_(session: Session, **typed: str | None) -> None:
    """List training."""
    wanted = year(typed["year"]) or session.today.year
    rows = session.ledger.study.list(wanted)
    session.answer(
        lambda: [_entry(row) for row in rows],
        lambda: _entries_text(session.t, rows, session.ledger.study.use(wanted)),
    )


def _did(session: Session, own: StudyEntry, message: str) -> None:
    used = session.ledger.study.use(own.date.year)
    session.did(
        lambda: _entry(own),
        message,
        name=own.name,
        time=format_duration(own.minutes),
        use=_use_text(session.t, used),
    )


# the calculator


def _sheet(own: RateSheet) -> Shape:
    plan, found = own.plan, own.rate
    return {
        "currency": own.currency,
        "plan": None if plan is None else {name: exact(getattr(plan, name)) for name in PLAN_KEYS},
        "steps": [] if found is None else [_step(step, own.currency) for step in found.steps],
        "floor": None if found is None else str(found.floor),
        "target": None if found is None else str(found.target),
        "billable_hours_per_month": None if found is None else exact(found.billable_per_month),
        "training": _use(own.training),
    }


def _step(step: Step, currency: str) -> Shape:
    value = exact(step.value) if step.unit == "hours" else str(Money.of(step.value, currency))
    return {"label": step.label, "unit": step.unit, "value": value}


def _sheet_text(t: Translator, own: RateSheet) -> str:
    used = facts([(t(N_("Training")), _use_text(t, own.training))])
    if own.rate is None or own.plan is None:
        hint = t(N_("The calculator is empty: begin with rate set net_income=24000."))
        return f"{hint}\n\n{used}"
    # The names are the keys that `rate set` takes, in every language.
    plan = facts(
        [(name, format_decimal(getattr(own.plan, name), t.language)) for name in PLAN_KEYS]
    )
    steps = table(
        [Column(t(N_("Step"))), Column("", right=True)],
        [(t(step.label), _step_text(t, step, own.currency)) for step in own.rate.steps],
    )
    return f"{plan}\n\n{steps}\n\n{used}"


def _step_text(t: Translator, step: Step, currency: str) -> str:
    if step.unit == "hours":
        return t(N_("{hours} h"), hours=format_decimal(step.value, t.language))
    return format_money(Money.of(step.value, currency), t.language)


def _use(own: TrainingUse) -> Shape:
    return {
        "year": own.year,
        "minutes": own.minutes,
        "planned_hours": exact(own.planned_hours),
        "cost": amount(own.cost, own.currency),
        "planned_cost": amount(own.planned_cost, own.currency),
    }


def _use_text(t: Translator, own: TrainingUse) -> str:
    time, cost = format_duration(own.minutes), money(t, own.cost, own.currency)
    if own.planned_hours is None or own.planned_cost is None:
        return t(N_("{time} and {cost} in {year}"), time=time, cost=cost, year=own.year)
    return t(
        N_("{time} of {hours} h and {cost} of {planned} in {year}"),
        time=time,
        hours=format_decimal(own.planned_hours, t.language),
        cost=cost,
        planned=money(t, own.planned_cost, own.currency),
        year=own.year,
    )


# training


def _entry(own: StudyEntry) -> Shape:
    return {
        "id": own.name,
        "date": day(own.date),
        "minutes": own.minutes,
        "cost": amount(own.cost, own.currency),
        "currency": own.currency,
        "topic": text(own.topic),
        "takes_back": None if own.takes_back is None else f"study-{own.takes_back}",
    }


def _entries_text(t: Translator, rows: Sequence[StudyEntry], used: TrainingUse) -> str:
    if not rows:
        return _use_text(t, used)
    columns = [
        Column(t(N_("Entry"))),
        Column(t(N_("Date"))),
        Column(t(N_("Time")), right=True),
        Column(t(N_("Cost")), right=True),
        Column(t(N_("Topic")), flexible=True),
    ]
    cells = [
        (
            row.name,
            date(t, row.date),
            format_duration(row.minutes),
            money(t, row.cost, row.currency),
            row.topic,
        )
        for row in rows
    ]
    return f"{table(columns, cells)}\n\n{_use_text(t, used)}"


# the months


def _capacity(session: Session, own: CapacityView) -> Shape:
    return {
        "as_of": day(session.today),
        "billable_hours": exact(own.billable),
        "months": [_month(load, own.billable) for load in own.months],
    }


def _month(load: MonthLoad, billable: Decimal | None) -> Shape:
    return {
        "month": f"{load.month:%Y-%m}",
        "booked_hours": exact(load.booked),
        "free_hours": None if billable is None else exact(load.free),
        "percent": load.percent,
    }


def _capacity_text(t: Translator, own: CapacityView) -> str:
    columns = [
        Column(t(N_("Month")), flexible=True),
        Column(t(N_("Agreed")), right=True),
        Column(t(N_("Billable")), right=True),
        Column(t(N_("Free")), right=True),
        Column("", right=True),
    ]
    rows = [_month_cells(t, load, own.billable) for load in own.months]
    if own.billable is not None:
        return table(columns, rows)
    hint = t(N_("Without the rate calculator nobody knows what a month can bill (rate set)."))
    return f"{table(columns, rows)}\n\n{hint}"


def _month_cells(t: Translator, load: MonthLoad, billable: Decimal | None) -> list[str]:
    def hours(value: Decimal) -> str:
        return t(N_("{hours} h"), hours=format_decimal(value, t.language))

    known = billable is not None
    return [
        format_month(load.month, t.language),
        hours(load.booked),
        hours(load.billable) if known else "",
        hours(load.free) if known else "",
        "" if load.percent is None else format_percent(Decimal(load.percent), t.language),
    ]


COMMANDS: Final = {"rate": rate, "study": study}
