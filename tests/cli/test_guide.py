"""The guide and the README are true: their commands run in order, the lists are complete."""

import re
import shlex
from pathlib import Path

import pytest

from smm_ledger.cli.lines import READERS
from tests.cli.conftest import Program

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide" / "command-line.md"
README = ROOT / "README.md"


def test_every_command_of_the_guide_runs(
    empty: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^\$ smm-ledger (.*)$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(commands) > 25
    for command in commands:
        empty.done(*shlex.split(command))


def test_every_command_of_the_readme_runs(
    empty: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = README.read_text(encoding="utf-8").replace("\\\n", "")
    commands = re.findall(r"^smm-ledger (.*)$", text, re.MULTILINE)
    assert len(commands) > 10
    for command in commands:
        empty.done(*shlex.split(command))


def test_every_kind_of_line_is_in_the_guide() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    for name in READERS:
        assert f"`--{name.replace('_', '-')} " in text or f'`--{name.replace("_", "-")} "' in text


def test_the_shape_of_an_object_is_told_once() -> None:
    name = r"`[a-z-]+(?: [a-z-]+)?`"
    listed = rf"(?:^\* |; )({name}(?:, {name})*): "
    text = GUIDE.read_text(encoding="utf-8")
    names = re.findall(name, " ".join(re.findall(listed, text, re.MULTILINE)))
    assert len(names) > 25
    assert len(names) == len(set(names))
