"""File names of e-invoices: `IT`, the sender's fiscal code, `_`, five characters.

SdI never takes a name twice, not even after it refused the file, so the five characters come from
a counter that only grows and has nothing to do with the invoice's number. Who keeps the counter
gives it; nothing is remembered here.
"""

import re
from typing import Final

from smm_ledger.core.numbering import progressive
from smm_ledger.core.parties import Issuer

LARGEST: Final = 5_000_000
"""Bytes that a file may have (SdI 00003)."""

_NAME: Final = re.compile(r"IT[A-Za-z0-9]{11,16}_[A-Za-z0-9]{1,5}\.(?:xml|xml\.p7m|zip)")


def fiscal_id(issuer: Issuer) -> str:
    """Return the sender's fiscal code: of a person the tax code, else the VAT number."""
    return issuer.tax_code or issuer.vat_id.removeprefix("IT")


def file_name(issuer: Issuer, counter: int) -> str:
    """Return the name of the file, such as `ITBNCGLI90A41F205X_00001.xml`."""
    return f"IT{fiscal_id(issuer)}_{progressive(counter)}.xml"


def is_file_name(name: str) -> bool:
    """Tell whether SdI takes a file of that name (00001)."""
    return _NAME.fullmatch(name) is not None
