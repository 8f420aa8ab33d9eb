"""Scope for price: 25 lines with and without units, beside brute force at 15.

Goals: 50 ms without units, 1 s with. Offers are random but
fixed by a seed; each is asked for the whole of several targets and floors, and the slowest of them
counts as much as the median. Brute force tries every subset of 15 lines with whole numbers alone
(no taxes, no discount), which is the least that it could do.
"""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

from benchmarks.figures import Figure
from smm_ledger.core.lines import Discount, Line
from smm_ledger.core.parties import Contribution
from smm_ledger.core.proposal_case import Target
from smm_ledger.core.proposals import ProposalSet, effective_rate, propose
from smm_ledger.core.totals import TaxRules, compute

RULES = TaxRules(
    regime="it-forfettario",
    standard_nature="N2.2",
    contribution=Contribution(kind="inps", code="TC22", percent=Decimal(4)),
    stamp_amount=200,
    stamp_threshold=7747,
)
SEEDS = 3
SHARES = (50, 78, 90)
FLOORS = (90, 100, 115, 130)
QUESTIONS = SEEDS * len(SHARES) * len(FLOORS)


def round_prices(source: random.Random) -> Decimal:
    """Return a price as in a catalogue: whole, in fives."""
    return Decimal(source.randint(4, 100) * 5)


def odd_prices(source: random.Random) -> Decimal:
    """Return a price to the cent."""
    return Decimal(source.randint(2_000, 50_000)) / 100


def offer(
    seed: int, count: int, units: int, price: Callable[[random.Random], Decimal]
) -> list[Line]:
    """Return a random offer; nine lines in ten have hours, at 25 to 60 euros."""
    source = random.Random(seed)  # noqa: S311 - a benchmark wants the same numbers again
    lines = []
    for _ in range(count):
        cost = price(source)
        quarters = max(1, int(cost * 4 / source.randint(25, 60)))
        lines.append(
            Line(
                description="Post",
                quantity=Decimal(source.randint(1, units)),
                unit_price=cost,
                hours=Decimal(quarters) / 4 if source.random() < 0.9 else None,
                vat_nature="N2.2",
            )
        )
    return lines


def questions(lines: list[Line], discount: Discount | None) -> Iterator[tuple[Target, Decimal]]:
    """Yield targets and floors around what the offer is."""
    whole = compute(lines, rules=RULES, currency="EUR", discount=discount)
    rate = effective_rate(lines, "EUR", discount) or 0
    for share, floor in product(SHARES, FLOORS):
        gross = share == SHARES[-1]
        amount = (whole.total if gross else whole.net) * share // 100
        yield Target(amount=amount, gross=gross), Decimal(int(rate * floor / 100)) / 100


def timed(ask: Callable[[], ProposalSet]) -> tuple[int, ProposalSet]:
    """Return microseconds of processor time (other programs do not count), and the answer."""
    begin = time.process_time_ns()
    answer = ask()
    return (time.process_time_ns() - begin) // 1000, answer


def measure(
    count: int, units: int, price: Callable[[random.Random], Decimal]
) -> tuple[float, float]:
    """Return the median and the worst time of many questions, in milliseconds."""
    times: list[int] = []
    for seed in range(SEEDS):
        lines = offer(seed, count, units, price)
        discount = (None, Discount(percent=Decimal(5)), Discount(amount=5_000))[seed % 3]
        for target, floor in questions(lines, discount):
            spent, answer = timed(
                lambda lines=lines, target=target, floor=floor, discount=discount: propose(  # type: ignore[misc]  # a lambda's defaults
                    lines,
                    rules=RULES,
                    currency="EUR",
                    target=target,
                    discount=discount,
                    hourly_floor=floor,
                )
            )
            times.append(spent)
            assert answer.exact
    return statistics.median(times) / 1000, max(times) / 1000


def brute_force() -> tuple[float, float]:
    """Compare ours with every subset of 15 lines; return its milliseconds, and those of all."""
    lines = offer(1, 15, 1, odd_prices)
    target = Target(amount=compute(lines, rules=RULES, currency="EUR").net * 78 // 100)
    nets = [int(line.unit_price * 100) for line in lines]
    begin = time.process_time_ns()
    best = 0
    for chosen in product((0, 1), repeat=len(nets)):
        total = sum(net for net, taken in zip(nets, chosen, strict=True) if taken)
        if best < total <= target.amount:
            best = total
    spent = (time.process_time_ns() - begin) // 1000
    plain = [replace(line, hours=None) for line in lines]
    ours, answer = timed(lambda: propose(plain, rules=RULES, currency="EUR", target=target))
    assert answer.proposals[0].totals.net == best
    return ours / 1000, spent / 1000


def measured() -> list[Figure]:
    """Return the figures: each in the median and at its worst."""
    ours, all_subsets = brute_force()
    figures = [Figure("scope for price, 15 lines, beside all subsets", ours, all_subsets, 1)]
    for units, goal in ((1, 50), (6, 1000), (12, 1000)):
        for prices, price in (("in fives", round_prices), ("to the cent", odd_prices)):
            median, worst = measure(25, units, price)
            what = f"scope for price, 25 lines, up to {units} units, prices {prices}"
            figures.append(Figure(what, median, None, goal))
            figures.append(Figure(f"{what}: the worst of {QUESTIONS}", worst, None, goal))
    return figures


if __name__ == "__main__":
    for figure in measured():
        print(figure.row)
