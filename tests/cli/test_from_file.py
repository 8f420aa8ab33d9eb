"""`--from FILE.json`: all that the document says is taken, all that it claims is compared."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Json, Program

PLAN = "33.3300% 2026-12-01, 33.3300% 2027-01-31, 33.3400% 2027-02-28"


class File:
    """A JSON document that a test changes before it is read back."""

    def __init__(self, path: Path, shown: Json) -> None:
        self.path = path
        self.shown = shown

    def words(self, keys: tuple[str | int, ...] = (), value: object = None) -> tuple[str, str]:
        """Write the document with one value changed; return the option that names it."""
        inner = self.shown
        for key in keys[:-1]:
            inner = inner[key]
        if keys:
            inner[keys[-1]] = value
        self.path.write_text(json.dumps(self.shown), encoding="utf-8")
        return "--from", str(self.path)


@pytest.fixture
def invoice(cli: Program, tmp_path: Path) -> File:
    cli.done("invoice", "new", "rossi", "--line", "1 x A @ 1000", "--instalments", PLAN)
    return File(tmp_path / "invoice.json", cli.json("invoice", "show", "draft-1"))


@pytest.fixture
def quote(cli: Program, tmp_path: Path) -> File:
    words = ("--line", "1 x A @ 100", "--floor", "80", "--walk-away", "no logo", "--deposit", "30%")
    cli.done("quote", "new", "rossi", "--title", "T", *words)
    return File(tmp_path / "quote.json", cli.json("quote", "show", "P-2026-001", "--private"))


def test_instalments_and_issue_date_are_taken(cli: Program, invoice: File) -> None:
    words = invoice.words(("issue_date",), "2026-03-01")
    again = cli.json("invoice", "new", "rossi", *words)
    assert again["instalments"] == invoice.shown["instalments"]
    assert again["issue_date"] == "2026-03-01"
    changed = cli.json("invoice", "edit", "draft-1", *words)
    assert changed["instalments"] == invoice.shown["instalments"]


def test_an_issued_invoice_can_be_read_back(cli: Program, tmp_path: Path) -> None:
    cli.done("invoice", "new", "rossi", "--line", "1 x A @ 1000")
    cli.done("invoice", "issue", "draft-1")
    cli.done("payment", "add", "2026-001", "100")
    file = File(tmp_path / "issued.json", cli.json("invoice", "show", "2026-001"))
    again = cli.json("invoice", "new", "rossi", *file.words())
    assert (again["due_date"], again["paid"]) == (file.shown["due_date"], "0.00")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("vat", []),
        ("vat", [{"rate": "10", "nature": None, "base": "1.00", "tax": "1.00"}]),
        ("balance", "7.00"),
        ("paid", "3.00"),
        ("state", "issued"),
        ("kind", "foo"),
        ("kind", "credit_note"),
        ("overdue", True),
        ("number", "2026-777"),
        ("issue_date", "2026-13-01"),
        ("issue_date", "2030-01-01"),
        ("schema", 2),
        ("schema", "x"),
        ("due_date", "2026-01-01"),
        ("instalments", [{"seq": 1, "due_date": "2026-12-01", "amount": "1.00"}]),
        ("instalments", "none"),
    ],
)
def test_a_claim_about_an_invoice_is_compared(
    cli: Program, invoice: File, key: str, value: object
) -> None:
    named = "date" if key == "issue_date" else key
    assert named in cli.refused(5, "invoice", "new", "rossi", *invoice.words((key,), value))


def test_bounds_and_conditions_are_taken(cli: Program, quote: File) -> None:
    number = cli.json("quote", "new", "rossi", *quote.words())["number"]
    again = cli.json("quote", "show", number, "--private")
    assert (again["private"]["floor"], again["private"]["walk_away"]) == ("80.00", "no logo")
    assert again["deposit_percent"] == "30"


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("valid_until",), "31/02/2026"),
        (("valid_until",), "2020-01-01"),
        (("private", "floor"), "abc"),
        (("private", "foo"), 1),
        (("private", "hourly_rate"), "99.00"),
        (("status",), "sent"),
        (("number",), "P-2026-777"),
        (("accepted_round",), 1),
        (("rounds", 0, "ask"), "foo"),
        (("rounds", 0, "ask"), "budget"),
        (("rounds", 0, "gift"), "5.00"),
        (("rounds", 0, "date"), "2030-01-01"),
        (("rounds", 0, "seq"), 7),
        (("rounds", 0, "side"), "nobody"),
        (("rounds", 0, "lines", 0, "hours"), "-1"),
        (("rounds", 0, "lines", 0, "included_units"), "-1"),
        (("rounds", 0, "lines", 0, "quantity"), None),
        (("rounds", 0, "lines", 0, "selected"), False),
    ],
)
def test_a_claim_about_a_quote_is_compared(
    cli: Program, quote: File, keys: tuple[str | int, ...], value: object
) -> None:
    words = quote.words(keys, value)
    if keys == ("valid_until",):
        words = quote.words(("rounds", 0, "valid_until"), None)
    assert str(keys[-1]) in cli.refused(5, "quote", "new", "rossi", *words)


def test_the_words_of_a_round_are_taken(cli: Program, tmp_path: Path) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x A @ 100")
    cli.done("quote", "send", "P-2026-001")
    (first,) = cli.json("quote", "show", "P-2026-001")["rounds"]
    file = File(tmp_path / "round.json", first | {"give": "one reel", "get": "cash", "note": "n"})
    mine = cli.json("quote", "revise", "P-2026-001", *file.words())["rounds"][-1]
    assert (mine["give"], mine["get"], mine["note"]) == ("one reel", "cash", "n")
    said = {"side": "client", "ask": "budget", "note": "too much", "seq": 3}
    file = File(tmp_path / "said.json", first | said)
    theirs = cli.json("quote", "counter", "P-2026-001", *file.words())["rounds"][-1]
    assert (theirs["ask"], theirs["note"]) == ("budget", "too much")


def test_ad_spend_for_information_is_not_selected(cli: Program) -> None:
    words = ("--ad-spend", "1 x Meta @ 1000", "--percent-fee", "10% Fee")
    made = cli.json("quote", "new", "rossi", "--title", "T", "--line", "1 x A @ 150", *words)
    (offer,) = made["rounds"]
    chosen = [float(line["net"]) for line in offer["lines"] if line["selected"]]
    assert sum(chosen) == float(offer["net"]) == 250
