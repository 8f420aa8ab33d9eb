"""Late interest: the worked examples of public sources to the cent, and what must always hold."""

import csv
import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.interest import Calculator, InterestKind, RatePeriod, RateTable, accrue

DATA = Path(__file__).parent / "data" / "worked_interest.json"
RATES = Path(__file__).parents[3] / "src" / "smm_ledger" / "data"
WORKED = json.loads(DATA.read_text(encoding="utf-8"))["interest"]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def table(name: str, column: str, kind: InterestKind) -> RateTable:
    with (RATES / name).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row[column]]
    periods = (RatePeriod(day(r["from"]), day(r["to"]), Decimal(r[column])) for r in rows)
    return RateTable(kind, tuple(periods))


def table_of(case: dict[str, str]) -> RateTable:
    if case["kind"] == "fixed":
        return RateTable.fixed(Decimal(case["rate"]))
    if case["kind"] == "legale1284":
        return table("rates_legali_art1284.csv", "legal_rate_pct", InterestKind.LEGAL)
    old = case.get("contract_before_2013")
    column = "rate_old_plus7_contracts_until_2012" if old else "rate_plus8_contracts_from_2013"
    return table("rates_mora_dlgs231.csv", column, InterestKind.MORA)


@pytest.mark.parametrize("case", WORKED, ids=[case["id"] for case in WORKED])
def test_worked_examples(case: dict[str, Any]) -> None:
    accrued = accrue(
        int(Decimal(case["principal"]) * 100),
        due=day(case["due"]),
        until=day(case["until"]),
        table=table_of(case),
    )
    off = abs(Decimal(accrued.interest).scaleb(-2) - Decimal(case["expected_interest"]))
    assert off <= Decimal(case.get("tolerance", "0"))
    assert not accrued.unknown
    if "rows" in case:
        rows = [[f"{s.percent}", s.days, f"{s.amount / 100:.2f}"] for s in accrued.segments]
        assert rows == case["rows"]


def rising() -> RateTable:
    return RateTable(
        InterestKind.MORA,
        (
            RatePeriod(day("2026-01-01"), day("2026-06-30"), Decimal("10.15")),
            RatePeriod(day("2026-07-01"), day("2026-12-31"), Decimal("10.40")),
        ),
    )


def test_a_payment_splits_the_period() -> None:
    accrued = accrue(
        100_000,
        due=day("2026-06-15"),
        until=day("2026-08-14"),
        table=rising(),
        payments=[(day("2026-07-10"), 40_000)],
    )
    assert [(s.days, s.principal, s.amount) for s in accrued.segments] == [
        (15, 100_000, 417),
        (10, 100_000, 285),
        (35, 60_000, 598),
    ]
    assert accrued.interest == 1300


def test_an_unpublished_half_year_is_said_and_left_out() -> None:
    accrued = accrue(100_000, due=day("2026-12-30"), until=day("2027-02-01"), table=rising())
    assert accrued.unknown == ((day("2027-01-01"), day("2027-02-01")),)
    assert [s.days for s in accrued.segments] == [1]


def test_nothing_accrues_to_the_due_date_or_after_the_principal_is_paid() -> None:
    assert not accrue(100, due=day("2026-03-01"), until=day("2026-03-01"), table=rising()).segments
    early = accrue(
        100,
        due=day("2026-03-01"),
        until=day("2026-05-01"),
        table=rising(),
        payments=[(day("2026-02-01"), 100)],
    )
    assert early.interest == 0
    assert not early.segments


@given(
    st.integers(1, 10**9),
    st.lists(st.tuples(st.integers(1, 300), st.integers(1, 10**8)), max_size=5),
    st.integers(0, 300),
)
def test_days_are_counted_once_and_capital_never_grows(
    principal: int, paid: list[tuple[int, int]], length: int
) -> None:
    due = day("2026-01-31")
    until = due + dt.timedelta(days=length)
    payments = [(due + dt.timedelta(days=after), amount) for after, amount in paid]
    accrued = accrue(principal, due=due, until=until, table=rising(), payments=payments)
    capital = [s.principal for s in accrued.segments]
    assert capital == sorted(capital, reverse=True)
    days = [s.start for s in accrued.segments]
    assert all(
        b == a.end + dt.timedelta(days=1) for a, b in zip(accrued.segments, days[1:], strict=False)
    )
    assert sum(s.days for s in accrued.segments) <= length


@given(st.integers(1, 10**11), st.integers(0, 700), st.integers(0, 10**6))
def test_the_quick_sum_is_the_exact_one(principal: int, length: int, paid: int) -> None:
    due = day("2024-11-30")
    until = due + dt.timedelta(days=length)
    rates = table("rates_mora_dlgs231.csv", "rate_plus8_contracts_from_2013", InterestKind.MORA)
    quick = Calculator(rates, until)
    for payments in ((), ((day("2025-02-01"), paid),)):
        exact = accrue(principal, due=due, until=until, table=rates, payments=payments)
        assert quick.interest(principal, due, payments) == exact.interest


def test_an_agreed_rate_that_ends_is_not_carried_on() -> None:
    agreed = RateTable(
        InterestKind.FIXED, (RatePeriod(day("2026-02-01"), day("2026-03-31"), Decimal(10)),)
    )
    accrued = accrue(100_000, due=day("2026-01-15"), until=day("2026-04-10"), table=agreed)
    assert [s.days for s in accrued.segments] == [59]
    assert accrued.unknown == (
        (day("2026-01-16"), day("2026-01-31")),
        (day("2026-04-01"), day("2026-04-10")),
    )
