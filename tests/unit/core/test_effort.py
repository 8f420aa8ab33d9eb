"""Time as whole minutes: exact sums, and what they are worth."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.effort import (
    Effort,
    EffortTag,
    by_tag,
    hours_of,
    minutes_of,
    per_hour,
    worth,
)
from smm_ledger.core.money import Money
from tests.support.factories import TODAY

RATE = Money(4214, "EUR")


def test_an_effort_is_called_by_its_key() -> None:
    assert Effort(client_id=1, date=TODAY, minutes=90, id=7).name == "effort-7"


@given(st.integers(min_value=1, max_value=600_000))
def test_four_decimals_of_an_hour_hold_every_minute(minutes: int) -> None:
    hours = (Decimal(minutes) / 60).quantize(Decimal("0.0001"))
    assert minutes_of(hours) == minutes


def test_hours_are_shown_to_two_decimals_rounded_half_up() -> None:
    assert [str(hours_of(minutes)) for minutes in (90, 20, 1)] == ["1.5", "0.33", "0.02"]


def test_time_is_worth_its_share_of_an_hour() -> None:
    assert worth(150, RATE) == Money(10535, "EUR")
    assert worth(1, Money(90, "EUR")) == Money(2, "EUR")  # 1.5 cents, half-up


def test_an_hour_earns_nothing_where_none_was_worked() -> None:
    assert per_hour(Money(100, "EUR"), 0) is None
    assert per_hour(Money(10000, "EUR"), 90) == Money(6667, "EUR")


def test_every_tag_has_its_sum() -> None:
    parts = [(EffortTag.TROLL, 30), (EffortTag.NORMAL, 60), (EffortTag.TROLL, 15)]
    assert by_tag(parts) == {
        EffortTag.NORMAL: 60,
        EffortTag.ODD: 0,
        EffortTag.TROLL: 45,
        EffortTag.CRISIS: 0,
    }
