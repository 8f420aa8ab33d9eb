"""The morning of a freelancer, with the keyboard alone: from an empty ledger to a paid invoice."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from smm_ledger.core.invoices import PaymentStatus
from smm_ledger.core.rounds import Side
from smm_ledger.core.states import QuoteStatus
from smm_ledger.services.quote_inputs import QuoteInput
from smm_ledger.tui.dialogs.confirm import ConfirmDialog
from smm_ledger.tui.forms.quote import QuoteForm
from smm_ledger.tui.screens.invoice import InvoiceScreen
from smm_ledger.tui.screens.quotes import QuotesScreen
from tests.tui.books import a_book, add_quote, front, press, until, write
from tests.tui.support import SMALL, context, ledger_at, shown, toasts, words_on

QUOTE = "P-2026-001"


async def line(pilot: Pilot[Any], first: str, *others: str) -> None:
    """Type a line from its quantity on."""
    await write(pilot, first)
    for text in others:
        await press(pilot, "tab")
        await write(pilot, text)


async def test_from_an_empty_ledger_to_a_paid_invoice(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path)
    async with shown(context(ledger, language="it"), size=SMALL) as pilot:
        # a client
        await press(pilot, "2", "n")
        await write(pilot, "Rossi Moda srl")
        await press(pilot, "ctrl+s")
        assert "Rossi Moda srl" in words_on(pilot)
        # a quote with two lines and a deposit
        await press(pilot, "3", "n")
        await write(pilot, "ros")
        await press(pilot, "tab")
        await write(pilot, "Instagram")
        await press(pilot, "tab", "tab")
        await write(pilot, "30")
        await press(pilot, "tab")
        await line(pilot, "3", "", "Reel", "120,50")
        await press(pilot, "ctrl+n")
        await line(pilot, "1", "", "Community", "790")
        await press(pilot, "ctrl+s")
        assert QUOTE in words_on(pilot)
        assert "1.151,50\u00a0€" in words_on(pilot)
        # sent, then haggled over
        await press(pilot, "s", "enter", "c")
        await write(pilot, "1000")
        await press(pilot, "ctrl+s", "e")
        await write(pilot, "1050")
        await press(pilot, *["tab"] * 4)
        await write(pilot, "acconto subito")
        await press(pilot, "ctrl+s")
        quote = ledger.quotes.show(QUOTE)
        assert [one.side for one in quote.rounds] == [Side.ME, Side.CLIENT, Side.ME]
        assert [one.totals.total for one in quote.rounds] == [115_350, 100_000, 105_000]
        assert (quote.current.get, quote.current.gift) == ("acconto subito", None)
        # accepted, invoiced, issued, paid
        await press(pilot, "a", "enter", "i")
        assert isinstance(front(pilot), InvoiceScreen)
        await press(pilot, "i", "enter")
        await until(pilot, lambda: any(".html" in note for note in toasts(pilot)))
        assert "2026-001" in words_on(pilot)
        await press(pilot, "r", "enter")
        assert "✓ pagata" in words_on(pilot)
        await press(pilot, "4")
        assert "2026-001" in words_on(pilot)
    deposit = ledger.invoices.show("2026-001")
    assert (deposit.quote, deposit.payment_status) == (QUOTE, PaymentStatus.PAID)
    assert deposit.totals.net == 31_440
    assert ledger.quotes.show(QUOTE).status is QuoteStatus.ACCEPTED


async def test_two_windows_on_one_ledger(tmp_path: Path) -> None:
    """The slower one is told, loses nothing that was typed, and may then save."""
    ledger = a_book(tmp_path)
    number = add_quote(ledger, title="Instagram")
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        await press(pilot, "e", "end")
        await write(pilot, " 2027")
        ledger.quotes.edit(number, QuoteInput(note="from the other window"))
        await press(pilot, "ctrl+s")
        assert isinstance(front(pilot), ConfirmDialog)
        assert "changed in another window" in words_on(pilot)
        await press(pilot, "enter")
        assert isinstance(front(pilot), QuoteForm)
        assert "Instagram 2027" in words_on(pilot)
        await press(pilot, "ctrl+s")
        stored = ledger.quotes.show(number)
        assert (stored.title, stored.note) == ("Instagram 2027", "from the other window")


async def test_two_programs_see_each_others_changes(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        assert "· draft" in words_on(pilot)
        ledger.negotiation.send(number)
        await press(pilot, "question_mark", "escape")
        assert "▸ sent" in words_on(pilot)
