"""`undo`: what was done last and can be taken back, from whichever window it was done."""

import json
from pathlib import Path

from tests.cli.conftest import Program


def listed(cli: Program) -> list[tuple[str, str]]:
    """Return entity and action of what can be undone, the last thing first."""
    return [(row["entity"], row["action"]) for row in cli.json("undo", "--list")]


def test_there_may_be_nothing(cli: Program) -> None:
    assert listed(cli) == []
    assert "Nothing" in cli.done("undo", "--list").out
    assert "nothing was done" in cli.refused(4, "undo")


def test_a_payment_is_taken_back_by_its_reversal(cli: Program) -> None:
    cli.done("invoice", "new", "rossi-moda", "--line", "1 x Work @ 100")
    cli.done("invoice", "issue", "draft-1")
    cli.done("payment", "add", "2026-001", "40")
    assert "pay-1" in cli.done("undo").out
    assert cli.json("payment", "list")[0]["reversed"]
    assert cli.json("invoice", "show", "2026-001")["paid"] == "0.00"
    cli.refused(4, "undo")


def test_what_can_be_undone_and_the_log_write_an_instant_alike(cli: Program) -> None:
    cli.done("client", "add", "Bar Sport")
    cli.done("client", "edit", "bar-sport", "--city", "Torino")
    undoable = {row["seq"]: row["at"] for row in cli.json("undo", "--list")}
    logged = {row["seq"]: row["at"] for row in cli.json("log")}
    assert undoable
    assert undoable.items() <= logged.items()


def test_edits_of_drafts_are_undone_one_by_one_back_to_the_first(cli: Program) -> None:
    made = cli.json("invoice", "new", "rossi-moda", "--line", "2 x Work @ 100 -5%")
    cli.done("invoice", "edit", "draft-1", "--line", "1 x Other @ 7", "--due", "2026-05-01")
    cli.done("invoice", "edit", "draft-1", "--terms", "30 eom", "--discount", "1.00")
    assert listed(cli) == [("draft-1", "edit")]
    cli.done("undo")
    assert cli.json("invoice", "show", "draft-1")["due_date"] == "2026-05-01"
    cli.done("undo")
    assert cli.json("invoice", "show", "draft-1") == made
    cli.refused(4, "undo")
    assert cli.json("check", "--full")["ok"]


def test_what_was_issued_is_never_undone(cli: Program) -> None:
    cli.done("invoice", "new", "rossi-moda", "--line", "1 x Work @ 100")
    cli.done("invoice", "edit", "draft-1", "--line", "1 x Work @ 90")
    cli.done("invoice", "issue", "draft-1")
    assert listed(cli) == []
    cli.refused(4, "undo")


def test_a_quote_comes_back_with_its_private_bounds_and_the_log_does_not_tell_them(
    cli: Program,
) -> None:
    words = ("--title", "T", "--line", "1 x Work @ 100", "--floor", "51.17")
    made = cli.json("quote", "new", "rossi-moda", *words)
    cli.done(*("quote", "edit", made["number"], "--line", "1 x W @ 80", "--floor", "61.17"))
    assert "before" not in json.dumps(cli.json("log"))
    assert "51" not in cli.done("log", "--entity", made["number"]).out.replace(":51", "")
    cli.done("undo")
    shown = cli.json("quote", "show", made["number"], "--private")
    assert shown["private"]["floor"] == "51.17"
    assert shown["rounds"][0]["net"] == "100.00"
    cli.done("quote", "edit", made["number"], "--title", "Other")
    cli.done("quote", "send", made["number"])
    assert listed(cli) == []


def test_an_acceptance_is_undone_while_nothing_is_invoiced(cli: Program) -> None:
    made = cli.json("quote", "new", "rossi-moda", "--title", "T", "--line", "1 x Work @ 100")
    cli.done("quote", "send", made["number"])
    cli.done("quote", "accept", made["number"])
    cli.done("quote", "invoice", made["number"])
    assert listed(cli) == []
    cli.done("invoice", "delete", "draft-1")
    cli.done("undo")
    assert cli.json("quote", "show", made["number"])["status"] == "negotiating"


def test_records_come_back_as_they_were(cli: Program) -> None:
    cli.done("client", "edit", "rossi-moda", "--city", "Torino", "--terms", "60")
    cli.done("service", "edit", "reel", "--price", "130.5", "--floor", "99")
    cli.done("service", "archive", "reel")
    cli.done("issuer", "set", "contribution=inps:4", "stamp_recharge=no")
    cli.done("client", "archive", "rossi-moda")
    assert listed(cli) == [
        *(("rossi-moda", "archive"), ("issuer", "set"), ("reel", "archive")),
    ]
    for _ in range(5):
        cli.done("undo")
    assert cli.json("client", "show", "rossi-moda")["terms"] == "30"
    assert not cli.json("client", "show", "rossi-moda")["archived"]
    assert cli.json("service", "show", "reel", "--private")["price"] == "120.00"
    assert cli.json("issuer", "show")["contribution"] == "none"
    cli.refused(4, "undo")
    assert cli.json("check", "--full")["ok"]


def test_an_import_is_not_taken_back_payment_by_payment(cli: Program, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    row = "1/2025,rossi-moda,2025-11-02,90,90,2025-12-01"
    path.write_text(f"number,client,date,total,paid,paid_on\n{row}\n", encoding="utf-8")
    cli.done("import", "invoices", str(path))
    assert listed(cli) == []


def test_the_log_says_what_was_undone(cli: Program) -> None:
    cli.done("client", "edit", "rossi-moda", "--city", "Torino")
    cli.done("undo")
    told = cli.done("log", "--entity", "rossi-moda").out.splitlines()
    assert "changed" in told[-2]
    assert "undone" in told[-1]


def test_a_retainer_goes_on_as_before(cli: Program) -> None:
    words = ("--title", "Social", "--line", "1 x Work @ 100", "--every", "month")
    cli.done("retainer", "add", "rossi-moda", *words, "--start", "2026-03-01")
    signed = cli.json("retainer", "show", "retainer-1")
    cli.done("retainer", "edit", "retainer-1", "--title", "Other", "--line", "2 x Work @ 90")
    cli.done("retainer", "stop-work", "retainer-1")
    cli.done("retainer", "pause", "retainer-1")
    for action in ("pause", "stop-work", "edit"):
        assert listed(cli)[0] == ("retainer-1", action)
        assert "retainer-1" in cli.done("undo").out
    assert cli.json("retainer", "show", "retainer-1") == signed
    cli.refused(4, "undo")
    assert cli.json("check", "--full")["ok"]


def test_time_training_and_a_hold_are_taken_back(cli: Program) -> None:
    cli.done("invoice", "new", "rossi-moda", "--line", "1 x Work @ 100")
    cli.done("invoice", "issue", "draft-1")
    cli.done("remind", "hold", "2026-001", "--until", "+30")
    cli.done("study", "add", "2h")
    cli.done("effort", "add", "rossi-moda", "1h", "--tag", "troll")
    assert [action for _, action in listed(cli)] == ["add", "add", "hold"]
    for _ in range(3):
        cli.done("undo")
    assert cli.json("effort", "list") == []
    assert [row["state"] for row in cli.json("remind", "plan")["rows"]] == []
    cli.refused(4, "undo")
    assert cli.json("check", "--full")["ok"]


def test_what_was_noted_as_sent_can_be_corrected_again(cli: Program) -> None:
    cli.done("invoice", "new", "rossi-moda", "--line", "1 x Work @ 100")
    cli.done("invoice", "issue", "draft-1")
    assert cli.json("invoice", "send", "2026-001")["sent_on"] is not None
    words = ("invoice", "correct", "2026-001", "--line", "1 x Work @ 90", "--note", "n")
    cli.refused(4, *words)
    cli.done("undo")
    assert cli.json(*words)["revision"] == 2
