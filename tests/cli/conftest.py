"""The command line, run as a script runs it: in this process where it can be, else as a program."""

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from smm_ledger.cli.app import main
from tests.support.begun import begin

TODAY = "2026-03-02"
Json: TypeAlias = Any  # whatever json.loads makes of a document


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Json:
        """The JSON document on stdout; it must be the only thing there."""
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, str]:
        """The JSON error on stderr; stdout must be empty."""
        assert self.out == ""
        body = json.loads(self.err)["error"]
        assert set(body) == {"code", "message", "hint"}
        return dict(body)


class Program:
    """Runs commands on one ledger."""

    def __init__(self, ledger: Path, capture: Callable[[], tuple[str, str]]) -> None:
        self.ledger = ledger
        self.today = TODAY
        self._capture = capture

    def __call__(self, *words: str) -> Ran:
        """Run a command; its options for the whole program are added."""
        self._capture()
        code = main([*words[:1], *self._globals(), *words[1:]] if words else self._globals())
        return Ran(code, *self._capture())

    def _globals(self) -> list[str]:
        return ["--ledger", str(self.ledger), "--today", self.today, "--lang", "en"]

    def done(self, *words: str) -> Ran:
        """Run a command that must succeed."""
        ran = self(*words)
        assert ran.code == 0, ran.err
        return ran

    def json(self, *words: str) -> Json:
        """Run a command with `--json` and return its document."""
        return self(*words, "--json").data

    def refused(self, code: int, *words: str) -> str:
        """Run a command that must be refused: one line, and the ledger's bytes as before."""
        before = self.ledger.read_bytes() if self.ledger.is_file() else None
        ran = self(*words)
        assert (ran.code, ran.out) == (code, ""), ran
        assert ran.err.startswith("smm-ledger: error: "), ran.err
        assert ran.err.count("\n") == 1
        assert "; " in ran.err
        assert ran.err.rstrip("\n").isprintable()
        after = self.ledger.read_bytes() if self.ledger.is_file() else None
        assert before == after
        return ran.err.removeprefix("smm-ledger: error: ").rstrip("\n")


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """Return the program over a ledger that is not there yet."""

    def capture() -> tuple[str, str]:
        out, err = capsys.readouterr()
        return out, err

    return Program(tmp_path / "ledger.db", capture)


@pytest.fixture
def cli(empty: Program) -> Program:
    """Return the program over a ledger with an issuer, a client and a service."""
    begin(empty.ledger, _make)
    return empty


def begun(empty: Program, fill: Callable[[Program], None]) -> Program:
    """Return the program over what `fill` made of such a ledger; made once, then copied."""
    begin(empty.ledger, _make, fill)
    return empty


def _make(ledger: Path, fill: Callable[[Program], None] | None = None) -> None:
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()):

        def capture() -> tuple[str, str]:
            said = out.getvalue()
            out.seek(0)
            out.truncate()
            return said, ""

        cli = Program(ledger, capture)
        cli.done("init", "--name", "Marta Ferraris", "--country", "IT", "--vat-id", "12345678903")
        cli.done("client", "add", "Rossi Moda S.r.l.", "--vat-id", "01234567897")
        cli.done(
            "service", "add", "reel", "--description", "Reel", "--price", "120", "--hours", "3"
        )
        if fill is not None:
            fill(cli)


def whole_program(ledger: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a process of its own, in an environment that holds what is given."""
    command = [sys.executable, "-m", "smm_ledger", "--ledger", str(ledger), *words]
    source = str(Path(__file__).resolve().parents[2] / "src")
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env={"PYTHONPATH": source, "LC_ALL": "C", "HOME": str(ledger.parent), **environ},
        check=False,
    )
