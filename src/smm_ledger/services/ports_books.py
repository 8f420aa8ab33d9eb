"""What the reports, the journal and the imports need to read, as a Protocol (see `ports`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from smm_ledger.core.bookkeeping import Books
    from smm_ledger.core.lateness import Habit
    from smm_ledger.core.parties import Client
    from smm_ledger.core.reports import (
        AgingRow,
        CashRow,
        ClientRow,
        LossRow,
        RevenueRow,
        StampRow,
    )
    from smm_ledger.services.read_models import ListQuery, NumberedRow


class BookReader(Protocol):
    """Reads over the whole ledger; amounts are minor units of the row's currency."""

    def client_records(self, query: ListQuery) -> Sequence[Client]:
        """List clients as `clients`, without what the ledger knows of their payments."""
        ...

    def numbered(self) -> Sequence[NumberedRow]:
        """Return every document that bears a number, in the order of the series."""
        ...

    def books(self) -> Books:
        """Return everything that is booked: documents, payments, settlements."""
        ...

    def aging_rows(self, as_of: dt.date) -> Sequence[AgingRow]:
        """Return what each client owes as of a day, by age; by name and currency."""
        ...

    def revenue_rows(self, year: int) -> Sequence[RevenueRow]:
        """Return what was invoiced less credited, by month, client and currency."""
        ...

    def cash_rows(self, year: int) -> Sequence[CashRow]:
        """Return what came in, by month and currency; what was reversed did not."""
        ...

    def stamp_rows(self, year: int) -> Sequence[StampRow]:
        """Return the stamp duty of each quarter."""
        ...

    def client_rows(self, as_of: dt.date) -> Sequence[ClientRow]:
        """Return each client's history, the most billed first in each currency."""
        ...

    def habits(self) -> Mapping[tuple[int, str], Habit]:
        """Return how late each client has paid, by its key and the currency."""
        ...

    def loss_rows(self, as_of: dt.date) -> Sequence[LossRow]:
        """Return each write-off and each recovery until a day, oldest first."""
        ...
