"""One quote as a page: the timeline of its rounds, where it stands, lines, and what is private.

The private block is worded as such: someone may look over her shoulder. Nothing of it may be used
by what a client gets (that is made by `services.texts` and the documents).
"""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.negotiation import names_price, silent_days, standing
from smm_ledger.core.quotes import Quote, hourly_rate
from smm_ledger.core.rounds import LineChange, Round, Side, diff
from smm_ledger.i18n.formatting import format_percent
from smm_ledger.tui.views.canvas import (
    Canvas,
    Cells,
    Fact,
    Lines,
    bar,
    content,
    facts,
    grid,
    heading,
    page,
    paragraph,
    styled,
)
from smm_ledger.tui.views.document_lines import line_grid, quantity_and_price, sums
from smm_ledger.tui.views.words import quote_mark, word
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Cell

BAR: Final = 14
SIDE: Final = {Side.ME: "right", Side.CLIENT: "left"}


def quote_page(canvas: Canvas, quote: Quote, client: str) -> Content:
    """Return the whole page."""
    offer = quote.accepted or quote.current
    return page(
        about(canvas, quote, client),
        rounds_of(canvas, quote),
        standing_of(canvas, quote),
        outcome_of(canvas, quote),
        invoices_of(canvas, quote),
        heading(canvas.t(N_("Lines of round {no}"), no=offer.seq)),
        line_grid(canvas, offer.lines, offer.totals),
        sums(canvas, offer.totals),
        private_block(canvas, quote),
    )


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
                (t(N_("Accepted by")), quote.accepted_by),
                (t(N_("Accepted on")), canvas.date(quote.accepted_on)),
            ],
        ),
    ]


def rounds_of(canvas: Canvas, quote: Quote, *, short: bool = False) -> Lines:
    """Return the timeline: each round's price as a bar, and what was said with it."""
    t, currency = canvas.t, quote.currency
    columns = [
        Column("no", "", 2, align="right"),
        Column("side", "", 9),
        Column("date", "", 11, priority=2),
        Column("net", t(N_("Net")), 12, align="right"),
        Column("total", t(N_("Total")), 12, align="right", priority=0 if not short else 1),
        Column("bar", "", BAR, priority=3),
    ]
    top = max(offer.totals.total for offer in quote.rounds)
    lines = heading(t(N_("Rounds")))
    lines += grid(canvas, columns, [])
    for offer in quote.rounds:
        in_words = offer.side is Side.CLIENT and not names_price(quote, offer)
        mine = offer.side is Side.ME
        style = "strong" if mine else "accent"
        mark = canvas.symbols.done if offer.seq == quote.accepted_round else ""
        who = f"{getattr(canvas.symbols, SIDE[offer.side])} {word(t, offer.side)}"
        cells: list[Cell] = [
            f"{mark}{offer.seq}",
            (who, style),
            canvas.date(offer.date),
            "" if in_words else (canvas.money(offer.totals.net, currency), style),
            "" if in_words else canvas.money(offer.totals.total, currency),
            ("" if in_words else bar(canvas, offer.totals.total, top, BAR), style),
        ]
        lines += grid(canvas, columns, [cells], titles=False)
        lines += _said(canvas, quote, offer)
    return lines


def _said(canvas: Canvas, quote: Quote, offer: Round) -> Lines:
    """Return, indented under its round, what was asked, given and obtained."""
    t = canvas.t
    told = [
        (N_("asks about {what}"), word(t, offer.ask)),
        (N_("another offer: {what}"), _rival(canvas, quote, offer)),
        (N_("I concede: {what}"), offer.give),
        (N_("in exchange: {what}"), offer.get),
        (N_("given away: {what}"), canvas.money(offer.gift, quote.currency) if offer.gift else ""),
    ]
    text = f" {canvas.symbols.dot} ".join(t(message, what=what) for message, what in told if what)
    lines = paragraph(canvas, text, name="dim", indent=" " * 5) if text else []
    for line in filter(None, offer.note.split("\n")):
        lines += paragraph(canvas, f'"{line}"', name="dim", indent=" " * 5)
    return lines


def _rival(canvas: Canvas, quote: Quote, offer: Round) -> str:
    price = offer.competitor_price
    told = canvas.money(price, quote.currency) if price is not None else ""
    return " ".join(filter(None, (offer.competitor, told)))


def standing_of(canvas: Canvas, quote: Quote) -> Lines:
    """Return the gap, the middle, and whose turn it is."""
    t, currency = canvas.t, quote.currency
    now = standing(quote)
    if quote.status not in {"sent", "negotiating"}:
        return []
    pairs: list[Fact] = []
    if now.net and now.total:
        pairs += [
            (t(N_("Gap")), (_both(canvas, now.net.gap, now.total.gap, currency), "strong")),
            (t(N_("Midpoint")), _both(canvas, now.net.midpoint, now.total.midpoint, currency)),
        ]
    silent = silent_days(now.moved_last, quote.current.date, canvas.today)
    moved = t(N_("me")) if now.moved_last is Side.ME else t(N_("the client: it is my turn"))
    if silent:
        moved = t(N_("me, {days} ago: no answer yet"), days=canvas.days(silent))
    pairs.append((t(N_("Moved last")), (moved, "" if now.moved_last is Side.ME else "accent")))
    return [Content(""), *facts(canvas, pairs)]


def _both(canvas: Canvas, net: int, total: int, currency: str) -> str:
    return canvas.t(
        N_("{net} net, {total} total"), net=Money(net, currency), total=Money(total, currency)
    )


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


def invoices_of(canvas: Canvas, quote: Quote) -> Lines:
    """Return the invoices made from it."""
    if not quote.invoices:
        return []
    named = ", ".join(quote.invoices)
    return [Content(""), *facts(canvas, [(canvas.t(N_("Invoices")), named)])]


def private_block(canvas: Canvas, quote: Quote) -> Lines:
    """Return bounds, hourly rate and note, marked as private."""
    t, bounds, currency = canvas.t, quote.bounds, quote.currency
    offer = quote.accepted or quote.my_last
    rate = hourly_rate(offer)
    pairs = [
        (t(N_("Floor")), "" if bounds.floor is None else canvas.money(bounds.floor, currency)),
        (t(N_("Target")), "" if bounds.target is None else canvas.money(bounds.target, currency)),
        (t(N_("Walk-away")), bounds.walk_away),
        (t(N_("Per hour")), canvas.money(rate.minor, rate.currency) if rate else ""),
        (t(N_("Note")), quote.note),
    ]
    told = facts(canvas, pairs)
    title = t(N_("Private: the client never sees this"))
    return [*heading(f"{canvas.symbols.alert} {title}", name="warn"), *told] if told else []


# --- two rounds side by side ------------------------------------------------------------------


def pairs_of(quote: Quote) -> Sequence[tuple[int, int]]:
    """Return the pairs of rounds worth comparing: neighbours, the last first, then the ends."""
    last = quote.current.seq
    pairs = [(seq - 1, seq) for seq in range(last, 1, -1)]
    return [*pairs, (1, last)] if len(pairs) > 1 else pairs


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
    prices = [
        _price(canvas, t(N_("Net")), old.totals.net, new.totals.net, between.net_delta, quote),
        _price(
            canvas, t(N_("Total")), old.totals.total, new.totals.total, between.total_delta, quote
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
