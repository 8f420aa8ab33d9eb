"""One of a few, chosen by keys on one line; and things that are ticked.

Textual's own select opens a list over the form and speaks English; here the left and right arrows
or a first letter do it without leaving the line.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from smm_ledger.tui.symbols import Symbols
from smm_ledger.tui.text import label

Option = tuple[str, str]
"""What is returned, and what is shown in the user's language."""


class ChoiceInput(Widget, can_focus=True):
    """A choice between a few words.

    Args:
        field: The name under which a refusal speaks of it.
        options: What there is to choose from.
        symbols: The arrows to draw.
        value: What is chosen at first; the first option without it.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ChoiceInput {
        height: 1; width: 1fr; background: $surface; color: $foreground; padding: 0;
        &:focus { background-tint: $foreground 5%; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right,space", "step(1)", show=False),
    ]

    class Changed(Message):
        """Another option was chosen."""

        def __init__(self, choice: "ChoiceInput") -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> "ChoiceInput":
            """The choice."""
            return self.choice

    def __init__(
        self, field: str, options: Sequence[Option], symbols: Symbols, *, value: str = ""
    ) -> None:
        super().__init__()
        self.field = field
        self.options = tuple(options)
        self._symbols = symbols
        self._at = self._index(value)
        self.initial = self.text
        self.reading = ""

    def _index(self, value: str) -> int:
        keys = [key for key, _ in self.options]
        return keys.index(value) if value in keys else 0

    @property
    def text(self) -> str:
        """The key of what is chosen."""
        return self.options[self._at][0]

    @text.setter
    def text(self, value: str) -> None:
        self._choose(self._index(value))

    @property
    def touched(self) -> bool:
        """Whether something else is chosen than at first."""
        return self.text != self.initial

    def read(self) -> str | None:
        """Return the key of what is chosen, None for an empty one."""
        return self.text or None

    def render(self) -> Content:
        """Paint the chosen word between its arrows."""
        left, right = self._symbols.left, self._symbols.right
        arrows = "$primary" if self.has_focus else "$text-muted"
        word = label(f" {self.options[self._at][1]} ")
        return label(left, style=arrows) + word + label(right, style=arrows)

    def action_step(self, step: int) -> None:
        """Choose the next or the previous one, round and round."""
        self._choose((self._at + step) % len(self.options))

    def on_key(self, event: events.Key) -> None:
        """Choose the next option that begins with a typed letter."""
        letter = event.character
        if letter is None or not letter.isalnum():
            return
        count = len(self.options)
        for step in range(1, count + 1):
            index = (self._at + step) % count
            if self.options[index][1].casefold().startswith(letter.casefold()):
                event.stop()
                self._choose(index)
                return

    def on_click(self) -> None:
        """Choose the next one."""
        self.action_step(1)

    def _choose(self, index: int) -> None:
        if index != self._at:
            self._at = index
            self.refresh()
            self.post_message(self.Changed(self))


class Tick(Widget, can_focus=True):
    """One thing that may be taken, and its price.

    Args:
        key: What it stands for.
        text: What is shown (data).
        symbols: The mark to draw.
        on: Whether it is taken at first.
        group: Of the things of one group exactly one is taken.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Tick {
        height: 1; width: 1fr; background: $surface; color: $foreground;
        &:focus { background-tint: $foreground 10%; text-style: bold; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "flip", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    class Changed(Message):
        """It was taken, or left."""

        def __init__(self, tick: "Tick") -> None:
            super().__init__()
            self.tick = tick

    def __init__(
        self, key: int, text: str, symbols: Symbols, *, on: bool = False, group: str = ""
    ) -> None:
        super().__init__()
        self.key = key
        self.on = on
        self.group = group
        self._text = text
        self._symbols = symbols

    def render(self) -> Content:
        """Paint the box and the words."""
        here = self._symbols.cursor if self.has_focus else " "
        mark = self._symbols.done if self.on else " "
        return label(f"{here} [{mark}] {self._text}")

    def put(self, *, on: bool) -> None:
        """Take it or leave it, without telling anybody."""
        self.on = on
        self.refresh()

    def action_flip(self) -> None:
        """Take it, or leave it."""
        self.put(on=not self.on)
        self.post_message(self.Changed(self))

    def on_click(self) -> None:
        """Take it, or leave it."""
        self.action_flip()
