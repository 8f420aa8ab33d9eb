"""Whether the words of a bank's entry name a document or a client.

A statement of thousands of entries meets thousands of open invoices: each side is prepared once,
and a cheap look at the digits stands before every search. Nothing here decides what is paid.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from smm_ledger.core.creditor_reference import rf_reference
from smm_ledger.core.text import name_words

_RUN: Final = re.compile(r"[0-9]+")
_LONGEST: Final = 12
"""Digits of a figure that is looked up; a longer one is searched for."""
_DATE: Final = re.compile(
    r"(?<![0-9])(?:[0-3]?[0-9]([/.-])[01]?[0-9]\1(?:19|20)[0-9]{2}"
    r"|(?:19|20)[0-9]{2}([/.-])[01][0-9]\2[0-3][0-9])(?![0-9])"
)
_PARTS: Final = re.compile(r"[0-9]+|[A-Z]+")
_YEAR_DIGITS: Final = 4
_TELLING: Final = 6
"""Digits from which a number that is nothing else tells by itself."""
_CALLED: Final = (
    r"(?:FATTUR[AE]|FATT?|FT|INVOICE|INV|DOC|NR?|NUM(?:ERO)?|NO|#)[ .:°]*(?:(?:NR?|NUM|NO)[ .:°]*)?"
)
_LONELY: Final = 4
"""A name of one word counts from this many letters."""


@dataclass(frozen=True)
class Words:
    """What a bank says of an entry, with the name of the other side.

    Attributes:
        text: In capitals, without dates.
    """

    text: str

    @cached_property
    def squashed(self) -> str:
        """The text without its blanks."""
        return self.text.replace(" ", "")

    @cached_property
    def figures(self) -> frozenset[str]:
        """Every figure that stands in its digits, or in a part of them."""
        return frozenset(
            run[start:end]
            for run in _RUN.findall(self.squashed)
            for start in range(len(run))
            for end in range(start + 1, min(start + _LONGEST, len(run)) + 1)
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """The words that a name can be made of."""
        return frozenset(name_words(f"{self.text} ."))


def words_of(text: str, name: str) -> Words:
    """Return the words of an entry; a date in them is no number (`20/11/2026` is no 11/2026)."""
    return Words(_DATE.sub(" ", f"{text} {name}".upper()))


class NumberWords:
    """A document's number in the ways in which it is written, and its RF reference.

    Attributes:
        digits: Its figures, without zeros in front.
    """

    def __init__(self, number: str) -> None:
        self._number = number
        self._parts = _PARTS.findall(number.upper())
        # Longest first: it is the one that a text most rarely holds by chance.
        self._cores = sorted((_core(part) for part in self._parts), key=len, reverse=True)
        self.digits = {core for core in self._cores if core.isdigit() and len(core) <= _LONGEST}

    def in_words(self, words: Words) -> bool:
        """Whether a text holds the number, or the reference that is made of it."""
        squashed = words.squashed
        if not self._parts or any(core not in squashed for core in self._cores):
            return False
        return self._pattern.search(words.text) is not None

    def quoted(self, words: Words) -> bool:
        """Whether a text holds the reference that is made of it, which means nothing else."""
        reference = rf_reference(self._number)
        return bool(reference) and reference in words.squashed

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        forms = [self._parts]
        if len(self._parts) == 2 and len(self._parts[0]) == _YEAR_DIGITS:  # noqa: PLR2004 - year and count
            forms.append(self._parts[::-1])  # `4/2026` for 2026-004
        said = [" ?[-/.]? ?".join(map(_loose, form)) for form in forms]
        if len(self._parts) == 1 and self._parts[0].isdigit() and len(self._parts[0]) < _TELLING:
            said = [f"{_CALLED}{said[0]}"]  # a 12 alone may be a day, or anything else
        reference = rf_reference(self._number)
        if reference:
            said.append(" ?".join(reference))
        return re.compile(f"(?<![0-9A-Z])(?:{'|'.join(said)})(?![0-9A-Z])")


class NumberIndex:
    """Many numbers, found in a text without a look at each."""

    def __init__(self, numbers: Iterable[str]) -> None:
        self._numbers = {
            number: (place, NumberWords(number)) for place, number in enumerate(numbers)
        }
        common = Counter(core for _, own in self._numbers.values() for core in own.digits)
        self._by_core: dict[str, list[str]] = {}
        for number, (_, own) in self._numbers.items():
            rarest = min(own.digits, key=lambda core: common[core], default="")
            self._by_core.setdefault(rarest, []).append(number)

    def in_words(self, words: Words) -> list[str]:
        """Return those that a text holds, in their order."""
        cores = words.figures & self._by_core.keys()
        near = [number for core in (*cores, "") for number in self._by_core.get(core, ())]
        found = [number for number in near if self._numbers[number][1].in_words(words)]
        return sorted(found, key=lambda number: self._numbers[number][0])


class NameWords:
    """A client's name."""

    def __init__(self, name: str) -> None:
        words = name_words(name)
        short = len(words) == 1 and len(words[0]) < _LONELY
        self._words = frozenset() if short else frozenset(words)

    def in_words(self, words: Words) -> bool:
        """Whether a text holds all words of the name."""
        return bool(self._words) and self._words <= words.names


class Spelled:
    """Numbers and names, each prepared once."""

    def __init__(self) -> None:
        self._numbers: dict[str, NumberWords] = {}
        self._names: dict[str, NameWords] = {}

    def number(self, number: str) -> NumberWords:
        """Return a document's number."""
        found = self._numbers.get(number)
        if found is None:
            found = self._numbers[number] = NumberWords(number)
        return found

    def name(self, name: str) -> NameWords:
        """Return a client's name."""
        found = self._names.get(name)
        if found is None:
            found = self._names[name] = NameWords(name)
        return found


def _core(part: str) -> str:
    """Return what must stand in a text whatever zeros stand before it."""
    return part.lstrip("0") or "0" if part.isdigit() else part


def _loose(part: str) -> str:
    """Let zeros in front be there or not."""
    return f"0*{_core(part)}" if part.isdigit() else part
