"""`interest`: the worked examples through the program, shapes, rates of one's own, the review."""

import json
from pathlib import Path
from typing import Any

import pytest

from smm_ledger.cli.session import Session
from tests.cli.conftest import Program

WORKED = json.loads(
    (Path(__file__).parents[1] / "unit" / "core" / "data" / "worked_interest.json").read_text(
        encoding="utf-8"
    )
)["interest"]
KINDS = {"mora231": "mora", "legale1284": "legal", "fixed": "fixed"}
SHAPE = {
    *("schema", "invoice", "as_of", "kind", "currency", "segments", "interest", "compensation"),
    *("accrued_until", "state", "prescription", "warnings"),
}


@pytest.fixture
def late(cli: Program) -> Program:
    """An invoice of 1,000.00 that was due on 1 April 2026."""
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 998", "--due", "2026-04-01")
    cli.done("invoice", "issue", "draft-1")
    cli.today = "2026-09-30"
    return cli


@pytest.mark.parametrize("case", WORKED, ids=[case["id"] for case in WORKED])
def test_worked_examples_need_no_ledger(empty: Program, case: dict[str, Any]) -> None:
    more = ["--rate", case["rate"]] if "rate" in case else []
    more += ["--contract-before-2013"] if case.get("contract_before_2013") else []
    found = empty.json(
        *("interest", "calc", "--amount", case["principal"], "--due", case["due"]),
        *("--until", case["until"], "--kind", KINDS[case["kind"]], *more),
    )
    cents = [int(text.replace(".", "")) for text in (found["interest"], case["expected_interest"])]
    assert abs(cents[0] - cents[1]) <= ("tolerance" in case)
    for row, expected in zip(found["segments"], case.get("rows", ()), strict=False):
        assert [row["rate"], row["days"], row["amount"]] == expected
    assert not empty.ledger.exists()


def test_an_invoice_accrues_from_the_day_after(late: Program) -> None:
    found = late.json("interest", "show", "2026-001")
    assert set(found) == SHAPE
    assert set(found["segments"][0]) == {"from", "to", "days", "rate", "principal", "amount"}
    assert found["segments"][0]["from"] == "2026-04-02"
    assert (found["kind"], found["compensation"], found["warnings"]) == ("mora", "40.00", [])
    assert (found["accrued_until"], found["prescription"]) == ("2026-09-30", "2029-03-02")
    assert "Recovery cost  €40.00" in late.done("interest", "show", "2026-001").out


def test_a_payment_splits_the_period(late: Program) -> None:
    late.done("payment", "add", "2026-001", "400", "--date", "2026-07-10")
    rows = late.json("interest", "show", "2026-001", "--as-of", "2026-08-14")["segments"]
    assert [(row["from"], row["to"], row["principal"]) for row in rows] == [
        ("2026-04-02", "2026-06-30", "1000.00"),
        ("2026-07-01", "2026-07-10", "1000.00"),
        ("2026-07-11", "2026-08-14", "600.00"),
    ]
    late.done("payment", "reverse", "pay-1")
    rows = late.json("interest", "show", "2026-001")["segments"]
    assert {row["principal"] for row in rows} == {"1000.00"}


def test_who_pays_on_the_working_day_after_a_holiday_pays_in_time(cli: Program) -> None:
    """Art. 1187 and 2963 c.c.: Sunday 15 March is paid in time on Monday."""
    for no in (1, 2):
        cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 998", "--due", "2026-03-15")
        cli.done("invoice", "issue", f"draft-{no}")
    cli.today = "2026-03-16"
    for row in cli.json("overdue")["rows"]:
        assert (row["days_overdue"], row["interest"], row["compensation"]) == (1, "0.00", "0.00")
    found = cli.json("interest", "show", "2026-001")
    assert (found["interest"], found["compensation"]) == ("0.00", "0.00")
    assert "money of 16 Mar 2026 is in time" in found["warnings"][0]
    cli.done("payment", "add", "2026-001", "1000", "--date", "2026-03-16")
    cli.done("payment", "add", "2026-002", "400", "--date", "2026-03-16")
    cli.today = "2026-03-18"
    found = cli.json("interest", "show", "2026-001")
    assert (found["interest"], found["compensation"]) == ("0.00", "0.00")
    assert "nothing has accrued" in cli.refused(4, "interest", "claim", "2026-001")
    found, (row,) = cli.json("interest", "show", "2026-002"), cli.json("overdue")["rows"]
    (days,) = found["segments"]
    assert (days["from"], days["days"], days["principal"]) == ("2026-03-16", 3, "600.00")
    assert (found["interest"], found["compensation"]) == ("0.50", "40.00")
    assert (row["interest"], row["compensation"]) == ("0.50", "40.00")


def test_nothing_is_owed_in_time_or_on_no_debt(late: Program) -> None:
    found = late.json("interest", "show", "2026-001", "--as-of", "2026-04-01")
    assert (found["interest"], found["compensation"], found["segments"]) == ("0.00", "0.00", [])
    late.done("invoice", "new", "rossi", "--line", "1 x Work @ 10")
    assert "nothing is owed" in late.refused(4, "interest", "show", "draft-2")
    late.refused(3, "interest", "show", "2026-009")


def test_a_consumer_owes_nothing_before_a_formal_notice(cli: Program) -> None:
    cli.done("client", "add", "Anna Bianchi", "--kind", "person")
    cli.done("invoice", "new", "anna", "--line", "1 x Work @ 998", "--due", "2026-04-01")
    cli.done("invoice", "issue", "draft-1")
    cli.today = "2026-09-30"
    found = cli.json("interest", "show", "2026-001")
    assert (found["kind"], found["interest"], found["compensation"]) == ("legal", "0.00", "0.00")
    assert "formal notice" in found["warnings"][0]
    (row,) = cli.json("overdue")["rows"]
    assert (row["interest"], row["compensation"]) == ("0.00", "0.00")


def test_an_unpublished_half_year_is_said_until_it_is_added(late: Program) -> None:
    words = ("interest", "show", "2026-001", "--as-of", "2027-02-01")
    found = late.json(*words)
    assert found["accrued_until"] == "2026-12-31"
    assert "1 Jan 2027" in found["warnings"][0]
    known = late.json(
        *("interest", "add-rate", "mora", "10.15", "--from", "2027-01-01", "--to", "2027-06-30")
    )
    assert known == {
        "schema": 1,
        "kind": "mora",
        "from": "2027-01-01",
        "to": "2027-06-30",
        "percent": "10.15",
        "own": True,
    }
    more = late.json(*words)
    assert (more["accrued_until"], more["warnings"]) == ("2027-02-01", [])
    assert [row["days"] for row in more["segments"]][-1] == 32
    assert late.json("interest", "rates", "--kind", "mora")[-1]["own"]
    late.refused(
        *(4, "interest", "add-rate", "mora", "9", "--from", "2027-06-30", "--to", "2027-07-01")
    )
    late.refused(4, "interest", "add-rate", "mora", "9", "--from", "2026-01-01", "--to", "+1")
    late.done("interest", "drop-rate", "mora", "--from", "2027-01-01")
    assert late.json(*words) == found
    late.refused(3, "interest", "drop-rate", "mora", "--from", "2026-01-01")


def test_an_issuer_abroad_says_the_rate_by_hand(empty: Program) -> None:
    empty.done("init", "--name", "Marta", "--country", "DE", "--regime", "eu-vat")
    empty.done("client", "add", "Kunde GmbH")
    empty.done("invoice", "new", "kunde", "--line", "1 x Work @ 1000 vat 0", "--due", "2026-04-01")
    empty.done("invoice", "issue", "draft-1")
    empty.today = "2026-09-30"
    (row,) = empty.json("overdue")["rows"]
    assert row["interest"] is None
    assert empty.json("interest", "show", "2026-001")["warnings"]
    assert empty.json("interest", "show", "2026-001", "--rate", "10")["interest"] == "49.86"
    empty.done("interest", "add-rate", "fixed", "10")
    assert empty.json("interest", "show", "2026-001")["interest"] == "49.86"
    review = empty.json("overdue")
    (row,) = review["rows"]
    assert row["interest"] == review["totals"][0]["interest"] == "49.86"
    assert row["compensation"] == "40.00"


def test_outside_of_the_union_no_law_grants_the_flat_sum(empty: Program) -> None:
    empty.done("init", "--name", "Marta", "--country", "CH", "--regime", "no-vat")
    empty.done("client", "add", "Rossi", "--country", "IT", "--currency", "EUR")
    empty.done("invoice", "new", "rossi", "--line", "1 x Work @ 1000", "--due", "2026-04-01")
    empty.done("invoice", "issue", "draft-1")
    empty.today = "2026-09-30"
    (row,) = empty.json("overdue")["rows"]
    shown = empty.json("interest", "show", "2026-001", "--rate", "5")
    assert row["compensation"] == shown["compensation"] == "0.00"


def test_the_review_says_the_same_as_the_sheet(late: Program) -> None:
    late.done("payment", "add", "2026-001", "400", "--date", "2026-07-10")
    for day in ("2026-05-05", "2026-09-30"):
        review = late.json("overdue", "--as-of", day)
        sheet = late.json("interest", "show", "2026-001", "--as-of", day)
        (row,) = review["rows"]
        assert (row["interest"], row["compensation"]) == (sheet["interest"], "40.00")
        assert review["totals"][0]["interest"] == sheet["interest"]


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("amount", ("--amount", "0")),
        ("until", ("--until", "2026-03-30")),
        ("rate", ("--rate", "101")),
        ("rate", ("--kind", "fixed")),
        ("rate", ("--kind", "mora", "--rate", "3")),
        ("kind", ("--kind", "odd")),
        ("contract_before_2013", ("--kind", "legal", "--contract-before-2013")),
    ],
)
def test_wrong_values_are_named(cli: Program, field: str, words: tuple[str, ...]) -> None:
    given = dict(
        zip(("--amount", "--due", "--until"), ("5", "2026-03-31", "2026-04-30"), strict=True)
    )
    given = {name: value for name, value in given.items() if name not in words}
    plain = [word for pair in given.items() for word in pair]
    assert cli.refused(5, "interest", "calc", *plain, *words).startswith(field)


def test_a_retainer_s_fee_is_prescribed_in_five_years_another_in_three(cli: Program) -> None:
    cli.done(
        *("retainer", "add", "rossi", "--title", "Social", "--line", "1 x Piano @ 100"),
        *("--every", "month", "--start", "2026-03-01"),
    )
    cli.done("retainer", "run")
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    for draft in ("draft-1", "draft-2"):
        cli.done("invoice", "issue", draft)
    found = [cli.json("interest", "show", f"2026-00{no}")["prescription"] for no in (1, 2)]
    assert found == ["2031-03-03", "2029-03-02"]  # 2 March 2031 is a Sunday


def test_whether_a_client_is_a_business_is_learnt_after_the_invoice(cli: Program) -> None:
    cli.done("client", "add", "Bar Sport")
    cli.done("invoice", "new", "bar", "--line", "1 x Work @ 998", "--due", "2026-04-01")
    cli.done("invoice", "issue", "draft-1")
    cli.today = "2026-06-02"
    own = cli.json("interest", "show", "2026-001")
    assert (own["kind"], own["compensation"], len(own["warnings"])) == ("mora", "40.00", 1)
    cli.done("client", "edit", "bar", "--business", "no")
    own = cli.json("interest", "show", "2026-001")
    assert (own["kind"], own["interest"], own["compensation"]) == ("legal", "0.00", "0.00")
    (row,) = cli.json("overdue")["rows"]
    assert (row["interest"], row["compensation"]) == ("0.00", "0.00")
    cli.done("client", "edit", "bar", "--business", "yes")
    assert cli.json("interest", "show", "2026-001")["warnings"] == []


def test_it_is_asked_once_where_a_person_can_answer(
    cli: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.done("client", "add", "Bar Sport")
    cli.done("invoice", "new", "bar", "--line", "1 x Work @ 998", "--due", "2026-04-01")
    cli.done("invoice", "issue", "draft-1")
    cli.today = "2026-06-02"
    asked: list[str] = []
    answers = iter(["", "n"])

    def answer(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr(Session, "interactive", property(lambda own: not own.options.json))
    for _ in range(4):
        cli.done("interest", "show", "2026-001")
    assert [question.startswith("Bar Sport has no VAT number.") for question in asked] == [True] * 2
    assert cli.json("interest", "show", "2026-001")["kind"] == "legal"


def test_the_review_says_where_the_rates_end(late: Program) -> None:
    shown = late.json("interest", "show", "2026-001", "--as-of", "2026-12-31")["interest"]
    assert late.done("overdue", "--as-of", "2026-12-31").err == ""
    ran = late.done("overdue", "--as-of", "2027-02-01", "--json")
    assert "no rate is known after 31 Dec 2026" in ran.err
    assert ran.data["rows"][0]["interest"] == shown
    late.done("interest", "add-rate", "mora", "10", "--from", "2027-01-01", "--to", "2027-06-30")
    assert late.done("overdue", "--as-of", "2027-02-01").err == ""
