"""Ledgers that many tests begin with: made once by the program itself, then copied.

Making one costs a third of a second (three hundred statements of schema, some commits) and there
are two thousand tests; a copy of the idle file is the same ledger.
"""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path


def begin(path: Path, make: Callable[..., None], *of: object) -> None:
    """Put a ledger at a path where there is none.

    Args:
        path: Of its file; its folder is there.
        make: Makes it at a path; called once for the same `of`, in a folder of its own.
        of: What `make` is told besides the path.
    """
    with path.open("xb") as file:
        file.write(_made(make, *of))
    path.chmod(0o600)


@cache
def _made(make: Callable[..., None], *of: object) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        make(path, *of)
        return path.read_bytes()
