"""What reaches a terminal, a pipe or a log: aligned, harmless, and nothing of a defect's data."""

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from smm_ledger.cli import tables
from smm_ledger.cli.app import main
from smm_ledger.cli.errors import EXIT_CODES, exit_code
from smm_ledger.cli.session import write
from smm_ledger.core import errors
from smm_ledger.services.collections import CollectionsService
from tests.cli.conftest import Program, whole_program
from tests.support.systems import is_private, posix_only


def test_no_line_is_wider_than_80_columns(cli: Program) -> None:
    cli.done("client", "add", "名前" * 60, "--city", "東京" * 30)
    cli.done("client", "add", "A" * 200)
    cli.done("quote", "new", "rossi", "--title", "T" * 200, "--line", f"1 x {'B' * 400} @ 99999")
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 9999999.99")
    for words in (
        ("client", "list"),
        ("quote", "list"),
        ("quote", "show", "P-2026-001"),
        ("invoice", "list"),
        ("invoice", "show", "draft-1"),
        ("client", "show", "aaaa"),
        ("log",),
        ("issuer", "show"),
    ):
        lines = cli.done(*words).out.splitlines()
        assert max(tables.cells(line) for line in lines) <= 80, words


def test_columns_are_aligned_by_cells() -> None:
    columns = [tables.Column("A"), tables.Column("B", right=True)]
    lines = tables.table(columns, [("東京", "1"), ("x", "22")]).splitlines()
    assert {tables.cells(line) for line in lines} == {8}


def test_old_text_never_speaks_to_the_terminal() -> None:
    row = tables.table([tables.Column("A")], [("\x1b[31mred\x9b2J",)])
    assert "\x1b" not in row
    assert "\x9b" not in row


def test_colour_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tables.paint("x", tables.BOLD) == "x"
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert tables.paint("x", tables.BOLD) != "x"
    monkeypatch.setenv("NO_COLOR", "1")
    assert tables.paint("x", tables.BOLD) == "x"


def test_the_console_of_windows_is_made_ready_for_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    console = ModuleType("colorama")
    vars(console)["just_fix_windows_console"] = lambda: asked.append(True)
    monkeypatch.setitem(sys.modules, "colorama", console)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    tables.paint("x", tables.BOLD)
    assert asked


def test_every_class_of_error_has_its_exit_code() -> None:
    leaves = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    for kind in leaves:
        if issubclass(kind, errors.LedgerError) and kind is not errors.LedgerError:
            assert exit_code(kind("x", "y")) in EXIT_CODES.values()
    assert exit_code(errors.BelowFloor("x", net="1", floor="2")) == 4
    assert exit_code(errors.Ambiguous("x", candidates="a")) == 3


def test_a_defect_names_a_log_without_data(
    cli: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(_: CollectionsService, **__: object) -> None:
        secret = "IT60X0542811101000000123456"  # noqa: S105 - an account number of the textbooks
        raise ZeroDivisionError(secret)

    monkeypatch.setattr(CollectionsService, "review", broken)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    told = cli.refused(1, "overdue", "--client", "rossi-moda")
    assert "crash.log" in told
    (log,) = (tmp_path / "state").rglob("crash.log")
    text = log.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "IT60" not in text + told
    assert "rossi" not in text
    assert is_private(log)
    assert cli("overdue", "--json").error["code"] == "internal"


def test_ctrl_c_is_130(cli: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: CollectionsService, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(CollectionsService, "review", interrupted)
    cli.refused(130, "overdue")


def test_utf8_whatever_the_locale_says(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    done = whole_program(
        ledger, "init", "--name", "Café Perù 東京", "--country", "IT", LANG="C", LC_ALL="C"
    )
    assert done.returncode == 0, done.stderr
    shown = whole_program(ledger, "issuer", "show", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert "Café Perù 東京" in shown.stdout


def test_a_reader_that_goes_away_is_no_error(cli: Program) -> None:
    command = [sys.executable, "-m", "smm_ledger", "--ledger", str(cli.ledger), "log"]
    source = str(Path(__file__).resolve().parents[2] / "src")
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        command,
        stdout=write,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": source},
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_reader_that_goes_away_on_windows_is_no_error_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(BrokenPipeError):
        write(Gone(), "x")


@posix_only
@pytest.mark.parametrize(("words", "code"), [(("client", "list"), 7), (("client", "add", "A"), 0)])
def test_a_full_stdout(cli: Program, words: tuple[str, ...], code: int) -> None:
    """What was asked for failed; what was done stays done, and is no failure."""
    full = Path("/dev/full")
    assert full.exists()
    command = [sys.executable, "-m", "smm_ledger", "--ledger", str(cli.ledger), *words]
    source = str(Path(__file__).resolve().parents[2] / "src")
    with full.open("wb") as stdout:
        done = subprocess.run(
            command,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": source},
            check=False,
        )
    assert done.returncode == code
    assert done.stderr.count(b"\n") == 1


def test_without_a_terminal_the_screens_are_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("smm-ledger: error: command: ")


def test_errors_of_an_unusable_ledger_are_in_the_systems_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["client", "list", "--ledger", str(tmp_path / "none.db"), "--json"]) == 6
    assert json.loads(capsys.readouterr().err)["error"]["code"] == "ledger_missing"


def test_a_whole_cell_takes_more_lines_where_another_is_cut() -> None:
    columns = [
        tables.Column("Name", flexible=True),
        tables.Column("Next", whole=True),
        tables.Column("Sum", right=True),
    ]
    rows = [("a long name", "2nd reminder 12 Dec 2026", "1.00"), ("b", "wait", "2.00")]
    assert tables.table(columns, rows, width=26).splitlines() == [
        "Name       Next        Sum",
        "a long n…  2nd        1.00",
        "           reminder",
        "           12 Dec",
        "           2026",
        "b          wait       2.00",
    ]


def test_what_comes_next_and_the_numbers_are_whole_at_80_columns(cli: Program) -> None:
    cli.done("client", "edit", "rossi", "--name", "Associazione " + "Teatro delle Nuvole " * 5)
    numbers = []
    for no in range(1, 7):
        words = ("--line", "1 x Work @ 1234567.89", "--due", "2026-04-02")
        cli.done("invoice", "new", "rossi", *words)
        cli.done("invoice", "issue", f"draft-{no}")
        numbers.append(f"2026-{no:03}")
    cli.today = "2026-04-09"
    cli.done("promise", "add", "2026-001", "100", "--by", "2026-12-12")
    for lang, day in (("en", "12 Dec 2026"), ("it", "12/12/2026")):
        for command, shown in (("overdue", numbers), ("remind plan", numbers[1:])):
            told = cli.done(*command.split(), "--lang", lang).out
            assert max(tables.cells(line) for line in told.splitlines()) <= 80, command
            assert all(number in told for number in shown), told
        told = cli.done("overdue", "--lang", lang).out
        assert all(part in told for part in day.split())
