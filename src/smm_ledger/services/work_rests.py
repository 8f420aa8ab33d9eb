"""Whether work for a retainer's client should rest until it pays: proposed, never done by itself.

It is proposed once the step of the client's policy was sent for something that is still overdue,
and nothing holds it (a hold, an open promise, credit); and that it goes on, once nothing is.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.ladder import Debtor, unheeded
from smm_ledger.core.letters import Rung
from smm_ledger.core.marks import N_
from smm_ledger.core.retainers import Retainer
from smm_ledger.core.states import RetainerState
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.chasing import Chasing
from smm_ledger.services.ports import Clock, Reader, Storage

_STEPS: Final = {
    Rung.COURTESY: N_("a courtesy note was sent; still open: {invoices}. Let work rest?"),
    Rung.FIRST: N_("a first reminder was sent; still open: {invoices}. Let work rest?"),
    Rung.SECOND: N_("a second reminder was sent; still open: {invoices}. Let work rest?"),
    Rung.FORMAL: N_("a formal notice was sent; still open: {invoices}. Let work rest?"),
}
_GOES_ON: Final = N_("nothing is overdue any more: let work go on?")


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkAdvice:
    """What to do about a retainer's work.

    Attributes:
        retainer: `retainer-n`.
        rest: Let it rest; else let it go on.
        invoices: What is overdue in spite of a reminder; empty where work goes on.
        rung: The highest step that was sent for them.
    """

    retainer: str
    client: str
    client_name: str
    rest: bool
    invoices: tuple[str, ...] = ()
    rung: Rung | None = None


class WorkRestService:
    """What the ladder means for the work of retainers."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def advice(self, client: str | None = None) -> Sequence[WorkAdvice]:
        """Return what to do about retainers, oldest first: all of them, or one client's."""
        with self._storage.read() as reader:
            own = None if client is None else reader.client(client).id
            return work_advice(reader, reader.retainers(client=own), self._clock.today())

    def advice_on(self, ref: str) -> WorkAdvice | None:
        """Return what to do about one retainer, or None."""
        with self._storage.read() as reader:
            found = work_advice(reader, [reader.retainer(ref)], self._clock.today())
        return next(iter(found), None)


def work_advice(reader: Reader, retainers: Sequence[Retainer], today: dt.date) -> list[WorkAdvice]:
    """Return what to do about retainers."""
    running = [one for one in retainers if one.state is not RetainerState.ENDED]
    if not running:
        return []
    clients = {one.client_id for one in running}
    late = [item for item in reader.open_until(today) if item.client_id in clients]
    debtors = {one.id: one for one in Chasing(reader, today).debtors(late)}
    names = reader.client_facts(clients)
    told: list[WorkAdvice] = []
    for own in running:
        name = names[own.client_id].name
        advised = _advice(own, name, debtors.get(own.client_id), today)
        if advised is not None:
            told.append(advised)
    return told


def _advice(own: Retainer, name: str, debtor: Debtor | None, today: dt.date) -> WorkAdvice | None:
    overdue = [one for one in debtor.debts if one.due_date < today] if debtor else []
    if own.stop_work is not None:
        goes_on = not overdue
        return (
            WorkAdvice(retainer=own.name, client=own.client, client_name=name, rest=False)
            if goes_on
            else None
        )
    found = unheeded(debtor, today) if debtor else ()
    if not found:
        return None
    rungs = [one.sent for one in found if one.sent]
    return WorkAdvice(
        retainer=own.name,
        client=own.client,
        client_name=name,
        rest=True,
        invoices=tuple(dict.fromkeys(one.invoice for one in found)),
        rung=max(rungs, key=lambda rung: rung.height),
    )


def advice_text(advice: WorkAdvice, t: Translator) -> str:
    """Return the advice as a sentence, without the retainer's name."""
    if advice.rung is None:
        return t(_GOES_ON)
    return t(_STEPS[advice.rung], invoices=", ".join(advice.invoices))
