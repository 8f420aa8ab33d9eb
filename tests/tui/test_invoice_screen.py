"""Fattura: one invoice from draft to paid, with its quote a key away."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.services.ledger import Ledger
from smm_ledger.services.payments import PaymentInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.copy import CopyDialog
from smm_ledger.tui.forms.invoice import InvoiceForm
from smm_ledger.tui.screens.invoice import InvoiceScreen
from smm_ledger.tui.screens.quote import QuoteScreen
from tests.tui.books import a_book, add_invoice, add_quote, front, press, until
from tests.tui.support import SMALL, TINY, WIDE, FolderDoors, context, shown, toasts, words_on


def screen_of(name: str) -> type[InvoiceScreen]:
    class Shown(InvoiceScreen):
        def __init__(self, ctx: Context[Ledger]) -> None:
            super().__init__(ctx, name)

    return Shown


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_every_size_and_language(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    async with shown(context(ledger, language=language), screen_of(number), size=size) as pilot:
        assert number in words_on(pilot)
        assert "Rossi Moda srl" in words_on(pilot)
        await press(pilot, "G")
        assert {"it": "bozza creata", "en": "draft made"}[language] in words_on(pilot)


async def test_a_draft_becomes_its_number_on_the_same_screen(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    draft = add_invoice(ledger, issue=False)
    async with shown(context(ledger, language="en"), screen_of(draft)) as pilot:
        assert "not yet: it gets its number then" in words_on(pilot)
        await press(pilot, "i", "enter")
        await until(pilot, lambda: any("saved as HTML" in note for note in toasts(pilot)))
        screen = pilot.app.screen
        assert isinstance(screen, InvoiceScreen)
        assert screen.crumbs[-1] == "2026-001"
        assert "▸ unpaid" in words_on(pilot)


async def test_payments_and_the_log_are_on_the_page(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    paid = PaymentInput(target=number, amount=Decimal(100), reference="[b]CRO 1")
    ledger.payments.add(paid)
    async with shown(context(ledger, language="en"), screen_of(number), size=WIDE) as pilot:
        text = words_on(pilot)
        for said in ("~ part-paid", "pay-1", "[b]CRO 1", "€100.00", "€692.00", "draft made"):
            assert said in text


async def test_its_quote_is_a_key_away(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    ledger.negotiation.send(number)
    ledger.outcomes.accept(number)
    (draft,) = ledger.billing.invoice(number)
    async with shown(context(ledger), screen_of(draft.name)) as pilot:
        await press(pilot, "enter")
        assert isinstance(front(pilot), QuoteScreen)
        await press(pilot, "escape")
        assert isinstance(front(pilot), InvoiceScreen)


async def test_keys_follow_the_state(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    draft = add_invoice(ledger, issue=False)
    async with shown(context(ledger, language="en"), screen_of(draft)) as pilot:
        await press(pilot, "r", "y", "e")
        assert isinstance(front(pilot), InvoiceForm)
        await press(pilot, "escape", "d", "enter")
        assert not isinstance(front(pilot), InvoiceScreen)
        assert ledger.invoices.list() == []


async def test_the_text_for_the_client_is_copied(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    async with shown(context(ledger), screen_of(number)) as pilot:
        await press(pilot, "y")
        assert isinstance(front(pilot), CopyDialog)
        assert number in pilot.app.clipboard


async def test_viewing_saves_and_opens(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    ctx = context(ledger)
    doors = ctx.doors
    assert isinstance(doors, FolderDoors)
    async with shown(ctx, screen_of(number)) as pilot:
        await press(pilot, "o")
        await until(pilot, lambda: bool(doors.opened))
        assert doors.opened == [tmp_path / f"{number}.html"]


async def test_a_duplicate_is_a_draft_in_a_form(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger, due=dt.date(2026, 12, 31))
    async with shown(context(ledger), screen_of(number)) as pilot:
        await press(pilot, "ctrl+d")
        assert isinstance(front(pilot), InvoiceForm)
        assert [row.state for row in ledger.invoices.list()] == ["draft", "issued"]
