"""How a refusal of the ledger, and a fault of the program, reach the user.

A refusal is a toast, or a modal when the ledger itself cannot be used. A fault ends the program
with a plain message and a report. Neither may show a local variable, an IBAN or a client's name:
the report holds the kind of the error and where it happened, never its text.
"""

import os
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from smm_ledger import __version__
from smm_ledger.core.errors import LedgerError, OutsideError, StorageError
from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import translate_error

if TYPE_CHECKING:
    from textual.app import App

    from smm_ledger.tui.context import Context

TOAST_SECONDS: Final = 8
CRASH: Final = N_("The program met a fault of its own ({kind}) and closed. What was saved is safe.")
CRASH_REPORT: Final = N_("A report without any of your data is in {path}")
STORAGE: Final = N_("The ledger")


def error_text(ctx: "Context[Any]", error: LedgerError) -> str:
    """Return what was refused and why, in the user's language; the hint on a line of its own."""
    text, hint = translate_error(error, ctx.words)
    return f"{text}\n{hint}" if hint else text


def show_error(app: "App[Any]", ctx: "Context[Any]", error: LedgerError) -> None:
    """Show a refusal: a modal for the ledger file, else a toast."""
    text = error_text(ctx, error)
    if isinstance(error, StorageError):
        from smm_ledger.tui.dialogs.message import MessageDialog

        app.push_screen(MessageDialog(ctx, title=ctx.say(STORAGE), text=text))
        return
    if isinstance(error, OutsideError):
        app.notify(text, severity="error", timeout=TOAST_SECONDS, markup=False)
    else:
        app.notify(text, severity="warning", timeout=TOAST_SECONDS, markup=False)


def crash_report(error: BaseException, *, at: str) -> str:
    """Return a report that names places in code and kinds of errors, and nothing else."""
    lines = [f"smm-ledger {__version__}", at]
    shown: BaseException | None = error
    while shown is not None:
        lines.append(f"{type(shown).__module__}.{type(shown).__qualname__}")
        lines += [f"  {_place(frame)}" for frame in traceback.extract_tb(shown.__traceback__)]
        shown = shown.__cause__ or shown.__context__
    return "\n".join(lines) + "\n"


def _place(frame: traceback.FrameSummary) -> str:
    return f"{'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"


def write_report(folder: Path, text: str, *, stamp: str) -> Path | None:
    """Keep a report, for its owner's eyes only; None where it cannot be written."""
    path = folder / f"crash-{stamp}.log"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(path, flags, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return None
    return path
