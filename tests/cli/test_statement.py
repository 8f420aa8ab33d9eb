"""`client statement` and `attach`: the balance that the review has, and files that stay."""

import hashlib
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.support.pages import accessibility_faults, texts


@pytest.fixture
def busy(cli: Program) -> Program:
    """Two invoices, a payment over both, one that bounced, a credit note and a write-off."""
    for due in ("2026-04-02", "2026-05-01"):
        cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 998", "--due", due)
    cli.done("invoice", "issue", "draft-1")
    cli.done("invoice", "issue", "draft-2")
    cli.today = "2026-06-01"
    cli.done("payment", "add", "rossi", "1200", "--date", "2026-05-02")
    cli.done("payment", "add", "2026-002", "100", "--date", "2026-05-10")
    cli.done("payment", "reverse", "pay-2")
    return cli


def test_it_closes_at_the_reviews_figure(busy: Program) -> None:
    found = busy.json("client", "statement", "rossi")
    assert set(found) == {"schema", "client", "from", "to", "accounts"}
    (account,) = found["accounts"]
    assert [(row["date"], row["kind"], row["ref"], row["amount"]) for row in account["rows"]] == [
        ("2026-03-02", "invoice", "2026-001", "1000.00"),
        ("2026-03-02", "invoice", "2026-002", "1000.00"),
        ("2026-05-02", "payment", "pay-1", "-1200.00"),
        ("2026-05-10", "payment", "pay-2", "-100.00"),
        ("2026-06-01", "reversal", "pay-2", "100.00"),
    ]
    assert account["closing"] == account["rows"][-1]["balance"] == "800.00"
    assert account["closing"] == busy.json("overdue")["totals"][0]["open"]
    assert "Closing balance  €800.00" in busy.done("client", "statement", "rossi").out
    italian = busy.done("client", "statement", "rossi", "--lang", "it").out
    assert italian.splitlines()[0].split() == ["Data", "Movimento", "Importo", "Saldo"]


def test_it_opens_with_what_was_owed_before(busy: Program) -> None:
    (account,) = busy.json("client", "statement", "rossi", "--from", "2026-05-05")["accounts"]
    assert (account["opening"], len(account["rows"]), account["closing"]) == (
        *("800.00", 2),
        "800.00",
    )
    past = busy.json("client", "statement", "rossi", "--to", "2026-05-10")["accounts"][0]
    review = busy.json("overdue", "--as-of", "2026-05-10")
    assert past["closing"] == review["totals"][0]["open"] == "700.00"
    busy.refused(5, "client", "statement", "rossi", "--from", "2026-05-05", "--to", "2026-05-04")


def test_credit_changes_no_debt(busy: Program) -> None:
    busy.done("payment", "add", "rossi", "900", "--credit")
    (account,) = busy.json("client", "statement", "rossi")["accounts"]
    assert (account["closing"], account["credit"]) == ("0.00", "100.00")


def test_on_paper(busy: Program, tmp_path: Path) -> None:
    target = tmp_path / "statement.pdf"
    assert busy.json("client", "statement", "rossi", "--out", str(target))["path"] == str(target)
    data = target.read_bytes()
    text = " ".join(texts(data))
    assert "2026-001" in text
    assert "800,00 €" in text
    assert accessibility_faults(data) == []


def test_a_write_off_that_was_taken_back(busy: Program, tmp_path: Path) -> None:
    busy.done("invoice", "write-off", "2026-002", "--amount", "100", "--reason", "old")
    busy.done("invoice", "recover", "2026-002", "--amount", "60")
    (account,) = busy.json("client", "statement", "rossi")["accounts"]
    assert [(row["kind"], row["amount"]) for row in account["rows"]][-2:] == [
        ("write_off", "-100.00"),
        ("recovery", "60.00"),
    ]
    assert account["closing"] == busy.json("overdue")["totals"][0]["open"]
    assert "taken back" in busy.done("client", "statement", "rossi").out
    busy.done("client", "statement", "rossi", "--out", str(tmp_path / "statement.pdf"))


def test_nothing_to_state(cli: Program) -> None:
    assert cli.json("client", "statement", "rossi")["accounts"] == []
    assert "nothing" in cli.done("client", "statement", "rossi").out


def test_a_file_is_kept_with_its_hash(busy: Program, tmp_path: Path) -> None:
    file = tmp_path / "signed.pdf"
    file.write_bytes(b"%PDF signed")
    kept = busy.json("attach", "2026-001", str(file), "--note", "signed")
    assert kept == {
        "schema": 1,
        "id": "attachment-1",
        "ref": "2026-001",
        "date": "2026-06-01",
        "name": "signed.pdf",
        "note": "signed",
        "sha256": hashlib.sha256(b"%PDF signed").hexdigest(),
    }
    busy.done("attach", "rossi", str(file))
    busy.refused(3, "attach", "2026-001", str(tmp_path / "none.pdf"))
    (tmp_path / "empty").touch()
    busy.refused(5, "attach", "2026-001", str(tmp_path / "empty"))
    busy.refused(3, "attach", "nobody", str(file))
    assert busy.json("check", "--full")["ok"]
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    busy.done("export", str(first), "--format", "json")
    other = Program(tmp_path / "other.db", busy._capture)
    other.today = busy.today
    other.done("import", "ledger", str(first))
    other.done("export", str(second), "--format", "json")
    assert first.read_bytes() == second.read_bytes()


def test_a_contract_is_kept_with_its_retainer(cli: Program, tmp_path: Path) -> None:
    file = tmp_path / "contract.pdf"
    file.write_bytes(b"%PDF contract")
    line = ("--line", "1 x Package @ 500")
    for title in ("Social", "Ads"):
        cli.done(
            "retainer",
            "add",
            "rossi",
            "--title",
            title,
            *line,
            "--every",
            "month",
            "--start",
            cli.today,
        )
    for number in (1, 2):
        assert cli.json("attach", f"retainer-{number}", str(file))["name"] == "contract.pdf"
    cli.refused(3, "attach", "retainer-9", str(file))
    (made, *_) = cli.json("retainer", "run", "--yes")
    cli.done("invoice", "issue", made["draft"])
    whole = cli.json("dossier", "rossi", "--out", str(tmp_path / "whole"))
    one = cli.json("dossier", "2026-001", "--out", str(tmp_path / "one"))
    counts = [sum("contract" in each["path"] for each in own["files"]) for own in (whole, one)]
    assert counts == [2, 1]
    assert cli.json("check", "--full")["ok"]
