"""Retainers: what is agreed, what is used of it, and whether it runs.

What its periods become (an invoice, or a reason for none) is in `retainer_runs`. What was signed
can be changed only while nothing of it is invoiced; after that one ends it, and signs another.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from smm_ledger.core.ad_spend import check_lines, depends_on_spend, recharged, rest_of_fee
from smm_ledger.core.effort import minutes_of
from smm_ledger.core.errors import IllegalTransition, InputError, RuleError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import MAX_MINOR, number, to_minor
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.retainers import (
    Decided,
    Every,
    Retainer,
    Spend,
    Usage,
    beyond,
    nth,
    period_on,
    periods,
    spend_of,
)
from smm_ledger.core.states import RetainerEvent, next_retainer_state
from smm_ledger.core.text import NAME_MAX, NOTE_MAX, clean
from smm_ledger.services.line_inputs import build_lines
from smm_ledger.services.log_keys import BEFORE, retainer_before
from smm_ledger.services.ports import Clock, Reader, Storage, UnitOfWork
from smm_ledger.services.retainer_inputs import RetainerInput, UsageInput, price_list
from smm_ledger.services.retainer_periods import check_span, find_period


class RetainerService:
    """What a user does with retainers."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    # reads

    def show(self, ref: str) -> Retainer:
        """Return a retainer with all its parts."""
        with self._storage.read() as reader:
            return reader.retainer(ref)

    def list(self, client: str | None = None) -> Sequence[Retainer]:
        """List retainers, oldest first: all, or one client's."""
        with self._storage.read() as reader:
            own = None if client is None else reader.client(client).id
            return reader.retainers(client=own)

    # what is signed

    def add(self, typed: RetainerInput) -> Retainer:
        """Sign a retainer: lines, prices and the price list of today stay as they are.

        Raises:
            InputError: A value is wrong. NotFoundError: No such client or service.
        """
        with self._storage.write() as work:
            issuer, client = work.issuer(), work.client(typed.client)
            draft = Retainer(
                client_id=client.id,
                title="",
                currency=client.currency,
                every=typed.every or Every.MONTH,
                start=typed.start or self._clock.today(),
                lines=(),
                rules=regime_of(issuer.regime).rules(issuer, client),
            )
            if not typed.lines:
                build_lines((), rules=draft.rules, reader=work)
            signed = _signed(draft, replace(typed, title=typed.title or ""), work)
            return saved(work, signed, "add", {"title": signed.title, "net": signed.net.minor})

    def edit(self, ref: str, typed: RetainerInput, *, version: int | None = None) -> Retainer:
        """Change what was signed, while nothing of it is invoiced; new lines take today's prices.

        Raises:
            IllegalTransition: A period is invoiced already, or it is over.
        """
        with self._storage.write() as work:
            before = work.retainer(ref)
            next_retainer_state(before.name, before.state, RetainerEvent.EDIT)
            if before.invoiced:
                raise IllegalTransition(
                    before.name,
                    N_("a period of it is invoiced already"),
                    hint=N_("end it, and add another with the new lines"),
                )
            kept = before if version is None else replace(before, version=version)
            after = _signed(kept, typed, work)
            _check_parts(after)
            data = {BEFORE: retainer_before(before, after)}
            return before if after == before else saved(work, after, "edit", data)

    # what is used

    def use(self, ref: str, typed: UsageInput) -> Retainer:
        """Log units that the client had; those beyond what is included go on the next invoice.

        Raises:
            InputError: A value is wrong, the day is outside, or the service has no price.
        """
        with self._storage.write() as work:
            before = work.retainer(ref)
            next_retainer_state(before.name, before.state, RetainerEvent.USE)
            usage = _usage(before, typed, work, self._clock.today())
            after = replace(before, usage=(*before.usage, usage))
            data = {"service": usage.service, "quantity": number(usage.quantity)}
            return saved(work, after, "usage", data | {"tag": str(usage.tag)})

    def unuse(self, ref: str, no: int | None = None) -> Retainer:
        """Take a usage back that was typed wrong, the last one without its number.

        Raises:
            InputError: There is none. IllegalTransition: It is on an invoice already.
        """
        with self._storage.write() as work:
            before = work.retainer(ref)
            gone = next((one for one in reversed(before.usage) if no is None or one.no == no), None)
            if gone is None:
                raise InputError("usage", N_("there is no such usage"))
            after = replace(before, usage=tuple(u for u in before.usage if u.no != gone.no))
            _check_billed(before, after, gone)
            data = {"service": gone.service, "quantity": number(gone.quantity)}
            return saved(work, after, "unuse", data)

    def spend(self, ref: str, period: str, amount: Decimal) -> Retainer:
        """Say what was really spent on ads in a period, in major units.

        It counts when the period is invoiced; after that, what a fee passes its minimum by goes on
        the next invoice.

        Raises:
            IllegalTransition: An invoice counts on another figure already, or it was skipped.
        """
        if amount < 0 or to_minor(amount, "EUR") > MAX_MINOR:
            raise InputError("amount", N_("it is below zero, or too large"))
        with self._storage.write() as work:
            before = work.retainer(ref)
            next_retainer_state(before.name, before.state, RetainerEvent.SPEND)
            if not depends_on_spend(before.lines):
                raise RuleError(before.name, N_("none of its lines hangs on ad spend"))
            mine = find_period(periods(before, self._clock.today()), period)
            spend = _spend(before, mine.no, amount)
            others = tuple(one for one in before.spends if one.period != mine.no)
            after = replace(before, spends=tuple(sorted((*others, spend), key=lambda s: s.period)))
            return saved(work, after, "spend", {"period": mine.name, "amount": number(amount)})

    # whether it runs

    def pause(self, ref: str) -> Retainer:
        """Pause it: nothing falls due until it is resumed."""
        return self._move(ref, RetainerEvent.PAUSE)

    def resume(self, ref: str) -> Retainer:
        """Resume it; the periods that passed meanwhile are listed for a choice."""
        return self._move(ref, RetainerEvent.RESUME)

    def end(self, ref: str) -> Retainer:
        """End it today; what fell due before, and what was used beyond it, can still be invoiced.

        One that has not begun yet never will.
        """
        return self._move(ref, RetainerEvent.END)

    def stop_work(self, ref: str) -> Retainer:
        """Flag that work rests until the client pays."""
        return self._move(ref, RetainerEvent.STOP_WORK)

    def resume_work(self, ref: str) -> Retainer:
        """Take the flag away."""
        return self._move(ref, RetainerEvent.RESUME_WORK)

    def _move(self, ref: str, event: RetainerEvent) -> Retainer:
        today = self._clock.today()
        with self._storage.write() as work:
            before = work.retainer(ref)
            state = next_retainer_state(before.name, before.state, event)
            after = replace(before, state=state)
            if event is RetainerEvent.END:
                after = replace(after, end=min(today, before.end or today))
            elif event in {RetainerEvent.STOP_WORK, RetainerEvent.RESUME_WORK}:
                after = _with_flag(before, event, today)
            data = {BEFORE: retainer_before(before, after)}
            return saved(work, after, str(event).replace("_", "-"), data)


def saved(
    work: UnitOfWork, retainer: Retainer, action: str, data: Mapping[str, object]
) -> Retainer:
    """Save the retainer with the log entry of its action; returns it as stored."""
    retainer = work.save_retainer(retainer)
    work.record("retainer", retainer, action, data)
    return retainer


def _signed(before: Retainer, typed: RetainerInput, reader: Reader) -> Retainer:
    """Return what would be signed; new lines or packages take the price list of the day."""
    lines, agreed = before.lines, before.agreed
    if typed.lines:
        lines = build_lines(typed.lines, rules=before.rules, reader=reader)
        check_lines(lines)
    if typed.lines or typed.include:
        agreed = price_list(lines, _units(typed.include), reader)
    title = before.title
    if typed.title is not None:
        title = clean(typed.title, field="title", max_length=NAME_MAX, required=True)
    start = typed.start or before.start
    end = None if typed.endless else typed.end or before.end
    check_span(start, end)
    after = replace(
        before,
        title=title,
        lines=lines,
        agreed=agreed,
        every=typed.every or before.every,
        start=start,
        end=end,
    )
    nth(after, 1)  # refuses days beyond the calendar
    return after


def _units(include: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    for code, quantity in include.items():
        if quantity <= 0:
            raise InputError(f"include: {code}", N_("it is not above zero"))
    return include


def _check_parts(retainer: Retainer) -> None:
    """Refuse dates that would leave outside what is logged or decided already."""
    loose = any(period_on(retainer, one.date) is None for one in retainer.usage)
    moved = any(_moved(retainer, one) for one in retainer.periods)
    if loose or moved or (retainer.spends and not depends_on_spend(retainer.lines)):
        raise RuleError(
            retainer.name,
            N_("what is logged of it would lie outside"),
            hint=N_("keep its dates, or end it and add another"),
        )


def _moved(retainer: Retainer, decided: Decided) -> bool:
    return nth(retainer, decided.no).start != decided.start


def _usage(retainer: Retainer, typed: UsageInput, reader: Reader, today: dt.date) -> Usage:
    day = typed.date or today
    if day > today or period_on(retainer, day) is None:
        raise InputError(
            "date",
            N_("{day} is after today, or outside the retainer's days"),
            hint=N_("give the day on which it was used"),
            day=day.isoformat(),
        )
    if typed.quantity <= 0:
        raise InputError("quantity", N_("it is not above zero"))
    agreed = retainer.of(typed.service)
    service = reader.service(typed.service) if agreed is None else None
    code = service.code if service else typed.service
    agreed = agreed or retainer.of(code)
    price = agreed.price if agreed and agreed.price is not None else None
    if price is None:
        price = reader.service(code).price
    if price is None:
        raise InputError("service", N_("{code} has no price"), hint=N_("price it first"), code=code)
    hours = agreed.hours if agreed else service.hours if service else None
    return Usage(
        no=max((one.no for one in retainer.usage), default=0) + 1,
        date=day,
        service=code,
        quantity=typed.quantity,
        price=price,
        tag=typed.tag,
        note=clean(typed.note, field="note", max_length=NOTE_MAX),
        minutes=minutes_of(typed.quantity * hours) if hours else 0,
    )


def _check_billed(before: Retainer, after: Retainer, gone: Usage) -> None:
    """Refuse to take back what an invoice counts on."""
    period = period_on(before, gone.date)
    billed = sum(
        one.quantity
        for one in before.overage
        if period is not None and (one.period, one.service) == (period.no, gone.service)
    )
    had, left = (_pending(one, gone) for one in (before, after))
    if billed and had - left < gone.quantity:
        raise IllegalTransition(
            before.name,
            N_("it is on an invoice already"),
            hint=N_("correct that invoice instead"),
        )


def _pending(retainer: Retainer, usage: Usage) -> Decimal:
    period = period_on(retainer, usage.date)
    found = (
        one.quantity
        for one in beyond(retainer)
        if period is not None and (one.period.no, one.service) == (period.no, usage.service)
    )
    return sum(found, Decimal(0))


def _spend(retainer: Retainer, no: int, amount: Decimal) -> Spend:
    """Return the spend of a period; one that changes nothing more counts as taken into account."""
    known = spend_of(retainer, no)
    decided = next((one for one in retainer.periods if one.no == no), None)
    if (known and known.billed is not None) or (decided and decided.invoice_id is None):
        raise IllegalTransition(
            retainer.name,
            N_("this period is decided: its ad spend counts no more"),
            hint=N_("correct its invoice instead"),
        )
    if decided is None:
        return Spend(period=no, amount=amount)
    rest = rest_of_fee(retainer.lines, amount, currency=retainer.currency)
    open_ = bool(rest) or recharged(retainer.lines, amount) is not None
    return Spend(period=no, amount=amount, billed=None if open_ else no)


def _with_flag(before: Retainer, event: RetainerEvent, today: dt.date) -> Retainer:
    stop = event is RetainerEvent.STOP_WORK
    if stop == (before.stop_work is not None):
        raise IllegalTransition(
            before.name,
            N_("work rests already") if stop else N_("work does not rest"),
            hint=N_("nothing is to be done"),
        )
    return replace(before, stop_work=today if stop else None)
