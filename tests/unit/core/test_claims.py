"""A claim is named by its number and totals interest and cost."""

import datetime as dt

from smm_ledger.core.claims import Claim
from smm_ledger.core.interest import InterestKind


def test_name_and_total() -> None:
    claim = Claim(
        id=3,
        invoice_id=1,
        invoice="2026-001",
        date=dt.date(2026, 9, 1),
        kind=InterestKind.MORA,
        currency="EUR",
        segments=(),
        interest=1234,
        compensation=4000,
        accrued_from=dt.date(2026, 4, 2),
        accrued_until=dt.date(2026, 8, 31),
    )
    assert (claim.name, claim.total) == ("claim-3", 5234)
