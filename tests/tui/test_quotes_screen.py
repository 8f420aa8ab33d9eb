"""Preventivi: the list, its presets, and everything one does with a quote from the keyboard."""

from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.states import QuoteStatus
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.quote_inputs import CounterInput, QuoteInput
from smm_ledger.tui.dialogs.accept import AcceptDialog
from smm_ledger.tui.dialogs.choose import ChooseDialog
from smm_ledger.tui.dialogs.floor import FloorDialog
from smm_ledger.tui.dialogs.send import SendDialog
from smm_ledger.tui.forms.quote import QuoteForm
from smm_ledger.tui.forms.revise import ReviseForm
from smm_ledger.tui.forms.round import CounterForm
from smm_ledger.tui.screens.invoice import InvoiceScreen
from smm_ledger.tui.screens.quote import QuoteScreen
from smm_ledger.tui.screens.quotes import QuotesScreen
from smm_ledger.tui.widgets.table import WindowedTable
from tests.tui.books import REEL, a_book, add_quote, front, press, until
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


async def test_an_empty_list_names_the_key(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path), language="en"), QuotesScreen) as pilot:
        assert "No quotes here: n makes one." in words_on(pilot)
        await press(pilot, "n")
        assert isinstance(front(pilot), QuoteForm)


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_every_row_begins_with_its_number(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    async with shown(context(ledger, language=language), QuotesScreen, size=size) as pilot:
        (row,) = [line for line in words_on(pilot).split("\n") if line.startswith("❯")]
        assert row.startswith(f"❯ {number} ")
        assert ("1.150,00\u00a0€" if language == "it" else "€1,150.00") in row


async def test_the_pane_stands_beside_the_list_where_there_is_room(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    add_quote(ledger, floor=900)
    private = "Private: the client never sees this"
    async with shown(context(ledger, language="en"), QuotesScreen, size=WIDE) as pilot:
        await press(pilot, "j")
        assert private in words_on(pilot)
        await pilot.resize_terminal(80, 24)
        await press(pilot, "k")
        assert private not in words_on(pilot)


@pytest.mark.parametrize("name", HOSTILE)
async def test_data_are_shown_as_they_are(tmp_path: Path, name: str) -> None:
    ledger = a_book(tmp_path, client=name)
    number = add_quote(ledger, title=name)
    async with shown(context(ledger), QuotesScreen, size=(160, 40)) as pilot:
        await press(pilot, "j")
        assert words_on(pilot).count(name) >= 2
        await press(pilot, "enter")
        assert isinstance(front(pilot), QuoteScreen)
        assert name in words_on(pilot)
        ledger.negotiation.send(number)


async def test_presets_and_filter_narrow_the_list(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    sent, draft = add_quote(ledger, title="Reels"), add_quote(ledger, title="Stories")
    ledger.negotiation.send(sent)
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, QuotesScreen)
        await press(pilot, "f", "j", "enter")
        assert screen.preset == "open"
        assert draft not in words_on(pilot)
        await press(pilot, "f", "k", "enter", "slash", "s", "t", "o")
        assert screen.table.row_count == 1
        assert sent not in words_on(pilot)
        await press(pilot, "escape")
        assert screen.table.row_count == 2


async def test_what_is_sent_is_shown_first(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        await press(pilot, "s")
        assert isinstance(front(pilot), SendDialog)
        assert "Reel" in words_on(pilot)
        await press(pilot, "escape")
        assert ledger.quotes.show(number).status is QuoteStatus.DRAFT
        await press(pilot, "s", "enter")
        assert ledger.quotes.show(number).status is QuoteStatus.SENT
        assert "▸ sent" in words_on(pilot)


@pytest.mark.parametrize("size", [(80, 24), (60, 15)], ids=str)
async def test_a_long_text_leaves_room_for_the_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    ledger = a_book(tmp_path)
    typed = QuoteInput(client="rossi", title="Reels for a month", lines=(REEL,) * 20)
    ledger.quotes.new(typed)
    async with shown(context(ledger, language="it"), QuotesScreen, size=size) as pilot:
        await press(pilot, "s")
        assert isinstance(front(pilot), SendDialog)
        assert "Segna come inviato" in words_on(pilot)
        assert "proposta non cambia più" in " ".join(words_on(pilot).replace("│", "").split())


async def test_below_the_floor_one_more_key_goes_on(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger, floor=2000)
    async with shown(context(ledger), QuotesScreen) as pilot:
        await press(pilot, "s", "enter")
        assert isinstance(front(pilot), FloorDialog)
        await press(pilot, "escape")
        assert ledger.quotes.show(number).status is QuoteStatus.DRAFT
        await press(pilot, "s", "enter", "enter")
        assert ledger.quotes.show(number).current.below_floor == ""


async def test_keys_follow_the_state(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        await press(pilot, "c", "e")
        assert isinstance(front(pilot), QuoteForm)
        await press(pilot, "escape")
        ledger.negotiation.send(number)
        await press(pilot, "S", "enter", "e")
        assert isinstance(front(pilot), ReviseForm)
        await press(pilot, "escape", "c")
        assert isinstance(front(pilot), CounterForm)
        await press(pilot, "escape")
        assert "My round" in words_on(pilot)


async def test_the_menu_offers_what_is_possible_and_does_it(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    ledger.negotiation.send(number)
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        await press(pilot, "full_stop")
        assert isinstance(front(pilot), ChooseDialog)
        text = words_on(pilot)
        assert "withdraw the offer" in text
        assert "delete the draft" not in text
        await press(pilot, "x", "1")
        quote = ledger.quotes.show(number)
        assert quote.outcome is not None
        assert (quote.status, quote.outcome.reason) == (QuoteStatus.DECLINED, "price")


async def test_accepting_is_undone_with_one_key(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    ledger.negotiation.send(number)
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        await press(pilot, "a")
        assert isinstance(front(pilot), AcceptDialog)
        await press(pilot, "enter")
        assert ledger.quotes.show(number).status is QuoteStatus.ACCEPTED
        await press(pilot, "u")
        assert ledger.quotes.show(number).status is QuoteStatus.NEGOTIATING
        await press(pilot, "ctrl+r")
        assert ledger.quotes.show(number).status is QuoteStatus.ACCEPTED
        await press(pilot, "i")
        assert isinstance(front(pilot), InvoiceScreen)


async def test_drafts_are_deleted_by_name_and_sent_ones_withdrawn(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    first, second = add_quote(ledger), add_quote(ledger)
    ledger.negotiation.send(first)
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        await press(pilot, "d")
        assert f"Delete {second}?" in words_on(pilot)
        await press(pilot, "enter")
        await press(pilot, "d")
        assert f"Withdraw {first}?" in words_on(pilot)
        await press(pilot, "enter")
        assert ledger.quotes.show(first).status is QuoteStatus.WITHDRAWN
        assert [row.number for row in ledger.quotes.list()] == [first]


async def test_a_duplicate_opens_as_a_form(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    add_quote(ledger, title="Reels")
    async with shown(context(ledger), QuotesScreen) as pilot:
        await press(pilot, "ctrl+d")
        assert isinstance(front(pilot), QuoteForm)
        assert [row.title for row in ledger.quotes.list()] == ["Reels", "Reels"]


async def test_another_window_was_faster(tmp_path: Path) -> None:
    """The second writer is refused in words, and sees the state that the first one left."""
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    ledger.negotiation.send(number)
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        await press(pilot, "a")
        ledger.outcomes.decline(number)
        await press(pilot, "enter")
        assert any(number in note for note in toasts(pilot))
        assert ledger.quotes.show(number).status is QuoteStatus.DECLINED
        assert "– lost" in words_on(pilot)


async def test_a_page_is_saved_where_pdfs_cannot_be_made(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    add_quote(ledger)
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        await pilot.press("o")
        await until(pilot, lambda: any("saved as HTML" in note for note in toasts(pilot)))
    (page,) = tmp_path.glob("*.html")  # noqa: ASYNC240 - the app has ended
    assert "P-2026-001/1" in page.read_text(encoding="utf-8")


async def test_the_menu_makes_the_page_to_compare_offers(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    add_quote(ledger)
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        await press(pilot, "full_stop")
        dialog = front(pilot)
        assert isinstance(dialog, ChooseDialog)
        dialog.query_one(WindowedTable).move_to("compared")
        await press(pilot, "enter")
        await until(pilot, lambda: any("saved as HTML" in note for note in toasts(pilot)))
    (page,) = tmp_path.glob("*compare*.html")  # noqa: ASYNC240 - the app has ended
    assert "compared" in page.read_text(encoding="utf-8")


async def test_a_lower_round_without_a_get_is_told_as_a_gift(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    ledger.negotiation.send(number)
    ledger.negotiation.counter(number, CounterInput(offer=OfferInput(net=Decimal(1000))))
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        await press(pilot, "e", *"1052", "ctrl+s")
        assert any("€100.00" in note for note in toasts(pilot))
        assert ledger.quotes.show(number).current.gift == 10_000
