"""The EPC QR code: a bank app scans it, and the transfer is filled in.

European Payments Council, EPC069-12 (version 002, SCT). The free-text reference stands on its own
line 11; line 10 is for a structured one and stays empty. A code that no bank could use is not
drawn at all: the currency is not EUR, the amount is out of bounds, the IBAN is wrong.
"""

import base64
import io
from decimal import Decimal
from typing import Final

import segno
from stdnum import iban as stdnum_iban

from smm_ledger.core.money import Money

_LEAST: Final = Decimal("0.01")
_MOST: Final = Decimal("999999999.99")
_NAME_MAX: Final = 70
REFERENCE_MAX: Final = 140
_QUIET_ZONE: Final = 4


def epc_payload(*, name: str, iban: str, amount: Money, reference: str, bic: str = "") -> str:
    """Return the text of the code, or an empty one where there can be none.

    Args:
        name: The beneficiary; cut at 70 characters.
        iban: With or without spaces.
        amount: What is to be paid.
        reference: Free text, such as ``Fattura 2026-003``; cut at 140 characters.
        bic: Optional within the EEA.
    """
    compact = iban.replace(" ", "").upper()
    payable = amount.currency == "EUR" and _LEAST <= amount.decimal <= _MOST
    if not payable or not name or not stdnum_iban.is_valid(compact):
        return ""
    lines = (
        *("BCD", "002", "1", "SCT"),
        bic.replace(" ", "").upper(),
        _one_line(name, _NAME_MAX),
        compact,
        f"EUR{amount}",
        *("", ""),
        _one_line(reference, REFERENCE_MAX),
    )
    return "\n".join(lines)


def qr_uri(payload: str) -> str:
    """Return the code as an SVG ``data:`` URI, error correction M, quiet zone 4."""
    code = segno.make(payload, error="m", boost_error=False, micro=False, encoding="utf-8")
    out = io.BytesIO()
    code.save(out, kind="svg", border=_QUIET_ZONE, xmldecl=False, svgns=True, omitsize=True)
    return f"data:image/svg+xml;base64,{base64.b64encode(out.getvalue()).decode('ascii')}"


def _one_line(text: str, length: int) -> str:
    return " ".join(text.split())[:length].rstrip()
