"""What stands in a folder already is somebody's: it is named, kept, and never written over."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from smm_ledger.db.copies import name_of_part
from tests.cli.conftest import Program
from tests.support.sample_year import PUBLISHED, place
from tests.support.systems import needs_links


@needs_links
@pytest.mark.parametrize("content", [b"", b"a letter\n" * 200, None], ids=["empty", "text", "link"])
def test_a_demo_is_refused_on_any_other_file(
    empty: Program, tmp_path: Path, content: bytes | None
) -> None:
    other = tmp_path / "other.db"
    if content is None:
        other.symlink_to(tmp_path / "nowhere.db")
    else:
        other.write_bytes(content)
    assert "not a demo" not in empty.refused(4, "demo", str(other))
    assert empty("demo", str(other), "--json").error["code"] == "already_exists"


def test_a_demo_is_refused_on_a_folder(empty: Program, tmp_path: Path) -> None:
    empty.refused(4, "demo", str(tmp_path))


@pytest.mark.slow
def test_a_demo_writes_beside_a_file_of_mine(empty: Program, tmp_path: Path) -> None:
    empty.today = PUBLISHED.isoformat()
    place(tmp_path / "year.db", PUBLISHED)
    told = empty.json("demo", str(tmp_path / "year.db"))
    paper = Path(told["paths"][1])
    paper.write_text("mine", encoding="utf-8")
    again = empty.json("demo", str(tmp_path / "year.db"))
    assert paper.read_text(encoding="utf-8") == "mine"
    assert again["paths"][1] == str(paper.with_name(f"{paper.stem}-2.pdf"))
    assert empty.done("demo", str(tmp_path / "year.db"), "--quiet").out == ""


def test_an_export_replaces_its_own_tables_alone(cli: Program, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    cli.done("export", str(folder))
    cli.done("export", str(folder))
    mine = folder / "quotes.csv"
    mine.write_text("keep\n", encoding="utf-8")
    before = (folder / "clients.csv").read_bytes()
    cli.done("client", "add", "Later")
    assert "quotes.csv" in cli.refused(4, "export", str(folder))
    assert mine.read_text(encoding="utf-8") == "keep\n"
    assert (folder / "clients.csv").read_bytes() == before


@needs_links
def test_an_export_follows_and_replaces_no_link(cli: Program, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    cli.done("export", str(folder))
    table = folder / "clients.csv"
    table.rename(tmp_path / "moved.csv")
    table.symlink_to(tmp_path / "moved.csv")
    cli.refused(4, "export", str(folder))
    assert table.is_symlink()


def test_quiet_is_quiet(cli: Program, tmp_path: Path) -> None:
    for words in (
        ("export", str(tmp_path / "tables")),
        ("export", str(tmp_path / "all.json")),
        ("backup", str(tmp_path / "copy.db")),
    ):
        assert cli.done(*words, "--quiet").out == ""


def test_a_backup_makes_its_folder_and_says_what_it_cannot_write(
    cli: Program, tmp_path: Path
) -> None:
    cli.done("backup", str(tmp_path / "new" / "copy.db"))
    (tmp_path / "file").write_bytes(b"")
    said = cli.refused(6, "backup", str(tmp_path / "file" / "copy.db"))
    assert "there is no ledger" not in said


def test_a_restore_names_what_it_kept(cli: Program, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    cli.done("backup", str(copy))
    told = cli.json("restore", str(copy), "--force")
    assert told["path"] == str(cli.ledger)
    assert Path(told["kept"]).is_file()
    said = cli.refused(3, "restore", str(tmp_path / "nothing.db"), "--force")
    assert "init" not in said
    elsewhere = Program(tmp_path / "other" / "ledger.db", cli._capture)
    ran = elsewhere.done("restore", str(copy))
    assert "old one" not in ran.out


def test_what_a_killed_process_left_is_swept(cli: Program, tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    target = tmp_path / "copy.db"
    mine = name_of_part(target)
    left = mine.with_name(mine.name.replace(str(os.getpid()), str(gone.pid), 1))
    for path in (mine, left, left.with_name(f"{left.name}-journal")):
        path.write_bytes(b"half")
    cli.done("backup", str(target))
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith(".copy")} == {
        mine.name
    }


def test_clients_of_one_number_are_told(cli: Program, tmp_path: Path) -> None:
    file = tmp_path / "clients.csv"
    file.write_text("name,vat_id\nRossi Due,01234567897\n", encoding="utf-8")
    ran = cli.done("import", "clients", str(file))
    assert "Rossi Due has the VAT number or tax code of rossi-moda" in ran.err


@pytest.mark.parametrize("rows", ["", '""\n', "\n\n"])
def test_a_file_without_clients_is_refused(cli: Program, tmp_path: Path, rows: str) -> None:
    file = tmp_path / "clients.csv"
    file.write_text(f"name\n{rows}", encoding="utf-8")
    assert "it holds no rows" in cli.refused(5, "import", "clients", str(file))


@pytest.mark.parametrize(
    "words",
    [
        ("export", "-", "--format", "json"),
        ("backup", "-"),
        ("report", "aging", "--csv", "-"),
        ("import", "clients", "-"),
        ("invoice", "new", "rossi", "--from", "-"),
        ("calendar", "--out", "-"),
    ],
    ids=" ".join,
)
def test_a_dash_is_no_file(
    cli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """Where other programs read or write a pipe, no file of that name appears."""
    monkeypatch.chdir(tmp_path)
    assert "“-” stands for no file here; " in cli.refused(5, *words)
    assert not (tmp_path / "-").exists()
