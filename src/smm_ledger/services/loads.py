"""What a client really cost in the last twelve months, and what was billed: private, for renewals.

Hours come from the effort log and from what was used of a retainer's services that have hours; who
logs a thing in both counts it twice.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from smm_ledger.core.dates import nth_month
from smm_ledger.core.effort import UNASKED, EffortTag, by_tag, per_hour, worth
from smm_ledger.core.money import Money
from smm_ledger.core.requests import Rate, Request, RequestKind
from smm_ledger.core.retainers import Retainer, beyond
from smm_ledger.services.hourly import rate_of
from smm_ledger.services.ports import Clock, Reader, Storage
from smm_ledger.services.read_models import ListQuery

MONTHS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientLoad:
    """A client's last twelve months, in its currency.

    Attributes:
        since, until: Both included.
        billed: Net of what was issued, less credit notes.
        minutes: By tag.
        earned: What an hour earned: `billed` over all hours; None without any.
        rate: What an hour is worth, or None.
        unasked: What odd users, trolls and crises took, at that rate; None without a rate.
        gifts: How many, of which `uncounted` without a figure; `gift_value`: the others together.
        overage: Units beyond retainers that went on invoices; `overage_open`: that did not yet.
        stop_work: The retainers for which work rests.
    """

    client: str
    since: dt.date
    until: dt.date
    billed: Money
    minutes: Mapping[EffortTag, int]
    earned: Money | None
    rate: Rate | None
    unasked: Money | None
    gifts: int
    uncounted: int
    gift_value: Money
    inside: int
    change_orders: int
    overage: Money
    overage_open: Money
    stop_work: tuple[str, ...]

    @property
    def all_minutes(self) -> int:
        """All time together."""
        return sum(self.minutes.values())

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell but what was billed."""
        counted = self.all_minutes + self.gifts + self.inside + self.change_orders
        return not (counted or self.overage or self.overage_open or self.stop_work)


class LoadService:
    """What clients really cost."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def of(self, client: str) -> ClientLoad:
        """Return a client's last twelve months; for its screen, and before a renewal."""
        today = self._clock.today()
        with self._storage.read() as reader:
            return _load(reader, reader.client(client).id, today)


def _load(reader: Reader, client_id: int, today: dt.date) -> ClientLoad:
    client = reader.client_by_id(client_id)
    since = nth_month(today, -MONTHS) + dt.timedelta(days=1)
    currency = client.currency
    billed = Money(reader.billed(client_id, currency, since=since, until=today), currency)
    minutes = by_tag(reader.effort_sums(client_id, since=since, until=today))
    rate = rate_of(reader, client_id, today=today)
    asked = [
        one
        for one in reader.requests(ListQuery(client=client_id))
        if since <= one.date <= today and one.currency == currency
    ]
    gifts = [one for one in asked if one.kind is RequestKind.GIFT]
    retainers = reader.retainers(client=client_id)
    unasked = sum(minutes[tag] for tag in UNASKED)
    return ClientLoad(
        client=client.code,
        since=since,
        until=today,
        billed=billed,
        minutes=minutes,
        earned=per_hour(billed, sum(minutes.values())),
        rate=rate,
        unasked=worth(unasked, rate.hour) if rate else None,
        gifts=len(gifts),
        uncounted=sum(one.value is None for one in gifts),
        gift_value=Money(sum(one.value or 0 for one in gifts), currency),
        inside=_count(asked, RequestKind.INSIDE),
        change_orders=_count(asked, RequestKind.CHANGE_ORDER),
        overage=_overage(retainers, since, currency),
        overage_open=_overage_open(retainers, currency),
        stop_work=tuple(one.name for one in retainers if one.stop_work is not None),
    )


def _count(asked: Sequence[Request], kind: RequestKind) -> int:
    return sum(one.kind is kind for one in asked)


def _overage(retainers: Sequence[Retainer], since: dt.date, currency: str) -> Money:
    total = Money.zero(currency)
    for own in retainers:
        lately = {one.no for one in own.periods if one.on >= since}
        for part in own.overage:
            if part.billed in lately and own.currency == currency:
                total += Money.of(part.quantity * part.price, currency)
    return total


def _overage_open(retainers: Sequence[Retainer], currency: str) -> Money:
    total = Money.zero(currency)
    for own in retainers:
        if own.currency == currency:
            for one in beyond(own):
                total += Money.of(one.quantity * one.price, currency)
    return total
