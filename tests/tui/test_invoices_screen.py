"""Fatture: drafts are issued, what is issued is paid, and nothing is deleted that has a number."""

import datetime as dt
from pathlib import Path

import pytest

from smm_ledger.core.states import InvoiceState
from smm_ledger.tui.dialogs.confirm import ConfirmDialog
from smm_ledger.tui.dialogs.payment import PaymentDialog
from smm_ledger.tui.forms.invoice import InvoiceForm
from smm_ledger.tui.screens.invoice import InvoiceScreen
from smm_ledger.tui.screens.invoices import InvoicesScreen
from tests.support.ledgers import HandClock
from tests.tui.books import a_book, add_invoice, front, press, until
from tests.tui.support import SMALL, TINY, TODAY, WIDE, context, shown, toasts, words_on


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_number_balance_and_state_at_every_size(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    async with shown(context(ledger, language=language), InvoicesScreen, size=size) as pilot:
        (row,) = [line for line in words_on(pilot).split("\n") if line.startswith("❯")]
        assert row.startswith(f"❯ {number} ")
        assert ("792,00\u00a0€" if language == "it" else "€792.00") in row
        assert "▸" in row


async def test_an_empty_list_names_the_key(tmp_path: Path) -> None:
    async with shown(context(a_book(tmp_path), language="en"), InvoicesScreen) as pilot:
        assert "No invoices here: n makes one." in words_on(pilot)
        await press(pilot, "n")
        assert isinstance(front(pilot), InvoiceForm)


async def test_issuing_names_number_and_date_first(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    draft = add_invoice(ledger, issue=False)
    async with shown(context(ledger, language="en"), InvoicesScreen) as pilot:
        await press(pilot, "i")
        assert isinstance(front(pilot), ConfirmDialog)
        text = words_on(pilot)
        assert f"Issue {draft} as 2026-001?" in text
        assert "24 Nov 2026" in text
        await press(pilot, "escape")
        assert ledger.invoices.show(draft).state is InvoiceState.DRAFT
        await press(pilot, "i", "enter")
        await until(pilot, lambda: any("saved as HTML" in note for note in toasts(pilot)))
        assert "2026-001" in words_on(pilot)
        assert ledger.invoices.show("2026-001").state is InvoiceState.ISSUED


async def test_a_payment_is_recorded_and_undone(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    async with shown(context(ledger, language="en"), InvoicesScreen) as pilot:
        await press(pilot, "r")
        assert isinstance(front(pilot), PaymentDialog)
        await press(pilot, "enter")
        assert "✓ paid" in words_on(pilot)
        await press(pilot, "u")
        assert "▸ unpaid" in words_on(pilot)
        assert ledger.payments.of_invoice(number) == []


async def test_wrong_fields_leave_room_for_the_keys_on_a_low_terminal(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    add_invoice(ledger)
    async with shown(context(ledger, language="it"), InvoicesScreen, size=(60, 15)) as pilot:
        await press(pilot, "r", *"x", "tab", *"x", "ctrl+s")
        assert isinstance(front(pilot), PaymentDialog)
        assert "non è una data" in words_on(pilot)
        assert "^s Conferma" in words_on(pilot)
        assert "❯ Importo" in words_on(pilot)


async def test_a_draft_is_deleted_and_an_issued_invoice_declared_void(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    draft = add_invoice(ledger, issue=False)
    async with shown(context(ledger, language="en"), InvoicesScreen) as pilot:
        await press(pilot, "d")
        assert f"Delete {draft}?" in words_on(pilot)
        await press(pilot, "enter", "d")
        assert f"Declare {number} void?" in words_on(pilot)
        await press(pilot, "enter")
        assert ledger.invoices.show(number).state is InvoiceState.ISSUED
        await press(pilot, *"typo", "enter")
        assert ledger.invoices.show(number).state is InvoiceState.VOID
        assert "– void" in words_on(pilot)


async def test_overdue_is_told_by_symbol_word_and_days(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger, due=TODAY)
    assert isinstance(ledger.clock, HandClock)
    ledger.clock.day = TODAY + dt.timedelta(days=9)
    async with shown(context(ledger, language="en"), InvoicesScreen, size=(180, 24)) as pilot:
        (row,) = [line for line in words_on(pilot).split("\n") if line.startswith("❯")]
        assert number in row
        assert "9 d" in row
        assert "! overdue" in row


async def test_presets_keep_what_they_say(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number, draft = add_invoice(ledger), add_invoice(ledger, issue=False)
    async with shown(context(ledger, language="en"), InvoicesScreen) as pilot:
        await press(pilot, "f", "j", "enter")
        text = words_on(pilot)
        assert draft in text
        assert number not in text
        await press(pilot, "f", "j", "j", "j", "enter")
        assert "none of these: f chooses another filter" in words_on(pilot)


async def test_enter_opens_the_invoice(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    add_invoice(ledger)
    async with shown(context(ledger), InvoicesScreen) as pilot:
        await press(pilot, "enter")
        assert isinstance(front(pilot), InvoiceScreen)


async def test_another_window_issued_it_first(tmp_path: Path) -> None:
    """Issuing twice gives one number; paying what is paid is refused in words."""
    ledger = a_book(tmp_path)
    draft = add_invoice(ledger, issue=False)
    async with shown(context(ledger, language="en"), InvoicesScreen) as pilot:
        await press(pilot, "i")
        ledger.invoices.issue(draft)
        await press(pilot, "enter")
        assert "2026-001" in words_on(pilot)
        assert ledger.invoices.foresee(add_invoice(ledger, issue=False)).number == "2026-002"
