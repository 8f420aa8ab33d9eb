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
    assert "5: GIRO" in shown  # whose money it is is what the bank says, in full
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
    assert "known are mine, n26" in cli.refused(
        3, "payment", "import", str(own), "--format", "other"
    )


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


CAMT = (
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>'
    "<Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></Acct>{balances}{entries}"
    "</Stmt></BkToCstmrStmt></Document>"
)


def ntry(amount: str, text: str, *, day: str = "2026-03-02", ref: str = "", more: str = "") -> str:
    turned = "DBIT" if amount.startswith("-") else "CRDT"
    return (
        f'<Ntry><Amt Ccy="EUR">{amount.removeprefix("-")}</Amt><CdtDbtInd>{turned}</CdtDbtInd>'
        f"{more}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt>"
        f"<AcctSvcrRef>{ref}</AcctSvcrRef><NtryDtls><TxDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf>"
        "</TxDtls></NtryDtls></Ntry>"
    )


@pytest.fixture
def camt(tmp_path: Path) -> Callable[..., str]:
    def write(*entries: str, balances: str = "", name: str = "statement.xml") -> str:
        path = tmp_path / name
        path.write_text(CAMT.format(balances=balances, entries="".join(entries)), encoding="utf-8")
        return str(path)

    return write


def test_overlapping_periods_create_nothing_twice(
    cli: Program, statement: Callable[..., str]
) -> None:
    first = statement("01/03/2026;ROSSI MODA;10,00", "02/03/2026;ROSSI MODA;10,00")
    taken = ("--apply", "--to", "1=2026-001", "--to", "2=2026-001")
    assert len(cli.json("payment", "import", first, *taken)["recorded"]) == 2
    # The same days again, newest first, with a second equal transfer of the last one, and more.
    again = statement(
        "03/03/2026;BONIFICO FATTURA 2026-002;60,00",
        "02/03/2026;ROSSI MODA;10,00",
        "02/03/2026;ROSSI MODA;10,00",
        "01/03/2026;ROSSI MODA;10,00",
    )
    cli.today = "2026-03-03"
    data = cli.json("payment", "import", again)
    assert classes(data) == ["certain", "recorded", "ambiguous", "recorded"]
    assert len(cli.json("payment", "import", again, "--apply")["recorded"]) == 1
    assert cli.json("payment", "import", again, "--apply")["recorded"] == []
    assert cli.json("check", "--full")["ok"]


def test_two_files_with_the_same_entry_make_one_payment(
    cli: Program, statement: Callable[..., str], camt: Callable[..., str]
) -> None:
    file = statement("02/03/2026;BONIFICO FATTURA 2026-001;50,00", "02/03/2026;DA ROSSI MODA;60,00")
    cli.done("payment", "import", file, "--apply", "--likely")
    other = camt(
        ntry("50.00", "FATTURA 2026-001", ref="A1"), ntry("60.00", "ROSSI MODA SRL", ref="A2")
    )
    assert classes(cli.json("payment", "import", other)) == ["recorded", "recorded"]
    assert cli.json("payment", "import", other, "--apply", "--likely")["recorded"] == []


def test_money_of_ours_that_came_back_pays_no_invoice(
    cli: Program, statement: Callable[..., str], camt: Callable[..., str]
) -> None:
    statement()
    back = "<RvslInd>true</RvslInd>"
    file = camt(ntry("50.00", "STORNO FATTURA 2026-001 ROSSI MODA", ref="R1", more=back))
    assert classes(cli.json("payment", "import", file, "--apply", "--likely")) == ["unknown"]
    assert cli.json("invoice", "show", "2026-001")["paid"] == "0.00"


def test_a_payment_that_bounced_is_named(
    cli: Program, statement: Callable[..., str], camt: Callable[..., str]
) -> None:
    cli.done("payment", "import", statement(*ROWS), "--apply", "--likely")
    back = "<RvslInd>true</RvslInd>"
    file = camt(ntry("-50.00", "RETURN FATTURA 2026-001", ref="R1", more=back))
    (row,) = cli.json("payment", "import", file)["rows"]
    assert (row["class"], row["payment"], row["client"]) == ("outgoing", "pay-1", None)
    assert "pay-1" in cli.done("payment", "import", file).out
    cli.done("payment", "reverse", "pay-1")
    (row,) = cli.json("payment", "import", file)["rows"]
    assert row["payment"] is None


def test_a_page_that_is_missing_is_told(
    cli: Program, statement: Callable[..., str], camt: Callable[..., str]
) -> None:
    statement()
    bal = (
        "<Bal><Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp>"
        '<Amt Ccy="EUR">{}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>'
    )
    balances = bal.format("OPBD", "100") + bal.format("CLBD", "200")
    file = camt(ntry("50.00", "FATTURA 2026-001", ref="A1"), balances=balances)
    ran = cli("payment", "import", file, "--json")
    (warning,) = ran.data["warnings"]
    assert warning.startswith("IT60X0542811101000000123456: its entries come to €50.00")
    assert warning in ran.err


def test_a_layout_may_say_which_rows_are_booked(
    cli: Program, statement: Callable[..., str], tmp_path: Path
) -> None:
    statement()
    own = tmp_path / "own.csv"
    rows = "02/03/2026,FATTURA 2026-001,50.00,pending\n02/03/2026,FATTURA 2026-002,60.00,done\n"
    own.write_text(f"When,What,Sum,How\n{rows}", encoding="utf-8")
    columns = "date=When,text=What,amount=Sum,state=How,decimals=point"
    said = ("payment", "import", str(own), "--format", "mine", "--columns", columns)
    assert [row["text"] for row in cli.json(*said)["rows"]] == ["FATTURA 2026-002"]
