"""Old invoices on the screens; undo of drafts; the reports on money, drawn at every size."""

from pathlib import Path

import pytest

from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.tui.changes import editing
from smm_ledger.tui.reports import REPORTS
from smm_ledger.tui.screens.log import LogScreen
from smm_ledger.tui.screens.reports import ReportsScreen
from smm_ledger.tui.screens.settings import SettingsScreen
from smm_ledger.tui.widgets.table import WindowedTable
from tests.support.books import pay
from tests.tui.books import a_book, add_invoice, press, until, write
from tests.tui.support import SMALL, TINY, WIDE, context, shown, toasts, words_on

HEAD = "number,client,date,total\n"
MONEY = ("aging", "revenue", "cash", "stamp", "clients", "losses")


def table(tmp_path: Path, rows: str) -> str:
    """Write a table; return its path."""
    path = tmp_path / "old.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return str(path)


async def test_old_invoices_are_looked_at_and_then_taken_over(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    file = table(tmp_path, "7/2025,rossi,2025-11-02,90\n8/2025,Acme,2025-11-03,80\n")
    async with shown(context(ledger, language="en"), SettingsScreen) as pilot:
        pilot.app.screen.query_one(WindowedTable).move_to("import")
        await press(pilot, "enter")
        await write(pilot, file)
        await press(pilot, "enter")
        await until(pilot, lambda: "can be imported" in words_on(pilot))
        text = words_on(pilot)
        assert "2 documents can be imported" in text
        assert "acme" in text
        assert ledger.invoices.list() == []
        await press(pilot, "enter")
        assert "Imported 2 documents" in toasts(pilot)
    assert [row.number for row in ledger.invoices.list()] == ["8/2025", "7/2025"]


async def test_what_is_wrong_is_named_by_row_and_nothing_is_kept(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    file = table(tmp_path, "7/2025,rossi,2025-11-02,90\n8/2025,rossi,soon,80\n")
    async with shown(context(ledger, language="en"), SettingsScreen) as pilot:
        pilot.app.screen.query_one(WindowedTable).move_to("import")
        await press(pilot, "enter")
        await write(pilot, file)
        await press(pilot, "enter")
        await until(pilot, lambda: "row 3" in words_on(pilot))
        text = words_on(pilot)
        assert "Nothing was imported" in text
        assert "row 3" in text
        await press(pilot, "escape")
    assert ledger.invoices.list() == []


async def test_a_change_of_a_draft_is_undone_and_done_again(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    name = add_invoice(ledger, issue=False)
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        await press(pilot, "4", "enter", "e")
        await press(pilot, "escape")
        assert ctx.history.undo() is None, "nothing was changed"
        made = editing(ledger, "invoice", name)
        ledger.invoices.edit(name, InvoiceInput(note="other"))
        ctx.history.noted(made())
        await press(pilot, "u")
        assert not ledger.invoices.show(name).note
        await press(pilot, "ctrl+r")
        assert ledger.invoices.show(name).note == "other"


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_every_report_on_money_is_drawn(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    pay(ledger, number, "100")
    ledger.corrections.write_off(number, reason="gone")
    add_invoice(ledger)
    ctx = context(ledger, language=language)
    async with shown(ctx, ReportsScreen, size=size) as pilot:
        keys = [entry.key for entry in REPORTS]
        for key in MONEY:
            await press(pilot, "g", *["j"] * keys.index(key))
            assert ctx.say(REPORTS[keys.index(key)].title) in words_on(pilot)
            assert "Traceback" not in words_on(pilot)
        if size != TINY:
            text = words_on(pilot)
            assert number in text, text


@pytest.mark.parametrize("language", ["it", "en"])
async def test_the_log_reads_in_words(tmp_path: Path, language: str) -> None:
    ledger = a_book(tmp_path)
    pay(ledger, add_invoice(ledger), "100")
    async with shown(context(ledger, language=language), LogScreen, size=WIDE) as pilot:
        text = words_on(pilot)
        assert ("100,00" if language == "it" else "€100.00") in text
        assert "10000" not in text
        assert "sha256" not in text
