"""What the screens put on the clipboard, or show as what the client gets, holds nothing private."""

from pathlib import Path

import pytest

from smm_ledger.tui.dialogs.copy import CopyDialog
from smm_ledger.tui.screens.invoices import InvoicesScreen
from smm_ledger.tui.screens.quotes import QuotesScreen
from tests.support.ledgers import PaperlessRenderer
from tests.support.secrets import secret_ledger
from tests.tui.books import front, press
from tests.tui.support import WIDE, context, shown


@pytest.mark.parametrize("screen", [QuotesScreen, InvoicesScreen])
async def test_the_clipboard_holds_nothing_private(
    tmp_path: Path, screen: type[QuotesScreen | InvoicesScreen]
) -> None:
    ledger, secrets = secret_ledger(tmp_path, PaperlessRenderer())
    async with shown(context(ledger), screen, size=WIDE) as pilot:
        copied = []
        for _ in range(2):
            await press(pilot, "y")
            assert isinstance(front(pilot), CopyDialog)
            copied.append(pilot.app.clipboard)
            await press(pilot, "escape", "j")
        assert len(set(copied)) == len(copied)
        assert all("Rossi Moda" in text for text in copied)
        assert secrets.found_in(copied) == []


async def test_a_leak_on_the_clipboard_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger, secrets = secret_ledger(tmp_path, PaperlessRenderer())
    monkeypatch.setattr(ledger.texts, "quote", lambda ref: ledger.quotes.show(ref).note)
    async with shown(context(ledger), QuotesScreen, size=WIDE) as pilot:
        await press(pilot, "y")
        assert secrets.found_in([pilot.app.clipboard]) == ["quote.note"]
