"""Aging: due today is current, and the edges of the buckets are inclusive."""

import datetime as dt

import pytest

from smm_ledger.core.collections import Bucket, OpenItem, bucket_of
from tests.support.factories import TODAY


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


@pytest.mark.parametrize(("due_in", "days"), [(1, 0), (0, 0), (-1, 1), (-31, 31)])
def test_lateness_begins_the_day_after(due_in: int, days: int) -> None:
    item = OpenItem(
        invoice="2026-004",
        invoice_id=1,
        client="rossi-moda",
        client_name="Rossi Moda",
        instalment=1,
        due_date=TODAY + dt.timedelta(days=due_in),
        balance=100,
        currency="EUR",
    )
    assert item.days_overdue(TODAY) == days
