"""The lines of a document, and which of them count.

A line's net is rounded half-up once: `quantity x price x (1 - discount)` (domain, Money 2).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from smm_ledger.core.money import exponent_of, percent_of, rounded, to_minor


class LineKind(StrEnum):
    """How a line enters the total."""

    SERVICE = "service"
    OPTIONAL = "optional"
    ALTERNATIVE = "alternative"
    AD_SPEND_INFO = "ad_spend_info"
    AD_SPEND_RECHARGED = "ad_spend_recharged"
    PERCENT_FEE = "percent_fee"


CHOSEN: Final = (LineKind.OPTIONAL, LineKind.ALTERNATIVE)
"""Kinds that count only where the client chose them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line.

    Attributes:
        quantity: Exact, above zero.
        unit_price: Major units, as many decimals as the user gave.
        discount_percent: Hundredths off this line, or None.
        vat_rate: Percent of VAT; 0 where a nature code says why.
        vat_nature: FatturaPA nature (`N2.2`, `N1`), or empty where VAT is due.
        group: Name of the alternative group, else empty.
        hours: Hours of work per unit, or None: private planning, not printed.
        included_units: Units inside a package, or None.
        on_behalf: Recharged spend advanced in the client's name (art. 15 DPR 633/72).
        fee_percent: Percent of the document's ad spend (kind `percent_fee`).
        fee_minimum: Least fee in major units, or None.
        selected: Whether an optional or alternative line counts.
        deduction: A deposit already invoiced, taken off; its price is negative.
        included: Text of what the line comprises; `excluded`: of what it does not.
    """

    description: str
    quantity: Decimal = Decimal(1)
    unit_price: Decimal = Decimal(0)
    kind: LineKind = LineKind.SERVICE
    unit: str = ""
    group: str = ""
    service: str = ""
    hours: Decimal | None = None
    included_units: Decimal | None = None
    discount_percent: Decimal | None = None
    fee_percent: Decimal | None = None
    fee_minimum: Decimal | None = None
    vat_rate: Decimal = Decimal(0)
    vat_nature: str = ""
    on_behalf: bool = False
    selected: bool = True
    deduction: bool = False
    included: str = ""
    excluded: str = ""

    @property
    def counts(self) -> bool:
        """Whether the line is part of the total."""
        if self.kind is LineKind.AD_SPEND_INFO:
            return False
        if self.kind in CHOSEN:
            return self.selected
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Discount:
    """A document discount: exactly one of the two is given.

    Attributes:
        percent: Hundredths of the lines' sum.
        amount: Minor units.
    """

    percent: Decimal | None = None
    amount: int | None = None

    def of(self, base: int) -> int:
        """Return the discount of `base` minor units, in minor units."""
        if self.percent is not None:
            return percent_of(base, self.percent)
        return self.amount or 0


def _own_net(line: Line, unit: int) -> int:
    """Return quantity x price less the discount, in minor units (`unit` of them in a major one).

    As one ratio of whole numbers: a search for what to leave out asks for it thousands of times.
    """
    quantity, per_quantity = line.quantity.as_integer_ratio()
    price, per_price = line.unit_price.as_integer_ratio()
    above, below = quantity * price * unit, per_quantity * per_price
    if line.discount_percent:
        off, per_off = line.discount_percent.as_integer_ratio()
        above, below = above * (100 * per_off - off), below * 100 * per_off
    return rounded(above, below)


def gross_nets(lines: Sequence[Line], currency: str) -> tuple[int, ...]:
    """Return each line's own net in minor units, before the document discount.

    Lines that do not count get their figure too (an option's price is printed); a percent fee is
    taken of the document's ad spend, but never below its minimum.
    """
    spend_kinds = (LineKind.AD_SPEND_INFO, LineKind.AD_SPEND_RECHARGED)
    unit = 10 ** exponent_of(currency)
    nets = [_own_net(line, unit) for line in lines]
    spend = sum(n for n, line in zip(nets, lines, strict=True) if line.kind in spend_kinds)
    return tuple(
        _fee(line, spend, currency) if line.kind is LineKind.PERCENT_FEE else net
        for net, line in zip(nets, lines, strict=True)
    )


def _fee(line: Line, spend: int, currency: str) -> int:
    fee = percent_of(spend, line.fee_percent or Decimal(0))
    return max(fee, to_minor(line.fee_minimum or Decimal(0), currency))
