"""Files that come in and go out: all or nothing, each bad row and column named, no formula."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.support.hledger import CHECKERS
from tests.support.systems import is_private

ROWS = "name,vat_id,city\nCafé Perù,01234567897,Torino\nBar Sport,,Milano\n"


def _file(tmp_path: Path, data: bytes) -> str:
    path = tmp_path / "clients.csv"
    path.write_bytes(data)
    return str(path)


@pytest.mark.parametrize(
    "data",
    [
        ROWS.encode(),
        ROWS.encode("utf-8-sig"),
        ROWS.encode("cp1252"),
        ROWS.replace(",", ";").encode(),
        ROWS.replace("\n", "\r\n").encode(),
    ],
)
def test_clients_are_read(cli: Program, tmp_path: Path, data: bytes) -> None:
    file = _file(tmp_path, data)
    before = cli.ledger.read_bytes()
    looked = cli.json("import", "clients", file, "--dry-run")
    assert looked == {
        "schema": 1,
        "dry_run": True,
        "added": 0,
        "clients": ["cafe-peru", "bar-sport"],
        "already_exists": [],
    }
    assert cli.ledger.read_bytes() == before
    assert cli.json("import", "clients", file)["added"] == 2
    assert cli.json("client", "show", "cafe-peru")["name"] == "Café Perù"


def test_an_accent_before_a_closing_quotation_mark_is_no_utf_8(
    cli: Program, tmp_path: Path
) -> None:
    cli.done("import", "clients", _file(tmp_path, "name\n“CAFFÈ” «È» €\n".encode("cp1252")))
    assert "“CAFFÈ” «È» €" in [row["name"] for row in cli.json("client", "list")]


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"name,colour\nA,red\n", "colour"),
        (b"name,name\nA,B\n", "name"),
        (b"city\nTorino\n", "name"),
        (b"name,vat_id\nA,12345678900\n", "row 2, vat_id"),
        (b"name,email\nA,a@b.it\nB,nobody\n,\n", "row 3, email"),
        (b"name,city\nA\n", "row 2"),
        (b'name\n"A\n', "row"),
        (ROWS.encode("utf-16"), "UTF-8"),
        ("name\n日本".encode("utf-16-le"), "UTF-8"),
        (b"name\n\x81\x8d\x8f\n", "UTF-8"),
        ("name\nCaffè\n".encode() + "Perù\n".encode("cp1252"), "part of it"),
        ("name\nL’angolo\n".encode() + "Perù\n".encode("cp1252"), "part of it"),
        (b"", "name"),
        (b"name\nA\x1b[31m\n", "row 2, name"),
        (b"name\n" + b"A\n" * 20_001, "20000"),
        (b"name,zip\nA,1\nB,2\n", "row 3, zip"),
    ],
)
def test_a_bad_file_changes_nothing(cli: Program, tmp_path: Path, data: bytes, named: str) -> None:
    file = _file(tmp_path, data)
    assert named in cli.refused(5, "import", "clients", file)
    assert named in cli.refused(5, "import", "clients", file, "--dry-run")


def test_a_code_that_is_taken(cli: Program, tmp_path: Path) -> None:
    file = _file(tmp_path, b"code,name\nrossi-moda,Another\n")
    assert "row 2, rossi-moda" in cli.refused(5, "import", "clients", file)


def _busy(cli: Program) -> None:
    cli.done("client", "add", "=HYPERLINK(1)", "--city", "@town", "--phone", "-5+3")
    cli.done("quote", "new", "rossi", "--title", "+T", "--line", "1 x =1+1 @ 100", "--floor", "5")
    cli.done("quote", "send", "P-2026-001")
    cli.done("quote", "revise", "P-2026-001", "--net", "90", "--note", "NOTED")
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    cli.done("invoice", "issue", "draft-1")
    cli.done("payment", "add", "2026-001", "40", "--reference", "=A1")


def test_csv_is_safe_for_a_spreadsheet(cli: Program, tmp_path: Path) -> None:
    _busy(cli)
    folder = tmp_path / "sheets"
    told = cli.json("export", str(folder), "--format", "csv")
    paths = {Path(path) for path in told["paths"]}
    assert paths == set(folder.iterdir())
    names = {path.stem for path in paths}
    assert names >= {"clients", "quotes", "rounds", "quote_lines", "invoices", "payments"}
    for path in paths:
        text = path.read_text(encoding="utf-8-sig")
        assert "NOTED" not in text
        for row in csv.reader(io.StringIO(text)):
            assert not [cell for cell in row if cell[:1] in {"=", "+", "@", "\t"}]
    cli.done("export", str(folder), "--format", "csv")
    back = cli.json(
        "import",
        "clients",
        str(folder / "clients.csv"),
        "--dry-run",
        "--ledger",
        str(_fresh(cli, tmp_path)),
    )
    assert len(back["clients"]) == 2


def _fresh(cli: Program, tmp_path: Path) -> Path:
    other = Program(tmp_path / "other.db", cli._capture)
    other.done("init", "--name", "B", "--country", "IT")
    return other.ledger


def _everything(cli: Program, tmp_path: Path) -> None:
    """Do something of every kind, so that no table is empty."""
    _busy(cli)
    receipt = tmp_path / "receipt.txt"
    receipt.write_text("received")
    fee = ("--percent-fee", "10% min 50 Fee")
    signed = ("--service", "reel", *fee, "--every", "month", "--start", "2026-03-01")
    late = ("--date", "2026-02-27", "--due", "2026-02-27", "--line", "1 x Work @ 590.5")
    for words in (
        *(("service", "edit", "reel", "--price", "590"),),
        *(("quote", "edit", "P-2026-001", "--floor", "6"), ("rate", "set", "net_income=24000")),
        *(("number", "set", "invoice", "7", "--year", "2027"), ("study", "add", "2h")),
        *(
            ("invoice", "new", "rossi", *late),
            ("invoice", "issue", "draft-2", "--out-of-order", "late"),
        ),
        *(("invoice", "send", "2026-001"), ("invoice", "sdi", "2026-001", "--status", "sent")),
        *(("invoice", "credit", "2026-001", "--amount", "10", "--reason", "less"),),
        *(("invoice", "write-off", "2026-001", "--amount", "1"),),
        ("retainer", "add", "rossi", "--title", "R", *signed),
        ("retainer", "spend", "retainer-1", "2026-03", "800"),
        *(("retainer", "usage", "retainer-1", "reel", "3"), ("retainer", "run")),
        *(("request", "add", "rossi", "More", "--as", "gift", "--hours", "1"),),
        *(("effort", "add", "rossi", "1h"),),
        *(("interest", "claim", "2026-002"), ("promise", "add", "2026-002", "5", "--by", "+3")),
        *(("remind", "send", "2026-002", "--level", "4", "--anyway", "--out", str(tmp_path)),),
        ("remind", "proof", "reminder-1", "--channel", "hand", "--sent", "2026-03-02"),
        *(("remind", "log", "rossi", "--channel", "phone", "--outcome", "dispute"),),
        *(("remind", "hold", "rossi", "--until", "+30"), ("attach", "2026-002", str(receipt))),
    ):
        cli.done(*words)


def test_what_is_exported_has_the_decimals_of_its_currency(cli: Program, tmp_path: Path) -> None:
    _everything(cli, tmp_path)
    cli.done("export", str(tmp_path / "sheets"), "--format", "csv")
    for name in ("invoice_lines", "retainer_lines"):
        text = (tmp_path / "sheets" / f"{name}.csv").read_text(encoding="utf-8-sig")
        prices = {row["unit_price"] for row in csv.DictReader(io.StringIO(text))}
        assert prices >= {"invoice_lines": {"590.50"}, "retainer_lines": {"590.00"}}[name]
        assert {len(price.partition(".")[2]) for price in prices} == {2}
    for path in (tmp_path / "sheets").iterdir():
        assert len(path.read_text(encoding="utf-8-sig").splitlines()) > 1, path.name


def test_json_is_the_same_bytes_after_a_round_trip(cli: Program, tmp_path: Path) -> None:
    _everything(cli, tmp_path)
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    assert cli.json("export", str(first), "--format", "json")["path"] == str(first)
    assert is_private(first)
    tables = json.loads(first.read_bytes())["tables"]
    assert [name for name, rows in tables.items() if not rows] == []
    other = Program(tmp_path / "other.db", cli._capture)
    other.json("import", "ledger", str(first), "--dry-run")
    assert not other.ledger.exists()
    other.done("import", "ledger", str(first))
    other.done("export", str(second), "--format", "json")
    assert first.read_bytes() == second.read_bytes()
    assert other.json("check", "--full")["ok"]
    assert other("import", "ledger", str(first), "--json").error["code"] == "already_exists"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"not json",
        b'{"format": "smm-ledger", "schema": 1}',
        b'{"format": "smm-ledger", "schema": 99, "tables": {}}',
        b'{"format": "smm-ledger", "schema": 1, "tables": {"client": 5}}',
        b'{"format": "smm-ledger", "schema": 1, "tables": {"client": [5]}}',
        b'{"format": "smm-ledger", "schema": 1, "tables": {"nothing": []}}',
        b'{"format": "other", "schema": 1, "tables": {}}',
        b'{"a": 1, "a": 2}',
        b'{"a": NaN}',
        b'{"a":' + b"[" * 100 + b"]" * 100 + b"}",
        b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=lambda data: data[:40].decode(),
)
def test_json_that_is_not_ours(empty: Program, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "ledger.json"
    file.write_bytes(data)
    empty.refused(5, "import", "ledger", str(file))
    assert not empty.ledger.exists()


def test_json_that_breaks_a_sum(cli: Program, tmp_path: Path) -> None:
    _busy(cli)
    file = tmp_path / "ledger.json"
    cli.done("export", str(file), "--format", "json")
    tables = json.loads(file.read_text(encoding="utf-8"))
    tables["tables"]["invoice"][0]["total_minor"] = 1
    file.write_text(json.dumps(tables), encoding="utf-8")
    other = Program(tmp_path / "other.db", cli._capture)
    other.refused(5, "import", "ledger", str(file))
    assert not other.ledger.exists()


def test_an_export_replaces_only_an_export(cli: Program, tmp_path: Path) -> None:
    letter = tmp_path / "letter.json"
    letter.write_text("Dear Carla", encoding="utf-8")
    cli.refused(4, "export", str(letter), "--format", "json")
    assert letter.read_text(encoding="utf-8") == "Dear Carla"
    cli.refused(5, "export", str(tmp_path), "--format", "json")
    cli.refused(5, "export", str(letter), "--format", "csv")
    cli.refused(4, "export", str(cli.ledger), "--format", "json")


def test_services_are_read(cli: Program, tmp_path: Path) -> None:
    path = tmp_path / "services.csv"
    path.write_text("code,description,price,hours\nstory,Story,80,1.5\nreel,Reel,120,3\n")
    looked = cli.json("import", "services", str(path), "--dry-run")
    assert (looked["services"], looked["already_exists"]) == (["story"], ["reel"])
    assert cli.json("import", "services", str(path))["added"] == 1
    assert cli.json("service", "show", "story")["price"] == "80.00"
    again = cli.json("import", "services", str(path))
    assert (again["added"], again["already_exists"]) == (0, ["story", "reel"])
    path.write_text("code,description,price\nreel,Reel,130\nx y,Bad,1\nz,Z,much\n")
    told = cli.refused(5, "import", "services", str(path))
    assert "row 2, code" in told
    assert "row 3, code · row 4, price" in told


def test_the_same_clients_twice_create_nothing(cli: Program, tmp_path: Path) -> None:
    file = _file(tmp_path, ROWS.encode())
    cli.done("import", "clients", file)
    again = cli.json("import", "clients", file)
    assert (again["added"], again["already_exists"]) == (0, ["cafe-peru", "bar-sport"])
    changed = _file(tmp_path, ROWS.replace("Milano", "Roma").encode())
    assert cli.json("import", "clients", changed)["clients"] == ["bar-sport-2"]


@pytest.mark.parametrize("check", CHECKERS.values(), ids=CHECKERS.keys())
def test_the_journal_is_sound_for_who_reads_it(
    cli: Program, tmp_path: Path, check: Callable[[Path], None]
) -> None:
    _busy(cli)
    cli.done("client", "edit", "rossi", "--name", "Rossi; | = (Moda)\u00e0")
    path = tmp_path / "books.journal"
    assert cli.json("export", str(path))["path"] == str(path)
    check(path)
    cli.done("payment", "add", "2026-001", "60")
    cli.done("export", str(path), "--format", "hledger")
    check(path)
    letter = tmp_path / "letter.journal"
    letter.write_text("Dear Carla", encoding="utf-8")
    cli.refused(4, "export", str(letter))
    cli.refused(5, "export", str(tmp_path), "--format", "hledger")
