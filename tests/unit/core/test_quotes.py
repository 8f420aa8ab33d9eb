"""Quotes: validity is inclusive, the floor asks once, a gift is counted, options are chosen."""

import datetime as dt
from decimal import Decimal

import pytest

from smm_ledger.core.errors import BelowFloor, IllegalTransition, InputError, NotFoundError
from smm_ledger.core.lines import Discount, Line, LineKind
from smm_ledger.core.money import Money
from smm_ledger.core.quotes import (
    BoundChange,
    Bounds,
    bound_changes,
    check_floor,
    check_not_expired,
    gift_of,
    hourly_rate,
    select,
)
from smm_ledger.core.rounds import Side
from smm_ledger.core.states import QuoteStatus
from tests.support.factories import a_line, a_quote, a_round

LAST_DAY = dt.date(2026, 11, 30)
OPEN = (QuoteStatus.SENT, QuoteStatus.NEGOTIATING)

BASE = a_line("1000", description="Base")
EXTRA = a_line("200", description="Extra", kind=LineKind.OPTIONAL, selected=False)
GOOD = a_line("300", description="Good", kind=LineKind.ALTERNATIVE, group="tier", selected=False)
BEST = a_line("500", description="Best", kind=LineKind.ALTERNATIVE, group="tier", selected=True)
OFFERED = (BASE, EXTRA, GOOD, BEST)


@pytest.mark.parametrize("status", QuoteStatus)
def test_an_offer_expires_the_day_after_its_last(status: QuoteStatus) -> None:
    quote = a_quote(status=status)
    assert not quote.expired(LAST_DAY)
    assert quote.expired(LAST_DAY + dt.timedelta(days=1)) is (status in OPEN)


def test_validity_is_that_of_my_last_round() -> None:
    mine = a_round(valid_until=dt.date(2026, 12, 15))
    theirs = a_round(seq=2, side=Side.CLIENT, valid_until=dt.date(2026, 11, 1))
    quote = a_quote(mine, theirs, status=QuoteStatus.NEGOTIATING)
    assert quote.current is theirs
    assert quote.my_last is mine
    assert quote.valid_until == dt.date(2026, 12, 15)
    assert not quote.expired(dt.date(2026, 12, 15))


def test_only_what_has_not_expired_is_accepted() -> None:
    quote = a_quote()
    check_not_expired(quote, LAST_DAY)
    with pytest.raises(IllegalTransition, match="it expired on 2026-11-30"):
        check_not_expired(quote, dt.date(2026, 12, 1))


def test_rounds_are_named_by_their_sequence() -> None:
    first, second = a_round(), a_round(seq=2)
    quote = a_quote(first, second)
    assert quote.round(1) is first
    assert quote.round(2) is second
    for seq in (0, 3, -1):
        with pytest.raises(NotFoundError, match=f"P-2026-014/{seq}: no such round"):
            quote.round(seq)


@pytest.mark.parametrize(
    ("floor", "net", "reason", "refused"),
    [
        (None, 0, None, False),
        (10000, 10000, None, False),
        (10000, 9999, None, True),
        (10000, 9999, "", False),
        (10000, 9999, "a friend", False),
    ],
)
def test_below_the_floor_a_reason_is_asked_for_even_an_empty_one(
    floor: int | None, net: int, reason: str | None, *, refused: bool
) -> None:
    quote = a_quote(bounds=Bounds(floor=floor))
    if not refused:
        check_floor(quote, net, reason=reason)
        return
    with pytest.raises(BelowFloor) as caught:
        check_floor(quote, net, reason=reason)
    assert caught.value.data == {"net": Money(9999, "EUR"), "floor": Money(10000, "EUR")}


@pytest.mark.parametrize(
    ("net", "get", "gift"),
    [
        (8800, "", 1200),
        (8800, "six months instead of three", None),
        (10000, "", None),
        (12000, "", None),
    ],
)
def test_a_lower_price_for_nothing_is_a_gift(net: int, get: str, gift: int | None) -> None:
    assert gift_of(a_round(a_line("100")), net, get=get) == gift


@pytest.mark.parametrize(
    ("lines", "rate"),
    [
        ([a_line("100")], None),
        ([a_line("100", hours=Decimal(0))], None),
        ([a_line("100", hours=Decimal(2))], 5000),
        ([a_line("100", hours=Decimal(1), quantity=Decimal(3))], 10000),
        ([a_line("100", hours=Decimal(3))], 3333),
        ([a_line("100", hours=Decimal(2)), a_line("900")], 5000),
        (
            [
                a_line("100", hours=Decimal(2)),
                a_line("9", hours=Decimal(9), kind=LineKind.AD_SPEND_INFO),
            ],
            5000,
        ),
    ],
)
def test_an_hour_is_worth_what_its_lines_bring(lines: list[Line], rate: int | None) -> None:
    expected = None if rate is None else Money(rate, "EUR")
    assert hourly_rate(a_round(*lines)) == expected
    assert a_quote(a_round(*lines)).hourly_rate() == expected


def test_a_discount_lowers_what_an_hour_is_worth() -> None:
    offer = a_round(a_line("100", hours=Decimal(1)), discount=Discount(percent=Decimal(10)))
    assert hourly_rate(offer) == Money(9000, "EUR")


def test_without_a_choice_an_offer_stays_as_it_is() -> None:
    assert select(OFFERED, None) == OFFERED


@pytest.mark.parametrize(
    ("chosen", "taken"),
    [((2, 3), [True, True, True, False]), ((4,), [True, False, False, True])],
)
def test_options_and_alternatives_are_chosen_by_number(
    chosen: tuple[int, ...], taken: list[bool]
) -> None:
    assert [line.selected for line in select(OFFERED, chosen)] == taken


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        ((), "“tier” needs exactly one line, 0 are chosen"),
        ((2,), "“tier” needs exactly one line, 0 are chosen"),
        ((3, 4), "“tier” needs exactly one line, 2 are chosen"),
    ],
)
def test_a_choice_that_the_groups_forbid_is_refused(chosen: tuple[int, ...], reason: str) -> None:
    with pytest.raises(IllegalTransition, match=reason) as caught:
        select(OFFERED, chosen)
    numbers = caught.value.data["numbers"]
    assert numbers == tuple(
        str(no) for no, line in enumerate(OFFERED, 1) if line.kind is LineKind.ALTERNATIVE
    )


@pytest.mark.parametrize(("chosen", "no"), [((1, 4), 1), ((0, 4), 0), ((4, 5), 5)])
def test_a_number_that_is_no_option_is_refused(chosen: tuple[int, ...], no: int) -> None:
    with pytest.raises(InputError, match=f"line {no} is no option") as caught:
        select(OFFERED, chosen)
    assert caught.value.subject == "select"


def test_each_group_is_chosen_from_apart() -> None:
    other = a_line("50", kind=LineKind.ALTERNATIVE, group="report", selected=False)
    with pytest.raises(IllegalTransition, match="“report” needs exactly one"):
        select((*OFFERED, other), None)
    assert select((*OFFERED, other), (4, 5))[-1].selected


def test_nothing_is_accepted_before_it_is() -> None:
    assert a_quote().accepted is None


def test_what_was_accepted_is_the_round_as_it_stood() -> None:
    offer = a_round(*OFFERED)
    quote = a_quote(offer, status=QuoteStatus.ACCEPTED, accepted_round=1)
    assert quote.accepted is offer


def test_what_was_accepted_has_the_figures_of_its_choice() -> None:
    offer = a_round(*OFFERED, discount=Discount(percent=Decimal(10)))
    assert offer.totals.net == 135000
    quote = a_quote(offer, status=QuoteStatus.ACCEPTED, accepted_round=1, selection=(2, 3))
    assert quote.accepted is not None
    assert quote.accepted.totals.net == 135000  # 1000 + 200 + 300, less a tenth
    assert [line.selected for line in quote.accepted.lines] == [True, True, True, False]
    assert quote.round(1).lines == OFFERED


def test_the_trail_says_what_changed_and_nothing_else() -> None:
    before = Bounds(floor=900, target=1200, walk_away="late payer")
    after = Bounds(floor=800, target=1200, alternative="two others wait")
    day = dt.date(2026, 11, 24)
    assert bound_changes(before, after, day) == (
        BoundChange(date=day, field="floor", before=900, after=800),
        BoundChange(date=day, field="walk_away", before="late payer", after=None),
        BoundChange(date=day, field="alternative", before=None, after="two others wait"),
    )
    assert bound_changes(after, after, day) == ()
