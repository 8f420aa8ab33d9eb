"""Fattura after the issue, by keys: credit, loss, correction, SdI, proforma, client's credit."""

from decimal import Decimal
from pathlib import Path

from smm_ledger.services.ledger import Ledger
from smm_ledger.services.payments import PaymentInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.choose import ChooseDialog
from smm_ledger.tui.dialogs.credit import CreditDialog
from smm_ledger.tui.dialogs.loss import LossDialog
from smm_ledger.tui.dialogs.sdi import SdiDialog
from smm_ledger.tui.forms.correction import CorrectionForm
from smm_ledger.tui.screens.client import ClientScreen
from smm_ledger.tui.screens.invoice import InvoiceScreen
from smm_ledger.tui.screens.invoices import InvoicesScreen
from tests.tui.books import a_book, add_invoice, add_quote, front, press, until, write
from tests.tui.support import WIDE, context, shown, toasts, words_on
from tests.tui.test_invoice_screen import screen_of

PLACE = {"address": "Via Roma 1", "zip": "20121", "city": "Milano", "province": "MI"}


def lawful(ledger: Ledger) -> None:
    """Let nothing be missing for an e-invoice."""
    ledger.issuer.set({"vat_id": "02581610249", **PLACE})
    code = ledger.clients.list()[0].client.code
    ledger.clients.edit(code, {"vat_id": "12345678903", **PLACE})


async def test_a_whole_credit_note_needs_only_its_reason(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "C")
        assert isinstance(front(pilot), CreditDialog)
        assert "stays with the client" in words_on(pilot)
        await press(pilot, "enter")
        assert isinstance(front(pilot), CreditDialog)
        await write(pilot, "agreed")
        await press(pilot, "enter")
        assert "NC-2026-001" in toasts(pilot)[-1]
        assert ledger.invoices.show(number).balance.minor == 200


async def test_a_part_is_credited_by_amount_or_by_lines(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    async with shown(context(ledger, language="en"), screen_of(number), size=WIDE) as pilot:
        await press(pilot, "C", "right", "tab")
        await write(pilot, "10")
        await press(pilot, "tab")
        await write(pilot, "less")
        await press(pilot, "enter")
        assert ledger.invoices.show(number).credited == 1000
        await press(pilot, "C", "left", "tab")
        await write(pilot, "x")
        await press(pilot, "tab")
        await write(pilot, "less")
        await press(pilot, "enter")
        assert "these are no numbers of lines" in words_on(pilot)


async def test_what_is_given_up_comes_back_from_the_menu(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "O")
        assert isinstance(front(pilot), LossDialog)
        await press(pilot, "enter")
        assert ledger.invoices.show(number).payment_status == "written_off"
        await press(pilot, "full_stop")
        dialog = front(pilot)
        assert isinstance(dialog, ChooseDialog)
        recover = [choice.key for choice in dialog._choices].index("recover")
        await press(pilot, *["j"] * recover, "enter", "enter")
        assert ledger.invoices.show(number).written_off == 0


async def test_a_rejected_one_is_corrected_by_its_edit_key(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "D")
        assert isinstance(front(pilot), SdiDialog)
        await press(pilot, "enter")
        assert ledger.invoices.show(number).sdi_status == "sent"
        await press(pilot, "e")
        assert isinstance(front(pilot), InvoiceScreen)
        await press(pilot, "D", "left", "enter")
        assert ledger.invoices.show(number).sdi_status == "rejected"
        assert "! rejected" in words_on(pilot)
        ledger.clients.edit(ledger.invoices.show(number).client.code, PLACE)
        await press(pilot, "e")
        assert isinstance(front(pilot), CorrectionForm)
        await write(pilot, "address")
        await press(pilot, "ctrl+s")
        assert (ledger.invoices.show(number).revision, toasts(pilot)[-1][-1]) == (2, "2")


async def test_the_e_invoice_is_written_or_says_what_it_lacks(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "X")
        assert ledger.invoices.show(number).sdi_file == 0
        lawful(ledger)
        await press(pilot, "D", "left", "enter", "e")
        await write(pilot, "address")
        await press(pilot, "ctrl+s", "X")
        await until(pilot, lambda: bool(list(tmp_path.glob("*_00001.xml"))))


async def test_a_draft_becomes_a_proforma_and_that_an_invoice(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    draft = add_invoice(ledger, issue=False)
    async with shown(context(ledger, language="en"), screen_of(draft)) as pilot:
        await press(pilot, "A", "enter")
        assert ledger.invoices.show("PF-2026-001").kind == "proforma"
        await press(pilot, "i", "enter")
        assert ledger.invoices.show("2026-001").proforma == "PF-2026-001"


async def test_a_quote_asks_to_be_paid(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_quote(ledger)
    ledger.negotiation.send(number)
    ledger.outcomes.accept(number)
    async with shown(context(ledger, language="en")) as pilot:
        await press(pilot, "3", "A")
        assert ledger.invoices.show("PF-2026-001").quote == number
        assert isinstance(front(pilot), InvoiceScreen)


async def test_the_clients_credit_is_set_from_both_sides(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    code = ledger.clients.list()[0].client.code
    paid = ledger.payments.add(PaymentInput(target=code, amount=Decimal(300), credit=True))
    number = add_invoice(ledger)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "M")
        assert ledger.invoices.show(number).paid == 30_000
        await press(pilot, "M")
        assert "has no credit" in toasts(pilot)[-1]
    ledger.payments.reverse(paid.name)
    ledger.payments.add(PaymentInput(target=number, amount=Decimal(1)))
    another = add_invoice(ledger)
    ledger.payments.add(PaymentInput(target=code, amount=Decimal(9000), credit=True))
    third = add_invoice(ledger)

    def client(ctx: Context[Ledger]) -> ClientScreen:
        return ClientScreen(ctx, code)

    async with shown(context(ledger, language="en"), client) as pilot:
        await press(pilot, "M")
        assert ledger.invoices.show(third).balance.minor == 0
    assert not ledger.invoices.show(another).balance


async def test_the_list_offers_the_same(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    add_invoice(ledger)
    async with shown(context(ledger, language="en"), size=WIDE) as pilot:
        await press(pilot, "4", "O")
        assert isinstance(front(pilot), LossDialog)
        await press(pilot, "enter")
        assert isinstance(front(pilot), InvoicesScreen)
        assert "written off" in words_on(pilot)
