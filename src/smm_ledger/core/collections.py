"""How old a debt is: buckets by days since the instalment's due date; due today is current."""

from enum import StrEnum


class Bucket(StrEnum):
    """Aging buckets, by days since the due date."""

    CURRENT = "current"
    D1_30 = "d1_30"
    D31_60 = "d31_60"
    D61_90 = "d61_90"
    D90_PLUS = "d90_plus"


_EDGES = ((0, Bucket.CURRENT), (30, Bucket.D1_30), (60, Bucket.D31_60), (90, Bucket.D61_90))


def bucket_of(days_overdue: int) -> Bucket:
    """Return the aging bucket; zero or negative days are current."""
    for edge, bucket in _EDGES:
        if days_overdue <= edge:
            return bucket
    return Bucket.D90_PLUS
