"""The end of a terminal that vanished where the hang-up signal is ignored.

A closed terminal ends a program by SIGHUP; under `nohup`, or with the signal ignored by a shell,
Textual would read "nothing" in a busy loop for ever. Nothing is polled here: the thread sleeps in
the kernel until there is no terminal any more.
"""

import select
import sys
from collections.abc import Callable
from threading import Thread


def at_hangup(end: Callable[[], object], *, terminal: int) -> None:
    """Call `end`, in a thread of its own, when nobody is at the other end of a terminal.

    Args:
        end: What is called.
        terminal: Its file descriptor.
    """
    if sys.platform != "win32":
        Thread(target=_wait, args=(end, terminal), daemon=True).start()


def _wait(end: Callable[[], object], terminal: int) -> None:
    if sys.platform != "win32":
        watch = select.poll()
        watch.register(terminal, 0)  # a hang-up is always told, keys never
        if any(what & select.POLLHUP for _, what in watch.poll()):
            end()
