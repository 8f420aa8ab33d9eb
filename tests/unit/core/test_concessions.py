"""The concession map of hand-computed negotiations, and the remarks about them."""

import datetime as dt
from decimal import Decimal

import pytest

from smm_ledger.core.concessions import HintKind, concession_map, hints
from smm_ledger.core.lines import Discount
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Round, Side
from smm_ledger.core.states import QuoteStatus
from tests.support.factories import ORDINARY_RULES, a_line, a_quote, a_round

TODAY = dt.date(2026, 11, 20)
ALL = frozenset(HintKind)
ME, CLIENT = Side.ME, Side.CLIENT


def rounds(*prices: tuple[Side, int], full: int = 1150) -> list[Round]:
    """Return rounds that reach whole prices by a document discount."""
    return [
        a_round(
            a_line(full),
            seq=seq,
            side=side,
            discount=Discount(amount=100 * (full - price)) if price != full else None,
        )
        for seq, (side, price) in enumerate(prices, 1)
    ]


def quote_of(*prices: tuple[Side, int], full: int = 1150) -> Quote:
    """Return a quote with rounds at these prices."""
    return a_quote(*rounds(*prices, full=full), status=QuoteStatus.NEGOTIATING)


def kinds(quote: Quote, today: dt.date = TODAY) -> list[HintKind]:
    """Return the kinds of the hints."""
    return [hint.kind for hint in hints(quote, today, shown=ALL)]


def test_six_rounds_by_hand() -> None:
    """1150 / 800 / 1080 / 900 / 1020 / 950: gaps 350, 280, 180, 120, 70."""
    drawn = concession_map(
        quote_of((ME, 1150), (CLIENT, 800), (ME, 1080), (CLIENT, 900), (ME, 1020), (CLIENT, 950))
    )
    assert [p.move for p in drawn.points] == [None, None, 7_000, 10_000, 6_000, 5_000]
    assert [p.gap for p in drawn.points] == [None, 35_000, 28_000, 18_000, 12_000, 7_000]
    assert [p.midpoint for p in drawn.points] == [None, 97_500, 94_000, 99_000, 96_000, 98_500]
    assert (drawn.gap, drawn.midpoint) == (7_000, 98_500)
    assert drawn.moved_last == (CLIENT, 5_000)
    assert (drawn.mine.moved, drawn.mine.percent, drawn.mine.of_gap) == (
        13_000,
        Decimal("11.3"),
        Decimal("37.1"),
    )
    assert drawn.theirs is not None
    assert (drawn.theirs.moved, drawn.theirs.percent, drawn.theirs.of_gap) == (
        15_000,
        Decimal("18.8"),
        Decimal("42.9"),
    )


def test_before_the_client_names_a_price_there_is_no_gap() -> None:
    drawn = concession_map(quote_of((ME, 1150), (CLIENT, 1150)))
    assert [p.priced for p in drawn.points] == [True, False]
    assert (drawn.theirs, drawn.gap, drawn.moved_last) == (None, None, None)
    assert drawn.mine.of_gap is None


def test_totals_to_pay_have_their_own_map() -> None:
    line = a_line("1000", vat_rate=Decimal(22))
    offers = [
        a_round(line, rules=ORDINARY_RULES),
        a_round(
            line,
            seq=2,
            rules=ORDINARY_RULES,
            side=CLIENT,
            discount=Discount(amount=20_000),
        ),
    ]
    assert concession_map(a_quote(*offers)).gap == 20_000
    assert concession_map(a_quote(*offers), gross=True).gap == 24_400


def test_a_side_that_moves_away_moves_below_zero() -> None:
    drawn = concession_map(quote_of((ME, 1100), (CLIENT, 900), (ME, 1150)))
    assert drawn.mine.moved == -5_000
    assert drawn.moved_last == (ME, -5_000)


@pytest.mark.parametrize(
    ("prices", "told"),
    [
        ([(ME, 1150), (ME, 1050)], True),
        ([(ME, 1150), (CLIENT, 1150), (ME, 1050)], True),
        ([(ME, 1150), (CLIENT, 900), (ME, 1050)], False),
        ([(ME, 1150), (CLIENT, 900), (ME, 1050), (ME, 1000)], True),
        ([(ME, 1050), (ME, 1150)], False),
    ],
)
def test_bidding_against_oneself(prices: list[tuple[Side, int]], *, told: bool) -> None:
    assert (HintKind.AGAINST_YOURSELF in kinds(quote_of(*prices))) is told


def test_the_hint_names_the_amount() -> None:
    hint = hints(quote_of((ME, 1150), (ME, 1050)), TODAY, shown=ALL)[0]
    assert hint.template.format(**hint.data) == (
        "You came down by 100.00 and no price of theirs stood against yours"
    )


@pytest.mark.parametrize(
    ("mine", "told"),
    [((1150, 1120, 1050), True), ((1150, 1050, 1020), False), ((1150, 1100, 1050), False)],
)
def test_concessions_that_grow(mine: tuple[int, ...], *, told: bool) -> None:
    prices = [(ME, mine[0]), (CLIENT, 800), (ME, mine[1]), (CLIENT, 850), (ME, mine[2])]
    assert (HintKind.GROWING in kinds(quote_of(*prices))) is told


@pytest.mark.parametrize(
    ("price", "told"), [(1000, True), (1200, True), (950, True), (1150, False), (90, False)]
)
def test_a_round_first_offer(price: int, *, told: bool) -> None:
    quote = quote_of((ME, price), full=price)
    assert (HintKind.ROUND_NUMBER in kinds(quote)) is told
    assert HintKind.ROUND_NUMBER not in [hint.kind for hint in hints(quote, TODAY)]
    answered = quote_of((ME, price), (CLIENT, 80), full=price)
    assert HintKind.ROUND_NUMBER not in kinds(answered)


@pytest.mark.parametrize(
    ("day", "told"),
    [(26, False), (27, True), (30, True)],
)
def test_a_deadline_that_passes(day: int, *, told: bool) -> None:
    quote = quote_of((ME, 1150))
    assert (HintKind.DEADLINE in kinds(quote, dt.date(2026, 11, day))) is told


def test_a_deadline_that_has_passed_and_one_that_is_the_clients_turn() -> None:
    late = hints(quote_of((ME, 1150)), dt.date(2026, 12, 1))
    assert [hint.kind for hint in late] == [HintKind.DEADLINE]
    assert late[0].data == {"day": dt.date(2026, 11, 30)}
    waiting = quote_of((ME, 1150), (CLIENT, 900))
    assert kinds(waiting, dt.date(2026, 11, 29)) == []


def test_every_hint_can_be_switched_off() -> None:
    quote = quote_of((ME, 1150), (ME, 1100), (ME, 1000))
    day = dt.date(2026, 11, 29)
    assert kinds(quote, day) == [HintKind.AGAINST_YOURSELF, HintKind.GROWING, HintKind.DEADLINE]
    assert hints(quote, day, shown=()) == ()
