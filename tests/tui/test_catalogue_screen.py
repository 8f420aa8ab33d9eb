"""Listino by keys: found, made, changed and put away; and taken from a quote with its price."""

from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.dialogs.choose import ChooseDialog
from smm_ledger.tui.dialogs.service import ServiceDialog
from smm_ledger.tui.forms.lines import LineEditor
from smm_ledger.tui.forms.quote import QuoteForm
from smm_ledger.tui.forms.service import ServiceForm
from smm_ledger.tui.screens.catalogue import CatalogueScreen
from smm_ledger.tui.screens.settings import SettingsScreen
from tests.tui.books import front, press, write
from tests.tui.forms import opened
from tests.tui.support import HOSTILE, TINY, WIDE, context, ledger_at, shown, words_on


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    ledger = ledger_at(tmp_path)
    ledger.clients.add({"name": "Bar", "code": "bar"})
    for code, description, price in (
        ("reel", "Reel fino a 45 secondi", "98"),
        ("post", "Post: testo e grafica", "34.50"),
        ("canone", "Gestione con 12 post", "590"),
    ):
        ledger.catalogue.add({"code": code, "description": description, "price": price})
    return ledger


async def test_the_settings_lead_to_it_and_it_is_filtered_as_one_types(ledger: Ledger) -> None:
    async with shown(context(ledger, language="en"), SettingsScreen) as pilot:
        await press(pilot, "j", "enter")
        assert isinstance(front(pilot), CatalogueScreen)
        assert "€98.00" in words_on(pilot)
        await press(pilot, "slash")
        await write(pilot, "post")
        text = words_on(pilot)
        assert "€34.50" in text
        assert "Gestione con 12 post" in text
        assert "Reel" not in text
        await press(pilot, "escape")
        assert "Reel" in words_on(pilot)


async def test_a_service_is_added_changed_archived_and_back(ledger: Ledger) -> None:
    async with shown(context(ledger, language="en"), CatalogueScreen) as pilot:
        await press(pilot, "n")
        assert isinstance(front(pilot), ServiceForm)
        await write(pilot, "audit")
        await press(pilot, "tab")
        await write(pilot, "Analisi")
        await press(pilot, "ctrl+s")
        assert ledger.catalogue.show("audit").price is None
        await press(pilot, "enter", "tab", "tab", *"280", "f2")
        assert ledger.catalogue.show("audit").price == Decimal(280)
        await press(pilot, "d")
        assert ledger.catalogue.show("audit").archived
        assert "Analisi" not in words_on(pilot)
        await press(pilot, "f", "j", "enter", "G", "d")
        assert not ledger.catalogue.show("audit").archived


async def test_an_empty_catalogue_offers_ready_services(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path)
    async with shown(context(ledger, language="en"), CatalogueScreen) as pilot:
        assert "The catalogue is empty" in words_on(pilot)
        await press(pilot, "f4")
        assert isinstance(front(pilot), ChooseDialog)
        await press(pilot, "enter")
        assert len(ledger.catalogue.list()) == len(ledger.catalogue.list(archived=True)) > 20
        assert not ledger.catalogue.samples()


async def test_a_quote_takes_a_service_that_is_found_by_words(ledger: Ledger) -> None:
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        await opened(pilot, QuoteForm(ctx))
        await press(pilot, "f4")
        assert isinstance(front(pilot), ServiceDialog)
        assert "€590.00" in words_on(pilot)
        await write(pilot, "post gest")
        assert "Reel" not in words_on(pilot)
        await press(pilot, "enter")
        (row,) = pilot.app.screen.query_one(LineEditor).rows
        assert (row.description.text, row.price.text) == ("Gestione con 12 post", "590.00")


async def test_an_empty_catalogue_is_filled_from_a_quote_and_taken_from(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path)
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        await opened(pilot, QuoteForm(ctx))
        await press(pilot, "f4", "j", "enter")
        assert len(ledger.catalogue.list()) == 1
        assert isinstance(front(pilot), ServiceDialog)
        await press(pilot, "enter")
        (row,) = pilot.app.screen.query_one(LineEditor).rows
        assert row.description.text == ledger.catalogue.list()[0].description


async def test_the_keys_of_a_list_stay_in_sight_on_a_low_terminal(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path)
    async with shown(context(ledger, language="en"), CatalogueScreen, size=TINY) as pilot:
        await press(pilot, "f4")
        assert "esc" in words_on(pilot).splitlines()[-2]
        await press(pilot, "escape", "ctrl+p")
        assert "esc" in words_on(pilot).splitlines()[-2]


async def test_wide_terminals_show_the_private_part_beside_the_list(ledger: Ledger) -> None:
    ledger.catalogue.edit("canone", {"floor": "480", "hours": "14", "included": "2 reel"})
    async with shown(context(ledger, language="en"), CatalogueScreen, size=WIDE) as pilot:
        text = words_on(pilot)
        assert "€480.00" in text
        assert "2 reel" in text


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_descriptions_are_plain_text(tmp_path: Path, text: str) -> None:
    ledger = ledger_at(tmp_path)
    ledger.catalogue.add({"code": "x", "description": text, "included": text})
    async with shown(context(ledger), CatalogueScreen, size=WIDE) as pilot:
        assert words_on(pilot).count(text) >= 2
