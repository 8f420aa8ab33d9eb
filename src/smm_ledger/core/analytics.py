"""Win and loss, honest with small numbers.

A freelancer has ten or forty quotes a year: a rate of three cases says nothing and looks like
knowledge. So under five cases there is a count and no rate, and above there is always an interval
(Wilson 1927; Brown, Cai and DasGupta, "Interval estimation for a binomial proportion", 2001).
Amounts of two currencies are never joined. Private: nothing here reaches a client.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction

from smm_ledger.core.money import Money, half_up
from smm_ledger.core.rounds import Ask

ENOUGH = 5
"""Cases below which a figure is not printed."""

_Z = Decimal("1.959963984540054")
"""Of the normal distribution, two-sided 95 %."""

BANDS = (Decimal(0), Decimal(5), Decimal(10), Decimal(20))
"""Upper ends of the discount bands, in percent; the last band is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A quote that was won or lost.

    Attributes:
        services: Codes in the last round of mine.
        asks: What the client pushed on.
        rounds: Of both sides.
        rival: Whether a competitor was claimed.
        first_net, last_net: My first and last net, minor units.
        days_to_answer: From my first round to the client's first word, or None.
    """

    won: bool
    client: str
    currency: str
    first_net: int
    last_net: int
    services: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    rounds: int = 1
    rival: bool = False
    days_to_answer: int | None = None

    @property
    def conceded_percent(self) -> Fraction | None:
        """How far the net came down, in hundredths of the first one (below zero: it rose)."""
        if not self.first_net:
            return None
        return Fraction(100 * (self.first_net - self.last_net), self.first_net)


@dataclass(frozen=True, slots=True, kw_only=True)
class WinRate:
    """How often quotes of a kind were won.

    Attributes:
        name: Of the kind: a client, a service, a band; empty for all.
        n: Cases, `won`: of them.
        percent: One decimal; None under five cases.
        low, high: 95 % interval of it, one decimal; None under five cases.
    """

    name: str
    n: int
    won: int
    percent: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An average or median with its number of cases; None under five."""

    value: Decimal | None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything about won and lost quotes.

    Attributes:
        gifts: Conceded for nothing in all quotes, open ones too; of each currency, by its code.
        concession: Average of how far my net came down, percent, one decimal.
        days_to_answer: Median.
    """

    overall: WinRate
    by_client: tuple[WinRate, ...] = ()
    by_service: tuple[WinRate, ...] = ()
    by_ask: tuple[WinRate, ...] = ()
    by_rounds: tuple[WinRate, ...] = ()
    by_discount: tuple[WinRate, ...] = ()
    by_rival: tuple[WinRate, ...] = ()
    gifts: tuple[Money, ...] = ()
    concession: Figure = field(default_factory=lambda: Figure(value=None, n=0))
    days_to_answer: Figure = field(default_factory=lambda: Figure(value=None, n=0))


def wilson(won: int, n: int) -> tuple[Decimal, Decimal]:
    """Return the 95 % Wilson score interval of `won` out of `n` (at least one), from 0 to 1."""
    with localcontext() as context:
        context.prec = 40
        share, count, square = Decimal(won) / n, Decimal(n), _Z * _Z
        scale = 1 + square / count
        middle = share + square / (2 * count)
        spread = _Z * (share * (1 - share) / count + square / (4 * count * count)).sqrt()
        low, high = (middle - spread) / scale, (middle + spread) / scale
    return low if won else Decimal(0), high if won < n else Decimal(1)


def win_rate(name: str, outcomes: Sequence[bool]) -> WinRate:
    """Return the rate of some outcomes, without a figure under five."""
    n, won = len(outcomes), sum(outcomes)
    if n < ENOUGH:
        return WinRate(name=name, n=n, won=won)
    low, high = wilson(won, n)
    return WinRate(
        name=name,
        n=n,
        won=won,
        percent=_tenth(Fraction(100 * won, n)),
        low=_tenth(Fraction(low) * 100),
        high=_tenth(Fraction(high) * 100),
    )


def report(decided: Sequence[Decided], gifts: Sequence[Money] = ()) -> Report:
    """Return the report of won and lost quotes, and of what was given away whatever came of it.

    Groups with the most cases stand first; numbers of rounds and bands keep their own order.
    """
    conceded = [part for case in decided if (part := case.conceded_percent) is not None]
    days = [case.days_to_answer for case in decided if case.days_to_answer is not None]
    return Report(
        overall=win_rate("", [case.won for case in decided]),
        by_client=_grouped(decided, lambda case: [case.client]),
        by_service=_grouped(decided, lambda case: case.services),
        by_ask=_grouped(decided, lambda case: case.asks),
        by_rounds=_in_order(_grouped(decided, lambda case: [str(case.rounds)])),
        by_discount=_in_order(_grouped(decided, lambda case: [band_of(case)])),
        by_rival=_grouped(decided, lambda case: ["rival" if case.rival else "alone"]),
        gifts=tuple(gifts),
        concession=_average(conceded),
        days_to_answer=_median(days),
    )


def band_of(case: Decided) -> str:
    """Return the discount band of a quote: `0`, `0-5`, `5-10`, `10-20` or `20+`."""
    conceded = case.conceded_percent
    if conceded is None or conceded <= 0:
        return "0"
    low = BANDS[0]
    for high in BANDS[1:]:
        if conceded <= high:
            return f"{low}-{high}"
        low = high
    return f"{low}+"


def _grouped(
    decided: Sequence[Decided], names_of: Callable[[Decided], Iterable[str]]
) -> tuple[WinRate, ...]:
    groups: dict[str, list[bool]] = {}
    for case in decided:
        for name in dict.fromkeys(names_of(case)):
            groups.setdefault(name, []).append(case.won)
    rates = (win_rate(name, outcomes) for name, outcomes in groups.items())
    return tuple(sorted(rates, key=lambda rate: (-rate.n, rate.name)))


def _in_order(rates: Iterable[WinRate]) -> tuple[WinRate, ...]:
    """Sort numbers and bands (`0`, `0-5`, `20+`) by their lower end, the open one above it."""
    return tuple(sorted(rates, key=_lower_end))


def _lower_end(rate: WinRate) -> tuple[int, int]:
    low = rate.name.partition("-")[0].rstrip("+")
    return int(low), len(rate.name)


def _average(values: Sequence[Fraction]) -> Figure:
    if len(values) < ENOUGH:
        return Figure(value=None, n=len(values))
    return Figure(value=_tenth(sum(values, Fraction(0)) / len(values)), n=len(values))


def _median(values: Sequence[int]) -> Figure:
    if len(values) < ENOUGH:
        return Figure(value=None, n=len(values))
    ordered, half = sorted(values), len(values) // 2
    pair = ordered[half], ordered[-1 - half]
    return Figure(value=_tenth(Fraction(sum(pair), 2)), n=len(values))


def _tenth(value: Fraction) -> Decimal:
    return Decimal(half_up(value * 10)) / 10
