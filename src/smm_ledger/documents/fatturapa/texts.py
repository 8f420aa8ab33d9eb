"""Text of an e-invoice: Basic Latin and Latin-1, nothing else (the schema refuses the rest).

What has an equivalent is written out where a reader sees it (€ becomes EUR, a curly quote a
straight one, Ł an L); what has none becomes one `?`, never nothing, so that nobody believes the
text to be whole. Whether a `?` may stand is the caller's decision: in a name it may not.
"""

import re
import unicodedata
from typing import Final

UNSAID: Final = "?"

_ALIKE: Final = (
    ("\u2018\u2019\u201a\u201b\u2032", "'"),  # single quotes, prime
    ("\u201c\u201d\u201e\u201f\u2033", '"'),  # double quotes, double prime
    ("\u2039", "<"),
    ("\u203a", ">"),
    ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),  # hyphens, dashes, minus
    ("\u2022\u2023\u25cf\u25aa\u25e6", "-"),  # bullets
    ("\u20ac", "EUR"),
    ("\u20a4", "£"),
    ("\u2026", "..."),
    ("\u2122", "(TM)"),
    ("\u2120", "(SM)"),
    ("\u2190", "<-"),
    ("\u2192\u21d2", "->"),
    ("\u2264", "<="),
    ("\u2265", ">="),
    ("\u2260", "!="),
    ("\u2248", "~"),
    ("\u2713\u2714", "v"),  # check marks
    ("\u2044", "/"),
    ("\u00ad", ""),  # soft hyphen
)
_LETTERS: Final = dict(
    zip(
        ("Œ", "œ", "Ł", "ł", "Đ", "đ", "Ħ", "ħ", "Ŋ", "ŋ", "Ŧ", "ŧ", "ẞ", "ƒ", "\u0131", "\u0138"),
        ("OE", "oe", "L", "l", "D", "d", "H", "h", "N", "n", "T", "t", "SS", "f", "i", "k"),
        strict=True,
    )
)
_EQUIVALENTS: Final = {c: plain for alike, plain in _ALIKE for c in alike} | _LETTERS
_LAST_LATIN_1: Final = 0xFF
_HOLE: Final = "\x00"
_HOLES: Final = re.compile("\x00(?:\\s*\x00)*")
_BLANKS: Final = re.compile(r"\s+")


def latin(text: str) -> str:
    """Return the text in Latin-1 and on one line; what cannot be said becomes `?`."""
    whole = "".join(_said(character) for character in unicodedata.normalize("NFC", text))
    return _BLANKS.sub(" ", _HOLES.sub(UNSAID, whole)).strip()


def unsayable(text: str) -> str:
    """Return the characters that have no equivalent, each once."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(dict.fromkeys(c for c in composed if _said(c) == _HOLE))


def ascii_text(text: str) -> str:
    """Return the text in Basic Latin alone: accents go, what cannot be said becomes `?`."""
    return "".join(_bare(character) for character in latin(text))


def has_words(text: str) -> bool:
    """Tell whether there is anything to read: a letter or a digit."""
    return any(character.isalnum() for character in text)


def pieces(text: str, limit: int) -> tuple[str, ...]:
    """Cut a text at blanks into pieces of at most `limit` characters."""
    rest, cut = text.strip(), []
    while len(rest) > limit:
        at = rest.rfind(" ", 1, limit + 1)
        end = at if at > 0 else limit
        cut.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return tuple(filter(None, [*cut, rest]))


def _said(character: str) -> str:
    """Return how one character is written; `_HOLE` where it cannot be."""
    known = _EQUIVALENTS.get(character)
    if known is not None:
        return known
    category = unicodedata.category(character)
    if category in {"Cc", "Zs", "Zl", "Zp"}:
        return " "
    if ord(character) <= _LAST_LATIN_1:
        return character
    if category in {"Mn", "Me", "Mc", "Cf"}:
        return ""
    return _decomposed(character)


def _decomposed(character: str) -> str:
    """Return the plain letters that a composed one is made of, as ﬁ, ž or № are."""
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(_EQUIVALENTS.get(c, c) for c in parts if not unicodedata.combining(c))
    return kept if kept and all(ord(c) <= _LAST_LATIN_1 for c in kept) else _HOLE


def _bare(character: str) -> str:
    if character.isascii():
        return character
    kept = "".join(c for c in unicodedata.normalize("NFKD", character) if c.isascii())
    return kept or UNSAID
