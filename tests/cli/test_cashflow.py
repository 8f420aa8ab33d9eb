"""`report cashflow`: each column adds up to what is owed and planned, by the client's own days."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.conftest import Json, Program, begun

TODAY = "2026-07-01"  # a Wednesday


@pytest.fixture
def book(empty: Program) -> Program:
    """Three invoices paid 20 days late, an open one of 1,002.00 due on 10 July, one in dollars."""
    empty.today = TODAY
    return begun(empty, _fill)


def _fill(cli: Program) -> None:
    cli.done("client", "add", "Acme Inc.", "--country", "US", "--currency", "USD")
    for no in (1, 2, 3):
        cli.today = f"2026-0{no + 2}-02"
        invoice(cli, "rossi", "98", due=f"2026-0{no + 2}-10")
        cli.today = f"2026-0{no + 2}-30"
        cli.done("payment", "add", f"2026-00{no}", "100", "--date", cli.today)
    cli.today = TODAY
    invoice(cli, "rossi", "1000", due="2026-07-10")
    invoice(cli, "acme", "300", due="2026-07-20")


def invoice(cli: Program, client: str, price: str, *, due: str) -> None:
    words = ("--line", f"1 x Work @ {price}", "--due", due, "--json")
    draft = cli.done("invoice", "new", client, *words).data["draft"]
    cli.done("invoice", "issue", draft)


def weeks(report: Json, column: str = "expected", currency: str = "EUR") -> dict[str, str]:
    """Return the weeks in which something comes; the last one is `later`."""
    return {
        row["week"] or "later": row[column]
        for row in report["rows"]
        if row["currency"] == currency and Decimal(row[column])
    }


def test_an_invoice_comes_as_late_as_its_client_pays(book: Program) -> None:
    report = book.json("report", "cashflow")
    assert weeks(report) == {"2026-07-27": "1002.00"}  # 10 July and 20 days
    assert weeks(report, currency="USD") == {"2026-07-20": "300.00"}  # nothing is known of dollars
    assert report["as_of"] == TODAY
    assert [row["week"] for row in report["rows"]][:2] == ["2026-06-29", "2026-07-06"]
    assert len(report["rows"]) == 2 * 14
    by = {row["client"]: row for row in report["clients"]}
    assert (by["rossi-moda"]["n"], by["rossi-moda"]["median_days_late"]) == (3, 20)
    assert (by["acme"]["n"], by["acme"]["median_days_late"]) == (0, None)


def test_each_column_adds_up_to_the_cent(book: Program, tmp_path: Path) -> None:
    sign(book)
    book.done("payment", "add", "2026-004", "333.33", "--date", TODAY)
    file = tmp_path / "cash.csv"
    report = book.json("report", "cashflow", "--weeks", "3", "--csv", str(file))
    review = {row["currency"]: row["open"] for row in book.json("overdue")["totals"]}
    assert {row["currency"]: row["open"] for row in report["totals"]} == review
    for total in report["totals"]:
        rows = [row for row in report["rows"] if row["currency"] == total["currency"]]
        for column in ("early", "expected", "late"):
            assert sum(Decimal(row[column]) for row in rows) == Decimal(total["total"])
            assert rows[-1][f"{column}_so_far"] == total["total"]
        assert Decimal(total["open"]) + Decimal(total["retainers"]) == Decimal(total["total"])
        assert sum(Decimal(row["retainers"]) for row in rows) == Decimal(total["retainers"])
    with file.open(encoding="utf-8-sig", newline="") as found:
        assert len(list(csv.DictReader(found))) == len(report["rows"])


def test_a_promise_and_a_hold_move_it(book: Program) -> None:
    book.done("promise", "add", "2026-004", "500", "--by", "2026-07-14")
    report = book.json("report", "cashflow")
    assert weeks(report) == {"2026-07-13": "500.00", "2026-07-27": "502.00"}
    book.done("remind", "hold", "2026-004", "--until", "2026-08-05", "--reason", "dispute")
    assert weeks(book.json("report", "cashflow")) == {"2026-08-03": "1002.00"}


def sign(cli: Program) -> None:
    words = ("--title", "Social", "--line", "1 x Piano @ 98", "--every", "month")
    cli.done("retainer", "add", "rossi", *words, "--start", "2026-07-01")


def planned(cli: Program) -> list[str]:
    report = cli.json("report", "cashflow", "--weeks", "6")  # until 9 August
    return [row["retainers"] for row in report["totals"] if row["currency"] == "EUR"]


def test_a_retainer_is_planned_until_it_is_issued_skipped_or_at_rest(book: Program) -> None:
    sign(book)
    report = book.json("report", "cashflow", "--weeks", "6")
    # Invoiced on 1 July and 1 August with 2.00 of stamp duty, due in 30 days, 20 days later.
    assert weeks(report, "retainers") == {"later": "200.00"}
    assert weeks(book.json("report", "cashflow", "--weeks", "8"), "retainers") == {
        "2026-08-17": "100.00",
        "later": "100.00",
    }
    book.done("retainer", "run")
    assert planned(book) == ["200.00"]  # a draft is not owed yet
    book.done("invoice", "issue", "draft-6")
    assert planned(book) == ["100.00"]
    book.done("retainer", "stop-work", "retainer-1")
    assert planned(book) == ["0.00"]
    book.done("retainer", "resume-work", "retainer-1")
    book.done("retainer", "pause", "retainer-1")
    assert planned(book) == ["0.00"]


def test_units_beyond_are_in_the_next_invoice_alone(book: Program) -> None:
    sign(book)
    book.done("retainer", "usage", "retainer-1", "reel", "1")
    assert planned(book) == ["320.00"]


def test_a_missed_period_is_nobody_s_plan(book: Program) -> None:
    sign(book)
    book.today = "2026-08-03"
    due = book.json("retainer", "due")
    assert [row["missed"] for row in due] == [True, False]
    report = book.json("report", "cashflow", "--weeks", "1")
    assert [row["retainers"] for row in report["totals"]] == ["100.00", "0.00"]


@pytest.mark.parametrize("weeks", ["0", "-1", "105", "many", "1.5"])
def test_a_wrong_number_of_weeks_is_refused(book: Program, weeks: str) -> None:
    assert book.refused(5, "report", "cashflow", "--weeks", weeks).startswith("weeks: ")


def test_credit_is_told_and_not_taken_off(book: Program) -> None:
    book.done("payment", "add", "rossi", "1052", "--date", TODAY, "--credit")
    invoice(book, "rossi", "98", due="2026-08-10")
    report = book.json("report", "cashflow")
    assert report["totals"][0]["credit"] == "50.00"
    assert report["totals"][0]["open"] == "100.00"
    assert "Credit, not taken off" in book.done("report", "cashflow").out
