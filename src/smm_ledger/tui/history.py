"""What can be undone: a short memory of changes with their inverse.

Each entry undoes and repeats by calling services, as the user would; nothing here writes. Issued
documents never come here: they are credited, not undone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

DEPTH: Final = 50


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was done, and its way back.

    Attributes:
        text: English template of what was done, over `data`.
        undo: Calls the inverse service.
        redo: Calls the service again.
    """

    text: str
    undo: Callable[[], object]
    redo: Callable[[], object]
    data: Mapping[str, object] = field(default_factory=dict)


class History:
    """Two piles of changes."""

    def __init__(self) -> None:
        self._done: list[Change] = []
        self._undone: list[Change] = []

    def did(self, change: Change) -> None:
        """Remember a change; what had been undone before cannot be repeated any more."""
        self._done = [*self._done[1 - DEPTH :], change]
        self._undone.clear()

    @property
    def next_undo(self) -> Change | None:
        """What would be taken back now."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Change | None:
        """What would be done again now."""
        return self._undone[-1] if self._undone else None

    def noted(self, change: Change | None) -> None:
        """Remember a change, if there was one."""
        if change is not None:
            self.did(change)

    def undo(self) -> Change | None:
        """Take the last change back, and return it; one that is refused is forgotten."""
        if not self._done:
            return None
        change = self._done.pop()
        change.undo()
        self._undone.append(change)
        return change

    def redo(self) -> Change | None:
        """Do again what was undone last, and return it; one that is refused is forgotten."""
        if not self._undone:
            return None
        change = self._undone.pop()
        change.redo()
        self._done.append(change)
        return change

    def forget(self) -> None:
        """Forget everything: another ledger was opened."""
        self._done.clear()
        self._undone.clear()
