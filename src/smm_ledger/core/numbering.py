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


def _pattern_hint() -> str:
    return N_("for example {{year}}-{{seq:03}}")


def render(pattern: str, *, year: int, seq: int) -> str:
    """Return the printed number."""
    values = {"year": str(year), "yy": f"{year % 100:02d}", "seq": str(seq)}
    return _FIELD.sub(lambda match: values[match[1]].zfill(int(match[2] or 0)), pattern)
