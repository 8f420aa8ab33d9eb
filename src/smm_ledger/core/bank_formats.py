"""How a bank's CSV is laid out: which column is what, said once in words and kept by a name.

Decimals and dates are said by the format, never guessed from a file: `1.234` and `03/04/2026` mean
different things at different banks.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
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
    "state",
)
"""What a column can be; `credit` and `debit` stand apart where there is no signed `amount`."""

NOT_BOOKED: Final = frozenset(
    {
        *("pending", "reverted", "declined", "failed", "canceled", "cancelled", "authorized"),
        *("non contabilizzato", "non contabilizzata", "autorizzato", "autorizzata"),
        *("in sospeso", "in attesa", "in elaborazione", "annullato", "annullata", "stornato"),
        *("stornata", "rifiutato", "rifiutata", "ripristinato", "ripristinata"),
    }
)
"""What a state says, in small letters, of a row that is not on the account."""

CHOICES: Final[Mapping[str, tuple[str, ...]]] = {
    "decimals": ("comma", "point"),
    "dates": ("dmy", "mdy", "ymd"),
}
"""What is said beside the columns; the first is what counts without it."""

_BETWEEN: Final = re.compile(rf",(?=\s*(?:{'|'.join((*ROLES, *CHOICES))})\s*=)")


class UnknownFormat(InputError):
    """A file is in none of the layouts that are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankFormat:
    """A layout.

    Attributes:
        columns: Role and header. Of several with one role, texts are joined, and of the others the
            first that the file has is read.
        decimals: `comma` or `point`.
        dates: Order of day, month and year; a date that begins with the year is always read so.
        marks: Headers that tell a ready layout from the others; all of them must be there.
    """

    columns: tuple[tuple[str, str], ...]
    decimals: str = "comma"
    dates: str = "dmy"
    marks: tuple[str, ...] = ()

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


def _marked(text: str, *marks: str) -> BankFormat:
    return replace(format_from(text), marks=marks)


READY: Final[Mapping[str, BankFormat]] = {
    "n26": _marked(
        "date=Booking date,date=Date,amount=Amount (EUR),text=Payment reference,"
        "name=Partner name,name=Payee,iban=Partner IBAN,iban=Account number,"
        "decimals=point,dates=ymd",
        "Payment reference",
        "Amount (EUR)",
    ),
    "n26-it": _marked(
        "date=Data,amount=Importo (EUR),text=Causale,name=Beneficiario,iban=Numero di conto,"
        "decimals=point,dates=ymd",
        "Beneficiario",
        "Numero di conto",
    ),
    "revolut": _marked(
        "date=Completed date,amount=Amount,text=Description,currency=Currency,state=State,"
        "decimals=point,dates=ymd",
        "Started date",
        "Completed date",
    ),
    "revolut-it": _marked(
        "date=Data di completamento,amount=Importo,text=Descrizione,currency=Valuta,state=Stato,"
        "state=State,decimals=point,dates=ymd",
        "Data di inizio",
        "Data di completamento",
    ),
    "revolut-business": _marked(
        "date=Date completed (UTC),amount=Amount,text=Description,text=Reference,name=Payer,"
        "currency=Payment currency,state=State,reference=ID,decimals=point,dates=ymd",
        "Date completed (UTC)",
    ),
    "qonto": _marked(
        "date=Settlement date (local),date=Settlement date (UTC),amount=Total amount (incl. VAT),"
        "amount=Amount,text=Reference,text=Counterparty name,name=Counterparty name,"
        "currency=Currency,state=Status,decimals=comma,dates=dmy",
        "Counterparty name",
    ),
    "it": format_from(
        "date=Data contabile,date=Data operazione,date=Data_Operazione,date=Data registrazione,"
        "date=Data contabilizzazione,date=Data movimento,date=Data,"
        "amount=Importo,amount=Importo (EUR),amount=Importo (euro),amount=Importo in euro,"
        "amount=Importo €,amount=Euro,"
        "credit=Accrediti,credit=Accrediti (euro),credit=Accrediti (EUR),credit=Avere,"
        "credit=Entrate,credit=Accredito,"
        "debit=Addebiti,debit=Addebiti (euro),debit=Addebiti (EUR),debit=Dare,debit=Uscite,"
        "debit=Addebito,"
        "text=Descrizione,text=Descrizione operazione,text=Descrizione operazioni,"
        "text=Descrizione estesa,text=Descrizione_Completa,text=Descrizione completa,"
        "text=Causale,text=Operazione,text=Dettagli,"
        "name=Ordinante,name=Controparte,iban=IBAN ordinante,iban=IBAN controparte,"
        "currency=Divisa,currency=Valuta,state=Stato,state=Contabilizzazione,"
        "decimals=comma,dates=dmy"
    ),
    "en": format_from(
        "date=Booking date,date=Transaction date,date=Date,"
        "amount=Amount,credit=Credit,credit=Paid in,debit=Debit,debit=Paid out,"
        "text=Description,text=Details,text=Reference,"
        "name=Payer,name=Name,iban=IBAN,currency=Currency,state=State,state=Status,"
        "decimals=point,dates=dmy"
    ),
}
"""Layouts that need no saying, in the order in which they are tried: those of some banks that write
otherwise, then most Italian banks' (Intesa Sanpaolo, UniCredit, BPER, Fineco, Poste), then an
English one. Headers are compared without their capitals."""
