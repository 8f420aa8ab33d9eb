"""Which processes still run: what a dead one left half made may be taken away."""

import os


def lives(process: int) -> bool:
    """Tell whether a process of this number runs, ours or another user's."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it is another user's
    return True
