"""What the program says: in the user's language and words, and within the width."""

import click
import pytest

from smm_ledger.cli.commands import Command, Group
from smm_ledger.cli.root import ROOT
from tests.cli.conftest import Program


class Italian:
    """Runs commands in Italian."""

    def __init__(self, cli: Program) -> None:
        self._cli = cli

    def __call__(self, *words: str) -> str:
        """Run a command that is refused; return what it says."""
        return self._cli(*words, "--lang", "it").err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("client", "show", "zz"), "zz: non esiste: cliente"),
        (("invoice", "show", "zz"), "zz: non esiste: fattura"),
        (("quote", "show", "zz"), "zz: non esiste: preventivo"),
        (
            ("invoice", "new", "rossi", "--line", "0 x A @ 5"),
            "voce 1: quantità: ",
        ),
    ],
)
def test_things_and_fields_are_translated(cli: Program, words: tuple[str, ...], said: str) -> None:
    assert f"error: {said}" in Italian(cli)(*words)


def test_a_refusal_names_deeds_and_no_event(cli: Program) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x A @ 100")
    cli.done("quote", "send", "P-2026-001")
    cli.done("quote", "accept", "P-2026-001")
    said = cli.refused(4, "quote", "send", "P-2026-001")
    assert said == (
        "P-2026-001: it is accepted; one can't send it; "
        "what it allows now: take the acceptance back (undo-accept), make its invoice"
    )
    told = Italian(cli)("quote", "send", "P-2026-001")
    assert "send" not in told
    assert "accettato" in told


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_first_line_of_the_day_fits(cli: Program, language: str) -> None:
    cli.done("invoice", "new", "rossi", "--line", "1 x A @ 9999999.99")
    cli.done("invoice", "issue", "draft-1")
    ran = cli("today", "--lang", language)
    assert max(map(len, ran.out.splitlines())) <= 80


@pytest.mark.parametrize("verb", ["new", "revise", "counter"])
def test_the_example_of_a_help_fits(cli: Program, verb: str) -> None:
    lines = cli("quote", verb, "--help").out.splitlines()
    assert max(map(len, lines)) <= 80
    example = "\n".join(lines).partition("Example:\n")[2]
    told = " ".join(example.replace("\\\n", " ").split())
    noun = ROOT.get_command(click.Context(ROOT), "quote")
    assert isinstance(noun, Group)
    command = noun.commands[verb]
    assert isinstance(command, Command)
    assert told == command.example


def test_usage_names_the_help_of_its_command(cli: Program) -> None:
    said = cli.refused(2, "quote", "new", "rossi", "--line", "1 x A @ 5")
    assert said == "--title: it is missing; see smm-ledger quote new --help"


def test_a_percentage_has_no_thousands(cli: Program) -> None:
    words = ("--line", "1 x A @ 100", "--deposit", "33.333%")
    made = cli.json("quote", "new", "rossi", "--title", "T", *words)
    assert made["deposit_percent"] == "33.333"


def test_a_whole_number_is_asked_for(cli: Program) -> None:
    assert "whole number" in cli.refused(5, "quote", "list", "--limit", "x")


@pytest.mark.parametrize("fee", ["5% min 10", "0% Fee"])
def test_a_fee_needs_a_description_and_an_amount(cli: Program, fee: str) -> None:
    cli.refused(5, "quote", "new", "rossi", "--title", "T", "--percent-fee", fee)


def test_an_allocation_is_told_with_its_currency(cli: Program) -> None:
    cli.done("invoice", "new", "rossi", "--line", "1 x A @ 50")
    cli.done("invoice", "issue", "draft-1")
    cli.done("payment", "add", "rossi", "20", "--credit")
    cli.done("payment", "reverse", "pay-1")
    cli.done("payment", "add", "2026-001", "60", "--credit")
    cli.done("invoice", "new", "rossi", "--line", "1 x A @ 50")
    cli.done("invoice", "issue", "draft-2")
    ran = cli.done("payment", "allocate", "pay-2", "2026-002", "5")
    assert ran.out.startswith("Set €5.00 of pay-2 against 2026-002")


def test_what_was_put_away_is_told(cli: Program) -> None:
    cli.done("client", "archive", "rossi-moda")
    cli.done("service", "archive", "reel")
    ran = cli.done("invoice", "new", "rossi", "--service", "reel")
    assert "Rossi Moda S.r.l. is archived" in ran.err
    assert "Reel is archived" in ran.err


def test_instants_have_one_form(cli: Program) -> None:
    assert {len(row["at"]) for row in cli.json("log")} == {len("2026-03-02T10:00:00.000000Z")}


def test_a_difference_tells_the_discount(cli: Program) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x A @ 100")
    cli.done("quote", "send", "P-2026-001")
    cli.done("quote", "revise", "P-2026-001", "--net", "90", "--get", "cash")
    between = cli.json("quote", "diff", "P-2026-001")
    assert (between["discount_delta"], between["net_delta"]) == ("10.00", "-10.00")


def test_a_regime_of_another_country_is_refused(empty: Program, cli: Program) -> None:
    assert "regime" in cli.refused(5, "issuer", "set", "country=IE")
    elsewhere = Program(empty.ledger.with_name("new.db"), empty._capture)
    words = ("init", "--name", "Aoife", "--country", "IE")
    assert "regime" in elsewhere.refused(5, *words, "--regime", "it-forfettario")
    assert elsewhere.json(*words)["regime"] == "eu-vat"


def test_guards_of_the_table_are_rules(cli: Program) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x A @ 1", "--valid-until", "+1")
    cli.today = "2026-03-09"
    assert cli("quote", "send", "P-2026-001", "--json").error["code"] == "illegal_transition"
    cli.refused(4, "quote", "send", "P-2026-001")


def test_the_last_number_of_the_quotes_is_given_back(cli: Program) -> None:
    for _ in range(3):
        cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x A @ 1")
    cli.done("quote", "delete", "P-2026-002")
    cli.done("quote", "delete", "P-2026-003")
    again = cli.json("quote", "new", "rossi", "--title", "T", "--line", "1 x A @ 1")
    assert again["number"] == "P-2026-003"
    cli.done("quote", "delete", "P-2026-003")
    assert len(cli.json("log", "--entity", "P-2026-003")) == 4
    assert cli.json("check", "--full")["ok"]


def test_a_list_shows_people_the_due_date_that_is_next_and_scripts_the_last(cli: Program) -> None:
    plan = ("--instalments", "30% 2026-04-01, 30% 2026-05-02, 40% 2026-06-03")
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 998", *plan)
    cli.done("invoice", "issue", "draft-1")
    for day, paid in (("1 Apr 2026", "300"), ("2 May 2026", "300"), ("3 Jun 2026", "400")):
        assert day in cli.done("invoice", "list").out
        assert [row["due_date"] for row in cli.json("invoice", "list")] == ["2026-06-03"]
        cli.done("payment", "add", "2026-001", paid)
    assert "3 Jun 2026" in cli.done("invoice", "list").out


def test_a_payment_that_is_taken_back_says_what_the_bank_kept_of_it(cli: Program) -> None:
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 998")
    cli.done("invoice", "issue", "draft-1")
    cli.done("payment", "add", "2026-001", "300")
    cli.done("payment", "add", "2026-001", "690", "--fee", "10")
    said = cli.done("payment", "reverse", "pay-2").out
    assert said == "Took pay-2 back: €690.00 is owed again, and €10.00 that the bank had kept\n"
    assert cli.json("invoice", "show", "2026-001")["balance"] == "700.00"
    assert cli.done("payment", "reverse", "pay-1").out == (
        "Took pay-1 back: €300.00 is owed again\n"
    )
