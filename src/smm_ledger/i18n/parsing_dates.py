"""Dates as a person types them, read strictly.

Apart from the other readers because every start of the program may be told its day, and the first
paint waits for what that imports.
"""

import re
from datetime import date
from typing import Final

from smm_ledger.core.dates import add_days, end_of_month, from_iso, from_parts
from smm_ledger.core.text import clean

_SPACES: Final = re.compile("[\u00a0\u202f\u2007 ]+")

_SLASHED: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_SHORT_SLASHED: Final = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{2}))?")
_FROM_TODAY: Final = re.compile(r"\+([0-9]{1,5})")
_DAY_WORDS: Final = {
    **dict.fromkeys(("oggi", "today"), 0),
    **dict.fromkeys(("domani", "tomorrow"), 1),
    **dict.fromkeys(("ieri", "yesterday"), -1),
}
_MONTH_END_WORDS: Final = frozenset({"fm", "eom"})
_CENTURY: Final = 2000


def entered(text: str, field: str) -> str:
    """Return the text as every reader wants it; pasted figures bring unbreakable spaces."""
    return _SPACES.sub(" ", clean(text, field=field, required=True))


def parse_date(text: str, *, today: date, field: str = "date", interactive: bool = False) -> date:
    """Read a date: `YYYY-MM-DD`, `DD/MM/YYYY`, or `+30`, days from today.

    Args:
        text: What was typed.
        today: From the clock.
        field: For the message.
        interactive: Where the result is shown at once, also `d/m` (of this year), `d/m/yy`,
            `oggi`, `domani`, `ieri`, `fm` (the end of this month) and their English words.

    Raises:
        InputError: Another form, no such day, a year before 1900 or after 2200.
    """
    word = entered(text, field)
    if found := _SLASHED.fullmatch(word):
        day, month, year = map(int, found.groups())
        return from_parts(year, month, day, field=field)
    if found := _FROM_TODAY.fullmatch(word):
        return add_days(today, int(found[1]), field=field)
    quick = _quick_date(word.lower(), today, field) if interactive else None
    return quick or from_iso(word, field=field)


def _quick_date(word: str, today: date, field: str) -> date | None:
    if word in _DAY_WORDS:
        return add_days(today, _DAY_WORDS[word], field=field)
    if word in _MONTH_END_WORDS:
        return end_of_month(today)
    if found := _SHORT_SLASHED.fullmatch(word):
        year = _CENTURY + int(found[3]) if found[3] else today.year
        return from_parts(year, int(found[2]), int(found[1]), field=field)
    return None
