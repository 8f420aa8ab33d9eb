"""Preventivo: the timeline, the comparison, and going back the way one came."""

from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.lines import LineKind
from smm_ledger.core.states import QuoteStatus
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.quote_inputs import CounterInput, QuoteInput, ReviseInput
from smm_ledger.tui.context import Context, Options
from smm_ledger.tui.dialogs.copy import CopyDialog
from smm_ledger.tui.dialogs.preview import PreviewDialog
from smm_ledger.tui.screens.quote import QuoteScreen
from tests.tui.books import a_book, add_quote, front, press
from tests.tui.support import SMALL, TINY, WIDE, context, shown, toasts, words_on


def in_a_fight(folder: Path) -> tuple[Ledger, str]:
    ledger = a_book(folder)
    number = add_quote(ledger, floor=900)
    ledger.negotiation.send(number)
    ledger.negotiation.counter(number, CounterInput(offer=OfferInput(net=Decimal(1000))))
    ledger.negotiation.revise(
        number, ReviseInput(offer=OfferInput(net=Decimal(1100)), get="paid now")
    )
    return ledger, number


def screen_of(number: str) -> "type[QuoteScreen]":
    class Shown(QuoteScreen):
        def __init__(self, ctx: Context[Ledger]) -> None:
            super().__init__(ctx, number)

    return Shown


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
async def test_the_timeline_in_both_languages(tmp_path: Path, size: tuple[int, int]) -> None:
    ledger, number = in_a_fight(tmp_path)
    for language, money in (("it", "1.100,00\u00a0€"), ("en", "€1,100.00")):
        ctx = context(ledger, language=language)
        async with shown(ctx, screen_of(number), size=size) as pilot:
            assert number in words_on(pilot)
            await press(pilot, "J")
            await press(pilot, "g")
            assert money in words_on(pilot) or size == TINY


async def test_the_page_scrolls_to_what_is_private(tmp_path: Path) -> None:
    ledger, number = in_a_fight(tmp_path)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        assert "in exchange: paid now" in words_on(pilot)
        await press(pilot, "G")
        assert "Private: the client never sees this" in words_on(pilot)
        assert "€900.00" in words_on(pilot)


async def test_two_rounds_are_chosen_and_compared(tmp_path: Path) -> None:
    ledger, number = in_a_fight(tmp_path)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "equals_sign", "enter")
        assert "rounds 2 and 3" in words_on(pilot)
        await press(pilot, "equals_sign", "left", "enter")
        assert "rounds 1 and 3" in words_on(pilot)
        await press(pilot, "equals_sign", "right", "enter")
        assert "it is the same round" in words_on(pilot)
        await press(pilot, "escape", "escape")
        assert "Rounds" in words_on(pilot)
        assert isinstance(front(pilot), QuoteScreen)
        await press(pilot, "escape")
        assert not isinstance(front(pilot), QuoteScreen)


async def test_what_the_client_reads_says_nothing_private(tmp_path: Path) -> None:
    ledger, number = in_a_fight(tmp_path)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "v")
        assert isinstance(front(pilot), PreviewDialog)
        assert "900.00" not in words_on(pilot)
        await press(pilot, "escape", "y")
        assert isinstance(front(pilot), CopyDialog)
        assert "Reel" in pilot.app.clipboard
        assert "paid now" not in pilot.app.clipboard


async def test_the_acceptance_is_taken_back_from_the_menu(tmp_path: Path) -> None:
    ledger, number = in_a_fight(tmp_path)
    ledger.outcomes.accept(number)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        assert "✓ accepted" in words_on(pilot)
        await press(pilot, "full_stop", "j", "enter")
        await press(pilot, *"oops", "enter")
        assert ledger.quotes.show(number).status is QuoteStatus.NEGOTIATING
        assert "~ negotiating" in words_on(pilot)


async def test_a_clients_answer_is_noted(tmp_path: Path) -> None:
    ledger, number = in_a_fight(tmp_path)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await pilot.app.screen.run_action("reply")
        await press(pilot)
        await pilot.pause()
        assert ledger.quotes.show(number).replied_on is not None
        assert any("noted" in note for note in toasts(pilot))


async def test_a_quote_that_is_gone_closes_its_screen(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        ledger.quotes.delete(number)
        await press(pilot, "question_mark", "escape")
        assert not isinstance(front(pilot), QuoteScreen)
        assert any(number in note for note in toasts(pilot))


async def test_hints_are_a_line_each_and_can_be_switched_off(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    ledger.negotiation.send(number)
    ledger.negotiation.revise(number, ReviseInput(offer=OfferInput(net=Decimal(1100)), get="x"))
    for kinds, count in ((None, 1), (frozenset[str](), 0)):
        options = Options(reduced_motion=True)
        if kinds is not None:
            options = Options(reduced_motion=True, hint_kinds=kinds)
        ctx = context(ledger, language="en", options=options)
        async with shown(ctx, screen_of(number)) as pilot:
            assert words_on(pilot).count("no price of theirs stood against yours") == count


async def test_what_a_draft_does_not_say_is_added_to_it(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        assert "Checklist: 0 of 8" in words_on(pilot)
        await press(pilot, "L", "j", "enter")
        assert "Checklist: 2 of 8" in words_on(pilot)
        assert len(ledger.quotes.show(number).rounds) == 1


async def test_once_sent_it_is_my_next_round_at_the_same_price(tmp_path: Path) -> None:
    ledger, number = in_a_fight(tmp_path)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "L", "enter")
        assert any("it is my round 4" in note for note in toasts(pilot))
    quote = ledger.quotes.show(number)
    assert (quote.current.seq, quote.current.totals.net) == (4, 110_000)


async def test_one_of_three_packages_is_taken_at_acceptance(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    lines = [
        LineInput(
            description=name,
            unit_price=Decimal(price),
            kind=LineKind.ALTERNATIVE,
            group="tre",
        )
        for name, price in (("Base", 500), ("Medio", 800), ("Pieno", 1200))
    ]
    made = ledger.quotes.new(QuoteInput(client="rossi", title="Tre pacchetti", lines=lines))
    ledger.negotiation.send(made.number)
    async with shown(context(ledger, language="en"), screen_of(made.number)) as pilot:
        await press(pilot, "a", "enter")
        assert any("exactly one line" in note for note in toasts(pilot))
        await press(pilot, "tab", "space", "tab", "space", "enter")
        quote = ledger.quotes.show(made.number)
        assert quote.status is QuoteStatus.ACCEPTED
        assert quote.selection == (2,), "the second takes the place of the first"
