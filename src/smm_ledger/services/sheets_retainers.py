"""Retainers as flat tables: what was signed, what became of each period, what was used.

Effort, requests, tags, notes and hours are private: they enter no sheet (see `sheets`).
"""

from collections.abc import Sequence

from smm_ledger.core.lines import gross_nets
from smm_ledger.core.money import Money, number, price_text
from smm_ledger.core.retainers import Retainer, numbered

Cells = Sequence[object]
Sheet = tuple[str, Sequence[str], Sequence[Cells]]


def retainer_sheets(retainers: Sequence[Retainer]) -> list[Sheet]:
    """Return the four tables."""
    return [
        _retainers(retainers),
        _lines(retainers),
        _periods(retainers),
        _usage(retainers),
    ]


def _retainers(retainers: Sequence[Retainer]) -> Sheet:
    header = ("retainer", "client", "title", "currency", "every", "start", "end", "state", "net")
    rows = [
        [
            *(one.name, one.client, one.title, one.currency, one.every, one.start, one.end),
            *(one.state, str(one.net)),
        ]
        for one in retainers
    ]
    return "retainers", header, rows


def _lines(retainers: Sequence[Retainer]) -> Sheet:
    header = ("retainer", "no", "kind", "description", "service", "quantity", "unit", "unit_price")
    rows = [
        [
            *(one.name, no, line.kind, line.description, line.service, number(line.quantity)),
            *(line.unit, price_text(line.unit_price, one.currency), str(Money(net, one.currency))),
        ]
        for one in retainers
        for no, (line, net) in enumerate(
            zip(one.lines, gross_nets(one.lines, one.currency), strict=True), 1
        )
    ]
    return "retainer_lines", (*header, "net"), rows


def _periods(retainers: Sequence[Retainer]) -> Sheet:
    header = ("retainer", "period", "start", "end", "invoice", "reason")
    rows = [
        [
            *(one.name, numbered(one, decided.no).name, decided.start, decided.end),
            *(decided.invoice, decided.reason),
        ]
        for one in retainers
        for decided in one.periods
    ]
    return "retainer_periods", header, rows


def _usage(retainers: Sequence[Retainer]) -> Sheet:
    header = ("retainer", "date", "service", "quantity", "price")
    rows = [
        [
            *(one.name, used.date, used.service, number(used.quantity)),
            price_text(used.price, one.currency),
        ]
        for one in retainers
        for used in one.usage
    ]
    return "retainer_usage", header, rows
