"""`import` and `export`: clients from a spreadsheet, the whole ledger as CSV or JSON."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from smm_ledger.cli.commands import Arg, Group, Opt, single
from smm_ledger.cli.import_files import Place, refusal
from smm_ledger.cli.session import Session, file_path
from smm_ledger.core.errors import AlreadyExists, InputError, LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.documents.filenames import write_document
from smm_ledger.exchange.csv_files import read_table, write_table
from smm_ledger.exchange.json_files import is_export, ledger_document, read_ledger
from smm_ledger.i18n.import_words import ADDED, CAN_BE, already
from smm_ledger.services.fields import CLIENT_FIELDS, SERVICE_FIELDS, choice

DERIVED: Final = (*("archived", "balance", "overdue_balance", "median_days_late", "paid_invoices"),)
"""Columns of our own export that nobody types: they are read over."""

DRY: Final = N_("only look whether they can be added")

Rows = Sequence[Mapping[str, str]]

import_ = Group(
    "import",
    N_("Read clients, services, old invoices, or a whole ledger, from a file."),
    "import clients c.csv",
)


@import_.verb(
    "clients",
    N_("Add the clients of a CSV file: all of them or none."),
    "import clients clients.csv --dry-run",
    Arg("file", metavar="FILE.csv"),
    Opt("--dry-run", DRY, ""),
)
def clients(session: Session, file: str, *, dry_run: bool) -> None:
    """Import clients."""
    own = session.ledger.clients
    columns = (*CLIENT_FIELDS, *DERIVED)
    table = _Table("clients", columns, ("name",), own.check_many, own.add_many)
    _take_rows(session, file, table, dry_run=dry_run)


@import_.verb(
    "services",
    N_("Add the services of a CSV file: all of them or none."),
    "import services services.csv --dry-run",
    Arg("file", metavar="FILE.csv"),
    Opt("--dry-run", DRY, ""),
)
def services(session: Session, file: str, *, dry_run: bool) -> None:
    """Import services."""
    own = session.ledger.catalogue
    needed = ("code", "description")
    columns = (*SERVICE_FIELDS, "archived")
    table = _Table("services", columns, needed, own.check_many, own.add_many)
    _take_rows(session, file, table, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Table:
    """What a table holds, and the two actions that take it."""

    name: str
    columns: Sequence[str]
    needed: Sequence[str]
    check: Callable[[Rows], Sequence[Any]]
    add: Callable[[Rows], Sequence[Any]]


def _take_rows(session: Session, file: str, table: _Table, *, dry_run: bool) -> None:
    path = file_path(file, field="file")
    rows = read_table(path, columns=table.columns, needed=table.needed)
    typed = [{key: v for key, v in row.values.items() if key not in DERIVED} for row in rows]
    found = table.check(typed)
    bad = [
        (Place(path.name, row.line), one)
        for row, one in zip(rows, found, strict=True)
        if isinstance(one, LedgerError)
    ]
    if bad:
        raise refusal(session.t, bad)
    there = [one for one in found if not isinstance(one, LedgerError)]
    new = {one.code: one for one in there if not one.id}
    known = dict.fromkeys(one.code for one in there if one.id)
    codes = list(new) if dry_run else [one.code for one in table.add(typed)]
    session.changed_ledger = not dry_run
    session.answer(
        lambda: {
            "dry_run": dry_run,
            "added": 0 if dry_run else len(codes),
            table.name: codes,
            "already_exists": list(known),
        },
        lambda: "\n".join(
            [
                (CAN_BE if dry_run else ADDED)[table.name](session.t, len(codes)),
                *already(session.t, list(known)),
            ]
        ),
    )


@import_.verb(
    "ledger",
    N_("Make the ledger from a JSON export."),
    "import ledger ledger.json",
    Arg("file", metavar="FILE.json"),
    Opt("--dry-run", N_("only look whether it is whole"), ""),
)
def ledger(session: Session, file: str, *, dry_run: bool) -> None:
    """Import a ledger."""
    tables = read_ledger(file_path(file, field="file"))
    counts = {name: len(rows) for name, rows in tables.items()}
    if dry_run:
        if session.ledger.storage.exists():
            raise AlreadyExists(str(session.path), N_("there is a ledger"), hint=_ELSEWHERE)
        with tempfile.TemporaryDirectory() as folder:
            session.ledger_at(Path(folder) / "ledger.db").upkeep.load(tables)
        session.answer(
            lambda: {"dry_run": True, "path": str(session.path), "tables": counts},
            lambda: session.t(N_("It is whole and can be imported.")),
        )
        return
    session.ledger.upkeep.load(tables)
    session.did(
        lambda: {"dry_run": False, "path": str(session.path), "tables": counts},
        N_("Made {path} from {file}"),
        path=str(session.path),
        file=file,
    )


_ELSEWHERE: Final = N_("name another place with --ledger FILE")


FORMATS: Final = ("csv", "json", "hledger")
SUFFIXES: Final = {".json": "json", ".journal": "hledger", ".hledger": "hledger"}


def export(session: Session, target: str, format_: str | None) -> None:
    """Export everything."""
    path = file_path(target, field="target")
    known = SUFFIXES.get(path.suffix.lower(), "csv")
    kind = known if format_ is None else choice(format_, FORMATS, field="format")
    write = {"json": _export_json, "hledger": _export_journal}.get(kind)
    paths = [write(session, path)] if write else _export_csv(session, path)
    data = {"path": str(path)} if write else {"paths": [str(one) for one in paths]}
    session.answer(
        lambda: data,
        lambda: "\n".join(
            [
                *(str(one) for one in paths),
                *([session.t(_EVERYTHING)] if kind == "json" else []),
            ]
        ),
    )


_EVERYTHING: Final = N_("It holds everything, private bounds too: it is the ledger itself.")


def _export_json(session: Session, path: Path) -> Path:
    if path.is_dir():
        raise InputError("target", N_("it is a folder"), hint=N_("name a file for JSON"))
    data = ledger_document(session.ledger.upkeep.dump())
    return _replace(path, data, ours=is_export(_start(path)))


def _export_journal(session: Session, path: Path) -> Path:
    from smm_ledger.exchange.hledger import is_journal, journal

    if path.is_dir():
        raise InputError("target", N_("it is a folder"), hint=N_("name a file, such as a.journal"))
    return _replace(path, journal(session.ledger.sheets.entries()), ours=is_journal(_start(path)))


def _start(path: Path) -> bytes:
    """Return how a file begins: by that one of ours is known, which a newer one may replace."""
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(64)


def _export_csv(session: Session, folder: Path) -> list[Path]:
    if folder.exists() and not folder.is_dir():
        raise InputError("target", N_("it is a file"), hint=N_("name a folder for CSV"))
    return [
        # Under these names only an earlier export of ours stands.
        _replace(folder / f"{name}.csv", write_table(header, rows), ours=True)
        for name, header, rows in session.ledger.sheets.all()
    ]


def _replace(path: Path, data: bytes, *, ours: bool) -> Path:
    return write_document(path, data, replace=ours)


def _commands() -> Mapping[str, click.Command]:
    import smm_ledger.cli.import_invoices  # noqa: F401 - it adds its verb to `import`

    return {
        "import": import_,
        "export": single(
            "export",
            export,
            N_("Write everything: a folder of CSV tables, one JSON file, or a journal."),
            "export ledger.json --format json",
            Arg("target", metavar="DIR|FILE.json|FILE.journal"),
            Opt("--format", N_("csv, json or hledger; by the name without it"), "FORMAT"),
        ),
    }


COMMANDS: Final = _commands()
