"""`dossier`: all that a lawyer needs, verified by its hashes, and no half of it."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Program
from tests.support.pages import accessibility_faults, texts
from tests.support.systems import is_private, needs_links

NAME = "../../etc/passwd; rm -rf <b>è.pdf"


@pytest.fixture
def case(cli: Program, tmp_path: Path) -> Program:
    """A quote of three rounds, its invoice paid in part, reminded, promised, and claimed."""
    cli.done(
        *("issuer", "set", "iban=IT60X0542811101000000123456", "address=Via Po 1", "city=Torino"),
        *("zip=10121", "province=TO"),
    )
    cli.done(
        *("client", "edit", "rossi", "--sdi-code", "ABC1234", "--address", "Via Roma 1"),
        *("--city", "Milano", "--zip", "20121", "--province", "MI", "--notes", "a-secret-note"),
    )
    cli.done(
        *("quote", "new", "rossi", "--title", "Spring", "--line", "2 x Reel @ 500"),
        *("--floor", "771.31", "--target", "993.57"),
    )
    cli.done("quote", "send", "P-2026-001")
    cli.done(
        *("quote", "counter", "P-2026-001", "--net", "900", "--ask", "competitor"),
        *("--competitor", "a-secret-rival", "--note", "a-secret-word"),
    )
    cli.done("quote", "revise", "P-2026-001", "--net", "950", "--get", "a-secret-get")
    cli.done("quote", "accept", "P-2026-001", "--by", "Carla Rossi")
    cli.done("quote", "invoice", "P-2026-001", "--all")
    cli.done("invoice", "issue", "draft-1")
    cli.done("invoice", "xml", "2026-001", "--out", str(tmp_path / "IT12345678903_00001.xml"))
    cli.today = "2026-04-20"
    cli.done("payment", "add", "2026-001", "300", "--date", "2026-04-15")
    cli.done("remind", "send", "rossi", "--out", str(tmp_path / "letters"))
    (tmp_path / "receipt.eml").write_text("taken")
    cli.done(
        *("remind", "proof", "rossi", "--channel", "pec", "--sent", "2026-04-20"),
        *("--received", "2026-04-20", "--file", str(tmp_path / "receipt.eml")),
    )
    cli.done(
        *("remind", "log", "rossi", "--channel", "phone", "--outcome", "payment-promised"),
        *("--note", "Carla will pay"),
    )
    cli.done("promise", "add", "2026-001", "100", "--by", "2026-04-30")
    cli.today = "2026-06-30"
    cli.done("interest", "claim", "2026-001")
    cli.today = "2026-07-15"
    return cli


def put(cli: Program, name: str) -> None:
    """Keep a file of some name; not every name can be a file's here."""
    from smm_ledger.bootstrap import open_ledger
    from smm_ledger.services.contacts import FileInput

    ledger = open_ledger(cli.ledger, today=None)
    ledger.contacts.attach("2026-001", FileInput(name=name, data=b"signed"), note="the contract")


def test_it_is_whole_and_its_hashes_hold(case: Program, tmp_path: Path) -> None:
    put(case, NAME)
    before = case.ledger.read_bytes()
    folder = tmp_path / "cases" / "rossi"
    made = case.json("dossier", "rossi", "--out", str(folder))
    assert (made["path"], made["client"], made["invoice"]) == (str(folder), "rossi-moda", None)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {
        "SHA256SUMS",
        "attachments/attachment-3-.-.-etc-passwd-rm-rf-b.pdf",
        "index.pdf",
        "interest/claim-1-2026-001-2026-06-30.pdf",
        "interest/interest-2026-001-2026-07-15.pdf",
        "invoices/IT12345678903_00001.xml",
        "invoices/invoice-2026-001.pdf",
        "quotes/quote-P-2026-001-1.pdf",
        "quotes/quote-P-2026-001-3.pdf",
        "reminders/reminder-1-2026-04-20-second.txt",
        "reminders/reminder-1-attachment-1-reminder-1.pdf",
        "reminders/reminder-1-attachment-2-receipt.eml",
        "statement.pdf",
    }
    assert {one["path"] for one in made["files"]} == found - {"SHA256SUMS"}
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.count(": OK\n")) == (0, len(found) - 1), done.stderr
    assert all(map(is_private, (folder, *folder.rglob("*"))))
    assert case.ledger.read_bytes() == before
    assert [one.name for one in folder.parent.iterdir()] == ["rossi"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Dossier of a debt", "Debtor", "PEC, sent on 20 Apr 2026", "broken", "phone")),
        ("it", ("Fascicolo del credito", "Debitore", "PEC, inviato il 20/04/2026", "telefono")),
    ],
)
def test_the_index_tells_the_story(
    case: Program, tmp_path: Path, language: str, words: tuple[str, ...]
) -> None:
    folder = tmp_path / "rossi"
    case.done("dossier", "2026-001", "--out", str(folder), "--lang", language)
    data = (folder / "index.pdf").read_bytes()
    told = " ".join(texts(data)).casefold()
    paid = ("950", "300", "carla rossi", "carla will pay")
    for word in (*words, *paid, "2026-001", "P-2026-001"):
        assert word.casefold() in told, word
    joined = told.replace(" ", "")  # a page breaks a long name
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert name == "index.pdf" or (digest in joined and name.casefold() in joined), name
    assert accessibility_faults(data) == []
    assert not (folder / "statement.pdf").exists()


def test_nothing_private_is_in_it(case: Program, tmp_path: Path) -> None:
    folder = tmp_path / "rossi"
    case.done("dossier", "rossi", "--out", str(folder))
    told = " ".join(
        (" ".join(texts(data)) if path.suffix == ".pdf" else data.decode()).casefold()
        for path in folder.rglob("*.*")
        if (data := path.read_bytes())
    )
    secrets = ("a-secret", "771,31", "771.31", "993,57", "993.57", "competitor", "concorren")
    assert [word for word in secrets if word in told] == []


@needs_links
def test_what_is_there_is_never_touched(case: Program, tmp_path: Path) -> None:
    words = ("dossier", "rossi", "--out")
    full, link, file = tmp_path / "full", tmp_path / "link", tmp_path / "file"
    full.mkdir()
    (full / "mine").write_text("mine")
    link.symlink_to(tmp_path / "empty")
    file.write_text("mine")
    for place in (full, link, file):
        assert place.name in case.refused(4, *words, str(place))
        assert case(*words, str(place), "--json").error["code"] == "already_exists"
    case.refused(5, *words, "")
    case.refused(7, *words, str(file / "below"))
    case.refused(3, "dossier", "nobody", "--out", str(tmp_path / "new"))
    assert [(full / "mine").read_text(), file.read_text()] == ["mine", "mine"]
    (tmp_path / "empty").mkdir()
    case.done(*words, str(tmp_path / "empty"))
    assert (tmp_path / "empty" / "index.pdf").is_file()


def test_who_was_billed_nothing_has_no_dossier(cli: Program, tmp_path: Path) -> None:
    assert "nothing was issued" in cli.refused(4, "dossier", "rossi", "--out", str(tmp_path / "a"))
    assert not (tmp_path / "a").exists()


KILLED = """
import os, sys
from smm_ledger.documents.folders import NewFolder
honest, left = NewFolder.put, [3]
def put(self, name, data):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), 9)
    honest(self, name, data)
NewFolder.put = put
from smm_ledger.__main__ import main
main(sys.argv[1:])
"""


def test_a_program_that_dies_leaves_no_half_of_it(case: Program, tmp_path: Path) -> None:
    folder = tmp_path / "cases" / "rossi"
    words = ["dossier", "rossi", "--out", str(folder), "--ledger", str(case.ledger)]
    done = subprocess.run(
        [sys.executable, "-c", KILLED, *words, "--today", case.today],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert done.returncode == -9
    assert not folder.exists()
    assert len(list(folder.parent.glob(".smm-ledger-*/**/*.pdf"))) == 2
    under_way = folder.with_name(f".smm-ledger-folder-{os.getpid()}-abc")
    foreign = folder.with_name(".smm-ledger-folder-notes")
    for other in (under_way, foreign):
        other.mkdir()
    case.done("dossier", "rossi", "--out", str(folder))
    assert (folder / "SHA256SUMS").is_file()
    assert set(folder.parent.iterdir()) == {folder, under_way, foreign}


def test_a_full_disk_leaves_nothing(
    case: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    folder = tmp_path / "cases" / "rossi"
    monkeypatch.setattr("smm_ledger.documents.folders.os.fsync", full)
    assert "No space left" in case.refused(7, "dossier", "rossi", "--out", str(folder))
    assert list(folder.parent.iterdir()) == []


def test_without_the_pdf_libraries_its_pages_are_html(
    case: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from smm_ledger.core.errors import MissingDependency
    from smm_ledger.documents.renderer import DocumentRenderer

    def missing(*_: object) -> bytes:
        raise MissingDependency("Pango", "it is missing")

    monkeypatch.setattr(DocumentRenderer, "_pdf", missing)
    folder = tmp_path / "rossi"
    ran = case.done("dossier", "2026-001", "--out", str(folder))
    assert "as HTML" in ran.err
    assert "sha256sum" in (folder / "index.html").read_text(encoding="utf-8")
    kept = (folder / "reminders" / "reminder-1-attachment-1-reminder-1.pdf").read_bytes()
    assert hashlib.sha256(kept).hexdigest() in (folder / "SHA256SUMS").read_text()
