"""The door to the screens: they open on a terminal, and nowhere else.

Textual is imported here and only here, after it is sure that somebody looks.
"""

import sys

from smm_ledger.cli.errors import Usage
from smm_ledger.cli.session import Session
from smm_ledger.core.marks import N_


def open_screens(session: Session) -> int:
    """Open the screens on the ledger; return their exit code.

    Raises:
        Usage: There is no terminal.
    """
    if not (on_terminal() and sys.stderr.isatty()):  # Textual paints on stderr
        raise Usage(
            "command",
            N_("without a command the screens open, and they need a terminal"),
            hint=N_("name a command; smm-ledger --help lists them"),
        )
    from smm_ledger.cli.doors import SessionDoors
    from smm_ledger.tui import run

    doors = SessionDoors(session)
    return run(session.ledger, translator=session.t, settings=session.settings, doors=doors)


def on_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
