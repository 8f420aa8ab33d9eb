"""Reports: what the ledger teaches about the business. They read, and change nothing.

Private, all of them: a report is for the freelancer's eyes. The arithmetic is the core's, the cases
come from plain SQL.
"""

import datetime as dt
from typing import Final

from smm_ledger.core import analytics
from smm_ledger.core.forecast import WEEKS, Cashflow
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.reports import (
    Aging,
    Cash,
    Clients,
    Losses,
    Revenue,
    StampDuty,
    cash_of,
    stamp_of,
)
from smm_ledger.services.ports import Clock, Storage

LIMIT_CURRENCY: Final = "EUR"
"""Of `CashLimit`."""


class ReportService:
    """The reports, one method each."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def negotiation(self) -> analytics.Report:
        """Return what was won and lost until now, and what it cost.

        Groups are clients, services, asks, numbers of rounds, discount bands, and with or without
        a rival. Under five cases there is a count and no rate (`core.analytics`).
        """
        with self._storage.read() as reader:
            return analytics.report(reader.decided_quotes(), reader.gifts())

    def aging(self, *, as_of: dt.date | None = None) -> Aging:
        """Return what each client owes, per currency, by age of the instalments; today's."""
        day = as_of or self._clock.today()
        with self._storage.read() as reader:
            return Aging(as_of=day, rows=tuple(reader.aging_rows(day)))

    def revenue(self, year: int | None = None) -> Revenue:
        """Return what was invoiced in a year (this one), less credit notes.

        What was given up stays revenue: it is in `losses`.
        """
        year = year or self._clock.today().year
        with self._storage.read() as reader:
            return Revenue(year=year, rows=tuple(reader.revenue_rows(year)))

    def cash(self, year: int | None = None) -> Cash:
        """Return what came in in a year (this one), against the limit of the regime.

        All that came in counts, contribution and recharged stamp duty included.
        """
        year = year or self._clock.today().year
        with self._storage.read() as reader:
            issuer, rows = reader.issuer(), reader.cash_rows(year)
        limit = regime_of(issuer.regime).cash_limit(year)
        currency = LIMIT_CURRENCY if limit is not None else issuer.currency
        return cash_of(rows, year=year, limit=limit, currency=currency)

    def stamp(self, year: int | None = None) -> StampDuty:
        """Return the stamp duty due for each quarter of a year (this one)."""
        year = year or self._clock.today().year
        with self._storage.read() as reader:
            return stamp_of(reader.stamp_rows(year), year=year)

    def clients(self, *, as_of: dt.date | None = None) -> Clients:
        """Return what was billed to each client, what came of it, and how late."""
        day = as_of or self._clock.today()
        with self._storage.read() as reader:
            return Clients(as_of=day, rows=tuple(reader.client_rows(day)))

    def cashflow(self, weeks: int = WEEKS) -> Cashflow:
        """Return what will come in, week by week: what is owed, and what retainers plan."""
        from smm_ledger.services.foresight import cashflow

        with self._storage.read() as reader:
            return cashflow(reader, today=self._clock.today(), weeks=weeks)

    def losses(self, *, as_of: dt.date | None = None) -> Losses:
        """Return what was given up, and what of it was made good on a later day."""
        day = as_of or self._clock.today()
        with self._storage.read() as reader:
            return Losses(as_of=day, rows=tuple(reader.loss_rows(day)))
