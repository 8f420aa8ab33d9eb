"""Work of retainers and the ladder: proposed to rest, proposed to go on, never by itself."""

import pytest

from tests.cli.conftest import Program


@pytest.fixture
def book(cli: Program) -> Program:
    """A retainer, and an invoice due on 2 April 2026 of the same client."""
    words = ("--title", "Social", "--line", "1 x Piano @ 100", "--every", "month")
    cli.done("retainer", "add", "rossi", *words, "--start", "2026-03-01")
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 998", "--due", "2026-04-02")
    cli.done("invoice", "issue", "draft-1")
    return cli


def reminded(cli: Program, *steps: tuple[str, str]) -> None:
    for day, rung in steps:
        cli.today = day
        cli.done("remind", "record", "rossi", "--level", rung)


def test_work_could_rest_once_the_second_reminder_did_not_help(book: Program) -> None:
    reminded(book, ("2026-04-08", "first"))
    book.today = "2026-04-18"
    assert book.json("remind", "plan")["work"] == []
    reminded(book, ("2026-04-20", "second"))
    (work,) = book.json("remind", "plan")["work"]
    advised = {"action": "stop_work", "invoices": ["2026-001"], "rung": "second"}
    assert work == {"retainer": "retainer-1", "client": "rossi-moda", **advised}
    shown = book.json("retainer", "show", "retainer-1")
    assert (shown["work"], shown["stop_work"]) == (advised, None)
    said = "a second reminder was sent; still open: 2026-001. Let work rest?"
    assert f"retainer-1 (Rossi Moda S.r.l.): {said}" in " ".join(
        book.done("remind", "plan").out.split()
    )
    assert said in book.done("retainer", "show", "retainer-1").out
    ran = book.done("retainer", "run", "--json")
    assert len(ran.data) == 1
    assert "work could rest" in ran.err


def test_the_flag_is_never_set_or_taken_away_by_itself(book: Program) -> None:
    reminded(book, ("2026-04-20", "second"))
    book.done("retainer", "stop-work", "retainer-1")
    assert book.json("remind", "plan")["work"] == []
    book.done("payment", "add", "2026-001", "1000")
    (work,) = book.json("remind", "plan")["work"]
    assert (work["action"], work["invoices"], work["rung"]) == ("resume_work", [], None)
    assert book.json("retainer", "show", "retainer-1")["stop_work"] == "2026-04-20"
    assert "let work go on?" in book.done("remind", "plan", "--client", "rossi").out
    book.done("retainer", "resume-work", "retainer-1")
    assert book.json("retainer", "show", "retainer-1")["work"] is None


def test_a_promise_or_a_hold_lets_work_go_on(book: Program) -> None:
    reminded(book, ("2026-04-20", "second"))
    book.done("promise", "add", "2026-001", "1000", "--by", "2026-04-30")
    assert book.json("remind", "plan")["work"] == []
    book.today = "2026-05-11"
    assert len(book.json("remind", "plan")["work"]) == 1
    book.done("remind", "hold", "rossi", "--until", "2026-06-01", "--reason", "dispute")
    assert book.json("remind", "plan")["work"] == []


def test_the_step_is_the_policy_s(book: Program) -> None:
    assert book.json("remind", "policy")["stop_work"] == "second"
    reminded(book, ("2026-04-20", "first"))
    own = book.json("remind", "policy", "stop-work=first", "--client", "rossi")
    assert own["stop_work"] == "first"
    assert book.json("remind", "policy")["stop_work"] == "second"
    assert len(book.json("remind", "plan")["work"]) == 1
    book.done("remind", "policy", "stop_work=off", "--client", "rossi")
    assert "stop_work  off" in book.done("remind", "policy", "--client", "rossi").out
    assert book.json("remind", "plan")["work"] == []
    for wrong in ("stop_work=soon", "stop_work=", "stop_work=3"):
        assert book.refused(5, "remind", "policy", wrong).startswith("stop_work: ")


def test_an_ended_retainer_has_no_work(book: Program) -> None:
    reminded(book, ("2026-04-20", "second"))
    book.done("retainer", "end", "retainer-1")
    assert book.json("remind", "plan")["work"] == []
