"""`payment import`: a statement becomes payments once, and only where --apply says so."""

from collections.abc import Callable
from pathlib import Path

import pytest

from smm_ledger.core.creditor_reference import rf_reference
from tests.cli.conftest import Program

HEADER = "Data;Descrizione;Importo\n"


@pytest.fixture
def statement(cli: Program, tmp_path: Path) -> Callable[..., str]:
    """Return what writes a statement over a ledger with invoices of 50, 60 and 70 EUR."""
    cli.done("client", "add", "Bianchi Viaggi")
    for client, price in (("rossi-moda", "50"), ("rossi-moda", "60"), ("bianchi-viaggi", "70")):
        cli.done("invoice", "new", client, "--line", f"1 x Work @ {price}")
    for draft in ("draft-1", "draft-2", "draft-3"):
        cli.done("invoice", "issue", draft)

    def write(*rows: str) -> str:
        path = tmp_path / "statement.csv"
        path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return str(path)

    return write


ROWS = (
    "02/03/2026;BONIFICO FATTURA 2026-001;50,00",
    "01/03/2026;BONIFICO DA ROSSI MODA;60,00",
    "28/02/2026;BONIFICO;70,00",
    "27/02/2026;CANONE;-2,00",
    "26/02/2026;GIRO;11,00",
)


def classes(data: dict[str, list[dict[str, str]]]) -> list[str]:
    return [row["class"] for row in data["rows"]]


def test_a_dry_run_says_what_would_happen_and_keeps_nothing(
    cli: Program, statement: Callable[..., str]
) -> None:
    file = statement(*ROWS)
    before = cli.ledger.read_bytes()
    data = cli.json("payment", "import", file)
    assert classes(data) == ["certain", "likely", "ambiguous", "outgoing", "unknown"]
    assert (data["applied"], data["recorded"], data["format"]) == (False, [], "it")
    assert data["rows"][0]["invoices"] == [{"invoice": "2026-001", "amount": "50.00"}]
    assert data["rows"][2]["candidates"] == ["2026-003"]
    shown = cli.done("payment", "import", file).out
    assert max(map(len, shown.splitlines())) <= 80
    assert "2026-003?" in shown
    assert cli.ledger.read_bytes() == before


def test_certain_ones_are_recorded_and_likely_ones_on_demand_once(
    cli: Program, statement: Callable[..., str]
) -> None:
    file = statement(*ROWS)
    assert cli.json("payment", "import", file, "--apply")["recorded"] == ["pay-1"]
    first = cli.json("invoice", "show", "2026-001")
    assert (first["payment_status"], first["balance"]) == ("paid", "0.00")
    assert cli.json("payment", "import", file, "--apply", "--likely")["recorded"] == ["pay-2"]
    again = cli.json("payment", "import", file, "--apply", "--likely")
    assert again["recorded"] == []
    assert classes(again) == ["recorded", "recorded", "ambiguous", "outgoing", "unknown"]
    assert [row["payment"] for row in again["rows"][:2]] == ["pay-1", "pay-2"]
    cli.done("payment", "reverse", "pay-1", "--reason", "bounced")
    assert cli.json("payment", "import", file, "--apply")["recorded"] == []
    cli.done("check", "--full")


def test_an_rf_reference_is_certain(cli: Program, statement: Callable[..., str]) -> None:
    file = statement(f"02/03/2026;{rf_reference('2026-003')};70,00")
    assert classes(cli.json("payment", "import", file)) == ["certain"]


def test_an_entry_goes_where_a_person_says(cli: Program, statement: Callable[..., str]) -> None:
    file = statement(*ROWS)
    words = ("payment", "import", file, "--apply", "--to", "3=2026-003", "--to", "5=2026-002")
    data = cli.json(*words)
    assert data["recorded"] == ["pay-1", "pay-2", "pay-3"]
    assert cli.json("invoice", "show", "2026-003")["payment_status"] == "paid"
    assert cli.json("invoice", "show", "2026-002")["balance"] == "49.00"
    assert "recorded already" in cli.refused(4, *words)
    assert "went out" in cli.refused(5, "payment", "import", file, "--apply", "--to", "4=2026-002")
    assert "no entry 9" in cli.refused(
        5, "payment", "import", file, "--apply", "--to", "9=2026-002"
    )


def test_more_than_is_owed_stays_as_credit_where_a_person_says_so(
    cli: Program, statement: Callable[..., str]
) -> None:
    file = statement("02/03/2026;FATTURA 2026-001;80,00")
    assert classes(cli.json("payment", "import", file)) == ["ambiguous"]
    cli.done("payment", "import", file, "--apply", "--to", "1=2026-001")
    assert cli.json("payment", "list")[0]["unallocated"] == "30.00"


def test_a_layout_is_said_once_and_kept(
    cli: Program, statement: Callable[..., str], tmp_path: Path
) -> None:
    statement()
    own = tmp_path / "own.csv"
    own.write_text("When,What,Sum\n02/03/2026,FATTURA 2026-001,50.00\n", encoding="utf-8")
    cli.refused(5, "payment", "import", str(own))
    columns = "date=When,text=What,amount=Sum,decimals=point"
    said = ("payment", "import", str(own), "--columns", columns)
    cli.refused(5, *said)
    cli.refused(4, *said, "--format", "it")
    assert cli.json(*said, "--format", "mine")["format"] == "mine"
    assert classes(cli.json("payment", "import", str(own))) == ["certain"]
    assert classes(cli.json("payment", "import", str(own), "--format", "mine")) == ["certain"]
    assert "mine, it, en" in cli.refused(3, "payment", "import", str(own), "--format", "other")


def test_what_makes_no_sense_is_refused(cli: Program, statement: Callable[..., str]) -> None:
    file = statement(*ROWS)
    cli.refused(5, "payment", "import", file, "--likely")
    cli.refused(5, "payment", "import", file, "--apply", "--to", "3")
    cli.refused(3, "payment", "import", f"{file}.none")
    late = statement("03/03/2026;FATTURA 2026-001;50,00")
    assert "after today" in cli.refused(5, "payment", "import", late, "--apply")
    assert cli.done("payment", "import", statement()).out == "The statement holds no entry.\n"


def test_the_import_survives_an_export(
    cli: Program, statement: Callable[..., str], tmp_path: Path
) -> None:
    file = statement(*ROWS)
    cli.done("payment", "import", file, "--apply", "--likely")
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    cli.done("export", str(first), "--format", "json")
    cli.ledger = tmp_path / "other.db"
    cli.done("import", "ledger", str(first))
    cli.done("export", str(second), "--format", "json")
    assert first.read_bytes() == second.read_bytes()
    assert cli.json("payment", "import", file, "--apply", "--likely")["recorded"] == []
