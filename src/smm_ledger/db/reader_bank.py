"""Bank statements and what the future may bring, on the read side (see `services.ports_bank`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from smm_ledger.core.bank import KnownPayment, OpenInvoice
    from smm_ledger.db.queries.rows import Db


class BankReads:
    """Reads of one consistent state; the queries are imported where they are wanted."""

    _db: Db

    def open_receivables(self) -> Sequence[OpenInvoice]:
        """Return every invoice with a balance, oldest due first."""
        from smm_ledger.db.queries import bank

        return bank.open_receivables(self._db)

    def known_payments(self, *, since: dt.date, until: dt.date) -> Sequence[KnownPayment]:
        """Return the payments of some days, and those whose payer's account is known."""
        from smm_ledger.db.queries import bank

        return bank.known_payments(self._db, since=since, until=until)
