"""Writes the log at the end of a transaction: what was announced, and whatever else was saved.

Entries wait until the end, so that each holds the hash of its thing as the transaction leaves it;
a change that no one announced gets an entry too, since what is stored must always match the log.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlmodel import Session, col, insert, select

from smm_ledger.core.canonical import canonical_json, chain_hash
from smm_ledger.db import log
from smm_ledger.db.queries.rows import Db, value
from smm_ledger.db.tables import ActivityRow
from smm_ledger.services.ports import Clock

CHANGE = "change"
"""Action of what was saved without being announced."""

Key = tuple[str, int]


@dataclass(slots=True)
class Entry:
    """An announced action."""

    key: Key
    name: str
    action: str
    data: dict[str, object]


@dataclass(slots=True)
class Journal:
    """What one transaction will say.

    Attributes:
        saved: Things that were saved, in order.
        gone: Keys of deleted things by kind and name.
        start: Highest ids of the appended rows before this transaction.
    """

    session: Session
    clock: Clock
    db: Callable[[], Db]
    entries: list[Entry] = field(default_factory=list)
    saved: dict[Key, None] = field(default_factory=dict)
    gone: dict[tuple[str, str], int] = field(default_factory=dict)
    start: dict[str, int] = field(default_factory=dict)

    def begin(self) -> None:
        """Remember where the appended rows end."""
        for what, table in _TABLES.items():
            self.start[what] = _last(self.db(), table)

    def announce(self, key: Key, name: str, action: str, data: Mapping[str, object]) -> None:
        """Let an action be written at the end."""
        plain: dict[str, object] = json.loads(canonical_json(dict(data)))
        self.entries.append(Entry(key, name, action, plain))

    def write(self) -> None:
        """Append all entries that wait."""
        announced = {entry.key for entry in self.entries}
        for kind, key in self.saved:
            if (kind, key) not in announced:
                name = log.name_of(kind, log.thing(self.db(), kind, key))
                self.entries.append(Entry((kind, key), name, CHANGE, {}))
        self._vouch()
        if self.entries:
            self._append()
        self.entries.clear()
        self.saved.clear()

    def _vouch(self) -> None:
        for what, table in _TABLES.items():
            last = _last(self.db(), table)
            if last > self.start[what]:
                if not self.entries:
                    self.entries.append(Entry(log.LEDGER, log.LEDGER[0], CHANGE, {}))
                made = log.voucher(self.db(), what, self.start[what] + 1, last)
                self.entries[0].data[what] = made
                self.start[what] = last

    def _append(self) -> None:
        newest = select(ActivityRow.seq, ActivityRow.hash).order_by(col(ActivityRow.seq).desc())
        last = self.session.exec(newest.limit(1)).first()
        seq, previous = (last[0] or 0, last[1]) if last else (0, "")
        hashes: dict[Key, str] = {}
        made: list[dict[str, object]] = []
        at = self.clock.now().isoformat(timespec="milliseconds")
        for seq, entry in enumerate(self.entries, seq + 1):  # noqa: B020 - counts on from the last
            if entry.key not in hashes:
                hashes[entry.key] = log.after(self.db(), *entry.key)
            values: dict[str, object] = {
                "seq": seq,
                "at": at,
                "entity_kind": entry.key[0],
                "entity_id": entry.key[1],
                "entity": entry.name,
                "action": entry.action,
                "data": canonical_json(entry.data),
                "after": hashes[entry.key],
            }
            previous = chain_hash(previous, log.content(values))
            made.append(values | {"hash": previous})
        self.session.exec(insert(ActivityRow), params=made)


_TABLES = {"settlements": "settlement", "documents": "document"}


def _last(db: Db, table: str) -> int:
    return int(value(db, f"SELECT ifnull(max(id), 0) FROM {table}"))  # noqa: S608 - ours
