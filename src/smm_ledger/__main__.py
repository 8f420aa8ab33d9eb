"""Where the program starts, as `smm-ledger` and as `python -m smm_ledger`.

Everything imported here is paid for by every command, so nothing is: `--version` is answered at
once, and all else belongs to the command line.
"""

import gc
import sys
from collections.abc import Sequence

from smm_ledger import __version__

RARELY = (100_000, 20, 100)
"""When to look for garbage: imports make thousands of things that all stay."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        argv: The words after the program's name; those of the process when absent.

    Returns:
        The exit code (see the table in the guide to the command line).
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"]:
        sys.stdout.write(f"smm-ledger {__version__}\n")
        return 0
    gc.set_threshold(*RARELY)
    from smm_ledger.cli.app import main as run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
