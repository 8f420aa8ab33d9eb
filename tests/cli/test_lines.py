"""Lines keep the order in which they were typed, whatever their kind; a file may hold them too."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Program

MIXED = (
    *("--optional", "1 x Shooting @ 300"),
    *("--line", "2 month x Calendar x posts @ home @ 100 -5% vat N2.2"),
    *("--service", "reel:3"),
    *("--alternative", "video=1 x Short @ 50"),
    *("--ad-spend", "1 x Meta budget @ 500"),
    *("--alternative", "video=1 x Long @ 90"),
    *("--ad-spend-recharged", "1 x Advanced @ 200 on behalf"),
    *("--percent-fee", "10% min 60 Management"),
    *("--service=reel",),
)


def test_kinds_in_order(cli: Program) -> None:
    made = cli.json("quote", "new", "rossi", "--title", "T", *MIXED)
    lines = made["rounds"][0]["lines"]
    assert [(line["no"], line["kind"]) for line in lines] == [
        (1, "optional"),
        (2, "service"),
        (3, "service"),
        (4, "alternative"),
        (5, "ad_spend_info"),
        (6, "alternative"),
        (7, "ad_spend_recharged"),
        (8, "percent_fee"),
        (9, "service"),
    ]
    assert lines[1]["description"] == "Calendar x posts @ home"
    assert (lines[2]["service"], lines[2]["quantity"], lines[2]["net"]) == ("reel", "3", "360.00")
    assert (lines[6]["on_behalf"], lines[6]["vat_nature"]) == (True, "N1")
    assert (lines[7]["net"], lines[7]["fee_minimum"]) == ("70.00", "60.00")


def test_alternatives_are_chosen_at_acceptance(cli: Program) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", *MIXED)
    cli.done("quote", "send", "P-2026-001")
    cli.refused(4, "quote", "accept", "P-2026-001")
    cli.refused(4, "quote", "accept", "P-2026-001", "--select", "4", "--select", "6")
    accepted = cli.json("quote", "accept", "P-2026-001", "--select", "1", "--select", "6")
    chosen = [line["no"] for line in accepted["rounds"][0]["lines"] if line["selected"]]
    assert chosen == [1, 2, 3, 6, 7, 8, 9]


def _shown(cli: Program, tmp_path: Path, *words: str) -> tuple[Path, Any]:
    shown = cli.json(*words)
    file = tmp_path / "document.json"
    file.write_text(json.dumps(shown), encoding="utf-8")
    return file, shown


def test_a_quote_from_its_own_json(cli: Program, tmp_path: Path) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", *MIXED, "--discount", "5%")
    file, shown = _shown(cli, tmp_path, "quote", "show", "P-2026-001")
    again = cli.json("quote", "new", "rossi", "--from", str(file))
    assert again["number"] == "P-2026-002"
    assert again["rounds"][0]["lines"] == shown["rounds"][0]["lines"]
    assert again["rounds"][0]["discount"] == shown["rounds"][0]["discount"]
    assert again["title"] == "T"


def test_an_invoice_from_its_own_json(cli: Program, tmp_path: Path) -> None:
    cli.done("invoice", "new", "rossi", "--line", "2 x Work @ 0.0125", "--due", "2026-04-04")
    file, shown = _shown(cli, tmp_path, "invoice", "show", "draft-1")
    again = cli.json("invoice", "new", "rossi", "--from", str(file))
    for key in ("lines", "net", "vat", "total", "payable", "due_date"):
        assert again[key] == shown[key]


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("color",), "red", "color"),
        (("rounds", 0, "net"), "1.00", "net"),
        (("rounds", 0, "total"), "1.00", "total"),
        (("rounds", 0, "lines", 0, "net"), "1.00", "line 1: net"),
        (("rounds", 0, "lines", 0, "colour"), "red", "colour"),
        (("rounds", 0, "lines", 0, "quantity"), "many", "quantity"),
        (("rounds", 0, "lines", 0, "quantity"), "0", "quantity"),
        (("rounds", 0, "lines", 0, "kind"), "gift", "kind"),
        (("rounds", 0, "lines", 0, "selected"), "yes", "selected"),
        (("rounds", 0, "lines", 0, "description"), "a\x1bb", "description"),
        (("client",), "somebody", "client"),
        (("currency",), "USD", "currency"),
        (("rounds",), [], "rounds"),
        (("rounds",), "x", "rounds"),
    ],
)
def test_a_file_that_does_not_hold(
    cli: Program, tmp_path: Path, path: tuple[Any, ...], value: object, named: str
) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 100")
    file, shown = _shown(cli, tmp_path, "quote", "show", "P-2026-001")
    inner = shown
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    file.write_text(json.dumps(shown), encoding="utf-8")
    assert named in cli.refused(5, "quote", "new", "rossi", "--from", str(file))


def test_lines_beside_a_file_are_refused(cli: Program, tmp_path: Path) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 100")
    file, _ = _shown(cli, tmp_path, "quote", "show", "P-2026-001")
    cli.refused(2, "quote", "new", "rossi", "--from", str(file), "--line", "1 x Work @ 1")
    cli.refused(3, "quote", "new", "rossi", "--from", str(tmp_path / "nothing.json"))


def test_a_round_from_a_file(cli: Program, tmp_path: Path) -> None:
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "2 x Work @ 100")
    cli.done("quote", "send", "P-2026-001")
    file, shown = _shown(cli, tmp_path, "quote", "show", "P-2026-001")
    (first,) = shown["rounds"]
    first["lines"][0] |= {"quantity": "1", "net": None}
    first |= {"net": None, "total": None, "tax": None}
    file.write_text(json.dumps(first), encoding="utf-8")
    revised = cli.json("quote", "revise", "P-2026-001", "--from", str(file), "--get", "cash")
    assert revised["rounds"][1]["net"] == "100.00"
    assert revised["rounds"][1]["gift"] is None


def test_instalments_and_terms(cli: Program) -> None:
    plan = "30% 2026-12-01, 70% 2027-01-31"
    draft = cli.json("invoice", "new", "rossi", "--line", "1 x W @ 50", "--instalments", plan)
    assert [part["amount"] for part in draft["instalments"]] == ["15.00", "35.00"]
    assert draft["due_date"] == "2027-01-31"
    cli.done("invoice", "edit", "draft-1", "--terms", "30 eom")
    issued = cli.json("invoice", "issue", "draft-1")
    assert (issued["due_date"], len(issued["instalments"])) == ("2026-04-30", 1)


def test_a_gross_that_no_net_reaches_is_said_and_done(cli: Program) -> None:
    cli.done("issuer", "set", "regime=it-ordinario")
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 100 vat 22")
    cli.done("quote", "send", "P-2026-001")
    ran = cli.done("quote", "revise", "P-2026-001", "--gross", "100.03")
    assert ("warning" in ran.err) == ("100.03" not in ran.out)
    gift = cli.done("quote", "revise", "P-2026-001", "--net", "50")
    assert "Gave away" in gift.out
