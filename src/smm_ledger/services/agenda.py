"""The days that matter for the money that is owed, for a calendar: due dates, promises, reminders.

What stands here may be read by whoever shares the calendar: documents, clients and amounts, and
nothing that is private (notes, reasons of a hold, floors). Each entry keeps its name as long as its
thing exists, so that a calendar moves it instead of showing it twice.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from smm_ledger.core.ladder import Debtor, NextStep, is_covered, next_step
from smm_ledger.core.letters import Rung
from smm_ledger.core.money import Money
from smm_ledger.core.promises import PromiseState
from smm_ledger.services.chasing import Chasing
from smm_ledger.services.ports import Clock, Reader, Storage

_EVER: Final = dt.date.max


class DayKind(StrEnum):
    """What a day is for."""

    DUE = "due"
    PROMISE = "promise"
    REMINDER = "reminder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day with its matter.

    Attributes:
        name: What it is known by within the ledger, for ever.
        invoices: Numbers.
        amounts: What is open, or promised; one for each currency.
        rung: The step of a reminder, or None.
    """

    kind: DayKind
    name: str
    date: dt.date
    client_name: str
    invoices: tuple[str, ...]
    amounts: tuple[Money, ...]
    rung: Rung | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What is known on a day.

    Attributes:
        ledger: What tells this ledger from any other; it names nobody.
    """

    as_of: dt.date
    ledger: str
    days: tuple[Day, ...]


class AgendaService:
    """What goes into a calendar."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def show(self) -> Agenda:
        """Return due dates of what is open, open promises, and the next letter to each client."""
        today = self._clock.today()
        with self._storage.read() as reader:
            known = Chasing(reader, today)
            days = [*_dues(reader), *_promises(known), *_reminders(reader, known)]
            return Agenda(
                as_of=today,
                ledger=reader.first_hash()[:32],
                days=tuple(sorted(days, key=lambda one: (one.date, one.kind, one.name))),
            )


def _dues(reader: Reader) -> Iterator[Day]:
    items = reader.open_until(_EVER)
    names = reader.client_facts({item.client_id for item in items})
    for item in items:
        yield Day(
            kind=DayKind.DUE,
            name=f"due-{item.invoice_id}-{item.instalment}",
            date=dt.date.fromisoformat(item.due),
            client_name=names[item.client_id].name,
            invoices=(item.invoice,),
            amounts=(Money(item.balance, item.currency),),
        )


def _promises(known: Chasing) -> Iterator[Day]:
    for one in known.judged:
        if one.state is PromiseState.OPEN:
            yield Day(
                kind=DayKind.PROMISE,
                name=one.name,
                date=one.by,
                client_name=one.client_name,
                invoices=(one.invoice,),
                amounts=(Money(one.amount - one.received, one.currency),),
            )


def _reminders(reader: Reader, known: Chasing) -> Iterator[Day]:
    for debtor in known.debtors(reader.open_until(_EVER)):
        found = _next(debtor, known)
        if found is None:
            continue
        step, numbers, amounts = found
        yield Day(
            kind=DayKind.REMINDER,
            name=f"reminder-to-{debtor.id}",
            date=step.date,
            client_name=debtor.client_name,
            invoices=numbers,
            amounts=amounts,
            rung=Rung(step.action),
        )


def _next(
    debtor: Debtor, known: Chasing
) -> tuple[NextStep, tuple[str, ...], tuple[Money, ...]] | None:
    """Return the first step to a client, with the invoices and sums that it is for."""
    steps = [
        (next_step(debt, debtor, today=known.today, chase=known.chase), debt)
        for debt in debtor.debts
        if not is_covered(debt, debtor, known.today)
    ]
    letters = [(step, debt) for step, debt in steps if step.action in set(Rung)]
    if not letters:
        return None
    day = min(step.date for step, _ in letters)
    mine = [(step, debt) for step, debt in letters if step.date == day]
    top = max((step for step, _ in mine), key=lambda step: Rung(step.action).height)
    sums: dict[str, int] = {}
    for _, debt in mine:
        sums[debt.currency] = sums.get(debt.currency, 0) + debt.balance
    numbers: Sequence[str] = list(dict.fromkeys(debt.invoice for _, debt in mine))
    return top, tuple(numbers), tuple(Money(minor, code) for code, minor in sorted(sums.items()))
