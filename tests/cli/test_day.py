"""The day of a freelancer, scripted: each step a process of its own, each JSON looked at."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Json, whole_program


class Day:
    """Runs steps on a date."""

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger
        self.today = "2026-03-02"

    def __call__(self, *words: str) -> Json:
        """Run a step and return its JSON."""
        done = whole_program(self.ledger, *words, "--json", SMM_LEDGER_TODAY=self.today)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.mark.slow
def test_from_init_to_the_overdue_row(tmp_path: Path) -> None:
    day = Day(tmp_path / "ledger.db")

    issuer = day("init", "--name", "Marta Ferraris", "--country", "IT", "--vat-id", "12345678903")
    assert (issuer["schema"], issuer["regime"], issuer["terms"]) == (1, "it-forfettario", "30")

    client = day("client", "add", "Rossi Moda S.r.l.", "--vat-id", "01234567897")
    assert (client["code"], client["kind"], client["balance"]) == ("rossi-moda", "company", "0.00")

    quote = day(
        *("quote", "new", "rossi-moda", "--title", "Social 2026", "--deposit", "30%"),
        *("--line", "10 x Reel, editing included @ 120.00 -10%"),
        *("--optional", "1 x Shooting @ 300", "--floor", "900", "--target", "1000"),
    )
    assert (quote["number"], quote["status"]) == ("P-2026-001", "draft")
    assert quote["rounds"][0]["net"] == "1080.00"
    assert quote["rounds"][0]["total"] == "1082.00"
    assert "private" not in quote

    assert day("quote", "send", "P-2026-001")["status"] == "sent"

    day.today = "2026-03-05"
    quote = day("quote", "counter", "P-2026-001", "--net", "900", "--ask", "budget")
    assert (quote["status"], quote["current_round"]) == ("negotiating", 2)
    assert (quote["rounds"][1]["side"], quote["rounds"][1]["ask"]) == ("client", "budget")

    quote = day("quote", "revise", "P-2026-001", "--net", "1000")
    assert (quote["rounds"][2]["net"], quote["rounds"][2]["gift"]) == ("1000.00", "80.00")

    quote = day("quote", "accept", "P-2026-001", "--by", "Carla Rossi", "--select", "2")
    assert (quote["status"], quote["accepted_round"]) == ("accepted", 3)
    assert [line["selected"] for line in quote["rounds"][2]["lines"]] == [True, True]

    day("quote", "undo-accept", "P-2026-001", "--reason", "no shooting after all")
    quote = day("quote", "accept", "P-2026-001")
    assert quote["rounds"][2]["net"] == "1000.00"

    (deposit,) = day("quote", "invoice", "P-2026-001")
    assert (deposit["draft"], deposit["kind"], deposit["net"]) == ("draft-1", "deposit", "300.00")
    issued = day("invoice", "issue", "draft-1")
    assert (issued["number"], issued["state"]) == ("2026-001", "issued")
    assert (issued["payable"], issued["due_date"]) == ("302.00", "2026-04-04")
    assert issued["warnings"]

    (balance,) = day("quote", "invoice", "P-2026-001")
    assert (balance["kind"], balance["net"]) == ("invoice", "700.00")
    assert day("invoice", "issue", "draft-2")["number"] == "2026-002"
    assert day("quote", "show", "P-2026-001")["status"] == "invoiced"

    payment = day("payment", "add", "2026-001", "100.00", "--method", "bank")
    assert payment["allocations"] == [{"invoice": "2026-001", "amount": "100.00"}]
    day("payment", "add", "2026-001", "50,50")
    partly = day("invoice", "show", "2026-001")
    assert (partly["payment_status"], partly["balance"]) == ("partly_paid", "151.50")

    day.today = "2026-05-04"
    review = day("overdue")
    assert review["totals"] == [
        {"currency": "EUR", "open": "853.50", "overdue": "853.50", "interest": "7.12"}
    ]
    first = review["rows"][0]
    assert (first["invoice"], first["days_overdue"], first["bucket"]) == ("2026-001", 30, "d1_30")
    assert (first["balance"], first["client"]) == ("151.50", "rossi-moda")

    assert day("check", "--full") == {"schema": 1, "ok": True, "findings": []}
