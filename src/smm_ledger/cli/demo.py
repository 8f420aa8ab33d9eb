"""`demo`: a ledger with a made-up year, to look around in without fear.

The year is made beside its final name and put in place whole, so that a demo which was interrupted
leaves nothing. A ledger that is no demo is never touched.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smm_ledger.cli.commands import Arg, Opt, single
from smm_ledger.cli.papers import name_of
from smm_ledger.cli.review_text import overdue_text
from smm_ledger.cli.screens import on_terminal, open_screens
from smm_ledger.cli.session import Session, file_path
from smm_ledger.core.errors import (
    AlreadyExists,
    LedgerMissing,
    MissingDependency,
    NotALedger,
    StorageError,
)
from smm_ledger.core.marks import N_
from smm_ledger.db.copies import make_folder, name_of_part, sweep
from smm_ledger.documents.filenames import write_beside
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery

if TYPE_CHECKING:
    from collections.abc import Callable

DRAWN: Final = ("negotiating", "accepted", "invoiced", "sent")
"""States of a quote that is worth looking at, best first."""


def demo(session: Session, file: str | None, *, no_open: bool) -> None:
    """Make the demo ledger if there is none, and show it."""
    path = place_of_demo(file, session.path if session.options.ledger is not None else None)
    session.path = path  # from here on its language is the one to speak
    make_demo(session, path)
    ledger = session.ledger
    if on_terminal() and not (no_open or session.options.json):
        session.exit_code = open_screens(session)
        return
    papers = _papers(session, ledger, path.parent)
    session.made(
        lambda: {"path": str(path), "paths": [str(paper) for paper in papers]},
        lambda: _text(session, ledger, path, papers),
    )


def place_of_demo(file: str | None, ledger: Path | None) -> Path:
    """Return where the demo is: the file that was named, the ledger's place, or its own."""
    if file is not None:
        return file_path(file, field="file").absolute()
    if ledger is not None:
        return ledger.absolute()
    from smm_ledger.settings import default_ledger_path

    return default_ledger_path().with_name("demo.db")


def make_demo(
    session: Session, path: Path, progress: "Callable[[int, int], None] | None" = None
) -> None:
    """Make the demo at a path, or find it there.

    Raises:
        AlreadyExists: Another ledger is there.
    """
    ledger = session.ledger_at(path)
    if os.path.lexists(path):
        _check_is_demo(ledger, path)
    else:
        _make(session, path, progress)


def _check_is_demo(ledger: Ledger, path: Path) -> None:
    try:
        demo, what = ledger.upkeep.is_demo(), N_("it is a ledger of yours, not a demo")
    except (NotALedger, LedgerMissing):  # another file, a folder, a link that leads nowhere
        demo, what = False, N_("it is no ledger, so it is no demo")
    if not demo:
        hint = N_("name another file: smm-ledger demo FILE")
        raise AlreadyExists(str(path), what, hint=hint)


def _make(session: Session, path: Path, progress: "Callable[[int, int], None] | None") -> None:
    from smm_ledger.bootstrap import open_ledger
    from smm_ledger.resources import sample_data_folder
    from smm_ledger.services.demo import ReplayClock, load_demo

    clock = ReplayClock(session.today)
    make_folder(path.parent)
    sweep(path.parent)
    temporary = name_of_part(path)
    try:
        load_demo(open_ledger(temporary, clock=clock), sample_data_folder(), clock, progress)
        _put(temporary, path)
    except StorageError as error:
        error.subject = str(path)  # the other name is ours alone
        raise
    finally:
        for left in (temporary, temporary.with_name(f"{temporary.name}-journal")):
            left.unlink(missing_ok=True)


def _put(temporary: Path, path: Path) -> None:
    """Give the finished ledger its name, unless that was taken meanwhile."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise AlreadyExists(
            str(path), N_("it was made meanwhile"), hint=N_("run the demo again")
        ) from None
    except OSError:  # a file system without hard links
        temporary.rename(path)


def _papers(session: Session, ledger: Ledger, folder: Path) -> list[Path]:
    """Write one quote and one invoice: always the same ones, never over another file."""
    rows = ledger.quotes.list(ListQuery(order="oldest"))
    quote = next(row for state in DRAWN for row in rows if row.status == state)
    invoices = ledger.invoices.list(ListQuery(order="oldest"))
    invoice = next(row.number for row in invoices if row.number and row.state == "issued")
    try:
        papers = [ledger.documents.quote(quote.number), ledger.documents.invoice(invoice)]
        extension = "pdf"
    except MissingDependency as missing:
        session.warn(N_("{what} is missing: pages are written as HTML"), what=missing.subject)
        papers = [ledger.documents.quote_page(quote.number), ledger.documents.invoice_page(invoice)]
        extension = "html"
    return [write_beside(folder / name_of(paper, extension), paper.data) for paper in papers]


def _text(session: Session, ledger: Ledger, path: Path, papers: list[Path]) -> str:
    t = session.t
    lines = [
        overdue_text(session, ledger.collections.review()),
        "",
        t(N_("Ledger: {path}"), path=str(path)),
        *(t(N_("Document: {path}"), path=str(paper)) for paper in papers),
        t(N_("Look around: smm-ledger --ledger {path}"), path=str(path)),
    ]
    return "\n".join(lines)


COMMANDS: Final = {
    "demo": single(
        "demo",
        demo,
        N_("Look around in a ledger with a made-up year; your own is never touched."),
        "demo --no-open",
        Arg("file", required=False),
        Opt("--no-open", N_("only make it and two of its documents, and say where they are"), ""),
    )
}
