"""What an hour for a client is worth, and where that figure comes from.

The client's own retainer says it first, then the last quote that it accepted, then the calculator:
what was agreed with this client counts more than what an hour must cost on the whole.
"""

import datetime as dt
from typing import Final

from smm_ledger.core.quotes import hourly_rate
from smm_ledger.core.requests import Rate
from smm_ledger.core.retainers import hourly
from smm_ledger.core.states import RetainerState
from smm_ledger.services.ports import Reader
from smm_ledger.services.rates import hour_of
from smm_ledger.services.read_models import ListQuery

CALCULATOR: Final = "rate"
ACCEPTED: Final = frozenset({"accepted", "invoiced"})


def rate_of(reader: Reader, client_id: int, *, today: dt.date) -> Rate | None:
    """Return what an hour for a client is worth, in its currency; None where nothing says it."""
    for own in reversed(reader.retainers(client=client_id)):
        hour = hourly(own)
        if own.state is not RetainerState.ENDED and hour is not None:
            return Rate(hour=hour, source=own.name)
    for row in reader.quotes(ListQuery(client=client_id), today=today):
        if row.status in ACCEPTED:
            quote = reader.quote_by_id(row.id)
            hour = hourly_rate(quote.accepted) if quote.accepted else None
            if hour is not None:
                return Rate(hour=hour, source=quote.number)
    hour = hour_of(reader)
    same = hour is not None and hour.currency == reader.client_by_id(client_id).currency
    return Rate(hour=hour, source=CALCULATOR) if hour is not None and same else None
