"""The cent by which the documents of a quote may differ from it: tax is computed per document.

Deposit and balance have the quote's net to the cent; their contribution and tax are rounded on each
paper. What that makes of a tax group is told, so that nobody looks for the cent.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.money import Money
from smm_ledger.core.rounds import Round
from smm_ledger.core.states import InvoiceState
from smm_ledger.core.totals import Totals


@dataclass(frozen=True, slots=True)
class Rounding:
    """What the documents of a quote charge beyond it in one tax group (below zero: less)."""

    rate: Decimal
    nature: str
    amount: Money


Key = tuple[Decimal, str]


def roundings(offer: Round, made: Iterable[Invoice]) -> tuple[Rounding, ...]:
    """Return the differences by tax group, once the documents' nets make the accepted net.

    Args:
        offer: The accepted round.
        made: The documents of the quote, drafts too; void ones and proformas count nothing.
    """
    net, sums = -offer.totals.net, Counter[Key]()
    _add(sums, offer.totals, -1)
    for one in made:
        if one.state is InvoiceState.VOID or one.kind is InvoiceKind.PROFORMA:
            continue
        sign = -1 if one.kind is InvoiceKind.CREDIT_NOTE else 1
        net += sign * one.totals.net
        _add(sums, one.totals, sign)
    if net:
        return ()
    currency = offer.totals.currency
    return tuple(
        Rounding(rate, nature, Money(amount, currency))
        for (rate, nature), amount in sums.items()
        if amount
    )


def _add(sums: Counter[Key], totals: Totals, sign: int) -> None:
    for group in totals.groups:
        sums[group.rate, group.nature] += sign * (group.base + group.tax)
