"""Structured creditor references (ISO 11649): `RF`, two check digits, and what names the document.

The check digits are those of ISO 7064, modulo 97-10, as in an IBAN. A payer's bank carries such a
reference unchanged, so that the money names its invoice by itself.
"""

import re
from typing import Final

MOST: Final = 21
"""Characters after the check digits (ISO 11649:2009, 5.2)."""

_NOT_IN_REFERENCE: Final = re.compile(r"[^0-9A-Z]")


def rf_reference(number: str) -> str:
    """Return the reference of a document's number: `2026-001` gives `RF…2026001`.

    Returns:
        The electronic form, without blanks; empty where the number has no letter and no digit, or
        more of them than fit.
    """
    body = _NOT_IN_REFERENCE.sub("", number.upper())
    if not 0 < len(body) <= MOST:
        return ""
    return f"RF{98 - _remainder(f'{body}RF00'):02}{body}"


def _remainder(text: str) -> int:
    """Return the text's figure, letters counting 10 to 35, modulo 97."""
    return int("".join(str(int(character, 36)) for character in text)) % 97
