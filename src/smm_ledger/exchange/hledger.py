"""The books as a journal for hledger: every account and currency declared, every entry balanced.

User text is data: what would begin a comment, a code or another line there is taken out of it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from smm_ledger.core.bookkeeping import Account, Entry
from smm_ledger.core.money import Money, exponent_of
from smm_ledger.core.text import safe

FIRST_LINE: Final = "; smm-ledger journal"
WIDTH: Final = 48

_MEANT: Final = re.compile(r"[;|()=*!]+")
_BLANKS: Final = re.compile(r"\s+")


def is_journal(start: bytes) -> bool:
    """Whether a file that begins so is a journal of ours, which a newer one may replace."""
    return start.startswith(FIRST_LINE.encode())


def journal(entries: Sequence[Entry]) -> bytes:
    """Return the journal; the same entries give the same bytes."""
    currencies = sorted({entry.currency for entry in entries})
    accounts = sorted({posting.account for entry in entries for posting in entry.postings})
    lines = [
        FIRST_LINE,
        "decimal-mark .",
        "",
        *(_commodity(currency) for currency in currencies),
        "",
        *(f"account {_name(account)}" for account in accounts),
    ]
    for entry in entries:
        lines += ["", *_entry(entry)]
    return ("\n".join(lines) + "\n").encode()


def _commodity(currency: str) -> str:
    decimals = "0" * exponent_of(currency)
    return f"commodity 1000.{decimals} {currency}"


def _name(account: Account) -> str:
    return ":".join(account)


def _entry(entry: Entry) -> Iterator[str]:
    yield f"{entry.date.isoformat()} ({_plain(entry.code)}) {_plain(entry.text)}".rstrip()
    for posting in entry.postings:
        amount = f"{Money(posting.amount, entry.currency)} {entry.currency}"
        yield f"    {_name(posting.account):<{WIDTH}}  {amount:>16}"


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", _MEANT.sub(" ", safe(text))).strip()
