"""The ladder of reminders: a pure function of a day and of what is known on it.

One letter per client and run, listing all that is overdue; each step once per instalment; the
highest step that is due and no other, however long the laptop was off. Nobody is written to who has
paid, whose credit covers it, under a hold or an open promise, or within days of the last letter; a
formal notice is proposed only after a reminder was sent.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from smm_ledger.core.letters import Rung

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """When each step is due; days from the due date, None: no such step.

    Attributes:
        courtesy: Below zero: before the due date.
        gap: Least days between two letters to one client.
        stop_work: The step after which work for a client with a retainer should rest, if what it
            was sent for is still overdue; None: never.
    """

    courtesy: int | None = -3
    first: int | None = 5
    second: int | None = 15
    formal: int | None = 30
    gap: int = 5
    stop_work: Rung | None = Rung.SECOND

    def days(self, rung: Rung) -> int | None:
        """Return the days of a step."""
        days: int | None = getattr(self, rung.value)
        return days


class Block(StrEnum):
    """Why nobody is written to."""

    HOLD = "hold"
    PROMISE = "promise"
    CREDIT = "credit"
    RECENT = "recent_letter"


class Reason(StrEnum):
    """Why somebody is."""

    DUE = "due"
    BROKEN_PROMISE = "broken_promise"
    BEFORE_DUE = "before_due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Debt:
    """An open instalment and what was done about it; minor units.

    Attributes:
        sent: The highest step that was sent, or None.
        hold_until: Nobody writes before this day, or None.
        promised_by: The day of an open promise, or None.
        broken: Whether a promise was broken after the last step.
    """

    invoice: str
    invoice_id: int
    instalment: int
    due_date: dt.date
    balance: int
    currency: str
    issue_date: dt.date | None = None
    sent: Rung | None = None
    hold_until: dt.date | None = None
    promised_by: dt.date | None = None
    broken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Debtor:
    """A client with its open instalments.

    Attributes:
        id: Its key in the ledger.
        credit: What came in and is set against nothing, by currency.
        last_letter: When the last letter left, or None.
    """

    client: str
    client_name: str
    debts: tuple[Debt, ...]
    id: int = 0
    currency: str = "EUR"
    credit: Mapping[str, int] = field(default_factory=dict)
    last_letter: dt.date | None = None
    policy: Policy = field(default_factory=Policy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A debt in a letter, with the step that the letter is for it (None: only listed)."""

    debt: Debt
    rung: Rung | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A letter that could be written today, or what stands in its way."""

    client: str
    client_name: str
    rung: Rung
    listed: tuple[Listed, ...]
    reason: Reason
    blocked_by: Block | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What comes next for a debt, and when.

    Attributes:
        action: A step, `promise`, `allocate` where the client's credit covers it, or `hand_over`
            once the ladder is at its end.
    """

    action: str
    date: dt.date


Chase = Callable[[dt.date], dt.date]
"""The first day, from a given one, on which money is asked for."""


def plan(debtors: Sequence[Debtor], *, today: dt.date, chase: Chase) -> list[Proposal]:
    """Return one proposal for each client of whom something is due, or would be but for a block."""
    found = (propose(debtor, today=today, chase=chase) for debtor in debtors)
    return [proposal for proposal in found if proposal]


def propose(debtor: Debtor, *, today: dt.date, chase: Chase) -> Proposal | None:
    """Return the letter that is due to a client, or None."""
    due = {_key(debt): _due(debt, debtor.policy, today, chase) for debt in debtor.debts}
    blocks = {_key(debt): _block(debt, debtor, today) for debt in debtor.debts}
    free = [debt for debt in debtor.debts if due[_key(debt)] and blocks[_key(debt)] is None]
    wanting = free or [debt for debt in debtor.debts if due[_key(debt)]]
    if not wanting:
        return None
    top = max(wanting, key=lambda debt: _height(due[_key(debt)]))
    rung = due[_key(top)] or Rung.FIRST
    listed = tuple(
        Listed(debt=debt, rung=_step_of(debt, rung, due[_key(debt)]))
        for debt in sorted(debtor.debts, key=lambda one: (one.due_date, one.invoice_id))
        if (blocks[_key(debt)] is None or not free)
        and (due[_key(debt)] is rung if rung is Rung.COURTESY else debt.due_date < today)
    )
    block, until = None, None
    if not free:
        block = blocks[_key(top)]
        until = top.hold_until if block is Block.HOLD else top.promised_by
    elif debtor.last_letter and today < debtor.last_letter + debtor.policy.gap * _DAY:
        block, until = Block.RECENT, debtor.last_letter + debtor.policy.gap * _DAY
    return Proposal(
        client=debtor.client,
        client_name=debtor.client_name,
        rung=rung,
        listed=listed,
        reason=_reason(top, rung),
        blocked_by=block,
        until=until,
    )


def _step_of(debt: Debt, letter: Rung, due: Rung | None) -> Rung | None:
    """Return the step that a letter is for a debt in it.

    A formal notice demands all that it lists: it is the formal notice of whatever was reminded of
    before, so that no second one follows within days for a debt that came due a little later.
    """
    demanded = letter is Rung.FORMAL and debt.sent is not Rung.FORMAL and _allowed(letter, debt)
    return letter if demanded else due


def next_step(debt: Debt, debtor: Debtor, *, today: dt.date, chase: Chase) -> NextStep:
    """Return what comes next for a debt: the day is today, or the first one that allows it."""
    if debt.promised_by:
        # Its day is over while the bank's days of grace pass.
        return NextStep(action="promise", date=max(today, debt.promised_by))
    if is_covered(debt, debtor, today):
        return NextStep(action="allocate", date=today)
    rung = _due(debt, debtor.policy, today, chase)
    day = today
    if rung is None:
        rung, day = _coming(debt, debtor.policy, today, chase)
        if rung is None:
            return NextStep(action="hand_over", date=today)
    if debtor.last_letter:
        day = max(day, debtor.last_letter + debtor.policy.gap * _DAY)
    return NextStep(action=str(rung), date=max(day, debt.hold_until or day))


def is_covered(debt: Debt, debtor: Debtor, today: dt.date) -> bool:
    """Whether the client's credit covers a debt, with all that is overdue beside it."""
    credit = debtor.credit.get(debt.currency, 0)
    return bool(credit) and credit >= sum(
        one.balance
        for one in debtor.debts
        if one.currency == debt.currency and (one.due_date < today or one is debt)
    )


def unheeded(debtor: Debtor, today: dt.date) -> tuple[Debt, ...]:
    """Return what is overdue although the step was sent after which work should rest."""
    step = debtor.policy.stop_work
    if step is None:
        return ()
    return tuple(
        debt
        for debt in debtor.debts
        if debt.due_date < today
        and _height(debt.sent) >= step.height
        and _block(debt, debtor, today) is None
    )


def by_hand(debtor: Debtor, rung: Rung | None, *, today: dt.date) -> Proposal | None:
    """Return the letter that somebody wants, whatever stands in its way.

    Args:
        debtor: What is listed is what is overdue; before the due date, what comes due.
        rung: The step; None: the one after the highest that was sent.
        today: The day.
    """
    late = [debt for debt in debtor.debts if debt.due_date < today]
    wanted = late or list(debtor.debts)
    if not wanted:
        return None
    highest = max((_height(debt.sent) for debt in wanted), default=0)
    step = rung or list(Rung)[min(max(highest, 1 if late else 0), len(Rung) - 1)]
    return Proposal(
        client=debtor.client,
        client_name=debtor.client_name,
        rung=step,
        listed=tuple(
            Listed(debt=debt, rung=step)
            for debt in sorted(wanted, key=lambda one: (one.due_date, one.invoice_id))
        ),
        reason=Reason.DUE if late else Reason.BEFORE_DUE,
    )


def _key(debt: Debt) -> tuple[int, int]:
    return debt.invoice_id, debt.instalment


def _height(rung: Rung | None) -> int:
    return rung.height if rung else 0


def _due(debt: Debt, policy: Policy, today: dt.date, chase: Chase) -> Rung | None:
    """Return the highest step that is due and was not sent; after a broken promise the next one."""
    reached = [
        rung
        for rung in Rung
        if rung.height > _height(debt.sent)
        and _allowed(rung, debt)
        and (start := _start(rung, debt, policy, chase)) is not None
        and start <= today
        and (rung is not Rung.COURTESY or today <= debt.due_date)
    ]
    if debt.broken and debt.due_date < today:
        return _after(debt, policy)
    return reached[-1] if reached else None


def _allowed(rung: Rung, debt: Debt) -> bool:
    return rung is not Rung.FORMAL or _height(debt.sent) >= Rung.FIRST.height


def _after(debt: Debt, policy: Policy) -> Rung | None:
    """Return the next step of the policy after the last one that was sent, at least the first."""
    for rung in (Rung.FIRST, Rung.SECOND, Rung.FORMAL):
        if rung.height > _height(debt.sent) and policy.days(rung) is not None:
            return rung if _allowed(rung, debt) else None
    return None


def _coming(
    debt: Debt, policy: Policy, today: dt.date, chase: Chase
) -> tuple[Rung | None, dt.date]:
    """Return the next step that is still to come, with its day."""
    for rung in Rung:
        start = _start(rung, debt, policy, chase)
        if start is not None and start > today and rung.height > _height(debt.sent):
            return rung, start
    return None, today


def _start(rung: Rung, debt: Debt, policy: Policy, chase: Chase) -> dt.date | None:
    days = policy.days(rung)
    return None if days is None else chase(debt.due_date + days * _DAY)


def _block(debt: Debt, debtor: Debtor, today: dt.date) -> Block | None:
    if debt.hold_until and today < debt.hold_until:
        return Block.HOLD
    if debt.promised_by:
        return Block.PROMISE
    return Block.CREDIT if is_covered(debt, debtor, today) else None


def _reason(debt: Debt, rung: Rung) -> Reason:
    if rung is Rung.COURTESY:
        return Reason.BEFORE_DUE
    return Reason.BROKEN_PROMISE if debt.broken else Reason.DUE
