"""Training: the log of hours and cost, against the plan of the rate calculator."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from smm_ledger.core.errors import AlreadyExists, InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.study import StudyEntry, TrainingUse, opposite
from smm_ledger.core.text import NAME_MAX, clean
from smm_ledger.services.ports import Clock, Storage
from smm_ledger.services.quote_inputs import price_minor
from smm_ledger.services.rates import training_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyInput:
    """An entry as typed.

    Attributes:
        minutes: Above zero.
        cost: Major units of the issuer's currency; None: it cost nothing.
        date: Not after today; None: today.
    """

    minutes: int
    cost: Decimal | None = None
    topic: str = ""
    date: dt.date | None = None


class StudyService:
    """The training log; it only grows."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def add(self, typed: StudyInput) -> StudyEntry:
        """Append an entry.

        Raises:
            InputError: No time, a cost below zero, or a day to come.
        """
        today = self._clock.today()
        if typed.minutes <= 0:
            raise InputError("duration", N_("it must be more than zero"))
        if typed.date is not None and typed.date > today:
            raise InputError("date", N_("it is after today"), hint=N_("log what was learned"))
        with self._storage.write() as work:
            currency = work.issuer().currency
            entry = work.add_study(
                StudyEntry(
                    date=typed.date or today,
                    minutes=typed.minutes,
                    cost=price_minor(typed.cost, currency, field="cost") or 0,
                    currency=currency,
                    topic=clean(typed.topic, field="topic", max_length=NAME_MAX),
                )
            )
            work.record("study", entry, "add", {"minutes": entry.minutes, "cost": entry.cost})
        return entry

    def take_back(self, ref: str) -> StudyEntry:
        """Append the opposite of an entry that was typed wrong.

        Raises:
            AlreadyExists: It was taken back before, or takes another one back itself.
        """
        with self._storage.write() as work:
            wrong = work.study_entry(ref)
            gone = any(entry.takes_back == wrong.id for entry in work.study())
            if gone or wrong.takes_back is not None:
                raise AlreadyExists(
                    wrong.name,
                    N_("it was taken back already"),
                    hint=N_("add a new entry instead"),
                )
            entry = work.add_study(opposite(wrong))
            work.record("study", entry, "take-back", {"entry": wrong.name})
        return entry

    def list(self, year: int | None = None) -> Sequence[StudyEntry]:
        """List the entries of a year, or all, newest first."""
        with self._storage.read() as reader:
            return reader.study(year=year)

    def use(self, year: int | None = None) -> TrainingUse:
        """Return what was learned in a year (this one without it), against the plan."""
        with self._storage.read() as reader:
            return training_of(reader, year or self._clock.today().year)
