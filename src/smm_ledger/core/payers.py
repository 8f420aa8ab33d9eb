"""How a client pays, and what that means for the next quote.

Lateness is the median of days late, weighted by amount, over invoices that are paid: with five to
forty invoices a year it is more honest than an average that one bad month ruins. The advice is
monotone: who pays later is never asked for less. It is private, and ignoring it is one key.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from smm_ledger.core.dates import Terms
from smm_ledger.core.lateness import FEWEST, weighted_median
from smm_ledger.core.marks import N_

STEPS: Sequence[tuple[int, Decimal, int]] = (
    (15, Decimal(30), 15),
    (30, Decimal(40), 7),
    (60, Decimal(50), 0),
)
"""(more days late than, deposit in percent, days of terms), each stricter than the one before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidInvoice:
    """A paid invoice.

    Attributes:
        amount: What was payable, minor units; its weight.
        days_late: From the due date to the last payment; early ones are below zero.
    """

    amount: int
    currency: str
    days_late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PayerProfile:
    """A client's record in one currency.

    Attributes:
        n: Paid invoices.
        median_days_late: Weighted by amount; None without a paid invoice.
    """

    n: int
    median_days_late: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to propose in the next quote.

    Attributes:
        deposit_percent: Of the net.
        terms: Not longer than the client's.
        template: The reason, English, formatted with `data` after translation; for me alone.
    """

    deposit_percent: Decimal
    terms: Terms
    template: str
    data: Mapping[str, object] = field(default_factory=dict)


def profile(paid: Iterable[PaidInvoice], currency: str) -> PayerProfile:
    """Return the record of the paid invoices in one currency; others are left out."""
    own = [(one.days_late, one.amount) for one in paid if one.currency == currency]
    return PayerProfile(n=len(own), median_days_late=weighted_median(own))


def advice(record: PayerProfile, terms: Terms, *, deposit: Decimal | None = None) -> Advice | None:
    """Return what to ask of a late payer, or None.

    Args:
        record: The client's.
        terms: The client's usual ones; the advised ones are not longer.
        deposit: What is asked already, in percent; advice that asks no more is none.
    """
    late = record.median_days_late
    if record.n < FEWEST or late is None:
        return None
    reached = [(percent, days) for above, percent, days in STEPS if late > above]
    if not reached:
        return None
    percent, days = reached[-1]
    shorter = Terms("days", min(days, terms.days))
    if deposit is not None and deposit >= percent and str(shorter) == str(terms):
        return None
    return Advice(
        deposit_percent=max(percent, deposit or Decimal(0)),
        terms=shorter,
        template=N_("the last {n} invoices were paid {days} days late (median, by amount)"),
        data={"n": record.n, "days": late},
    )
