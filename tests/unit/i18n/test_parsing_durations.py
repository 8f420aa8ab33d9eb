"""Durations as they are typed, read into hours."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.effort import minutes_of
from smm_ledger.core.errors import InputError
from smm_ledger.i18n.parsing_durations import parse_duration


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("2h", "2"),
        ("1:30", "1.5"),
        ("0:20", "0.3333"),
        ("90m", "1.5"),
        ("90 min", "1.5"),
        ("1h30", "1.5"),
        ("1h 15m", "1.25"),
        ("1.5", "1.5"),
        ("1,5", "1.5"),
        (" 3 ", "3"),
    ],
)
def test_every_form(typed: str, hours: str) -> None:
    assert parse_duration(typed) == Decimal(hours)


@given(st.integers(min_value=1, max_value=599_999))
def test_hours_and_minutes_come_back(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    assert minutes_of(parse_duration(f"{hours}:{rest:02}")) == minutes


@pytest.mark.parametrize(
    "typed",
    ["", " ", "0", "0:00", "-1", "-1:30", "1:75", "1:5", "abc", "NaN", "inf", "1e3", "2h\x1b[m"],
)
def test_anything_else_is_refused_by_name(typed: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_duration(typed, "hours")
    assert refused.value.subject == "hours"
