"""`promise`: recorded, judged by the money that came, told on the home screen."""

import pytest

from tests.cli.conftest import Program

SHAPE = {"id", "invoice", "client", "amount", "currency", "by", "state", "note", "received"}


@pytest.fixture
def late(cli: Program) -> Program:
    """An invoice of 1,000.00, due on 1 April 2026, in December."""
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 998", "--due", "2026-04-01")
    cli.done("invoice", "issue", "draft-1")
    cli.today = "2026-12-01"
    return cli


def state(cli: Program, today: str) -> str:
    cli.today = today
    (row,) = cli.json("promise", "list")
    return str(row["state"])


def test_a_promise_is_judged_by_what_came(late: Program) -> None:
    made = late.json("promise", "add", "2026-001", "500", "--by", "2026-12-11", "--note", "phone")
    assert set(made) == SHAPE | {"schema"}
    assert (made["id"], made["amount"], made["state"]) == ("promise-1", "500.00", "open")
    assert state(late, "2026-12-15") == "open"  # Friday, and two banking days
    assert state(late, "2026-12-16") == "broken"
    (rate,) = late.json("promise", "rates")
    assert rate["client"] == "rossi-moda"
    assert (rate["kept"], rate["broken"], rate["n"], rate["keep_rate"]) == (0, 1, 1, None)
    late.done("payment", "add", "2026-001", "300", "--date", "2026-12-11")
    assert state(late, "2026-12-16") == "partly_kept"
    late.done("payment", "add", "2026-001", "200", "--date", "2026-12-15")
    assert state(late, "2026-12-16") == "kept"
    late.done("payment", "reverse", "pay-2")
    assert state(late, "2026-12-16") == "partly_kept"
    assert "too few" in late.done("promise", "rates").out


def test_the_morning_begins_with_broken_promises(late: Program) -> None:
    late.done("promise", "add", "2026-001", "500", "--by", "2026-12-11")
    late.today = "2026-12-11"
    assert late.json("today")["items"][0]["kind"] == "promise_due"
    late.today = "2026-12-16"
    found = late.json("today")
    assert (found["items"][0]["kind"], found["items"][0]["ref"]) == ("promise_broken", "2026-001")
    assert found["counts"]["promise_broken"] == 1
    late.done("payment", "add", "2026-001", "1000")
    assert "promise_broken" not in late.json("today")["counts"]


def test_another_day_takes_the_place_of_the_first(late: Program) -> None:
    late.done("promise", "add", "2026-001", "500", "--by", "2026-12-11")
    late.done("payment", "add", "2026-001", "100", "--date", "2026-12-01")
    moved = late.json("promise", "renegotiate", "promise-1", "--by", "2026-12-20")
    assert (moved["id"], moved["amount"], moved["state"]) == ("promise-2", "400.00", "open")
    states = {row["id"]: row["state"] for row in late.json("promise", "list")}
    assert states == {"promise-1": "renegotiated", "promise-2": "open"}
    late.refused(4, "promise", "renegotiate", "promise-1", "--by", "2026-12-30")
    told = late.refused(4, "promise", "text", "promise-1", "--lang", "it")
    assert "rinegoziata" in told
    assert "renegotiated" not in told
    assert late.json("check", "--full")["ok"]


def test_what_can_be_promised(late: Program) -> None:
    late.refused(4, "promise", "add", "2026-001", "1000.01", "--by", "2026-12-11")
    late.refused(5, "promise", "add", "2026-001", "0", "--by", "2026-12-11")
    assert late.refused(5, "promise", "add", "2026-001", "5", "--by", "2026-11-30").startswith("by")
    late.refused(3, "promise", "renegotiate", "promise-9", "--by", "2026-12-30")
    late.refused(2, "promise", "add", "2026-001", "5")
    late.done("payment", "add", "2026-001", "1000")
    late.refused(4, "promise", "add", "2026-001", "5", "--by", "2026-12-11")


def test_a_promise_is_confirmed_in_the_clients_language(late: Program) -> None:
    late.done("promise", "add", "2026-001", "500", "--by", "2026-12-11")
    told = late.json("promise", "text", "promise-1")["text"]
    assert "500,00\u00a0€ della fattura 2026-001 entro il 11 dicembre 2026" in told
    late.done("payment", "add", "2026-001", "200", "--date", "2026-12-01")
    assert "300,00" in late.json("promise", "text", "promise-1")["text"]
    late.done("payment", "add", "2026-001", "300", "--date", "2026-12-01")
    late.refused(4, "promise", "text", "promise-1")
