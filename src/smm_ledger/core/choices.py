"""What an offer comes to with another choice among its alternatives.

Three whole packages side by side say more than one price with a discount, if each shows what the
whole would then cost. Only the core computes that: a page is given finished figures.
"""

from collections.abc import Sequence
from dataclasses import replace

from smm_ledger.core.lines import Discount, Line, LineKind
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

    Other groups and options stay as they are offered.
    """
    return {
        at: compute(with_choice(lines, at), rules=rules, currency=currency, discount=discount)
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
