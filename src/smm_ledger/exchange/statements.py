"""A bank statement, whichever file it is in: CAMT.053 by its first character, else CSV.

Without a format's name the layouts are tried in order, the user's own first; a file in none of them
is refused with the way to say its columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smm_ledger.core.bank import BankEntry
from smm_ledger.core.bank_formats import BankFormat, UnknownFormat
from smm_ledger.core.marks import N_
from smm_ledger.exchange.bank_csv import NoHeader, likely_header, read_csv
from smm_ledger.exchange.files import decode, read_bytes

if TYPE_CHECKING:  # lxml is imported when a file is XML
    from smm_ledger.exchange.camt import Gap

CAMT: Final = "camt.053"
MOST_BYTES: Final = 32 * 1024 * 1024

_XML: Final = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a file held, and the format that it was in.

    Attributes:
        gaps: Accounts whose entries do not lead from one balance to the other.
    """

    file: str
    format: str
    entries: tuple[BankEntry, ...]
    gaps: "tuple[Gap, ...]" = ()


def read_statement(path: Path, formats: Mapping[str, BankFormat], *, currency: str) -> Statement:
    """Return the entries of a statement.

    Args:
        path: CAMT.053 or CSV.
        formats: Layouts of CSV by name, in the order in which they are tried.
        currency: Of entries that say none.

    Raises:
        NotFoundError: There is no such file.
        UnknownFormat: It is in none of the formats. InputError: A row can't be read.
    """
    data = read_bytes(path, most=MOST_BYTES)
    name = path.name
    if data.lstrip(b" \t\r\n").startswith(_XML):
        from smm_ledger.exchange.camt import read_camt

        entries, gaps = read_camt(data, name=name)
        return Statement(file=name, format=CAMT, entries=tuple(entries), gaps=tuple(gaps))
    text = decode(data, name=name)
    for called, layout in formats.items():
        try:
            entries = read_csv(text, layout, name=name, currency=currency)
        except NoHeader:
            if len(formats) == 1:
                raise
        else:
            return Statement(file=name, format=called, entries=tuple(entries))
    raise UnknownFormat(
        name,
        N_("it is a bank statement in no format that is known"),
        hint=N_("say its columns once"),
        cli="--format NAME --columns date=…,amount=…,text=…",
        columns=", ".join(likely_header(text)),
    )
