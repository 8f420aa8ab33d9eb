"""The lines at the top and the bottom of every screen: where one is, and the best keys.

Textual's Header and Footer make a widget for every key and are in English; each of these is one
widget that paints one line, so that the first paint stays near an empty program's. What is shown
comes from the screen; nothing is decided here.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeAlias

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from smm_ledger.tui.text import label

KEYS_IN_FOOTER: Final = 6


class Heading(NamedTuple):
    """What the top line says.

    Attributes:
        crumbs: The way to this screen; the last is the screen itself.
        status: Counts, filter and order, in few words.
        ledger: Which ledger one is in.
    """

    crumbs: tuple[str, ...]
    status: str
    ledger: str


class Hint(NamedTuple):
    """A key worth showing."""

    key: str
    display: str
    text: str

    @property
    def width(self) -> int:
        """Columns it takes, with the blanks around."""
        return cell_len(self.display) + cell_len(self.text) + 3


class TitleBar(Widget, can_focus=False):
    """The top line."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TitleBar { height: 1; width: 1fr; background: $panel; color: $foreground; }
    """

    def __init__(self, heading: Callable[[], Heading], crumb: str) -> None:
        super().__init__()
        self._heading = heading
        self._crumb = crumb

    def render(self) -> Content:
        """Paint crumbs and status on the left, the ledger on the right."""
        heading = self._heading()
        *way, here = heading.crumbs
        left = Content(" ")
        for crumb in way:
            left += label(f"{crumb} {self._crumb} ", style="$text-muted")
        left += label(here, style="bold $primary")
        if heading.status:
            left += label(f"   {heading.status}", style="$text-muted")
        right = label(f" {heading.ledger} ", style="$text-muted")
        room = self.size.width - right.cell_length
        if left.cell_length > room:
            return left.truncate(self.size.width, ellipsis=True)
        return left.pad_right(room - left.cell_length) + right


class Banner(Widget, can_focus=False):
    """A worded strip that cannot be overlooked: these are sample data."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Banner {
        height: 1; width: 1fr; content-align: center middle;
        background: $warning; color: $background; text-style: bold;
        &:ansi { background: ansi_yellow; color: ansi_black; }
    }
    """

    def __init__(self, words: Callable[[], str]) -> None:
        super().__init__()
        self._words = words

    def render(self) -> Content:
        """Paint the words."""
        return label(self._words())


Hints: TypeAlias = tuple[Sequence[Hint], Hint | None]
"""A screen's best keys, best first, and the one for help."""


class KeyBar(Widget, can_focus=False):
    """The bottom line: the screen's best keys, and the one for help at the right.

    Which keys work is asked after the rest is painted: a person sees first what she did.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar { height: 1; width: 1fr; background: $panel; color: $foreground; }
    """

    def __init__(self, hints: Callable[[], Hints]) -> None:
        super().__init__()
        self._hints = hints
        self._shown: Hints = ((), None)
        self._spans: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow the focus: other keys are active in another pane."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self._changed(self.screen)

    def _changed(self, _screen: object) -> None:
        self.call_after_refresh(self._ask)

    def _ask(self) -> None:
        if not self.is_attached:  # the screen is built anew
            return
        hints = self._hints()
        if hints != self._shown:
            self._shown = hints
            self.refresh()

    def render(self) -> Content:
        """Paint as many hints as fit; the help's is always among them."""
        hints, last = self._shown
        room = self.size.width - (last.width if last else 0)
        self._spans = []
        line = Content("")
        for hint in hints:
            if line.cell_length + hint.width <= room:
                line = self._add(line, hint)
        if last is None:
            return line
        return self._add(line.pad_right(max(0, room - line.cell_length)), last)

    def _add(self, line: Content, hint: Hint) -> Content:
        start = line.cell_length
        self._spans.append((start, start + hint.width, hint.key))
        key = label(f" {hint.display} ", style="bold $primary")
        return line + key + label(f"{hint.text} ")

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        for start, end, key in self._spans:
            if start <= event.x < end:
                event.stop()
                self.app.simulate_key(key)
