"""The reports on money: sums that hold, currencies apart, 80 columns."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.cli import tables
from smm_ledger.cli.app import main
from tests.cli.conftest import Program, begun

REPORTS = ("aging", "revenue", "cash", "stamp", "clients", "losses", "cashflow")


@pytest.fixture
def busy(empty: Program) -> Program:
    """Return the program over two clients with invoices in two months and currencies."""
    return begun(empty, _fill)


def _fill(cli: Program) -> None:
    """Make invoices of two months, clients and currencies; pay, reverse and keep credit."""
    cli.done("client", "add", "Acme Inc.", "--country", "US", "--currency", "USD")
    for day, client, price in (
        ("2026-01-10", "rossi-moda", "1000"),
        ("2026-02-10", "rossi-moda", "50"),
        ("2026-02-12", "acme", "300"),
    ):
        cli.done("invoice", "new", client, "--line", f"1 x Work @ {price}", "--date", day)
    for draft in ("draft-1", "draft-2", "draft-3"):
        cli.done("invoice", "issue", draft)
    cli.done("payment", "add", "2026-001", "400", "--date", "2026-02-20")
    cli.done("payment", "add", "acme", "100", "--date", "2026-03-01")
    cli.done("payment", "add", "2026-002", "10")
    cli.done("payment", "reverse", "pay-3")


def test_aging_sums_to_what_the_review_says_is_open(busy: Program) -> None:
    report, review = busy.json("report", "aging"), busy.json("overdue")
    for total in review["totals"]:
        rows = [row for row in report["rows"] if row["currency"] == total["currency"]]
        assert sum(Decimal(row["open"]) for row in rows) == Decimal(total["open"])
        ages = [row[age] for row in rows for age in row if age in _AGES]
        assert sum(map(Decimal, ages)) == Decimal(total["open"])
    assert [row["client"] for row in report["rows"]] == ["acme", "rossi-moda"]
    past = busy.json("report", "aging", "--as-of", "2026-01-31")
    assert [row["open"] for row in past["rows"]] == ["1002.00"]


_AGES = ("current", "d1_30", "d31_60", "d61_90", "d90_plus")


def test_revenue_is_by_month_client_and_currency(busy: Program) -> None:
    report = busy.json("report", "revenue")
    assert report["period"] == "2026"
    assert [(row["month"], row["client"], row["net"], row["total"]) for row in report["rows"]] == [
        ("2026-01", "rossi-moda", "1000.00", "1002.00"),
        ("2026-02", "acme", "300.00", "300.00"),
        ("2026-02", "rossi-moda", "50.00", "50.00"),
    ]
    assert [(row["currency"], row["net"]) for row in report["totals"]] == [
        *(("EUR", "1050.00"), ("USD", "300.00")),
    ]
    assert busy.json("report", "revenue", "--year", "2025")["rows"] == []


def test_cash_counts_what_came_in_by_its_day(busy: Program) -> None:
    report = busy.json("report", "cash")
    assert [(row["month"], row["currency"], row["amount"]) for row in report["rows"]] == [
        *(("2026-02", "EUR", "400.00"), ("2026-03", "USD", "100.00")),
    ]
    assert (report["limit"], report["limit_at_once"]) == ("85000.00", "100000.00")
    assert (report["used"], report["left"], report["not_counted"]) == (
        *("400.00", "84600.00", ["USD"]),
    )
    assert "€84,600.00" in busy.done("report", "cash").out
    busy.done("issuer", "set", "regime=it-ordinario")
    assert busy.json("report", "cash")["limit"] is None


def test_stamp_duty_is_due_by_quarter(busy: Program) -> None:
    (row,) = busy.json("report", "stamp")["rows"]
    assert (row["quarter"], row["documents"], row["duty"]) == (1, 1, "2.00")
    assert (row["recharged"], row["pay_by"], row["at_latest"]) == (
        *("2.00", "2026-05-31", "2026-11-30"),
    )


def test_clients_tell_what_was_billed_paid_and_how_late(busy: Program) -> None:
    busy.done("payment", "add", "2026-001", "602", "--date", "2026-03-01")
    by = {row["client"]: row for row in busy.json("report", "clients")["rows"]}
    rossi = by["rossi-moda"]
    assert (rossi["billed"], rossi["paid"], rossi["open"]) == ("1052.00", "1002.00", "50.00")
    assert (rossi["paid_invoices"], rossi["median_days_late"]) == (1, 20)
    assert by["acme"]["median_days_late"] is None
    assert "20 (1)" in busy.done("report", "clients").out


def test_an_empty_ledger_has_reports_too(cli: Program) -> None:
    for name in REPORTS:
        assert cli.json("report", name)["rows"] == []
        assert cli.done("report", name).out.strip()


def _fill_wide(cli: Program) -> None:
    _fill(cli)
    cli.done("client", "edit", "rossi-moda", "--name", "Rossi " * 30)
    cli.done("invoice", "new", "acme", "--line", "1 x Work @ 9999999.99")
    cli.done("invoice", "issue", "draft-4")


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("lang", ["it", "en"])
def test_no_line_is_wider_than_80_columns(
    empty: Program, capsys: pytest.CaptureFixture[str], name: str, lang: str
) -> None:
    ledger = begun(empty, _fill_wide).ledger
    globals_ = ["--ledger", str(ledger), "--today", empty.today, "--lang", lang]
    assert main(["report", name, *globals_]) == 0
    assert max(map(tables.cells, capsys.readouterr().out.splitlines())) <= 80


@pytest.mark.parametrize("name", REPORTS)
def test_the_csv_file_holds_the_rows(busy: Program, tmp_path: Path, name: str) -> None:
    path = tmp_path / "r.csv"
    rows = busy.json("report", name, "--csv", str(path))["rows"]
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    assert [{k: v or None for k, v in row.items()} for row in found] == [
        {k: None if v is None else str(v) for k, v in row.items()} for row in rows
    ]
