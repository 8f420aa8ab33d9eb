"""The import of WeasyPrint, which needs Pango from outside of Python.

It is imported by a render and never before: it costs most of a second, and where the libraries
are missing it prints a banner and fails. Both are kept away from the user here; nothing else
may import WeasyPrint.
"""

import contextlib
import ctypes.util
import importlib.util
import io
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Final

from smm_ledger.core.errors import MissingDependency
from smm_ledger.core.marks import N_

_HINTS: Final = {
    "darwin": N_("install it with: brew install pango"),
    "win32": N_("install it with: pip install gstreamer-libs"),
}
_HINT_LINUX: Final = N_(
    "install it with: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)
BREW_LIBRARIES: Final = ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib")
"""Where Homebrew (on Apple's and on Intel's processors) and MacPorts put libraries."""

_lock: Final = threading.Lock()


def import_weasyprint() -> ModuleType:
    """Return the ``weasyprint`` module.

    Raises:
        MissingDependency: Pango or one of its companions is not installed; says what to install.
    """
    with _lock:
        _point_to_wheel()
        try:
            return _import()
        except OSError as error:
            raise MissingDependency(
                "Pango",
                N_("the library that draws PDF pages is not installed; the HTML can be had"),
                hint=_HINTS.get(sys.platform, _HINT_LINUX),
            ) from error


def _import() -> ModuleType:
    """Import at once where our own search finds the libraries, else with the system's."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            with _searching():
                return importlib.import_module("weasyprint")
        except OSError:
            return importlib.import_module("weasyprint")


@contextlib.contextmanager
def _searching() -> Iterator[None]:
    """Put our search in the place of ``ctypes.util.find_library``.

    WeasyPrint asks it for names without a folder, such as ``pango-1.0``. On Linux it starts gcc,
    ld and ldconfig for each of them (54 processes), although the loader knows the last ones by
    itself. On macOS it does not look where Homebrew and MacPorts put libraries. On Windows it looks
    along PATH, where the wheel is not (and should not be: viewers would inherit it), and the
    loader adds no ``.dll`` to names with a dot.
    """
    search = ctypes.util.find_library
    ctypes.util.find_library = _find
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _find(name: str) -> str | None:
    """Return the file of a library, if it is where this system's packages put it."""
    file = f"{name}.dll" if sys.platform == "win32" else f"lib{name}.dylib"
    found = (folder / file for folder in _folders())
    return next((str(path) for path in found if path.is_file()), None)


def _folders() -> Iterator[Path]:
    if sys.platform == "darwin":
        yield from map(Path, BREW_LIBRARIES)
    if (wheel := _wheel()) is not None:
        yield wheel / "bin"


def _wheel() -> Path | None:
    """Return the folder of the ``gstreamer-libs`` wheel, which holds Pango's DLLs for Windows."""
    found = importlib.util.find_spec("gstreamer_libs") if sys.platform == "win32" else None
    return None if found is None or found.origin is None else Path(found.origin).parent


def _point_to_wheel() -> None:
    """Name the wheel's folders, for what its DLLs load in their turn."""
    if (folder := _wheel()) is not None:
        os.environ.setdefault("WEASYPRINT_DLL_DIRECTORIES", str(folder / "bin"))
        os.environ.setdefault("FONTCONFIG_PATH", str(folder / "etc" / "fonts"))
