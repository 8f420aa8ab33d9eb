"""`quote map`, `quote diff`: how far both sides have come, as JSON and as aligned text."""

from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.cli.test_propose import offered


def fought(cli: Program) -> str:
    number = offered(cli)
    cli.json("quote", "counter", number, "--gross", "700", "--ask", "budget")
    cli.json("quote", "revise", number, "--gross", "900", "--get", "paid now")
    return number


def test_the_map_tells_gap_midpoint_and_the_last_step(cli: Program) -> None:
    found = cli.json("quote", "map", fought(cli))
    assert found["price"] == "total", "no VAT is added: they look at what is paid"
    assert [(one["side"], one["price"], one["move"]) for one in found["rounds"]] == [
        ("me", "952.00", None),
        ("client", "700.00", None),
        ("me", "900.00", "52.00"),
    ]
    assert (found["gap"], found["midpoint"]) == ("200.00", "800.00")
    assert found["moved_last"] == {"side": "me", "by": "52.00"}
    assert found["mine"]["percent"] == "5.5"


def test_nets_are_asked_for_and_both_at_once_are_refused(cli: Program) -> None:
    number = fought(cli)
    assert cli.json("quote", "map", number, "--net")["gap"] == "200.00"
    assert cli.refused(2, "quote", "map", number, "--net", "--gross")


def test_words_alone_are_no_price(cli: Program) -> None:
    number = offered(cli)
    cli.json("quote", "counter", number, "--comment", "hm")
    found = cli.json("quote", "map", number)
    assert found["rounds"][1]["price"] is None
    assert found["theirs"] is found["gap"] is None


def test_show_has_one_line_of_the_map(cli: Program) -> None:
    text = cli.done("quote", "show", fought(cli)).out
    assert "Gap €200.00, midpoint €800.00; moved last: me by €52.00" in text.replace("\u00a0", " ")


def test_the_text_is_aligned_within_80_columns(cli: Program) -> None:
    number = fought(cli)
    for words in (["map", number], ["diff", number, "1", "3"]):
        lines = cli.done("quote", *words).out.splitlines()
        assert max(len(line) for line in lines) <= 80
    assert "Discount" in cli.done("quote", "diff", number, "1", "3").out


def test_a_line_that_shrank_stands_with_before_and_after(cli: Program) -> None:
    number = offered(cli)
    cli.json("quote", "propose", number, "--net", "900", "--take", "1")
    text = cli.done("quote", "diff", number).out
    assert "5 x €120.00" in text
    assert "4 x €120.00" in text


def test_hints_are_switched_in_the_settings(
    cli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = offered(cli)
    cli.json("quote", "revise", number, "--net", "900", "--get", "x")
    assert [hint["kind"] for hint in cli.json("quote", "map", number)["hints"]] == [
        "against-yourself"
    ]
    settings = tmp_path / "config.toml"
    settings.write_text("hint_against_yourself = false\n")
    monkeypatch.setenv("SMM_LEDGER_CONFIG", str(settings))
    assert cli.json("quote", "map", number)["hints"] == []
