"""Text as the shipped fonts can draw it: emoji leave no empty box behind.

Names and descriptions of social media work hold emoji. No text font draws them, and which fonts a
machine has besides ours must not decide what an archived page looks like. A mark that says yes or
no keeps its plain form; the others go, with one of the blanks around them. The ledger, the lists
and the e-mails keep what was typed.
"""

import re
from typing import Final

NOTHING_LEFT: Final = "–"

_PLAIN: Final = str.maketrans(
    {
        "\u2705": "\u2713",
        "\u2714": "\u2713",
        "\u2611": "\u2713",
        "\u2716": "\u2717",
        "\u2718": "\u2717",
        "\u274c": "\u2717",
        "\u27a1": "\u2192",
        "\u2b05": "\u2190",
        "\u2b06": "\u2191",
        "\u2b07": "\u2193",
    }
)
# Technical and miscellaneous symbols, dingbats but for the two marks that our font has, arrows and
# stars, the planes of pictures with skin tones and flags; then what only joins or varies them.
_PICTURES: Final = (
    "\u231a-\u23ff\u2600-\u2712\u2714-\u2716\u2718-\u27bf\u2b00-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff"
)
_JOINED: Final = "\u200d\u20e3\ufe00-\ufe0f\U000e0020-\U000e007f"
_PICTURE: Final = f"(?:[{_PICTURES}][{_PICTURES}{_JOINED}]*|[\u20e3\ufe00-\ufe0f])"
_RUN: Final = re.compile(f" *(?:{_PICTURE} *)+")
_CLOSING: Final = "\n,.;:!?)"


def drawable(text: str) -> str:
    """Return the text without what a page could only show as an empty box.

    A text of nothing but pictures becomes a dash: a name is never left out.
    """
    drawn = _RUN.sub(_gap, text.translate(_PLAIN))
    return drawn if drawn.strip() or not text.strip() else NOTHING_LEFT


def _gap(run: re.Match[str]) -> str:
    """Return what stands where pictures stood: a blank if there was one between two words."""
    before, after = run.string[: run.start()][-1:], run.string[run.end() :][:1]
    inside = before not in ("", "\n") and after not in ("", *_CLOSING)
    return " " if inside and " " in run.group() else ""
