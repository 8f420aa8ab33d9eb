"""`import` and `export`: clients from a spreadsheet, the whole ledger as CSV or JSON."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from smm_ledger.cli.commands import Arg, Group, Opt, single
from smm_ledger.cli.exports import EVERYTHING, FORMATS, is_whole, write_export
from smm_ledger.cli.import_files import Place, read_rows, refusal
from smm_ledger.cli.session import Session, file_path
from smm_ledger.core.errors import AlreadyExists
from smm_ledger.core.marks import N_
from smm_ledger.exchange.json_files import read_ledger
from smm_ledger.i18n.import_words import ADDED, CAN_BE, TWIN, already
from smm_ledger.services.fields import choice
from smm_ledger.services.import_tables import look, take

DRY: Final = N_("only look whether they can be added")

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
    _take_rows(session, file, "clients", dry_run=dry_run)


@import_.verb(
    "services",
    N_("Add the services of a CSV file: all of them or none."),
    "import services services.csv --dry-run",
    Arg("file", metavar="FILE.csv"),
    Opt("--dry-run", DRY, ""),
)
def services(session: Session, file: str, *, dry_run: bool) -> None:
    """Import services."""
    _take_rows(session, file, "services", dry_run=dry_run)


def _take_rows(session: Session, file: str, kind: str, *, dry_run: bool) -> None:
    typed = read_rows(file_path(file, field="file"), kind)
    seen = look(session.ledger, kind, typed.rows)
    if seen.refused:
        bad = [(Place(typed.file, typed.lines[at]), why) for at, why in seen.refused]
        raise refusal(session.t, bad)
    for name, other in seen.twins:
        session.warn(TWIN, name=name, other=other)
    codes = seen.new if dry_run else take(session.ledger, kind, typed.rows)
    session.changed_ledger = not dry_run
    session.answer(
        lambda: {
            "dry_run": dry_run,
            "added": 0 if dry_run else len(codes),
            kind: list(codes),
            "already_exists": list(seen.existing),
        },
        lambda: "\n".join(
            [
                (CAN_BE if dry_run else ADDED)[kind](session.t, len(codes)),
                *already(session.t, seen.existing),
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


def export(session: Session, target: str, format_: str | None) -> None:
    """Export everything."""
    path = file_path(target, field="target")
    kind = None if format_ is None else choice(format_, FORMATS, field="format")
    paths = write_export(session.ledger, path, kind)
    one_file = [*paths] == [path]
    data = {"path": str(path)} if one_file else {"paths": [str(one) for one in paths]}
    private = is_whole(path, kind)
    session.made(
        lambda: data,
        lambda: "\n".join(
            [*(str(one) for one in paths), *([session.t(EVERYTHING)] if private else [])]
        ),
    )


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
