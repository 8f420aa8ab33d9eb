"""The catalogue: its columns and rows, and what is known of one service.

Hours and lowest price are shown to her alone; they are in no paper.
"""

from collections.abc import Sequence
from decimal import Decimal

from textual.content import Content

from smm_ledger.core.catalogue import Service
from smm_ledger.core.marks import N_
from smm_ledger.i18n.formatting import format_decimal, format_unit_price
from smm_ledger.i18n.translator import Translator
from smm_ledger.tui.symbols import UNICODE, Symbols
from smm_ledger.tui.views.canvas import Canvas, Fact, facts, heading, page, paragraph
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Row


def matching(services: Sequence[Service], typed: str) -> Sequence[Service]:
    """Return the services whose code and description hold every word that is typed."""
    words = typed.casefold().split()
    return [
        one
        for one in services
        if all(word in f"{one.code} {one.description}".casefold() for word in words)
    ]


def service_columns(t: Translator) -> Sequence[Column]:
    """Return the columns; description and price stay on every terminal."""
    return (
        Column("code", t(N_("Code")), 16, priority=2),
        Column("description", t(N_("Description")), 20, 1),
        Column("price", t(N_("Price")), 12, align="right"),
        Column("unit", t(N_("Unit")), 10, priority=1),
        Column("hours", t(N_("Hours")), 6, align="right", priority=3),
    )


def service_row(t: Translator, one: Service, currency: str, symbols: Symbols = UNICODE) -> Row:
    """Return a service's row; a price that is missing stands out."""
    price = _price(t, one.price, currency)
    return Row(
        one.code,
        (
            one.code,
            one.description,
            price or (symbols.dash, "warn"),
            one.unit,
            _figure(t, one.hours),
        ),
        "dim" if one.archived else "",
    )


def service_detail(canvas: Canvas, one: Service, currency: str) -> Content:
    """Return all that is known of a service."""
    t = canvas.t
    shown: list[Fact] = [
        (t(N_("Code")), one.code),
        (t(N_("Price")), _price(t, one.price, currency) or canvas.symbols.dash),
        (t(N_("Unit")), one.unit),
        (t(N_("Included units")), _figure(t, one.included_units)),
    ]
    private: list[Fact] = [
        (t(N_("Hours of work")), _figure(t, one.hours)),
        (t(N_("Lowest price")), _price(t, one.floor, currency)),
    ]
    lines = [*heading(one.description, name="title"), *facts(canvas, _known(shown))]
    for title, text in ((N_("Included"), one.included), (N_("Not included"), one.excluded)):
        if text:
            lines += [*heading(t(title)), *paragraph(canvas, text)]
    if _known(private):
        lines += [
            *heading(t(N_("Private: no client ever sees it"))),
            *facts(canvas, _known(private)),
        ]
    return page(lines)


def _known(shown: Sequence[Fact]) -> list[Fact]:
    return [(name, value) for name, value in shown if value]


def _price(t: Translator, price: Decimal | None, currency: str) -> str:
    return "" if price is None else format_unit_price(price, currency, t.language)


def _figure(t: Translator, value: Decimal | None) -> str:
    return "" if value is None else format_decimal(value, t.language)
