"""The real program in a pseudo-terminal, for tests that type as a person does.

Nothing but the standard library looks at the terminal: what was written to it is searched for
words, in the order in which they came. A module that imports this one is marked `posix_only`.
"""

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

PATIENCE: Final = 60
"""Seconds that the program has to show what is waited for, however much else it paints."""

PROGRAM: Final = (sys.executable, "-m", "smm_ledger")
ESCAPES: Final = re.compile(
    rb"\x1b(?:\[[0-9;?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])"
)


class Terminal:
    """A pseudo-terminal with the program at its other end."""

    def __init__(self, master: int, process: "subprocess.Popen[bytes]") -> None:
        self._master = master
        self.process = process
        self.raw = b""

    def wait_for(self, words: str) -> None:
        """Read until the words were written; they are consumed."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.text:
            left = max(0, deadline - time.monotonic())
            ready = select.select([self._master], [], [], left)[0]
            assert ready, f"no “{words}”: {self.text}"
            data = os.read(self._master, 65536)
            assert data, f"the program ended before “{words}”: {self.text}"
            self.raw += data

    @property
    def text(self) -> str:
        """What was written, without escape sequences."""
        return ESCAPES.sub(b"", self.raw).decode("utf-8", "replace")

    def forget(self) -> None:
        """Look only at what comes from now on."""
        self.raw = b""

    def go(self, keys: str, words: str) -> None:
        """Type, and wait for what it brings."""
        self.forget()
        self.press(keys)
        self.wait_for(words)

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self._master, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the size, and tell the program as a terminal does."""
        _set_size(self._master, columns, rows)
        os.kill(self.process.pid, signal.SIGWINCH)

    def hang_up(self) -> None:
        """Vanish, as a closed window does; once."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def drain(self) -> int:
        """Read until the program ends; return its exit code."""
        while True:
            try:
                ready = select.select([self._master], [], [], PATIENCE)[0]
                data = os.read(self._master, 65536) if ready else b""
            except OSError:  # the other end is closed
                break
            if not data:
                break
            self.raw += data
        return self.process.wait(PATIENCE)


def _set_size(handle: int, columns: int, rows: int) -> None:
    import fcntl
    import termios

    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


@contextmanager
def program(folder: Path, *words: str, **environ: str) -> Iterator[Terminal]:
    """Start the program on a pseudo-terminal of 80×24."""
    import pty

    master, slave = pty.openpty()
    _set_size(slave, 80, 24)
    process = subprocess.Popen(
        [*PROGRAM, "--ledger", str(folder / "ledger.db"), *words],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env=environment(folder) | environ,
    )
    os.close(slave)
    terminal = Terminal(master, process)
    try:
        yield terminal
    finally:
        process.kill()
        process.wait()
        terminal.hang_up()


def environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder),
        "XDG_STATE_HOME": str(folder / "state"),
        "SMM_LEDGER_CONFIG": str(folder / "config.toml"),
    }
