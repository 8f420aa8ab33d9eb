"""A claim: interest and recovery cost of a stretch of days, apart from the invoice.

The stretches of an invoice never overlap: each begins after the day up to which the last one
accrued, so that no day is billed twice. A claim outlives the payment of the principal, until it is
collected or waived.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from smm_ledger.core.interest import InterestKind, Segment


class ClaimState(StrEnum):
    """Stored states of a claim."""

    OPEN = "open"
    COLLECTED = "collected"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What is claimed; amounts in minor units of `currency`.

    Attributes:
        date: When it was made.
        accrued_from, accrued_until: First and last day that it accounts for.
        decided_on, reason: When, and why, it was collected or waived.
    """

    invoice_id: int
    invoice: str
    date: dt.date
    kind: InterestKind
    currency: str
    segments: tuple[Segment, ...]
    interest: int
    compensation: int
    accrued_from: dt.date
    accrued_until: dt.date
    state: ClaimState = ClaimState.OPEN
    decided_on: dt.date | None = None
    reason: str = ""
    id: int = 0

    @property
    def name(self) -> str:
        """How the user names it."""
        return f"claim-{self.id}"

    @property
    def total(self) -> int:
        """Interest and compensation, in minor units."""
        return self.interest + self.compensation
