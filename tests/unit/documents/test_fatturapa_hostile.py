"""Files that mean harm: nothing is resolved, fetched or expanded, and each is a finding."""

from pathlib import Path

import pytest

from smm_ledger.documents.fatturapa.checker import check_bytes, check_file
from smm_ledger.documents.fatturapa.names import LARGEST
from tests.support.e_invoices import a_lawful_invoice, write

ROOT = "<p:FatturaElettronica"


def _lawful() -> str:
    return write(a_lawful_invoice()).data.decode()


def _with_doctype(doctype: str, numero: str) -> str:
    text = _lawful().replace(ROOT, doctype + ROOT, 1)
    return text.replace("<Numero>2026-004<", f"<Numero>{numero}<", 1)


LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "1">' for n in range(10)
)


@pytest.mark.parametrize(
    "text",
    [
        _with_doctype('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;"),
        _with_doctype('<!DOCTYPE x [<!ENTITY e SYSTEM "http://192.0.2.1/x">]>', "&e;"),
        _with_doctype('<!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd">', "1"),
        _with_doctype(f"<!DOCTYPE x [{LAUGHS}]>", "&l9;"),
        _with_doctype('<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///dev/zero"> %p;]>', "1"),
    ],
    ids=["file", "network", "outside", "laughs", "parameter"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_unread(text: str, encoding: str) -> None:
    declared = text.replace("utf-8", encoding, 1)
    found = check_bytes(declared.encode(encoding))
    assert [(finding.code, finding.field) for finding in found] == [("00200", "file")]
    assert "root:" not in str(found)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        b"<",
        b"PK\x03\x04 a zip",
        b"<a>" * 100_000,
        "<a>\ud800</a>".encode("utf-8", "surrogatepass"),
        b'<?xml version="1.0" encoding="no-such"?><a/>',
    ],
    ids=["nothing", "zeros", "cut", "zip", "deep", "surrogate", "encoding"],
)
def test_what_is_no_xml_is_a_finding(data: bytes) -> None:
    assert [finding.code for finding in check_bytes(data)] == ["00200"]


def test_ten_megabytes_are_not_read_into_the_parser(tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    path.write_bytes(b"<a>" + b" " * (2 * LARGEST) + b"</a>")
    assert [finding.code for finding in check_file(path)] == ["00003"]


def test_another_document_than_an_e_invoice_is_told_so() -> None:
    found = check_bytes(b"<html><body>hello</body></html>")
    assert [(finding.code, finding.field) for finding in found] == [("00200", "document")]


def test_a_flood_of_faults_is_cut() -> None:
    junk = "".join(f"<Causale>{n}€</Causale>" for n in range(500))
    text = _lawful().replace("</DatiGeneraliDocumento>", f"{junk}</DatiGeneraliDocumento>", 1)
    assert 0 < len(check_bytes(text.encode())) <= 20


def test_a_comment_hides_nothing() -> None:
    text = _lawful().replace("<Numero>2026", "<Numero>AN<!-- 1 -->NO", 1).replace("NO-004", "NO")
    assert "ANNO" not in text
    assert [finding.code for finding in check_bytes(text.encode())] == ["00425"]
