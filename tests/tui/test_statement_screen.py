"""Estratto conto: a file is opened, certain entries go with one key, the others one by one."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.dialogs.bank_format import BankFormatDialog
from smm_ledger.tui.screens.collections import CollectionsScreen
from smm_ledger.tui.screens.statement import StatementScreen
from tests.tui.books import a_book, add_invoice, front, press, rest, write
from tests.tui.forms import complaint, fill
from tests.tui.support import SMALL, TINY, TODAY, WIDE, context, shown, toasts, words_on
from tests.unit.exchange.test_camt import HEAD, TAIL, balance, entry

ROWS = (
    "{day};BONIFICO FATTURA 2026-001;792,00",
    "{day};BONIFICO;792,00",
    "{day};CANONE;-2,00",
    "{day};SENZA NOME;11,00",
)


def a_ledger(folder: Path) -> Ledger:
    """Return a ledger with two invoices of 792.00, and a statement beside it."""
    ledger = a_book(folder)
    add_invoice(ledger, due=TODAY)
    add_invoice(ledger, due=TODAY)
    rows = "\n".join(row.format(day=f"{TODAY:%d/%m/%Y}") for row in ROWS)
    text = f"Data;Descrizione;Importo\n{rows}\n"
    (folder / "bank.csv").write_text(text, encoding="utf-8")
    return ledger


def show(pilot: Pilot[Any], path: Path) -> None:
    """Open a statement on the screen in front."""
    screen = front(pilot)
    assert isinstance(screen, StatementScreen)
    screen.show_file(path)


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_each_entry_shows_what_it_pays(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    ledger = a_ledger(tmp_path)
    async with shown(context(ledger, language=language), StatementScreen, size=size) as pilot:
        show(pilot, tmp_path / "bank.csv")
        await pilot.pause()
        first, second = [line for line in words_on(pilot).split("\n") if "792" in line]
        assert "2026-001" in first
        assert "2026-002?" in second


async def test_the_key_of_incassi_opens_it_and_a_file_is_typed(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "B")
        assert "No statement is open" in words_on(pilot)
        await press(pilot, "n")
        await write(pilot, str(tmp_path / "bank.csv"))
        await press(pilot, "ctrl+s")
        assert "bank.csv" in words_on(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, CollectionsScreen)


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_banks_words_are_read_before_an_invoice_is_chosen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Whose money it is is what the bank says, not the client whom the amount would fit."""
    ledger = a_ledger(tmp_path)
    row = f"{TODAY:%d/%m/%Y};BONIFICO DI MARIO [b]NERI[/b];792,00"
    (tmp_path / "bank.csv").write_text(f"Data;Descrizione;Importo\n{row}\n", encoding="utf-8")
    async with shown(context(ledger, language="en"), StatementScreen, size=size) as pilot:
        show(pilot, tmp_path / "bank.csv")
        await pilot.pause()
        assert "BONIFICO DI" in words_on(pilot)
        await press(pilot, "enter")
        assert "BONIFICO DI MARIO [b]NERI[/b]" in words_on(pilot)
        assert not ledger.payments.list()


async def test_all_that_is_certain_goes_with_one_key(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path)
    async with shown(context(ledger, language="en"), StatementScreen) as pilot:
        show(pilot, tmp_path / "bank.csv")
        await press(pilot, "a")
        assert "pay-1" in words_on(pilot)
        assert [row.id for row in ledger.payments.list()] == [1]
        await press(pilot, "a", "enter")
        assert len(ledger.payments.list()) == 1


async def test_enter_applies_and_asks_where_it_is_not_sure(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path)
    async with shown(context(ledger, language="en"), StatementScreen) as pilot:
        show(pilot, tmp_path / "bank.csv")
        await press(pilot, "enter")
        assert ledger.invoices.show("2026-001").payment_status == "paid"
        await press(pilot, "j", "enter", "enter")
        assert ledger.invoices.show("2026-002").payment_status == "paid"
        await press(pilot, "j", "enter", "j", "enter")
        assert len(ledger.payments.list()) == 2


async def test_another_invoice_is_said_with_e(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path)
    async with shown(context(ledger, language="en"), StatementScreen) as pilot:
        show(pilot, tmp_path / "bank.csv")
        await press(pilot, "e", "j", "enter")
        assert ledger.invoices.show("2026-002").payment_status == "paid"
        assert ledger.invoices.show("2026-001").payment_status == "unpaid"


async def test_a_file_that_is_no_statement_leaves_the_screen_as_it_was(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path)
    (tmp_path / "bad.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    async with shown(context(ledger, language="en"), StatementScreen) as pilot:
        await press(pilot, "n")
        await write(pilot, str(tmp_path / "bad.csv"))
        await press(pilot, "ctrl+s")
        assert isinstance(front(pilot), BankFormatDialog)
        await press(pilot, "escape")
        assert "No statement is open" in words_on(pilot)
        assert not ledger.payments.list()


async def test_a_banks_own_columns_are_said_once(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path)
    rows = f"Giorno;Causale banca;Entrate\n{TODAY:%d/%m/%Y};FATTURA 2026-001;792,00\n"
    for name in ("mine.csv", "next.csv"):
        (tmp_path / name).write_text(rows, encoding="utf-8")
    async with shown(context(ledger, language="en"), StatementScreen) as pilot:
        await press(pilot, "n")
        await write(pilot, str(tmp_path / "mine.csv"))
        await press(pilot, "ctrl+s")
        await fill(pilot, format="La mia", date="Giorno", text="Causale banca")
        await press(pilot, "ctrl+s")
        assert "it is empty" in complaint(pilot, "amount")
        await fill(pilot, credit="Entrate")
        await press(pilot, "ctrl+s")
        assert "2026-001" in words_on(pilot)
        await press(pilot, "n")
        await write(pilot, str(tmp_path / "next.csv"))
        await press(pilot, "ctrl+s")
        assert "next.csv" in words_on(pilot)
    assert "la-mia" in ledger.bank.formats()


async def test_a_wrong_layout_is_refused_before_it_is_kept(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path)
    (tmp_path / "bad.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    async with shown(context(ledger, language="en"), StatementScreen) as pilot:
        await press(pilot, "n")
        await write(pilot, str(tmp_path / "bad.csv"))
        await press(pilot, "ctrl+s")
        await fill(pilot, format="it", date="x", text="y", amount="z")
        await press(pilot, "ctrl+s")
        assert "comes with the program" in toasts(pilot)[-1]
        assert isinstance(front(pilot), BankFormatDialog)


async def test_a_statement_with_a_part_missing_says_so(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path)
    parts = (balance("OPBD", "5"), balance("CLBD", "100"), entry("50"))
    (tmp_path / "part.xml").write_text(
        HEAD.format(version="02") + "".join(parts) + TAIL, encoding="utf-8"
    )
    async with shown(context(ledger, language="en"), StatementScreen) as pilot:
        show(pilot, tmp_path / "part.xml")
        await rest(pilot)
        assert "a part of the statement may be missing" in toasts(pilot)[-1]
