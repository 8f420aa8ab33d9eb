"""PDFs on disk: archived bytes, names that stay in their folder, and no file of another lost."""

import hashlib
from pathlib import Path

import pytest

from smm_ledger.core.errors import MissingDependency
from smm_ledger.documents.renderer import DocumentRenderer
from tests.cli.conftest import Program
from tests.support.pages import texts
from tests.support.pictures import png


@pytest.fixture
def issued(cli: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Return a ledger with a sent quote and an issued invoice, and a folder for documents."""
    config = tmp_path / "config.toml"
    config.write_text(f'documents = "{tmp_path / "papers"}"\n', encoding="utf-8")
    monkeypatch.setenv("SMM_LEDGER_CONFIG", str(config))
    cli.done("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 100")
    cli.done("quote", "send", "P-2026-001")
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    cli.done("invoice", "issue", "draft-1")
    return cli


def test_the_archived_bytes_are_written_again_and_again(issued: Program, tmp_path: Path) -> None:
    shown = issued.json("invoice", "show", "2026-001")
    first = Path(issued.json("invoice", "pdf", "2026-001")["path"])
    assert first.parent == tmp_path / "papers" / "2026"
    assert first.read_bytes().startswith(b"%PDF")
    assert hashlib.sha256(first.read_bytes()).hexdigest() == shown["pdf_sha256"]
    assert issued.json("invoice", "pdf", "2026-001")["path"] == str(first)
    out = tmp_path / "copy.pdf"
    issued.done("invoice", "pdf", "2026-001", "--out", str(out))
    assert out.read_bytes() == first.read_bytes()
    quote = Path(issued.json("quote", "pdf", "P-2026-001", "--round", "1")["path"])
    assert quote.name == "quote-P-2026-001-1-rossi-moda.pdf"


def test_the_page_to_compare_offers_makes_a_document_of_its_own(issued: Program) -> None:
    plain = Path(issued.json("quote", "pdf", "P-2026-001")["path"])
    compared = Path(issued.json("quote", "pdf", "P-2026-001", "--compare")["path"])
    assert compared.name == "quote-P-2026-001-1-compare-rossi-moda.pdf"
    told = [" ".join(texts(path.read_bytes())) for path in (plain, compared)]
    assert ["Come confrontare" in text or "compare offers" in text for text in told] == [
        False,
        True,
    ]
    again = Path(issued.json("quote", "pdf", "P-2026-001", "--compare")["path"])
    assert (again, issued.json("check", "--full")["ok"]) == (compared, True)


def test_another_file_is_never_replaced(issued: Program, tmp_path: Path) -> None:
    out = tmp_path / "letter.pdf"
    out.write_bytes(b"a letter")
    issued.refused(4, "invoice", "pdf", "2026-001", "--out", str(out))
    issued.refused(4, "invoice", "pdf", "2026-001", "--out", str(issued.ledger))
    issued.refused(5, "invoice", "pdf", "2026-001", "--out", str(tmp_path))
    assert out.read_bytes() == b"a letter"


def test_all_of_a_year(issued: Program, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    told = issued.json("invoice", "pdf", "--all", "--out", str(folder), "--year", "2026")
    assert [Path(path).name for path in told["paths"]] == ["invoice-2026-001-rossi-moda.pdf"]
    assert issued.json("invoice", "pdf", "--all", "--out", str(folder), "--year", "2025") == {
        "schema": 1,
        "paths": [],
    }


def _without_pango(*_: object, **__: object) -> bytes:
    raise MissingDependency("Pango", "it is not installed", hint="install it")


def test_without_pango_an_invoice_is_issued_all_the_same(
    cli: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DocumentRenderer, "invoice_pdf", _without_pango)
    cli.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    ran = cli("invoice", "issue", "draft-1", "--json")
    assert ran.data["number"] == "2026-001"
    assert ran.data["pdf_sha256"] is None
    assert "its PDF is not made" in ran.err


def test_without_pango_the_page_is_written_as_html(
    issued: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DocumentRenderer, "quote_pdf", _without_pango)
    out = tmp_path / "offer.pdf"
    assert "offer.html" in issued.refused(7, "quote", "pdf", "P-2026-001", "--out", str(out))
    assert "P-2026-001" in (tmp_path / "offer.html").read_text(encoding="utf-8")
    ran = issued("quote", "pdf", "P-2026-001", "--out", str(out), "--json")
    assert ran.error["code"] == "missing_dependency"


def test_texts_for_the_client(issued: Program) -> None:
    issued.done("issuer", "set", "iban=IT60X0542811101000000123456")
    offer = issued.done("quote", "text", "P-2026-001").out
    assert "P-2026-001" in offer
    assert set(issued.json("invoice", "text", "2026-001")) == {"schema", "text"}
    issued.done("invoice", "new", "rossi", "--line", "1 x Work @ 100")
    issued.refused(4, "invoice", "text", "draft-2")


def test_a_logo_is_refused_when_it_is_entered(issued: Program) -> None:
    told = issued.refused(5, "issuer", "set", "logo=00743110157")
    assert "00743110157" in told
    assert issued.json("issuer", "show")["logo"] is None


def test_a_logo_is_kept_by_its_bytes_and_shown_by_its_name(issued: Program, tmp_path: Path) -> None:
    file = tmp_path / "mio logo.png"
    file.write_bytes(png())
    issued.done("issuer", "set", f"logo={file}")
    issued.done("invoice", "new", "rossi", "--line", "1 x Work @ 50")
    file.unlink()
    issued.done("invoice", "issue", "draft-2")
    page = Path(issued.json("invoice", "pdf", "2026-002")["path"]).read_bytes()
    assert b"/Subtype /Image" in page
    assert issued.json("issuer", "show")["logo"] == "mio logo.png"
    assert issued.json("log", "--entity", "issuer")[-1]["data"] == {"logo": "mio logo.png"}
    assert issued.json("check", "--full")["ok"]
