"""What the periods of retainers become: draft invoices, or a reason why there is none.

Nothing floods: only the period that runs is invoiced without being named; those whose whole time
has passed are listed for a choice. A period is decided once, by the database.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from smm_ledger.core.errors import InputError
from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.retainers import (
    Period,
    Retainer,
    due,
    missed,
)
from smm_ledger.core.states import InvoiceState, RetainerEvent, next_retainer_state
from smm_ledger.core.text import NOTE_MAX, clean
from smm_ledger.core.totals import compute
from smm_ledger.services.issuing import saved as saved_invoice
from smm_ledger.services.line_inputs import build_lines
from smm_ledger.services.ports import Clock, Reader, Storage, UnitOfWork
from smm_ledger.services.retainer_bills import bill, billed, decided, net_of, rest_of, unknown_spend
from smm_ledger.services.retainer_periods import Due, find_due, full_name
from smm_ledger.services.retainers import saved
from smm_ledger.services.work_rests import WorkAdvice, work_advice


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """A period that waits for a decision.

    Attributes:
        net: What its invoice would come to before contribution and tax; what was used beyond the
            retainer is in the first of them.
        missed: Its whole time has passed.
        unknown_spend: A fee hangs on ad spend that nobody has said yet.
    """

    retainer: Retainer
    period: Period
    net: Money
    missed: bool
    unknown_spend: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RunInput:
    """What a run is asked for.

    Attributes:
        until: Everything due until this day is wanted, missed or not; None: until today, and of
            those that wait only the one that runs.
        periods: Exactly these (`retainer-1/2026-09`), whatever else is due.
        retainer: Of this retainer alone.
        skips: These become no invoice, for `reason`.
        merge: The periods of a retainer go on one invoice.
    """

    until: dt.date | None = None
    periods: Sequence[str] = ()
    retainer: str | None = None
    skips: Sequence[str] = ()
    reason: str = ""
    merge: bool = False


@dataclass(frozen=True, slots=True)
class RunWarning:
    """Something to know about a run: a marked template with its data."""

    text: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """The drafts that were made, the periods that were skipped, and what to know."""

    made: tuple[Invoice, ...] = ()
    skipped: tuple[Due, ...] = ()
    warnings: tuple[RunWarning, ...] = ()


@dataclass(slots=True)
class _Run:
    """One run in its transaction."""

    work: UnitOfWork
    today: dt.date
    made: list[Invoice] = field(default_factory=list)
    skipped: list[Due] = field(default_factory=list)
    warnings: list[RunWarning] = field(default_factory=list)

    def warn(self, text: str, **data: object) -> None:
        self.warnings.append(RunWarning(text, data))


class RunService:
    """The day's invoices of all retainers."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def due(self, until: dt.date | None = None, *, retainer: str | None = None) -> Sequence[DueRow]:
        """Return the periods that wait until a day (today without one), oldest retainer first."""
        today = self._clock.today()
        with self._storage.read() as reader:
            found = _waiting(reader, until or today, retainer)
        return [row for own in found for row in _rows(own, due(own, until or today), today)]

    def run(self, typed: RunInput) -> RunResult:
        """Make the drafts of what is due, and note what is skipped: all of it, or nothing.

        Raises:
            InputError: A skip without its reason. NotFoundError: A named period is not due.
        """
        reason = _reason(typed)
        today = self._clock.today()
        limit = typed.until or today
        with self._storage.write() as work:
            run = _Run(work, today)
            found = _waiting(work, limit, typed.retainer)
            rests = {one.retainer: one for one in work_advice(work, found, today) if one.rest}
            waiting = [(own, period) for own in found for period in due(own, limit)]
            skips = [find_due(waiting, name) for name in typed.skips]
            chosen = [find_due(waiting, name) for name in typed.periods]
            for own in found:
                mine = [period for other, period in waiting if other.id == own.id]
                away = [period for other, period in skips if other.id == own.id]
                wanted = [period for other, period in chosen if other.id == own.id]
                left = [one for one in mine if one not in away]
                if typed.periods:
                    taken = [one for one in left if one in wanted]
                else:
                    taken = left if typed.until else _running(run, own, left)
                if taken and own.name in rests:
                    _warn_of_work(run, rests[own.name])
                _decide(run, own, taken, away, reason=reason, merge=typed.merge)
        return RunResult(
            made=tuple(run.made), skipped=tuple(run.skipped), warnings=tuple(run.warnings)
        )


def _reason(typed: RunInput) -> str:
    if not typed.skips:
        if typed.reason:
            raise InputError("reason", N_("nothing is skipped"), hint=N_("name it"), cli="--skip")
        return ""
    return clean(typed.reason, field="reason", max_length=NOTE_MAX, required=True)


def _waiting(reader: Reader, until: dt.date, ref: str | None) -> list[Retainer]:
    if ref is not None:
        return [reader.retainer(ref)]
    return list(reader.retainers(until=until))


def _running(run: _Run, own: Retainer, left: list[Period]) -> list[Period]:
    """Return what is invoiced without being named: never what was missed."""
    gone = [one for one in left if missed(one, run.today)]
    if gone:
        run.warn(
            N_(
                "{retainer}: no invoice was made for {periods}: name each period to invoice it, or"
                " skip it with a reason"
            ),
            retainer=own.name,
            periods=", ".join(full_name(own, one) for one in gone),
        )
    return [one for one in left if one not in gone]


def _warn_of_work(run: _Run, advised: WorkAdvice) -> None:
    run.warn(
        N_("{retainer}: {client} was reminded and has not paid {invoices}: work could rest"),
        retainer=advised.retainer,
        client=advised.client,
        invoices=", ".join(advised.invoices),
    )


def _rows(own: Retainer, periods: Sequence[Period], today: dt.date) -> Iterator[DueRow]:
    for place, period in enumerate(periods):
        net = net_of(own, period) + (rest_of(own) if place == 0 else Money.zero(own.currency))
        yield DueRow(
            retainer=own,
            period=period,
            net=net,
            missed=missed(period, today),
            unknown_spend=unknown_spend(own, period),
        )


# --- deciding ------------------------------------------------------------------------------------


def _decide(
    run: _Run,
    own: Retainer,
    taken: Sequence[Period],
    away: Sequence[Period],
    *,
    reason: str,
    merge: bool,
) -> None:
    before, names = own, []
    if away:
        next_retainer_state(own.name, own.state, RetainerEvent.SKIP)
        own = decided(own, away, run.today, reason=reason)
        run.skipped += [(own, one) for one in away]
    if taken:
        next_retainer_state(own.name, own.state, RetainerEvent.INVOICE)
        if own.stop_work is not None:
            run.warn(
                N_("{retainer}: work for {client} rests since {day}"),
                retainer=own.name,
                client=own.client,
                day=own.stop_work,
            )
    for group in [list(taken)] if merge and taken else [[one] for one in taken]:
        invoice = _draft(run, own, group)
        if invoice is not None:
            own = billed(own, group, run.today, invoice)
            run.made.append(invoice)
            names.append(invoice.name)
    if own != before:
        data = {"invoices": names, "skipped": [one.name for one in away]}
        saved(run.work, own, "run", data | ({"reason": reason} if away else {}))


def _draft(run: _Run, own: Retainer, group: Sequence[Period]) -> Invoice | None:
    """Make the draft of some periods; None where there is nothing to ask for yet."""
    work = run.work
    client, issuer = work.client_by_id(own.client_id), work.issuer()
    known = {service.code for service in work.services(archived=True)}
    typed = [
        replace(line, service=line.service if line.service in known else "")
        for line in bill(own, group, client.language)
    ]
    for period in group:
        if unknown_spend(own, period):
            run.warn(
                N_(
                    "{period}: its ad spend is not known, so the fee is its minimum; say it with"
                    " `retainer spend`, and the rest goes on the next invoice"
                ),
                period=full_name(own, period),
            )
    if not typed:
        run.warn(N_("{period}: there is nothing to invoice yet"), period=full_name(own, group[0]))
        return None
    rules = regime_of(issuer.regime).rules(issuer, client)
    lines = build_lines(typed, rules=rules, reader=work)
    draft = Invoice(
        client=client,
        issuer=issuer,
        kind=InvoiceKind.INVOICE,
        state=InvoiceState.DRAFT,
        currency=own.currency,
        lines=lines,
        rules=rules,
        totals=compute(lines, rules=rules, currency=own.currency),
        terms=client.terms,
        draft_no=work.next_draft(),
    )
    data = {"retainer": own.name, "periods": [one.name for one in group]}
    return saved_invoice(work, draft, "new", data)
