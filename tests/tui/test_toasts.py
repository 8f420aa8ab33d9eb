"""Toasts: one at a time, plain text, and nothing of them stays behind."""

from pathlib import Path
from typing import Any

import pytest
from textual.notifications import Notification
from textual.pilot import Pilot
from textual.widget import Widget

from smm_ledger.tui.toasts import Toast
from tests.tui.books import until
from tests.tui.support import context, ledger_at, shown, words_on

MARKUP = "[red]A[/] & [link=x]B[/link]"


def rack(pilot: Pilot[Any]) -> Widget:
    """Return where the toasts of the screen in front stand."""
    return pilot.app.screen.query_children("ToastRack").first()


async def told(pilot: Pilot[Any], *texts: str, **how: object) -> None:
    """Tell something, as the screens do."""
    for text in texts:
        pilot.app.screen.notify(text, markup=False, **how)  # type: ignore[arg-type]
        await pilot.pause()


async def test_a_toast_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path)), notifications=True) as pilot:
        await told(pilot, "first", "second", MARKUP, severity="warning")
        assert MARKUP in words_on(pilot)
        assert "first" not in words_on(pilot)
        assert len(rack(pilot).query("*")) == 1
        assert pilot.app.screen.query_one(Toast).has_class("-warning")
        await told(pilot, "done")
        assert not pilot.app.screen.query_one(Toast).has_class("-warning")


async def test_a_toast_goes_when_it_is_clicked(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path)), notifications=True) as pilot:
        await told(pilot, "first")
        assert "first" in words_on(pilot)
        await pilot.click(Toast)
        await pilot.pause()
        assert "first" not in words_on(pilot)
        await told(pilot, "second")
        assert "second" in words_on(pilot)


async def test_a_toast_goes_by_itself(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path)), notifications=True) as pilot:
        await told(pilot, "first", timeout=0.01)
        await until(pilot, lambda: not rack(pilot).display)
        assert "first" not in words_on(pilot)


async def test_a_toast_that_comes_too_late_is_still_seen(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path)), notifications=True) as pilot:
        await told(pilot, "first")
        toast = pilot.app.screen.query_one(Toast)
        toast.tell(Notification("late", timeout=-1))
        assert toast._ends is not None
        assert toast._ends._interval > 0
        await pilot.pause()
        assert "late" in words_on(pilot)


async def test_a_toast_is_seen_on_the_screen_that_comes_to_the_front(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path)), notifications=True) as pilot:
        await told(pilot, "first")
        await pilot.press("2")
        await pilot.pause()
        assert "first" in words_on(pilot)
        pilot.app.clear_notifications()
        await pilot.press("1")
        await pilot.pause()
        assert "first" not in words_on(pilot)


@pytest.mark.parametrize("again", [1, 5])
async def test_another_toast_lays_the_screen_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: int
) -> None:
    async with shown(context(ledger_at(tmp_path)), notifications=True) as pilot:
        await told(pilot, *(f"before {at}" for at in range(again)))
        screen = pilot.app.screen
        layouts: list[object] = []
        refresh = screen._refresh_layout

        def counted(*args: Any, **data: Any) -> None:  # noqa: ANN401 - Textual's own
            layouts.append(args)
            refresh(*args, **data)

        monkeypatch.setattr(screen, "_refresh_layout", counted)
        await told(pilot, "after")
        assert "after" in words_on(pilot)
        assert len(layouts) == 1
