"""Calendar dates: terms of payment, recurrences, holidays, and the bounds of a ledger.

The only door to dateutil, and of that to `relativedelta` and `easter` alone: its parser guesses.
Dates are local calendar dates and inclusive; nothing here reads a clock.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_

if TYPE_CHECKING:
    from dateutil.relativedelta import relativedelta

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2200
TERMS_MAX_DAYS: Final = 999

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_TERMS: Final = re.compile(r"(?:(eom) +)?([0-9]{1,4})(?: +(eom))?")
_MONTH_DAY: Final = re.compile(r"([0-9]{2})-([0-9]{2})")
_SATURDAY: Final = 5
_SUNDAY: Final = 6
_LEAP_YEAR: Final = 2000


TermsKind = Literal["days", "days_eom", "eom_days"]
"""The three ways in which days and the end of a month combine."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms of payment.

    Attributes:
        kind: `days` counts days from the issue; `days_eom` counts them, then goes to the end of
            the month reached; `eom_days` goes to the end of the month of issue, then counts.
        days: 0 to 999.
    """

    kind: TermsKind
    days: int

    def due(self, issue_date: date) -> date:
        """Return the due date, on whatever weekday it falls."""
        match self.kind:
            case "days":
                return add_days(issue_date, self.days)
            case "days_eom":
                return end_of_month(add_days(issue_date, self.days))
            case "eom_days":
                return add_days(end_of_month(issue_date), self.days)

    def __str__(self) -> str:
        """Return the canonical text that is typed and stored: `30`, `30 eom`, `eom 30`."""
        match self.kind:
            case "days":
                return f"{self.days}"
            case "days_eom":
                return f"{self.days} eom"
            case "eom_days":
                return f"eom {self.days}"


def terms_from(text: str, *, field: str = "terms") -> Terms:
    """Read `30`, `30 eom` or `eom 30`.

    Raises:
        InputError: Anything else, or more than 999 days.
    """
    found = _TERMS.fullmatch(text.strip().lower())
    before, digits, after = found.groups() if found else (None, "", None)
    if not digits or (before and after) or int(digits) > TERMS_MAX_DAYS:
        raise InputError(
            field,
            N_("“{value}” is no term of payment"),
            hint=N_("type 30 (days), 30 eom (days, then end of month) or eom 30 (the reverse)"),
            value=text,
        )
    kind: TermsKind = "eom_days" if before else "days_eom" if after else "days"
    return Terms(kind, int(digits))


def checked(value: date, *, field: str = "date") -> date:
    """Return the date if its year is one that a ledger holds, 1900 to 2200.

    Raises:
        InputError: It is not.
    """
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise _out_of_range(field)
    return value


def from_parts(year: int, month: int, day: int, *, field: str = "date") -> date:
    """Return a date of the calendar, within the years of a ledger.

    Raises:
        InputError: There is no such day, or it is out of range.
    """
    try:
        value = date(year, month, day)
    except ValueError:
        raise InputError(
            field,
            N_("there is no such day: {year}-{month}-{day}"),
            year=f"{year:04}",
            month=f"{month:02}",
            day=f"{day:02}",
        ) from None
    return checked(value, field=field)


def from_iso(text: str, *, field: str = "date") -> date:
    """Read `YYYY-MM-DD` and nothing else: what files and the database hold.

    Raises:
        InputError: Another form, no such day, or out of range.
    """
    found = _ISO.fullmatch(text)
    if not found:
        raise InputError(
            field,
            N_("“{value}” is no date"),
            hint=N_("type YYYY-MM-DD, as in 2026-11-24"),
            value=text,
        )
    return from_parts(*map(int, found.groups()), field=field)


def _out_of_range(field: str) -> InputError:
    return InputError(
        field,
        N_("the date is not between {first} and {last}"),
        first=FIRST_YEAR,
        last=LAST_YEAR,
    )


def add_days(start: date, days: int, *, field: str = "date") -> date:
    """Return the date `days` later (or earlier, when negative).

    Raises:
        InputError: It would leave the years of a ledger.
    """
    try:
        value = start + timedelta(days=days)
    except OverflowError:
        raise _out_of_range(field) from None
    return checked(value, field=field)


def _step(**parts: int) -> "relativedelta":
    from dateutil.relativedelta import relativedelta  # not before a month is counted

    return relativedelta(**parts)  # type: ignore[arg-type]  # its stubs name every part


def end_of_month(value: date) -> date:
    """Return the last day of the month."""
    return value + _step(day=31)


def nth_month(anchor: date, count: int) -> date:
    """Return the anchor `count` months later, cut to that month's last day.

    Always ask from the anchor: chaining would turn 31 January into the 28th for good.
    """
    return checked(anchor + _step(months=count))


def nth_year(anchor: date, count: int) -> date:
    """Return the anchor `count` years later; 29 February becomes the 28th where there is none."""
    return checked(anchor + _step(years=count))


def quarter_of(value: date) -> int:
    """Return 1 to 4."""
    return (value.month - 1) // 3 + 1


def year_bounds(year: int) -> tuple[date, date]:
    """Return 1 January and 31 December."""
    return date(year, 1, 1), date(year, 12, 31)


def month_day_from(text: str, *, field: str = "patron_saint") -> str:
    """Check a day of every year, such as the patron saint's: `MM-DD`; empty for none.

    Raises:
        InputError: Not a day of the calendar in that form.
    """
    found = _MONTH_DAY.fullmatch(text)
    if text and not found:
        raise InputError(
            field,
            N_("“{value}” is no day of the year"),
            hint=N_("type MM-DD, as in 12-07"),
            value=text,
        )
    if found:
        from_parts(_LEAP_YEAR, int(found[1]), int(found[2]), field=field)
    return text


# (month, day): the first year in which it was a national holiday, as far as a ledger cares.
_ITALIAN_FIXED: Final = {
    (1, 1): FIRST_YEAR,
    (1, 6): FIRST_YEAR,
    (4, 25): FIRST_YEAR,
    (5, 1): FIRST_YEAR,
    (6, 2): FIRST_YEAR,
    (8, 15): FIRST_YEAR,
    (10, 4): 2026,  # San Francesco, L. 151/2025
    (11, 1): FIRST_YEAR,
    (12, 8): FIRST_YEAR,
    (12, 25): FIRST_YEAR,
    (12, 26): FIRST_YEAR,
}


def is_holiday(day: date, country: str = "IT", patron_saint: str = "") -> bool:
    """Tell whether a day is a public holiday (a Sunday alone is none).

    Args:
        day: The day.
        country: ISO 3166 code. Only Italy's holidays are known; elsewhere New Year's Day and
            Christmas stand for them, as days on which nobody is asked for money.
        patron_saint: The town's own holiday, `MM-DD`, or empty.
    """
    if patron_saint and day.strftime("%m-%d") == patron_saint:
        return True
    if country != "IT":
        return (day.month, day.day) in {(1, 1), (12, 25)}
    since = _ITALIAN_FIXED.get((day.month, day.day))
    if since is not None and day.year >= since:
        return True
    from dateutil.easter import easter

    return day in {easter(day.year), easter(day.year) + timedelta(days=1)}


def is_business_day(day: date, country: str = "IT", patron_saint: str = "") -> bool:
    """Tell whether banks and offices work: Monday to Friday, and no holiday."""
    return day.weekday() < _SATURDAY and not is_holiday(day, country, patron_saint)


def next_business_day(day: date, country: str = "IT", patron_saint: str = "") -> date:
    """Return the day itself if it is a business day, else the first one after it."""
    while not is_business_day(day, country, patron_saint):
        day += timedelta(days=1)
    return day


def add_business_days(day: date, count: int, country: str = "IT", patron_saint: str = "") -> date:
    """Return the `count`-th business day strictly after `day` (`day` itself when 0)."""
    for _ in range(count):
        day = next_business_day(day + timedelta(days=1), country, patron_saint)
    return day


def legal_end(day: date, country: str = "IT") -> date:
    """Move the end of a legal term off a Sunday or national holiday (art. 2963 c.c.).

    A Saturday stays, and so does a town's own holiday.
    """
    while day.weekday() == _SUNDAY or is_holiday(day, country):
        day += timedelta(days=1)
    return day
