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
    """Import at once where the plain library names do, else with the whole search."""
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            with _without_search():
                return importlib.import_module("weasyprint")
        except OSError:
            return importlib.import_module("weasyprint")


@contextlib.contextmanager
def _without_search() -> Iterator[None]:
    """Skip ``ctypes.util.find_library`` on Linux.

    There it starts gcc, ld and ldconfig for each of the names that WeasyPrint tries (54
    processes), although the loader knows the last of them by itself.
    """
    search = ctypes.util.find_library
    if sys.platform.startswith("linux"):
        ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _find_nothing(name: str) -> None:
    del name


def _point_to_wheel() -> None:
    """On Windows, name the folder of the ``gstreamer-libs`` wheel: it holds Pango's DLLs.

    It goes on PATH too: names like ``gobject-2.0-0`` have no ``.dll``, which Windows adds only
    where a name has no dot; cffi then asks ``ctypes.util.find_library``, which looks along PATH.
    """
    wheel = importlib.util.find_spec("gstreamer_libs") if sys.platform == "win32" else None
    if wheel is not None and wheel.origin:
        folder = Path(wheel.origin).parent
        binaries = str(folder / "bin")
        os.environ.setdefault("WEASYPRINT_DLL_DIRECTORIES", binaries)
        os.environ.setdefault("FONTCONFIG_PATH", str(folder / "etc" / "fonts"))
        path = os.environ.get("PATH", "").split(os.pathsep)
        if binaries not in path:
            os.environ["PATH"] = os.pathsep.join((*path, binaries))
