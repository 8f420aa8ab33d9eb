"""`quote map`: both sides' prices round by round, the gap, and what is worth a remark. Private."""

from smm_ledger.cli.commands import Arg, Opt
from smm_ledger.cli.errors import Usage
from smm_ledger.cli.quotes import quote
from smm_ledger.cli.session import Session
from smm_ledger.cli.shapes import Shape, amount, day, exact
from smm_ledger.cli.tables import Column, facts, table
from smm_ledger.cli.words import date, money, word
from smm_ledger.core.concessions import ConcessionMap, Hint, HintKind, Point, Way, concession_map
from smm_ledger.core.concessions import hints as hints_of
from smm_ledger.core.marks import N_
from smm_ledger.core.negotiation import over_total
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Side
from smm_ledger.i18n.formatting import format_percent
from smm_ledger.i18n.translator import Translator


@quote.verb(
    "map",
    N_("Show how far both sides have come, in what they haggle over."),
    "quote map P-2026-001",
    Arg("ref"),
    Opt("--net", N_("in nets"), ""),
    Opt("--gross", N_("in totals to pay"), ""),
)
def map_(session: Session, ref: str, *, net: bool, gross: bool) -> None:
    """Show the concession map."""
    if net and gross:
        raise Usage("--net", N_("it can't stand beside --gross"))
    own = session.ledger.quotes.show(ref)
    if not net and not gross:
        gross = haggles_over_total(session, own)
    way = concession_map(own, gross=gross)
    told = hints(session, own)
    session.answer(
        lambda: _shape(session.t, own, way, told, gross=gross),
        lambda: _text(session.t, way, told, gross=gross),
    )


def haggles_over_total(session: Session, own: Quote) -> bool:
    """Whether the price of a quote is its total to pay."""
    client = session.ledger.clients.show(own.client).client
    return over_total(own.my_last, consumer=client.is_consumer)


def hints(session: Session, own: Quote) -> tuple[Hint, ...]:
    """Return what is worth a remark, of the kinds that the settings switch on."""
    shown = session.settings.shown_hints
    kinds = [kind for kind in HintKind if kind.value in shown]
    return hints_of(own, session.today, shown=kinds)


def map_line(session: Session, own: Quote) -> str:
    """Return gap, midpoint and last step in one line; empty before the client names a price."""
    t = session.t
    way = concession_map(own, gross=haggles_over_total(session, own))
    if way.gap is None or way.midpoint is None:
        return ""
    figures = {
        "gap": money(t, way.gap, way.currency),
        "midpoint": money(t, way.midpoint, way.currency),
    }
    if way.moved_last is None:
        return t(N_("Gap {gap}, midpoint {midpoint}"), **figures)
    side, move = way.moved_last
    return t(
        N_("Gap {gap}, midpoint {midpoint}; moved last: {who} by {move}"),
        **figures,
        who=word(t, side),
        move=money(t, move, way.currency),
    )


def _shape(
    t: Translator, own: Quote, way: ConcessionMap, told: tuple[Hint, ...], *, gross: bool
) -> Shape:
    last = way.moved_last
    return {
        "number": own.number,
        "currency": way.currency,
        "price": "total" if gross else "net",
        "rounds": [_point(point, way.currency) for point in way.points],
        "mine": _way(way.mine, way.currency),
        "theirs": None if way.theirs is None else _way(way.theirs, way.currency),
        "gap": amount(way.gap, way.currency),
        "midpoint": amount(way.midpoint, way.currency),
        "moved_last": None
        if last is None
        else {"side": str(last[0]), "by": amount(last[1], way.currency)},
        "hints": [{"kind": str(hint.kind), "text": t(hint.template, **hint.data)} for hint in told],
    }


def _point(point: Point, currency: str) -> Shape:
    return {
        "seq": point.seq,
        "side": str(point.side),
        "date": day(point.date),
        "price": amount(point.price, currency) if point.priced else None,
        "move": amount(point.move, currency),
        "gap": amount(point.gap, currency),
        "midpoint": amount(point.midpoint, currency),
    }


def _way(way: Way, currency: str) -> Shape:
    return {
        "first": amount(way.first, currency),
        "last": amount(way.last, currency),
        "moved": amount(way.moved, currency),
        "percent": exact(way.percent),
        "percent_of_gap": exact(way.of_gap),
    }


def _text(t: Translator, way: ConcessionMap, told: tuple[Hint, ...], *, gross: bool) -> str:
    columns = [
        Column(t(N_("Round")), right=True),
        Column(t(N_("By"))),
        Column(t(N_("Date"))),
        Column(t(N_("My total")) if gross else t(N_("My net")), right=True),
        Column(t(N_("Their total")) if gross else t(N_("Their net")), right=True),
        Column(t(N_("Step")), right=True),
        Column(t(N_("Gap")), right=True),
    ]
    rows = [_row(t, point, way.currency) for point in way.points]
    remarks = "\n".join(t(hint.template, **hint.data) for hint in told)
    return "\n\n".join(filter(None, [table(columns, rows), _sums(t, way), remarks]))


def _row(t: Translator, point: Point, currency: str) -> list[str]:
    price = money(t, point.price, currency) if point.priced else t(N_("in words"))
    mine = point.side is Side.ME
    return [
        str(point.seq),
        word(t, point.side),
        date(t, point.date),
        price if mine else "",
        "" if mine else price,
        "" if not point.move else money(t, point.move, currency),
        "" if point.gap is None else money(t, point.gap, currency),
    ]


def _sums(t: Translator, way: ConcessionMap) -> str:
    currency, last = way.currency, way.moved_last
    step = ""
    if last is not None:
        step = t(N_("{who} by {move}"), who=word(t, last[0]), move=money(t, last[1], currency))
    return facts(
        [
            (t(N_("Gap")), "" if way.gap is None else money(t, way.gap, currency)),
            (t(N_("Midpoint")), "" if way.midpoint is None else money(t, way.midpoint, currency)),
            (t(N_("Moved last")), step),
            (t(N_("I came down")), _moved(t, way.mine, currency)),
            (t(N_("They came up")), "" if way.theirs is None else _moved(t, way.theirs, currency)),
        ]
    )


def _moved(t: Translator, way: Way, currency: str) -> str:
    if not way.moved:
        return ""
    moved = money(t, way.moved, currency)
    if way.percent is None:
        return moved
    return f"{moved} ({format_percent(way.percent, t.language)})"
