"""Where the command line starts and where every error ends.

Only this module turns errors into an exit code. The order matters: global options first (they rule
how a mistake in the rest is told), then the words themselves, then the command.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from smm_ledger import __version__
from smm_ledger.cli.errors import (
    DONE,
    Internal,
    Interrupted,
    OutputFailed,
    exit_code,
    say,
    write_crash_log,
)
from smm_ledger.cli.options import check_words, take_globals
from smm_ledger.cli.session import Session, flush, write
from smm_ledger.core.errors import LedgerError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        argv: The words after the program's name; those of the process when absent.

    Returns:
        The exit code: 0, or the one of the error that was printed.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    speak_utf8()
    options, rest, wrong = take_globals(words, os.environ)
    session = Session(options)
    try:
        _check(words, wrong)
        code = run(session, rest)
        flush(sys.stdout)
    except BrokenPipeError:
        _drop_stdout()
        return DONE
    except BaseException as error:  # noqa: BLE001 - the last door: no traceback ever reaches a user
        return _ended(session, error, rest)
    return code


def _check(words: Sequence[str], wrong: LedgerError | None) -> None:
    if wrong is not None:
        raise wrong
    check_words(words)


def _ended(session: Session, error: BaseException, words: Sequence[str]) -> int:
    """Tell how a command ended, and return its exit code."""
    match error:
        case LedgerError():
            told: LedgerError = error
            if isinstance(error, OutputFailed):
                _drop_stdout()
        case KeyboardInterrupt():
            told = Interrupted("Ctrl-C")
        case Exception():
            told = _unexpected(error, words)
        case _:
            raise error
    if session.changed_ledger:
        # What succeeded stays and is no failure: only what came after it is told.
        session.warn_text(say(told, session.safe_t, as_json=False).partition(": error: ")[2])
        return DONE
    return refuse(session, told)


def run(session: Session, words: list[str]) -> int:
    """Run the command that the words make; without words, the screens.

    Raises:
        LedgerError: A refusal.
    """
    if session.options.version:
        session.answer(lambda: {"version": __version__}, lambda: f"smm-ledger {__version__}")
        return DONE
    if session.options.lang is not None:
        session.t  # noqa: B018 - a wrong language is refused before anything happens
    session.fixed_today  # noqa: B018 - so is a wrong day
    if not words:
        from smm_ledger.cli.screens import open_screens

        return open_screens(session)
    from click.exceptions import Exit

    from smm_ledger.cli.commands import execute
    from smm_ledger.cli.root import ROOT

    try:
        execute(ROOT, words, session)
    except Exit as done:
        return done.exit_code
    return session.exit_code


def refuse(session: Session, error: LedgerError) -> int:
    """Print an error and return its exit code."""
    with suppress(OSError, OutputFailed):  # when nobody listens the exit code still tells
        write(sys.stderr, say(error, session.safe_t, as_json=session.options.json))
        flush(sys.stderr)
    return exit_code(error)


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale says; what can't be written is shown as an escape.

    Lines end the same on every system, so that what a script keeps can be compared.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _unexpected(error: Exception, words: Sequence[str]) -> Internal:
    from smm_ledger.services.clock import SystemClock

    # Only words that can be commands: values stay out of the log.
    named = " ".join(word for word in words[:2] if word.isascii() and word.isalpha())
    path = write_crash_log(error, when=SystemClock().now().isoformat(), command=named)
    return Internal(type(error).__name__, path=str(path) if path else "-")


def _drop_stdout() -> None:
    """Let the interpreter's last flush go nowhere, so that it does not complain."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return
