"""`report negotiation`: counts under five, rates with their interval above, and nothing mixed."""

import csv
from pathlib import Path

import pytest

from smm_ledger.cli import tables
from smm_ledger.cli.app import main
from tests.cli.conftest import Program


def decided(cli: Program, won: int, lost: int) -> None:
    """Make quotes of a reel at 120 euros, some won and some lost."""
    for number in range(1, won + lost + 1):
        name = cli.json("quote", "new", "rossi", "--title", "T", "--service", "reel")["number"]
        cli.done("quote", "send", name)
        words = ("accept", name) if number <= won else ("decline", name, "--reason", "price")
        cli.done("quote", *words)


def rows_by(data: dict[str, list[dict[str, object]]], key: str) -> list[dict[str, object]]:
    """Return the rows of one way of grouping."""
    return [row for row in data["rows"] if row["by"] == key]


def test_an_empty_ledger_says_what_to_do(cli: Program) -> None:
    assert "quote accept" in cli.done("report", "negotiation").out
    data = cli.json("report", "negotiation")
    assert data == {
        "schema": 1,
        "as_of": "2026-03-02",
        "rows": [
            {
                "by": "all",
                "name": None,
                "n": 0,
                "won": 0,
                "win_rate": None,
                "low": None,
                "high": None,
            }
        ],
        "gifts": [],
        "concession": {"percent": None, "n": 0},
        "days_to_answer": {"median": None, "n": 0},
    }


def test_under_five_there_is_a_count_and_from_five_a_rate(cli: Program) -> None:
    decided(cli, 3, 1)
    told = cli.done("report", "negotiation").out
    assert "3 of 4" in told
    assert "%" not in told.replace("95% interval", "")
    decided(cli, 0, 3)
    (row,) = rows_by(cli.json("report", "negotiation"), "service")
    assert row == {
        "by": "service",
        "name": "reel",
        "n": 7,
        "won": 3,
        "win_rate": "42.9",
        "low": "15.8",
        "high": "75",
    }
    assert "3 of 7" in cli.done("report", "negotiation").out


def test_gifts_asks_rivals_and_bands_are_told_apart(cli: Program) -> None:
    name = cli.json("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 1000")["number"]
    cli.done("quote", "send", name)
    cli.done("quote", "counter", name, "--net", "800", "--ask", "competitor")
    cli.done("quote", "revise", name, "--net", "930")
    cli.done("quote", "accept", name)
    data = cli.json("report", "negotiation")
    assert data["gifts"] == [{"currency": "EUR", "amount": "70.00"}]
    assert [(row["name"], row["won"]) for row in rows_by(data, "ask")] == [("competitor", 1)]
    assert [row["name"] for row in rows_by(data, "rival")] == ["rival"]
    assert [row["name"] for row in rows_by(data, "rounds")] == ["3"]
    assert [row["name"] for row in rows_by(data, "discount")] == ["5-10"]
    assert rows_by(data, "service") == []


def test_the_csv_file_holds_the_rows_and_replaces_nothing(cli: Program, tmp_path: Path) -> None:
    decided(cli, 1, 0)
    path = tmp_path / "n.csv"
    data = cli.json("report", "negotiation", "--csv", str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert [row["by"] for row in found] == [row["by"] for row in data["rows"]]
    assert found[0]["win_rate"] == ""
    decided(cli, 1, 0)
    assert "n.csv" in cli.refused(4, "report", "negotiation", "--csv", str(path))


@pytest.mark.parametrize("lang", ["it", "en"])
def test_no_line_is_wider_than_80_columns(
    cli: Program, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    cli.done("client", "edit", "rossi", "--code", "rossi" * 8)
    decided(cli, 4, 3)
    capsys.readouterr()
    globals_ = ["--ledger", str(cli.ledger), "--today", cli.today, "--lang", lang]
    assert main(["report", "negotiation", *globals_]) == 0
    assert max(map(tables.cells, capsys.readouterr().out.splitlines())) <= 80
