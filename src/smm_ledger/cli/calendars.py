"""`calendar`: due dates, promises and reminders as a file for any calendar."""

from pathlib import Path
from typing import Final

from smm_ledger.cli.commands import Opt, single
from smm_ledger.cli.papers import checked_out
from smm_ledger.cli.session import Session
from smm_ledger.core.marks import N_

_ENOUGH: Final = 200
"""Bytes of a file in which its maker is named."""


def calendar(session: Session, out: str) -> None:
    """Write the calendar file."""
    from smm_ledger.documents.filenames import write_document
    from smm_ledger.exchange.calendars import write_calendar

    target = checked_out(out) or Path(out)
    agenda = session.ledger.agenda.show()
    path = write_document(target, write_calendar(agenda, session.t), replace=_is_ours(target))
    count = len(agenda.days)
    session.made(
        lambda: {"path": str(path), "events": count},
        lambda: str(path) + "\n" + session.t.ngettext("{n} event", "{n} events", count),
    )


def _is_ours(path: Path) -> bool:
    """Whether an older calendar of ours lies there: it is replaced, and nothing else ever is."""
    from smm_ledger.exchange.calendars import is_ours

    try:
        if path.is_symlink() or not path.is_file():
            return False
        with path.open("rb") as file:
            return is_ours(file.read(_ENOUGH))
    except OSError:
        return False


COMMANDS: Final = {
    "calendar": single(
        "calendar",
        calendar,
        N_("Write due dates, promises and reminders as a calendar file."),
        "calendar --out money.ics",
        Opt("--out", N_("where to; an older one is replaced"), "F.ics", required=True),
    )
}
