"""`backup`, `restore`, `check`, `log`: the ledger as a file."""

from pathlib import Path
from typing import Final

from smm_ledger.cli import shapes
from smm_ledger.cli.commands import Arg, Opt, single
from smm_ledger.cli.session import Session, file_path
from smm_ledger.cli.tables import Column, table
from smm_ledger.cli.values import number
from smm_ledger.core.marks import N_
from smm_ledger.i18n.log_words import action_of, details_of, when_of
from smm_ledger.services.read_models import Activity

DAMAGED: Final = 6


def backup(session: Session, file: str | None) -> None:
    """Write a verified copy."""
    target = file_path(file, field="file") if file is not None else _default(session)
    path = session.ledger.upkeep.backup(target)
    session.answer(
        lambda: {"path": str(path)}, lambda: session.t(N_("Wrote {path}"), path=str(path))
    )


def _default(session: Session) -> Path:
    stamp = session.ledger.clock.now().strftime("%Y%m%d-%H%M%S")
    folder = session.path.absolute().parent / "backups"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{session.path.stem}-{stamp}.db"


def restore(session: Session, file: str, *, force: bool) -> None:
    """Put a copy in the ledger's place."""
    source = file_path(file, field="file")
    session.ledger.upkeep.restore(source, force=force)
    session.did(
        lambda: {"path": str(session.path)},
        N_("Restored {path} from {source}; the old one is kept beside it"),
        path=str(session.path),
        source=str(source),
    )


def check(session: Session, *, full: bool) -> None:
    """Look for damage; exit 6 when there is some."""
    findings = session.ledger.upkeep.check(full=full)
    session.exit_code = DAMAGED if findings else 0
    session.answer(
        lambda: shapes.check(findings),
        lambda: (
            "\n".join(f"{found.where}: {found.what}" for found in findings)
            or session.t(N_("The ledger is sound."))
        ),
    )


def log(session: Session, entity: str | None, limit: str | None) -> None:
    """Print the log."""
    rows = session.ledger.upkeep.log(entity=entity, limit=number(limit, "limit"))
    session.answer(
        lambda: [shapes.activity(row) for row in rows],
        lambda: table(
            [
                Column("#", right=True),
                Column(session.t(N_("When"))),
                Column(session.t(N_("What")), flexible=True),
                Column(session.t(N_("Action"))),
                Column(session.t(N_("Details")), flexible=True),
            ],
            [_row(session, row) for row in rows],
        ),
    )


def _row(session: Session, row: Activity) -> list[str]:
    t = session.t
    action = action_of(t, row.action, row.data)
    return [str(row.seq), when_of(t, row.at), row.entity, action, details_of(t, row.data)]


COMMANDS: Final = {
    "backup": single(
        "backup",
        backup,
        N_("Write a verified copy of the ledger; nothing is overwritten."),
        "backup ledger-copy.db",
        Arg("file", required=False),
    ),
    "restore": single(
        "restore",
        restore,
        N_("Put a copy in the ledger's place; the old one is kept beside it."),
        "restore ledger-copy.db --force",
        Arg("file"),
        Opt("--force", N_("although there is a ledger"), ""),
    ),
    "check": single(
        "check",
        check,
        N_("Look for damage; with --full recompute every figure and hash."),
        "check --full",
        Opt("--full", N_("recompute everything"), ""),
    ),
    "log": single(
        "log",
        log,
        N_("What was done, oldest first."),
        "log --entity P-2026-001",
        Opt("--entity", N_("of one thing"), "REF"),
        Opt("--limit", N_("how many entries at most"), "N"),
    ),
}
