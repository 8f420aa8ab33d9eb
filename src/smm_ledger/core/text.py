"""The one entrance and the one exit of text.

`clean` stands where text comes in (a form, an option, a file), `safe` where it goes out to a
terminal; `slug` makes the short codes. What `clean` let through needs no second look, yet old
ledgers and foreign files exist, so the exits never trust it. Nothing here may repair text
silently beyond NFC and outer blanks: what is dangerous is refused, with the field's name.
"""

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_

NAME_MAX: Final = 200
DESCRIPTION_MAX: Final = 500
NOTE_MAX: Final = 5000
CODE_MAX: Final = 40

MARK: Final = "\ufffd"
"""What a refused character becomes on a terminal: visible, and one column wide."""

# C0, DEL and C1; line and paragraph separators; bidi marks, embeddings, overrides and isolates
# (with their deprecated kin); BOM; interlinear annotation; surrogates; noncharacters.
_REFUSED: Final = (
    "\x7f-\x9f\u2028\u2029"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
)
_REFUSED_IN_LINE: Final = re.compile(f"[\x00-\x1f{_REFUSED}]")
_REFUSED_IN_NOTE: Final = re.compile(f"[\x00-\x09\x0b-\x1f{_REFUSED}]")
_BLANKS: Final = re.compile("[\t\r\n\x0b\x0c\u2028\u2029\x85]+")
_OUTER_BLANKS: Final = " \t\r\n"

_NOT_IN_CODE: Final = re.compile(r"[^a-z0-9]+")
_CODE: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DOTTED: Final = re.compile(r"(?<![a-z0-9])(?:[a-z]\. ?){2,}(?:[a-z](?![a-z0-9]))?")
_LETTERS_WITHOUT_MARKS: Final = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
    },
)
_APOSTROPHES: Final = re.compile("['\u2019\u2018`\u00b4]")
# Compared after the dots are gone, so S.r.l., S.R.L. and srl are one.
_LEGAL_FORMS_LISTED: Final = """
srl srls srlu spa snc sas sapa scarl scrl scpa scpl sc ss sagl
ltd limited llc llp lp plc inc corp co gmbh ag kg ohg ug ev eurl sarl sasu sa sl slu
lda ltda bv nv vof cv oy ab aps doo sro zoo kft ood pty pte
"""
_LEGAL_FORMS: Final = frozenset(_LEGAL_FORMS_LISTED.split())


def clean(
    value: str,
    *,
    field: str,
    max_length: int = NAME_MAX,
    required: bool = False,
    multiline: bool = False,
) -> str:
    """Return the text in NFC without outer blanks, or refuse it.

    Args:
        value: What was typed or read.
        field: The key of the field, for the message.
        max_length: In characters, after NFC.
        required: Refuse what shows nothing at all (blanks, zero-width characters only).
        multiline: Let line feeds stand (CR LF becomes LF); nothing else changes.

    Raises:
        InputError: Names the field, and the first character that may not stand there.
    """
    text = value.replace("\r\n", "\n") if multiline else value
    text = text.strip(_OUTER_BLANKS)
    found = (_REFUSED_IN_NOTE if multiline else _REFUSED_IN_LINE).search(text)
    if found:
        raise InputError(
            field,
            N_("the character {character} cannot be used here"),
            hint=N_("remove it; only visible text is kept"),
            character=f"U+{ord(found.group()):04X}",
        )
    text = unicodedata.normalize("NFC", text).strip()
    if len(text) > max_length:
        raise InputError(
            field,
            N_("{length} characters, at most {max_length} fit"),
            hint=N_("shorten it"),
            length=len(text),
            max_length=max_length,
        )
    if required and not _shows(text):
        raise InputError(field, N_("it is empty"), hint=N_("give a value"))
    return text


def _shows(text: str) -> bool:
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)


def clean_code(value: str, *, field: str) -> str:
    """Return a typed code (client, service) in its one form, or refuse it.

    Raises:
        InputError: Not lower-case ASCII letters, digits and single hyphens, 1 to 40 of them.
    """
    code = clean(value, field=field, max_length=CODE_MAX, required=True).lower()
    if not _CODE.fullmatch(code):
        raise InputError(
            field,
            N_("“{value}” is no code"),
            hint=N_("use letters a-z, digits and hyphens, as in rossi-moda"),
            value=code,
        )
    return code


def safe(value: str, *, multiline: bool = False) -> str:
    """Return text that a terminal cannot mistake for a command.

    Line breaks and tabs become one blank (line feeds stay when `multiline`), every other
    character that `clean` refuses becomes `MARK`. Never raises.
    """
    if multiline:
        return "\n".join(safe(line) for line in value.split("\n"))
    return _REFUSED_IN_LINE.sub(MARK, _BLANKS.sub(" ", value))


def slug(name: str, taken: Collection[str] = (), *, default: str = "client") -> str:
    """Make a short ASCII code of a name, unique among `taken`.

    A legal form at the end is dropped: `Rossi Moda S.r.l.` gives `rossi-moda`, and
    `rossi-moda-2` when that is taken. At most `CODE_MAX` characters; a name without one
    Latin letter or digit gives `default`.
    """
    base = _shorten("-".join(name_words(name)) or default, CODE_MAX)
    code, counter = base, 1
    while code in taken:
        counter += 1
        suffix = f"-{counter}"
        code = _shorten(base, CODE_MAX - len(suffix)) + suffix
    return code


def name_words(name: str) -> list[str]:
    """Return a name's words in ASCII lower case, without a legal form at its end."""
    text = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS_WITHOUT_MARKS)
    text = "".join(character for character in text if not unicodedata.combining(character))
    text = _DOTTED.sub(lambda found: re.sub(r"[. ]", "", found.group()) + " ", text)
    words = [word for word in _NOT_IN_CODE.split(_APOSTROPHES.sub("", text)) if word]
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return words


def _shorten(code: str, length: int) -> str:
    """Cut at a hyphen where that leaves at least half, else in mid-word."""
    if len(code) <= length:
        return code
    cut = code[:length]
    at = cut.rfind("-") if code[length] != "-" else length
    return cut[:at] if at >= length // 2 else cut.rstrip("-")
