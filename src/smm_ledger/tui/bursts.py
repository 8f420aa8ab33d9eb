"""Keys that come in one burst: a slow line, a macro, a quick hand.

The terminal hands them over at once, so that Textual would look all of them up on the screen where
the first was typed: what follows a key that opens a dialog would open others, or be lost.
"""

import asyncio
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App

if TYPE_CHECKING:
    from textual.screen import Screen

TURNS: Final = 4
"""Turns of the event loop in which a worker that a key has started comes to its question."""

TURNS_TO_OPEN: Final = 400
"""Turns in which a dialog comes to know where the focus is, and many more."""


class BurstApp(App[int]):
    """An app that looks at one key after another."""

    def __init__(self) -> None:
        super().__init__()
        self._typed_over: WeakKeyDictionary[events.Key, Screen[Any]] = WeakKeyDictionary()

    async def on_event(self, event: events.Event) -> None:
        """Remember over which screen a key was typed."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._typed_over[event] = self.screen
        await super().on_event(event)

    async def on_key(self, event: events.Key) -> None:
        """Let what a key opens be there before the next key of the same burst is looked at.

        What was typed after it is meant for what it opened, as with a slow hand.
        """
        event.prevent_default()
        before = self.screen
        if self._typed_over.pop(event, before) in self.screen_stack[:-1]:
            target, again = self.focused or before, events.Key(event.key, event.character)
            target._forward_event(again)  # noqa: SLF001 - as Textual's own app does
            return
        await super()._on_key(event)
        for _ in range(TURNS):
            await asyncio.sleep(0)
        for _ in range(TURNS_TO_OPEN):
            if self.screen is before or self.focused is not None:
                break
            await asyncio.sleep(0)
