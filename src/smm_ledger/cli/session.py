"""What a command is given: the ledger, the language, and the ways to answer.

Everything is made at first use, so that `--help` opens no ledger and a query imports no service
that it does not call. Output is one write at the end of a command: an error leaves stdout empty.
"""

import datetime as dt
import errno
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from smm_ledger.cli.errors import OutputFailed
from smm_ledger.cli.options import Globals
from smm_ledger.core.errors import InputError, LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.core.text import safe
from smm_ledger.i18n.translator import (
    Translator,
    available_languages,
    check_language,
    system_language,
)

if TYPE_CHECKING:
    from smm_ledger.services.ledger import Ledger
    from smm_ledger.settings import Settings

BAR: Final = 30
WARNING: Final = "smm-ledger: warning: "
"""Begins a warning line in every language, as `error` does its own: scripts look for it."""
SCHEMA: Final = 1
"""Of the JSON objects; it grows when a key changes its meaning."""


class Session:
    """One run of one command.

    Args:
        options: The global options.

    Attributes:
        taken: Name and value of the line options, in the order in which they were typed.
        changed_ledger: Whether something was written: from then on the exit code is 0.
        exit_code: What the program ends with; only `check` sets it.
    """

    def __init__(self, options: Globals | None = None) -> None:
        self.options = options or Globals()
        self.taken: list[tuple[str, str]] = []
        self.changed_ledger = False
        self.exit_code = 0

    # what there is

    @cached_property
    def settings(self) -> "Settings":
        """The settings of this machine."""
        from smm_ledger.settings import load_settings, settings_path

        return load_settings(settings_path(os.environ))

    @cached_property
    def path(self) -> Path:
        """The ledger's file; `demo FILE` sets it, and has only that in its hands."""
        return self.named_path

    @property
    def named_path(self) -> Path:
        """The file that the options, the environment or the settings name."""
        if self.options.ledger is not None:
            return file_path(self.options.ledger, field="--ledger")
        from smm_ledger.settings import ledger_path

        return ledger_path(self.settings)

    @cached_property
    def fixed_today(self) -> dt.date | None:
        """The day that was given as today, or None."""
        if self.options.today is None:
            return None
        from smm_ledger.i18n.parsing_dates import parse_date
        from smm_ledger.services.clock import SystemClock

        return parse_date(self.options.today, today=SystemClock().today(), field="today")

    @cached_property
    def ledger(self) -> "Ledger":
        """The services over the ledger; its file is opened by the first of their methods."""
        return self.ledger_at(self.path)

    def ledger_at(self, path: Path) -> "Ledger":
        """Return the services over another file."""
        from smm_ledger.bootstrap import open_ledger

        settings = None if self.options.ledger and self.options.json else self.settings
        return open_ledger(path, today=self.fixed_today, settings=settings)

    @property
    def today(self) -> dt.date:
        """The day that counts as today."""
        return self.ledger.clock.today()

    @cached_property
    def currency(self) -> str:
        """The issuer's currency, for amounts that name no document."""
        return self.ledger.issuer.show().currency

    # language

    @cached_property
    def t(self) -> Translator:
        """The messages in the user's language: chosen, the ledger's, the system's."""
        return Translator(self._language())

    def _language(self) -> str:
        if self.options.lang is not None:
            return check_language(self.options.lang, field="lang")
        try:
            chosen = self.settings.language or self._language_of_ledger()
        except LedgerError:
            chosen = ""
        return chosen if chosen in available_languages() else system_language(os.environ)

    def _language_of_ledger(self) -> str:
        # Not through the services: theirs import the regimes, and every start asks for this.
        with self.ledger.storage.read() as reader:
            return reader.language()

    @property
    def safe_t(self) -> Translator:
        """The messages for an error: never fails, whatever is wrong with options or ledger."""
        try:
            return self.t
        except LedgerError:
            return Translator(system_language(os.environ))

    # answers

    @property
    def interactive(self) -> bool:
        """Whether questions may be asked."""
        asks = not (self.options.yes or self.options.json)
        return asks and sys.stdin.isatty() and sys.stdout.isatty()

    def agreed(self, shown: str, question: str) -> bool:
        """Show what is about to happen and ask, where there is a person to ask; else go on.

        Args:
            shown: Shown even to who wants quiet: nobody agrees to what they have not seen.
            question: Marked for translation; yes is `y`, in Italian `s`.
        """
        if not self.interactive:
            return True
        write(sys.stdout, safe(shown, multiline=True))
        return input(self.t(question)).strip().lower() in {"y", "yes", "s", "sì", "si"}

    def answer(
        self, data: Callable[[], object], text: Callable[[], str], *, wrapped: bool = True
    ) -> None:
        """Print what was asked for, as JSON or as text, whichever is wanted."""
        if self.options.json:
            self.print_json(data(), wrapped=wrapped)
        else:
            write(sys.stdout, text())

    def made(self, data: Callable[[], object], text: Callable[[], str]) -> None:
        """Print which files a command made; as text only where nobody asked for quiet."""
        if self.options.json or not self.options.quiet:
            self.answer(data, text)

    def did(self, data: Callable[[], object], message: str, /, **values: object) -> None:
        """Print what a mutating command changed: the object, or one line that says it.

        Args:
            data: Makes the JSON object or array.
            message: Marked for translation, over `values`.
            **values: Amounts, dates, text.
        """
        self.changed_ledger = True
        if self.options.json:
            self.print_json(data())
        elif not self.options.quiet:
            write(sys.stdout, safe(self.t(message, **values)))

    def print_json(self, data: object, *, wrapped: bool = True) -> None:
        """Print one JSON document; an object says the version of its schema."""
        if wrapped and isinstance(data, Mapping):
            data = {"schema": SCHEMA, **data}
        write(sys.stdout, json.dumps(data, ensure_ascii=False, indent=2))

    def say(self, message: str, /, **values: object) -> None:
        """Add a line to what was done; silent with `--quiet` and `--json`."""
        self.say_text(self.t(message, **values))

    def say_text(self, text: str) -> None:
        """Add lines that are translated already."""
        if not (self.options.quiet or self.options.json):
            write(sys.stdout, safe(text, multiline=True))

    @contextmanager
    def progress(self, total: int) -> Iterator[Callable[[], None]]:
        """Show a bar on stderr during long work, where a person looks at it.

        Yields:
            A function to call after each step.
        """
        shown = total > 1 and sys.stderr.isatty() and not self.options.quiet
        done = 0

        def step() -> None:
            nonlocal done
            done += 1
            if shown:
                bar = "#" * (BAR * done // total)
                sys.stderr.write(f"\r[{bar:<{BAR}}] {done}/{total}")
                sys.stderr.flush()

        try:
            yield step
        finally:
            if shown:
                sys.stderr.write("\n")

    def warn(self, message: str, /, **values: object) -> None:
        """Print a warning line on stderr; the command goes on and ends with 0."""
        self.warn_text(self.t(message, **values))

    def warn_text(self, text: str) -> None:
        """Print a warning that is translated already."""
        with suppress(OSError, OutputFailed):
            write(sys.stderr, safe(f"{WARNING}{text}"))


def write(stream: TextIO, text: str) -> None:
    """Write text and the end of its line.

    Raises:
        OutputFailed: The system refuses. BrokenPipeError: Nobody reads any more.
    """
    with _telling():
        stream.write(text if text.endswith("\n") or not text else f"{text}\n")


def flush(stream: TextIO) -> None:
    """Put out what was written; raises as `write`."""
    with _telling():
        stream.flush()


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if sys.platform == "win32" and error.errno == errno.EINVAL:
            raise BrokenPipeError from None  # which Windows tells so
        raise OutputFailed("stdout", problem=error.strerror or type(error).__name__) from None


def file_path(text: str, *, field: str) -> Path:
    """Return the path that was typed.

    Raises:
        InputError: Empty, with a character that no path holds, or the `-` that other programs
            read as their input or output: a file of that name is nobody's wish.
    """
    if not text.strip():
        raise InputError(field, N_("it is empty"), hint=N_("give a file"))
    if text == "-":
        raise InputError(
            field,
            N_("“-” stands for no file here"),
            hint=N_("give a file; one that is called so is ./-"),
        )
    if "\0" in text:
        raise InputError(field, N_("no path holds that character"), hint=N_("give a file"))
    from smm_ledger.settings import typed_path

    return typed_path(text)
