"""`import` and `export`: clients from a spreadsheet, the whole ledger as CSV or JSON."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from smm_ledger.cli.commands import Arg, Group, Opt, single
from smm_ledger.cli.session import Session, file_path
from smm_ledger.core.errors import AlreadyExists, InputError, LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Client
from smm_ledger.documents.filenames import write_document
from smm_ledger.exchange.csv_files import Row, read_table, write_table
from smm_ledger.exchange.json_files import is_export, ledger_document, read_ledger
from smm_ledger.i18n.translator import translate_reason
from smm_ledger.services.fields import CLIENT_FIELDS, choice

DERIVED: Final = (*("archived", "balance", "overdue_balance", "median_days_late", "paid_invoices"),)
"""Columns of our own export that nobody types: they are read over."""

SHOWN: Final = 8
ROW: Final = N_("row {line}")

import_ = Group(
    "import", N_("Read clients, or a whole ledger, from a file."), "import clients c.csv"
)


@import_.verb(
    "clients",
    N_("Add the clients of a CSV file: all of them or none."),
    "import clients clients.csv --dry-run",
    Arg("file", metavar="FILE.csv"),
    Opt("--dry-run", N_("only look whether they can be added"), ""),
)
def clients(session: Session, file: str, *, dry_run: bool) -> None:
    """Import clients."""
    path = file_path(file, field="file")
    rows = read_table(path, columns=(*CLIENT_FIELDS, *DERIVED), needed=("name",))
    if not rows:
        raise InputError(path.name, N_("it holds no client"), hint=N_("one stands in each row"))
    typed = [{key: v for key, v in row.values.items() if key not in DERIVED} for row in rows]
    found = session.ledger.clients.check_many(typed)
    _refuse_bad(session, path.name, rows, found)
    clones = session.ledger.clients.clones([one for one in found if isinstance(one, Client)])
    for name, other in clones:
        session.warn(N_("{name} has the VAT number or tax code of {other}"), name=name, other=other)
    made = found if dry_run else session.ledger.clients.add_many(typed)
    codes = [one.code for one in made if isinstance(one, Client)]
    session.changed_ledger = not dry_run
    session.answer(
        lambda: {"dry_run": dry_run, "added": 0 if dry_run else len(codes), "clients": codes},
        lambda: (
            session.t.ngettext("{n} client can be added", "{n} clients can be added", len(codes))
            if dry_run
            else session.t.ngettext("Added {n} client", "Added {n} clients", len(codes))
        ),
    )


def _refuse_bad(
    session: Session, name: str, rows: Sequence[Row], found: Sequence[Client | LedgerError]
) -> None:
    """Refuse the file if a row is wrong, naming each row and column."""
    bad = [
        (row.line, one)
        for row, one in zip(rows, found, strict=True)
        if isinstance(one, LedgerError)
    ]
    if not bad:
        return
    line, first = bad[0]
    reason, hint = translate_reason(first, session.t)
    others = [f"{session.t(ROW, line=no)}, {one.subject}" for no, one in bad[1:]]
    more = [*others[:SHOWN], *(["…"] if len(others) > SHOWN else [])]
    raise InputError(
        f"{name}: {session.t(ROW, line=line)}, {first.subject}",
        N_("{problem} (also wrong: {others})") if more else "{problem}",
        hint="{advice}",
        problem=reason,
        advice=hint,
        others=" · ".join(more),
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


def export(session: Session, target: str, format_: str | None) -> None:
    """Export everything."""
    path = file_path(target, field="target")
    known = {".json": "json"}.get(path.suffix.lower(), "csv")
    kind = known if format_ is None else choice(format_, ("csv", "json"), field="format")
    paths = [_export_json(session, path)] if kind == "json" else _export_csv(session, path)
    data = {"path": str(path)} if kind == "json" else {"paths": [str(one) for one in paths]}
    session.made(
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
    return _replace(path, ledger_document(session.ledger.upkeep.dump()), ours=_is_json_export(path))


def _is_json_export(path: Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return is_export(file.read(SHOWN * SHOWN))


def _export_csv(session: Session, folder: Path) -> list[Path]:
    if folder.exists() and not folder.is_dir():
        raise InputError("target", N_("it is a file"), hint=N_("name a folder for CSV"))
    tables = {
        folder / f"{name}.csv": write_table(header, rows)
        for name, header, rows in session.ledger.sheets.all()
    }
    for path, data in tables.items():
        if os.path.lexists(path) and not _is_csv_export(path, data):
            raise AlreadyExists(
                str(path),
                N_("it is no earlier export of this program"),
                hint=N_("move it away, or name another folder"),
            )
    return [_replace(path, data, ours=True) for path, data in tables.items()]


def _is_csv_export(path: Path, data: bytes) -> bool:
    """Whether a file begins with the header that our table has."""
    header = data.splitlines(keepends=True)[0]
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(header)) == header


def _replace(path: Path, data: bytes, *, ours: bool) -> Path:
    return write_document(path, data, replace=ours)


COMMANDS: Final = {
    "import": import_,
    "export": single(
        "export",
        export,
        N_("Write everything: a folder of CSV tables, or one JSON file."),
        "export ledger.json --format json",
        Arg("target", metavar="DIR|FILE.json"),
        Opt("--format", N_("csv or json; by the name without it"), "FORMAT"),
    ),
}
