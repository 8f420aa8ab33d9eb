"""How a document looks: paper, style, the issuer's accent made readable.

Colours are arithmetic and stay out of the templates: an accent is only a wish, and what is
written in it or on it must keep a contrast of 4.5:1 (WCAG 2.2, 1.4.3).
"""

import re
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_

STYLES: Final = ("classic", "minimal", "bold")
PAPERS: Final = {"A4": "210mm 297mm", "Letter": "8.5in 11in"}

_HEX: Final = re.compile(r"#[0-9a-fA-F]{6}")
_READABLE: Final = 4.5
_TINT: Final = 0.93
_KNEE: Final = 0.04045  # of the sRGB curve

Colour = tuple[int, int, int]
_WHITE: Final[Colour] = (255, 255, 255)
_BLACK: Final[Colour] = (0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Style, accent (``#rrggbb``) and paper of one document; unknown ones are refused."""

    style: str = "classic"
    accent: str = "#1f4e79"
    paper: str = "A4"

    def __post_init__(self) -> None:
        """Refuse what a sheet cannot be made of.

        Raises:
            InputError: Names the setting.
        """
        _one_of("style", self.style, STYLES)
        _one_of("paper", self.paper, tuple(PAPERS))
        if not _HEX.fullmatch(self.accent):
            raise InputError(
                "accent",
                N_("{value!r} is no colour"),
                hint=N_("write it as #rrggbb, such as #1f4e79"),
                value=self.accent,
            )

    def css(self) -> str:
        """Return the rules that stand in front of the style sheet."""
        accent = _parse(self.accent)
        ink = max((_WHITE, _BLACK), key=lambda colour: _contrast(colour, accent))
        return (
            f"@page {{ size: {PAPERS[self.paper]} }}\n"
            f":root {{ --accent: {_write(accent)}; --ink-on-accent: {_write(ink)};"
            f" --accent-text: {_write(_darkened(accent))};"
            f" --tint: {_write(_mixed(accent, _WHITE, _TINT))} }}\n"
        )


def _one_of(field: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise InputError(
            field,
            N_("{value!r} is not known"),
            hint=N_("use one of {allowed}"),
            value=value,
            allowed=", ".join(allowed),
        )


def _parse(colour: str) -> Colour:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


def _write(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return (red, green, blue)


def _luminance(colour: Colour) -> float:
    """Return the relative luminance (WCAG 2.2)."""
    parts = [value / 255 for value in colour]
    linear = [p / 12.92 if p <= _KNEE else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: Colour, other: Colour) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _darkened(colour: Colour) -> Colour:
    """Return the colour, as little darker as text on white and on the tint needs."""
    ground = _mixed(colour, _WHITE, _TINT)
    steps = (_mixed(colour, _BLACK, step / 20) for step in range(21))
    return next(shade for shade in steps if _contrast(shade, ground) >= _READABLE)
