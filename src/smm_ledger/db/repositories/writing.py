"""How a row is added, changed under its version, and how a document's parts are rewritten.

Rows stay in this package; what a caller gets is a key.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlmodel import Session, SQLModel, col, delete, insert

from smm_ledger.core.errors import Changed
from smm_ledger.db.mapping import Values

R = TypeVar("R", bound=SQLModel)


def add(session: Session, row: SQLModel) -> int:
    """Insert a row and return its key."""
    session.add(row)
    session.flush()
    return int(getattr(row, "id"))  # noqa: B009 - every row given here has one


def stored(session: Session, kind: type[R], key: int, *, version: int | None, name: str) -> R:
    """Return the row as it is stored now.

    Raises:
        Changed: It is gone, or its version is another one than the caller saw.
    """
    row = session.get(kind, key, populate_existing=True)
    if row is None or (version is not None and getattr(row, "version", version) != version):
        raise Changed(name)
    return row


def put(session: Session, row: SQLModel, values: Mapping[str, Any]) -> None:
    """Set columns; one that keeps its value is not written, so that no trigger sees a change."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    session.flush()


def rewrite(
    session: Session, kind: type[SQLModel], parent: tuple[str, int], parts: Sequence[Values]
) -> None:
    """Replace the children of a parent (`column`, key) that may still change."""
    column, key = parent
    session.exec(delete(kind).where(col(getattr(kind, column)) == key))
    if parts:
        session.exec(insert(kind), params=[{column: key, **part} for part in parts])
