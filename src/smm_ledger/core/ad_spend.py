"""The lines of a retainer that hang on ad spend: planned when it is signed, real when invoiced.

A fee is a percentage of what was really spent. While nobody knows that, its minimum counts, and the
rest follows with a later invoice.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import CHOSEN, Line, LineKind, gross_nets
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money

SPEND: Final = (LineKind.AD_SPEND_INFO, LineKind.AD_SPEND_RECHARGED)


def check_lines(lines: Sequence[Line]) -> None:
    """Refuse lines that no retainer can have.

    Raises:
        InputError: An option, or two lines of ad spend: the actual could not be told apart.
    """
    for no, line in enumerate(lines, 1):
        if line.kind in CHOSEN:
            raise InputError(
                f"line {no}",
                N_("a retainer has no options"),
                hint=N_("agree on them in a quote first"),
            )
    if sum(line.kind in SPEND for line in lines) > 1:
        raise InputError(
            "line",
            N_("a retainer takes one line of ad spend"),
            hint=N_("put both into one line, or make two retainers"),
        )


def depends_on_spend(lines: Sequence[Line]) -> bool:
    """Whether the figure of a period hangs on what was really spent on ads."""
    return any(line.kind in SPEND or line.kind is LineKind.PERCENT_FEE for line in lines)


def lines_with(
    lines: Sequence[Line], actual: Decimal | None, *, currency: str, told: str
) -> tuple[Line, ...]:
    """Return the lines of a period for the ad spend that was real.

    Args:
        lines: As signed.
        actual: Major units; None: not known, so that spend is left out and a fee is its minimum.
        currency: Of the retainer.
        told: Description of the spend where the signed lines have none for it.
    """
    found: list[Line] = []
    for line in lines:
        if line.kind not in SPEND:
            found.append(line)
        elif actual is not None:
            found.append(_real(line, actual))
    if actual is not None and not _has_spend(lines) and depends_on_spend(lines):
        found.append(Line(description=told, unit_price=actual, kind=LineKind.AD_SPEND_INFO))
    nets = gross_nets(found, currency)
    return tuple(
        line
        for line, net in zip(found, nets, strict=True)
        if net or line.kind is not LineKind.PERCENT_FEE
    )


def _has_spend(lines: Sequence[Line]) -> bool:
    return any(line.kind in SPEND for line in lines)


def _real(line: Line, actual: Decimal) -> Line:
    return replace(line, quantity=Decimal(1), unit_price=actual, discount_percent=None)


def rest_of_fee(lines: Sequence[Line], actual: Decimal, *, currency: str) -> Money:
    """Return by how much the fees on the real spend pass the minimum that was invoiced."""

    def fees(spend: Decimal | None) -> int:
        now = lines_with(lines, spend, currency=currency, told="")
        nets = gross_nets(now, currency)
        return sum(n for n, li in zip(nets, now, strict=True) if li.kind is LineKind.PERCENT_FEE)

    return Money(fees(actual) - fees(None), currency)


def recharged(lines: Sequence[Line], actual: Decimal) -> Line | None:
    """Return the line of the spend that is recharged, at what it really was; None without one."""
    found = next((line for line in lines if line.kind is LineKind.AD_SPEND_RECHARGED), None)
    return None if found is None else _real(found, actual)
