"""A strict reader of journals, and hledger itself where it is: what a journal must hold.

Written from hledger's manual and apart from what writes journals here, so that one can judge the
other: every account and commodity declared, dates in order, every entry in one commodity and of
sum zero.
"""

import re
import shutil
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Final

_ENTRY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) \(([^()]+)\)(?: ([^;|]*))?")
_POSTING: Final = re.compile(r" {4}(\S+(?: \S+)*) {2,}(-?[0-9]+(?:\.[0-9]+)?) ([A-Z]{3})")
_COMMODITY: Final = re.compile(r"commodity 1000\.([0-9]*) ([A-Z]{3})")

Balances = dict[tuple[str, str], Decimal]


def read_journal(text: str) -> Balances:
    """Return the balance of each account and commodity; AssertionError for what may not stand."""
    accounts: set[str] = set()
    decimals: dict[str, int] = {}
    found: Balances = {}
    last, current = "", Balances()
    for line in [*text.split("\n"), ""]:
        assert line == line.rstrip(), line
        if not line or line.startswith(("; ", "decimal-mark .")):
            assert not any(current.values()), (last, current)
            current = {}
        elif line.startswith("account "):
            accounts.add(line.removeprefix("account "))
        elif match := _COMMODITY.fullmatch(line):
            decimals[match[2]] = len(match[1])
        elif match := _ENTRY.fullmatch(line):
            assert last <= match[1], line
            last = match[1]
        else:
            match = _POSTING.fullmatch(line)
            assert match, line
            account, amount, currency = match.groups()
            assert account in accounts, account
            assert len(amount.partition(".")[2]) == decimals[currency], line
            key = (account, currency)
            found[key] = found.get(key, Decimal(0)) + Decimal(amount)
            current[currency, ""] = current.get((currency, ""), Decimal(0)) + Decimal(amount)
            assert len(current) == 1, line
    return {key: amount for key, amount in found.items() if amount}


def ask_hledger(path: Path) -> None:
    """Let hledger check a journal, strictly."""
    program = shutil.which("hledger")
    assert program is not None
    command = [program, "-f", str(path), "check", "--strict", "ordereddates"]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", env={"LC_ALL": "C.UTF-8"}, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def ask_ourselves(path: Path) -> None:
    """Read it with our own reader."""
    read_journal(path.read_text(encoding="utf-8"))


CHECKERS: Final[dict[str, Callable[[Path], None]]] = {
    "ours": ask_ourselves,
    **({"hledger": ask_hledger} if shutil.which("hledger") else {}),
}
"""Who judges: our own reader always, hledger where it is installed (`dev.py test` sees to it)."""
