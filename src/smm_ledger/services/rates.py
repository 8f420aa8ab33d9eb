"""The rate calculator: what an hour must cost, kept in the ledger and fed to the quotes' floors.

The plan is mine alone: no document, list or table that a client could see reads it.
"""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from decimal import Decimal

from smm_ledger.core.canonical import canonical_json
from smm_ledger.core.errors import InputError
from smm_ledger.core.floors import Floors, floors
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, to_minor
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rates import HourlyRate, RatePlan, hourly_rate
from smm_ledger.core.study import TrainingUse, training_use
from smm_ledger.i18n.parsing import parse_amount, parse_percent
from smm_ledger.services.ports import Clock, Reader, Storage

SETTING = "rate"
"""Where the ledger keeps the plan, as JSON of exact numbers."""

HOUR_DECIMALS = 2

PLAN_KEYS = tuple(field.name for field in fields(RatePlan))
"""What `set` takes, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateSheet:
    """The calculator as it stands.

    Attributes:
        currency: The issuer's.
        plan, rate: None: not filled in yet.
        training: This year's, against the plan.
    """

    currency: str
    plan: RatePlan | None
    rate: HourlyRate | None
    training: TrainingUse


class RateService:
    """What a user does with the calculator."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def show(self) -> RateSheet:
        """Return the plan, the hour that follows from it, and how much of the training is used."""
        with self._storage.read() as reader:
            return _sheet(reader, self._clock.today())

    def set(self, typed: Mapping[str, str]) -> RateSheet:
        """Change figures of the plan; `net_income` is needed at first.

        Args:
            typed: Fields of `RatePlan` by name, as text; amounts in the issuer's currency.

        Raises:
            InputError: A name that the plan lacks, a wrong value, or no billable hour is left.
        """
        with self._storage.write() as work:
            currency, before = work.issuer().currency, plan_of(work)
            values = {name: _read(name, text, currency) for name, text in typed.items()}
            if before is None and "net_income" not in values:
                raise InputError(
                    "net_income",
                    N_("it is missing"),
                    hint=N_("say first what you want to keep in a year"),
                )
            plan = replace(before or RatePlan(net_income=Decimal(0)), **values)
            hourly_rate(plan, currency)
            if plan != before:
                work.save_setting(SETTING, canonical_json(asdict(plan)))
                data = {"keys": sorted(values)}
                work.record("ledger", None, "rate", data, name="ledger")
            return _sheet(work, self._clock.today())

    def floors(self, ref: str) -> Floors:
        """Return the floors of a quote: its own, else those that the calculator implies."""
        with self._storage.read() as reader:
            return floors(reader.quote(ref), hour_of(reader))

    def floors_of(self, quote: Quote) -> Floors:
        """Return the floors of a quote that was read already."""
        with self._storage.read() as reader:
            return floors(quote, hour_of(reader))


def plan_of(reader: Reader) -> RatePlan | None:
    """Return the plan, or None before it was filled in."""
    text = reader.setting(SETTING)
    if text is None:
        return None
    kept = json.loads(text)
    return RatePlan(**{name: Decimal(kept[name]) for name in PLAN_KEYS if name in kept})


def rate_of(reader: Reader) -> HourlyRate | None:
    """Return what an hour must cost, in the issuer's currency, or None without a plan."""
    plan = plan_of(reader)
    return None if plan is None else hourly_rate(plan, reader.issuer().currency)


def hour_of(reader: Reader) -> Money | None:
    """Return the floor of an hour, or None without a plan."""
    rate = rate_of(reader)
    return None if rate is None else rate.floor


def training_of(reader: Reader, year: int) -> TrainingUse:
    """Return what was learned in a year, against the plan."""
    plan, currency = plan_of(reader), reader.issuer().currency
    return training_use(
        reader.study(year=year),
        year=year,
        currency=currency,
        planned_hours=None if plan is None else plan.training_hours,
        planned_cost=None if plan is None else to_minor(plan.training_cost, currency),
    )


def _sheet(reader: Reader, today: dt.date) -> RateSheet:
    return RateSheet(
        currency=reader.issuer().currency,
        plan=plan_of(reader),
        rate=rate_of(reader),
        training=training_of(reader, today.year),
    )


_MONEY = {"net_income", "costs", "training_cost"}


def _read(name: str, text: str, currency: str) -> Decimal:
    if name not in PLAN_KEYS:
        raise InputError(
            name,
            N_("there is no such field"),
            hint=N_("the fields are: {fields}"),
            fields=", ".join(PLAN_KEYS),
        )
    if name in _MONEY:
        return parse_amount(text, field=name, currency=currency)
    if name.endswith("_percent"):
        return parse_percent(text, field=name)
    return parse_amount(text, field=name, max_decimals=HOUR_DECIMALS)
