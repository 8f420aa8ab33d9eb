"""Ending a process at once; without pytest, which every worker would pay for."""

import os
from typing import Final

KILL: Final = 9
"""What ends a process at once: SIGKILL, or on Windows any number that is no Ctrl-C."""

KILLED: Final = -KILL if os.name == "posix" else KILL
"""The exit code of who was ended so."""
