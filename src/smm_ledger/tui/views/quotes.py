"""The list of quotes: its columns, its rows, and what the pane says of one."""

from collections.abc import Sequence

from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.core.negotiation import silent_days
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Side
from smm_ledger.i18n.phrases import format_least
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.read_models import QuoteRow
from smm_ledger.tui.views.canvas import Canvas, page
from smm_ledger.tui.views.concessions import PLAIN, MapStyle, rounds_of, said_of, standing_of
from smm_ledger.tui.views.private import private_block
from smm_ledger.tui.views.quote import about, invoices_of, outcome_of
from smm_ledger.tui.views.words import quote_mark
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Row

OPEN = ("sent", "negotiating")


def quote_columns(t: Translator, number_width: int = 10) -> Sequence[Column]:
    """Return the columns; the number stays on every terminal."""
    return (
        Column("number", t(N_("Quote")), number_width),
        Column("client", t(N_("Client")), 10, 2),
        Column("title", t(N_("Title")), 9, 3, priority=4),
        Column("state", t(N_("State")), 16),
        Column("round", t(N_("R.")), 2, align="right", priority=5),
        Column("net", t(N_("Net")), 15, align="right"),
        Column("until", t(N_("Until")), 11, priority=3),
        Column("silent", t(N_("Silent")), 6, align="right", priority=6),
    )


def quote_row(canvas: Canvas, row: QuoteRow) -> Row:
    """Return a quote's row."""
    waiting = row.status in OPEN
    silent = silent_days(Side(row.last_side), row.last_date, canvas.today) if waiting else None
    until = canvas.date(row.valid_until) if waiting or row.status == "draft" else ""
    return Row(
        row.number,
        (
            row.number,
            row.client_name,
            row.title,
            quote_mark(row.status, expired=row.expired).cell(canvas.t, canvas.symbols),
            str(row.current_round),
            format_least(canvas.money(row.net, row.currency), canvas.t, is_open=row.is_open),
            (until, "warn" if row.expired else ""),
            "" if silent is None else canvas.t(N_("{n} d"), n=silent),
        ),
        "dim" if row.status in {"declined", "withdrawn"} else "",
    )


def quote_detail(canvas: Canvas, quote: Quote, client: str, style: MapStyle = PLAIN) -> Content:
    """Return what the pane beside the list says."""
    return page(
        about(canvas, quote, client),
        rounds_of(canvas, quote, style),
        standing_of(canvas, quote, style),
        said_of(canvas, quote),
        outcome_of(canvas, quote),
        invoices_of(canvas, quote),
        private_block(canvas, quote),
    )
