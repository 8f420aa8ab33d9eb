"""The three looks: dark, light, and the terminal's own colours.

The cursor's ground is faint, so that the colours of a row stay readable on it. Only colours are
chosen here; that a state is never told by colour alone is the screens' business.
"""

from dataclasses import replace
from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

from smm_ledger.core.marks import N_

DEFAULT: Final = "dark"

DARK: Final = Theme(
    name="dark",
    primary="#7fb4e8",
    secondary="#5a7fa6",
    accent="#e5b567",
    warning="#e5b567",
    error="#e8707d",
    success="#79c98b",
    foreground="#dfe3e8",
    background="#14181d",
    surface="#1b2027",
    panel="#262d36",
    dark=True,
    variables={
        "block-cursor-background": "#2d4157",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#232b34",
    },
)
LIGHT: Final = Theme(
    name="light",
    primary="#1f4e79",
    secondary="#4c7399",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a61b2b",
    success="#1d6b34",
    foreground="#1c2126",
    background="#fbfbf9",
    surface="#f1f2ef",
    panel="#e2e5e1",
    dark=False,
    variables={
        "block-cursor-background": "#cddcec",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#e4e8ea",
    },
)
ANSI: Final = replace(BUILTIN_THEMES["ansi-dark"], name="ansi")

THEMES: Final = {theme.name: theme for theme in (DARK, LIGHT, ANSI)}
TITLES: Final = {
    "dark": N_("Dark"),
    "light": N_("Light"),
    "ansi": N_("Colours of the terminal"),
}


def known(name: str) -> str:
    """Return the theme of that name, or the default's name."""
    return name if name in THEMES else DEFAULT
