"""Numbers of documents: a series, a year, a sequence without holes, and the pattern that shows it.

The sequence itself is given by the storage inside the transaction that issues; here are only the
pattern's grammar and the order. Sorted as numbers, never as text (`9` before `10`).
"""

import re
from enum import StrEnum

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_


class Series(StrEnum):
    """The series that count apart."""

    QUOTE = "quote"
    INVOICE = "invoice"
    CREDIT = "credit"
    PROFORMA = "proforma"
    SDI_FILE = "sdi-file"


THROUGH_YEARS = frozenset({Series.SDI_FILE})
"""Series that never begin anew: they count in year 0."""

HIGHEST = 999_999
"""What a number may be set to."""


_FIELD = re.compile(r"\{(year|yy|seq)(?::0([1-9]))?\}")
_TEXT = re.compile(r"[A-Za-z0-9/_.-]*")
_MAX = 20
"""FatturaPA's Numero takes 20 characters and wants a digit (SdI 00425)."""


def check_pattern(pattern: str, *, field: str) -> str:
    """Return `pattern` if it can number documents without ambiguity.

    A pattern is text of letters, digits, `/ _ . -` with `{year}` or `{yy}` and `{seq}` (or
    `{seq:03}`).

    Raises:
        InputError: It lacks the year or the sequence, or would print what no invoice may carry.
    """
    names = [match[1] for match in _FIELD.finditer(pattern)]
    rest = _FIELD.sub("", pattern)
    if names.count("seq") != 1 or not {"year", "yy"} & set(names):
        raise InputError(field, N_("a pattern needs {{year}} and {{seq}}"), hint=_pattern_hint())
    if not _TEXT.fullmatch(rest) or len(render(pattern, year=2026, seq=9999)) > _MAX:
        raise InputError(
            field,
            N_("only letters, digits and / _ . - may stand in a pattern, 20 characters in all"),
            hint=_pattern_hint(),
        )
    return pattern


_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FILE_LENGTH = 5
LAST_COUNTER = len(_DIGITS) ** _FILE_LENGTH - 1
"""The last file that five characters can name."""


def progressive(counter: int) -> str:
    """Return the five characters of an e-invoice's file: `00001`, after `0000Z` comes `00010`.

    Raises:
        InputError: Below 1, or beyond the last name that five characters make.
    """
    if not 1 <= counter <= LAST_COUNTER:
        raise InputError(
            "counter",
            N_("{counter} makes no name of an e-invoice"),
            hint=N_("it runs from 1 to {last}"),
            counter=counter,
            last=LAST_COUNTER,
        )
    digits, rest = "", counter
    for _ in range(_FILE_LENGTH):
        rest, digit = divmod(rest, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def counter_of(text: str, *, field: str) -> int:
    """Return the counter whose characters are `text`, such as those that another program used.

    Raises:
        InputError: Not one to five of `0` to `9` and `A` to `Z`, or nothing but zeros.
    """
    typed = text.strip().upper()
    known = 1 <= len(typed) <= _FILE_LENGTH and not set(typed) - set(_DIGITS)
    counter = int(typed, len(_DIGITS)) if known else 0
    if not counter:
        raise InputError(
            field,
            N_("“{value}” is not the end of a file name"),
            hint=N_("type the five characters that come next, such as 00043"),
            value=text,
        )
    return counter


def _pattern_hint() -> str:
    return N_("for example {{year}}-{{seq:03}}")


def render(pattern: str, *, year: int, seq: int) -> str:
    """Return the printed number."""
    values = {"year": str(year), "yy": f"{year % 100:02d}", "seq": str(seq)}
    return _FIELD.sub(lambda match: values[match[1]].zfill(int(match[2] or 0)), pattern)
