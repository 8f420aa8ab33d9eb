"""Names of document files, and the only way in which one is written.

A name is made of `[A-Za-z0-9._-]` whatever a client is called, so it can neither leave its folder
nor name a device. Writing goes through a temporary file in the same folder; a file that is there
already, a link included, is neither replaced nor followed unless the caller says so.
"""

import contextlib
import errno
import os
import re
import stat
import tempfile
from itertools import count
from pathlib import Path
from typing import Final

from smm_ledger.core.errors import AlreadyExists, OutsideError
from smm_ledger.core.marks import N_

_NOT_ALLOWED: Final = re.compile(r"[^A-Za-z0-9._]+")
_NAME_MAX: Final = 120
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)

CLOSE_IT: Final = N_("close it in the program that shows it, or choose another folder")


class NotWritten(OutsideError):
    """A file could not be written outside of the ledger."""

    code = "not_written"
    default_reason = N_("it can't be written: {problem}")
    default_hint = N_("choose another folder, or free some room")


def file_name(kind: str, number: str, client: str, *, extension: str = "pdf") -> str:
    """Return `<kind>-<number>-<client>.<extension>`, such as `quote-P-2026-014-2-rossi-moda.pdf`.

    Args:
        kind: Of the document.
        number: Its number, with the round of a quote (`P-2026-014/2`).
        client: The client's code.
        extension: Without the point.
    """
    parts = (_part(kind), _part(number), _part(client))
    stem = "-".join(filter(None, parts))[:_NAME_MAX].rstrip("-.") or "document"
    if _DEVICE.fullmatch(stem):
        stem = f"document-{stem}"
    return f"{stem}.{_part(extension) or 'pdf'}"


def _part(text: str) -> str:
    return _NOT_ALLOWED.sub("-", text).strip("-._").replace("..", ".")


def write_document(path: Path, data: bytes, *, replace: bool = False) -> Path:
    """Write a document; the folder is made if it is missing. Return the path.

    The same bytes under that name are left as they are: writing again is safe.

    Args:
        path: Where to.
        data: The bytes.
        replace: Take the place of another file (of a link itself, never of what it names).

    Raises:
        AlreadyExists: Another file has that name, and `replace` is not set.
        NotWritten: The system refuses.
    """
    if not replace and _holds(path, data):
        return path
    try:
        make_folder(path.parent)
        _place(path, data, replace=replace)
    except FileExistsError as error:
        raise AlreadyExists(
            path.name,
            N_("another file of that name is in {folder}"),
            hint=N_("move it away, or choose another name"),
            folder=str(path.parent),
        ) from error
    except PermissionError as error:
        # Windows replaces nothing that a viewer has open.
        hint = CLOSE_IT if os.path.lexists(path) else ""
        raise NotWritten(str(path), hint=hint, problem=error.strerror or "") from error
    except OSError as error:
        raise NotWritten(str(path), problem=error.strerror or type(error).__name__) from error
    return path


def write_beside(path: Path, data: bytes) -> Path:
    """Write a document under its name, or, where another has it, with `-2`, `-3` … behind it.

    Raises:
        NotWritten: The system refuses.
    """
    name = path
    for number in count(2):
        try:
            return write_document(name, data)
        except AlreadyExists:  # a file of somebody's: it stays
            name = path.with_name(f"{path.stem}-{number}{path.suffix}")
    raise AssertionError


def make_folder(folder: Path) -> None:
    """Make the folder and those above it that are missing, each for its owner alone."""
    if folder.is_dir():
        return
    if folder.parent != folder:  # else it is a drive of Windows that is not there
        make_folder(folder.parent)
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None


def _holds(path: Path, data: bytes) -> bool:
    """Return whether a regular file (no link) of exactly these bytes is there."""
    try:
        found = path.lstat()
        same = stat.S_ISREG(found.st_mode) and found.st_size == len(data)
        return same and path.read_bytes() == data
    except OSError:
        return False


def _place(path: Path, data: bytes, *, replace: bool) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".smm-ledger-")  # mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            temporary.replace(path)
        else:
            _link(temporary, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            temporary.unlink()


def _link(temporary: Path, path: Path) -> None:
    """Give the file its name only if that is free; a link says so in one step."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        temporary.rename(path)
