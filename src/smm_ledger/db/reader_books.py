"""Reports, the journal and the imports on the read side (see `services.ports_books`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from smm_ledger.db.queries.rows import Db
    from smm_ledger.services.read_models import ListQuery, NumberedRow


class BookReads:
    """Reads of one consistent state; the queries are imported where they are wanted."""

    _db: Db

    def client_records(self, query: ListQuery) -> Sequence[Client]:
        """List clients, without what the ledger knows of their payments."""
        from smm_ledger.db.queries import summaries

        return summaries.records(self._db, query)

    def numbered(self) -> Sequence[NumberedRow]:
        """Return every document that bears a number."""
        from smm_ledger.db.queries import numbered

        return numbered.numbered(self._db)

    def books(self) -> Books:
        """Return everything that is booked."""
        from smm_ledger.db.queries import booked

        return booked.books(self._db)

    def aging_rows(self, as_of: dt.date) -> Sequence[AgingRow]:
        """Return what each client owes, by age."""
        from smm_ledger.db.queries import money_reports

        return money_reports.aging(self._db, as_of)

    def revenue_rows(self, year: int) -> Sequence[RevenueRow]:
        """Return what was invoiced in a year."""
        from smm_ledger.db.queries import money_reports

        return money_reports.revenue(self._db, year)

    def cash_rows(self, year: int) -> Sequence[CashRow]:
        """Return what came in in a year."""
        from smm_ledger.db.queries import money_reports

        return money_reports.cash(self._db, year)

    def stamp_rows(self, year: int) -> Sequence[StampRow]:
        """Return the stamp duty of a year."""
        from smm_ledger.db.queries import money_reports

        return money_reports.stamp(self._db, year)

    def client_rows(self, as_of: dt.date) -> Sequence[ClientRow]:
        """Return each client's history."""
        from smm_ledger.db.queries import money_reports

        return money_reports.clients(self._db, as_of)

    def habits(self) -> Mapping[tuple[int, str], Habit]:
        """Return how late each client has paid."""
        from smm_ledger.db.queries import summaries

        return summaries.habits(self._db)

    def loss_rows(self, as_of: dt.date) -> Sequence[LossRow]:
        """Return each write-off and each recovery."""
        from smm_ledger.db.queries import money_reports

        return money_reports.losses(self._db, as_of)
