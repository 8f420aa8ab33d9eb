"""Report: the list of what there is, and the one under the cursor drawn for the terminal."""

from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.rounds import Ask
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.quote_inputs import CounterInput, ReviseInput
from smm_ledger.tui.context import Options
from smm_ledger.tui.reports import REPORTS
from smm_ledger.tui.screens.reports import ReportsScreen
from smm_ledger.tui.widgets.sheet import Sheet
from smm_ledger.tui.widgets.table import WindowedTable
from tests.tui.books import a_book, add_quote, press
from tests.tui.support import SMALL, TINY, WIDE, context, shown, words_on

LAST = "rossi"


def decided(folder: Path, *, won: int, lost: int) -> Ledger:
    """Return a ledger of quotes that were won and lost, the first after a gift."""
    ledger = a_book(folder)
    for number in range(won + lost):
        name = add_quote(ledger)
        ledger.negotiation.send(name)
        if not number:
            said = CounterInput(offer=OfferInput(net=Decimal(1000)), ask=Ask.BUDGET)
            ledger.negotiation.counter(name, said)
            ledger.negotiation.revise(name, ReviseInput(offer=OfferInput(net=Decimal(1100))))
        (ledger.outcomes.accept if number < won else ledger.outcomes.decline)(name)
    return ledger


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_key_7_draws_the_report_at_every_size(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    ctx = context(decided(tmp_path, won=4, lost=2), language=language)
    async with shown(ctx, size=size) as pilot:
        await press(pilot, "7")
        text = words_on(pilot)
        assert ctx.say(REPORTS[0].title) in text
        assert ctx.say("{won} of {n}", won=4, n=6) in text
        assert ("66,7%" if language == "it" else "66.7%") in text


async def test_a_small_group_has_a_count_and_neither_rate_nor_bar(tmp_path: Path) -> None:
    ctx = context(decided(tmp_path, won=3, lost=1), language="en")
    async with shown(ctx, ReportsScreen, size=WIDE) as pilot:
        text = words_on(pilot)
        assert "3 of 4" in text
        assert "%" not in text.replace("95% interval", "").replace("0-5%", "")
        assert "█" not in text
        assert "€50.00" in text


async def test_nothing_decided_yet_names_the_keys(tmp_path: Path) -> None:
    async with shown(context(a_book(tmp_path), language="en"), ReportsScreen) as pilot:
        text = words_on(pilot)
        assert "No quote was won or lost yet." in text
        assert "3 shows the quotes" in text


async def test_enter_goes_to_the_page_and_escape_back_to_the_list(tmp_path: Path) -> None:
    ctx = context(decided(tmp_path, won=4, lost=2), language="en")
    async with shown(ctx, ReportsScreen) as pilot:
        sheet = pilot.app.screen.query_one(Sheet)
        await press(pilot, "enter", "G")
        assert LAST in words_on(pilot).splitlines()[-4]
        assert sheet.has_focus
        await press(pilot, "escape")
        assert pilot.app.screen.query_one(WindowedTable).has_focus


async def test_what_was_decided_meanwhile_is_read_anew(tmp_path: Path) -> None:
    ledger = decided(tmp_path, won=4, lost=1)
    async with shown(context(ledger, language="en")) as pilot:
        await press(pilot, "7", "1")
        name = add_quote(ledger)
        ledger.negotiation.send(name)
        ledger.outcomes.accept(name)
        await press(pilot, "7")
        assert "5 of 6" in words_on(pilot)


async def test_plain_characters_are_enough(tmp_path: Path) -> None:
    options = Options(ascii_only=True, reduced_motion=True)
    ctx = context(decided(tmp_path, won=4, lost=1), language="en", options=options)
    async with shown(ctx, size=WIDE) as pilot:
        await press(pilot, "7")
        lines = words_on(pilot).splitlines()[:-1]
        drawn = set("".join(lines)) - set("\u00a0€–")  # of language, not of drawing
        assert {mark for mark in drawn if not mark.isascii()} == set()
