"""`interest claim`, `waive`, `collect`: no day twice, and the principal's payment ends nothing."""

from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.support.pages import accessibility_faults, texts


@pytest.fixture
def late(cli: Program) -> Program:
    """An invoice of 1,000.00 that was due on 1 April 2026."""
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 998", "--due", "2026-04-01")
    cli.done("invoice", "issue", "draft-1")
    cli.today = "2026-08-31"
    return cli


def test_no_day_is_claimed_twice(late: Program) -> None:
    whole = late.json("interest", "show", "2026-001", "--as-of", "2026-08-31")
    first = late.json("interest", "claim", "2026-001", "--as-of", "2026-06-30")
    assert (first["id"], first["state"], first["compensation"]) == ("claim-1", "open", "40.00")
    assert first["accrued_until"] == "2026-06-30"
    second = late.json("interest", "claim", "2026-001")
    assert (second["segments"][0]["from"], second["compensation"]) == ("2026-07-01", "0.00")
    cents = [int(one["interest"].replace(".", "")) for one in (whole, first, second)]
    assert cents[0] == cents[1] + cents[2]
    assert "nothing has accrued" in late.refused(4, "interest", "claim", "2026-001")
    assert late.json("interest", "show", "2026-001")["interest"] == whole["interest"]
    assert late.json("interest", "collect", "2026-001")["changed"] == ["claim-1", "claim-2"]
    shown = late.json("interest", "show", "2026-001")
    assert (shown["interest"], shown["compensation"]) == ("0.00", "0.00")
    assert shown["state"] == "collected"
    (row,) = late.json("overdue")["rows"]
    assert (row["interest"], row["compensation"]) == ("0.00", "0.00")
    assert late.json("check", "--full")["ok"]


def test_what_has_not_accrued_is_not_claimed(late: Program) -> None:
    before = late.json("interest", "show", "2026-001")
    told = late.refused(5, "interest", "claim", "2026-001", "--as-of", "2026-09-01")
    assert told.startswith("as_of: it is after today")
    assert late.json("interest", "show", "2026-001") == before
    assert late.json("interest", "claim", "2026-001", "--as-of", "2026-08-31")["id"] == "claim-1"


def test_nothing_is_claimed_where_the_sheet_cannot_be_written(
    late: Program, tmp_path: Path
) -> None:
    taken = tmp_path / "sheet.pdf"
    taken.write_text("mine")
    late.refused(4, "interest", "claim", "2026-001", "--out", str(taken))
    late.refused(7, "interest", "claim", "2026-001", "--out", str(taken / "under-a-file.pdf"))
    assert taken.read_text() == "mine"
    assert late.json("interest", "show", "2026-001")["state"] is None
    made = late.json("interest", "claim", "2026-001", "--out", str(tmp_path / "new.pdf"))
    assert (made["id"], (tmp_path / "new.pdf").read_bytes()[:4]) == ("claim-1", b"%PDF")
    assert late.json("check", "--full")["ok"]


def test_a_kept_claim_says_its_rates_as_the_sheet_did(late: Program) -> None:
    shown = late.json("interest", "show", "2026-001")
    made = late.json("interest", "claim", "2026-001")
    assert [one["rate"] for one in shown["segments"]] == ["10.15", "10.40"]
    assert made["segments"] == shown["segments"]


def test_a_claim_survives_the_payment_of_the_principal(late: Program) -> None:
    late.done("payment", "add", "2026-001", "1000", "--date", "2026-07-31")
    made = late.json("interest", "claim", "2026-001")
    assert made["segments"][-1]["to"] == "2026-07-31"
    late.today = "2026-12-01"
    late.refused(4, "interest", "claim", "2026-001")
    waived = late.json("interest", "waive", "2026-001", "--reason", "goodwill")
    assert (waived["id"], waived["state"]) == ("claim-1", "waived")
    late.refused(4, "interest", "collect", "2026-001")
    late.refused(5, "interest", "waive", "2026-001", "--reason", " ")


def test_what_accrued_is_waived_without_a_claim(late: Program) -> None:
    waived = late.json("interest", "waive", "2026-001", "--reason", "goodwill")
    assert (waived["id"], waived["state"], waived["compensation"]) == ("claim-1", "waived", "40.00")
    late.today = "2026-09-30"
    assert late.json("interest", "claim", "2026-001")["segments"][0]["from"] == "2026-09-01"


def test_a_claim_ends_where_the_rates_end(late: Program) -> None:
    late.today = "2027-02-01"
    assert late.json("interest", "claim", "2026-001")["accrued_until"] == "2026-12-31"


def test_the_calculation_sheet(late: Program, tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    late.done("client", "edit", "rossi", "--language", "it")
    late.done("interest", "claim", "2026-001", "--out", str(target))
    data = target.read_bytes()
    text = " ".join(texts(data))
    for expected in ("2026-001", "10,40%", "40,00 €", "1.000,00 €"):
        assert expected in text
    assert accessibility_faults(data) == []
    assert late.json("export", str(tmp_path / "all.json"), "--format", "json")
