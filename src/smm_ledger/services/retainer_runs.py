"""What the periods of retainers become: draft invoices, or a reason why there is none.

Nothing floods: only the period that runs is invoiced without being named; those whose whole time
has passed are listed for a choice. A period is decided once, by the database.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from smm_ledger.core.ad_spend import depends_on_spend, lines_with, recharged, rest_of_fee
from smm_ledger.core.errors import InputError
from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.lines import Line, gross_nets
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.retainers import (
    FINAL,
    Beyond,
    Decided,
    Overage,
    Period,
    Retainer,
    beyond,
    due,
    late_spends,
    missed,
    nth,
    spend_of,
)
from smm_ledger.core.states import InvoiceState, RetainerEvent, next_retainer_state
from smm_ledger.core.text import NOTE_MAX, clean
from smm_ledger.core.totals import compute
from smm_ledger.i18n.formatting import format_money
from smm_ledger.services.invoices import saved as saved_invoice
from smm_ledger.services.line_inputs import LineInput, build_lines, input_of
from smm_ledger.services.phrases import phrase
from smm_ledger.services.ports import Clock, Reader, Storage, UnitOfWork
from smm_ledger.services.retainer_periods import Due, find_due, full_name, in_words
from smm_ledger.services.retainers import saved


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
                _decide(run, own, taken, away, reason=reason, merge=typed.merge)
        return RunResult(
            made=tuple(run.made), skipped=tuple(run.skipped), warnings=tuple(run.warnings)
        )


def _reason(typed: RunInput) -> str:
    if not typed.skips:
        if typed.reason:
            raise InputError("reason", N_("nothing is skipped"), hint=N_("name it with --skip"))
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
                "{retainer}: {periods} passed without an invoice: make them with --period, or"
                " skip them with --skip and a --reason"
            ),
            retainer=own.name,
            periods=", ".join(full_name(own, one) for one in gone),
        )
    return [one for one in left if one not in gone]


def _rows(own: Retainer, periods: Sequence[Period], today: dt.date) -> Iterator[DueRow]:
    for place, period in enumerate(periods):
        net = _net(own, period) + (_rest(own) if place == 0 else Money.zero(own.currency))
        yield DueRow(
            retainer=own,
            period=period,
            net=net,
            missed=missed(period, today),
            unknown_spend=_unknown_spend(own, period),
        )


def _unknown_spend(own: Retainer, period: Period) -> bool:
    wanted = period.no != FINAL and depends_on_spend(own.lines)
    return wanted and spend_of(own, period.no) is None


def _lines(own: Retainer, period: Period, told: str = "") -> tuple[Line, ...]:
    if period.no == FINAL:
        return ()
    spend = spend_of(own, period.no)
    return lines_with(own.lines, spend.amount if spend else None, currency=own.currency, told=told)


def _net(own: Retainer, period: Period) -> Money:
    lines = _lines(own, period)
    nets = gross_nets(lines, own.currency)
    counted = (net for line, net in zip(lines, nets, strict=True) if line.counts)
    return Money(sum(counted), own.currency)


def _rest(own: Retainer) -> Money:
    """Return what comes on top of the next invoice: units beyond, and late ad spend."""
    total = Money.zero(own.currency)
    for one in beyond(own):
        total += Money.of(one.quantity * one.price, own.currency)
    for spend in late_spends(own):
        total += rest_of_fee(own.lines, spend.amount, currency=own.currency)
        line = recharged(own.lines, spend.amount)
        if line is not None:
            total += Money.of(line.unit_price, own.currency)
    return total


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
        own = _decided(own, away, run.today, reason=reason)
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
            own = _billed(own, group, run.today, invoice)
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
        for line in _typed(own, group, client.language)
    ]
    for period in group:
        if _unknown_spend(own, period):
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


def _typed(own: Retainer, group: Sequence[Period], language: str) -> list[LineInput]:
    told = phrase(language, "ad_spend")
    typed: list[LineInput] = []
    for period in group:
        words = in_words(period, language)
        for line in _lines(own, period, told):
            text = phrase(language, "of_period", text=line.description, period=words)
            typed.append(replace(input_of(line, own.rules), description=text))
    typed += [_over(one, language) for one in beyond(own)]
    for spend in late_spends(own):
        typed += _late(own, nth(own, spend.period), spend.amount, language)
    return typed


def _over(one: Beyond, language: str) -> LineInput:
    words = in_words(one.period, language)
    return LineInput(
        description=phrase(language, "overage", text=one.description, period=words),
        quantity=one.quantity,
        unit=one.unit,
        unit_price=one.price,
        service=one.service,
    )


def _late(own: Retainer, period: Period, amount: Decimal, language: str) -> Iterator[LineInput]:
    """Yield what an ad spend that became known late adds: the spend itself, the rest of the fee."""
    words = in_words(period, language)
    line = recharged(own.lines, amount)
    if line is not None and amount:
        text = phrase(language, "of_period", text=line.description, period=words)
        yield replace(input_of(line, own.rules), description=text)
    rest = rest_of_fee(own.lines, amount, currency=own.currency)
    if rest:
        fee = next(li for li in own.lines if li.fee_percent is not None)
        told = format_money(Money.of(amount, own.currency), language)
        yield LineInput(
            description=phrase(
                language, "fee_rest", text=fee.description, period=words, amount=told
            ),
            unit_price=rest.decimal,
            vat=input_of(fee, own.rules).vat,
        )


def _decided(
    own: Retainer,
    group: Sequence[Period],
    today: dt.date,
    *,
    invoice: Invoice | None = None,
    reason: str = "",
) -> Retainer:
    made = [
        Decided(
            no=one.no,
            start=one.start,
            end=one.end,
            on=today,
            invoice_id=invoice.id if invoice else None,
            invoice=invoice.name if invoice else "",
            reason=reason,
        )
        for one in group
    ]
    parts = sorted((*own.periods, *made), key=lambda one: one.no)
    return replace(own, periods=tuple(parts))


def _billed(own: Retainer, group: Sequence[Period], today: dt.date, invoice: Invoice) -> Retainer:
    """Return the retainer with some periods on an invoice, and what went with them."""
    first = group[0].no
    over = [
        Overage(
            period=one.period.no,
            service=one.service,
            billed=first,
            quantity=one.quantity,
            price=one.price,
        )
        for one in beyond(own)
    ]
    late = {one.period for one in late_spends(own)}
    mine = {one.no for one in group}

    def billed(no: int) -> int | None:
        return no if no in mine else first if no in late else None

    key = lambda one: (one.period, one.service, one.billed)  # noqa: E731 - a name for a line
    return replace(
        _decided(own, group, today, invoice=invoice),
        overage=tuple(sorted((*own.overage, *over), key=key)),
        spends=tuple(
            one if one.billed is not None else replace(one, billed=billed(one.period))
            for one in own.spends
        ),
    )
