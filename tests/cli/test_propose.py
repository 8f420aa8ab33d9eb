"""`quote propose`: less work for less money, never a cheaper hour."""

from decimal import Decimal

from tests.cli.conftest import Program


def offered(cli: Program, *more: str) -> str:
    cli.json("service", "add", "tale", "--description", "Tale", "--price", "120", "--hours", "3")
    cli.json("service", "add", "care", "--description", "Care", "--price", "350", "--hours", "10")
    words = ["--title", "T", "--service", "tale:5", "--service", "care:1", *more]
    number = str(cli.json("quote", "new", "rossi", *words)["number"])
    cli.json("quote", "send", number)
    return number


def test_best_first_and_every_row_within_the_price(cli: Program) -> None:
    found = cli.json("quote", "propose", offered(cli), "--net", "700")
    assert set(found) == {"schema", "exact", "rows", "nearest"}
    assert found["nearest"] is None
    assert found["exact"] is True
    assert found["rows"][0] == {
        "net": "600.00",
        "total": "602.00",
        "hourly_rate": "40.00",
        "takes": [],
        "changes": [{"line": 2, "from": "1", "to": "0"}],
    }
    nets = [Decimal(row["net"]) for row in found["rows"]]
    assert nets == sorted(nets, reverse=True)


def test_the_floor_keeps_the_hour_from_getting_cheaper(cli: Program) -> None:
    number = offered(cli, "--floor", "937.50")  # 25 hours: 37.50 each
    private = cli.json("quote", "show", number, "--private")["private"]
    assert private["hourly_floor"] == "37.50"
    rows = cli.json("quote", "propose", number, "--net", "700")["rows"]
    assert [row["hourly_rate"] for row in rows] == ["40.00"] * len(rows)


def test_a_taken_proposal_is_my_next_round_and_no_gift(cli: Program) -> None:
    number = offered(cli)
    taken = cli.json("quote", "propose", number, "--gross", "700", "--take", "1")
    last = taken["rounds"][-1]
    assert (last["seq"], last["side"], last["net"], last["gift"]) == (2, "me", "600.00", None)
    assert last["get"]


def test_nothing_fits_is_said_and_wrong_questions_are_refused(cli: Program) -> None:
    number = offered(cli)
    found = cli.json("quote", "propose", number, "--net", "10")
    assert (found["rows"], found["nearest"]["net"]) == ([], "120.00")
    for words in ([], ["--net", "1", "--gross", "1"]):
        assert cli.refused(2, "quote", "propose", number, *words)
    for price, take in (("700", "99"), ("700", "nearest"), ("10", "1"), ("2000", "1")):
        assert cli.refused(5, "quote", "propose", number, "--net", price, "--take", take)
    taken = cli.json("quote", "propose", number, "--net", "10", "--take", "nearest")
    assert taken["rounds"][-1]["net"] == "120.00"


def test_of_open_alternatives_the_one_that_fits_is_marked_and_the_rest_stay(cli: Program) -> None:
    packages = [f"pack=1 x {name} @ {price}" for name, price in (("S", 600), ("M", 800))]
    words = [word for package in packages for word in ("--alternative", package)]
    cli.json("quote", "new", "rossi", "--title", "T", *words, "--line", "1 x Audit @ 150")
    number = str(cli.json("quote", "list")[0]["number"])
    cli.json("quote", "send", number)
    row = cli.json("quote", "propose", number, "--net", "900")["rows"][0]
    assert (row["net"], row["takes"]) == ("800.00", [2])
    taken = cli.json("quote", "propose", number, "--net", "760", "--take", "1")["rounds"][-1]
    assert [line["selected"] for line in taken["lines"]] == [True, False, True]
    assert (taken["net"], taken["gift"], taken["get"]) == ("750.00", None, None)
