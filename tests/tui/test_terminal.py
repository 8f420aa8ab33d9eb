"""The real program in a pseudo-terminal: what a person sees first, a resize, and leaving.

Nothing but the standard library looks at the terminal: what was written to it is searched for
words, in the order in which they came.
"""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from tests.tui.support import ledger_at

PATIENCE: Final = 30
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
        while words not in self.text:
            assert select.select([self._master], [], [], PATIENCE)[0], f"no “{words}”: {self.text}"
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
    fcntl.ioctl(handle, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


@contextmanager
def program(folder: Path, *words: str, **environ: str) -> Iterator[Terminal]:
    """Start the program on a pseudo-terminal of 80×24."""
    master, slave = pty.openpty()
    _set_size(slave, 80, 24)
    process = subprocess.Popen(
        [*PROGRAM, "--ledger", str(folder / "ledger.db"), *words],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        start_new_session=True,
        env=_environment(folder) | environ,
    )
    os.close(slave)
    terminal = Terminal(master, process)
    try:
        yield terminal
    finally:
        process.kill()
        process.wait()
        terminal.hang_up()


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "HOME": str(folder),
        "XDG_STATE_HOME": str(folder / "state"),
        "SMM_LEDGER_CONFIG": str(folder / "config.toml"),
    }


def test_the_first_paint_shows_the_day_and_q_leaves(tmp_path: Path) -> None:
    ledger_at(tmp_path).clients.add({"name": "Rossi Moda"})
    with program(tmp_path, "--lang", "en", "--today", "2026-11-24") as terminal:
        terminal.wait_for("To collect")
        terminal.wait_for("24 Nov 2026")
        terminal.press("2")
        terminal.wait_for("Rossi Moda")
        terminal.press("q")
        assert terminal.drain() == 0


def test_a_terminal_that_vanishes_without_a_signal_ends_the_program(tmp_path: Path) -> None:
    ledger_at(tmp_path)
    with program(tmp_path, "--lang", "en") as terminal:
        terminal.wait_for("To collect")
        terminal.hang_up()
        assert terminal.process.wait(PATIENCE) == 129


def test_the_program_follows_the_size_of_the_terminal(tmp_path: Path) -> None:
    ledger_at(tmp_path).clients.add({"name": "Rossi Moda", "city": "Torino", "code": "x-rossi"})
    with program(tmp_path, "--lang", "en") as terminal:
        terminal.wait_for("To collect")
        terminal.press("2")
        terminal.wait_for("Rossi Moda")
        terminal.forget()
        terminal.resize(140, 30)
        terminal.wait_for("company or trader")
        terminal.forget()
        terminal.resize(40, 8)
        terminal.wait_for("Rossi Moda")
        terminal.press("q")
        assert terminal.drain() == 0


def test_no_color_is_obeyed(tmp_path: Path) -> None:
    ledger_at(tmp_path)
    with program(tmp_path, "--lang", "en", NO_COLOR="1") as terminal:
        terminal.wait_for("To collect")
        terminal.press("q")
        assert terminal.drain() == 0
    for red, green, blue in re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)", terminal.raw):
        assert red == green == blue, "only greys"


def test_without_a_ledger_one_is_welcomed(tmp_path: Path) -> None:
    with program(tmp_path, "--lang", "en") as terminal:
        terminal.wait_for("Try the sample data")
        terminal.press("q")
        assert terminal.drain() == 0
    assert not (tmp_path / "ledger.db").exists()


def test_a_file_that_is_no_ledger_is_refused_before_the_screens(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"not a ledger" * 100)
    with program(tmp_path, "--lang", "en") as terminal:
        assert terminal.drain() == 6
    assert "not a ledger" in terminal.text
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize("language", ["it", "en"])
def test_into_a_pipe_no_screen_is_drawn(tmp_path: Path, language: str) -> None:
    ledger_at(tmp_path)
    done = subprocess.run(
        [*PROGRAM, "--ledger", str(tmp_path / "ledger.db"), "--lang", language],
        capture_output=True,
        check=False,
        timeout=PATIENCE,
        env=_environment(tmp_path),
        stdin=subprocess.DEVNULL,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
