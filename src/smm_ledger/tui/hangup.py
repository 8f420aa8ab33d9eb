"""The ends that come from outside: a request to terminate, and a terminal that vanished.

SIGTERM would end the program at once, and leave its terminal in the other screen, without echo.

A closed terminal ends a program by SIGHUP; under `nohup`, or with the signal ignored by a shell,
Textual would read "nothing" in a busy loop for ever. Nothing is polled here: the thread sleeps in
the kernel until there is no terminal any more.
"""

import asyncio
import os
import select
import signal
import sys
from collections.abc import Callable, Sequence
from threading import Thread


def at_terminate(end: Callable[[], object]) -> None:
    """Call `end` in the running event loop when another program asks to terminate (SIGTERM)."""
    if sys.platform != "win32":  # which has no such signal between programs
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, end)


def at_hangup(end: Callable[[], object], *, terminal: int) -> None:
    """Call `end`, in a thread of its own, when nobody is at the other end of a terminal.

    Args:
        end: What is called.
        terminal: Its file descriptor.
    """
    if sys.platform != "win32":
        said_there = [out for out in (1, 2) if os.isatty(out)]
        Thread(target=_wait, args=(end, terminal, said_there), daemon=True).start()


def _wait(end: Callable[[], object], terminal: int, said_there: Sequence[int]) -> None:
    if sys.platform != "win32":
        watch = select.poll()
        watch.register(terminal, 0)  # a hang-up is always told, keys never
        if any(what & select.POLLHUP for _, what in watch.poll()):
            _silence(said_there)
            end()


def _silence(outs: Sequence[int]) -> None:
    """Let what is still written go nowhere: each write would fail, the last one at the exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for out in outs:
        os.dup2(nowhere, out)
    os.close(nowhere)
