"""`calendar`: due dates, promises and reminders as a file for any calendar."""

from pathlib import Path
from typing import Final

from smm_ledger.cli.commands import Opt, single
from smm_ledger.cli.papers import checked_out
from smm_ledger.cli.session import Session
from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.ledger import Ledger

_ENOUGH: Final = 200
"""Bytes of a file in which its maker is named."""


def calendar(session: Session, out: str) -> None:
    """Write the calendar file."""
    path = checked_out(out) or Path(out)
    count = save_calendar(session.ledger, path, session.t)
    session.made(
        lambda: {"path": str(path), "events": count},
        lambda: str(path) + "\n" + session.t.ngettext("{n} event", "{n} events", count),
    )


def save_calendar(ledger: Ledger, path: Path, t: Translator) -> int:
    """Write the days of what is owed; return how many events there are.

    Raises:
        AlreadyExists: Something else than an older calendar of ours is there.
        NotWritten: The system refuses.
    """
    from smm_ledger.documents.filenames import write_document
    from smm_ledger.exchange.calendars import write_calendar

    agenda = ledger.agenda.show()
    write_document(path, write_calendar(agenda, t), replace=_is_ours(path))
    return len(agenda.days)


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
