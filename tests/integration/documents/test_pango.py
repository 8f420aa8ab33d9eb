"""Without Pango nothing is lost: the error says what to install, and the HTML is there."""

import ctypes.util
import importlib
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from smm_ledger.core.errors import MissingDependency
from smm_ledger.documents import pango, pdf
from smm_ledger.documents.renderer import DocumentRenderer
from smm_ledger.resources import templates_folder
from tests.support.papers import invoice_of

BANNER = "WeasyPrint could not import some external libraries."


@pytest.fixture
def without_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(name: str) -> ModuleType:
        print(BANNER)  # noqa: T201 - as WeasyPrint does
        raise OSError(name)

    monkeypatch.setattr(importlib, "import_module", fail)
    monkeypatch.setattr(pdf, "_engine", pdf._engine.__wrapped__)


@pytest.mark.usefixtures("without_pango")
@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("linux", "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("darwin", "brew install pango"),
        ("win32", "gstreamer-libs"),
    ],
)
def test_the_error_says_exactly_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    platform: str,
    words: str,
) -> None:
    renderer = DocumentRenderer(templates_folder() / "invoices")
    monkeypatch.setattr(sys, "platform", platform)
    with pytest.raises(MissingDependency) as caught:
        renderer.invoice_pdf(invoice_of())
    assert caught.value.subject == "Pango"
    assert words in caught.value.hint
    assert BANNER not in capsys.readouterr().out


@pytest.mark.usefixtures("without_pango")
def test_the_html_is_there_all_the_same() -> None:
    renderer = DocumentRenderer(templates_folder() / "invoices")
    assert "2026-014" in renderer.invoice_html(invoice_of())


def test_the_search_for_libraries_is_put_back_after_the_import() -> None:
    before = ctypes.util.find_library
    pango.import_weasyprint()
    assert ctypes.util.find_library is before


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the folder of an installed wheel, on what says to be Windows."""
    package = tmp_path / "gstreamer_libs"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "platform", "win32")
    return package


def test_on_windows_the_folder_of_the_wheel_is_named(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WEASYPRINT_DLL_DIRECTORIES", raising=False)
    monkeypatch.setenv("FONTCONFIG_PATH", "mine")
    pango._point_to_wheel()
    assert os.environ["WEASYPRINT_DLL_DIRECTORIES"] == str(package / "bin")
    assert os.environ["FONTCONFIG_PATH"] == "mine"


def test_on_windows_libraries_are_looked_for_in_the_wheel(package: Path) -> None:
    library = package / "bin" / "pango-1.0-0.dll"
    library.parent.mkdir()
    library.touch()
    with pango._searching():
        assert ctypes.util.find_library("pango-1.0-0") == str(library)
        assert ctypes.util.find_library("libpango-1.0-0") is None


def test_on_macos_libraries_are_looked_for_where_homebrew_puts_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(pango, "BREW_LIBRARIES", (str(tmp_path / "none"), str(tmp_path)))
    library = tmp_path / "libpango-1.0.dylib"
    library.touch()
    with pango._searching():
        assert ctypes.util.find_library("pango-1.0") == str(library)
        assert ctypes.util.find_library("gobject-2.0") is None
