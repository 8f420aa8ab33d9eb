"""The rules of the house that a linter does not know."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import ROOT, SOURCE, modules, place, syntax

LONGEST = 400
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers"}
# Modules of core without behaviour of their own to test.
WITHOUT_RULES = {"__init__"}
MONEY_PATHS = ("core", "services", "db")
# The one place where any error ends: exit 1, a log file, no traceback.
LAST_DOOR = "src/smm_ledger/cli/app.py"
# What is written to stderr where there is no terminal to draw on.
SPEAK_OF_OPTIONS = {"src/smm_ledger/tui/__init__.py"}
OPTION = re.compile(r"(?<!\w)--[a-z]")
OPENERS = {("sqlite3", "connect"), ("sqlmodel", "create_engine"), ("sqlalchemy", "create_engine")}


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    long = {
        place(path): lines
        for path in [*modules(SOURCE, ROOT / "tests"), ROOT / "dev.py", ROOT / "hatch_build.py"]
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_every_module_of_core_has_its_test_module() -> None:
    core = SOURCE / "core"
    tests = ROOT / "tests" / "unit" / "core"
    untested = [
        place(path)
        for path in modules(core)
        if path.stem not in WITHOUT_RULES
        and not (tests / path.relative_to(core).parent / f"test_{path.stem}.py").is_file()
    ]
    assert untested == []


def test_names_say_what_a_module_is_about() -> None:
    files = modules(SOURCE, ROOT / "tests")
    assert [place(path) for path in files if path.stem in VAGUE_NAMES] == []


def test_every_module_says_why_it_exists() -> None:
    assert [place(path) for path in modules(SOURCE) if not ast.get_docstring(syntax(path))] == []


def test_only_the_command_line_speaks_of_options() -> None:
    """A refusal is shown on a screen as well: its `cli` says how one does it there."""
    shared = [path for path in modules(SOURCE) if place(path) not in SPEAK_OF_OPTIONS]
    found = [
        f"{place(path)}:{node.lineno}: {node.value!r}"
        for path in shared
        if "cli" not in path.parts
        for node in marked_texts(path)
        if OPTION.search(str(node.value))
    ]
    assert found == []


def marked_texts(path: Path) -> Iterator[ast.Constant]:
    """Yield the texts of a module that are marked for translation."""
    for node in ast.walk(syntax(path)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_":
            yield from (text for text in node.args if isinstance(text, ast.Constant))


def test_no_float_comes_near_money() -> None:
    files = modules(*(SOURCE / floor for floor in MONEY_PATHS))
    found = [f"{place(path)}:{line}" for path in files for line in sorted(floats(path))]
    assert found == []


def floats(path: Path) -> Iterator[int]:
    """Yield the lines where a module makes, names or stores a binary float; a refusal is none."""
    refused = {
        id(name)
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "isinstance"
        for name in ast.walk(node.args[1])
    }
    for node in ast.walk(syntax(path)):
        match node:
            case ast.Constant(value=float()) | ast.Name(id="float" | "Float" | "Numeric"):
                if id(node) not in refused:
                    yield node.lineno
            case ast.Attribute(attr="Float" | "Numeric"):
                yield node.lineno
            case _:
                pass


def test_one_function_opens_connections() -> None:
    """PRAGMAs, locks and rights are set in one place, or they are not set."""
    found = {place(path) for path in modules(SOURCE) if opens_connections(path)}
    assert found <= {"src/smm_ledger/db/engine.py"}


def opens_connections(path: Path) -> bool:
    """Tell whether a module calls what opens a database."""
    tree = syntax(path)
    imported = {
        (node.module, alias.name)
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    used = {
        (node.value.id, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    return bool(OPENERS & (imported | used))


def test_nothing_swallows_every_exception() -> None:
    found = [
        f"{place(path)}:{node.lineno}"
        for path in modules(SOURCE)
        if place(path) != LAST_DOOR
        for node in ast.walk(syntax(path))
        if isinstance(node, ast.ExceptHandler) and catches_all(node.type) and not passes_on(node)
    ]
    assert found == []


def catches_all(caught: ast.expr | None) -> bool:
    """Tell whether an `except` catches what it can't know."""
    names = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(
        name is None or (isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"})
        for name in names
    )


def passes_on(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler only cleans up: its last word is a bare `raise`."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_dev_py_parses_on_python_3_8() -> None:
    """There it says which Python to install; a syntax error would not."""
    source = (ROOT / "dev.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    assert ast.get_docstring(tree)
