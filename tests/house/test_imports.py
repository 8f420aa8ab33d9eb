"""What a command pays for: which vendors are loaded, seen in a process of its own.

The import linter sees what a module may import; only `sys.modules` shows what really was.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("babel", "jinja2", "sqlalchemy", "sqlmodel", "textual", "weasyprint")
REPORT = """
import json, sys
from smm_ledger.__main__ import main
code = main(sys.argv[2:])
names = sorted({name.partition(".")[0] for name in sys.modules})
with open(sys.argv[1], "w", encoding="utf-8") as report:
    json.dump(names, report)
sys.exit(code)
"""


def loaded_by(report: Path, *words: str) -> set[str]:
    """Run the program in a new process and return the top-level packages that it loaded."""
    command = [sys.executable, "-c", REPORT, str(report), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(json.loads(report.read_text(encoding="utf-8")))


def test_the_version_costs_no_import(tmp_path: Path) -> None:
    loaded = loaded_by(tmp_path / "report.json", "--version")
    assert "smm_ledger" in loaded
    assert loaded & {*HEAVY, "click", "dateutil", "stdnum", "sqlite3", "decimal"} == set()


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Return a ledger with an issuer and nothing else."""
    path = tmp_path / "ledger.db"
    words = ["init", "--name", "Giulia Serra", "--country", "IT", "--ledger", str(path)]
    command = [sys.executable, "-m", "smm_ledger", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return path


@pytest.mark.parametrize(
    "query",
    [
        ("client", "list"),
        ("invoice", "list"),
        ("quote", "list"),
        ("payment", "list"),
        ("overdue",),
        ("report", "negotiation"),
    ],
)
def test_a_query_reads_by_plain_sql(tmp_path: Path, ledger: Path, query: tuple[str, ...]) -> None:
    loaded = loaded_by(tmp_path / "report.json", "--ledger", str(ledger), *query, "--json")
    assert "sqlite3" in loaded
    assert loaded & set(HEAVY) == set()


FIRST_PAINT = """
import json, sys
from pathlib import Path
from textual.message_pump import MessagePump
from smm_ledger.bootstrap import open_ledger
from smm_ledger.i18n.translator import Translator
from smm_ledger.settings import Settings
from smm_ledger.tui import context_of
from smm_ledger.tui.app import LedgerApp

ctx = context_of(
    open_ledger(Path(sys.argv[2])), Translator("en"), Settings(), doors=None, sample=False
)
app = LedgerApp(ctx)
after = MessagePump.call_after_refresh

def report():
    if not Path(sys.argv[1]).exists():
        names = [name for name in sys.modules if name.startswith("smm_ledger.")]
        Path(sys.argv[1]).write_text(json.dumps(names), encoding="utf-8")
    app.exit(0)

# Whatever waits for the paint says so: the first of it that runs sees what was imported before.
MessagePump.call_after_refresh = lambda self, *_args, **_data: after(self, report)
app.run(headless=True, size=(80, 24))
"""
LIGHT = frozenset(
    f"smm_ledger.core.{name}" if name else "smm_ledger.core"
    for name in (
        *("", "collections", "currencies", "dates", "deadlines", "errors", "marks", "money"),
        "text",
    )
)
"""Of the rules, all that the first paint may import: each of the others costs it milliseconds."""


def test_the_first_paint_imports_no_whole_document(tmp_path: Path, ledger: Path) -> None:
    report = tmp_path / "report.json"
    command = [sys.executable, "-c", FIRST_PAINT, str(report), str(ledger)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(report.read_text(encoding="utf-8")))
    assert "smm_ledger.tui.screens.home" in loaded
    assert {name for name in loaded if name.startswith("smm_ledger.core")} - LIGHT == set()
    heavy = {"read_models", "ports", "charges", "chasing", "promises", "parties", "invoices"}
    assert loaded & {f"smm_ledger.services.{name}" for name in heavy} == set()
    assert (
        not {"smm_ledger.db.unit_of_work", "smm_ledger.tui.possible", "smm_ledger.tui.lists"}
        & loaded
    )


def test_the_review_imports_no_whole_document(tmp_path: Path, ledger: Path) -> None:
    script = REPORT.replace('name.partition(".")[0]', "name")
    command = [sys.executable, "-c", script, str(tmp_path / "r"), "--ledger", str(ledger)]
    done = subprocess.run([*command, "overdue", "--json"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads((tmp_path / "r").read_text(encoding="utf-8")))
    assert "smm_ledger.services.collections" in loaded
    heavy = ("canonical", "invoices", "quotes", "regimes", "retainers", "rounds", "totals")
    assert loaded & {f"smm_ledger.core.{name}" for name in heavy} == set()
    assert loaded & {"smm_ledger.cli.tables", "smm_ledger.services.read_models"} == set()
