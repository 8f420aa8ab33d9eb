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
