"""The few characters that are drawn, and their ASCII twins.

A state is told by symbol, word and colour, so that none of the three is needed alone. With the
`ascii` setting no character beyond ASCII is drawn by the program itself; data stay as they are.
"""

from typing import ClassVar, Final, NamedTuple

from textual.scrollbar import ScrollBar, ScrollBarRender


class Symbols(NamedTuple):
    """One set of drawing characters, each one column wide."""

    cursor: str
    mark: str
    more: str
    crumb: str
    dot: str
    done: str
    alert: str
    partly: str
    idle: str
    full: str
    part: str
    up: str
    down: str
    left: str
    right: str
    dash: str
    ruler: str


UNICODE: Final = Symbols(
    cursor="❯",
    mark="●",
    more="…",
    crumb="›",
    dot="·",
    done="✓",
    alert="!",
    partly="~",
    idle="·",
    full="█",
    part="░",
    up="↑",
    down="↓",
    left="◂",
    right="▸",
    dash="–",
    ruler="─",
)
ASCII: Final = Symbols(
    cursor=">",
    mark="*",
    more="~",
    crumb=">",
    dot="-",
    done="+",
    alert="!",
    partly="~",
    idle=".",
    full="#",
    part="-",
    up="^",
    down="v",
    left="<",
    right=">",
    dash="-",
    ruler="-",
)


class PlainBars(ScrollBarRender):
    """Scrollbars without the eighths of a character at their ends."""

    VERTICAL_BARS: ClassVar[list[str]] = [" "] * 8
    HORIZONTAL_BARS: ClassVar[list[str]] = [" "] * 8


def draw_bars(*, ascii_only: bool) -> None:
    """Let every scrollbar be drawn in one of the two ways."""
    ScrollBar.renderer = PlainBars if ascii_only else ScrollBarRender


def symbols(*, ascii_only: bool) -> Symbols:
    """Return the set that the settings ask for."""
    return ASCII if ascii_only else UNICODE
