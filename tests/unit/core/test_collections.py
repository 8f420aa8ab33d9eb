"""Aging: due today is current, and the edges of the buckets are inclusive."""

import pytest

from smm_ledger.core.collections import Bucket, bucket_of


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
