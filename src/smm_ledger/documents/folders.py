"""A folder of documents that appears whole or not at all.

It is made beside its final name, readable by its owner alone, and gets that name in one step when
everything in it is on disk. What is there already is never touched, a link included. What a
process left that was killed is taken away by the next one that makes a folder there.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from smm_ledger.core.errors import AlreadyExists
from smm_ledger.core.marks import N_
from smm_ledger.documents.filenames import NotWritten, make_folder
from smm_ledger.processes import lives

_PREFIX = ".smm-ledger-folder-"
_PART = re.compile(re.escape(_PREFIX) + r"([0-9]{1,9})-[^/]+")
"""A folder in the making, by the process that makes it."""


class NewFolder:
    """A folder in the making.

    Attributes:
        path: Where it is made; not its final name.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, name: str, data: bytes) -> None:
        """Write a file.

        Args:
            name: Made by `file_name`, with at most one folder of ours before it.
            data: The bytes.
        """
        target = self.path / name
        make_folder(target.parent)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with os.fdopen(os.open(target, flags, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())


@contextmanager
def new_folder(target: Path) -> Iterator[NewFolder]:
    """Make a folder; an error inside leaves nothing.

    Args:
        target: Its final name; what is above is made if it is missing.

    Raises:
        AlreadyExists: Something of that name is there, and is no empty folder.
        NotWritten: The system refuses.
    """
    path = target.absolute()
    _check_free(path)
    made: Path | None = None
    try:
        make_folder(path.parent)
        _sweep(path.parent)
        prefix = f"{_PREFIX}{os.getpid()}-"
        made = Path(tempfile.mkdtemp(dir=path.parent, prefix=prefix))  # mode 0700
        yield NewFolder(made)
        for folder in (made, *(one for one in made.iterdir() if one.is_dir())):
            _sync(folder)
        _check_free(path)
        if path.is_dir():
            path.rmdir()  # it is empty, or refuses
        made.rename(path)
        made = None
        _sync(path.parent)
    except FileExistsError as error:
        raise NotWritten(str(target), problem=error.strerror or "") from error
    except OSError as error:
        raise NotWritten(str(target), problem=error.strerror or type(error).__name__) from error
    finally:
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Take away what dead processes left half made."""
    with suppress(OSError):  # a folder that can be written to, but not looked into
        for entry in list(folder.iterdir()):
            found = _PART.fullmatch(entry.name)
            if found and not entry.is_symlink() and not lives(int(found[1])):
                shutil.rmtree(entry, ignore_errors=True)


def _check_free(path: Path) -> None:
    if not os.path.lexists(path):
        return
    if path.is_symlink() or not path.is_dir() or any(path.iterdir()):
        raise AlreadyExists(
            path.name,
            N_("something of that name is in {folder}"),
            hint=N_("name a folder that is not there yet"),
            folder=str(path.parent),
        )


def _sync(folder: Path) -> None:
    """Put a folder's names on disk, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
