"""The door to the screens: they open on a terminal, and nowhere else.

Textual is imported here and only here, after it is sure that somebody looks.
"""

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from smm_ledger.cli.errors import Usage
from smm_ledger.cli.session import Session
from smm_ledger.core.marks import N_

if TYPE_CHECKING:
    from collections.abc import Callable


def open_screens(session: Session, path: Path | None = None) -> int:
    """Open the screens on the ledger, or on another file; return their exit code.

    Raises:
        Usage: There is no terminal.
    """
    if not on_terminal():
        raise Usage(
            "smm-ledger",
            N_("without a command the screens open, and they need a terminal"),
            hint=N_("name a command; smm-ledger --help lists them"),
        )
    run = cast("Callable[..., int]", import_module("smm_ledger.tui").run)
    ledger = session.ledger if path is None else session.ledger_at(path)
    return run(ledger, translator=session.t, settings=session.settings)


def on_terminal() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()
