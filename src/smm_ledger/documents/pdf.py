"""HTML to PDF: tagged (PDF/UA-1), the same bytes for the same document, and closed.

A document can reach no file and no socket: it is given its style sheet and fonts, and whatever
else it names is refused unless it is a ``data:`` URI. One font configuration and the parsed
sheets serve the whole process: a new one per document costs a third of the time and memory that
never comes back.
"""

import atexit
import contextlib
import hashlib
import os
import threading
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from smm_ledger.core.errors import RuleError
from smm_ledger.core.marks import N_
from smm_ledger.documents.pango import import_weasyprint

MAX_HTML: Final = 4_000_000
"""Characters of HTML that are laid out at most: 500 full lines and a logo are below."""

_SHEETS_KEPT: Final = 16
_SAMPLE: Final = (
    '<html lang="en"><head><title>t</title></head><body><h1>Abc 123</h1><p><b>Abc</b> é €</p>'
    "<table><thead><tr><th>Abc</th></tr></thead><tbody><tr><td>123</td></tr></tbody></table>"
    "</body></html>"
)
"""A page with what all documents have: headings, words, a table, two weights."""

_lock: Final = threading.Lock()


def render_pdf(html: str, *, css: str, fonts: Path) -> bytes:
    """Lay out a document.

    Args:
        html: The whole page; its ``lang``, ``title`` and ``dcterms`` dates go into the file.
        css: The style sheet, ``@font-face`` rules included.
        fonts: Folder of the files that ``url("font:NAME")`` may name.

    Raises:
        MissingDependency: Pango is not installed.
        RuleError: The page is too long to be laid out.
    """
    if len(html) > MAX_HTML:
        raise RuleError(
            "PDF",
            N_("the document is too long to be laid out"),
            hint=N_("shorten its texts, or use a smaller logo"),
        )
    with _lock:
        return _engine(fonts).render(html, css)


def warm_up(*, css: str, fonts: Path) -> None:
    """Pay for the import, the fonts, the style sheet and what a first page costs now."""
    with _lock:
        _engine(fonts).render(_SAMPLE, css)


class _Engine:
    """WeasyPrint with its font configuration and the style sheets parsed so far."""

    def __init__(self, fonts: Path) -> None:
        self._weasyprint = import_weasyprint()
        self._fetcher = self._weasyprint.urls.URLFetcher(
            allowed_protocols=("data",), allow_redirects=False
        )
        self._font_fetcher = _font_fetcher(self._weasyprint, _font_files(fonts))
        self._font_config = self._new_font_config()
        self._sheets: dict[str, Any] = {}

    def _new_font_config(self) -> Any:  # noqa: ANN401 - WeasyPrint ships no types
        from weasyprint.text.fonts import FontConfiguration

        return FontConfiguration()

    def sheet(self, css: str) -> Any:  # noqa: ANN401 - WeasyPrint ships no types
        """Return the parsed style sheet; its fonts join the configuration."""
        if css not in self._sheets:
            if len(self._sheets) >= _SHEETS_KEPT:
                self._sheets.pop(next(iter(self._sheets)))
            self._sheets[css] = self._weasyprint.CSS(
                string=css, font_config=self._font_config, url_fetcher=self._font_fetcher
            )
        return self._sheets[css]

    def render(self, html: str, css: str) -> bytes:
        document = self._weasyprint.HTML(string=html, url_fetcher=self._fetcher)
        with _fixed_time():
            written: bytes = document.write_pdf(
                stylesheets=[self.sheet(css)],
                font_config=self._font_config,
                pdf_variant="pdf/ua-1",
                pdf_identifier=hashlib.sha256((css + html).encode()).hexdigest().encode("ascii"),
            )
        return written


@contextlib.contextmanager
def _fixed_time() -> Iterator[None]:
    """Keep the clock out of the embedded fonts.

    Where HarfBuzz's subsetter is missing, fontTools makes the subsets, and stamps them with the
    time unless this variable (reproducible-builds.org) gives another.
    """
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


@lru_cache(maxsize=2)
def _engine(fonts: Path) -> _Engine:
    return _Engine(fonts)


# The font configuration keeps copies of the fonts in a temporary folder, which it removes when
# it goes: at the interpreter's own end that is too late.
atexit.register(_engine.cache_clear)


def _font_files(folder: Path) -> Mapping[str, Path]:
    return {f"font:{path.name}": path for path in sorted(folder.glob("*.[ot]tf"))}


def _font_fetcher(weasyprint: ModuleType, files: Mapping[str, Path]) -> Any:  # noqa: ANN401
    """Return a fetcher for style sheets: it serves these font files and ``data:``, nothing else."""
    urls = weasyprint.urls

    class FontFetcher(urls.URLFetcher):  # type: ignore[misc,name-defined] # a class of a lazy module
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:  # noqa: ANN401
            if url in files:
                return urls.URLFetcherResponse(url, files[url].read_bytes())
            return super().fetch(url, headers)

    return FontFetcher(allowed_protocols=("data",), allow_redirects=False)
