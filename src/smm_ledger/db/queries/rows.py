"""The small door to `sqlite3` that every query goes through, and how a list is narrowed and cut.

Values are always bound; the only text put into a statement is ours.
"""

import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_

Db = sqlite3.Connection
Row = Any
"""A row by column name; `sqlite3.Row` knows no types of its columns."""

Args = Sequence[object] | Mapping[str, object]


def rows(db: Db, sql: str, args: Args = ()) -> Iterator[Row]:
    """Yield rows that are read by column name."""
    cursor = db.cursor()
    cursor.row_factory = sqlite3.Row
    yield from cursor.execute(sql, args)


def row(db: Db, sql: str, args: Args = ()) -> Row:
    """Return the first row, or None."""
    return next(rows(db, sql, args), None)


def value(db: Db, sql: str, args: Args = ()) -> Row:
    """Return the one value of the first row, or None."""
    found = db.execute(sql, args).fetchone()
    return found[0] if found else None


@dataclass(slots=True)
class Where:
    """Conditions of a list, joined by AND, with their values."""

    parts: list[str] = field(default_factory=list)
    args: list[object] = field(default_factory=list)

    def add(self, condition: str, *args: object) -> None:
        """Add a condition of ours with the values of its `?`."""
        self.parts.append(condition)
        self.args.extend(args)

    def __str__(self) -> str:
        return f"WHERE {' AND '.join(self.parts)}" if self.parts else ""


def window(limit: int | None, offset: int) -> tuple[str, tuple[int, int]]:
    """Return the LIMIT clause and its values; without a limit, everything from the offset."""
    return "LIMIT ? OFFSET ?", (-1 if limit is None else limit, offset)


def words(search: str) -> list[str]:
    """Return the words of a search, folded, each at most once."""
    return list(dict.fromkeys(fold(search).split()))[:8]


def fold(text: str | None) -> str:
    """Return text without case and accents, for comparison alone."""
    if text is None or text.isascii():  # most names, and ten times quicker
        return (text or "").lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def with_fold(db: Db) -> Db:
    """Let SQL call `fold(text)` on this connection."""
    db.create_function("fold", 1, fold, deterministic=True)
    return db


def clause_of(table: Mapping[str, str], wanted: str, *, field_name: str) -> str:
    """Return the clause of a status or an order as typed.

    Raises:
        InputError: There is none of that name.
    """
    try:
        return table[wanted]
    except KeyError:
        raise InputError(
            field_name,
            N_("“{value}” is not one of: {options}"),
            hint=N_("use one of those"),
            value=wanted,
            options=", ".join(name for name in table if name),
        ) from None
