"""Retainers, requests and effort to the values of their columns (see `mapping`)."""

from smm_ledger.core.effort import Effort
from smm_ledger.core.lines import gross_nets
from smm_ledger.core.requests import Request
from smm_ledger.core.retainers import Retainer
from smm_ledger.db.columns import day_text, json_text, number_text
from smm_ledger.db.mapping import Values, line_values


def retainer_values(retainer: Retainer) -> Values:
    """Return a retainer's columns, without its parts; what derives from them is among them."""
    return {
        "client_id": retainer.client_id,
        "title": retainer.title,
        "currency": retainer.currency,
        "every": str(retainer.every),
        "start_date": day_text(retainer.start),
        "end_date": day_text(retainer.end),
        "state": str(retainer.state),
        "stop_work": day_text(retainer.stop_work),
        "rules": json_text(retainer.rules),
        "net_minor": retainer.net.minor,
        "next_due": day_text(retainer.next_due),
    }


def signed_lines(retainer: Retainer) -> list[Values]:
    """Return the columns of the lines, in order."""
    nets = gross_nets(retainer.lines, retainer.currency)
    pairs = zip(retainer.lines, nets, strict=True)
    return [line_values(line, no, net) for no, (line, net) in enumerate(pairs, 1)]


def agreed_values(retainer: Retainer) -> list[Values]:
    """Return the columns of the price list at the signature."""
    return [
        {
            "service": one.service,
            "description": one.description,
            "unit": one.unit,
            "included": number_text(one.included),
            "price": number_text(one.price),
            "hours": number_text(one.hours),
        }
        for one in retainer.agreed
    ]


def period_values(retainer: Retainer) -> list[Values]:
    """Return the columns of the periods that are decided."""
    return [
        {
            "no": one.no,
            "start_date": day_text(one.start),
            "end_date": day_text(one.end),
            "decided_on": day_text(one.on),
            "invoice_id": one.invoice_id,
            "reason": one.reason,
        }
        for one in retainer.periods
    ]


def usage_values(retainer: Retainer) -> list[Values]:
    """Return the columns of what was used."""
    return [
        {
            "no": one.no,
            "date": day_text(one.date),
            "service": one.service,
            "quantity": number_text(one.quantity),
            "price": number_text(one.price),
            "tag": str(one.tag),
            "note": one.note,
            "minutes": one.minutes,
        }
        for one in retainer.usage
    ]


def overage_values(retainer: Retainer) -> list[Values]:
    """Return the columns of what went on invoices beyond what is included."""
    return [
        {
            "period": one.period,
            "service": one.service,
            "billed": one.billed,
            "quantity": number_text(one.quantity),
            "price": number_text(one.price),
        }
        for one in retainer.overage
    ]


def spend_values(retainer: Retainer) -> list[Values]:
    """Return the columns of the ad spend."""
    return [
        {"period": one.period, "amount": number_text(one.amount), "billed": one.billed}
        for one in retainer.spends
    ]


def effort_values(effort: Effort) -> Values:
    """Return the columns of an effort."""
    return {
        "client_id": effort.client_id,
        "date": day_text(effort.date),
        "minutes": effort.minutes,
        "tag": str(effort.tag),
        "note": effort.note,
    }


def request_values(request: Request) -> Values:
    """Return the columns of a request."""
    return {
        "client_id": request.client_id,
        "date": day_text(request.date),
        "text": request.text,
        "kind": str(request.kind),
        "currency": request.currency,
        "minutes": request.minutes,
        "rate": number_text(request.rate),
        "rate_source": request.rate_source,
        "value_minor": request.value,
        "quote_id": request.quote_id,
    }
