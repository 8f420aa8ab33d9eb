"""The palette and the help: what can be done is found, in the user's language."""

from pathlib import Path

import pytest

from smm_ledger.tui.context import Options
from smm_ledger.tui.keymap import KEYS, check_overrides
from smm_ledger.tui.screens.client import ClientScreen
from smm_ledger.tui.screens.settings import SettingsScreen
from tests.tui.support import context, ledger_at, settings_of, shown, toasts, words_on

ENGLISH_OF_TEXTUAL = ("Search for commands", "No matches found", "Maximize", "Screenshot")


async def _typed(folder: Path, text: str, *, language: str = "en") -> tuple[str, dict[str, object]]:
    """Return what is on the terminal after an entry was searched and chosen, and what was kept."""
    kept: dict[str, object] = {}
    ledger = ledger_at(folder)
    ledger.clients.add({"name": "Pasticceria Vento", "code": "vento"})
    ctx = context(ledger, language=language, keep=settings_of(kept))
    async with shown(ctx) as pilot:
        await pilot.press("ctrl+p", *text)
        await pilot.pause()
        assert not any(words in words_on(pilot) for words in ENGLISH_OF_TEXTUAL)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        return type(pilot.app.screen).__name__, kept


@pytest.mark.parametrize(
    ("typed", "screen", "kept"),
    [
        ("settings", SettingsScreen.__name__, {}),
        ("pasticc", ClientScreen.__name__, {}),
        ("theme light", "HomeScreen", {"theme": "light"}),
        ("italiano", "HomeScreen", {"language": "it"}),
        ("go clients", "ClientsScreen", {}),
    ],
)
async def test_what_is_typed_is_found_and_done(
    tmp_path: Path, typed: str, screen: str, kept: dict[str, object]
) -> None:
    assert await _typed(tmp_path, typed) == (screen, kept)


async def test_nothing_found_is_said(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path), language="en")) as pilot:
        await pilot.press("colon", *"zzzz")
        await pilot.pause()
        assert "nothing matches" in words_on(pilot)
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 1


@pytest.mark.parametrize("key", ["question_mark", "f1"])
async def test_help_lists_the_keys_of_the_screen(tmp_path: Path, key: str) -> None:
    async with shown(context(ledger_at(tmp_path), language="en"), size=(100, 50)) as pilot:
        await pilot.press("2", key)
        await pilot.pause()
        words = words_on(pilot)
        assert "add a client" in words
        assert "filter the list as you type" in words
        assert "record the client's counter-offer" not in words, "not a key of this screen"


async def test_help_speaks_the_users_language(tmp_path: Path) -> None:
    ctx = context(ledger_at(tmp_path), language="it")
    async with shown(ctx, size=(100, 50)) as pilot:
        await pilot.press("2", "f1")
        await pilot.pause()
        assert ctx.say(KEYS["find"].tip) in words_on(pilot)


async def test_a_users_own_key_works_and_stands_in_the_help(tmp_path: Path) -> None:
    options = Options(keymap={"go-clients": "f12"}, reduced_motion=True)
    ctx = context(ledger_at(tmp_path), language="en", options=options)
    async with shown(ctx, size=(100, 50)) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert pilot.app.current_mode == "home", "the default key stops"
        await pilot.press("f12")
        await pilot.pause()
        assert pilot.app.current_mode == "clients"
        await pilot.press("f1")
        await pilot.pause()
        line = next(line for line in words_on(pilot).splitlines() if "go to the clients" in line)
        assert "f12" in line


async def test_a_clash_is_said_at_the_start_and_both_keep_their_keys(tmp_path: Path) -> None:
    options = Options(keymap={"undo": "1"}, reduced_motion=True)
    async with shown(context(ledger_at(tmp_path), language="en", options=options)) as pilot:
        (said,) = toasts(pilot)
        assert "“go-home” and “undo” both use 1" in said or "both use 1" in said
        await pilot.press("2", "1")
        await pilot.pause()
        assert pilot.app.current_mode == "home"


@pytest.mark.parametrize(
    ("wanted", "keymap", "complaints"),
    [
        ({}, {}, 0),
        ({"undo": "ctrl+z"}, {"undo": "ctrl+z"}, 0),
        ({"undo": ["ctrl+z", "Q"]}, {"undo": "ctrl+z,Q"}, 0),
        ({"find": "?"}, {}, 1),
        ({"undo": "1"}, {}, 1),
        ({"undo": "", "nonsense": "x"}, {}, 2),
        ({"save": "s"}, {}, 1),
        ({"undo": "r", "pay": "u"}, {"undo": "r", "pay": "u"}, 0),
    ],
)
def test_overrides_are_checked(
    wanted: dict[str, str | list[str]], keymap: dict[str, str], complaints: int
) -> None:
    checked = check_overrides(wanted)
    assert checked.keymap == keymap
    assert len(checked.complaints) == complaints


def test_no_default_key_needs_alt_gr_on_an_italian_keyboard() -> None:
    needs = {"[", "]", "{", "}", "~", "`", "left_square_bracket", "right_square_bracket"}
    needs |= {"left_curly_bracket", "right_curly_bracket", "tilde", "grave_accent"}
    assert not [key for key in KEYS.values() if needs & set(key.keys)]
    assert not check_overrides({}).complaints, "the defaults do not clash"
