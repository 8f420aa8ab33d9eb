"""Which rows are marked, without listing them all.

"Mark all" on 100,000 rows is one fact, not 100,000 keys; so the exceptions are kept instead. The
rows themselves are read only when an action needs them.
"""

from collections.abc import Iterable


class Marks:
    """A set of row keys, or all rows but a set of keys."""

    def __init__(self) -> None:
        self._all = False
        self._keys: set[str] = set()

    def has(self, key: str) -> bool:
        """Tell whether a row is marked."""
        return (key in self._keys) is not self._all

    def toggle(self, key: str) -> None:
        """Mark a row, or take its mark away."""
        self._keys ^= {key}

    def toggle_all(self) -> None:
        """Mark all rows; if all are marked, none."""
        every = self._all and not self._keys
        self.clear()
        self._all = not every

    def clear(self) -> None:
        """Take every mark away."""
        self._all = False
        self._keys.clear()

    def count(self, rows: int) -> int:
        """Return how many of `rows` rows are marked."""
        return rows - len(self._keys) if self._all else len(self._keys)

    def of(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the marked ones among all the list's keys, in the list's order."""
        if not self._all and not self._keys:
            return ()
        return tuple(key for key in keys if self.has(key))
