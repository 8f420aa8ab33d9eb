"""The first day: invoices of another program, from a table or from their e-invoices."""

from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.support.e_invoices import BODY, DOCUMENT, a_flat_line, a_lawful_invoice, write
from tests.support.factories import an_issuer

HEAD = "number,client,date,due,total,paid,paid_on\n"
ROWS = (
    "2025-017,rossi-moda,2025-11-02,2025-12-02,1060.80,,\n"
    "18/2025,Café Perù,2025-12-01,,250.00,100.00,2025-12-10\n"
)


def table(tmp_path: Path, text: str, *, encoding: str = "utf-8") -> str:
    """Write a table; return its path."""
    path = tmp_path / "old.csv"
    path.write_bytes(text.encode(encoding))
    return str(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_unpaid_and_paid_invoices_are_taken_over(
    cli: Program, tmp_path: Path, encoding: str
) -> None:
    file = table(tmp_path, HEAD + ROWS, encoding=encoding)
    before = cli.ledger.read_bytes()
    looked = cli.json("import", "invoices", file, "--add-clients", "--dry-run")
    assert (looked["dry_run"], looked["added"], looked["clients"]) == (True, 0, ["cafe-peru"])
    assert cli.ledger.read_bytes() == before
    made = cli.json("import", "invoices", file, "--add-clients")
    assert made == {
        "schema": 1,
        "dry_run": False,
        "added": 2,
        "invoices": ["2025-017", "18/2025"],
        "clients": ["cafe-peru"],
        "already_exists": [],
        "left_out": [],
    }
    shown = cli.json("invoice", "show", "18/2025")
    assert (shown["kind"], shown["payment_status"]) == ("imported", "partly_paid")
    assert (shown["total"], shown["paid"], shown["balance"]) == ("250.00", "100.00", "150.00")
    assert (shown["due_date"], shown["lines"]) == ("2025-12-31", [])
    assert cli.json("payment", "list")[0]["date"] == "2025-12-10"
    assert cli.json("check", "--full")["ok"]


def test_dates_may_be_called_as_the_program_calls_them(cli: Program, tmp_path: Path) -> None:
    head = "number,client,issue_date,due_date,total\n"
    file = table(tmp_path, head + "2025-017,rossi-moda,2025-11-02,2025-12-02,1060.80\n")
    assert cli.json("import", "invoices", file)["invoices"] == ["2025-017"]
    shown = cli.json("invoice", "show", "2025-017")
    assert (shown["issue_date"], shown["due_date"]) == ("2025-11-02", "2025-12-02")
    twice = table(tmp_path, "number,client,issue_date,date,total\n")
    assert "“date” is there twice" in cli.refused(5, "import", "invoices", twice)


def test_the_same_file_twice_creates_nothing(cli: Program, tmp_path: Path) -> None:
    file = table(tmp_path, HEAD + ROWS)
    cli.done("import", "invoices", file, "--add-clients")
    before = cli.json("log")
    again = cli.json("import", "invoices", file)
    assert (again["added"], again["already_exists"]) == (0, ["2025-017", "18/2025"])
    assert cli.json("log") == before
    assert "2025-017, 18/2025" in cli.done("import", "invoices", file).out


def test_numbers_go_on_behind_the_highest_and_none_is_given_twice(
    cli: Program, tmp_path: Path
) -> None:
    rows = "2026-003,rossi-moda,2026-01-10,,90\n2026-007,rossi-moda,2026-02-10,,90\n"
    cli.done("import", "invoices", table(tmp_path, f"number,client,date,due,total\n{rows}"))
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    assert cli.json("invoice", "issue", "draft-1")["number"] == "2026-008"
    assert cli.json("check", "--full")["ok"]
    head = "number,client,date,total\n"
    taken = table(tmp_path, f"{head}8/2026,rossi-moda,2026-02-11,90\n")
    assert "row 2, number" in cli.refused(5, "import", "invoices", taken)
    hole = table(tmp_path, f"{head}2026-010,rossi-moda,2026-02-12,90\n")
    assert "9 of 2026 is missing" in cli.refused(5, "import", "invoices", hole)
    late = table(
        tmp_path, f"{head}2026-009,rossi-moda,2026-02-12,90\n2026-010,rossi-moda,2026-02-12,90\n"
    )
    cli.done("import", "invoices", late)
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    assert cli.json("invoice", "issue", "draft-2")["number"] == "2026-011"
    assert cli.json("check", "--full")["ok"]


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("1,nobody,2025-11-02,,90,,", "row 3, client"),
        ("1,rossi-moda,2025-11-32,,90,,", "row 3, date"),
        ("1,rossi-moda,2027-11-02,,90,,", "row 3, date"),
        ("1,rossi-moda,2025-11-02,2025-11-01,90,,", "row 3, due"),
        ("1,rossi-moda,2025-11-02,,1.234,,", "row 3, total"),
        ("1,rossi-moda,2025-11-02,,0,,", "row 3, total"),
        ("1,rossi-moda,2025-11-02,,-5,,", "row 3, total"),
        ("1,rossi-moda,2025-11-02,,90,91,2025-12-01", "row 3, paid"),
        ("1,rossi-moda,2025-11-02,,90,50,", "row 3, paid_on"),
        ("A1/12,rossi-moda,2025-11-02,,90,,", "row 3, number"),
        ("2025-017,rossi-moda,2025-11-02,,91,,", "row 3, number"),
        ("draft-1,rossi-moda,2025-11-02,,90,,", "row 3, number"),
        (",rossi-moda,2025-11-02,,90,,", "row 3, number"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_kept(
    cli: Program, tmp_path: Path, row: str, named: str
) -> None:
    good = "2025-017,rossi-moda,2025-11-02,,90,,\n"
    file = table(tmp_path, f"{HEAD}{good}{row}\n")
    assert named in cli.refused(5, "import", "invoices", file, "--dry-run")
    assert named in cli.refused(5, "import", "invoices", file)


def test_every_bad_row_is_named(cli: Program, tmp_path: Path) -> None:
    rows = "".join(f"{no},nobody,2025-11-02,,90,,\n" for no in range(1, 4))
    told = cli.refused(5, "import", "invoices", table(tmp_path, HEAD + rows))
    assert "row 2, client" in told
    assert "row 3, client · row 4, client" in told


def test_a_table_has_its_bounds(cli: Program, tmp_path: Path) -> None:
    rows = "1,rossi-moda,2025-11-02,,90,,\n" * 20_001
    assert "20000" in cli.refused(5, "import", "invoices", table(tmp_path, HEAD + rows))
    assert "column" in cli.refused(5, "import", "invoices", table(tmp_path, "number,colour\n"))
    assert "total" in cli.refused(5, "import", "invoices", table(tmp_path, "number,client,date\n"))


def test_parts_credit_notes_and_reminders_of_a_table(cli: Program, tmp_path: Path) -> None:
    head = "number,client,date,total,net,stamp_duty,kind,credits,reminded,reminded_on\n"
    rows = (
        "5/2025,rossi-moda,2025-11-02,102.00,100.00,2.00,,,second,2025-12-20\n"
        "NC-2025-001,rossi-moda,2025-11-09,40.00,,,credit_note,5/2025,,\n"
    )
    file = table(tmp_path, head + rows)
    cli.done("import", "invoices", file)
    shown = cli.json("invoice", "show", "5/2025")
    assert (shown["net"], shown["stamp_duty"], shown["balance"]) == ("100.00", "2.00", "62.00")
    note = cli.json("invoice", "show", "NC-2025-001")
    assert (note["kind"], note["credits_invoice"]) == ("credit_note", "5/2025")
    (entry, *_) = cli.json("log", "--entity", "5/2025")
    assert (entry["data"]["rung"], entry["data"]["rung_on"]) == ("second", "2025-12-20")
    assert cli.json("check", "--full")["ok"]
    lost = table(tmp_path, f"{head}NC-9,rossi-moda,2025-11-09,4,,,credit_note,99/2025,,\n")
    assert "credits" in cli.refused(5, "import", "invoices", lost)
    much = table(tmp_path, f"{head}NC-2,rossi-moda,2025-11-09,62.01,,,credit_note,5/2025,,\n")
    assert "credits" in cli.refused(5, "import", "invoices", much)


def reminded(cli: Program, folder: Path, *ends: str) -> None:
    """Import open invoices of November 2025, due on 10 December; `ends` are their last columns."""
    head = "number,client,date,due,total,paid,paid_on,reminded,reminded_on\n"
    rows = [
        f"2025-0{no},rossi-moda,2025-11-02,2025-12-10,100,{end}\n"
        for no, end in enumerate(ends, 10)
    ]
    cli.done("import", "invoices", table(folder, head + "".join(rows)))


def plans(cli: Program, day: str) -> list[tuple[str, list[str], str | None]]:
    cli.today = day
    rows = cli.json("remind", "plan")["rows"]
    return [(row["rung"], row["invoices"], row["blocked_by"]) for row in rows]


def test_the_ladder_goes_on_where_the_other_program_stopped(cli: Program, tmp_path: Path) -> None:
    reminded(cli, tmp_path, ",,second,2026-02-28", ",,first,2026-01-20", "100,2025-12-09,first,")
    ten, eleven = "2025-010", "2025-011"
    assert plans(cli, "2026-03-02") == [("formal", [ten, eleven], "recent_letter")]
    (row,) = [one for one in cli.json("overdue")["rows"] if one["invoice"] == ten]
    assert row["last_contact"] == {
        "date": "2026-02-28",
        "channel": "elsewhere",
        "outcome": "second",
    }
    assert plans(cli, "2026-03-05") == [("formal", [ten, eleven], None)]
    assert [one["id"] for one in cli.json("remind", "list", "rossi-moda")] == [
        *("reminder-1", "reminder-2"),
    ]
    assert cli.json("check", "--full")["ok"]


def test_a_day_alone_and_a_step_alone_say_enough(cli: Program, tmp_path: Path) -> None:
    reminded(cli, tmp_path, ",,,2025-12-05", ",,,2025-12-20", ",,second,")
    letters = cli.json("remind", "list", "rossi-moda")
    assert {(one["rung"], one["date"]) for one in letters} == {
        *(("courtesy", "2025-12-05"), ("first", "2025-12-20"), ("second", "2026-03-02")),
    }
    assert plans(cli, "2026-03-02")[0][2] == "recent_letter"


def test_a_reminder_before_its_invoice_is_refused(cli: Program, tmp_path: Path) -> None:
    head = "number,client,date,total,reminded_on\n"
    file = table(tmp_path, f"{head}2025-010,rossi-moda,2025-11-02,100,2025-11-01\n")
    assert "reminded_on" in cli.refused(5, "import", "invoices", file)


def test_a_first_day_without_a_word_of_reminders_is_one_letter_a_client(
    cli: Program, tmp_path: Path
) -> None:
    reminded(cli, tmp_path, *[",,,"] * 60)
    ((rung, invoices, block),) = plans(cli, "2026-03-02")
    assert (rung, len(invoices), block) == ("second", 60, None)


def test_nothing_of_another_program_is_printed_or_sent_anew(cli: Program, tmp_path: Path) -> None:
    cli.done("import", "invoices", table(tmp_path, HEAD + ROWS), "--add-clients")
    told = cli.refused(4, "invoice", "pdf", "2025-017", "--out", str(tmp_path / "a.pdf"))
    assert "another program issued it" in told
    assert cli.json("invoice", "pdf", "--all", "--out", str(tmp_path / "all"))["paths"] == []
    cli.done("payment", "add", "2025-017", "1060.80")
    assert cli.json("invoice", "show", "2025-017")["payment_status"] == "paid"


def test_what_is_old_and_says_nothing_of_money_may_count_as_paid(
    cli: Program, tmp_path: Path
) -> None:
    file = table(tmp_path, HEAD + ROWS)
    cli.done("import", "invoices", file, "--add-clients", "--paid-before", "2025-12-01")
    assert cli.json("invoice", "show", "2025-017")["balance"] == "0.00"
    assert cli.json("invoice", "show", "18/2025")["balance"] == "150.00"
    assert {row["date"] for row in cli.json("payment", "list")} == {"2025-12-02", "2025-12-10"}


# --- e-invoices -----------------------------------------------------------------------------------


@pytest.fixture
def own(empty: Program) -> Program:
    """Return a ledger of the issuer whose e-invoices the tests write."""
    issuer = an_issuer()
    empty.done("init", "--name", issuer.name, "--country", "IT", "--vat-id", issuer.vat_id)
    empty.today = "2026-12-01"
    return empty


def e_invoices(folder: Path) -> Path:
    """Write an invoice, one of another client, and a credit note of the first."""
    folder.mkdir()
    issuer = an_issuer(regime="it-forfettario")
    invoice = a_lawful_invoice(a_flat_line("500"), regime="it-forfettario", issuer=issuer)
    (folder / "IT1_a.xml").write_bytes(write(invoice).data)
    other = write(invoice).put(f"{DOCUMENT}/Numero", "5/2026")
    buyer = "FatturaElettronicaHeader/CessionarioCommittente/DatiAnagrafici"
    other.put(f"{buyer}/IdFiscaleIVA/IdCodice", "01234567897")
    other.put(f"{buyer}/Anagrafica/Denominazione", "Caffè Perù")
    (folder / "IT1_b.xml").write_bytes(other.data)
    note = write(invoice).put(f"{DOCUMENT}/Numero", "NC-1/2026")
    note.put(f"{DOCUMENT}/TipoDocumento", "TD04")
    linked = f"{BODY}/DatiGenerali/DatiFattureCollegate"
    note.add(linked, "IdDocumento=2026-004", after="DatiGeneraliDocumento")
    (folder / "IT1_c.xml").write_bytes(note.data)
    return folder


def test_a_folder_of_e_invoices_makes_its_clients_and_links_its_credit_notes(
    own: Program, tmp_path: Path
) -> None:
    folder = e_invoices(tmp_path / "sdi")
    (folder / "IT1_a_metaDato.xml").write_bytes(b"<MetaDatiInvioFile/>")
    made = own.json("import", "invoices", str(folder))
    assert made["invoices"] == ["2026-004", "5/2026", "NC-1/2026"]
    assert made["clients"] == ["rossi-moda", "caffe-peru"]
    assert [left["file"] for left in made["left_out"]] == ["IT1_a_metaDato.xml"]
    assert own.json("invoice", "show", "2026-004")["payment_status"] == "credited"
    shown = own.json("invoice", "show", "5/2026")
    assert (shown["total"], shown["net"], shown["balance"]) == ("502.00", "500.00", "502.00")
    assert shown["vat"] == [{"rate": "0", "nature": "N2.2", "base": "500.00", "tax": "0.00"}]
    assert own.json("check", "--full")["ok"]
    again = own.json("import", "invoices", str(folder))
    assert (again["added"], len(again["already_exists"])) == (0, 3)


def test_a_credit_note_whose_invoice_is_not_here_is_told(own: Program, tmp_path: Path) -> None:
    folder = e_invoices(tmp_path / "sdi")
    alone = str(folder / "IT1_c.xml")
    made = own.json("import", "invoices", alone)
    assert made["added"] == 0
    assert "2026-004" in made["left_out"][0]["reason"]


@pytest.mark.parametrize(
    ("name", "data", "code", "named"),
    [
        ("a.xml.p7m", b"\x30\x82", 5, "signed envelope"),
        ("a.xml", b"<html/>", 4, "html"),
        ("a.xml", b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>", 5, "type"),
        ("a.xml", b"x" * (5 * 1024 * 1024 + 1), 5, "5 MB"),
        ("a.pdf", b"%PDF", 5, "neither CSV nor XML"),
    ],
)
def test_other_files_are_refused(
    own: Program, tmp_path: Path, name: str, data: bytes, code: int, named: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert named in own.refused(code, "import", "invoices", str(path))


def test_an_empty_folder_and_a_missing_file(own: Program, tmp_path: Path) -> None:
    assert ".xml" in own.refused(5, "import", "invoices", str(tmp_path))
    own.refused(3, "import", "invoices", str(tmp_path / "none.csv"))


def test_what_was_imported_makes_the_round_trip_through_json(own: Program, tmp_path: Path) -> None:
    own.done("import", "invoices", str(e_invoices(tmp_path / "sdi")))
    own.done("import", "invoices", table(tmp_path, HEAD + ROWS), "--add-clients")
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    own.done("export", str(first))
    other = Program(tmp_path / "other.db", own._capture)
    other.today = own.today
    other.done("import", "ledger", str(first))
    other.done("export", str(second))
    assert first.read_bytes() == second.read_bytes()
    assert other.json("check", "--full")["ok"]
    assert other.json("overdue") == own.json("overdue")
