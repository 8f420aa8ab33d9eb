"""What the services need to compare a bank statement with the ledger (see `ports`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from smm_ledger.core.bank import KnownPayment, OpenInvoice


class BankReader(Protocol):
    """Reads."""

    def open_receivables(self) -> Sequence[OpenInvoice]:
        """Return every invoice with a balance, oldest due first."""
        ...

    def known_payments(self, *, since: dt.date, until: dt.date) -> Sequence[KnownPayment]:
        """Return the payments of some days, and those whose payer's account is known."""
        ...
