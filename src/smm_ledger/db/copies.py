"""Copies of a ledger: written beside their final name, verified, synced, then linked.

A copy never overwrites, never follows a link at its target, and is never made by copying bytes: a
plain copy of a ledger in use is corrupt more often than not.
"""

import os
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from smm_ledger.core.errors import AlreadyExists, LedgerCorrupt, LedgerMissing, LedgerReadonly
from smm_ledger.core.marks import N_
from smm_ledger.db.engine import connect
from smm_ledger.db.errors import translating
from smm_ledger.processes import lives

FILE_MODE = 0o600
FOLDER_MODE = 0o700


def make_folder(folder: Path) -> None:
    """Make a folder (and its parents) that only its owner can look into."""
    if not folder.is_dir():
        if folder.parent != folder:  # else it is a drive of Windows that is not there
            make_folder(folder.parent)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)


def name_of_part(target: Path) -> Path:
    """Return a name in the target's folder for what is not whole yet; it tells our process."""
    return target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(6)}.part")


def sweep(folder: Path) -> None:
    """Remove what a process left unfinished that was killed; what lives is let alone."""
    with suppress(OSError):
        for entry in list(folder.iterdir()):
            found = _PART.fullmatch(entry.name)
            if found and not lives(int(found[1])):
                with suppress(OSError):
                    entry.unlink()


_PART = re.compile(r"\..+\.([0-9]{1,9})-[0-9a-f]{12}\.part(?:-journal)?")


@contextmanager
def arriving(target: Path, *, replacing: bool = False) -> Iterator[Path]:
    """Give a temporary name in the target's folder; leaving well gives it the target's name.

    Args:
        target: The final name.
        replacing: Take the place of what is there.

    Raises:
        AlreadyExists: There is something at the target, even a dangling link.
    """
    if not replacing:
        _refuse_existing(target)
    sweep(target.parent)
    temporary = name_of_part(target)
    try:
        descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE)
        os.close(descriptor)
        yield temporary
        _sync(temporary)
        if replacing:
            temporary.replace(target)
        else:
            _link(temporary, target)
    finally:
        for name in (temporary, temporary.with_name(temporary.name + "-journal")):
            with suppress(FileNotFoundError):
                name.unlink()
    _sync(target.parent)


def _refuse_existing(target: Path) -> None:
    if os.path.lexists(target):
        raise AlreadyExists(
            str(target),
            N_("there is a file of that name already"),
            hint=N_("choose another name; nothing is overwritten"),
        )


def _link(temporary: Path, target: Path) -> None:
    """Give the file its final name unless that name was taken meanwhile."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        _refuse_existing(target)
        raise
    except OSError:  # a file system without hard links (FAT, some network drives)
        _refuse_existing(target)
        temporary.rename(target)


def _sync(path: Path) -> None:
    """Put a file, or a folder's entries, on the disk; Windows can't sync a folder."""
    if path.is_dir() and os.name == "nt":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def copy_to(source: sqlite3.Connection, target: Path) -> Path:
    """Write a verified copy of an open ledger.

    Raises:
        AlreadyExists: There is something at the target. LedgerCorrupt: The copy is not sound.
    """
    with translating(target), arriving(target) as temporary:
        # The shared lock is taken first: `backup` by itself would wait for it without end.
        own = not source.in_transaction
        if own:
            source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        with closing(connect(temporary)) as copy:
            source.backup(copy)
            verify(copy, target)
        if own:
            source.execute("ROLLBACK")
    return target


def copy_out(source: sqlite3.Connection, target: Path) -> Path:
    """Write a verified copy to where a person wants it; the folder is made if it is missing.

    Raises:
        AlreadyExists: There is something at the target. LedgerReadonly: Nothing can be written.
    """
    try:
        with translating(target):
            make_folder(target.parent)
        return copy_to(source, target)
    except (LedgerReadonly, LedgerMissing):
        raise LedgerReadonly(
            str(target),
            N_("the copy can't be written there"),
            hint=N_("name another file, or check the permissions of the folder"),
        ) from None


def verify(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database whose structure or references are damaged."""
    (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise LedgerCorrupt(str(path))


def copy_beside(source: sqlite3.Connection, path: Path, tag: str) -> Path:
    """Write a verified copy beside the ledger, under a name that is free."""
    return copy_to(source, name_beside(path, tag))


def name_beside(path: Path, tag: str) -> Path:
    """Return a free name beside the ledger."""
    number = 1
    target = path.with_name(f"{path.name}.{tag}.bak")
    while os.path.lexists(target):
        number += 1
        target = path.with_name(f"{path.name}.{tag}-{number}.bak")
    return target
