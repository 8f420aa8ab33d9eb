"""What clients ask for besides what was agreed, and what it comes to.

A change order gets a draft quote of its own in the same transaction, to be priced and sent.
"""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from smm_ledger.core.effort import minutes_of
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.numbering import Series, render
from smm_ledger.core.quotes import Quote
from smm_ledger.core.regimes import regime_of
from smm_ledger.core.requests import Rate, Request, RequestKind, gift_value
from smm_ledger.core.rounds import Round, Side
from smm_ledger.core.states import QuoteStatus
from smm_ledger.core.text import DESCRIPTION_MAX, NAME_MAX, clean
from smm_ledger.core.totals import compute
from smm_ledger.services.effort import said_day
from smm_ledger.services.hourly import rate_of
from smm_ledger.services.line_inputs import LineInput, build_lines
from smm_ledger.services.ports import Clock, Storage, UnitOfWork
from smm_ledger.services.quote_inputs import valid_day
from smm_ledger.services.quotes import saved as saved_quote
from smm_ledger.services.read_models import ListQuery


class RequestService:
    """The request log."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    def rate(self, client: str) -> Rate | None:
        """Return what an hour for a client is worth, None where nothing says it."""
        with self._storage.read() as reader:
            return rate_of(reader, reader.client(client).id, today=self._clock.today())

    def add(
        self,
        client: str,
        text: str,
        *,
        kind: RequestKind,
        hours: Decimal | None = None,
        date: dt.date | None = None,
    ) -> Request:
        """Log a request; a gift is counted, a change order gets its draft quote.

        Raises:
            InputError: A value is wrong. NotFoundError: No such client.
        """
        said = clean(text, field="text", max_length=DESCRIPTION_MAX, required=True)
        minutes = None if hours is None else minutes_of(hours)
        if minutes is not None and minutes <= 0:
            raise InputError("hours", N_("it must be more than zero"))
        today = self._clock.today()
        with self._storage.write() as work:
            own = work.client(client)
            rate = rate_of(work, own.id, today=today)
            quote = None
            if kind is RequestKind.CHANGE_ORDER:
                quote = _quote(work, own.id, said, hours, rate, today)
            request = work.save_request(
                Request(
                    client_id=own.id,
                    date=said_day(date, today),
                    text=said,
                    kind=kind,
                    currency=own.currency,
                    minutes=minutes,
                    rate=rate.hour.decimal if rate else None,
                    rate_source=rate.source if rate else "",
                    value=gift_value(hours, rate) if kind is RequestKind.GIFT else None,
                    quote_id=quote.id if quote else None,
                )
            )
            data = {"client": own.code, "as": str(kind), "quote": request.quote}
            work.record("request", request, "add", data)
        return request

    def list(self, query: ListQuery | None = None) -> Sequence[Request]:
        """List requests, newest first; the query's `status` is what became of them."""
        with self._storage.read() as reader:
            return reader.requests(query or ListQuery())


def _quote(
    work: UnitOfWork,
    client_id: int,
    text: str,
    hours: Decimal | None,
    rate: Rate | None,
    today: dt.date,
) -> Quote:
    """Make the draft quote of a change order: its hours at their rate, to be priced by hand."""
    issuer, client = work.issuer(), work.client_by_id(client_id)
    rules = regime_of(issuer.regime).rules(issuer, client)
    line = LineInput(
        description=text,
        quantity=hours or Decimal(1),
        unit="h" if hours else "",
        unit_price=rate.hour.decimal if rate and hours else Decimal(0),
        hours=Decimal(1) if hours else None,
    )
    lines = build_lines([line], rules=rules, reader=work)
    first = Round(
        seq=1,
        side=Side.ME,
        date=today,
        lines=lines,
        rules=rules,
        totals=compute(lines, rules=rules, currency=client.currency),
        valid_until=valid_day(None, today),
    )
    seq = work.next_number(Series.QUOTE, today.year)
    quote = Quote(
        number=render(issuer.effective_quote_pattern, year=today.year, seq=seq),
        year=today.year,
        seq=seq,
        client_id=client.id,
        client=client.code,
        title=text[:NAME_MAX],
        currency=client.currency,
        status=QuoteStatus.DRAFT,
        rounds=(first,),
    )
    return saved_quote(work, quote, "new", {"title": quote.title, "net": first.totals.net})
