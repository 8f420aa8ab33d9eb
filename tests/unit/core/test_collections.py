"""Aging: due today is current, and the edges of the buckets are inclusive."""

import pytest

from smm_ledger.core.collections import Bucket, bucket_of, urgency


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (-1, Bucket.CURRENT),
        (0, Bucket.CURRENT),
        (1, Bucket.D1_30),
        (30, Bucket.D1_30),
        (31, Bucket.D31_60),
        (60, Bucket.D31_60),
        (61, Bucket.D61_90),
        (90, Bucket.D61_90),
        (91, Bucket.D90_PLUS),
        (9999, Bucket.D90_PLUS),
    ],
)
def test_buckets_by_days(days: int, bucket: Bucket) -> None:
    assert bucket_of(days) is bucket


def test_what_presses_most_is_amount_by_lateness_by_broken_promises() -> None:
    def own(balance: int, days: int, *, broken: int = 0, currency: str = "EUR") -> int:
        return urgency(balance, currency, days_overdue=days, broken=broken)

    assert own(100_00, 10) > own(100_00, 9)
    assert own(101_00, 10) > own(100_00, 10)
    assert own(100_00, 10, broken=1) == own(200_00, 10) == own(100_00, 20)
    assert own(100_00, 0) == own(100_00, -3) == 0
    assert own(100, 10, currency="JPY") == own(100_00, 10), "whole units, whatever the decimals"
