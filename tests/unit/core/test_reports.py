"""The arithmetic between the rows of the reports on money."""

import datetime as dt

from smm_ledger.core.collections import Bucket
from smm_ledger.core.regimes import CashLimit
from smm_ledger.core.reports import (
    AgingRow,
    CashRow,
    Losses,
    LossKind,
    LossRow,
    Revenue,
    RevenueRow,
    StampRow,
    cash_of,
    stamp_of,
)

LIMIT = CashLimit(since=dt.date(2023, 1, 1), next_year=8_500_000, at_once=10_000_000)


def test_the_ages_sum_to_the_open_balance() -> None:
    buckets = {bucket: 10**at for at, bucket in enumerate(Bucket)}
    row = AgingRow(client="a", client_name="A", currency="EUR", buckets=buckets)
    assert row.open == 11111


def _cash(month: int, amount: int, currency: str = "EUR") -> CashRow:
    return CashRow(month=dt.date(2026, month, 1), currency=currency, payments=1, amount=amount)


def test_cash_runs_through_the_year_per_currency() -> None:
    rows = [_cash(1, 5_000_000), _cash(1, 70, "USD"), _cash(2, 4_000_000), _cash(3, 5, "USD")]
    found = cash_of(rows, year=2026, limit=LIMIT, currency="EUR")
    assert [row.so_far for row in found.rows] == [5_000_000, 70, 9_000_000, 75]
    assert (found.used, found.left, found.elsewhere) == (9_000_000, -500_000, ("USD",))


def test_without_a_limit_nothing_is_left_of_it() -> None:
    assert cash_of([], year=2026, limit=None, currency="EUR").left is None


def _stamp(quarter: int, duty: int) -> StampRow:
    return StampRow(quarter=quarter, currency="EUR", documents=1, duty=duty, recharged=duty)


def test_little_stamp_duty_may_wait_and_much_may_not() -> None:
    found = stamp_of([_stamp(1, 200), _stamp(2, 200), _stamp(4, 200)], year=2027)
    assert [(row.pay_by, row.at_latest) for row in found.rows] == [
        (dt.date(2027, 5, 31), dt.date(2027, 11, 30)),
        (dt.date(2027, 9, 30), dt.date(2027, 11, 30)),
        (dt.date(2028, 2, 29), dt.date(2028, 2, 29)),
    ]
    much = stamp_of([_stamp(1, 400_000), _stamp(2, 100_001)], year=2026).rows
    assert [row.at_latest for row in much] == [dt.date(2026, 9, 30), dt.date(2026, 9, 30)]
    more = stamp_of([_stamp(1, 500_001)], year=2026).rows
    assert more[0].at_latest == dt.date(2026, 5, 31)


def _revenue(month: int, client: str, net: int, currency: str = "EUR") -> RevenueRow:
    return RevenueRow(
        month=dt.date(2026, month, 1),
        client=client,
        client_name=client.upper(),
        currency=currency,
        documents=1,
        net=net,
        social_contribution=0,
        tax=0,
        stamp=0,
        total=net,
        credited=0,
    )


def test_months_and_years_are_sums_and_currencies_stay_apart() -> None:
    rows = (
        *(_revenue(1, "a", 10), _revenue(1, "b", 5), _revenue(1, "b", 7, "USD")),
        _revenue(2, "a", -3),
    )
    found = Revenue(year=2026, rows=rows)
    assert [(row.month.month, row.currency, row.net) for row in found.months()] == [
        *((1, "EUR", 15), (1, "USD", 7), (2, "EUR", -3)),
    ]
    assert [(row.currency, row.net, row.documents) for row in found.whole()] == [
        *(("EUR", 12, 3), ("USD", 7, 1)),
    ]


def test_what_was_recovered_is_no_loss_any_more() -> None:
    def row(amount: int, kind: LossKind) -> LossRow:
        return LossRow(
            date=dt.date(2026, 3, 2),
            kind=kind,
            invoice="2026-001",
            client="a",
            client_name="A",
            currency="EUR",
            amount=amount,
        )

    rows = (row(100, LossKind.WRITE_OFF), row(-60, LossKind.RECOVERY))
    assert Losses(as_of=dt.date(2026, 3, 2), rows=rows).totals() == {"EUR": 40}
