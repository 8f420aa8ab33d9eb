"""Reports: what the ledger teaches about the business. They read, and change nothing.

Private, all of them: a report is for the freelancer's eyes. The arithmetic is the core's, the cases
come from plain SQL.
"""

from smm_ledger.core import analytics
from smm_ledger.services.ports import Storage


class ReportService:
    """The reports, one method each."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def negotiation(self) -> analytics.Report:
        """Return what was won and lost until now, and what it cost.

        Groups are clients, services, asks, numbers of rounds, discount bands, and with or without
        a rival. Under five cases there is a count and no rate (`core.analytics`).
        """
        with self._storage.read() as reader:
            return analytics.report(reader.decided_quotes())
