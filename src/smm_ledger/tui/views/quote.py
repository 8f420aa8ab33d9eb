"""One quote as a page: the timeline of its rounds, where it stands, lines, and what is private.

The private block is worded as such: someone may look over her shoulder. Nothing of it may be used
by what a client gets (that is made by `services.texts` and the documents).
"""

from collections.abc import Sequence

from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.core.quotes import Quote
from smm_ledger.core.roundings import Rounding
from smm_ledger.core.rounds import LineChange, Round, diff
from smm_ledger.i18n.formatting import format_percent
from smm_ledger.i18n.phrases import format_terms
from smm_ledger.i18n.rounding_words import rounding_text
from smm_ledger.tui.views.canvas import (
    Canvas,
    Cells,
    Lines,
    content,
    facts,
    grid,
    heading,
    page,
    paragraph,
    styled,
)
from smm_ledger.tui.views.concessions import (
    PLAIN,
    MapStyle,
    rounds_of,
    said_of,
    standing_of,
)
from smm_ledger.tui.views.document_lines import line_grid, quantity_and_price, sums
from smm_ledger.tui.views.private import NOTHING, Private, private_block
from smm_ledger.tui.views.words import quote_mark, word
from smm_ledger.tui.widgets.columns import Column, Slot
from smm_ledger.tui.widgets.pages import Cell
from smm_ledger.tui.widgets.painting import fitted


def quote_page(
    canvas: Canvas,
    quote: Quote,
    client: str,
    style: MapStyle = PLAIN,
    private: Private = NOTHING,
    roundings: Sequence[Rounding] = (),
) -> Content:
    """Return the whole page."""
    offer = quote.accepted or quote.current
    return page(
        about(canvas, quote, client),
        rounds_of(canvas, quote, style),
        standing_of(canvas, quote, style),
        checklist_of(canvas, private.missing),
        said_of(canvas, quote),
        outcome_of(canvas, quote),
        invoices_of(canvas, quote, roundings),
        heading(canvas.t(N_("Lines of round {no}"), no=offer.seq)),
        line_grid(canvas, offer.lines, offer.totals),
        sums(canvas, offer.least, is_open=offer.is_open),
        private_block(canvas, quote, private),
    )


def checklist_of(canvas: Canvas, told: str) -> Lines:
    """Return the checklist in one line, cut where the terminal ends."""
    if not told:
        return []
    text = canvas.t(N_("Checklist: {line}"), line=told)
    return [styled(fitted(text, Slot(0, canvas.width, right=False), canvas.symbols.more), "dim")]


def about(canvas: Canvas, quote: Quote, client: str) -> Lines:
    """Return what it is, and its state."""
    t = canvas.t
    expired = quote.expired(canvas.today)
    percent = quote.deposit_percent
    mark = quote_mark(quote.status, expired=expired).cell(t, canvas.symbols)
    return [
        styled(quote.number, "title") + styled("  ") + content(mark),
        *paragraph(canvas, quote.title, name="strong"),
        *facts(
            canvas,
            [
                (t(N_("Client")), client),
                (t(N_("Valid until")), (canvas.date(quote.valid_until), "warn" if expired else "")),
                (t(N_("Deposit")), format_percent(percent, t.language) if percent else ""),
                (t(N_("Terms")), format_terms(quote.terms, t) if quote.terms else ""),
                (t(N_("Accepted by")), quote.accepted_by),
                (t(N_("Accepted on")), canvas.date(quote.accepted_on)),
            ],
        ),
    ]


def outcome_of(canvas: Canvas, quote: Quote) -> Lines:
    """Return why it was lost, and to whom."""
    outcome = quote.outcome
    if outcome is None:
        return []
    t, price = canvas.t, outcome.competitor_price
    return [
        *heading(t(N_("Outcome"))),
        *facts(
            canvas,
            [
                (t(N_("Reason")), word(t, outcome.reason)),
                (t(N_("Lost to")), outcome.competitor),
                (
                    t(N_("Their price")),
                    "" if price is None else canvas.money(price, quote.currency),
                ),
                (t(N_("Note")), outcome.note),
            ],
        ),
    ]


def invoices_of(canvas: Canvas, quote: Quote, roundings: Sequence[Rounding] = ()) -> Lines:
    """Return the invoices made from it, and by what cents they differ from it."""
    if not quote.invoices:
        return []
    named = ", ".join(quote.invoices)
    lines = [Content(""), *facts(canvas, [(canvas.t(N_("Invoices")), named)])]
    told = rounding_text(canvas.t, roundings)
    return [*lines, *paragraph(canvas, told, name="dim")] if told else lines


# --- two rounds side by side ------------------------------------------------------------------


def comparison(canvas: Canvas, quote: Quote, old_seq: int, new_seq: int) -> Content:
    """Return two rounds side by side, with what changed."""
    t = canvas.t
    old, new = quote.round(old_seq), quote.round(new_seq)
    between = diff(old, new)
    half = max(8, (canvas.width - 17) // 2)
    columns = [
        Column("sign", "", 1),
        Column("old", _named(canvas, old), half, 1),
        Column("new", _named(canvas, new), half, 1),
        Column("delta", t(N_("Difference")), 12, align="right"),
    ]
    rows = [_change(canvas, quote, change) for change in between.changes]
    same = [
        (" ", (line.description, "dim"), (line.description, "dim"), "")
        for line in new.lines
        if all(line is not change.after for change in between.changes)
    ]
    off = old.totals.discount, new.totals.discount
    prices = [
        *(
            [_price(canvas, t(N_("Discount")), -off[0], -off[1], off[0] - off[1], quote)]
            if any(off)
            else []
        ),
        _price(canvas, t(N_("Net")), old.least.net, new.least.net, between.least_net_delta, quote),
        _price(
            canvas,
            t(N_("Total")),
            old.least.total,
            new.least.total,
            between.least_total_delta,
            quote,
        ),
    ]
    title = t(N_("{number}: rounds {old} and {new}"), number=quote.number, old=old.seq, new=new.seq)
    nothing = paragraph(canvas, t(N_("the same lines")), name="dim") if not rows else []
    return page(
        [styled(title, "title"), Content("")],
        grid(canvas, columns, [*rows, *same]),
        nothing,
        [Content("")],
        grid(canvas, columns, prices, titles=False),
    )


def _named(canvas: Canvas, offer: Round) -> str:
    return f"{offer.seq} {word(canvas.t, offer.side)} {canvas.date(offer.date)}"


def _change(canvas: Canvas, quote: Quote, change: LineChange) -> Cells:
    sign, style = {"added": ("+", "good"), "removed": ("-", "bad")}.get(change.what, ("~", "warn"))
    before, after = (
        f"{line.description}\n{quantity_and_price(canvas, line, quote.currency)}" if line else ""
        for line in (change.before, change.after)
    )
    return (sign, style), (before, style), (after, style), _delta(canvas, change.delta, quote)


def _price(canvas: Canvas, name: str, old: int, new: int, delta: int, quote: Quote) -> Cells:
    before, after = (f"{name} {canvas.money(value, quote.currency)}" for value in (old, new))
    return " ", before, (after, "strong"), _delta(canvas, delta, quote)


def _delta(canvas: Canvas, delta: int, quote: Quote) -> Cell:
    if not delta:
        return ""
    return ("+" if delta > 0 else "") + canvas.money(delta, quote.currency)
