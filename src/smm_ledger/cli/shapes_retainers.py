"""The JSON shapes of retainers, their due periods, requests and effort."""

import datetime as dt

from smm_ledger.cli.shapes import Shape, amount, day, exact, price, text
from smm_ledger.cli.shapes_documents import line
from smm_ledger.core.effort import Effort, EffortTag, hours_of
from smm_ledger.core.lines import gross_nets
from smm_ledger.core.money import Money
from smm_ledger.core.requests import Request
from smm_ledger.core.retainers import (
    Decided,
    Period,
    Retainer,
    beyond,
    due,
    missed,
    numbered,
    period_on,
    spend_of,
    used,
)
from smm_ledger.services.loads import ClientLoad
from smm_ledger.services.retainer_runs import DueRow


def retainer_row(own: Retainer) -> Shape:
    """Return a retainer of a list."""
    return {
        "id": own.name,
        "client": own.client,
        "title": own.title,
        "every": str(own.every),
        "start": day(own.start),
        "end": day(own.end),
        "state": str(own.state),
        "currency": own.currency,
        "net": str(own.net),
        "next_due": day(own.next_due),
        "stop_work": day(own.stop_work),
    }


def retainer(own: Retainer, today: dt.date, load: ClientLoad | None = None) -> Shape:
    """Return a retainer, whole; with the client's last twelve months where they are asked for."""
    nets = gross_nets(own.lines, own.currency)
    pairs = zip(own.lines, nets, strict=True)
    shape = retainer_row(own) | {
        "lines": [line(no, one, net, own.currency) for no, (one, net) in enumerate(pairs, 1)],
        "periods": periods(own, today),
        "included": [
            {
                "service": one.service,
                "included": exact(one.included),
                "unit": text(one.unit),
                "overage_price": price(one.price, own.currency),
            }
            for one in own.agreed
            if one.included
        ],
        "usage": [
            {
                "no": one.no,
                "date": day(one.date),
                "period": _period_of(own, one.date),
                "service": one.service,
                "quantity": exact(one.quantity),
                "price": price(one.price, own.currency),
                "tag": str(one.tag),
                "note": text(one.note),
            }
            for one in own.usage
        ],
        "overage": _overage(own),
    }
    return shape | ({"renewal": client_load(load)} if load else {})


def _period_of(own: Retainer, on: dt.date) -> str | None:
    period = period_on(own, on)
    return period.name if period else None


def periods(own: Retainer, today: dt.date) -> list[Shape]:
    """Return what became of the periods until today, and of those decided ahead, in order."""
    decided = [_decided(own, one) for one in own.periods]
    waiting = [_due(own, one, today) for one in due(own, today)]
    return [shape for _, _, shape in sorted([*decided, *waiting], key=lambda one: one[:2])]


def _decided(own: Retainer, one: Decided) -> tuple[str, int, Shape]:
    state = "invoiced" if one.invoice_id is not None else "skipped"
    period = numbered(own, one.no)
    return one.start.isoformat(), -one.no, _shape(own, period, state, one.invoice, one.reason)


def _due(own: Retainer, period: Period, today: dt.date) -> tuple[str, int, Shape]:
    state = "missed" if missed(period, today) else "due"
    return period.start.isoformat(), -period.no, _shape(own, period, state)


def _shape(own: Retainer, period: Period, state: str, invoice: str = "", reason: str = "") -> Shape:
    spend = spend_of(own, period.no)
    return {
        "period": period.name,
        "start": day(period.start),
        "end": day(period.end),
        "state": state,
        "invoice": text(invoice),
        "reason": text(reason),
        "spend": price(spend.amount, own.currency) if spend else None,
        "usage": {
            service: exact(quantity)
            for (no, service), quantity in used(own).items()
            if no == period.no
        },
    }


def _overage(own: Retainer) -> list[Shape]:
    """Return the units beyond what is included: those on invoices, then those on none yet."""
    invoices = {one.no: one.invoice for one in own.periods}
    billed: list[Shape] = [
        {
            "period": numbered(own, one.period).name,
            "service": one.service,
            "quantity": exact(one.quantity),
            "price": price(one.price, own.currency),
            "amount": str(Money.of(one.quantity * one.price, own.currency)),
            "invoice": text(invoices.get(one.billed)),
        }
        for one in own.overage
    ]
    return billed + [
        {
            "period": one.period.name,
            "service": one.service,
            "quantity": exact(one.quantity),
            "price": price(one.price, own.currency),
            "amount": str(Money.of(one.quantity * one.price, own.currency)),
            "invoice": None,
        }
        for one in beyond(own)
    ]


def due_row(row: DueRow) -> Shape:
    """Return a period that waits for a decision."""
    own = row.retainer
    return {
        "retainer": own.name,
        "client": own.client,
        "title": own.title,
        "period": row.period.name,
        "start": day(row.period.start),
        "end": day(row.period.end),
        "currency": own.currency,
        "net": str(row.net),
        "missed": row.missed,
        "unknown_spend": row.unknown_spend,
        "stop_work": day(own.stop_work),
    }


def effort(own: Effort) -> Shape:
    """Return an effort."""
    return {
        "id": own.name,
        "client": own.client,
        "date": day(own.date),
        "hours": exact(hours_of(own.minutes)),
        "minutes": own.minutes,
        "tag": str(own.tag),
        "note": text(own.note),
    }


def request(own: Request) -> Shape:
    """Return a request."""
    return {
        "id": own.name,
        "client": own.client,
        "date": day(own.date),
        "text": own.text,
        "as": str(own.kind),
        "hours": None if own.minutes is None else exact(hours_of(own.minutes)),
        "currency": own.currency,
        "rate": price(own.rate, own.currency),
        "rate_source": text(own.rate_source),
        "value": amount(own.value, own.currency),
        "quote": text(own.quote),
    }


def client_load(own: ClientLoad) -> Shape:
    """Return a client's last twelve months."""
    hours = {str(tag): exact(hours_of(own.minutes[tag])) for tag in EffortTag}
    return {
        "since": day(own.since),
        "until": day(own.until),
        "currency": own.billed.currency,
        "billed": str(own.billed),
        "hours": {**hours, "all": exact(hours_of(own.all_minutes))},
        "earned_per_hour": text(own.earned),
        "rate": text(own.rate.hour) if own.rate else None,
        "rate_source": text(own.rate.source) if own.rate else None,
        "unasked_cost": str(own.unasked) if own.unasked is not None else None,
        "gifts": own.gifts,
        "gift_value": str(own.gift_value),
        "gifts_uncounted": own.uncounted,
        "inside": own.inside,
        "change_orders": own.change_orders,
        "overage_billed": str(own.overage),
        "overage_open": str(own.overage_open),
        "stop_work": list(own.stop_work),
    }
