"""Days that Italian law leaves for a document, counted by themselves.

The home screen tells them of every row, so nothing that knows whole documents is imported here.
"""

import datetime as dt
from typing import Final

_INVOICE_WITHIN: Final = dt.timedelta(days=12)
_SEND_AGAIN_WITHIN: Final = dt.timedelta(days=5)


def invoice_by(paid: dt.date) -> dt.date:
    """Return the last day to invoice what was paid (art. 6 c. 3, art. 21 c. 4 DPR 633/72)."""
    return paid + _INVOICE_WITHIN


def send_again_by(rejected: dt.date) -> dt.date:
    """Return the last day to send again what SdI rejected (circ. AdE 13/E of 2018)."""
    return rejected + _SEND_AGAIN_WITHIN
