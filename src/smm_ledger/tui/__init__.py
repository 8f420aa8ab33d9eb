"""The terminal UI: screens ask, format and show.

No rule, no SQL and no arithmetic on money may be written in this package, and nothing of it may
be imported by a command line that does not open the UI: Textual costs more than the question.
"""

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smm_ledger.core.errors import LedgerMissing
from smm_ledger.core.marks import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smm_ledger.i18n.translator import Translator
    from smm_ledger.services.ledger import Ledger
    from smm_ledger.settings import Settings
    from smm_ledger.tui.context import Context, Doors, Found

REFUSED: Final = 2
FRAMES: Final = "1000"
"""Frames a second."""

SWITCH: Final = 0.001
"""Seconds that the thread which writes to the terminal, or reads its keys, waits for another."""

NO_TERMINAL: Final = N_("the screens need a terminal; name a command instead (see --help)")


def run(
    ledger: "Ledger",
    *,
    translator: "Translator",
    settings: "Settings",
    doors: "Doors | None" = None,
) -> int:
    """Open the screens over a ledger; return the exit code.

    Raises:
        StorageError: There is a file, and it cannot be used.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        sys.stderr.write(f"smm-ledger: {translator(NO_TERMINAL)}\n")
        return REFUSED
    _be_quick()
    sample = _is_sample(ledger)
    from smm_ledger.tui import app

    ctx = context_of(ledger, translator, settings, doors=doors, sample=sample is True)
    program = app.LedgerApp(ctx) if sample is not None else app.FirstRunApp(ctx)
    code = program.run()
    return 0 if code is None else code


def _be_quick() -> None:
    """Answer keys, and paint for the first time, as soon as it can be done.

    Textual waits for the next of 60 frames a second before it paints what a key changed, and paints
    nothing while nothing changes: a frame a millisecond costs nothing and saves up to sixteen.
    """
    gc.disable()  # what is made until the first paint stays: the app turns it on again
    sys.setswitchinterval(SWITCH)
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)


def _is_sample(ledger: "Ledger") -> bool | None:
    """Tell whether the ledger holds sample data; None where there is no ledger."""
    try:
        # Not through the services: theirs import what reads typed fields, before the first paint.
        with ledger.storage.read() as reader:
            reader.language()
            return reader.is_demo()
    except LedgerMissing:
        return None


def context_of(
    ledger: "Ledger",
    translator: "Translator",
    settings: "Settings",
    *,
    doors: "Doors | None",
    sample: bool,
) -> "Context[Ledger]":
    """Return what the screens are given, with the settings of this machine."""
    from smm_ledger.i18n.translator import Translator
    from smm_ledger.settings import save_settings, settings_path
    from smm_ledger.tui.context import Context, OpenLedger, Options

    def keep(key: str, value: object) -> None:
        save_settings(settings_path(os.environ), {key: value})

    ctx = Context(
        services=ledger,
        words=translator,
        clock=ledger.clock,
        ledger=OpenLedger(ledger.storage.path.name, sample=sample),
        log_folder=_log_folder(),
        translator=Translator,
        options=Options(
            theme=settings.theme,
            ascii_only=settings.ascii,
            reduced_motion=settings.reduced_motion,
            hints_on=settings.hints,
            hint_kinds=settings.hint_kinds,
            silent_days=settings.silent_days,
            keymap=settings.keymap,
        ),
        keep=keep,
        doors=doors,
    )

    def find(typed: str) -> "Sequence[Found]":
        from smm_ledger.tui.finding import finder_over

        return finder_over(ctx.services, typed)

    ctx.finder = find
    return ctx


def _log_folder() -> Path:
    from platformdirs import user_log_path

    return user_log_path("smm-ledger", appauthor=False)
