"""`remind`: the plan, letters as text, PDF and e-mail draft, proofs, holds, contacts, policies."""

import email
from email.policy import default
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.support.pages import accessibility_faults, codes, texts

ROW = {"client", "rung", "invoices", "amount", "currency", "reason", "blocked_by", "until"}
LETTER = {
    *("id", "client", "rung", "date", "invoices", "amount", "currency", "channel", "path"),
    *("text", "proofs"),
}


@pytest.fixture
def late(cli: Program) -> Program:
    """Two invoices of 1,000.00: one due on 2 April 2026, one on 1 May."""
    cli.done("issuer", "set", "iban=IT60X0542811101000000123456", "email=marta@example.org")
    cli.done("client", "edit", "rossi", "--email", "conti@rossi.example", "--language", "it")
    for due in ("2026-04-02", "2026-05-01"):
        cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 998", "--due", due)
    cli.done("invoice", "issue", "draft-1")
    cli.done("invoice", "issue", "draft-2")
    cli.today = "2026-04-08"
    return cli


def rungs(cli: Program, today: str) -> list[tuple[str, str | None]]:
    cli.today = today
    return [(row["rung"], row["blocked_by"]) for row in cli.json("remind", "plan")["rows"]]


def test_the_ladder_step_by_step(late: Program, tmp_path: Path) -> None:
    plan = late.json("remind", "plan")
    (row,) = plan["rows"]
    assert set(plan) == {"schema", "as_of", "rows", "work"}
    assert set(row) == ROW
    assert (row["rung"], row["invoices"], row["amount"]) == ("first", ["2026-001"], "1000.00")
    (sent,) = late.json("remind", "send", "rossi", "--text")
    assert set(sent) == LETTER
    assert (sent["id"], sent["channel"], sent["path"]) == ("reminder-1", "text", None)
    assert "2026-001" in sent["text"]
    assert rungs(late, "2026-04-12") == []
    assert rungs(late, "2026-04-20") == [("second", None)]
    (second,) = late.json("remind", "send", "rossi", "--out", str(tmp_path))
    assert (second["rung"], second["invoices"]) == ("second", ["2026-001"])
    (code,) = codes(Path(second["path"]).read_bytes())
    assert code.split("\n")[7:] == ["EUR1000.00", "", "", "2026-001"]
    assert rungs(late, "2026-04-24") == []
    late.today = "2026-05-11"
    (row,) = late.json("remind", "plan")["rows"]
    assert (row["rung"], row["invoices"]) == ("formal", ["2026-001", "2026-002"])
    assert row["amount"] == "2000.00"
    assert [row["id"] for row in late.json("remind", "list", "2026-001")] == [
        "reminder-1",
        "reminder-2",
    ]
    assert late.json("check", "--full")["ok"]


def test_the_review_says_what_comes_next(late: Program) -> None:
    (row,) = late.json("overdue")["rows"]
    assert (row["next_action"], row["next_action_date"]) == ("first", "2026-04-08")
    late.done("remind", "send", "rossi", "--text")
    late.done("remind", "hold", "2026-001", "--until", "2026-06-01", "--reason", "dispute")
    (row,) = late.json("overdue")["rows"]
    assert row["last_contact"] == {"date": "2026-04-08", "channel": "text", "outcome": "first"}
    assert row["hold"] == {"until": "2026-06-01", "reason": "dispute"}
    assert (row["next_action"], row["next_action_date"]) == ("second", "2026-06-01")
    late.done("promise", "add", "2026-001", "500", "--by", "2026-04-20")
    (row,) = late.json("overdue")["rows"]
    assert (row["promise"]["id"], row["promise"]["state"]) == ("promise-1", "open")
    assert (row["next_action"], row["next_action_date"]) == ("promise", "2026-04-20")


def test_what_stands_in_the_way_needs_anyway(late: Program) -> None:
    late.done("remind", "hold", "rossi", "--until", "2026-04-20")
    assert rungs(late, "2026-04-19") == [("second", "hold")]
    assert "suspended" in late.refused(4, "remind", "send", "rossi", "--text")
    assert rungs(late, "2026-04-20") == [("second", None)]
    late.done("promise", "add", "2026-001", "500", "--by", "2026-04-30")
    assert rungs(late, "2026-04-21") == [("second", "promise")]
    (sent,) = late.json("remind", "send", "2026-001", "--anyway", "--level", "4", "--text")
    assert sent["rung"] == "formal"
    late.done("payment", "add", "2026-001", "1000")
    assert "nothing is owed" in late.refused(
        4, "remind", "send", "2026-001", "--anyway", "--level", "4", "--text"
    )


def test_who_has_paid_or_credit_is_not_written_to(late: Program) -> None:
    late.done("payment", "add", "2026-001", "300", "--date", "2026-04-08")
    (row,) = late.json("remind", "plan")["rows"]
    assert row["amount"] == "700.00"
    late.done("payment", "add", "2026-001", "700", "--date", "2026-04-08")
    assert late.json("remind", "plan")["rows"] == []
    late.refused(4, "remind", "send", "rossi", "--text")


def test_a_promise_that_was_broken_resumes_the_ladder(late: Program) -> None:
    late.done("remind", "send", "rossi", "--text")
    late.done("promise", "add", "2026-001", "500", "--by", "2026-04-10")
    assert rungs(late, "2026-04-14") == []
    late.today = "2026-04-15"
    (row,) = late.json("remind", "plan")["rows"]
    assert (row["rung"], row["reason"]) == ("second", "broken_promise")


def test_a_plan_whose_first_date_was_missed_waits_for_no_later_one(late: Program) -> None:
    late.done("remind", "send", "rossi", "--text")
    late.done("promise", "add", "2026-001", "500", "--by", "2026-04-10")
    late.done("promise", "add", "2026-001", "500", "--by", "2026-06-10")
    assert late.json("overdue")["rows"][0]["next_action_date"] == "2026-04-10"
    assert rungs(late, "2026-04-14") == []
    late.today = "2026-04-15"
    (row,) = late.json("remind", "plan")["rows"]
    assert (row["rung"], row["reason"]) == ("second", "broken_promise")
    assert late.json("today")["items"][0]["kind"] == "promise_broken"
    assert late.json("overdue")["rows"][0]["promise"]["id"] == "promise-1"
    late.done("payment", "add", "2026-001", "500", "--date", "2026-04-15")
    assert late.json("overdue")["rows"][0]["promise"] is None  # it came late, but it came


def test_a_formal_notice_has_what_the_law_wants(late: Program, tmp_path: Path) -> None:
    late.today = "2026-07-15"
    wanted = ("--level", "formal", "--anyway", "--out", str(tmp_path))
    (sent,) = late.json("remind", "send", "rossi", *wanted)
    data = Path(sent["path"]).read_bytes()
    text = " ".join(texts(data))
    for expected in ("2026-001", "2026-002", "10,40%", "80,00 €", "1.000,00 €"):
        assert expected in text
    assert accessibility_faults(data) == []
    proof = ("remind", "proof", "2026-001", "--channel", "pec", "--sent", "2026-07-15")
    done = late.json(*proof, "--received", "2026-07-15", "--file", sent["path"])
    assert done["proofs"] == [
        {
            "channel": "pec",
            "sent": "2026-07-15",
            "received": "2026-07-15",
            "attachment": "attachment-2",
        }
    ]
    assert late.json("interest", "show", "2026-001")["prescription"] == "2029-07-16"
    late.refused(5, "remind", "proof", "2026-001", "--channel", "pec", "--sent", "2026-07-14")
    assert (
        "no safe formal notice"
        in late.done(
            "remind", "proof", "reminder-1", "--channel", "email", "--sent", "2026-07-15"
        ).err
    )


def test_a_consumer_owes_the_legal_rate_from_the_notice(cli: Program) -> None:
    cli.done("client", "add", "Anna Bianchi", "--kind", "person")
    cli.done("invoice", "new", "anna", "--line", "1 x Work @ 998", "--due", "2026-04-01")
    cli.done("invoice", "issue", "draft-1")
    cli.today = "2026-06-30"
    cli.done("remind", "send", "anna", "--level", "formal", "--anyway", "--text")
    cli.done(
        *("remind", "proof", "anna", "--channel", "registered", "--sent", "2026-06-30"),
        *("--received", "2026-06-30"),
    )
    cli.today = "2026-07-31"
    found = cli.json("interest", "show", "2026-001")
    assert [(row["from"], row["rate"]) for row in found["segments"]] == [("2026-07-01", "1.60")]
    assert found["warnings"] == []
    (row,) = cli.json("overdue")["rows"]
    assert (row["interest"], row["compensation"]) == (found["interest"], "0.00")


def test_a_notice_without_a_receipt_is_said_and_the_one_that_arrived_counts(cli: Program) -> None:
    cli.done("client", "add", "Anna Bianchi", "--kind", "person")
    cli.done("invoice", "new", "anna", "--line", "1 x Work @ 998", "--due", "2026-04-01")
    cli.done("invoice", "issue", "draft-1")
    for day in ("2026-06-01", "2026-06-30"):
        cli.today = day
        cli.done("remind", "send", "anna", "--level", "formal", "--anyway", "--text")
    cli.today = "2026-07-31"
    found = cli.json("interest", "show", "2026-001")
    assert found["segments"][0]["from"] == "2026-06-02"
    assert "no receipt of the formal notice" in found["warnings"][0]
    received = ("--sent", "2026-06-30", "--received", "2026-07-03")
    cli.done("remind", "proof", "reminder-2", "--channel", "registered", *received)
    found = cli.json("interest", "show", "2026-001")
    assert (found["segments"][0]["from"], found["warnings"]) == ("2026-07-04", [])
    assert found["prescription"] == "2029-07-03"


def test_credit_beside_a_formal_notice_is_said(cli: Program) -> None:
    """Interest runs on all of a debt until the client's money is set against it."""
    cli.done("payment", "add", "rossi", "300", "--credit")
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 998", "--due", "2026-04-01")
    cli.done("invoice", "issue", "draft-1")
    cli.today = "2026-05-04"
    assert "credit of €300.00" in cli.json("interest", "show", "2026-001")["warnings"][0]
    wanted = ("rossi", "--level", "formal", "--anyway")
    assert "allocate it first" in cli.done("remind", "preview", *wanted).err
    assert "allocate it first" in cli.done("remind", "send", *wanted, "--text").err
    cli.done("payment", "allocate", "pay-1", "2026-001", "300")
    assert cli.json("interest", "show", "2026-001")["warnings"] == []
    assert cli.done("remind", "send", *wanted, "--text").err == ""


def test_of_an_archived_client_it_is_not_said_that_nothing_is_owed(late: Program) -> None:
    late.done("client", "archive", "rossi")
    assert "archived" in late.refused(4, "remind", "send", "rossi", "--anyway", "--text")


def test_an_email_draft_is_whole(late: Program, tmp_path: Path) -> None:
    late.today = "2026-04-20"
    (sent,) = late.json("remind", "send", "rossi", "--email", "--out", str(tmp_path))
    message = email.message_from_bytes(Path(sent["path"]).read_bytes(), policy=default)
    assert message["To"].addresses[0].addr_spec == "conti@rossi.example"
    assert message["X-Unsent"] == "1"
    assert "2026-001" in message["Subject"]
    (part,) = message.iter_attachments()
    assert part.get_content_type() == "application/pdf"
    assert part.get_content().startswith(b"%PDF")
    body = message.get_body()
    assert body is not None
    assert "1.000,00" in body.get_content()


def test_a_letter_that_can_not_leave_leaves_the_step_unsent(late: Program, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    late.refused(7, "remind", "send", "rossi", "--out", str(tmp_path / "file"))
    assert late.json("remind", "list", "rossi") == []


def test_a_preview_records_nothing(late: Program, tmp_path: Path) -> None:
    before = late.ledger.read_bytes()
    shown = late.json("remind", "preview", "rossi")
    assert set(shown) == {
        *("schema", "client", "rung", "invoices", "totals", "deadline", "to", "subject", "text"),
    }
    assert (shown["to"], "2026-001" in shown["subject"]) == ("conti@rossi.example", True)
    late.today = "2026-04-20"
    late.done("remind", "preview", "rossi", "--out", str(tmp_path / "letter.pdf"))
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert late.ledger.read_bytes() == before


def test_contacts_do_not_move_the_ladder(late: Program) -> None:
    made = late.json(
        "remind", "log", "rossi", "--channel", "phone", "--outcome", "voicemail", "--note", "twice"
    )
    assert set(made) == {"schema", "id", "client", "date", "channel", "outcome", "note"}
    assert rungs(late, "2026-04-08") == [("first", None)]
    (row,) = late.json("overdue")["rows"]
    assert row["last_contact"]["outcome"] == "voicemail"
    late.refused(5, "remind", "log", "rossi", "--channel", "pigeon", "--outcome", "voicemail")


def test_an_outcome_in_words_of_ones_own_is_kept_with_the_note(late: Program) -> None:
    call = ("remind", "log", "rossi", "--channel", "phone", "--outcome", "calls back on Monday")
    ran = late(*call, "--note", "asked for Anna", "--json")
    assert (ran.data["outcome"], ran.data["note"]) == (
        "other",
        "calls back on Monday; asked for Anna",
    )
    assert ran.err.startswith("smm-ledger: warning: outcome: ")
    assert late.json(*call)["note"] == "calls back on Monday"
    assert late(*call[:-1], "voicemail", "--json").err == ""
    late.refused(5, *call[:-1], " ")
    late.refused(5, *call[:-1], "\x1b[2J")


def test_holds_end(late: Program) -> None:
    made = late.json("remind", "hold", "rossi", "--until", "2026-04-20", "--reason", "dispute")
    assert (made["invoice"], made["standing"]) == (None, True)
    late.refused(5, "remind", "hold", "rossi", "--until", "2026-04-08")
    assert late.json("remind", "release", "rossi")["standing"] is False
    late.refused(4, "remind", "release", "rossi")
    assert rungs(late, "2026-04-08") == [("first", None)]


def test_policies_of_the_issuer_and_of_a_client(late: Program) -> None:
    late.done("remind", "policy", "first=10", "courtesy=off")
    assert rungs(late, "2026-04-08") == []
    late.done("remind", "policy", "first=2", "--client", "rossi")
    assert rungs(late, "2026-04-08") == [("first", None)]
    assert late.json("remind", "policy")["first"] == 10
    for pair in ("luck=1", "first=0", "gap=4", "courtesy=3", "second=soon"):
        assert late.refused(5, "remind", "policy", pair).startswith(pair.partition("=")[0])
    before = late.json("remind", "policy")
    assert late.refused(5, "remind", "policy", "first=15").startswith("second: it has to come")
    assert late.refused(5, "remind", "policy", "second=off", "first=30").startswith("formal: ")
    assert late.json("remind", "policy") == before
    late.done("remind", "policy", "first=15", "second=off")


def test_a_step_that_was_sent_elsewhere(late: Program) -> None:
    late.done("remind", "record", "2026-001", "--level", "second", "--date", "2026-04-01")
    assert late.json("remind", "plan")["rows"] == []
    assert rungs(late, "2026-05-04") == [("formal", None)]


def test_the_text_alone_leaves_as_it_is_told(late: Program, tmp_path: Path) -> None:
    late.today = "2026-04-20"
    late.done("remind", "send", "rossi", "--text", "--out", str(tmp_path))
    again = ("remind", "send", "rossi", "--anyway", "--level", "second", "--out", str(tmp_path))
    late.done(*again, "--text", "--email")
    first = late.json(*again)[0]["path"]
    late.done("payment", "add", "2026-001", "100", "--date", "2026-04-20")
    paths = [
        Path(first),
        Path(late.json(*again)[0]["path"]),  # the other one says another amount
        *sorted(tmp_path.glob("*.txt")),
        *tmp_path.glob("*.eml"),
    ]
    assert [path.name for path in paths] == [
        "reminder-second-2026-04-20-rossi-moda.pdf",
        "reminder-second-2026-04-20-rossi-moda-2.pdf",
        "reminder-second-2026-04-20-rossi-moda.txt",
        "reminder-second-2026-04-20-rossi-moda.eml",
    ]
    message = email.message_from_bytes(paths[-1].read_bytes(), policy=default)
    assert list(message.iter_attachments()) == []
    assert paths[2].read_text(encoding="utf-8").count("\n") > 5


def test_a_receipt_must_be_a_file_of_a_bearable_size(late: Program, tmp_path: Path) -> None:
    late.done("remind", "send", "rossi", "--text")
    proof = ("remind", "proof", "rossi", "--channel", "pec", "--sent", "2026-04-08", "--file")
    large = tmp_path / "large.eml"
    with large.open("wb") as file:
        file.truncate(20_000_001)
    late.refused(3, *proof, str(tmp_path / "none"))
    for wrong in (str(tmp_path), "/dev/zero", str(large), ""):
        late.refused(5, *proof, wrong)
    late.done("attach", "2026-001", str(late.ledger))


def test_a_claim_has_files_too(late: Program, tmp_path: Path) -> None:
    late.today = "2026-06-30"
    claim = late.json("interest", "claim", "2026-001", "--as-of", "2026-05-31")
    assert (claim["as_of"], claim["accrued_until"]) == ("2026-05-31", "2026-05-31")
    (tmp_path / "sheet.txt").write_text("signed")
    assert late.json("attach", "claim-1", str(tmp_path / "sheet.txt"))["ref"] == "claim-1"
    late.done("dossier", "2026-001", "--out", str(tmp_path / "case"))
    assert (tmp_path / "case" / "attachments" / "attachment-1-sheet.txt").is_file()


def test_the_issuers_steps_may_not_disorder_those_of_a_client(late: Program) -> None:
    late.done("remind", "policy", "first=10", "--client", "rossi")
    before = late.json("remind", "policy")
    said = late.refused(5, "remind", "policy", "second=9")
    assert said.startswith("second: for rossi")
    assert "remind policy second=usual --client rossi" in said
    assert late.json("remind", "policy") == before
    own = late.refused(5, "remind", "policy", "second=9", "--client", "rossi")
    assert own.startswith("second: it has to come")
    late.done("remind", "policy", "first=usual", "--client", "rossi")
    assert late.json("remind", "policy", "second=9")["second"] == 9
    assert late.json("remind", "policy", "--client", "rossi")["first"] == 5


def test_a_change_of_the_steps_is_undone(late: Program) -> None:
    before = late.json("remind", "policy")
    late.done("remind", "policy", "first=10", "courtesy=off")
    assert "reminders are due" in late.done("undo").out
    assert late.json("remind", "policy") == before
    assert late.json("check", "--full")["ok"]


def test_letters_are_listed_with_days_as_people_write_them(late: Program) -> None:
    late.done("remind", "send", "rossi", "--text")
    assert late.done("remind", "list", "rossi").out == (
        "reminder-1  8 Apr 2026  first reminder  2026-001\n"
    )
    told = late.done("remind", "list", "rossi", "--lang", "it").out
    assert told == "reminder-1  08/04/2026  primo sollecito  2026-001\n"
