"""The PDFs of a year for the accountant by keys: chosen, written below a bar, given up whole."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smm_ledger.core.invoices import Invoice
from smm_ledger.db.storage import SqliteStorage
from smm_ledger.services.ledger import Ledger, build
from smm_ledger.tui.dialogs.choose import ChooseDialog
from smm_ledger.tui.dialogs.confirm import ConfirmDialog
from smm_ledger.tui.dialogs.work import WorkDialog
from smm_ledger.tui.screens.invoices import InvoicesScreen
from tests.support.ledgers import HandClock, PaperlessRenderer
from tests.tui.books import a_book, add_invoice, front, press, until, write
from tests.tui.debts import opened
from tests.tui.support import TODAY, context, shown, toasts, words_on

if TYPE_CHECKING:
    from collections.abc import Callable


class Printer(PaperlessRenderer):
    """Draws an invoice as its name; `stop` is called before the second one."""

    def __init__(self) -> None:
        self.drawn: list[str] = []
        self.stop: Callable[[], None] = lambda: None

    def invoice_pdf(self, invoice: Invoice) -> bytes:
        """Return the name as bytes."""
        if self.drawn:
            self.stop()
        self.drawn.append(invoice.name)
        return invoice.name.encode()


@pytest.fixture
def printer() -> Printer:
    return Printer()


@pytest.fixture
def ledger(tmp_path: Path, printer: Printer) -> Ledger:
    """Two invoices of last year, one of this, and a draft."""
    before = a_book(tmp_path, today=dt.date(2025, 12, 1))
    add_invoice(before)
    add_invoice(before)
    clock = HandClock(TODAY)
    now = build(SqliteStorage(before.storage.path, clock=clock), clock, printer)
    add_invoice(now)
    add_invoice(now, issue=False)
    return now


async def test_the_pdfs_of_a_year_are_written_and_their_folder_opened(
    ledger: Ledger, tmp_path: Path
) -> None:
    async with shown(context(ledger, language="en"), InvoicesScreen) as pilot:
        await press(pilot, "E")
        assert isinstance(front(pilot), ChooseDialog)
        assert "2 documents" in words_on(pilot), "last year's"
        await press(pilot, "j", "enter", "enter")
        await until(pilot, lambda: isinstance(front(pilot), ConfirmDialog))
        await press(pilot, "enter")
        assert opened(pilot) == [tmp_path / "invoices-2025"]
    files = sorted((tmp_path / "invoices-2025").iterdir())
    assert [file.name for file in files] == [
        "invoice-2025-001-rossi.pdf",
        "invoice-2025-002-rossi.pdf",
    ]
    assert files[0].read_bytes() == b"2025-001"


async def test_all_years_from_the_palette(ledger: Ledger, tmp_path: Path) -> None:
    async with shown(context(ledger, language="en")) as pilot:
        await press(pilot, "ctrl+p")
        await write(pilot, "PDFs of all")
        await press(pilot, "enter", "G", "enter", "enter")
        await until(pilot, lambda: isinstance(front(pilot), ConfirmDialog))
        await press(pilot, "escape")
        assert opened(pilot) == []
    assert len(list((tmp_path / "invoices").iterdir())) == 3


async def test_given_up_no_new_file_is_left(
    ledger: Ledger, printer: Printer, tmp_path: Path
) -> None:
    folder = tmp_path / "invoices-2025"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    async with shown(context(ledger, language="en"), InvoicesScreen) as pilot:

        def give_up() -> None:
            dialog = front(pilot)
            assert isinstance(dialog, WorkDialog)
            pilot.app.call_from_thread(dialog.action_cancel)

        printer.stop = give_up
        await press(pilot, "E", "j", "enter", "enter")
        await until(pilot, lambda: bool(toasts(pilot)))
        assert "Given up: nothing was written." in toasts(pilot)
    assert [file.name for file in folder.iterdir()] == ["mine.txt"]


async def test_another_file_of_that_name_is_not_replaced(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "invoices-2025"
    folder.mkdir()
    (folder / "invoice-2025-002-rossi.pdf").write_text("other")
    async with shown(context(ledger, language="en"), InvoicesScreen) as pilot:
        await press(pilot, "E", "j", "enter", "enter")
        await until(pilot, lambda: bool(toasts(pilot)))
        assert "another file of that name" in toasts(pilot)[-1]
    assert [file.read_text() for file in folder.iterdir()] == ["other"]


async def test_without_an_issued_invoice_there_is_nothing_to_write(tmp_path: Path) -> None:
    async with shown(context(a_book(tmp_path), language="en"), InvoicesScreen) as pilot:
        await press(pilot, "E")
        assert "No invoice is issued yet." in toasts(pilot)
