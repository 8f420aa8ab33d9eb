"""Totals of a document: nets, contribution, tax per group, stamp duty, withholding, payable.

One function computes them all from lines, a discount and the tax rules that a regime chose. Every
document satisfies: sum of line nets = net; sum of group bases = net + contribution; total = net +
contribution + tax + recharged stamp; payable = total - withholding - tax under split payment.
Formulas: fiscal page 1.4; EN 16931 BR-CO-10/-15/-17.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import Discount, Line, gross_nets
from smm_ledger.core.marks import N_
from smm_ledger.core.money import MAX_MINOR, ROUNDING_POLICY, allocate, percent_of
from smm_ledger.core.parties import Contribution

DISBURSEMENT = "N1"
"""Nature of sums advanced in the client's name (art. 15 DPR 633/72)."""

STAMP_NATURES = frozenset({"N2.1", "N2.2", "N3.5", "N3.6", "N4"})
"""Natures whose amounts count towards the stamp duty threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxRules:
    """How one document is taxed; chosen by a regime, stored with the document.

    Attributes:
        regime: Code of the regime that chose them.
        rounding: Name of the rounding policy.
        standard_rate: Percent of VAT of a line that names none; `standard_nature` its nature.
        contribution: Added to the fees, part of the tax base.
        withholding_percent: Of the withholding base, 0 for none (art. 25 DPR 600/1973).
        withholding_base_percent: Share of the fees that is the base.
        split_payment: The client pays the VAT to the state (art. 17-ter DPR 633/72).
        stamp_amount: Minor units due above `stamp_threshold` (strictly), 0 for none.
        stamp_recharged: Whether the client pays it.
    """

    regime: str
    rounding: str = ROUNDING_POLICY
    standard_rate: Decimal = Decimal(0)
    standard_nature: str = ""
    contribution: Contribution = field(default_factory=Contribution)
    withholding_percent: Decimal = Decimal(0)
    withholding_base_percent: Decimal = Decimal(100)
    split_payment: bool = False
    stamp_amount: int = 0
    stamp_threshold: int = 0
    stamp_recharged: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxGroup:
    """Base and tax of one (rate, nature), in minor units; the base holds its contribution."""

    rate: Decimal
    nature: str
    base: int
    tax: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The figures of a document, all in minor units of `currency`.

    Attributes:
        line_nets: Of every line, after its discount and its share of the document's; a line that
            does not count keeps its own figure here and is left out of every sum.
        discount: The document discount that was spread over the lines.
        groups: Tax groups in the order in which their first line stands.
        stamp_duty: The duty that is due; `stamp_in_total`: the part of it that the client pays.
        split_tax: Tax that is in `total` but not in `payable` (split payment).
    """

    currency: str
    line_nets: tuple[int, ...] = ()
    discount: int = 0
    net: int = 0
    social_contribution: int = 0
    groups: tuple[TaxGroup, ...] = ()
    tax: int = 0
    stamp_duty: int = 0
    stamp_in_total: int = 0
    total: int = 0
    withholding: int = 0
    split_tax: int = 0
    payable: int = 0


def compute(
    lines: Sequence[Line], *, rules: TaxRules, currency: str, discount: Discount | None = None
) -> Totals:
    """Compute the totals of `lines`.

    Raises:
        InputError: The discount is larger than the lines, or a figure leaves the ledger's bounds.
    """
    nets, off = discounted_nets(lines, currency, discount)
    bases: dict[tuple[Decimal, str], int] = {}
    for line, net in zip(lines, nets, strict=True):
        if line.counts:
            key = (line.vat_rate, line.vat_nature)
            bases[key] = bases.get(key, 0) + net
    net = sum(bases.values())
    fees = sum(base for (_, nature), base in bases.items() if nature != DISBURSEMENT)
    contribution = percent_of(fees, rules.contribution.percent)
    groups = _groups(bases, contribution)
    tax = sum(group.tax for group in groups)
    stamp = _stamp(groups, rules)
    in_total = stamp if rules.stamp_recharged else 0
    total = net + contribution + tax + in_total
    withheld = _withholding(fees, contribution, rules)
    split = tax if rules.split_payment else 0
    _check_bounds(total, *nets)
    return Totals(
        currency=currency,
        line_nets=nets,
        discount=off,
        net=net,
        social_contribution=contribution,
        groups=groups,
        tax=tax,
        stamp_duty=stamp,
        stamp_in_total=in_total,
        total=total,
        withholding=withheld,
        split_tax=split,
        payable=total - withheld - split,
    )


def discounted_nets(
    lines: Sequence[Line], currency: str, discount: Discount | None
) -> tuple[tuple[int, ...], int]:
    """Return each line's net after the document discount, and that discount.

    The discount is spread by largest remainder over the lines that count; a deduction (a deposit
    already invoiced) bears none of it.
    """
    nets = list(gross_nets(lines, currency))
    if discount is None:
        return tuple(nets), 0
    bearing = [i for i, line in enumerate(lines) if line.counts and not line.deduction]
    whole = sum(nets[i] for i in bearing)
    off = discount.of(whole)
    if not 0 <= off <= whole:
        raise InputError(
            "discount",
            N_("it is larger than the sum of the lines"),
            hint=N_("give a smaller discount or change a line"),
        )
    if bearing:
        for i, part in zip(bearing, allocate(off, [nets[i] for i in bearing]), strict=True):
            nets[i] -= part
    return tuple(nets), off


def _groups(bases: dict[tuple[Decimal, str], int], contribution: int) -> tuple[TaxGroup, ...]:
    bearing = [key for key in bases if key[1] != DISBURSEMENT]
    shares: dict[tuple[Decimal, str], int] = {}
    if bearing:
        weights = [max(bases[key], 0) for key in bearing]
        shares = dict(zip(bearing, allocate(contribution, weights), strict=True))
    return tuple(
        TaxGroup(
            rate=key[0],
            nature=key[1],
            base=base + shares.get(key, 0),
            tax=percent_of(base + shares.get(key, 0), key[0]),
        )
        for key, base in bases.items()
    )


def _stamp(groups: Sequence[TaxGroup], rules: TaxRules) -> int:
    exempt = sum(group.base for group in groups if group.nature in STAMP_NATURES)
    return rules.stamp_amount if exempt > rules.stamp_threshold else 0


def _withholding(fees: int, contribution: int, rules: TaxRules) -> int:
    base = fees + (contribution if rules.contribution.kind == "inps" else 0)
    return percent_of(base, rules.withholding_base_percent * rules.withholding_percent / 100)


def _check_bounds(*figures: int) -> None:
    if any(abs(figure) > MAX_MINOR for figure in figures):
        raise InputError(
            "amount",
            N_("it is larger than a ledger can hold"),
            hint=N_("amounts stay below 10,000,000,000.00"),
        )
