"""Bounds, rivals, advice and checklist: what is private stays private, nothing blocks."""

import datetime as dt

import pytest

from tests.cli.conftest import Program

PRIVATE = ("two others wait", "Banzai", "987.65", "Gothic walk", "912.34")


@pytest.fixture
def haggled(cli: Program) -> Program:
    """Return a quote full of what no client may see."""
    cli.done(
        *("quote", "new", "rossi", "--title", "Social", "--service", "reel:10"),
        *("--floor", "912.34", "--walk-away", "Gothic walk", "--fallback", "two others wait"),
    )
    cli.done("quote", "send", "P-2026-001")
    cli.done(
        *("quote", "counter", "P-2026-001", "--net", "1000", "--ask", "competitor"),
        *("--competitor", "Banzai", "--competitor-price", "987.65"),
        *("--competitor-verified", "no"),
    )
    return cli


def test_private_bounds_have_a_dated_trail(haggled: Program) -> None:
    haggled.today = "2026-03-05"
    haggled.done("quote", "edit", "P-2026-001", "--floor", "none", "--fallback", "none left")
    shown = haggled.json("quote", "show", "P-2026-001", "--private")["private"]
    assert (shown["floor"], shown["alternative"]) == (None, "none left")
    assert shown["trail"][0] == {
        "date": "2026-03-02",
        "field": "floor",
        "from": None,
        "to": "912.34",
    }
    assert shown["trail"][-2:] == [
        {"date": "2026-03-05", "field": "floor", "from": "912.34", "to": None},
        {
            "date": "2026-03-05",
            "field": "alternative",
            "from": "two others wait",
            "to": "none left",
        },
    ]
    text = haggled.done("quote", "show", "P-2026-001", "--private").out
    assert "5 Mar 2026 Floor: €912.34 → –" in text


def test_a_rivals_claim_is_kept_with_its_round(haggled: Program) -> None:
    shown = haggled.json("quote", "show", "P-2026-001", "--private")
    assert shown["rounds"][1]["private"] == {
        "competitor": "Banzai",
        "competitor_price": "987.65",
        "competitor_verified": False,
    }
    text = haggled.done("quote", "show", "P-2026-001", "--private").out
    assert "round 2 · Banzai · €987.65 · offer not seen" in text
    lost = haggled.json(
        *("quote", "decline", "P-2026-001", "--reason", "competitor"),
        *("--competitor", "Banzai", "--competitor-verified", "yes"),
    )
    assert lost["outcome"]["competitor_verified"] is True
    haggled.refused(
        5, "quote", "counter", "P-2026-001", "--net", "500", "--competitor-verified", "perhaps"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("quote", "show", "P-2026-001"),
        ("quote", "show", "P-2026-001", "--json"),
        ("quote", "list", "--json"),
        ("quote", "text", "P-2026-001"),
        ("quote", "diff", "P-2026-001", "--json"),
        ("quote", "checklist", "P-2026-001", "--json"),
        ("quote", "reply", "P-2026-001", "--json"),
        ("log", "--json"),
    ],
)
def test_no_other_output_holds_it(haggled: Program, words: tuple[str, ...]) -> None:
    out = haggled.done(*words).out
    assert [secret for secret in PRIVATE if secret in out] == []


def test_a_shown_quote_can_be_read_again(haggled: Program) -> None:
    shown = haggled("quote", "show", "P-2026-001", "--private", "--json").out
    file = haggled.ledger.with_name("quote.json")
    file.write_text(shown, encoding="utf-8")
    again = haggled.json("quote", "new", "rossi", "--from", str(file))
    assert again["rounds"][0]["net"] == "1200.00"


def test_a_derived_floor_is_shown_as_one(cli: Program) -> None:
    cli.done("rate", "set", "net_income=24000", "weeks=40", "hours_per_week=25")
    cli.done("quote", "new", "rossi", "--title", "T", "--service", "reel:4")
    private = cli.json("quote", "show", "P-2026-001", "--private")["private"]
    assert (private["floor"], private["hourly_floor"], private["derived_floor"]) == (
        None,
        "40.00",
        "480.00",
    )
    text = cli.done("quote", "show", "P-2026-001", "--private").out
    assert "€480.00, derived: 12 h at €40.00; it only informs" in text
    cli.done("quote", "edit", "P-2026-001", "--floor", "400")
    private = cli.json("quote", "show", "P-2026-001", "--private")["private"]
    assert (private["hourly_floor"], private["derived_floor"]) == ("33.33", None)


def pay_late(cli: Program) -> None:
    for day in (2, 3, 4):
        cli.today = f"2026-01-0{day}"
        cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100", "--due", "2026-01-31")
        cli.done("invoice", "issue", f"draft-{day - 1}")
    cli.today = (dt.date(2026, 1, 31) + dt.timedelta(days=20)).isoformat()
    for no in (1, 2, 3):
        cli.done("payment", "add", f"2026-00{no}", "102")


def test_a_late_payers_next_quote_is_advised_and_nothing_more(cli: Program) -> None:
    pay_late(cli)
    quote = ("quote", "new", "rossi", "--title", "T", "--service", "reel")
    ran = cli.done(*quote)
    assert ran.err.count("\n") == 1
    assert "Rossi Moda S.r.l. pays late: the last 3 invoices 20 days late" in ran.err
    assert "ask 30% in advance, and the rest within 15 days" in ran.err
    assert cli.done(*quote, "--quiet").err == ""
    made = cli.json(*quote)
    assert made["advice"]["deposit_percent"] == "30"
    assert (made["advice"]["terms"], made["advice"]["taken"]) == ("15", False)
    assert (made["deposit_percent"], made["terms"]) == (None, None)
    taken = cli.json(*quote, "--take-advice")
    assert (taken["deposit_percent"], taken["terms"]) == ("30", "15")
    assert taken["advice"]["taken"] is True
    assert cli.json(*quote, "--deposit", "30%", "--terms", "15")["advice"] is None


def test_terms_of_a_quote_reach_its_invoice(cli: Program) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--service", "reel", "--terms", "30 eom")
    cli.done("quote", "send", "P-2026-001")
    cli.done("quote", "revise", "P-2026-001", "--deposit", "50%", "--terms", "7")
    cli.done("quote", "accept", "P-2026-001")
    assert cli.json("quote", "show", "P-2026-001")["terms"] == "7"
    (draft,) = cli.json("quote", "invoice", "P-2026-001")
    assert draft["net"] == "60.00"
    issued = cli.json("invoice", "issue", draft["draft"])
    assert issued["due_date"] == "2026-03-09"


def test_the_checklist_is_one_line_and_an_item_is_added(cli: Program) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--service", "reel")
    text = cli.done("quote", "show", "P-2026-001").out
    assert "0 of 8; missing: strategy, policy, crisis, who approves, revisions" in text
    cli.done("quote", "checklist", "P-2026-001", "--add", "crisis", "--as", "excluded")
    found = cli.json("quote", "checklist", "P-2026-001")
    assert (found["number"], found["there"]) == ("P-2026-001", 2)
    assert found["items"][2] == {
        "item": "crisis",
        "there": True,
        "included": True,
        "excluded": True,
    }
    assert len(cli.done("quote", "checklist", "P-2026-001").out.splitlines()) == 9
    asked = cli.json("quote", "checklist", "P-2026-001", "--add", "deposit")
    assert asked["deposit_percent"] == "30"
    cli.done("quote", "send", "P-2026-001")
    sent = cli.json("quote", "checklist", "P-2026-001", "--add", "revisions")
    assert [(one["seq"], one["net"]) for one in sent["rounds"]] == [(1, "120.00"), (2, "120.00")]
    cli.done("quote", "accept", "P-2026-001")
    assert "of 8" not in cli.done("quote", "show", "P-2026-001").out
    cli.refused(4, "quote", "checklist", "P-2026-001", "--add", "policy")
    cli.refused(5, "quote", "checklist", "P-2026-001", "--add", "luck")
    cli.refused(2, "quote", "checklist", "P-2026-001", "--as", "included")


def test_an_answer_takes_an_ended_offer_off_the_day_for_a_while(cli: Program) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x A @ 100")
    cli.done("quote", "send", "P-2026-001")
    cli.today = "2026-04-20"
    assert "P-2026-001" in cli.done("today").out
    cli.done("quote", "reply", "P-2026-001")
    assert "P-2026-001" not in cli.done("today").out
    cli.today = "2026-04-27"
    assert "P-2026-001" in cli.done("today").out
