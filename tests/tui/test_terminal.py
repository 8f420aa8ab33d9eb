"""The real program in a pseudo-terminal: what a person sees first, a resize, and leaving."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.support.systems import posix_only
from tests.tui.support import ledger_at
from tests.tui.terminal import PATIENCE, PROGRAM, environment, program

pytestmark = posix_only


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


@pytest.mark.parametrize("words", [["To collect"], ["VAT number"]], ids=["a list", "a form"])
def test_who_terminates_the_program_gets_the_terminal_back(
    tmp_path: Path, words: list[str]
) -> None:
    ledger_at(tmp_path)
    with program(tmp_path, "--lang", "en") as terminal:
        terminal.wait_for("To collect")
        if words != ["To collect"]:
            terminal.go("2", "No clients yet")
            terminal.go("n", *words)
            terminal.press("Rossi")
            terminal.wait_for("Rossi")
        terminal.forget()
        terminal.process.terminate()
        assert terminal.drain() == 143
        assert b"\x1b[?1049l" in terminal.raw  # back from the other screen
        assert b"\x1b[?25h" in terminal.raw  # the cursor shown


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


def test_keys_in_one_burst_reach_the_fields_they_are_for(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path)
    with program(tmp_path, "--lang", "en") as terminal:
        terminal.go("2", "No clients yet")
        terminal.go("n", "Tax code")
        terminal.go("Rossi Moda\t\t01234567897\x13", "Clients   1")
        terminal.press("q")
        assert terminal.drain() == 0
    (row,) = ledger.clients.list()
    assert (row.client.name, row.client.vat_id) == ("Rossi Moda", "01234567897")


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
        env=environment(tmp_path),
        stdin=subprocess.DEVNULL,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
