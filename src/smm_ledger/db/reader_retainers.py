"""Retainers, requests and effort on the read side (see `services.ports_retainers`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from smm_ledger.core.effort import Effort, EffortTag
    from smm_ledger.core.requests import Request
    from smm_ledger.core.retainers import Retainer
    from smm_ledger.db.queries.rows import Db
    from smm_ledger.services.read_models import ListQuery


class RetainerReads:
    """Reads of one consistent state; the queries are imported where they are wanted."""

    _db: Db

    def retainer(self, ref: str) -> Retainer:
        """Return a retainer by `retainer-n`."""
        from smm_ledger.db.queries import refs, retainers

        return retainers.retainer_by_id(self._db, refs.retainer_id(self._db, ref))

    def retainers(
        self, *, client: int | None = None, until: dt.date | None = None
    ) -> Sequence[Retainer]:
        """List retainers: all, one client's, or those with something due until a day."""
        from smm_ledger.db.queries import retainers

        return retainers.retainers(self._db, client=client, until=until)

    def is_periodic(self, invoice_id: int) -> bool:
        """Whether an invoice is of a retainer's periods."""
        from smm_ledger.db.queries import retainers

        return retainers.is_periodic(self._db, invoice_id)

    def effort(self, ref: str) -> Effort:
        """Return an effort by `effort-n`."""
        from smm_ledger.db.queries import refs, retainers

        return retainers.effort_by_id(self._db, refs.effort_id(self._db, ref))

    def efforts(self, query: ListQuery) -> Sequence[Effort]:
        """List effort, newest first."""
        from smm_ledger.db.queries import retainers

        return retainers.efforts(self._db, query)

    def requests(self, query: ListQuery) -> Sequence[Request]:
        """List requests, newest first."""
        from smm_ledger.db.queries import retainers

        return retainers.requests(self._db, query)

    def effort_sums(
        self, client_id: int, *, since: dt.date, until: dt.date
    ) -> Sequence[tuple[EffortTag, int]]:
        """Return minutes by tag, of effort and of what was used; a tag may come twice."""
        from smm_ledger.db.queries import retainers

        return retainers.effort_sums(self._db, client_id, since, until)

    def billed(self, client_id: int, currency: str, *, since: dt.date, until: dt.date) -> int:
        """Return the net of what was issued to a client, less credit notes."""
        from smm_ledger.db.queries import retainers

        return retainers.billed(self._db, client_id, currency, since, until)
