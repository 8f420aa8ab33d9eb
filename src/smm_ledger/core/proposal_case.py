"""A scope-for-price question in whole numbers: lines and taxes in, items and a goal out.

Which lines take part: those that count, are worth something or have hours, and are neither a
deduction (already invoiced) nor ad spend (the platform's money). A line shrinks in whole units; a
percent fee stays or goes; an alternative stays while its group has another line, or nobody could
accept the offer. A group of which none is marked is one item: each of its lines is a way to take
it, and one must be taken. The net is a function of the lines' sum alone, so a net target is a cap
on sums; so is a gross one, unless lines of several tax groups can be dropped: then it is estimated,
never too strictly, and every offer is verified on the real totals.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import NamedTuple

from smm_ledger.core.choices import open_groups
from smm_ledger.core.lines import Discount, Line, LineKind, gross_nets
from smm_ledger.core.money import exponent_of
from smm_ledger.core.proposal_packing import Item, Option
from smm_ledger.core.proposal_search import Goal
from smm_ledger.core.totals import DISBURSEMENT, TaxRules, Totals, compute

MOST_UNITS = 400
"""Most steps in which one line shrinks; a longer line takes larger ones, and nothing is proven."""

_SPEND = (LineKind.AD_SPEND_INFO, LineKind.AD_SPEND_RECHARGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The price that is to be met.

    Attributes:
        amount: Minor units.
        gross: Whether it names the total to pay instead of the net.
    """

    amount: int
    gross: bool = False

    def met_by(self, totals: Totals) -> bool:
        """Whether a document is within it."""
        return (totals.total if self.gross else totals.net) <= self.amount


class Pick(NamedTuple):
    """A line (its place, from 0) with the quantity that stays of it; none: it is dropped."""

    place: int
    quantity: Decimal


@dataclass(frozen=True, kw_only=True)
class Case:
    """One question; figures in minor units, `floor` in minor units per hour or None."""

    lines: tuple[Line, ...]
    rules: TaxRules
    currency: str
    target: Target
    discount: Discount | None = None
    floor: Fraction | None = None
    limit: int = 10

    @cached_property
    def nets(self) -> tuple[int, ...]:
        """Each line's own net, before the document discount."""
        return gross_nets(self.lines, self.currency)

    @cached_property
    def slots(self) -> tuple[tuple[int, ...], ...]:
        """Positions of the lines behind each item: one, or the alternatives of an open group."""
        alone = [(i,) for i in range(len(self.lines)) if self._takes_part(i)]
        groups = (self._group(name) for name in open_groups(self.lines))
        whole = (group for group in groups if all(self.nets[i] >= 0 for i in group))
        return tuple(sorted([*alone, *whole]))

    @cached_property
    def taking_part(self) -> tuple[int, ...]:
        """Positions of the lines that can be taken, shrunk or dropped."""
        return tuple(sorted(i for slot in self.slots for i in slot))

    def _takes_part(self, i: int) -> bool:
        line = self.lines[i]
        if not line.counts or line.deduction or line.kind in _SPEND or self.nets[i] < 0:
            return False
        return bool((self.nets[i] or line.hours) and len(self.quantities(i)) > 1)

    def quantities(self, i: int) -> list[Decimal]:
        """Return the quantities that a line can have, as it stands first, 0 last (dropped)."""
        line = self.lines[i]
        last = [] if self._is_needed(i) else [Decimal(0)]
        if line.kind is LineKind.PERCENT_FEE:
            return [line.quantity, *last]
        units = int(-(-line.quantity // 1))
        steps = range(0, units + 1, max(1, -(-units // MOST_UNITS)))
        return [line.quantity - n for n in steps if n < line.quantity] + last

    @cached_property
    def is_coarse(self) -> bool:
        """Whether a line is too long to be shrunk unit by unit."""
        return any(self.lines[i].quantity > MOST_UNITS for i in self.taking_part)

    def _is_needed(self, i: int) -> bool:
        """Whether a line is the chosen one of several alternatives, or one of an open group."""
        line = self.lines[i]
        return line.kind is LineKind.ALTERNATIVE and (
            not line.selected or len(self._group(line.group)) > 1
        )

    def _group(self, name: str) -> tuple[int, ...]:
        """Return the positions of the alternatives of a group."""
        return tuple(
            i
            for i, line in enumerate(self.lines)
            if line.kind is LineKind.ALTERNATIVE and line.group == name
        )

    # items

    @cached_property
    def _scale(self) -> int:
        """What makes every hour figure whole."""
        parts = (
            Fraction(line.hours) * Fraction(quantity)
            for i, line in enumerate(self.lines)
            if line.hours
            for quantity in (self.quantities(i) if i in self.taking_part else [line.quantity])
        )
        return lcm(*(part.denominator for part in parts))

    @cached_property
    def picks(self) -> tuple[tuple[Pick, ...], ...]:
        """What stands behind the options of each item."""
        return tuple(tuple(pick for pick, _ in own) for own in self._options)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The options of each slot."""
        return tuple(tuple(option for _, option in own) for own in self._options)

    @cached_property
    def _options(self) -> tuple[list[tuple[Pick, Option]], ...]:
        return tuple(
            sorted(
                (one for i in slot for one in self._options_of(i)), key=lambda one: -one[1].value
            )
            for slot in self.slots
        )

    def _options_of(self, i: int) -> Iterator[tuple[Pick, Option]]:
        line, slope = self.lines[i], self._slope(self.lines[i]) if self.is_mixed else 0
        for n, quantity in enumerate(self.quantities(i)):
            value = self.nets[i] if not n else self._value(line, quantity)
            hours = int(Fraction(line.hours or 0) * Fraction(quantity) * self._scale)
            if n and quantity and not value and not hours:
                continue  # as good as dropped
            option = Option(value, value if line.hours else 0, hours, value * slope, int(n > 0))
            yield Pick(i, quantity), option

    def _value(self, line: Line, quantity: Decimal) -> int:
        if not quantity:
            return 0
        return gross_nets([replace(line, quantity=quantity)], self.currency)[0]

    def picked(self, choices: Sequence[int]) -> list[Pick]:
        """Return what some choices stand for, by the lines' places."""
        return sorted(own[choice] for own, choice in zip(self.picks, choices, strict=True))

    def lines_of(self, choices: Sequence[int]) -> tuple[Line, ...]:
        """Return the document's lines under some choices; what is taken of a group is marked."""
        wanted = {pick.place: pick.quantity for pick in self.picked(choices)}
        return tuple(
            line
            if wanted.get(i, line.quantity) == line.quantity and (line.selected or i not in wanted)
            else replace(line, quantity=wanted[i], selected=True)
            for i, line in enumerate(self.lines)
            if wanted.get(i, line.quantity)
        )

    # what does not change

    @cached_property
    def _fixed(self) -> tuple[tuple[Line, int], ...]:
        return tuple(
            (line, self.nets[i])
            for i, line in enumerate(self.lines)
            if line.counts and i not in self.taking_part
        )

    @cached_property
    def base(self) -> int:
        """Sum of the fixed lines that bear the document discount."""
        return sum(net for line, net in self._fixed if not line.deduction)

    @cached_property
    def deducted(self) -> int:
        """Sum of the deductions, not above zero."""
        return sum(net for line, net in self._fixed if line.deduction)

    @cached_property
    def _fixed_work(self) -> tuple[int, int]:
        """What of the fixed lines is paid for hours, and those hours, scaled."""
        work = [(line, net) for line, net in self._fixed if line.hours and not line.deduction]
        hours = sum(Fraction(line.hours or 0) * Fraction(line.quantity) for line, _ in work)
        return sum(net for _, net in work), int(hours * self._scale)

    @cached_property
    def full(self) -> int:
        """Sum of the items as they stand."""
        return sum(max(option.value for option in item) for item in self.items)

    @cached_property
    def _least_bearing(self) -> int:  # work for nothing is no offer
        """Least sum before the document discount."""
        return 1 + (self.discount.amount or 0 if self.discount else 0)

    # net

    def off(self, total: int) -> int:
        """Return the document discount with a sum of the items."""
        return self.discount.of(self.base + total) if self.discount else 0

    def net_of(self, total: int) -> int:
        """Return the document's net with a sum of the items."""
        return self.base + total - self.off(total) + self.deducted

    def span_of(self, total: int) -> tuple[int, int]:
        """Return the lowest and highest sum of the same net, no further than 64 away."""
        if self.discount is None or self.discount.percent is None:
            return total, total
        net, low, high = self.net_of(total), total, total
        while low > max(0, total - 64) and self.net_of(low - 1) == net:
            low -= 1
        while high < total + 64 and self.net_of(high + 1) == net:
            high += 1
        return low, high

    # hourly rate

    def rate_of(self, total: int, paid: int, hours: int) -> Fraction | None:
        """Return minor units per hour, None without hours; the discount's share exactly."""
        work, time = self._fixed_work
        bearing = self.base + total
        if not time + hours:
            return None
        share = Fraction(bearing - self.off(total), bearing) if bearing else Fraction(1)
        return Fraction(work + paid) * share * self._scale / (time + hours)

    def _ranker(self) -> Callable[[int, int, int], int]:
        work, time = self._fixed_work
        most_hours = time + sum(max(option.hours for option in item) for item in self.items)
        shift = 2 * ((self.base + self.full) * max(most_hours, 1)).bit_length() + 1
        base = self.base

        def rank(total: int, paid: int, hours: int) -> int:
            if not time + hours:
                return -1
            bearing = base + total
            rest = bearing - self.off(total)
            return ((work + paid) * rest << shift) // ((time + hours) * bearing) if bearing else 0

        return rank

    def _floor_keeper(self) -> Callable[[int, int, int], bool]:
        work, time = self._fixed_work
        numerator, denominator = (self.floor or Fraction(0)).as_integer_ratio()
        denominator *= self._scale
        least, free = self._least_bearing, self.floor is None

        def keeps(total: int, paid: int, hours: int) -> bool:
            bearing = self.base + total
            if bearing < least:
                return False
            if free or not time + hours:
                return True
            rest = (work + paid) * (bearing - self.off(total)) * denominator
            return rest >= numerator * (time + hours) * bearing

        return keeps

    def _slack(self) -> tuple[int, int, int] | None:
        """Return the floor as a line that is never too strict: see `Goal.slack`."""
        if self.floor is None:
            return None
        share, spare = Fraction(1), Fraction(0)
        bearing = self.base + self.full
        if self.discount is not None and self.discount.percent is not None:
            share, spare = 1 - Fraction(self.discount.percent) / 100, Fraction(1, 2)
        elif self.discount is not None and bearing:
            share = 1 - Fraction(self.discount.amount or 0, bearing)
        per_hour = self.floor / self._scale
        work, time = self._fixed_work
        rest = share * work - per_hour * time + spare
        unit = lcm(share.denominator, per_hour.denominator, rest.denominator)
        return int(share * unit), int(per_hour * unit), int(rest * unit)

    # gross

    @cached_property
    def is_mixed(self) -> bool:
        """Whether the total depends on which lines make up the sum."""
        if not self.target.gross:
            return False
        groups = {(self.lines[i].vat_rate, self.lines[i].vat_nature) for i in self.taking_part}
        fixed = {(line.vat_rate, line.vat_nature) for line, _ in self._fixed}
        return len(groups) > 1 or (self.discount is not None and len(groups | fixed) > 1)

    def _slope(self, line: Line) -> int:
        """Return what a unit of net adds to the gross, in ten thousandths of ten thousandths."""
        more = Decimal(0) if line.vat_nature == DISBURSEMENT else self.rules.contribution.percent
        return int((100 + Fraction(more)) * (100 + Fraction(line.vat_rate)) * _SLOPE / 10_000)

    def _slope_of(self, slot: Sequence[int]) -> int:
        """Return the slope of a slot, -1 where its lines have several."""
        slopes = {self._slope(self.lines[i]) for i in slot}
        return slopes.pop() if len(slopes) == 1 else -1

    def _total_of(self, total: int) -> int:
        """Return the gross with a sum of the items, which share one tax group."""
        price = Decimal(total).scaleb(-exponent_of(self.currency))
        model = self.lines[self.taking_part[0]]
        item = Line(
            description="",
            unit_price=price,
            vat_rate=model.vat_rate,
            vat_nature=model.vat_nature,
        )
        kept = [line for i, line in enumerate(self.lines) if i not in self.taking_part]
        return self._totals([item, *kept]).total

    def _fitter(self) -> Callable[[int, int], bool]:
        bearing_weight = sum(n * self._slope(li) for li, n in self._fixed if not li.deduction)
        deducted = sum(n * self._slope(li) for li, n in self._fixed if li.deduction)
        spare = sum(line.counts for line in self.lines) + 12
        most = (self.target.amount + spare) * _SLOPE - deducted

        def fits(total: int, weight: int) -> bool:
            bearing = self.base + total
            rest = bearing - self.off(total)
            return (bearing_weight + weight) * rest <= most * bearing

        return fits

    # the goal

    def goal(self) -> tuple[Goal, frozenset[int] | None]:
        """Return what to search for, and which items make up the second half (None: any)."""
        fits, slope, second = self._fitter() if self.is_mixed else None, 0, None
        if self.is_mixed:
            slopes = [self._slope_of(slot) for slot in self.slots]
            slope = max(slopes, key=slopes.count)
            same = [n for n, own in enumerate(slopes) if own == slope]
            second = frozenset(same[: (len(slopes) + 1) // 2])
        goal = Goal(
            cap=self._cap(),
            limit=self.limit,
            net_of=self.net_of,
            span_of=self.span_of,
            rank_of=self._ranker(),
            keeps_floor=self._floor_keeper(),
            slack=self._slack(),
            fits=fits,
            slope=slope,
            verify=self.is_within if self.is_mixed else None,
        )
        return goal, second

    def is_within(self, choices: Sequence[int]) -> bool:
        """Whether the real totals of some choices are within the target."""
        return self.target.met_by(self._totals(self.lines_of(choices)))

    def _totals(self, lines: Sequence[Line]) -> Totals:
        return compute(lines, rules=self.rules, currency=self.currency, discount=self.discount)

    def _cap(self) -> int:
        """Return the highest sum that can be within the target, -1 for none."""
        least = max(self._least_bearing - self.base, 0)
        if self.is_mixed:
            fits = self._fitter()
            lightest = min(self._slope(self.lines[i]) for i in self.taking_part)
            return _last(lambda total: fits(total, total * lightest), least, self.full)
        price = self._total_of if self.target.gross else self.net_of
        return _last(lambda total: price(total) <= self.target.amount, least, self.full)


_SLOPE = 10**8


def _last(holds: Callable[[int], bool], low: int, high: int) -> int:
    """Return the highest figure for which a condition, which only ever ends, holds; else -1."""
    if low > high:
        return -1
    count = bisect_left(range(low, high + 1), x=True, key=lambda figure: not holds(figure))
    return low + count - 1 if count else -1
