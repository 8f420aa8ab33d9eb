"""The training log."""

import datetime as dt
from collections.abc import Sequence

from smm_ledger.core.errors import NotFoundError
from smm_ledger.core.marks import N_
from smm_ledger.core.study import StudyEntry
from smm_ledger.db.columns import day
from smm_ledger.db.queries.rows import Db, Row, row, rows

_NAME = "study-"


def entries(db: Db, *, year: int | None) -> Sequence[StudyEntry]:
    """Return the entries of a year, or all, newest first."""
    first, last = (dt.date.min, dt.date.max) if year is None else _days(year)
    sql = "SELECT * FROM study WHERE date BETWEEN ? AND ? ORDER BY date DESC, id DESC"
    return [_entry(found) for found in rows(db, sql, (first.isoformat(), last.isoformat()))]


def entry(db: Db, ref: str) -> StudyEntry:
    """Return the entry named `study-3`, or `3`."""
    number = ref.removeprefix(_NAME)
    if not (number.isascii() and number.isdigit() and len(number) < _LONGEST):
        raise NotFoundError(ref, thing=N_("training entry"))
    return entry_by_id(db, int(number))


_LONGEST = 16
"""Digits that SQLite's integers surely hold."""


def entry_by_id(db: Db, key: int) -> StudyEntry:
    """Return an entry by its key."""
    found = row(db, "SELECT * FROM study WHERE id = ?", (key,))
    if found is None:
        raise NotFoundError(f"{_NAME}{key}", thing=N_("training entry"))
    return _entry(found)


def _days(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _entry(found: Row) -> StudyEntry:
    return StudyEntry(
        id=found["id"],
        date=day(found["date"]),
        minutes=found["minutes"],
        cost=found["cost_minor"],
        currency=found["currency"],
        topic=found["topic"],
        takes_back=found["takes_back"],
    )
