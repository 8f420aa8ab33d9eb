"""`undo` of what was noted about a debt: taken back, it counts nowhere; what left by mail stays."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Program


@pytest.fixture
def late(cli: Program) -> Program:
    """An invoice of 1,000.00 that was due on 1 April 2026."""
    cli.done("client", "edit", "rossi", "--vat-id", "01234567897")
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 998", "--due", "2026-04-01")
    cli.done("invoice", "issue", "draft-1")
    cli.today = "2026-04-20"
    return cli


def row(cli: Program) -> dict[str, object]:
    """Return the one row of the review."""
    (found,) = cli.json("overdue")["rows"]
    assert isinstance(found, dict)
    return found


def whole(cli: Program) -> None:
    """Nothing is damaged, and the log says why nothing is missing."""
    assert cli.json("check", "--full")["ok"]


def test_a_promise_noted_by_mistake(late: Program) -> None:
    before = row(late)
    late.done("promise", "add", "2026-001", "500", "--by", "2026-05-10")
    assert row(late)["promise"]
    assert "promise-1" in late.done("undo").out
    assert row(late) == before
    assert late.json("promise", "list") == []
    late.refused(3, "promise", "renegotiate", "promise-1", "--by", "2026-05-12")
    assert late.json("promise", "add", "2026-001", "400", "--by", "2026-05-12")["id"] == "promise-2"
    whole(late)


def test_a_promise_that_another_one_replaced_stays(late: Program) -> None:
    late.done("promise", "add", "2026-001", "500", "--by", "2026-05-10")
    late.done("promise", "renegotiate", "promise-1", "--by", "2026-05-12")
    assert "another day" in late.refused(4, "undo", "promise-1")
    assert [one["id"] for one in late.json("promise", "list")] == ["promise-2", "promise-1"]


def test_a_contact_noted_by_mistake(late: Program) -> None:
    late.done("remind", "log", "rossi", "--channel", "phone", "--outcome", "dispute")
    assert row(late)["last_contact"]
    assert "contact-1" in late.done("undo").out
    assert row(late)["last_contact"] is None
    whole(late)


def test_a_claim_that_nobody_paid_yet(late: Program) -> None:
    late.today = "2026-08-31"
    before = late.json("interest", "show", "2026-001")
    late.done("interest", "claim", "2026-001", "--as-of", "2026-06-30")
    late.done("interest", "claim", "2026-001")
    assert "a later claim" in late.refused(4, "undo", "claim-1")
    late.done("undo")
    late.done("undo")
    assert late.json("interest", "show", "2026-001") == before
    again = late.json("interest", "claim", "2026-001")
    assert (again["id"], again["compensation"]) == ("claim-3", "40.00")
    late.done("interest", "collect", "2026-001")
    late.refused(4, "undo", "claim-3")
    whole(late)


def test_a_step_recorded_by_mistake_counts_as_unsent(late: Program) -> None:
    plan = late.json("remind", "plan")
    late.done("remind", "record", "2026-001", "--level", "second", "--date", "2026-04-18")
    assert late.json("remind", "plan") != plan
    late.done("undo")
    assert late.json("remind", "plan") == plan
    assert late.json("remind", "list", "2026-001") == []
    late.done("remind", "record", "2026-001", "--level", "second", "--date", "2026-04-18")
    whole(late)


def test_the_delivery_first_then_the_letter(late: Program) -> None:
    late.done("remind", "send", "rossi", "--text")
    late.done("remind", "proof", "rossi", "--channel", "pec", "--sent", "2026-04-20")
    assert "delivery of reminder-1" in late.done("undo").out
    words = ("remind", "proof", "rossi", "--channel", "hand", "--sent", "2026-04-20")
    assert [one["channel"] for one in late.json(*words)["proofs"]] == ["hand"]
    late.done("undo")
    late.done("undo")
    assert late.json("remind", "list", "rossi") == []
    whole(late)


def test_only_the_last_letter_is_taken_back(late: Program) -> None:
    late.done("remind", "send", "rossi", "--text")
    late.today = "2026-05-04"
    late.done("remind", "send", "rossi", "--text", "--anyway")
    assert "a later letter" in late.refused(4, "undo", "reminder-1")
    late.done("undo")
    late.done("undo")
    assert late.json("remind", "list", "rossi") == []


def test_one_thing_is_undone_by_its_name(late: Program) -> None:
    late.done("payment", "add", "2026-001", "40")
    late.done("remind", "log", "rossi", "--channel", "phone", "--outcome", "voicemail")
    assert "pay-1" in late.done("undo", "pay-1").out
    assert row(late)["last_contact"]
    assert "nothing was done" in late.refused(4, "undo", "pay-1")
    assert "nothing was done" in late.refused(4, "undo", "no-such-thing")


def test_the_file_itself_lets_nothing_else_be_changed(late: Program) -> None:
    late.done("promise", "add", "2026-001", "500", "--by", "2026-05-10")
    late.done("undo")
    for sql in (
        "UPDATE promise SET taken_back = NULL",
        "UPDATE promise SET amount_minor = 1",
        "DELETE FROM promise",
    ):
        refused(late.ledger, sql)


def refused(path: Path, sql: str) -> None:
    """The database refuses a statement."""
    with closing(sqlite3.connect(path)) as db, pytest.raises(sqlite3.IntegrityError):
        db.execute(sql)
