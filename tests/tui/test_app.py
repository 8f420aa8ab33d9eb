"""The program around the screens, on a real ledger."""

from decimal import Decimal
from pathlib import Path

import pytest
from textual.widgets import Input

from smm_ledger.core.errors import InputError
from smm_ledger.exchange.json_files import ledger_document
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.quote_inputs import QuoteInput
from smm_ledger.tui.app import FirstRunApp, LedgerApp
from smm_ledger.tui.context import Options
from smm_ledger.tui.screens.clients import ClientsScreen
from smm_ledger.tui.screens.log import LogScreen
from smm_ledger.tui.screens.settings import SettingsScreen
from smm_ledger.tui.widgets.table import WindowedTable
from tests.support.systems import is_private
from tests.tui.support import (
    HOSTILE,
    SMALL,
    TINY,
    TODAY,
    WIDE,
    context,
    ledger_at,
    settings_of,
    shown,
    toasts,
    words_on,
)

LANGUAGES = ("it", "en")
MODES = ("clients", "quotes", "invoices", "collections", "retainers", "reports", "home")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
async def test_every_mode_opens_by_its_number_at_every_size(
    tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    ledger = ledger_at(tmp_path)
    ledger.clients.add({"name": "Rossi Moda", "code": "rossi"})
    async with shown(context(ledger, language=language), size=size) as pilot:
        for key, mode in zip("2345671", MODES, strict=True):
            await pilot.press(key)
            await pilot.pause()
            assert pilot.app.current_mode == mode
            assert words_on(pilot).strip()


async def test_a_screen_stays_as_it_was_left(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path)
    for name in ("Alfa", "Beta", "Gamma"):
        ledger.clients.add({"name": name})
    async with shown(context(ledger)) as pilot:
        await pilot.press("2", "j", "1", "2")
        await pilot.pause()
        assert pilot.app.screen.query_one(WindowedTable).cursor_key == "beta"


async def test_q_leaves(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path))) as pilot:
        await pilot.press("q")
        await pilot.pause()
    assert pilot.app.return_code == 0


async def test_q_is_typed_into_a_filter(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path))) as pilot:
        await pilot.press("2", "slash", "q")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "q"
        assert pilot.app.is_running


async def test_ctrl_c_says_how_one_leaves(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path), language="en")) as pilot:
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert toasts(pilot) == ["Press q to leave"]


async def test_the_theme_is_shown_and_kept(tmp_path: Path) -> None:
    kept: dict[str, object] = {}
    ctx = context(ledger_at(tmp_path), keep=settings_of(kept))
    async with shown(ctx) as pilot:
        app = pilot.app
        assert isinstance(app, LedgerApp)
        assert app.theme == "dark"
        app.choose_theme("light")
        await pilot.pause()
        assert (app.theme, kept) == ("light", {"theme": "light"})


@pytest.mark.parametrize(("name", "theme"), [("ansi", "ansi"), ("nonsense", "dark"), ("", "dark")])
async def test_the_theme_of_the_settings(tmp_path: Path, name: str, theme: str) -> None:
    async with shown(context(ledger_at(tmp_path), options=Options(theme=name))) as pilot:
        assert pilot.app.theme == theme


async def test_the_language_changes_while_the_program_runs(tmp_path: Path) -> None:
    kept: dict[str, object] = {}
    ledger = ledger_at(tmp_path)
    ctx = context(ledger, language="en", keep=settings_of(kept))
    async with shown(ctx) as pilot:
        await pilot.press("2", "1")
        await pilot.pause()
        assert "24 Nov 2026" in words_on(pilot)
        app = pilot.app
        assert isinstance(app, LedgerApp)
        app.choose_language("it")
        await pilot.pause()
        assert "24/11/2026" in words_on(pilot)
        await pilot.press("2")
        await pilot.pause()
        assert words_on(pilot).splitlines()[0].startswith(f" {ctx.say('Clients')}")
        assert kept == {"language": "it"}


async def test_plain_characters_are_drawn_at_once(tmp_path: Path) -> None:
    kept: dict[str, object] = {}
    ctx = context(ledger_at(tmp_path), language="en", keep=settings_of(kept))
    async with shown(ctx, SettingsScreen) as pilot:
        table = pilot.app.screen.query_one(WindowedTable)
        assert "❯" in words_on(pilot)
        table.move_to("ascii")
        await pilot.press("enter")
        await pilot.pause()
        assert words_on(pilot).isascii()
        assert kept == {"ascii": True}


# --- undo -----------------------------------------------------------------------------------------


async def test_archiving_a_client_is_undone_and_done_again(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path)
    ledger.clients.add({"name": "Rossi Moda", "code": "rossi"})
    lines = (LineInput(description="Reel", unit_price=Decimal(100)),)
    ledger.quotes.new(QuoteInput(client="rossi", title="Lancio", lines=lines))
    async with shown(context(ledger, language="en")) as pilot:
        await pilot.press("2", "d")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert ledger.clients.show("rossi").client.archived
        await pilot.press("u")
        await pilot.pause()
        assert not ledger.clients.show("rossi").client.archived
        assert toasts(pilot)[-1] == "Undone: Rossi Moda archived"
        await pilot.press("ctrl+r")
        await pilot.pause()
        assert ledger.clients.show("rossi").client.archived


async def test_an_unused_client_is_deleted_by_name(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path)
    ledger.clients.add({"name": "Rossi Moda", "code": "rossi"})
    async with shown(context(ledger, language="en")) as pilot:
        await pilot.press("2", "d")
        await pilot.pause()
        assert "Delete Rossi Moda?" in words_on(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert ledger.clients.show("rossi").client.name == "Rossi Moda"
        await pilot.press("d")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert not ledger.clients.list()


async def test_there_may_be_nothing_to_undo(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path), language="en")) as pilot:
        for key, said in (("u", "Nothing to undo"), ("ctrl+r", "Nothing to do again")):
            await pilot.press(key)
            await pilot.pause()
            assert toasts(pilot) == [said]


# --- refusals and faults --------------------------------------------------------------------------


async def test_a_refusal_of_an_action_is_a_toast(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: LedgerApp) -> None:
        raise InputError("amount", "it is not above zero")

    monkeypatch.setattr(LedgerApp, "action_undo", refuse)
    async with shown(context(ledger_at(tmp_path), language="en")) as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert toasts(pilot) == ["amount: it is not above zero\ncorrect it and try again"]
        assert pilot.app.is_running


async def test_a_fault_leaves_a_report_without_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(_self: LedgerApp) -> None:
        raise ZeroDivisionError("IT60X0542811101000000123456")

    monkeypatch.setattr(LedgerApp, "action_undo", break_down)
    app = LedgerApp(context(ledger_at(tmp_path)))
    with pytest.raises(ZeroDivisionError):
        await _press(app, "u")
    assert app.return_code == 1
    (report,) = (tmp_path / "logs").iterdir()
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "break_down" in text
    assert "IT60" not in text
    assert is_private(report)


async def _press(app: LedgerApp, key: str) -> None:
    async with app.run_test() as pilot:
        await pilot.press(key)
        await pilot.pause()


# --- hostile data ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE)
async def test_data_are_shown_as_they_are(tmp_path: Path, text: str) -> None:
    ledger = ledger_at(tmp_path)
    client = ledger.clients.add({"name": text, "code": "x", "city": text, "notes": text})
    async with shown(context(ledger), size=WIDE) as pilot:
        await pilot.press("2")
        await pilot.pause()
        assert text in words_on(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert text in words_on(pilot)
        await pilot.press("escape", "d")
        await pilot.pause()
        assert text in words_on(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert any(client.name in toast for toast in toasts(pilot))
        await pilot.app.push_screen(LogScreen(context(ledger)))
        await pilot.pause()
        await pilot.press("j", "enter")
        await pilot.pause()
        await pilot.press("escape", "ctrl+p", *"Rossi")
        await pilot.pause()
        assert pilot.app.is_running


# --- first run ------------------------------------------------------------------------------------


async def test_the_first_run_offers_three_ways(tmp_path: Path) -> None:
    ctx = context(ledger_at(tmp_path, begin=False), language="en")
    async with shown(ctx, app=FirstRunApp) as pilot:
        words = words_on(pilot)
        for way in ("Try the sample data", "Begin", "Import"):
            assert way in words
        await pilot.press("2")
        await pilot.pause()
        assert words_on(pilot) == words, "there is nothing to go to yet"


async def test_the_sample_data_are_a_copy_under_a_banner(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path, begin=False)
    ctx = context(ledger, language="it")
    async with shown(ctx, app=FirstRunApp) as pilot:
        await pilot.press("enter")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert pilot.app.current_mode == "home"
        assert ctx.say("SAMPLE DATA") in words_on(pilot)
        assert not ledger.storage.exists()


async def test_one_begins_with_a_name_alone(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path, begin=False)
    async with shown(context(ledger, language="en"), app=FirstRunApp) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
        await pilot.press(*"Marta", "ctrl+s")
        await pilot.pause()
        assert ledger.issuer.show().name == "Marta"
        assert ledger.issuer.show().language == "en", "the language that one reads"
        assert "Begin with a catalogue of" in words_on(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.current_mode == "home"
    assert ledger.catalogue.list() == []


async def test_one_begins_in_the_language_that_one_chooses(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path, begin=False)
    async with shown(context(ledger, language="en"), app=FirstRunApp) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
        await pilot.press(*"Marta", "tab", "tab", "tab", "right", "ctrl+s")
        await pilot.pause()
        assert ledger.issuer.show().language == "it"
        assert "Partire da un catalogo di" in words_on(pilot)


async def test_the_ready_catalogue_is_one_key_away_at_the_beginning(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path, begin=False)
    async with shown(context(ledger, language="en"), app=FirstRunApp) as pilot:
        await pilot.press("j", "enter")
        await pilot.pause()
        await pilot.press(*"Marta", "ctrl+s")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.current_mode == "home"
    assert len(ledger.catalogue.list()) > 10
    assert all(service.price is None for service in ledger.catalogue.list())


async def test_one_imports_an_export(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    old = ledger_at(tmp_path / "old")
    old.clients.add({"name": "Rossi Moda", "code": "rossi"})
    path = tmp_path / "e.json"
    path.write_bytes(ledger_document(old.upkeep.dump()))
    ledger = ledger_at(tmp_path, begin=False)
    async with shown(context(ledger), app=FirstRunApp, size=WIDE) as pilot:
        await pilot.press("j", "j", "enter")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = str(path)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert ledger.clients.show("rossi").client.name == "Rossi Moda"
        assert pilot.app.current_mode == "home"


async def test_a_file_that_is_no_export_is_refused(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path, begin=False)
    async with shown(context(ledger, language="en"), app=FirstRunApp, size=WIDE) as pilot:
        await pilot.press("j", "j", "enter")
        await pilot.pause()
        pilot.app.screen.query_one(Input).value = str(tmp_path / "nothing.json")
        await pilot.press("enter")
        await pilot.pause(0.3)
        assert "there is no such file" in words_on(pilot)
        assert not ledger.storage.exists()


# --- the list -------------------------------------------------------------------------------------


async def test_the_filter_narrows_as_one_types_and_escape_clears_it(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path)
    for name in ("Alfa", "Beta", "Gamma"):
        ledger.clients.add({"name": name})
    async with shown(context(ledger), ClientsScreen) as pilot:
        table = pilot.app.screen.query_one(WindowedTable)
        await pilot.press("slash", "b", "e")
        await pilot.pause()
        assert (table.row_count, table.cursor_key) == (1, "beta")
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert table.row_count == 3
        assert isinstance(pilot.app.screen, ClientsScreen), "the first escape clears"
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, ClientsScreen), "the second closes"


async def test_an_empty_list_names_the_key_to_press(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path), language="en"), ClientsScreen) as pilot:
        assert "No clients yet: n adds the first one, < takes them from a table." in words_on(pilot)
        await pilot.press("slash", "z")
        await pilot.pause()
        assert "nothing found: escape clears the filter" in words_on(pilot)


async def test_leaving_an_unsaved_form_asks(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path), language="en")) as pilot:
        await pilot.press("2", "n")
        await pilot.pause()
        await pilot.press(*"Rossi q", "ctrl+q")
        await pilot.pause()
        assert "Leave without saving?" in words_on(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Rossi q" in words_on(pilot), "nothing typed is lost"
        await pilot.press("ctrl+q")
        await pilot.pause()
        await pilot.press("d")
        await pilot.pause()
    assert pilot.app.return_code == 0


async def test_today_is_the_ledgers(tmp_path: Path) -> None:
    async with shown(context(ledger_at(tmp_path), language="en")) as pilot:
        assert f"{TODAY.day} Nov 2026" in words_on(pilot)
