"""Scope for price: which lines to drop or shrink so that an offer meets a price.

The answer to "too much" is less work, not a cheaper hour: every proposal keeps the effective
hourly rate at the floor or above. Best first: the highest net within the target, then the highest
hourly rate, then the fewest changes; of proposals with the same net and rate only the one with the
fewest changes is listed. Up to 25 lines the ranking is proven; beyond, it is the best that a
bounded search found, and `exact` says so. Every proposal has passed the document's real totals.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from smm_ledger.core.lines import Discount, Line, gross_nets
from smm_ledger.core.money import Money, exponent_of, half_up
from smm_ledger.core.proposal_case import Case, Target
from smm_ledger.core.proposal_levels import Outcome, search
from smm_ledger.core.totals import TaxRules, Totals, compute

MOST_EXACT = 25
"""Most lines taking part for which the ranking is proven."""

LIMIT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the offer that shrinks (`to_quantity` above zero) or goes (zero).

    Attributes:
        line_no: Number of the line in the offer that was asked about, from 1.
    """

    line_no: int
    from_quantity: Decimal
    to_quantity: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A smaller offer.

    Attributes:
        changes: In the order of the lines; empty where the offer already fits as it stands.
        takes: Numbers of the alternatives, from 1, that it marks in groups that had none marked.
        lines: What is left, ready for a round.
        totals: Real totals of `lines` with the document discount.
        hourly_rate: Net per hour of the lines with hours, or None without any; private.
    """

    changes: tuple[Change, ...]
    lines: tuple[Line, ...]
    totals: Totals
    hourly_rate: Money | None
    takes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSet:
    """The answer.

    Attributes:
        exact: Whether nothing better exists (and, with no proposal, whether nothing fits at all).
        proposals: Best first.
        nearest: Where nothing fits: what keeps the floor at the lowest total; if nothing keeps the
            floor, the best within the target below it; if nothing is within it, the lowest total.
            None where no line can be dropped or shrunk.
    """

    exact: bool
    proposals: tuple[Proposal, ...] = ()
    nearest: Proposal | None = None


def propose(
    lines: Sequence[Line],
    *,
    rules: TaxRules,
    currency: str,
    target: Target,
    discount: Discount | None = None,
    hourly_floor: Decimal | None = None,
    limit: int = LIMIT,
) -> ProposalSet:
    """Return the ways to bring an offer within a price without a cheaper hour.

    A line shrinks by whole units (12, 11, … above zero) or is dropped; at least one of the lines
    that take part stays. Of alternatives of which none is marked one is taken, whichever serves
    best (the others stay on offer). Deductions, ad spend and options that are not selected take no
    part, nor does a line that is worth nothing and has no hours. Lines without hours have no part
    in the hourly rate.

    Args:
        lines: Of the offer; those of my last round.
        rules: How it is taxed.
        currency: ISO 4217 code.
        target: Net or total that it must not pass.
        discount: Document discount, which stays; an amount larger than what is left is refused.
        hourly_floor: Major units per hour, or None.
        limit: Most proposals.

    Raises:
        InputError: The offer as it stands has no totals (see `core.totals.compute`).
    """
    compute(lines, rules=rules, currency=currency, discount=discount)
    case = Case(
        lines=tuple(lines),
        rules=rules,
        currency=currency,
        target=target,
        discount=discount,
        floor=None
        if hourly_floor is None
        else Fraction(hourly_floor) * 10 ** exponent_of(currency),
        limit=limit,
    )
    if not case.items:
        return ProposalSet(exact=True)
    outcome = _searched(case)
    exact = outcome.exact and len(case.items) <= MOST_EXACT and not case.is_coarse
    if outcome.found:
        made = (_proposal(case, found.choices) for found in outcome.found)
        return ProposalSet(exact=exact, proposals=tuple(made))
    nearest = _nearest(case, outcome)
    if nearest is not None and not exact and _answers(case, nearest):
        return ProposalSet(exact=False, proposals=(nearest,))
    return ProposalSet(exact=exact, nearest=nearest)


def _answers(case: Case, proposal: Proposal) -> bool:
    """Whether a proposal is within the target and keeps the floor."""
    rate = effective_rate(proposal.lines, case.currency, case.discount)
    keeps = case.floor is None or rate is None or rate >= case.floor
    return keeps and case.target.met_by(proposal.totals)


def effective_rate(
    lines: Sequence[Line], currency: str, discount: Discount | None = None
) -> Fraction | None:
    """Return minor units of net per hour of the counting lines with hours, or None without any.

    Each line bears its share of the document discount exactly, before it is rounded to the cent.
    """
    nets = gross_nets(lines, currency)
    pairs = [
        (line, net)
        for line, net in zip(lines, nets, strict=True)
        if line.counts and not line.deduction
    ]
    whole = sum(net for _, net in pairs)
    off = discount.of(whole) if discount else 0
    hours = sum(Fraction(line.hours or 0) * Fraction(line.quantity) for line, _ in pairs)
    if not hours:
        return None
    paid = sum(net for line, net in pairs if line.hours)
    return paid * (Fraction(whole - off, whole) if whole else Fraction(1)) / hours


def _searched(case: Case) -> Outcome:
    goal, second = case.goal()
    droppable = all(not picks[-1].quantity for picks in case.picks)
    return search(case.items, goal, all_droppable=droppable, second=second)


def _proposal(case: Case, choices: Sequence[int]) -> Proposal:
    picked = case.picked(choices)
    changes = tuple(
        Change(
            line_no=pick.place + 1,
            from_quantity=case.lines[pick.place].quantity,
            to_quantity=pick.quantity,
        )
        for pick in picked
        if pick.quantity != case.lines[pick.place].quantity
    )
    left = case.lines_of(choices)
    rate = effective_rate(left, case.currency, case.discount)
    return Proposal(
        changes=changes,
        lines=left,
        totals=compute(left, rules=case.rules, currency=case.currency, discount=case.discount),
        hourly_rate=None if rate is None else Money(half_up(rate), case.currency),
        takes=tuple(pick.place + 1 for pick in picked if not case.lines[pick.place].counts),
    )


def _nearest(case: Case, outcome: Outcome) -> Proposal | None:
    if outcome.nearest is not None:
        return _proposal(case, outcome.nearest.choices)
    least = _least(case)
    if least is not None or case.floor is None:
        return least
    free = replace(case, floor=None)
    outcome = _searched(free)
    found = outcome.found[0] if outcome.found else outcome.nearest
    return _proposal(free, found.choices) if found is not None else _least(free)


def _least(case: Case) -> Proposal | None:
    """Return the lowest total that keeps the floor with one line more than what must stay."""
    goal, _ = case.goal()
    last = [len(item) - 1 for item in case.items]
    offers = []
    for n, item in enumerate(case.items):
        for choice in range(len(item) - 1, -1, -1):
            choices = [*last[:n], choice, *last[n + 1 :]]
            chosen = [own[c] for own, c in zip(case.items, choices, strict=True)]
            total, paid = sum(o.value for o in chosen), sum(o.paid for o in chosen)
            hours = sum(o.hours for o in chosen)
            kept = any(pick.quantity for pick in case.picked(choices))
            if kept and goal.keeps_floor(total, paid, hours):
                offers.append((total, -goal.rank_of(total, paid, hours), choices))
                break
    return _proposal(case, min(offers)[2]) if offers else None
