"""A retainer: what a client pays every month, quarter or year, and what it has had for it.

Periods are counted from the anchor, never from each other (`core.dates.nth_month`), and each is
decided once: invoiced, or skipped for a reason. Lines and prices are those of the signature: the
catalogue of the day never moves them. Nothing here reads a clock or makes an invoice.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from smm_ledger.core.dates import LAST_YEAR, nth_month, quarter_of
from smm_ledger.core.effort import EffortTag
from smm_ledger.core.lines import Line, gross_nets
from smm_ledger.core.money import Money
from smm_ledger.core.states import RetainerState
from smm_ledger.core.totals import TaxRules

FINAL: Final = 0
"""Number of the settlement after the last period: what was used beyond it, and nothing else."""

_ONE_DAY: Final = dt.timedelta(days=1)
_LAST_START: Final = dt.date(LAST_YEAR - 1, 12, 31)


class Every(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """Months of a period."""
        return {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A period, both days included; it falls due on its first.

    Attributes:
        no: Counts from 1; `FINAL` is the settlement after the last.
        name: `2026-02`, `2026-Q1`, `2026`, by where it begins; `final`.
    """

    no: int
    name: str
    start: dt.date
    end: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A service of the price list at the signature.

    Attributes:
        included: Units of a period that the lines pay for; 0: none.
        price: Of a unit beyond them, in major units; None while it had none.
        hours: Of work for a unit, or None; private.
    """

    service: str
    description: str
    unit: str = ""
    included: Decimal = Decimal(0)
    price: Decimal | None = None
    hours: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What became of a period: an invoice (perhaps still a draft), or a reason why there is none.

    Attributes:
        on: The day it was decided.
        invoice: Number or `draft-n`; `invoice_id` identifies it.
    """

    no: int
    start: dt.date
    end: dt.date
    on: dt.date
    invoice_id: int | None = None
    invoice: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Units of a service that the client had.

    Attributes:
        no: Counts from 1 in its retainer.
        price: What a unit costs beyond what is included: the signature's, or the catalogue's of
            that day for what was not in it then.
        minutes: Of work, where the service has hours; private.
    """

    no: int
    date: dt.date
    service: str
    quantity: Decimal
    price: Decimal
    tag: EffortTag = EffortTag.NORMAL
    note: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overage:
    """Units beyond what a period includes, as they went on an invoice.

    Attributes:
        period: The period in which they were used.
        billed: The period whose invoice bears them.
    """

    period: int
    service: str
    billed: int
    quantity: Decimal
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """Units beyond what a period includes that are on no invoice yet."""

    period: Period
    service: str
    description: str
    unit: str
    quantity: Decimal
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend:
    """What was really spent on ads in a period, in major units.

    Attributes:
        billed: The period whose invoice took it into account, or None.
    """

    period: int
    amount: Decimal
    billed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retainer:
    """A retainer, whole.

    Attributes:
        start: The anchor of all its periods.
        end: Its last day, or None.
        stop_work: Since when work rests until the client pays, or None.
        lines, rules: As at the signature.
        agreed: The price list at the signature, by service.
        periods, usage, overage, spends: By number.
    """

    client_id: int
    title: str
    currency: str
    every: Every
    start: dt.date
    lines: tuple[Line, ...]
    rules: TaxRules
    end: dt.date | None = None
    state: RetainerState = RetainerState.ACTIVE
    stop_work: dt.date | None = None
    agreed: tuple[Agreed, ...] = ()
    periods: tuple[Decided, ...] = ()
    usage: tuple[Usage, ...] = ()
    overage: tuple[Overage, ...] = ()
    spends: tuple[Spend, ...] = ()
    client: str = ""
    id: int = 0
    version: int = 0

    @property
    def name(self) -> str:
        """How the user names it."""
        return f"retainer-{self.id}"

    @property
    def net(self) -> Money:
        """The net of a period as it was signed, ad spend as planned."""
        nets = gross_nets(self.lines, self.currency)
        counted = (net for line, net in zip(self.lines, nets, strict=True) if line.counts)
        return Money(sum(counted), self.currency)

    @property
    def invoiced(self) -> bool:
        """Whether a period has an invoice: from then on lines and dates stay as they are."""
        return any(one.invoice_id is not None for one in self.periods)

    @property
    def next_due(self) -> dt.date | None:
        """The first day of the next period to decide; None for a paused one, or at its end."""
        return next((one.start for one in _open(self)), None)

    def of(self, service: str) -> Agreed | None:
        """Return what the price list says of a service, or None."""
        return next((one for one in self.agreed if one.service == service), None)


def nth(retainer: Retainer, no: int) -> Period:
    """Return the `no`-th period, from 1; the last one ends with the retainer."""
    months = retainer.every.months
    start = nth_month(retainer.start, (no - 1) * months)
    end = nth_month(retainer.start, no * months) - _ONE_DAY
    if retainer.end is not None:
        end = min(end, retainer.end)
    return Period(no=no, name=_name(retainer.every, start), start=start, end=end)


def _name(every: Every, start: dt.date) -> str:
    match every:
        case Every.MONTH:
            return f"{start:%Y-%m}"
        case Every.QUARTER:
            return f"{start.year}-Q{quarter_of(start)}"
        case Every.YEAR:
            return str(start.year)


def numbered(retainer: Retainer, no: int) -> Period:
    """Return a period by its number, the settlement too."""
    if no != FINAL:
        return nth(retainer, no)
    day = retainer.end or retainer.start
    return Period(no=FINAL, name="final", start=day, end=day)


def periods(retainer: Retainer, until: dt.date) -> Iterator[Period]:
    """Yield the periods that begin until a day, decided or not, oldest first."""
    last = min(until, retainer.end or until, _LAST_START)
    no = 1
    while (found := nth(retainer, no)).start <= last:
        yield found
        no += 1


def period_on(retainer: Retainer, day: dt.date) -> Period | None:
    """Return the period in which a day falls; None before the first and after the end."""
    if day < retainer.start or (retainer.end is not None and day > retainer.end):
        return None
    start, months = retainer.start, retainer.every.months
    no = ((day.year - start.year) * 12 + day.month - start.month) // months + 1
    found = nth(retainer, no)
    return found if found.start <= day else nth(retainer, no - 1)


def due(retainer: Retainer, until: dt.date) -> tuple[Period, ...]:
    """Return the periods to decide that begin until a day, oldest first; none while paused.

    Where the retainer is over and something used is on no invoice yet, the settlement is the last.
    """
    found: list[Period] = []
    for one in _open(retainer):
        if one.start > min(until, _LAST_START):
            break
        found.append(one)
    return tuple(found)


def _open(retainer: Retainer) -> Iterator[Period]:
    """Yield what is to decide, oldest first: without an end, for ever."""
    if retainer.state is RetainerState.PAUSED:
        return
    done = {one.no for one in retainer.periods}
    no, left = 1, False
    while (found := nth(retainer, no)).start <= (retainer.end or found.start):
        if found.no not in done:
            left = True
            yield found
        no += 1
    if not left and FINAL not in done and (beyond(retainer) or late_spends(retainer)):
        yield numbered(retainer, FINAL)


def missed(period: Period, today: dt.date) -> bool:
    """Whether the whole time of a period has passed: then its invoice is chosen, never implied."""
    return period.no != FINAL and period.end < today


# --- what was used -------------------------------------------------------------------------------


def used(retainer: Retainer) -> Mapping[tuple[int, str], Decimal]:
    """Return the units that were used, by period and service, oldest period first."""
    sums: dict[tuple[int, str], Decimal] = {}
    for one in sorted(retainer.usage, key=lambda one: one.date):
        period = period_on(retainer, one.date)
        if period is not None:
            key = period.no, one.service
            sums[key] = sums.get(key, Decimal(0)) + one.quantity
    return sums


def beyond(retainer: Retainer) -> tuple[Beyond, ...]:
    """Return the units beyond what is included that are on no invoice yet, oldest first.

    Of the period that runs, what is known so far; more of it follows with the invoice after.
    """
    billed: dict[tuple[int, str], Decimal] = {}
    for part in retainer.overage:
        key = part.period, part.service
        billed[key] = billed.get(key, Decimal(0)) + part.quantity
    prices = {one.service: one.price for one in retainer.usage}
    found: list[Beyond] = []
    for (no, service), quantity in used(retainer).items():
        agreed = retainer.of(service)
        over = max(Decimal(0), quantity - (agreed.included if agreed else Decimal(0)))
        over -= billed.get((no, service), Decimal(0))
        if over > 0:
            found.append(
                Beyond(
                    period=nth(retainer, no),
                    service=service,
                    description=agreed.description if agreed else service,
                    unit=agreed.unit if agreed else "",
                    quantity=over,
                    price=prices[service],
                )
            )
    return tuple(found)


# --- ad spend ------------------------------------------------------------------------------------


def spend_of(retainer: Retainer, no: int) -> Spend | None:
    """Return what was really spent on ads in a period, None while nobody said."""
    return next((one for one in retainer.spends if one.period == no), None)


def late_spends(retainer: Retainer) -> tuple[Spend, ...]:
    """Return the ad spend that became known after its period was invoiced at the minimum."""
    invoiced = {one.no for one in retainer.periods if one.invoice_id is not None}
    return tuple(one for one in retainer.spends if one.billed is None and one.period in invoiced)


def without_invoice(retainer: Retainer, invoice_id: int) -> Retainer:
    """Return the retainer as if an invoice had not been made: what it bore is to decide again."""
    freed = {one.no for one in retainer.periods if one.invoice_id == invoice_id}
    return replace(
        retainer,
        periods=tuple(one for one in retainer.periods if one.no not in freed),
        overage=tuple(one for one in retainer.overage if one.billed not in freed),
        spends=tuple(
            replace(one, billed=None) if one.billed in freed else one for one in retainer.spends
        ),
    )


def hourly(retainer: Retainer) -> Money | None:
    """Return net per hour of the signed lines that have hours, or None without any; private."""
    nets = gross_nets(retainer.lines, retainer.currency)
    pairs = zip(retainer.lines, nets, strict=True)
    told = [(line.hours * line.quantity, net) for line, net in pairs if line.hours]
    hours = sum((one for one, _ in told), Decimal(0))
    if not hours:
        return None
    net = Money(sum(net for _, net in told), retainer.currency)
    return Money.of(net.decimal / hours, retainer.currency)
