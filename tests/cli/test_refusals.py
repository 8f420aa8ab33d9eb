"""What the state tables do not list is refused through the command line too: 4, nothing changed."""

import pytest

from smm_ledger.core.states import (
    INVOICE_TABLE,
    QUOTE_TABLE,
    InvoiceEvent,
    InvoiceState,
    QuoteEvent,
    QuoteStatus,
)
from tests.cli.conftest import Program

Q, P, I = QuoteStatus, QuoteEvent, InvoiceState  # noqa: E741 - as short as the tables
QUOTE = "P-2026-001"

TO_STATE: dict[QuoteStatus, list[tuple[str, ...]]] = {
    Q.DRAFT: [],
    Q.SENT: [("send", QUOTE)],
    Q.NEGOTIATING: [("send", QUOTE), ("counter", QUOTE, "--comment", "hm")],
    Q.ACCEPTED: [("send", QUOTE), ("accept", QUOTE)],
    Q.DECLINED: [("send", QUOTE), ("decline", QUOTE)],
    Q.WITHDRAWN: [("send", QUOTE), ("withdraw", QUOTE)],
    Q.INVOICED: [("send", QUOTE), ("accept", QUOTE), ("invoice", QUOTE, "--all")],
}
QUOTE_COMMANDS = {
    P.EDIT: ("edit", QUOTE, "--title", "Another"),
    P.DELETE: ("delete", QUOTE),
    P.SEND: ("send", QUOTE),
    P.COUNTER: ("counter", QUOTE, "--net", "90"),
    P.REVISE: ("revise", QUOTE, "--net", "95"),
    P.ACCEPT: ("accept", QUOTE),
    P.UNDO_ACCEPT: ("undo-accept", QUOTE),
    P.DECLINE: ("decline", QUOTE),
    P.WITHDRAW: ("withdraw", QUOTE),
    P.INVOICE: ("invoice", QUOTE),
    P.REPLY: ("reply", QUOTE),
}


def bring(cli: Program, state: QuoteStatus) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 100")
    for step in TO_STATE[state]:
        cli.done("quote", *step)
    if state is Q.INVOICED:
        cli.done("invoice", "issue", "draft-1")
    assert cli.json("quote", "show", QUOTE)["status"] == state


@pytest.mark.parametrize("state", list(QuoteStatus))
def test_every_quote_event(cli: Program, state: QuoteStatus) -> None:
    """The pairs outside the table are refused; each pair inside runs, on a ledger of its own."""
    bring(cli, state)
    for event, words in QUOTE_COMMANDS.items():
        if (state, event) not in QUOTE_TABLE:
            cli.refused(4, "quote", *words)
            assert cli("quote", *words, "--json").error["code"] == "illegal_transition"


@pytest.mark.parametrize(
    ("state", "event"), [pair for pair in QUOTE_TABLE if pair[1] in QUOTE_COMMANDS]
)
def test_every_listed_quote_event_runs(cli: Program, state: QuoteStatus, event: QuoteEvent) -> None:
    bring(cli, state)
    shown = cli.json("quote", *QUOTE_COMMANDS[event])
    after = QUOTE_TABLE[state, event].to
    if event is not P.INVOICE:
        assert shown["status"] == (after or state)


INVOICE_COMMANDS = {
    InvoiceEvent.EDIT: ("edit", "draft-1", "--due", "2026-12-31"),
    InvoiceEvent.DELETE: ("delete", "draft-1"),
    InvoiceEvent.VOID: ("void", "draft-1", "--reason", "wrong"),
}


@pytest.mark.parametrize("state", list(InvoiceState))
def test_every_invoice_event(cli: Program, state: InvoiceState) -> None:
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    if state is not I.DRAFT:
        cli.done("invoice", "issue", "draft-1")
    if state is I.VOID:
        cli.done("invoice", "void", "2026-001", "--reason", "wrong client")
    for event, words in INVOICE_COMMANDS.items():
        if (state, event) not in INVOICE_TABLE:
            cli.refused(4, "invoice", *words)
            fixed = event in (InvoiceEvent.EDIT, InvoiceEvent.DELETE)
            code = cli("invoice", *words, "--json").error["code"]
            assert code == ("immutable" if fixed else "illegal_transition"), event
    if (state, InvoiceEvent.ALLOCATE) not in INVOICE_TABLE:
        target = "draft-1" if state is I.DRAFT else "2026-001"
        cli.refused(4, "payment", "add", target, "5")


def test_issuing_twice_gives_the_same_number(cli: Program) -> None:
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    first = cli.json("invoice", "issue", "draft-1")["number"]
    assert cli.json("invoice", "issue", "draft-1")["number"] == first == "2026-001"
    cli.refused(4, "invoice", "issue", "2026-001")


def test_rules_of_the_domain(cli: Program) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 100", "--floor", "90")
    cli.done("quote", "send", QUOTE)
    assert cli("quote", "revise", QUOTE, "--net", "80", "--json").error["code"] == "below_floor"
    cli.refused(4, "quote", "revise", QUOTE, "--net", "80")
    cli.done("quote", "revise", QUOTE, "--net", "80", "--below-floor", "")
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    cli.done("invoice", "issue", "draft-1")  # 100 and 2 of stamp duty
    over = cli("payment", "add", "2026-001", "102.01", "--json").error
    assert over["code"] == "over_allocated"
    cli.done("payment", "add", "2026-001", "120", "--credit")
    cli.refused(4, "invoice", "void", "2026-001", "--reason", "paid already")
    cli.refused(4, "client", "delete", "rossi-moda")
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    cli.today = "2026-03-01"
    assert cli("invoice", "issue", "draft-2", "--json").error["code"] == "date_order"
    cli.done("payment", "reverse", "pay-1")
    cli.refused(4, "payment", "reverse", "pay-1")


def test_an_expired_offer_is_not_accepted_but_reopened(cli: Program) -> None:
    bring(cli, Q.SENT)
    cli.today = "2026-04-02"
    assert "expired" in cli.refused(4, "quote", "accept", QUOTE)
    assert cli.json("quote", "show", QUOTE)["expired"] is True
    cli.refused(4, "quote", "revise", QUOTE, "--net", "95")
    cli.done("quote", "revise", QUOTE, "--net", "95", "--valid-until", "+10")
    cli.done("quote", "accept", QUOTE)


@pytest.mark.parametrize("noun", ["client", "quote", "invoice", "service", "retainer", "payment"])
def test_a_name_that_does_not_exist_is_answered_with_the_list_to_look_at(
    cli: Program, noun: str
) -> None:
    verb = "reverse" if noun == "payment" else "show"
    said = cli.refused(3, noun, verb, "nothing")
    command = said.rpartition("(")[2].rstrip(")")
    assert command == f"{noun} list"
    cli.done(*command.split())


def test_names_that_do_not_exist_or_are_several(cli: Program) -> None:
    cli.done("client", "add", "Rossi Arredi")
    for words in (
        ("client", "show", "nobody"),
        ("quote", "show", "P-2026-009"),
        ("invoice", "show", "2026-009"),
        ("invoice", "issue", "draft-9"),
        ("payment", "reverse", "pay-9"),
        ("service", "show", "nothing"),
        ("log", "--entity", "nothing"),
        ("payment", "add", "nobody", "5"),
        ("overdue", "--client", "nobody"),
    ):
        cli.refused(3, *words)
        assert cli(*words, "--json").error["code"] == "not_found"
    several = cli.refused(3, "client", "show", "rossi")
    assert "rossi-arredi" in several
    assert "rossi-moda" in several
    assert cli("client", "show", "rossi", "--json").error["code"] == "ambiguous"
