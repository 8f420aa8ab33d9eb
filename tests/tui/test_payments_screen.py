"""Pagamenti by keys: listed, filtered, opened, taken back, set against an invoice, exported."""

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.services.ledger import Ledger
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.read_models import ListQuery
from smm_ledger.tui.screens.client import ClientScreen
from smm_ledger.tui.screens.collections import CollectionsScreen
from smm_ledger.tui.screens.invoice import InvoiceScreen
from smm_ledger.tui.screens.invoices import InvoicesScreen
from smm_ledger.tui.screens.payments import PaymentsScreen
from smm_ledger.tui.widgets.table import WindowedTable
from tests.support.books import pay
from tests.tui.books import a_book, add_invoice, front, press, write
from tests.tui.support import HOSTILE, SMALL, TINY, WIDE, context, shown, toasts, words_on


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A payment of one invoice, one with something left over, and one that was taken back."""
    ledger = a_book(tmp_path)
    first, second = add_invoice(ledger), add_invoice(ledger)
    pay(ledger, first, "100")
    whole = ledger.invoices.show(second).balance.decimal
    pay(ledger, second, str(whole + 50), credit=True)
    ledger.payments.reverse(pay(ledger, first, "33"), reason="bounced")
    return ledger


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
async def test_each_payment_names_what_it_paid(
    ledger: Ledger, size: tuple[int, int], language: str
) -> None:
    first, second = (row.number or "" for row in reversed(ledger.invoices.list()))
    async with shown(context(ledger, language=language), PaymentsScreen, size=size) as pilot:
        lines = words_on(pilot).splitlines()
        one, two, three = (
            next(line for line in lines if line.lstrip("❯ ").startswith(name))
            for name in ("pay-1", "pay-2", "pay-3")
        )
        assert first[:8] in one
        assert second[:8] in two
        assert ("stornato" if language == "it" else "taken back")[:8] in three


async def test_enter_opens_the_invoice_or_else_the_client(ledger: Ledger) -> None:
    async with shown(context(ledger), PaymentsScreen) as pilot:
        await press(pilot, "G", "enter")
        own = front(pilot)
        assert isinstance(own, InvoiceScreen)
        await press(pilot, "escape", "g", "enter")
        assert isinstance(front(pilot), ClientScreen), "taken back: it paid nothing"


async def test_a_payment_of_two_invoices_asks_which(ledger: Ledger) -> None:
    add_invoice(ledger)
    open_ = [row.number or "" for row in ledger.invoices.list(ListQuery(status="open"))]
    parts = tuple((number, Decimal(10)) for number in open_[:2])
    ledger.payments.add(PaymentInput(target="rossi", amount=Decimal(20), to=parts))
    async with shown(context(ledger), PaymentsScreen) as pilot:
        await press(pilot, "g", "enter")
        assert open_[0] in words_on(pilot)
        await press(pilot, "j", "enter")
        assert isinstance(front(pilot), InvoiceScreen)
        assert open_[1] in words_on(pilot)


@pytest.mark.parametrize("keys", [("d",), ("full_stop", "d")])
async def test_one_is_taken_back_by_its_key_and_from_the_menu(
    ledger: Ledger, keys: tuple[str, ...]
) -> None:
    async with shown(context(ledger, language="en"), PaymentsScreen) as pilot:
        await press(pilot, "G", *keys)
        await write(pilot, "bounced")
        await press(pilot, "enter")
        assert ledger.payments.show("pay-1").reversed
        assert "taken back" in toasts(pilot)[-1]
        await press(pilot, "G", "d")
        assert isinstance(front(pilot), PaymentsScreen), "nothing to take back a second time"


async def test_leaving_the_question_takes_nothing_back(ledger: Ledger) -> None:
    async with shown(context(ledger), PaymentsScreen) as pilot:
        await press(pilot, "G", "d", "escape")
    assert not ledger.payments.show("pay-1").reversed


async def test_what_is_left_over_is_set_against_an_invoice(ledger: Ledger) -> None:
    async with shown(context(ledger), PaymentsScreen) as pilot:
        await press(pilot, "g", "j", "M")
    assert not ledger.payments.show("pay-2").unallocated


async def test_filters_narrow_the_list(ledger: Ledger) -> None:
    async with shown(context(ledger, language="en"), PaymentsScreen) as pilot:
        await press(pilot, "f", "j", "enter")
        text = words_on(pilot)
        assert "pay-2" in text
        assert "pay-1" not in text
        await press(pilot, "f", "G", "enter")
        assert "none of these" in words_on(pilot), "last year"
        await press(pilot, "f", "g", "enter", "slash")
        await write(pilot, "pay-3")
        assert "pay-1" not in words_on(pilot)
        assert front(pilot).query_one(WindowedTable).row_count == 1


async def test_what_is_listed_is_written_as_a_table(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    async with shown(context(ledger, language="en"), PaymentsScreen) as pilot:
        await press(pilot, "f", "j", "enter", "E", "ctrl+u")
        await write(pilot, str(path))
        await press(pilot, "enter")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    own = ledger.payments.show("pay-2")
    (part,) = own.allocations
    assert [row["id"] for row in rows] == ["pay-2"]
    assert rows[0]["invoices"] == f"{part.invoice}={part.amount / 100:.2f}"
    assert rows[0]["unallocated"] == "50.00"
    assert rows[0]["reversed"] == "no"


@pytest.mark.parametrize("screen", [InvoicesScreen, CollectionsScreen])
async def test_invoices_and_collections_lead_there(
    ledger: Ledger, screen: type[InvoicesScreen | CollectionsScreen]
) -> None:
    async with shown(context(ledger), screen) as pilot:
        await press(pilot, "dollar_sign")
        assert isinstance(front(pilot), PaymentsScreen)


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_what_is_stored_is_data(tmp_path: Path, hostile: str) -> None:
    ledger = a_book(tmp_path, client=hostile)
    name = add_invoice(ledger)
    typed = PaymentInput(target=name, amount=Decimal(1), method=hostile, reference=hostile)
    ledger.payments.add(typed)
    async with shown(context(ledger), PaymentsScreen, size=WIDE) as pilot:
        assert hostile[:10] in words_on(pilot)
