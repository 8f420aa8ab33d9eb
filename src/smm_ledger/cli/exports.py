"""Writing everything out: CSV tables, one JSON file, or a journal for hledger.

What is written by a command and from the screens is the same. A file that is no earlier export of
ours is never replaced.
"""

import os
from pathlib import Path
from typing import Final

from smm_ledger.core.errors import AlreadyExists, InputError
from smm_ledger.core.marks import N_
from smm_ledger.documents.filenames import write_document
from smm_ledger.exchange.csv_files import write_table
from smm_ledger.exchange.json_files import is_export, ledger_document
from smm_ledger.services.ledger import Ledger

FORMATS: Final = ("csv", "json", "hledger")
SUFFIXES: Final = {".json": "json", ".journal": "hledger", ".hledger": "hledger"}
EVERYTHING: Final = N_("It holds everything, private bounds too: it is the ledger itself.")


def write_export(ledger: Ledger, path: Path, kind: str | None = None) -> list[Path]:
    """Write the whole ledger; return the files.

    Args:
        ledger: What is written.
        path: A folder for CSV, else a file.
        kind: One of `FORMATS`; by the path's suffix without it.

    Raises:
        InputError: A folder where a file is wanted, or the reverse.
        AlreadyExists: Something else is there.
    """
    match _kind(path, kind):
        case "json":
            return [_json(ledger, path)]
        case "hledger":
            return [_journal(ledger, path)]
        case _:
            return _csv(ledger, path)


def is_whole(path: Path, kind: str | None = None) -> bool:
    """Tell whether such an export holds everything, private bounds too."""
    return _kind(path, kind) == "json"


def _kind(path: Path, kind: str | None) -> str:
    return kind or SUFFIXES.get(path.suffix.lower(), "csv")


def _json(ledger: Ledger, path: Path) -> Path:
    if path.is_dir():
        raise InputError("target", N_("it is a folder"), hint=N_("name a file for JSON"))
    data = ledger_document(ledger.upkeep.dump())
    return _replace(path, data, ours=is_export(_start(path)))


def _journal(ledger: Ledger, path: Path) -> Path:
    from smm_ledger.exchange.hledger import is_journal, journal

    if path.is_dir():
        raise InputError("target", N_("it is a folder"), hint=N_("name a file, such as a.journal"))
    return _replace(path, journal(ledger.sheets.entries()), ours=is_journal(_start(path)))


def _start(path: Path) -> bytes:
    """Return how a file begins: by that one of ours is known, which a newer one may replace."""
    if path.is_symlink() or not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(64)


def _csv(ledger: Ledger, folder: Path) -> list[Path]:
    if folder.exists() and not folder.is_dir():
        raise InputError("target", N_("it is a file"), hint=N_("name a folder for CSV"))
    tables = {
        folder / f"{name}.csv": write_table(header, rows)
        for name, header, rows in ledger.sheets.all()
    }
    for path, data in tables.items():
        if os.path.lexists(path) and not _is_csv_export(path, data):
            raise AlreadyExists(
                str(path),
                N_("it is no earlier export of this program"),
                hint=N_("move it away, or name another folder"),
            )
    return [_replace(path, data, ours=True) for path, data in tables.items()]


def write_sheet(path: Path, data: bytes) -> None:
    """Write a table as CSV; an older one with the same columns is replaced, nothing else is.

    Raises:
        InputError: It is a folder. AlreadyExists: Something else is there.
    """
    if path.is_dir():
        raise InputError("path", N_("{path} is a folder"), hint=N_("name a file"), path=str(path))
    _replace(path, data, ours=_is_csv_export(path, data))


def _is_csv_export(path: Path, data: bytes) -> bool:
    """Whether a file begins with the header that our table has."""
    header = data.splitlines(keepends=True)[0]
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(header)) == header


def _replace(path: Path, data: bytes, *, ours: bool) -> Path:
    return write_document(path, data, replace=ours)
