"""How a bank's CSV is laid out: which column is what, said once in words and kept by a name.

Decimals and dates are said by the format, never guessed from a file: `1.234` and `03/04/2026` mean
different things at different banks.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_

ROLES: Final = (
    "date",
    "amount",
    "credit",
    "debit",
    "text",
    "name",
    "iban",
    "currency",
    "reference",
)
"""What a column can be; `credit` and `debit` stand apart where there is no signed `amount`."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "decimals": ("comma", "point"),
    "dates": ("dmy", "mdy", "ymd"),
}
"""What is said beside the columns; the first is what counts without it."""

_BETWEEN: Final = re.compile(rf",(?=\s*(?:{'|'.join((*ROLES, *CHOICES))})\s*=)")


@dataclass(frozen=True, slots=True, kw_only=True)
class BankFormat:
    """A layout.

    Attributes:
        columns: Role and header. Of several with one role, texts are joined, and of the others the
            first that the file has is read.
        decimals: `comma` or `point`.
        dates: Order of day, month and year; a date that begins with the year is always read so.
    """

    columns: tuple[tuple[str, str], ...]
    decimals: str = "comma"
    dates: str = "dmy"

    def headers(self, role: str) -> Sequence[str]:
        """Return the headers of a role."""
        return [header for own, header in self.columns if own == role]

    def __str__(self) -> str:
        """Return it as `format_from` reads it."""
        said = [*self.columns, ("decimals", self.decimals), ("dates", self.dates)]
        return ",".join(f"{name}={value}" for name, value in said)


def format_from(text: str, *, field: str = "columns") -> BankFormat:
    """Read `date=Data,amount=Importo,text=Descrizione`, with `decimals=` and `dates=` if need be.

    Raises:
        InputError: An unknown word, an empty header, or no date, amount or text.
    """
    columns: list[tuple[str, str]] = []
    said = {name: values[0] for name, values in CHOICES.items()}
    for part in _BETWEEN.split(text):
        name, _, value = (piece.strip() for piece in part.partition("="))
        if name in ROLES and value:
            columns.append((name, value))
        elif value in CHOICES.get(name, ()):
            said[name] = value
        else:
            raise InputError(
                field,
                N_("“{part}” says no column"),
                hint=N_("as in date=Data,amount=Importo,text=Descrizione,decimals=comma,dates=dmy"),
                part=part.strip(),
            )
    have = {role for role, _ in columns}
    for needed in ({"date"}, {"amount", "credit"}, {"text"}):
        if not needed & have:
            raise InputError(
                field,
                N_("there is no column for “{role}”"),
                hint=N_("a date, an amount (or credit and debit) and a text are needed"),
                role=min(needed),
            )
    return BankFormat(columns=tuple(columns), decimals=said["decimals"], dates=said["dates"])


READY: Final[Mapping[str, BankFormat]] = {
    "it": format_from(
        "date=Data contabile,date=Data operazione,date=Data,"
        "amount=Importo,amount=Importo (EUR),credit=Accrediti,credit=Avere,credit=Entrate,"
        "debit=Addebiti,debit=Dare,debit=Uscite,"
        "text=Descrizione,text=Descrizione operazione,text=Causale,text=Dettagli,"
        "name=Ordinante,iban=IBAN ordinante,currency=Divisa,decimals=comma,dates=dmy"
    ),
    "en": format_from(
        "date=Booking date,date=Transaction date,date=Date,"
        "amount=Amount,credit=Credit,credit=Paid in,debit=Debit,debit=Paid out,"
        "text=Description,text=Details,text=Reference,"
        "name=Payer,name=Name,iban=IBAN,currency=Currency,decimals=point,dates=dmy"
    ),
}
"""Layouts that need no saying: most Italian banks', and an English one."""
