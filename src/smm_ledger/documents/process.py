"""PDFs drawn in a process of their own, kept warm.

A drawing in a thread makes every key four times slower, and a page that a user's template made
endless would take the program with it. So the interface draws over there, within bounds of time
and memory; what crosses are our own objects and bytes. Commands that draw one document need none
of this.
"""

import contextlib
import gc
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smm_ledger.core.errors import LedgerError, OutsideError
from smm_ledger.core.marks import N_
from smm_ledger.documents.pdf import render_pdf

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    if sys.platform == "win32":
        from multiprocessing.connection import PipeConnection as Connection
    else:
        from multiprocessing.connection import Connection

TIME_LIMIT: Final = 20.0
"""Seconds for one document."""

MEMORY_LIMIT: Final = 1024**3
"""Bytes of data, where the system can hold a process to them (Linux)."""

Work = Callable[[], bytes | None]
"""What is done over there: a function of a module of ours, its arguments bound to it."""

_Answer = tuple[int, bytes | LedgerError]


class DrawingFailed(OutsideError):
    """The process that draws was stopped, or stopped by itself."""

    code = "drawing_failed"
    default_reason = N_("the document needs too much time or memory to be drawn")
    default_hint = N_("look at your own templates; the HTML can be had")


class PdfProcess:
    """Draws in another process, which starts with the first job; one job at a time."""

    def __init__(self, *, time_limit: float = TIME_LIMIT, memory_limit: int = MEMORY_LIMIT) -> None:
        self._time_limit = time_limit
        self._memory_limit = memory_limit
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._last = 0

    def run(self, work: Work) -> bytes:
        """Do a job over there, and return what it returns.

        Raises:
            LedgerError: What the job was refused with.
            DrawingFailed: It took too long, or too much memory.
        """
        with self._lock:
            try:
                answer = self._answer_to(self._send(work))
            except (OSError, EOFError) as error:
                self._stop()
                raise DrawingFailed("PDF") from error
        if isinstance(answer, LedgerError):
            raise answer
        return answer

    def begin(self, work: Work) -> None:
        """Start the process, and a job that gets it ready; returns at once."""
        with self._lock, contextlib.suppress(OSError):
            self._send(work)

    def render(self, html: str, *, css: str, fonts: Path) -> bytes:
        """Lay out a document; see `pdf.render_pdf`."""
        return self.run(partial(render_pdf, html, css=css, fonts=fonts))

    def close(self) -> None:
        """Stop the process; a later job starts another."""
        with self._lock:
            self._stop()

    def _send(self, work: Work) -> int:
        self._last += 1
        self._started().send((self._last, work))
        return self._last

    def _started(self) -> "Connection":
        if self._connection is not None and self._process is not None and self._process.is_alive():
            return self._connection
        self._stop()
        # The fonts are copied there; a killed process could not take them away itself.
        self._folder = tempfile.TemporaryDirectory(prefix="smm-ledger-", ignore_cleanup_errors=True)
        # Spawned, not forked: the interface has threads.
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve,
            args=(theirs, self._memory_limit, self._folder.name),
            name="smm-ledger-pdf",
            daemon=True,
        )
        # Textual stands in for stderr, and has no descriptor that could be passed on.
        with contextlib.redirect_stderr(sys.__stderr__):
            process.start()
        theirs.close()
        self._process, self._connection = process, ours
        return ours

    def _answer_to(self, number: int) -> bytes | LedgerError:
        """Wait for the answer to a job; those of jobs that were only begun come first."""
        connection = self._started()
        end = time.monotonic() + self._time_limit
        while connection.poll(max(0.0, end - time.monotonic())):
            answered: _Answer = connection.recv()
            if answered[0] == number:
                return answered[1]
        raise TimeoutError

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        if self._folder is not None:
            self._folder.cleanup()
        self._process = self._connection = self._folder = None


def _serve(connection: "Connection", memory_limit: int, folder: str) -> None:
    """Draw what comes until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the interface's
    tempfile.tempdir = folder
    _be_quiet()
    _bound_memory(memory_limit)
    gc.disable()  # nobody waits for what is done between two jobs
    with contextlib.suppress(EOFError, OSError):
        while True:
            number, work = connection.recv()
            connection.send((number, _done(work)))
            del work
            gc.collect()
            if not gc.get_freeze_count():
                gc.freeze()  # what the first job imported and made ready stays


def _done(work: Work) -> bytes | LedgerError:
    try:
        return work() or b""
    except LedgerError as error:
        return error
    except MemoryError:
        return DrawingFailed("PDF")


def _be_quiet() -> None:
    """Keep the libraries' words off the terminal, which belongs to the interface."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _bound_memory(limit: int) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
