"""Scope for price on the screen: a price in, ways to meet it out, one key makes my next round."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot

from smm_ledger.core.rounds import Side
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.quote_inputs import CounterInput, QuoteInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.floor import FloorDialog
from smm_ledger.tui.dialogs.propose import ProposeDialog
from smm_ledger.tui.screens.quote import QuoteScreen
from smm_ledger.tui.screens.quotes import QuotesScreen
from tests.support.ledgers import HandClock
from tests.tui.books import front, press, until, write
from tests.tui.forms import sent_quote, with_client
from tests.tui.support import (
    HOSTILE,
    SMALL,
    TINY,
    WIDE,
    context,
    ledger_at,
    shown,
    toasts,
    words_on,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return with_client(ledger_at(tmp_path))


def screen_of(number: str) -> "type[QuoteScreen]":
    class Shown(QuoteScreen):
        def __init__(self, ctx: Context[Ledger]) -> None:
            super().__init__(ctx, number)

    return Shown


def seen(pilot: Pilot[int]) -> str:
    return words_on(pilot).replace("\u00a0", " ")


async def found(pilot: Pilot[int], words: str) -> None:
    """Wait for the search's thread."""
    await until(pilot, lambda: words in seen(pilot))


async def test_the_clients_price_is_looked_for_at_once_and_one_key_makes_a_round(
    ledger: Ledger,
) -> None:
    number = sent_quote(ledger, floor="900").number
    ledger.negotiation.counter(number, CounterInput(offer=OfferInput(net=Decimal(1100))))
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "P")
        await found(pilot, "Best first; nothing better exists.")
        assert "Total to pay" in seen(pilot)
        assert "Reel: 8 to 6" in seen(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: len(ledger.quotes.show(number).rounds) == 3)
        await found(pilot, "What was said")
        assert any("round 3 is made" in note for note in toasts(pilot))
    mine = ledger.quotes.show(number).current
    assert (mine.side, mine.totals.net, mine.gift) == (Side.ME, 102000, None)


@pytest.mark.parametrize("key", ["f6", "tab"])
async def test_a_key_flips_net_and_total_and_looks_again(ledger: Ledger, key: str) -> None:
    number = sent_quote(ledger, floor="900").number
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "P")
        assert "Type what the client would pay" in seen(pilot)
        await write(pilot, "1140")
        await press(pilot, "enter")
        await found(pilot, "Best first")
        assert "Reel: 8 to 6" in seen(pilot), "1,140 in all are 1,138 net"
        await press(pilot, key)
        await found(pilot, "Reel: 8 to 7")
        assert "Taxable net" in seen(pilot)


async def test_nothing_fits_and_the_nearest_is_said_plainly(ledger: Ledger) -> None:
    number = sent_quote(ledger, floor="1259").number
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "P")
        await write(pilot, "10")
        await press(pilot, "enter")
        await found(pilot, "Nothing fits")
        assert "The nearest:" in seen(pilot)
        assert "€302.00" in seen(pilot)
        assert "without Reel" in seen(pilot)
        await press(pilot, "escape")
        assert isinstance(front(pilot), QuoteScreen)
        assert len(ledger.quotes.show(number).rounds) == 1
        await press(pilot, "P")
        await write(pilot, "10")
        await press(pilot, "enter")
        await found(pilot, "The nearest:")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(front(pilot), FloorDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: len(ledger.quotes.show(number).rounds) == 2)
    assert ledger.quotes.show(number).current.totals.net == 30000


async def test_a_wrong_price_stands_beside_its_field(ledger: Ledger) -> None:
    number = sent_quote(ledger, floor="900").number
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "P", "enter")
        assert "it is empty" in seen(pilot)
        await write(pilot, "-5")
        await press(pilot, "enter")
        await until(pilot, lambda: "is negative" in seen(pilot))


async def test_below_the_whole_floor_one_key_decides(ledger: Ledger) -> None:
    number = sent_quote(ledger, floor="900").number
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        await press(pilot, "P")
        await write(pilot, "800")
        await press(pilot, "enter")
        await found(pilot, "Best first")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(front(pilot), FloorDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: len(ledger.quotes.show(number).rounds) == 2)
        await press(pilot)
    assert ledger.quotes.show(number).current.below_floor == ""


async def test_an_ended_offer_comes_back_with_a_new_date(ledger: Ledger) -> None:
    number = sent_quote(ledger, floor="900").number
    clock = ledger.clock
    assert isinstance(clock, HandClock)
    clock.day += dt.timedelta(days=60)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "P")
        await write(pilot, "1200")
        await press(pilot, "enter")
        await found(pilot, "Best first")
        await press(pilot, "enter")
        await until(pilot, lambda: len(ledger.quotes.show(number).rounds) == 2)
        await press(pilot)
    assert not ledger.quotes.show(number).expired(clock.day)


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_hostile_lines_are_plain_at_every_size(
    ledger: Ledger, language: str, size: tuple[int, int]
) -> None:
    lines = [LineInput(description=text, unit_price=Decimal(100)) for text in HOSTILE]
    quote = ledger.quotes.new(QuoteInput(client="rossi-moda", title="x", lines=lines))
    ledger.negotiation.send(quote.number)
    async with shown(
        context(ledger, language=language), screen_of(quote.number), size=size
    ) as pilot:
        await press(pilot, "P")
        await write(pilot, "560")
        await press(pilot, "enter")
        await until(pilot, lambda: len(front(pilot).query("WindowedTable")) == 1)
        await until(pilot, lambda: front(pilot).has_class("-found"))
        assert isinstance(front(pilot), ProposeDialog)
        if size == WIDE:
            assert HOSTILE[0] in words_on(pilot)
        await press(pilot, "G", "shift+tab", "down", "escape")
        assert isinstance(front(pilot), QuoteScreen)
