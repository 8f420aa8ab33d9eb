"""The collections review and the home screen: what is owed, how late, what to do next.

The first paint waits for `home`: what the review needs besides is imported by it alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smm_ledger.settings import SILENT_DAYS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from smm_ledger.services.debtors import DebtRecord
    from smm_ledger.services.home import HomeSummary
    from smm_ledger.services.ports import Clock, Storage
    from smm_ledger.services.review import OverdueReview, PaidLate

HOME_ROWS = 100


class CollectionsService:
    """Reads for the daily look at money."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def review(
        self,
        *,
        client: str | None = None,
        as_of: dt.date | None = None,
        limit: int | None = None,
    ) -> OverdueReview:
        """Return what is overdue as of a day (today), of one client or of all."""
        from smm_ledger.services.charges import charged
        from smm_ledger.services.chasing import told

        with self._storage.read() as reader:
            client_id = reader.client(client).id if client else None
            day = as_of or self._clock.today()
            review = reader.overdue(as_of=day, client=client_id, limit=limit)
            return told(reader, charged(reader, review))

    def record(self, ref: str) -> DebtRecord:
        """Return what was done about a client's debts, or about one invoice."""
        from smm_ledger.services.contacts import record_of

        with self._storage.read() as reader:
            return record_of(reader, ref, self._clock.today())

    def paid_late(self, client: str) -> Sequence[PaidLate]:
        """Return what a client owes for having paid late where nothing is overdue any more."""
        from smm_ledger.services.charges import paid_late

        with self._storage.read() as reader:
            return paid_late(reader, reader.client(client).id, self._clock.today())

    def home(self, *, silent_days: int = SILENT_DAYS) -> HomeSummary:
        """Return the home screen; the regime's limit is asked for apart (`cash_limit`).

        Args:
            silent_days: Days without an answer after which a quote is followed up.
        """
        with self._storage.read() as reader:
            return reader.home(today=self._clock.today(), silent_days=silent_days, limit=HOME_ROWS)

    def day(self, *, silent_days: int = SILENT_DAYS) -> HomeSummary:
        """Return the home screen with what the ladder says to do (`home` and `steps`)."""
        return self.steps(self.home(silent_days=silent_days))

    def steps(self, summary: HomeSummary) -> HomeSummary:
        """Return a home screen with the reminders that are due; its own reading does not wait."""
        from smm_ledger.services.next_steps import with_steps

        with self._storage.read() as reader:
            return with_steps(reader, summary, summary.as_of)

    def cash_limit(self) -> int | None:
        """Return how much money the regime lets in this year, in minor units, or None.

        Apart from `home` because it imports the regimes, which the first paint need not wait for.
        """
        from smm_ledger.core.regimes import regime_of

        with self._storage.read() as reader:
            limit = regime_of(reader.issuer().regime).cash_limit(self._clock.today().year)
        return limit.next_year if limit else None
