"""What an offer comes to with one choice or another among its alternatives.

To accept, exactly one of each group must be chosen. So an offer in which a group has none marked
is worth no single sum: what can be said of it is the least that it can come to.

Three whole packages side by side say more than one price with a discount, if each shows what the
whole would then cost. Only the core computes that: a page is given finished figures.
"""

from collections.abc import Sequence
from dataclasses import replace

from smm_ledger.core.lines import Discount, Line, LineKind, gross_nets
from smm_ledger.core.totals import TaxRules, Totals, compute


def with_choice(lines: Sequence[Line], at: int) -> tuple[Line, ...]:
    """Return the lines with alternative `at` (from 0) taken and the others of its group left."""
    group = lines[at].group
    return tuple(
        replace(line, selected=place == at)
        if line.kind is LineKind.ALTERNATIVE and line.group == group
        else line
        for place, line in enumerate(lines)
    )


def totals_by_choice(
    lines: Sequence[Line], *, rules: TaxRules, currency: str, discount: Discount | None = None
) -> dict[int, Totals]:
    """Return the document's totals with each alternative taken, by the line's place (from 0).

    Options stay as they are offered; other groups too, or count with their least where none of
    them is marked, since one must be taken.
    """
    return {
        at: compute(
            least_choice(with_choice(lines, at), currency),
            rules=rules,
            currency=currency,
            discount=discount,
        )
        for at, line in enumerate(lines)
        if line.kind is LineKind.ALTERNATIVE
    }


def open_groups(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return the groups of alternatives of which none is marked yet, in order."""
    groups: dict[str, bool] = {}
    for line in lines:
        if line.kind is LineKind.ALTERNATIVE:
            groups[line.group] = groups.get(line.group, False) or line.selected
    return tuple(group for group, marked in groups.items() if not marked)


def least_choice(lines: Sequence[Line], currency: str) -> tuple[Line, ...]:
    """Return the lines with the cheapest alternative taken of every group that has none marked.

    Options stay as they are offered: nobody has to take one.
    """
    nets = gross_nets(lines, currency)
    least = tuple(lines)
    for group in open_groups(lines):
        places = [
            at
            for at, line in enumerate(lines)
            if line.kind is LineKind.ALTERNATIVE and line.group == group
        ]
        least = with_choice(least, min(places, key=lambda at: nets[at]))
    return least


def least_totals(
    lines: Sequence[Line],
    *,
    rules: TaxRules,
    totals: Totals,
    discount: Discount | None = None,
) -> Totals:
    """Return the least that the lines can come to; `totals`, theirs, where nothing is open."""
    if not open_groups(lines):
        return totals
    least = least_choice(lines, totals.currency)
    return compute(least, rules=rules, currency=totals.currency, discount=discount)
