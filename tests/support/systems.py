"""What this system has: a test of what it lacks is skipped with the reason, never broken."""

import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import Final

import pytest

POSIX: Final = os.name == "posix"
"""Whether there are pseudo-terminals, pipes with names, limits of resources and bits of modes."""

linux_only = pytest.mark.skipif(
    sys.platform != "linux", reason="Linux alone holds a process to its memory"
)
posix_only = pytest.mark.skipif(not POSIX, reason="what it needs is in POSIX alone")


def _makes_links() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        try:
            (Path(folder) / "link").symlink_to("nowhere")
        except OSError:
            return False
    return True


needs_links = pytest.mark.skipif(
    not _makes_links(), reason="this user may not make links (Windows: the developer mode may)"
)


def is_private(path: Path) -> bool:
    """Whether only its owner may look into a file or folder; Windows has no bits that say it."""
    mine = 0o700 if path.is_dir() else 0o600
    return not POSIX or stat.S_IMODE(path.stat().st_mode) == mine
