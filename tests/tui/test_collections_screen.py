"""Incassi: what is late, currency by currency, and the payment that ends it."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.tui.dialogs.letter import LetterDialog
from smm_ledger.tui.screens.collections import CollectionsScreen
from smm_ledger.tui.screens.invoice import InvoiceScreen
from tests.support.ledgers import HandClock
from tests.tui.books import a_book, add_invoice, front, press
from tests.tui.support import SMALL, TINY, TODAY, WIDE, context, shown, words_on


def late(folder: Path) -> Ledger:
    """Return a ledger with an invoice 40 days late, one 9 days late in dollars, one not due."""
    ledger = a_book(folder)
    ledger.clients.add({"name": "Blue [b]", "code": "blue", "currency": "USD", "country": "US"})
    assert isinstance(ledger.clock, HandClock)
    add_invoice(ledger, due=TODAY)
    line = LineInput(description="Audit", unit_price=Decimal(500))
    due = TODAY + dt.timedelta(days=31)
    blue = ledger.invoices.new(InvoiceInput(client="blue", lines=[line], due=due))
    ledger.invoices.issue(blue.name)
    add_invoice(ledger, due=TODAY + dt.timedelta(days=90))
    ledger.clock.day = TODAY + dt.timedelta(days=40)
    return ledger


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_each_currency_has_its_own_sums(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language=language), CollectionsScreen, size=size) as pilot:
        text = words_on(pilot)
        euros = "1.584,00\u00a0€" if language == "it" else "€1,584.00"
        assert euros in text
        (row,) = [line for line in text.split("\n") if line.startswith("❯")]
        assert row.startswith("❯ 2026-001 ")
        assert "40 " in row
        assert "2026-003" not in text


async def test_who_is_quicker_than_the_first_reading_loses_no_key(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, CollectionsScreen)
        screen._review = None  # before its worker came back
        await press(pilot, "m")
        assert isinstance(front(pilot), LetterDialog)


async def test_nothing_late_is_said(tmp_path: Path) -> None:
    async with shown(context(a_book(tmp_path), language="en"), CollectionsScreen) as pilot:
        text = words_on(pilot)
        assert "Nothing is owed to you." in text
        assert "Nothing is overdue." in text


async def test_one_client_is_chosen_and_left_again(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "f", "j", "j", "enter")
        text = words_on(pilot)
        assert "Blue [b]" in text
        assert "2026-001" not in text
        assert "EUR" not in text
        await press(pilot, "escape")
        assert "2026-001" in words_on(pilot)


async def test_the_live_filter_finds_numbers_and_names(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "slash", *"blue", "enter")
        assert "2026-001" not in words_on(pilot)
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, InvoiceScreen)
        assert screen.invoice.name == "2026-002"


async def test_a_payment_takes_the_row_away(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "r", "enter")
        text = words_on(pilot)
        assert "2026-001 " not in text
        assert "✓ overdue €0.00" in text
        assert ledger.invoices.show("2026-001").balance.minor == 0


async def test_documents_are_not_made_or_changed_here(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger), CollectionsScreen) as pilot:
        await press(pilot, "n", "e", "d", "i")
        assert isinstance(front(pilot), CollectionsScreen)


async def test_amounts_are_ordered_within_their_currency(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "S", "j", "enter")
        lines = [line for line in words_on(pilot).split("\n") if "2026-00" in line]
        assert [line[2:10] for line in lines] == ["2026-001", "2026-002"]
