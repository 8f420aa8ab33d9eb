"""The checkout as the house's tests read it: its files, and its modules as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "smm_ledger"

# What is read: everything that the project ships, by name, so that a virtual environment, a cache
# or a build beside it is never taken for ours.
FOLDERS = ("src", "tests", "docs", "templates", "sample_data", "benchmarks", "tools", ".ci")


def modules(*folders: Path) -> list[Path]:
    """Return the Python files below some folders."""
    found = (path for folder in folders for path in folder.rglob("*.py"))
    return sorted(path for path in found if "__pycache__" not in path.parts)


def shipped_files() -> Iterator[Path]:
    """Yield every file of the project."""
    for path in ROOT.iterdir():
        if path.is_file() and path.name != ".git":
            yield path
    for name in FOLDERS:
        for path in sorted((ROOT / name).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


@cache
def syntax(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path) -> str:
    """Return a file's name as a reader of a failed test looks for it."""
    return path.relative_to(ROOT).as_posix()
