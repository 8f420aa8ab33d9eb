"""Whether a process runs."""

import os
import subprocess
import sys

from smm_ledger.processes import lives


def test_our_own_process_lives_and_an_ended_one_does_not() -> None:
    assert lives(os.getpid())
    ended = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert lives(ended.pid)
    ended.communicate(b"\n")
    assert not lives(ended.pid)
