"""Due dates, recurrences, holidays: golden values and the laws they obey."""

import calendar
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.dates import (
    Terms,
    TermsKind,
    add_business_days,
    add_days,
    checked,
    end_of_month,
    from_iso,
    from_parts,
    is_business_day,
    is_holiday,
    legal_end,
    month_day_from,
    next_business_day,
    nth_month,
    nth_year,
    quarter_of,
    terms_from,
    year_bounds,
)
from smm_ledger.core.errors import InputError

DATES = st.dates(date(1900, 1, 1), date(2190, 12, 31))
TERMS = st.builds(Terms, st.sampled_from(get_args(TermsKind)), st.integers(0, 999))


@pytest.mark.parametrize(
    ("terms", "issued", "due"),
    [
        ("30", date(2026, 1, 1), date(2026, 1, 31)),
        ("30", date(2026, 1, 31), date(2026, 3, 2)),
        ("30 eom", date(2026, 1, 31), date(2026, 3, 31)),
        ("30 eom", date(2026, 1, 1), date(2026, 1, 31)),
        ("eom 30", date(2026, 1, 15), date(2026, 3, 2)),
        ("eom 30", date(2024, 1, 15), date(2024, 3, 1)),
        ("60 eom", date(2026, 12, 5), date(2027, 2, 28)),
        ("0", date(2026, 11, 24), date(2026, 11, 24)),
        ("eom 0", date(2026, 11, 24), date(2026, 11, 30)),
    ],
)
def test_terms_are_three_different_things(terms: str, issued: date, due: date) -> None:
    assert terms_from(terms).due(issued) == due


@given(TERMS)
def test_terms_are_read_back_as_written(terms: Terms) -> None:
    assert terms_from(str(terms)) == terms


@given(TERMS, st.dates(date(1900, 1, 1), date(2190, 1, 1)))
def test_a_due_date_is_never_before_the_issue(terms: Terms, issued: date) -> None:
    due = terms.due(issued)
    assert due >= add_days(issued, terms.days)
    if terms.kind == "days_eom":
        assert due == end_of_month(due)


@pytest.mark.parametrize(
    "text", ["", "-1", "1000", "eom", "eom 30 eom", "30eom", "30 days", "\u0663\u0660"]
)
def test_other_terms_are_refused(text: str) -> None:
    with pytest.raises(InputError, match="term of payment"):
        terms_from(text)


def test_recurrences_come_from_the_anchor() -> None:
    anchor = date(2026, 1, 31)
    assert [nth_month(anchor, i) for i in range(4)] == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
    ]
    assert nth_year(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert nth_year(date(2016, 2, 29), 10) == date(2026, 2, 28)


@given(DATES, st.integers(0, 100))
def test_a_recurrence_keeps_its_day_or_ends_the_month(anchor: date, count: int) -> None:
    value = nth_month(anchor, count)
    assert (value.year - anchor.year) * 12 + value.month - anchor.month == count
    assert value.day == min(anchor.day, calendar.monthrange(value.year, value.month)[1])


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-31", "2026-13-01", "0000-00-00", "9999-99-99", "1899-12-31", "2201-01-01"),
        *(
            "20261124",
            "2026-11-24 ",
            "26-11-24",
            "2026-W10-1",
            "tomorrow-ish",
            "\uff12026-11-24",
            "",
        ),
    ],
)
def test_only_a_whole_iso_date_is_read(text: str) -> None:
    with pytest.raises(InputError) as caught:
        from_iso(text, field="valid_until")
    assert caught.value.subject == "valid_until"


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_an_iso_date_is_read_back(value: date) -> None:
    assert from_iso(value.isoformat()) == value


def test_a_date_stays_within_the_years_of_a_ledger() -> None:
    assert checked(date(1900, 1, 1)) == date(1900, 1, 1)
    assert from_parts(2200, 12, 31) == date(2200, 12, 31)
    for days in (1, 10**7, -(10**7)):
        with pytest.raises(InputError, match="between 1900 and 2200"):
            add_days(date(2200, 12, 31), days)


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 4, 6), True),  # Easter Monday
        (date(2026, 4, 5), True),  # Easter
        (date(2026, 4, 25), True),
        (date(2025, 10, 4), False),
        (date(2026, 10, 4), True),
        (date(2027, 10, 4), True),
        (date(2026, 12, 7), False),
        (date(2026, 11, 24), False),
        (date(2026, 11, 22), False),  # a Sunday is no holiday of the list
    ],
)
def test_italian_holidays(day: date, holiday: bool) -> None:  # noqa: FBT001 - a table of verdicts
    assert is_holiday(day) is holiday


def test_every_year_has_its_fixed_days_and_easter() -> None:
    days = [date(2026, 1, 1) + timedelta(days=i) for i in range(365)]
    assert sum(map(is_holiday, days)) == 11 + 2
    assert sum(is_holiday(day.replace(year=2025)) for day in days) == 10 + 2


def test_the_patron_saint_is_a_holiday_of_one_town() -> None:
    assert is_holiday(date(2026, 12, 7), patron_saint="12-07")
    assert month_day_from("12-07") == "12-07"
    assert month_day_from("") == ""
    assert month_day_from("02-29") == "02-29"
    for text in ("7-12", "13-01", "02-30", "0000"):
        with pytest.raises(InputError):
            month_day_from(text)


def test_other_countries_rest_on_two_days() -> None:
    assert is_holiday(date(2026, 12, 25), "DE")
    assert not is_holiday(date(2026, 4, 25), "DE")


def test_chasing_waits_for_the_next_business_day() -> None:
    assert next_business_day(date(2026, 11, 24)) == date(2026, 11, 24)
    assert next_business_day(date(2026, 11, 28)) == date(2026, 11, 30)
    assert next_business_day(date(2026, 4, 4)) == date(2026, 4, 7)
    assert next_business_day(date(2026, 12, 5), patron_saint="12-07") == date(2026, 12, 9)
    assert add_business_days(date(2026, 12, 24), 2) == date(2026, 12, 29)
    assert add_business_days(date(2026, 12, 25), 0) == date(2026, 12, 25)


@given(DATES)
def test_the_next_business_day_is_the_first(day: date) -> None:
    found = next_business_day(day)
    assert is_business_day(found)
    assert not any(is_business_day(day + timedelta(days=i)) for i in range((found - day).days))


def test_a_legal_term_leaves_sundays_and_holidays_only() -> None:
    assert legal_end(date(2026, 10, 4)) == date(2026, 10, 5)
    assert legal_end(date(2026, 11, 28)) == date(2026, 11, 28)
    assert legal_end(date(2026, 4, 5)) == date(2026, 4, 7)


def test_periods() -> None:
    assert [quarter_of(date(2026, month, 1)) for month in (1, 3, 4, 9, 12)] == [1, 1, 2, 3, 4]
    assert year_bounds(2026) == (date(2026, 1, 1), date(2026, 12, 31))
