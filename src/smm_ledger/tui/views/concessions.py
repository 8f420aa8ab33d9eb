"""The concession map: both sides' prices round by round on one scale, and what it tells me.

Prices stand as marks on a line from the lowest to the highest; between them lies the gap with its
midpoint. Figures come from `core.concessions`, nothing is computed here but columns. It is private:
the hints and the words of the rounds are for me alone.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from smm_ledger.core.concessions import (
    ConcessionMap,
    HintKind,
    Point,
    Way,
    concession_map,
    hints,
)
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.negotiation import silent_days, standing
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Round, Side
from smm_ledger.i18n.formatting import format_percent
from smm_ledger.i18n.phrases import format_least
from smm_ledger.tui.views.canvas import Canvas, Fact, Lines, facts, grid, heading, paragraph, styled
from smm_ledger.tui.views.words import word
from smm_ledger.tui.widgets.columns import Column, fit
from smm_ledger.tui.widgets.pages import Cell

LEAST_TRACK: Final = 16
SIDE: Final = {Side.ME: "right", Side.CLIENT: "left"}
STYLE: Final = {Side.ME: "strong", Side.CLIENT: "accent"}
STEPS: Final = {
    (Side.ME, True): N_("me, down by {amount}"),
    (Side.ME, False): N_("me, up again by {amount}"),
    (Side.CLIENT, True): N_("the client, up by {amount}"),
    (Side.CLIENT, False): N_("the client, down again by {amount}"),
}
"""Who made the last step: a concession, or one away from the other side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapStyle:
    """How a map is drawn.

    Attributes:
        gross: In totals to pay instead of nets.
        hints: Which hints are shown, by the values of `HintKind`.
    """

    gross: bool = False
    hints: Collection[str] = ()


PLAIN: Final = MapStyle()


# --- the chart --------------------------------------------------------------------------------


def rounds_of(canvas: Canvas, quote: Quote, style: MapStyle = PLAIN) -> Lines:
    """Return the rounds as an aligned chart: who, when, both prices, and where they stand."""
    t, currency = canvas.t, quote.currency
    rounds = [quote.as_agreed(offer) for offer in quote.rounds]
    wide = 15 if any(offer.is_open for offer in rounds) else 12
    way = concession_map(quote, gross=style.gross)
    columns = [
        Column("no", "", 2, align="right"),
        Column("side", "", 9),
        Column("date", "", 11, priority=2),
        Column("net", t(N_("Net")), wide, align="right", priority=1 if style.gross else 0),
        Column("total", t(N_("Total")), wide, align="right", priority=0 if style.gross else 1),
        Column("move", t(N_("Step")), 11, align="right", priority=4),
        Column("track", "", LEAST_TRACK, 1, priority=3),
    ]
    width = next((slot.width for slot in fit(columns, canvas.width) if slot.index == 6), 0)  # noqa: PLR2004 - the last one
    scale = _Scale(way, width)
    columns[-1] = columns[-1]._replace(title=scale.title(canvas))
    lines = [*heading(t(N_("Rounds"))), *grid(canvas, columns, [])]
    prices: dict[Side, int] = {}
    for offer, point in zip(rounds, way.points, strict=True):
        if point.priced:
            prices[offer.side] = point.price
        cells = _cells(canvas, quote, offer, point)
        track = scale.track(canvas, prices) if point.priced else ""
        lines += grid(
            canvas,
            columns,
            [(*cells, _step(canvas, point, currency), (track, STYLE[offer.side]))],
            titles=False,
        )
    return lines


def _cells(canvas: Canvas, quote: Quote, offer: Round, point: Point) -> tuple[Cell, ...]:
    mark = canvas.symbols.done if offer.seq == quote.accepted_round else ""
    style = STYLE[offer.side]
    prices: list[Cell] = [
        (_least(canvas, offer, value), style) if point.priced else ""
        for value in (offer.least.net, offer.least.total)
    ]
    who = f"{getattr(canvas.symbols, SIDE[offer.side])} {word(canvas.t, offer.side)}"
    return f"{mark}{offer.seq}", (who, style), canvas.date(offer.date), *prices


def _least(canvas: Canvas, offer: Round, minor: int) -> str:
    shown = canvas.money(minor, offer.totals.currency)
    return format_least(shown, canvas.t, is_open=offer.is_open)


def _step(canvas: Canvas, point: Point, currency: str) -> Cell:
    """Return the step of a round as the price shows it: mine down, the client's up."""
    if not point.move:
        return ""
    change = -point.move if point.side is Side.ME else point.move
    return ("+" if change > 0 else "") + canvas.money(change, currency), "dim"


class _Scale:
    """A line of `width` columns from the lowest price to the highest."""

    def __init__(self, way: ConcessionMap, width: int) -> None:
        named = [point.price for point in way.points if point.priced]
        self._low, self._high = min(named), max(named)
        self._width = width
        self._currency = way.currency

    def title(self, canvas: Canvas) -> str:
        """Return both ends; one price alone needs none."""
        if self._low == self._high:
            return ""
        low, high = (canvas.money(end, self._currency) for end in (self._low, self._high))
        room = self._width - len(low) - len(high)
        return f"{low}{' ' * room}{high}" if room > 0 else high.rjust(self._width)

    def track(self, canvas: Canvas, prices: "dict[Side, int]") -> str:
        """Return the last price of each side on the line, with the way between them."""
        symbols = canvas.symbols
        places = {side: self._place(price) for side, price in prices.items()}
        cells = [" "] * self._width
        first, last = min(places.values()), max(places.values())
        cells[first : last + 1] = symbols.ruler * (last + 1 - first)
        if len(places) > 1:
            cells[self._place(sum(prices.values()) // 2)] = symbols.dot
        for side, place in places.items():
            cells[place] = getattr(symbols, SIDE[side])
        if len(places) > 1 and first == last:
            cells[first] = "="
        return "".join(cells).rstrip()

    def _place(self, price: int) -> int:
        if self._high == self._low:
            return 0
        return (price - self._low) * (self._width - 1) // (self._high - self._low)


# --- where it stands --------------------------------------------------------------------------


def standing_of(canvas: Canvas, quote: Quote, style: MapStyle = PLAIN) -> Lines:
    """Return the gap, the middle, the last step, whose turn it is, and the hints."""
    if quote.status not in {"sent", "negotiating"}:
        return []
    t, currency = canvas.t, quote.currency
    now, way = standing(quote), concession_map(quote, gross=style.gross)
    pairs: list[Fact] = []
    if now.net and now.total:
        pairs += [
            (t(N_("Gap")), (_both(canvas, now.net.gap, now.total.gap, currency), "strong")),
            (t(N_("Midpoint")), _both(canvas, now.net.midpoint, now.total.midpoint, currency)),
        ]
    if way.moved_last:
        side, move = way.moved_last
        step = t(STEPS[side, move > 0], amount=Money(abs(move), currency))
        pairs += [
            (t(N_("Moved last")), (step, "" if side is Side.ME else "accent")),
            (t(N_("Conceded")), _conceded(canvas, way)),
        ]
    silent = silent_days(now.moved_last, quote.current.date, canvas.today)
    said = t(N_("me")) if now.moved_last is Side.ME else t(N_("the client: it is my turn"))
    if silent:
        said = t(N_("me, {days} ago: no answer yet"), days=canvas.days(silent))
    pairs.append((t(N_("Last word")), (said, "" if now.moved_last is Side.ME else "accent")))
    return [Content(""), *facts(canvas, pairs), *hint_lines(canvas, quote, style.hints)]


def _conceded(canvas: Canvas, way: ConcessionMap) -> str:
    mine, theirs = way.mine, way.theirs
    if theirs is None:
        return canvas.t(N_("me {mine}"), mine=_walked(canvas, mine, way.currency))
    return canvas.t(
        N_("me {mine}, the client {theirs}"),
        mine=_walked(canvas, mine, way.currency),
        theirs=_walked(canvas, theirs, way.currency),
    )


def _walked(canvas: Canvas, way: Way, currency: str) -> str:
    moved = canvas.money(way.moved, currency)
    if way.percent is None:
        return moved
    return f"{moved} ({format_percent(way.percent, canvas.t.language)})"


def hint_lines(canvas: Canvas, quote: Quote, shown: Collection[str]) -> Lines:
    """Return the hints that are switched on, a line each."""
    kinds = [kind for kind in HintKind if kind.value in shown]
    found = hints(quote, canvas.today, shown=kinds)
    lines: Lines = []
    for hint in found:
        lines += paragraph(canvas, canvas.t(hint.template, **hint.data), name="warn")
    return lines


def _both(canvas: Canvas, net: int, total: int, currency: str) -> str:
    return canvas.t(
        N_("{net} net, {total} total"), net=Money(net, currency), total=Money(total, currency)
    )


# --- what was said ----------------------------------------------------------------------------


def said_of(canvas: Canvas, quote: Quote) -> Lines:
    """Return what was asked, conceded and obtained, round by round; nothing where nothing was."""
    lines: Lines = []
    for offer in quote.rounds:
        lines += _said(canvas, quote, offer)
    return [*heading(canvas.t(N_("What was said"))), *lines] if lines else []


def _said(canvas: Canvas, quote: Quote, offer: Round) -> Lines:
    t = canvas.t
    told: Sequence[tuple[str, str]] = [
        (N_("asks about {what}"), word(t, offer.ask)),
        (N_("another offer: {what}"), _rival(canvas, quote, offer)),
        (N_("conceded: {what}"), offer.give),
        (N_("in exchange: {what}"), offer.get),
        (N_("given away: {what}"), canvas.money(offer.gift, quote.currency) if offer.gift else ""),
    ]
    parts = [t(message, what=what) for message, what in told if what]
    parts += [f'"{line}"' for line in offer.note.split("\n") if line]
    if not parts:
        return []
    text = f" {canvas.symbols.dot} ".join(parts)
    lead = f"{offer.seq:>2} "
    first, *rest = paragraph(canvas.at(canvas.width - len(lead)), text)
    return [styled(lead, "dim") + first, *(styled(" " * len(lead)) + line for line in rest)]


def _rival(canvas: Canvas, quote: Quote, offer: Round) -> str:
    price = offer.competitor_price
    told = canvas.money(price, quote.currency) if price is not None else ""
    named = " ".join(filter(None, (offer.competitor, told)))
    if not named or offer.competitor_verified is None:
        return named
    seen = N_("{offer} (offer seen)") if offer.competitor_verified else N_("{offer} (not seen)")
    return canvas.t(seen, offer=named)
