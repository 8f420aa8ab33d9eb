"""File names of e-invoices: `IT`, the sender's fiscal code, `_`, five characters.

SdI never takes a name twice, not even after it refused the file, so the five characters come from
a counter that only grows and has nothing to do with the invoice's number. Who keeps the counter
gives it; nothing is remembered here.
"""

import re
from typing import Final

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.parties import Issuer

LARGEST: Final = 5_000_000
"""Bytes that a file may have (SdI 00003)."""

_DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LENGTH: Final = 5
LAST_COUNTER: Final = len(_DIGITS) ** _LENGTH - 1
_NAME: Final = re.compile(r"IT[A-Za-z0-9]{11,16}_[A-Za-z0-9]{1,5}\.(?:xml|xml\.p7m|zip)")


def progressive(counter: int) -> str:
    """Return the five characters of a counter: `00001`, after `0000Z` comes `00010`.

    Raises:
        InputError: Below 1, or beyond the last name that five characters make.
    """
    if not 1 <= counter <= LAST_COUNTER:
        raise InputError(
            "counter",
            N_("{counter} makes no name of an e-invoice"),
            hint=N_("it runs from 1 to {last}"),
            counter=counter,
            last=LAST_COUNTER,
        )
    digits, rest = "", counter
    for _ in range(_LENGTH):
        rest, digit = divmod(rest, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def fiscal_id(issuer: Issuer) -> str:
    """Return the sender's fiscal code: of a person the tax code, else the VAT number."""
    return issuer.tax_code or issuer.vat_id.removeprefix("IT")


def file_name(issuer: Issuer, counter: int) -> str:
    """Return the name of the file, such as `ITBNCGLI90A41F205X_00001.xml`."""
    return f"IT{fiscal_id(issuer)}_{progressive(counter)}.xml"


def is_file_name(name: str) -> bool:
    """Tell whether SdI takes a file of that name (00001)."""
    return _NAME.fullmatch(name) is not None
