"""What the services need of retainers, requests and effort, as Protocols (see `ports`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from smm_ledger.core.effort import Effort, EffortTag
    from smm_ledger.core.requests import Request
    from smm_ledger.core.retainers import Retainer
    from smm_ledger.services.read_models import ListQuery


class RetainerReader(Protocol):
    """Reads; a `ref` is `retainer-n`, `effort-n`."""

    def retainer(self, ref: str) -> Retainer:
        """Return a retainer with all its parts."""
        ...

    def retainers(
        self, *, client: int | None = None, until: dt.date | None = None
    ) -> Sequence[Retainer]:
        """List retainers, oldest first: all, one client's, or those due until a day."""
        ...

    def is_periodic(self, invoice_id: int) -> bool:
        """Whether an invoice is of a retainer's periods."""
        ...

    def effort(self, ref: str) -> Effort:
        """Return an effort."""
        ...

    def efforts(self, query: ListQuery) -> Sequence[Effort]:
        """List effort, newest first; the query's `status` is a tag."""
        ...

    def requests(self, query: ListQuery) -> Sequence[Request]:
        """List requests, newest first; the query's `status` is what became of them."""
        ...

    def effort_sums(
        self, client_id: int, *, since: dt.date, until: dt.date
    ) -> Sequence[tuple[EffortTag, int]]:
        """Return minutes by tag, of effort and of what was used; a tag may come twice."""
        ...

    def billed(self, client_id: int, currency: str, *, since: dt.date, until: dt.date) -> int:
        """Return the net of what was issued to a client, less credit notes, in minor units."""
        ...


class RetainerWriter(Protocol):
    """Writes. Deleting a draft invoice, or declaring one void, frees its periods by itself."""

    def save_retainer(self, retainer: Retainer) -> Retainer:
        """Insert or update with its parts; a period that is decided already is refused."""
        ...

    def save_effort(self, effort: Effort) -> Effort:
        """Insert an effort."""
        ...

    def delete_effort(self, effort: Effort) -> None:
        """Delete an effort that was typed wrong."""
        ...

    def save_request(self, request: Request) -> Request:
        """Insert a request."""
        ...
