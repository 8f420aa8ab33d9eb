"""Names of document files: safe whatever a client is called, and never over another file."""

import errno
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from smm_ledger.core.errors import AlreadyExists
from smm_ledger.db import copies
from smm_ledger.documents.filenames import (
    CLOSE_IT,
    NotWritten,
    file_name,
    make_folder,
    write_document,
)
from tests.support.systems import is_private, needs_links


@pytest.mark.parametrize(
    ("kind", "number", "client", "expected"),
    [
        ("quote", "P-2026-014/2", "rossi-moda", "quote-P-2026-014-2-rossi-moda.pdf"),
        ("invoice", "2026-003", "rossi-moda", "invoice-2026-003-rossi-moda.pdf"),
        ("credit_note", "NC-2026-001", "a.b", "credit_note-NC-2026-001-a.b.pdf"),
        ("invoice", "../../etc/passwd", "x", "invoice-etc-passwd-x.pdf"),
        ("invoice", "1", "..", "invoice-1.pdf"),
        ("", "CON", "", "document-CON.pdf"),
        ("", "nul.txt", "", "document-nul.txt.pdf"),
        ("", "\u202e/\x00", "", "document.pdf"),
        ("-rf", "", "", "rf.pdf"),
    ],
)
def test_a_name_is_made_of_safe_characters(
    kind: str, number: str, client: str, expected: str
) -> None:
    assert file_name(kind, number, client) == expected


def test_a_name_never_grows_beyond_what_a_file_system_takes() -> None:
    name = file_name("quote", "P" * 300, "à" * 300)
    assert len(name) <= 124
    assert re.fullmatch(r"[A-Za-z0-9._-]+", name)


def test_a_document_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    path = write_document(tmp_path / "smm-ledger" / "2026" / "a.pdf", b"%PDF")
    assert path.read_bytes() == b"%PDF"
    assert [entry.name for entry in path.parent.iterdir()] == ["a.pdf"]
    assert is_private(path)
    assert is_private(path.parent)


@pytest.mark.parametrize("make", [make_folder, copies.make_folder])
def test_a_drive_that_is_not_there_is_refused(
    monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    """`E:` of a stick that was taken out is its own parent, and no folder."""

    def absent(*_: object, **__: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(Path, "is_dir", lambda _: False)
    monkeypatch.setattr(Path, "mkdir", absent)
    with pytest.raises(FileNotFoundError):
        make(Path(Path.cwd().anchor) / "papers")


def test_what_a_viewer_holds_open_is_to_be_closed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Windows replaces no file that is open."""

    def held(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    path = write_document(tmp_path / "a.pdf", b"old")
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(NotWritten) as caught:
        write_document(path, b"new", replace=True)
    assert caught.value.hint == CLOSE_IT
    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]


def test_the_same_bytes_again_are_no_conflict(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_document(path, b"one")
    assert write_document(path, b"one") == path


def test_another_document_is_never_overwritten_silently(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"hers")
    with pytest.raises(AlreadyExists, match=r"a\.pdf"):
        write_document(path, b"ours")
    assert path.read_bytes() == b"hers"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.pdf"]


def test_replacing_is_said_aloud(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    write_document(path, b"new", replace=True)
    assert path.read_bytes() == b"new"


@needs_links
@pytest.mark.parametrize("replace", [False, True])
def test_a_link_is_not_followed(tmp_path: Path, *, replace: bool) -> None:
    target, link = tmp_path / "target", tmp_path / "a.pdf"
    target.write_bytes(b"ours")
    link.symlink_to(target)
    if replace:
        write_document(link, b"new", replace=True)
        assert not link.is_symlink()
    else:
        with pytest.raises(AlreadyExists):
            write_document(link, b"ours")
    assert target.read_bytes() == b"ours"


def test_a_folder_that_cannot_be_is_an_error_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(NotWritten):
        write_document(tmp_path / "file" / "a.pdf", b"x")
