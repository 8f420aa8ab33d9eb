"""Win and loss with small numbers, by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.analytics import Decided, WinRate, band_of, report, wilson, win_rate
from smm_ledger.core.money import Money
from smm_ledger.core.rounds import Ask


def decided(*, won: bool = True, first: int = 1000, last: int = 1000, **more: object) -> Decided:
    """Return a decided quote."""
    known: dict[str, object] = {"client": "rossi-moda", "currency": "EUR"}
    return Decided(won=won, first_net=first, last_net=last, **(known | more))  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("won", "n", "low", "high"),
    [
        (0, 10, "0.0000", "0.2775"),
        (10, 10, "0.7225", "1.0000"),
        (5, 10, "0.2366", "0.7634"),
        (3, 7, "0.1582", "0.7495"),
        (81, 263, "0.2553", "0.3662"),
    ],
)
def test_the_interval_is_the_published_one(won: int, n: int, low: str, high: str) -> None:
    """81 of 263 is the example of Newcombe, "Two-sided confidence intervals" (1998)."""
    got = wilson(won, n)
    assert [str(round(end, 4)) for end in got] == [low, high]


@given(st.integers(1, 500), st.integers(0, 500))
def test_the_interval_holds_the_rate_and_mirrors(n: int, won: int) -> None:
    won = min(won, n)
    low, high = wilson(won, n)
    assert 0 <= low <= Decimal(won) / n <= high <= 1
    mirrored = wilson(n - won, n)
    assert abs(low - (1 - mirrored[1])) < Decimal("1e-20")


def test_under_five_cases_there_is_a_count_and_no_rate() -> None:
    assert win_rate("a", [True, True, False, True]) == WinRate(name="a", n=4, won=3)
    five = win_rate("a", [True, True, False, True, False])
    assert (five.percent, five.low, five.high) == (
        Decimal("60.0"),
        Decimal("23.1"),
        Decimal("88.2"),
    )
    assert win_rate("", []) == WinRate(name="", n=0, won=0)


@pytest.mark.parametrize(
    ("first", "last", "band"),
    [
        (1000, 1000, "0"),
        (1000, 1100, "0"),
        (0, 0, "0"),
        (1000, 999, "0-5"),
        (1000, 950, "0-5"),
        (1000, 949, "5-10"),
        (1000, 800, "10-20"),
        (1000, 799, "20+"),
    ],
)
def test_discount_bands(first: int, last: int, band: str) -> None:
    assert band_of(decided(first=first, last=last)) == band


def test_a_report_of_seven_quotes() -> None:
    cases = [
        decided(services=("reel", "post"), asks=(Ask.BUDGET,), rounds=3, last=900),
        decided(services=("reel",), asks=(Ask.BUDGET, Ask.RISK), rounds=4, last=850),
        decided(
            won=False, services=("reel",), asks=(Ask.COMPETITOR,), rival=True, days_to_answer=9
        ),
        decided(won=False, client="corso-verde", rival=True, rounds=2, days_to_answer=1),
        decided(client="corso-verde", currency="USD", days_to_answer=3),
        decided(services=("post", "post"), days_to_answer=4),
        decided(last=1100, days_to_answer=2),
    ]
    given = (Money(120, "EUR"), Money(20, "USD"))
    got = report(cases, given)
    assert (got.overall.n, got.overall.won, got.overall.percent) == (7, 5, Decimal("71.4"))
    assert [(r.name, r.n, r.won, r.percent) for r in got.by_client] == [
        ("rossi-moda", 5, 4, Decimal("80.0")),
        ("corso-verde", 2, 1, None),
    ]
    assert [(r.name, r.won, r.n) for r in got.by_service] == [("reel", 2, 3), ("post", 2, 2)]
    assert [(r.name, r.won, r.n) for r in got.by_ask] == [
        ("budget", 2, 2),
        ("competitor", 0, 1),
        ("risk", 1, 1),
    ]
    assert [(r.name, r.won, r.n) for r in got.by_rival] == [("alone", 5, 5), ("rival", 0, 2)]
    assert [r.name for r in got.by_rounds] == ["1", "2", "3", "4"]
    assert [(r.name, r.n) for r in got.by_discount] == [("0", 5), ("5-10", 1), ("10-20", 1)]
    assert got.gifts == given
    assert (got.concession.value, got.concession.n) == (Decimal("2.1"), 7)
    assert (got.days_to_answer.value, got.days_to_answer.n) == (Decimal("3.0"), 5)


def test_bands_and_numbers_of_rounds_keep_their_own_order() -> None:
    cases = ((700, 10), (1000, 2), (960, 9), (930, 1), (850, 2))
    got = report([decided(last=last, rounds=rounds) for last, rounds in cases])
    assert [r.name for r in got.by_discount] == ["0", "0-5", "5-10", "10-20", "20+"]
    assert [r.name for r in got.by_rounds] == ["1", "2", "9", "10"]


def test_a_report_of_nothing_is_empty() -> None:
    got = report([])
    assert (got.overall.n, got.by_client, got.gifts) == (0, (), ())
    assert (got.concession.value, got.days_to_answer.value) == (None, None)
