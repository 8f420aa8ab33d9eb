"""What SQLite says, as leaves of the error tree.

A trigger's message is the code of a refusal and the thing (`immutable: invoice`); everything else
is told by SQLite's result code. A defect of ours keeps its own exception: it is no refusal.
"""

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smm_ledger.core.errors import (
    AlreadyExists,
    CommitUnknown,
    DiskFull,
    Immutable,
    InputError,
    InUse,
    LedgerCorrupt,
    LedgerError,
    LedgerLocked,
    LedgerMissing,
    LedgerReadonly,
    NotALedger,
    OverAllocated,
    RuleError,
    StorageError,
)
from smm_ledger.core.marks import N_

_PRIMARY = 0xFF
_BY_CODE: dict[int, type[StorageError]] = {
    sqlite3.SQLITE_BUSY: LedgerLocked,
    sqlite3.SQLITE_LOCKED: LedgerLocked,
    sqlite3.SQLITE_READONLY: LedgerReadonly,
    sqlite3.SQLITE_PERM: LedgerReadonly,
    sqlite3.SQLITE_AUTH: LedgerReadonly,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_CORRUPT: LedgerCorrupt,
    sqlite3.SQLITE_NOTADB: NotALedger,
}
_BY_ERRNO: dict[int, type[StorageError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EACCES: LedgerReadonly,
    errno.EPERM: LedgerReadonly,
    errno.EROFS: LedgerReadonly,
    errno.ENOENT: LedgerMissing,
}

_HELD = {32, 33}
"""What Windows says of a file, or of a part of it, that another program has open."""

_NO_SUCH_VALUE = N_("the ledger does not hold such a value")
_TAKEN = (AlreadyExists, N_("it is taken already"), N_("choose another"))
_REFUSALS: dict[str, tuple[type[LedgerError], str, str]] = {
    "immutable": (
        Immutable,
        N_("it can't be changed any more"),
        N_("make a new one that corrects it"),
    ),
    "over_allocated": (
        OverAllocated,
        N_("more than is owed, or more than there is left"),
        N_("look at its balance and give less"),
    ),
    "settled": (RuleError, N_("it has payments or credits"), N_("take them back first")),
    "already_exists": _TAKEN,
    "UNIQUE constraint failed": _TAKEN,
    "FOREIGN KEY constraint failed": (
        InUse,
        N_("other things refer to it"),
        N_("archive it instead"),
    ),
    "CHECK constraint failed": (InputError, _NO_SUCH_VALUE, N_("correct it and try again")),
    "NOT NULL constraint failed": (InputError, _NO_SUCH_VALUE, N_("correct it and try again")),
}
"""A trigger's code, or SQLite's words, to the leaf with its reason and hint."""


def translated(error: sqlite3.Error, path: Path, *, committing: bool = False) -> LedgerError | None:
    """Return the leaf for an error of SQLite, or None where it is a defect of ours."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY
    if code == sqlite3.SQLITE_IOERR:
        return CommitUnknown(str(path)) if committing else _io_error(path, error)
    if code == sqlite3.SQLITE_CANTOPEN:
        gone = not path.exists()
        return LedgerMissing(str(path)) if gone else LedgerReadonly(str(path))
    if code in _BY_CODE:
        return _BY_CODE[code](str(path))
    if code == sqlite3.SQLITE_CONSTRAINT:
        return _constraint(error)
    if code == sqlite3.SQLITE_TOOBIG:
        return _too_big()
    return None


def _io_error(path: Path, error: sqlite3.Error) -> StorageError:
    return StorageError(
        str(path),
        N_("the device can't be read or written ({detail})"),
        hint=N_("check the disk, then try again"),
        detail=str(error),
    )


def from_os(error: OSError, path: Path) -> StorageError:
    """Return the leaf for an error of the file system."""
    leaf = _BY_ERRNO.get(error.errno or 0)
    if getattr(error, "winerror", None) in _HELD:
        leaf = LedgerLocked
    if leaf is not None:
        return leaf(str(path))
    return StorageError(
        str(path),
        N_("the file can't be used ({detail})"),
        hint=N_("check the disk and the folder, then try again"),
        detail=error.strerror or "",
    )


def _constraint(error: sqlite3.Error) -> LedgerError | None:
    """Read the message of a constraint: `code: thing`, or SQLite's own words."""
    code, _, thing = str(error).partition(": ")
    if code not in _REFUSALS:
        return None
    leaf, reason, hint = _REFUSALS[code]
    return leaf(re.split(r"[, ]", thing)[0] or "ledger", reason, hint=hint)


def _too_big() -> InputError:
    return InputError("value", N_("it is larger than the ledger can hold"))


@contextmanager
def translating(path: Path) -> Iterator[None]:
    """Turn what SQLite and the file system refuse inside the block into leaves of the tree."""
    try:
        yield
    except sqlite3.Error as error:
        leaf = translated(error, path)
        if leaf is None:
            raise
        raise leaf from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise _too_big() from error
    except OSError as error:
        raise from_os(error, path) from error
