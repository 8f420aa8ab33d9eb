"""The screens in a pseudo-terminal: the first paint, keys, lists, PDFs, memory."""

import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.figures import PROGRAM, Figure, env_of, in_turn
from benchmarks.screen import Terminal

EMPTY = [sys.executable, str(Path(__file__).with_name("empty_app.py"))]
OVERDUE, TODAY = "overdue by", "Today"
KEYS = 40
CURSOR = "❯"
"""Stands on the row that a key came to, and nowhere else."""

LETTERS = "rossi"


def measured(big: Path, small: Path, runs: int) -> list[Figure]:
    """Return the figures of a big ledger's screens, beside a small one's."""
    floor, paint, few = in_turn(
        (
            lambda: _paint(EMPTY, {}, "Hello"),
            lambda: _paint(PROGRAM, env_of(big), OVERDUE),
            lambda: _paint(PROGRAM, env_of(small), TODAY),
        ),
        runs,
    )
    with Terminal(PROGRAM, env_of(small)) as terminal:
        terminal.wait_for(TODAY)
        terminal.idle()
        memory_of_few = terminal.memory() / 1024
    with Terminal(PROGRAM, env_of(big)) as terminal:
        terminal.wait_for(OVERDUE)
        terminal.idle()
        memory = terminal.memory() / 1024
        key = statistics.median(_keys(terminal, KEYS))
        lists = _lists(terminal)
    return [
        Figure("first paint with real figures and rows", paint, floor, 1.3),
        Figure("the same, beside a ledger of 60 invoices", paint, few, 1.1),
        Figure("key press to changed screen, in Oggi", key, None, 5),
        *lists,
        *_papers(big, runs),
        Figure("memory of the UI, beside 60 invoices", memory, memory_of_few, 1.5, "MiB"),
    ]


def _paint(command: Sequence[str], env: dict[str, str], text: str) -> float:
    with Terminal(command, env) as terminal:
        return terminal.wait_for(text)


def _keys(terminal: Terminal, count: int) -> list[float]:
    """Press a key as a person does, who looks before pressing the next."""
    found = []
    for _ in range(count):
        found.append(terminal.press(b"j", CURSOR))
        terminal.quiet(0.03)
    return found


def _lists(terminal: Terminal) -> list[Figure]:
    """Go to the invoices for the first time, move there, go to the end, search."""
    switch = terminal.press(b"4", "draft-")
    terminal.quiet()
    key = statistics.median(_keys(terminal, KEYS))
    ends = []
    for _ in range(5):
        ends.append(terminal.press(b"G", "2016-"))
        terminal.quiet(0.1)
        terminal.press(b"g", "draft-")
        terminal.quiet(0.1)
    terminal.press(b"/")
    terminal.quiet(0.1)
    searches = []
    for end in range(1, len(LETTERS) + 1):
        words = LETTERS[:end]
        searches.append(terminal.press(words[-1].encode(), f"filter: {words}"))
        terminal.quiet(0.2)
    terminal.press(b"\x1b")
    return [
        Figure("key press to changed screen, in the list of invoices", key, None, 5),
        Figure("switching to the list of invoices, the first time", switch, None, 50),
        Figure("the end of the list of invoices", statistics.median(ends), None, 15),
        Figure("search in the list of invoices, the slowest of five keys", max(searches), None, 50),
    ]


def _papers(ledger: Path, runs: int) -> list[Figure]:
    """Make PDFs: the first of a session, and keys while one is made."""
    first: list[float] = []
    for at in range(min(runs, 5) + 1):
        with Terminal(PROGRAM, env_of(ledger)) as terminal:
            terminal.wait_for(OVERDUE)
            terminal.idle()
            terminal.press(b"4", "draft-")
            terminal.quiet()
            _to_issued(terminal, 10 * at)
            first.append(terminal.press(b"p", "Saved"))
            if at:
                continue
            idle, busy = [], []
            for _ in range(KEYS):
                terminal.quiet(0.03)
                idle.append(terminal.press(b"j", CURSOR))
                terminal.quiet(0.03)
                terminal.press(b"p", "Making")
                busy.append(terminal.press(b"j", CURSOR))
                terminal.wait_for("Saved")
    return [
        Figure(
            "first PDF of a session, key press to saved", statistics.median(first[1:]), None, 150
        ),
        Figure(
            "key press while a PDF is made, beside one before",
            statistics.median(busy),
            statistics.median(idle),
            1.5,
        ),
    ]


def _to_issued(terminal: Terminal, places: int) -> None:
    """Go past the drafts, which stand first, and on by some places."""
    terminal.press(b"S")
    terminal.quiet(0.2)
    terminal.press(b"j\r")
    terminal.quiet(0.3)
    for _ in range(places):
        terminal.press(b"j")
    terminal.quiet(0.1)
