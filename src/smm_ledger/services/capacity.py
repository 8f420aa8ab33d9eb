"""Can I afford to say no? What is agreed, month by month, against the hours that can be billed.

Every kind of agreed work is a source of bookings; another one joins `SOURCES`.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from smm_ledger.core.capacity import Booking, MonthLoad, booking_of, bookings_of, capacity
from smm_ledger.core.states import QuoteStatus
from smm_ledger.services.ports import Clock, Reader, Storage
from smm_ledger.services.rates import rate_of
from smm_ledger.services.read_models import ListQuery

Source = Callable[[Reader, dt.date], Iterable[Booking]]
"""Given the ledger and today, what it has agreed to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityView:
    """Some months, from this one on.

    Attributes:
        billable: Hours that a month can bill; None: the rate calculator is not filled in.
    """

    months: tuple[MonthLoad, ...]
    billable: Decimal | None


def accepted_quotes(reader: Reader, today: dt.date) -> Iterator[Booking]:
    """Yield the work of quotes that are accepted and not invoiced in full."""
    for row in reader.quotes(ListQuery(status=str(QuoteStatus.ACCEPTED)), today=today):
        quote = reader.quote_by_id(row.id)
        if quote.accepted is not None:
            agreed = quote.accepted_on or today
            yield from bookings_of(quote.accepted.lines, agreed=agreed, today=today)


def retainers(reader: Reader, _today: dt.date) -> Iterator[Booking]:
    """Yield the work of retainers that run, period after period."""
    for own in reader.retainers():
        booking = booking_of(own)
        if booking is not None:
            yield booking


SOURCES: Sequence[Source] = (accepted_quotes, retainers)


class CapacityService:
    """The load of the months to come."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def months(self, months: int = 3) -> CapacityView:
        """Return the load of this month and those after it."""
        today = self._clock.today()
        with self._storage.read() as reader:
            rate = rate_of(reader)
            bookings = [booking for source in SOURCES for booking in source(reader, today)]
        billable = None if rate is None else rate.billable_per_month
        load = capacity(bookings, billable=billable or Decimal(0), first=today, months=months)
        return CapacityView(months=load, billable=billable)
