"""The ledger as a file: its log, its health, its copies."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from smm_ledger.services.log_keys import shown
from smm_ledger.services.ports import Storage
from smm_ledger.services.read_models import Activity, Finding


class UpkeepService:
    """What a user does with the ledger itself."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def log(self, *, entity: str | None = None, limit: int | None = None) -> Sequence[Activity]:
        """Return the log, oldest first; of one thing, or of all.

        What only serves an undo is left out: it may be private.
        """
        with self._storage.read() as reader:
            return [shown(entry) for entry in reader.activity(entity=entity, limit=limit)]

    def is_demo(self) -> bool:
        """Whether the ledger holds sample data."""
        with self._storage.read() as reader:
            return reader.is_demo()

    def warnings(self) -> Sequence[str]:
        """Return what speaks against the ledger's place, as message templates."""
        return self._storage.warnings()

    def check(self, *, full: bool = False) -> Sequence[Finding]:
        """Return what is damaged; nothing where all is well."""
        return self._storage.check(full=full)

    def backup(self, target: Path) -> Path:
        """Write a verified copy."""
        return self._storage.backup(target)

    def restore(self, source: Path, *, force: bool = False) -> None:
        """Put a verified copy in the ledger's place; the old one is kept beside it."""
        self._storage.restore(source, force=force)

    def dump(self) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Return everything, for an export."""
        with self._storage.read() as reader:
            return reader.dump()

    def load(self, tables: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
        """Make the ledger from an export."""
        self._storage.load(tables)
