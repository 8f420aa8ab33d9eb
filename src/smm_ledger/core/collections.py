"""How old a debt is, by days since its due date (due today is current), and how pressing."""

from enum import StrEnum

from smm_ledger.core.money import exponent_of

CHASED = frozenset({"promise_broken", "hold_ended", "overdue", "due_today"})
"""Kinds of things to do of which the ladder of reminders says what comes next."""


class Bucket(StrEnum):
    """Aging buckets, by days since the due date."""

    CURRENT = "current"
    D1_30 = "d1_30"
    D31_60 = "d31_60"
    D61_90 = "d61_90"
    D90_PLUS = "d90_plus"


MOST_DECIMALS = 3
"""Of any currency in ISO 4217 that is kept here."""

EDGES = ((0, Bucket.CURRENT), (30, Bucket.D1_30), (60, Bucket.D31_60), (90, Bucket.D61_90))
"""The most days late of each bucket but the last, in order."""


def bucket_of(days_overdue: int) -> Bucket:
    """Return the aging bucket; zero or negative days are current."""
    for edge, bucket in EDGES:
        if days_overdue <= edge:
            return bucket
    return Bucket.D90_PLUS


def urgency(balance: int, currency: str, *, days_overdue: int, broken: int) -> int:
    """Return how pressing a debt is: amount by days late, once more for each broken promise.

    It orders a list and is never shown: a whole unit of one currency counts as one of another.

    Args:
        balance: Minor units of `currency`.
        currency: ISO 4217.
        days_overdue: Days since the due date.
        broken: How many promises the client broke.
    """
    units = balance * int(10 ** (MOST_DECIMALS - exponent_of(currency)))
    return units * max(0, days_overdue) * (1 + broken)
