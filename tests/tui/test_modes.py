"""Going from mode to mode: read once, and painted when it is there."""

from pathlib import Path

import pytest

from smm_ledger.tui.screens.invoices import InvoicesScreen
from tests.tui.books import until
from tests.tui.support import context, ledger_at, shown, words_on


async def test_a_list_is_read_once_when_it_comes_to_the_front(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads: list[str] = []
    load = InvoicesScreen.load

    def counted(screen: InvoicesScreen) -> None:
        loads.append(screen.title_text)
        load(screen)

    monkeypatch.setattr(InvoicesScreen, "load", counted)
    async with shown(context(ledger_at(tmp_path), language="en")) as pilot:
        for _ in range(2):
            await pilot.press("4")
            await pilot.pause()
            await pilot.press("1")
            await pilot.pause()
    assert len(loads) == 2


async def test_another_mode_waits_for_no_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with shown(context(ledger_at(tmp_path), language="en")) as pilot:
        monkeypatch.setattr(pilot.app, "set_timer", lambda *_args, **_data: None)
        await pilot.press("4")
        await until(pilot, lambda: pilot.app._batch_count == 0)  # it paints again
        assert "No invoices here" in words_on(pilot)
