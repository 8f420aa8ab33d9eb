"""What a client promised to pay, and whether it did: derived from the money that came.

A promise is waited for two banking days longer than its date, since transfers take their time.
Money of an invoice is set against its promises in the order of their dates, once.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

FEWEST = 3
"""Judged promises of a client below which no rate is told."""

GRACE = 2
"""Banking days."""


class PromiseState(StrEnum):
    """Derived states of a promise."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"
    RENEGOTIATED = "renegotiated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise; minor units of `currency`.

    Attributes:
        made_on, by: When it was given, and the day by which to pay.
        replaces: Key of the promise that this one renegotiates.
        state, received: Derived (see `judged`).
    """

    invoice_id: int
    invoice: str
    client: str
    client_name: str
    amount: int
    currency: str
    made_on: dt.date
    by: dt.date
    note: str = ""
    replaces: int | None = None
    state: PromiseState = PromiseState.OPEN
    received: int = 0
    id: int = 0

    @property
    def name(self) -> str:
        """How the user names it."""
        return f"promise-{self.id}"

    @property
    def failed(self) -> bool:
        """Whether the client did not do what it said, or not all of it."""
        return self.state in (PromiseState.BROKEN, PromiseState.PARTLY_KEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRate:
    """How a client keeps promises.

    Attributes:
        percent: Kept in hundredths of those that came due; None below three.
    """

    client: str
    client_name: str
    kept: int
    partly_kept: int
    broken: int

    @property
    def n(self) -> int:
        """How many came due."""
        return self.kept + self.partly_kept + self.broken

    @property
    def percent(self) -> int | None:
        """Kept ones in hundredths, rounded down; None below three."""
        return None if self.n < FEWEST else 100 * self.kept // self.n


def judged(
    promises: Sequence[Promise],
    money: Iterable[tuple[dt.date, int]],
    *,
    today: dt.date,
    last_day: Callable[[dt.date], dt.date],
) -> list[Promise]:
    """Return the promises of one invoice with their states, in the order of their dates.

    Args:
        promises: Of one invoice.
        money: Day and minor units of what came in on it and stands.
        today: Nothing later is seen.
        last_day: The day by which a promise for a date is judged.
    """
    left = [_Money(day, amount) for day, amount in sorted(money) if day <= today]
    gone = {promise.replaces for promise in promises}
    return [
        _judge(promise, left, today, last_day(promise.by), replaced=promise.id in gone)
        for promise in sorted(promises, key=lambda one: (one.by, one.id))
    ]


@dataclass(slots=True)
class _Money:
    """What is left of money that came in."""

    day: dt.date
    amount: int


def _judge(
    promise: Promise, left: list["_Money"], today: dt.date, last: dt.date, *, replaced: bool
) -> Promise:
    if replaced:
        return replace(promise, state=PromiseState.RENEGOTIATED)
    received = 0
    for entry in left:
        if promise.made_on <= entry.day <= last:
            part = min(entry.amount, promise.amount - received)
            received += part
            entry.amount -= part
    if received >= promise.amount:
        state = PromiseState.KEPT
    elif today <= last:
        state = PromiseState.OPEN
    else:
        state = PromiseState.PARTLY_KEPT if received > 0 else PromiseState.BROKEN
    return replace(promise, state=state, received=received)


def telling(promises: Iterable[Promise], balance: int) -> Promise | None:
    """Return the promise of an invoice that counts now, or None.

    Of several that are open the next one; but once one failed and nothing was promised after its
    day, that one, unless the later ones cover what is left: nobody waits months for the rest of a
    plan whose first date was missed.

    Args:
        promises: Of one invoice, judged, in the order of their dates.
        balance: What is still owed of it, minor units.
    """
    made = [one for one in promises if one.state is not PromiseState.RENEGOTIATED]
    waiting = [one for one in made if one.state is PromiseState.OPEN]
    failed = [one for one in made if one.failed and all(other.made_on <= one.by for other in made)]
    if failed and balance > sum(one.amount for one in made if one.by > failed[-1].by):
        return failed[-1]
    return next(iter(waiting), None) or next(reversed(made), None)


def keep_rates(promises: Iterable[Promise]) -> list[KeepRate]:
    """Return how each client keeps its promises, by code; open and renegotiated ones wait."""
    counted: dict[tuple[str, str], dict[PromiseState, int]] = {}
    for promise in promises:
        if promise.state not in (PromiseState.OPEN, PromiseState.RENEGOTIATED):
            states = counted.setdefault((promise.client, promise.client_name), {})
            states[promise.state] = states.get(promise.state, 0) + 1
    return [
        KeepRate(
            client=code,
            client_name=name,
            kept=states.get(PromiseState.KEPT, 0),
            partly_kept=states.get(PromiseState.PARTLY_KEPT, 0),
            broken=states.get(PromiseState.BROKEN, 0),
        )
        for (code, name), states in sorted(counted.items())
    ]
