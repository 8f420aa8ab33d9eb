"""Refusals as a script sees them: one line or one JSON object, and the exit code of its class.

The one place that knows exit codes. What we did not foresee is written to a log file by types and
places alone: no message, no value, no name of anyone is in it.
"""

import json
import os
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from smm_ledger import __version__
from smm_ledger.core.errors import (
    InputError,
    LedgerError,
    NotFoundError,
    OutsideError,
    RuleError,
    StorageError,
)
from smm_ledger.core.marks import N_
from smm_ledger.core.text import safe
from smm_ledger.i18n.translator import Translator, translate_error

PREFIX: Final = "smm-ledger: error: "
DONE: Final = 0
INTERRUPTED_EXIT: Final = 130


class Usage(LedgerError):
    """The words make no command."""

    code = "usage"
    default_hint = N_("see smm-ledger --help")


class Internal(LedgerError):
    """A defect of ours."""

    code = "internal"
    default_reason = N_("something unexpected went wrong; the log file is {path}")
    default_hint = N_("the ledger is as it was; please report it with that file")


class Interrupted(LedgerError):
    """Ctrl-C."""

    code = "interrupted"
    default_reason = N_("stopped by Ctrl-C; nothing is half-written")
    default_hint = N_("repeat the command when you like")


class OutputFailed(OutsideError):
    """What was asked for could not be written to stdout."""

    code = "output_failed"
    default_reason = N_("the output can't be written: {problem}")
    default_hint = N_("give it another place")


EXIT_CODES: Final[Mapping[type[LedgerError], int]] = {
    Internal: 1,
    Usage: 2,
    NotFoundError: 3,
    RuleError: 4,
    InputError: 5,
    StorageError: 6,
    OutsideError: 7,
    Interrupted: INTERRUPTED_EXIT,
}


def exit_code(error: LedgerError) -> int:
    """Return the exit code of an error's class."""
    return next((EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES), 1)


_FALLBACK_HINT: Final = N_("look at its present state and try again")


def say(error: LedgerError, translator: Translator, *, as_json: bool) -> str:
    """Return what stderr gets: one line, or one JSON object."""
    message, hint = translate_error(error, translator)
    hint = spelt_out(hint or translator.gettext(_FALLBACK_HINT), error.cli)
    message, hint = safe(message), safe(hint)
    if as_json:
        body = {"code": error.code, "message": message, "hint": hint}
        return json.dumps({"error": body}, ensure_ascii=False)
    return f"{PREFIX}{message}; {hint}"


def spelt_out(words: str, command: str) -> str:
    """Return what to do, with the options or the command that do it."""
    return f"{words} ({command})" if command else words


def write_crash_log(error: BaseException, *, when: str, command: str) -> Path | None:
    """Write where it happened, without any value; return the file, None where none can be made.

    Args:
        error: What escaped.
        when: The instant.
        command: The command's own words (never what was typed after them).
    """
    from platformdirs import user_log_path

    path = user_log_path("smm-ledger", appauthor=False) / "crash.log"
    text = "\n".join([f"{when} smm-ledger {__version__} {command}", *_places(error), "", ""])
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(path, flags, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError:
        return None
    return path


def _places(error: BaseException) -> list[str]:
    lines = [f"  Python {sys.version.split()[0]} on {sys.platform}"]
    cause: BaseException | None = error
    while cause is not None:
        lines.append(f"  {type(cause).__module__}.{type(cause).__qualname__}")
        lines += [
            f"    {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__, limit=-40)
        ]
        cause = cause.__cause__ or cause.__context__
    return lines
