"""Starts a terminal program in a pseudo-terminal and says when what a person waits for is there.

Only what the first paint and a key press need: bytes are read as they come and the text in them,
freed of control sequences, is searched. Linux and macOS; nothing here is part of the test run.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-9;:<=>?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])"
)


class Terminal:
    """A program on a pseudo-terminal of its own."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], *, size: tuple[int, int] = (24, 80)
    ) -> None:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        self._began = time.perf_counter()
        self._process = subprocess.Popen(
            list(command),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, **env, "TERM": "xterm-256color", "COLORTERM": "truecolor"},
            start_new_session=True,
        )
        os.close(theirs)
        self._fd = ours
        self._seen = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._fd)

    def wait_for(self, text: str, *, timeout: float = 20) -> float:
        """Return milliseconds since the start (or the last key) until `text` was written."""
        wanted = text.encode()
        while wanted not in _SEQUENCE.sub(b"", self._seen):
            if not self._read(timeout):
                shown = _SEQUENCE.sub(b"", self._seen)[-400:].decode(errors="replace")
                raise TimeoutError(f"{text!r} never came; last: {shown!r}")
        return (time.perf_counter() - self._began) * 1000

    def quiet(self, seconds: float = 0.3) -> None:
        """Read until nothing comes for a while."""
        while self._read(seconds):
            continue

    def press(self, keys: bytes, text: str = "") -> float:
        """Send keys; return milliseconds until something, or a text, was written."""
        self._seen = b""
        self._began = time.perf_counter()
        os.write(self._fd, keys)
        if text:
            return self.wait_for(text)
        self._read(5)
        return (time.perf_counter() - self._began) * 1000

    def idle(self, seconds: float = 0.5, *, most: float = 30) -> None:
        """Wait until the program and its children use no processor any more (Linux)."""
        end, used = time.perf_counter() + most, -1
        while time.perf_counter() < end and used != (now := self._ticks()):
            used = now
            self.quiet(seconds)

    def _ticks(self) -> int:
        own = self._process.pid
        tasks = Path(f"/proc/{own}/task").glob("*/children")
        family = [str(own), *(key for task in tasks for key in task.read_text().split())]
        stats = [Path(f"/proc/{key}/stat").read_text().rpartition(")")[2].split() for key in family]
        return sum(int(one[11]) + int(one[12]) for one in stats)

    def memory(self) -> int:
        """Return the resident memory in KiB (Linux)."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) if found else 0

    def _read(self, timeout: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], timeout)
        if not ready:
            return False
        try:
            chunk = os.read(self._fd, 65536)
        except OSError:
            return False
        self._seen += chunk
        return bool(chunk)
