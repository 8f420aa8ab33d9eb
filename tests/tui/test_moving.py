"""Moving in from another program and taking one's data away; what is issued late, or was sent."""

import datetime as dt
from pathlib import Path

import pytest

from smm_ledger.core.retainers import Every
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.retainer_inputs import RetainerInput
from smm_ledger.tui.dialogs.date import DateDialog
from smm_ledger.tui.dialogs.number import NumberDialog
from smm_ledger.tui.dialogs.reason import ReasonDialog
from smm_ledger.tui.screens.retainer import RetainerScreen
from smm_ledger.tui.screens.settings import SettingsScreen
from smm_ledger.tui.widgets.table import WindowedTable
from tests.support.books import line
from tests.tui.books import a_book, add_invoice, front, press, until, write
from tests.tui.support import SMALL, TINY, WIDE, context, shown, toasts, words_on
from tests.tui.test_invoice_screen import screen_of


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("size", [TINY, SMALL, WIDE])
async def test_the_next_number_is_set_from_the_settings(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    ledger = a_book(tmp_path)
    async with shown(context(ledger, language=language), SettingsScreen, size=size) as pilot:
        front(pilot).query_one(WindowedTable).move_to("numbers")
        await press(pilot, "enter")
        assert isinstance(front(pilot), NumberDialog)
        await press(pilot, "tab")
        await write(pilot, "42")
        await press(pilot, "enter")
        assert any("2026-042" in text for text in toasts(pilot))
    assert add_invoice(ledger) == "2026-042"


async def test_a_number_that_was_given_is_refused(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    add_invoice(ledger)
    async with shown(context(ledger, language="en"), SettingsScreen) as pilot:
        front(pilot).query_one(WindowedTable).move_to("numbers")
        await press(pilot, "enter", "tab")
        await write(pilot, "1")
        await press(pilot, "enter")
        assert any("was given already" in text for text in toasts(pilot))
    assert add_invoice(ledger) == "2026-002"


@pytest.mark.parametrize(
    ("moves", "name", "start"),
    [(0, "export/invoices.csv", b"number,"), (1, "ledger.json", b"{"), (2, "ledger.journal", b";")],
)
async def test_everything_is_exported(tmp_path: Path, moves: int, name: str, start: bytes) -> None:
    ledger = a_book(tmp_path)
    add_invoice(ledger)
    ctx = context(ledger, language="en")
    async with shown(ctx, SettingsScreen) as pilot:
        front(pilot).query_one(WindowedTable).move_to("export")
        await press(pilot, "enter", *["j"] * moves, "enter", "enter")
        await until(pilot, lambda: any("Written" in text for text in toasts(pilot)))
    folder = ctx.open_doors.documents_folder().parent
    assert (folder / name).read_bytes().removeprefix(b"\xef\xbb\xbf").startswith(start)


async def test_a_late_one_is_issued_out_of_order_with_a_note(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    add_invoice(ledger)
    before = ledger.clock.today() - dt.timedelta(days=3)
    typed = InvoiceInput(client="rossi", lines=[line("10")], date=before)
    draft = ledger.invoices.new(typed).name
    async with shown(context(ledger, language="en"), screen_of(draft)) as pilot:
        await press(pilot, "i")
        assert isinstance(front(pilot), ReasonDialog)
        assert "last issue date" in words_on(pilot)
        await write(pilot, "forgotten")
        await press(pilot, "enter", "enter")
        await until(pilot, lambda: any("2026-002" in text for text in toasts(pilot)))
    assert ledger.invoices.show("2026-002").issue_date == before
    entry = next(e for e in ledger.upkeep.log(entity="2026-002") if e.action == "issue")
    assert entry.data["out_of_order"] == "forgotten"


async def test_what_went_to_the_client_is_noted_and_that_is_undone(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    async with shown(context(ledger, language="en"), screen_of(number)) as pilot:
        await press(pilot, "s")
        assert isinstance(front(pilot), DateDialog)
        await press(pilot, "enter")
        assert ledger.invoices.show(number).sent_on == ledger.clock.today()
        assert "Correct" not in words_on(pilot), "nothing of it changes any more"
        await press(pilot, "u")
        assert ledger.invoices.show(number).sent_on is None
        await press(pilot, "ctrl+r")
        assert ledger.invoices.show(number).sent_on == ledger.clock.today()


async def test_a_retainer_is_found_by_its_title(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    typed = RetainerInput(
        client="rossi", title="Cura dei social", lines=[line("100")], every=Every.MONTH
    )
    ledger.retainers.add(typed)
    async with shown(context(ledger, language="en")) as pilot:
        await press(pilot, "ctrl+p", *"cura dei")
        await press(pilot, "enter")
        assert isinstance(front(pilot), RetainerScreen)
