"""What a screen is given: services, words, the clock and how the user wants to see things.

It comes by constructor, so that a test pushes the one screen that it tests. The words are the one
part that changes while the program runs (the language can be switched). No import of a service's
code happens here: the bundle is only passed on.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from smm_ledger.tui.symbols import Symbols, symbols

S = TypeVar("S")


class Words(Protocol):
    """The translator of one language."""

    @property
    def language(self) -> str:
        """Its code, `it` or `en`."""
        ...

    def gettext(self, message: str) -> str:
        """Return the message in this language."""
        ...


class Clock(Protocol):
    """The only reader of time."""

    def today(self) -> dt.date:
        """Return the local date."""
        ...

    def now(self) -> dt.datetime:
        """Return the instant, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Options:
    """How the user wants the program to look and behave.

    Attributes:
        theme: `dark`, `light` or `ansi`.
        ascii_only: Draw nothing beyond ASCII.
        reduced_motion: No animation.
        keymap: The user's own keys, as in the settings.
    """

    theme: str = "dark"
    ascii_only: bool = False
    reduced_motion: bool = False
    keymap: Mapping[str, str | Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenLedger:
    """Which ledger one is in: never to be mistaken for another.

    Attributes:
        name: What the title bar shows.
        sample: Whether it is the copy with sample data.
    """

    name: str
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A client or document that the palette found.

    Attributes:
        title: Its number or name (data).
        detail: More to tell it by (data).
        place: The mode that shows it.
        key: Its key there.
    """

    title: str
    detail: str
    place: str
    key: str


@dataclass(slots=True)
class Context(Generic[S]):
    """All that a screen needs.

    Attributes:
        services: The bundle of services.
        words: The translator of the language that is on now.
        clock: Today and now.
        ledger: Which ledger it is.
        options: The user's settings for the screen.
        keep: Stores a changed setting (`theme`, `language`).
        translator: Gives the words of a language.
        finder: Looks for clients and documents by what was typed.
        log_folder: Where the report of a crash goes.
    """

    services: S
    words: Words
    clock: Clock
    ledger: OpenLedger
    log_folder: Path
    translator: Callable[[str], Words]
    options: Options = field(default_factory=Options)
    keep: Callable[[str, str], None] = lambda _name, _value: None
    finder: Callable[[str], Sequence[Found]] = lambda _typed: ()

    @property
    def symbols(self) -> Symbols:
        """The characters to draw with."""
        return symbols(ascii_only=self.options.ascii_only)

    def say(self, message: str, /, **data: object) -> str:
        """Return a message in the user's language, its data filled in after translation."""
        text = self.words.gettext(message)
        return text.format(**data) if data else text
