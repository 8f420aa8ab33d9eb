"""The one ledger file, as the services see it.

Importing this costs `sqlite3` alone: the write side (SQLModel) is imported by the first `write`, or
by `warm` when there is time for it. Nothing is opened before it is asked for, or kept open after.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from smm_ledger.core.errors import LedgerMissing, NotALedger
from smm_ledger.db import files, migrate
from smm_ledger.db.engine import BUSY_MS, connect, engine_of
from smm_ledger.db.errors import translating
from smm_ledger.db.queries.facts import DEMO
from smm_ledger.db.reader import LedgerReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import Engine

    from smm_ledger.services.ports import Clock, UnitOfWork
    from smm_ledger.services.read_models import Finding


class SqliteStorage:
    """A ledger in SQLite (see `services.ports.Storage`).

    Attributes:
        clock: Names copies and dates log entries.
        busy_ms: How long a locked ledger is waited for.
    """

    def __init__(self, path: Path, *, clock: Clock, busy_ms: int = BUSY_MS) -> None:
        self._path = path
        self._clock = clock
        self._busy_ms = busy_ms

    @property
    def path(self) -> Path:
        """Where it is."""
        return self._path

    def exists(self) -> bool:
        """Whether there is a file at that path."""
        return self._path.exists()

    def warnings(self) -> tuple[str, ...]:
        """Return what speaks against this place for a ledger, as message templates."""
        return files.warnings_for(self._path)

    def warm(self) -> None:
        """Import the write side ahead of the first write, and map its tables; half a second."""
        from sqlalchemy.orm import configure_mappers

        from smm_ledger.db import daily, unit_of_work  # noqa: F401 - imported for their cost
        from smm_ledger.db.queries import records  # noqa: F401

        _ = self._engine
        configure_mappers()

    def create(self, *, demo: bool = False) -> None:
        """Make an empty ledger; one that `init` left without an issuer is taken over.

        Raises:
            AlreadyExists: There is a ledger, or another file.
        """
        from smm_ledger.db import copies

        with translating(self._path):
            if not self._is_half_made():
                copies.make_folder(self._path.parent)
                with (
                    copies.arriving(self._path) as temporary,
                    closing(connect(temporary, busy_ms=self._busy_ms)) as made,
                ):
                    made.execute("BEGIN IMMEDIATE")
                    migrate.apply(made)
                    made.execute("COMMIT")
        with self.write() as work:
            work.save_setting(DEMO, "yes" if demo else "no")

    def _is_half_made(self) -> bool:
        """Whether there is a ledger of ours without an issuer: `init` was killed in between."""
        if not self.exists():
            return False
        try:
            with self.read() as reader:
                reader.issuer()
        except LedgerMissing:
            return True
        except NotALedger:
            return False
        return False

    def read(self) -> AbstractContextManager[LedgerReader]:
        """Open a consistent, read-only state."""
        return self._reading()

    @contextmanager
    def _reading(self) -> Iterator[LedgerReader]:
        with ExitStack() as stack:
            connection = stack.enter_context(files.reading(self._path, busy_ms=self._busy_ms))
            if migrate.is_older(connection):
                stack.close()
                self._upgrade()
                connection = stack.enter_context(files.reading(self._path, busy_ms=self._busy_ms))
            yield LedgerReader(connection)

    def write(self) -> AbstractContextManager[UnitOfWork]:
        """Open the one write transaction."""
        return self._writing()

    @contextmanager
    def _writing(self) -> Iterator[UnitOfWork]:
        from smm_ledger.db import daily
        from smm_ledger.db.unit_of_work import working

        with files.reading(self._path, busy_ms=self._busy_ms) as connection:
            older = migrate.is_older(connection)
            if not older:  # an upgrade keeps a copy of its own
                daily.copy_once_a_day(connection, self._path, today=self._clock.now().date())
        if older:
            self._upgrade()
        with working(self._engine, self._path, self._clock) as work:
            yield work

    def _upgrade(self) -> None:
        with translating(self._path):
            migrate.upgrade(self._path, today=self._clock.today(), busy_ms=self._busy_ms)

    @cached_property
    def _engine(self) -> Engine:
        return engine_of(self._path, busy_ms=self._busy_ms)

    def backup(self, target: Path) -> Path:
        """Write a verified copy; an existing file is never overwritten.

        Raises:
            AlreadyExists: There is something at the target.
        """
        from smm_ledger.db import copies

        with files.reading(self._path, busy_ms=self._busy_ms) as connection:
            return copies.copy_out(connection, target.absolute())

    def restore(self, source: Path, *, force: bool) -> Path | None:
        """Put a verified copy in the ledger's place; return where the old one is kept, if any.

        Raises:
            AlreadyExists: There is a ledger, and no `force`.
        """
        from smm_ledger.db import restore

        stamp = self._clock.now().strftime("%Y%m%d-%H%M%S")
        return restore.restore(
            source, self._path.absolute(), force=force, stamp=stamp, busy_ms=self._busy_ms
        )

    def check(self, *, full: bool) -> Sequence[Finding]:
        """Look for damage: structure, references, chain, hashes, totals, balances, numbers.

        An older ledger is raised first, as by any other reading, unless its structure is damaged.
        """
        from smm_ledger.db import checks

        with files.reading(self._path, busy_ms=self._busy_ms) as connection:
            older = migrate.is_older(connection)
            found = checks.check(connection, full=full and not older)
        if found or not older:
            return found
        self._upgrade()
        with files.reading(self._path, busy_ms=self._busy_ms) as connection:
            return checks.check(connection, full=full)

    def load(self, tables: Mapping[str, Sequence[Mapping[str, object]]]) -> None:
        """Make the ledger from a dump; it is checked whole before it takes its place.

        Raises:
            AlreadyExists: There is a ledger. InputError: It is no dump of ours.
        """
        from smm_ledger.db import copies, loading

        half_made = self._is_half_made()
        with translating(self._path):
            copies.make_folder(self._path.parent)
            with copies.arriving(self._path, replacing=half_made) as temporary:
                loading.load(temporary, tables)
