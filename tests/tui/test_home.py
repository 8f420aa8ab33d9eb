"""Oggi: what one sees without a key press, and what `enter` does."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.quote_inputs import QuoteInput, ReviseInput
from smm_ledger.tui.context import Options
from smm_ledger.tui.screens.client import ClientScreen
from smm_ledger.tui.screens.invoice import InvoiceScreen
from smm_ledger.tui.screens.quote import QuoteScreen
from smm_ledger.tui.widgets.table import WindowedTable
from tests.support.ledgers import HandClock
from tests.tui.books import a_book, add_invoice, add_quote, press, until, write
from tests.tui.support import SMALL, TINY, TODAY, WIDE, context, ledger_at, shown, words_on

LINES = (LineInput(description="Reel", unit_price=Decimal(1000)),)


def busy_ledger(folder: Path) -> Ledger:
    """Return a ledger with a late invoice, a silent quote and an accepted one."""
    ledger = ledger_at(folder, today=TODAY - dt.timedelta(days=60))
    ledger.clients.add({"name": "Rossi Moda", "code": "rossi"})
    ledger.clients.add({"name": "Bianchi Libri", "code": "bianchi"})
    ledger.invoices.issue(ledger.invoices.new(InvoiceInput(client="rossi", lines=LINES)).name)
    clock = ledger.clock
    assert isinstance(clock, HandClock)
    clock.day = TODAY - dt.timedelta(days=20)
    for title in ("Lancio", "Estate"):
        number = ledger.quotes.new(QuoteInput(client="bianchi", title=title, lines=LINES)).number
        ledger.negotiation.send(number)
    ledger.outcomes.accept("P-2026-002")
    clock.day = TODAY
    return ledger


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_day_is_there_without_a_key(tmp_path: Path, size: tuple[int, int]) -> None:
    async with shown(context(busy_ledger(tmp_path), language="en"), size=size) as pilot:
        await until(pilot, lambda: "m remind" in words_on(pilot))
        lines = words_on(pilot).splitlines()
    figures = next(line for line in lines if "€" in line)
    assert figures.split()[:2] == ["€1,002.00", "€1,002.00"], "to collect, overdue"
    late = next(line for line in lines if "2026-001" in line and "Rossi" in line)
    assert late.split()[1] == "2026-001", "a row begins with its number"
    assert "! overdue by 30 days" in late
    assert "m remind" in late, "the second reminder is due"
    assert any("P-2026-002" in line and "to invoice" in line for line in lines)


async def test_a_low_and_narrow_terminal_shows_what_to_do(tmp_path: Path) -> None:
    async with shown(context(busy_ledger(tmp_path), language="en"), size=TINY) as pilot:
        assert "2026-001" in words_on(pilot)


async def test_enter_opens_the_document_and_starts_what_comes_next(tmp_path: Path) -> None:
    ledger = busy_ledger(tmp_path)
    ledger.contacts.hold("rossi", until=TODAY + dt.timedelta(days=1))
    async with shown(context(ledger, language="en")) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert "Payment 2026-001" in words_on(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, InvoiceScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.current_mode == "home"
        assert len(pilot.app.screen_stack) == 1


async def test_a_payment_from_the_first_screen_leaves_its_row(tmp_path: Path) -> None:
    ledger = busy_ledger(tmp_path)
    async with shown(context(ledger, language="en")) as pilot:
        await pilot.press("r")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert ledger.invoices.show("2026-001").balance.minor == 0
        await pilot.press("escape")
        await pilot.pause()
        assert "! overdue" not in words_on(pilot)
        await pilot.press("u")
        await pilot.pause()
        assert "! overdue" in words_on(pilot), "undone: the payment was reversed"


async def test_only_the_keys_of_the_rows_document_are_offered(tmp_path: Path) -> None:
    async with shown(context(busy_ledger(tmp_path), language="en")) as pilot:
        footer = words_on(pilot).splitlines()[-1]
        assert "Payment" in footer
        assert "Client says" not in footer
        pilot.app.screen.query_one(WindowedTable).move_to("quote_silent P-2026-001")
        await pilot.pause()
        assert "Client says" in words_on(pilot).splitlines()[-1]
        await pilot.press("r")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1


async def test_keys_of_a_quote_open_it(tmp_path: Path) -> None:
    async with shown(context(busy_ledger(tmp_path), language="en")) as pilot:
        pilot.app.screen.query_one(WindowedTable).move_to("quote_silent P-2026-001")
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
        assert any(isinstance(screen, QuoteScreen) for screen in pilot.app.screen_stack)


async def test_an_empty_day_names_the_key_to_press(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path), language="en"), size=WIDE) as pilot:
        assert "Press 3 for your quotes: n makes one." in words_on(pilot)


async def test_a_client_is_one_page_with_its_documents(tmp_path: Path) -> None:
    ctx = context(busy_ledger(tmp_path), language="en")

    async with shown(ctx, lambda given: ClientScreen(given, "bianchi"), size=WIDE) as pilot:
        words = words_on(pilot)
        assert "Bianchi Libri" in words
        assert "P-2026-001" in words
        assert "P-2026-002" in words
        assert "2026-001 " not in words.replace("P-2026-001", "")
        await pilot.press("j", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, QuoteScreen)


async def test_an_answer_takes_a_silent_quote_off_the_day(tmp_path: Path) -> None:
    ledger = busy_ledger(tmp_path)
    async with shown(context(ledger, language="en")) as pilot:
        table = pilot.app.screen.query_one(WindowedTable)
        assert table.move_to("quote_silent P-2026-001")
        await pilot.pause()
        await pilot.press("R")
        await pilot.pause()
        assert "P-2026-001" not in words_on(pilot)
        assert table.move_to("to_invoice P-2026-002")
        await pilot.pause()
        await pilot.press("R")
        await pilot.pause()
    assert ledger.quotes.show("P-2026-001").replied_on == TODAY
    assert ledger.quotes.show("P-2026-002").replied_on is None, "it is accepted already"


async def test_the_days_of_silence_are_a_setting(tmp_path: Path) -> None:
    ledger = busy_ledger(tmp_path)
    options = Options(silent_days=30, reduced_motion=True)
    async with shown(context(ledger, language="en", options=options)) as pilot:
        assert "P-2026-001" not in words_on(pilot)


async def test_one_that_expires_says_how_long_it_is_silent(tmp_path: Path) -> None:
    ledger = busy_ledger(tmp_path)
    clock = ledger.clock
    assert isinstance(clock, HandClock)
    clock.day = TODAY + dt.timedelta(days=8)
    async with shown(context(ledger, language="en")) as pilot:
        (row,) = [line for line in words_on(pilot).splitlines() if "P-2026-001" in line]
        assert "ends in 2 d, silent 28" in row
    ledger.negotiation.reply("P-2026-001")
    assert "P-2026-001" not in [item.ref for item in ledger.collections.home().items]
    ledger.negotiation.revise("P-2026-001", ReviseInput(offer=OfferInput(net=Decimal(900))))
    assert "P-2026-001" in [item.ref for item in ledger.collections.home().items]


async def test_the_list_is_filtered_as_one_types(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    accepted = add_quote(ledger, title="Uno")
    ledger.negotiation.send(accepted)
    ledger.outcomes.accept(accepted)
    add_invoice(ledger, issue=False)
    async with shown(context(ledger)) as pilot:
        table = pilot.app.screen.query_one(WindowedTable)
        assert table.row_count == 2
        await press(pilot, "slash")
        await write(pilot, "bozza")
        assert table.row_count == 1
        await press(pilot, "enter")
        assert table.has_focus
        await press(pilot, "escape")
        assert table.row_count == 2
        await press(pilot, "slash")
        await write(pilot, "nessunissimo")
        assert table.row_count == 0


async def test_only_what_the_state_allows_is_offered_on_a_row(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    ledger.negotiation.send(number)
    ledger.outcomes.accept(number)
    async with shown(context(ledger, language="en")) as pilot:
        bar = words_on(pilot).splitlines()[-1]
        assert "invoice it" in bar
        assert "Client says" not in bar
        assert "Accept" not in bar


async def test_another_language_leaves_the_keys_where_they_were(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    add_invoice(ledger, issue=False)
    async with shown(context(ledger)) as pilot:
        pilot.app.choose_language("en")  # type: ignore[attr-defined]  # the real app
        await pilot.pause()
        await pilot.pause()
        assert isinstance(pilot.app.focused, WindowedTable)


async def test_the_same_number_leads_to_the_first_screen_of_its_mode(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    add_invoice(ledger)
    async with shown(context(ledger)) as pilot:
        await press(pilot, "4", "enter")
        assert len(pilot.app.screen_stack) == 2
        await press(pilot, "4")
        assert len(pilot.app.screen_stack) == 1
