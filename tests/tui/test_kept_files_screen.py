"""Kept files by keys: listed with a client, an invoice, a quote; opened, saved, never run."""

from pathlib import Path

import pytest

from smm_ledger.core.letters import ProofChannel, Rung
from smm_ledger.services.contacts import FileInput, ProofInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.reminders import Wanted
from smm_ledger.tui.dialogs.kept import KeptFilesDialog
from smm_ledger.tui.screens.quote import QuoteScreen
from tests.tui.books import a_book, add_invoice, add_quote, front, press, until, write
from tests.tui.debts import late, opened, owed_invoice, rossi
from tests.tui.support import (
    HOSTILE,
    SMALL,
    TINY,
    TODAY,
    WIDE,
    context,
    shown,
    toasts,
    words_on,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A file with the client, one with its invoice and one with its quote."""
    ledger = a_book(tmp_path)
    number, invoice = add_quote(ledger), add_invoice(ledger)
    keep(ledger, "rossi", "contract.pdf", note="signed in June")
    keep(ledger, number, "signed quote.pdf")
    keep(ledger, invoice, "receipt.eml")
    return ledger


def keep(ledger: Ledger, ref: str, name: str, *, note: str = "") -> None:
    ledger.contacts.attach(ref, FileInput(name=name, data=name.encode()), note=note)


def made_in(folder: Path) -> list[Path]:
    """Return the kept files that stand in a folder or anywhere below it."""
    return [path for path in folder.rglob("*") if "attachment" in path.name]


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
async def test_a_client_lists_what_is_kept_with_all_that_is_its(
    ledger: Ledger, size: tuple[int, int]
) -> None:
    async with shown(context(ledger, language="en"), rossi, size=size) as pilot:
        await press(pilot, "V")
        text = words_on(pilot)
        for name in ("contract.pdf", "signed quote.pdf", "receipt.eml"):
            assert name in text
        if size != TINY:
            assert "2026-001" in text
            assert "P-2026-001" in text


async def test_an_invoice_and_a_quote_list_their_own_and_enter_opens_it(
    ledger: Ledger, tmp_path: Path
) -> None:
    screens = {
        "attachment-3-receipt.eml": owed_invoice,
        "attachment-2-signed-quote.pdf": lambda ctx: QuoteScreen(ctx, "P-2026-001"),
    }
    for name, make in screens.items():
        async with shown(context(ledger), make) as pilot:
            await press(pilot, "V")
            assert "contract.pdf" not in words_on(pilot)
            await press(pilot, "enter")
            await until(pilot, lambda: bool(opened(pilot)))
            assert opened(pilot) == [tmp_path / name]
    assert (tmp_path / "attachment-3-receipt.eml").read_bytes() == b"receipt.eml"


def test_an_invoice_has_the_receipts_of_its_letters(tmp_path: Path) -> None:
    own = late(tmp_path, invoices=2)
    own.reminders.send(
        Wanted(ref="2026-001", rung=Rung.FORMAL, anyway=True),
        channel="text",
        deliver=lambda _: "",
        on_paper=False,
    )
    receipt = FileInput(name="receipt.eml", data=b"received")
    pec = ProofChannel.PEC
    own.contacts.proof(ProofInput(ref="2026-001", channel=pec, sent=TODAY, file=receipt))
    for ref in ("2026-001", "rossi"):
        assert [(one.own.name, one.of) for one in own.contacts.files(ref)] == [
            ("receipt.eml", "reminder-1")
        ]


async def test_one_is_saved_where_it_is_wanted(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    async with shown(context(ledger, language="en"), rossi) as pilot:
        await press(pilot, "V", "G", "E", "ctrl+u")
        await write(pilot, str(folder))
        await press(pilot, "enter")
        await until(pilot, lambda: bool(toasts(pilot)))
        assert isinstance(front(pilot), KeptFilesDialog), "the list is there again"
        assert opened(pilot) == []
    (file,) = folder.iterdir()
    assert (file.name, file.read_bytes()) == ("attachment-1-contract.pdf", b"contract.pdf")


async def test_what_may_be_a_program_is_saved_and_never_started(
    tmp_path: Path,
) -> None:
    ledger = a_book(tmp_path)
    keep(ledger, "rossi", "invoice.pdf.desktop")
    async with shown(context(ledger, language="en"), rossi) as pilot:
        await press(pilot, "V", "enter")
        await until(pilot, lambda: bool(toasts(pilot)))
        assert "not opened, as it may be a program" in toasts(pilot)[-1]
        assert opened(pilot) == []


async def test_a_file_of_that_name_that_says_something_else_stays(
    ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "attachment-1-contract.pdf").write_text("mine")
    async with shown(context(ledger, language="en"), rossi) as pilot:
        await press(pilot, "V", "G", "enter")
        await until(pilot, lambda: bool(toasts(pilot)))
        assert "another file of that name" in toasts(pilot)[-1]
    assert (tmp_path / "attachment-1-contract.pdf").read_text() == "mine"


async def test_without_a_file_the_key_to_keep_one_is_named(tmp_path: Path) -> None:
    async with shown(context(a_book(tmp_path), language="en"), rossi) as pilot:
        await press(pilot, "V")
        assert "No file is kept with Rossi Moda srl: + keeps one." in toasts(pilot)


@pytest.mark.parametrize("name", [*HOSTILE, "..\\..\\evil.pdf", "../../evil.pdf"])
async def test_a_name_is_data_and_never_a_path(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in" / "here"
    folder.mkdir(parents=True)
    ledger = a_book(folder)
    keep(ledger, "rossi", name, note=name)
    async with shown(context(ledger), rossi, size=WIDE) as pilot:
        await press(pilot, "V")
        assert name[:10] in words_on(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: bool(toasts(pilot)))
    assert [path.parent for path in made_in(tmp_path)] == [folder]
