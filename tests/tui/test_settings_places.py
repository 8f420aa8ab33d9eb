"""What is opened from the settings: hints, silent days, the hour, training, the catalogue."""

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot

from smm_ledger.core.mail_server import MailServer, Security
from smm_ledger.db.storage import SqliteStorage
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.study import StudyInput
from smm_ledger.tui.forms.rate import RateForm
from smm_ledger.tui.screens.catalogue import CatalogueScreen
from smm_ledger.tui.screens.settings import SettingsScreen
from smm_ledger.tui.screens.study import StudyScreen
from smm_ledger.tui.widgets.table import WindowedTable
from tests.tui.books import front, press, until, write
from tests.tui.forms import complaint, fill, fill_line, opened, with_client
from tests.tui.support import (
    HOSTILE,
    LETS_IN,
    SMALL,
    TINY,
    WIDE,
    FolderDoors,
    context,
    ledger_at,
    settings_of,
    shown,
    toasts,
    words_on,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return ledger_at(tmp_path)


def seen(pilot: Pilot[int]) -> str:
    return words_on(pilot).replace("\u00a0", " ")


async def choose(pilot: Pilot[int], key: str) -> None:
    front(pilot).query_one(WindowedTable).move_to(key)
    await press(pilot, "enter")


async def test_hints_are_switched_one_by_one_and_kept(ledger: Ledger) -> None:
    kept: dict[str, object] = {}
    ctx = context(ledger, language="en", keep=settings_of(kept))
    async with shown(ctx, SettingsScreen) as pilot:
        await choose(pilot, "hint_round_number")
        await choose(pilot, "hint_growing")
        assert ctx.options.hints == {"against-yourself", "round-number", "deadline"}
        await choose(pilot, "hints")
        assert ctx.options.hints == frozenset()
    assert kept == {"hint_round_number": True, "hint_growing": False, "hints": False}


async def test_the_days_of_silence_are_chosen(ledger: Ledger) -> None:
    kept: dict[str, object] = {}
    ctx = context(ledger, language="en", keep=settings_of(kept))
    async with shown(ctx, SettingsScreen) as pilot:
        await choose(pilot, "silent_days")
        await press(pilot, "j", "enter")
        assert "followed up after 10 days" in seen(pilot)
    assert (ctx.options.silent_days, kept) == (10, {"silent_days": 10})


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_hour_is_worked_out_while_it_is_typed(
    ledger: Ledger, size: tuple[int, int]
) -> None:
    ctx = context(ledger, language="en")
    async with shown(ctx, SettingsScreen, size=size) as pilot:
        await choose(pilot, "hour")
        assert isinstance(front(pilot), RateForm)
        await write(pilot, "24000")
        assert "Floor of an hour €22.73" in seen(pilot)
        await fill(pilot, training_hours="60", taxes_percent="20", margin_percent="0")
        assert "Floor of an hour €29.41" in seen(pilot)
        await press(pilot, "ctrl+s")
        assert "floor €29.41, target €29.41" in seen(pilot)
        await choose(pilot, "hour")
        await fill(pilot, billable_percent="0")
        await press(pilot, "ctrl+s")
        assert isinstance(front(pilot), RateForm), "no billable hour is left"
    plan = ledger.rates.show().plan
    assert plan is not None
    assert (plan.training_hours, plan.margin_percent) == (Decimal(60), Decimal(0))


@pytest.mark.parametrize("language", ["it", "en"])
async def test_training_is_logged_and_taken_back(ledger: Ledger, language: str) -> None:
    ctx = context(ledger, language=language)
    async with shown(ctx, StudyScreen) as pilot:
        await press(pilot, "n")
        await write(pilot, "1h30")
        await press(pilot, "tab")
        await write(pilot, "Meta Ads")
        await press(pilot, "enter")
        assert "Meta Ads" in seen(pilot)
        assert ledger.study.use().minutes == 90
        await press(pilot, "d")
        assert ledger.study.use().minutes == 0
        await press(pilot, "d")
        assert any("study-1" in note or "study-2" in note for note in toasts(pilot))
    assert len(ledger.study.list()) == 2


async def test_an_empty_catalogue_offers_ready_services(ledger: Ledger) -> None:
    ctx = context(ledger, language="en")
    async with shown(ctx, CatalogueScreen) as pilot:
        assert "f4 offers ready ones" in seen(pilot)
        await press(pilot, "f4", "j", "enter")
        assert len(ledger.catalogue.list()) == 1
        await press(pilot, "f4", "enter")
        assert len(ledger.catalogue.list()) > 10
        await press(pilot, "f4")
        assert any("All ready services" in note for note in toasts(pilot))
        first = ledger.catalogue.list()[0].code
        await press(pilot, "g", "d")
        assert first not in [one.code for one in ledger.catalogue.list()]
        await press(pilot, "n")
        await fill(pilot, code="mio", description="Mio", price="50")
        await press(pilot, "ctrl+s")
        assert ledger.catalogue.show("mio").price == Decimal(50)
        assert "Mio" in seen(pilot)


async def test_a_form_with_an_empty_catalogue_offers_them_too(ledger: Ledger) -> None:
    from smm_ledger.tui.forms.quote import QuoteForm

    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        await opened(pilot, QuoteForm(ctx))
        await press(pilot, "f4", "enter")
        assert len(ledger.catalogue.list()) > 10
        await press(pilot, "f4", "enter")
        await fill_line(pilot, 1, price="10")
        assert front(pilot).query_one("LineRow TextInput.description").value  # type: ignore[attr-defined]  # an input


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
async def test_hostile_texts_are_plain(ledger: Ledger, size: tuple[int, int]) -> None:
    for number, text in enumerate(HOSTILE):
        ledger.study.add(StudyInput(minutes=5, topic=text))
        ledger.catalogue.add({"code": f"x{number}", "description": text, "unit": text[:20]})
    ctx = context(with_client(ledger))
    async with shown(ctx, StudyScreen, size=size) as pilot:
        assert HOSTILE[0] in words_on(pilot)
    async with shown(ctx, CatalogueScreen, size=size) as pilot:
        assert HOSTILE[0] in words_on(pilot)


@pytest.mark.parametrize(
    ("language", "sound"), [("it", "L'archivio è integro."), ("en", "The ledger is sound.")]
)
async def test_the_ledger_is_copied_and_looked_over(
    ledger: Ledger, tmp_path: Path, language: str, sound: str
) -> None:
    async with shown(context(ledger, language=language), SettingsScreen) as pilot:
        await choose(pilot, "backup")
        await fill(pilot, path=str(tmp_path / "copy.db"))
        await press(pilot, "enter")
        await until(pilot, lambda: any("copy.db" in note for note in toasts(pilot)))
        await choose(pilot, "backup")
        await fill(pilot, path=str(tmp_path / "copy.db"))
        await press(pilot, "enter")
        await until(pilot, lambda: any("copy" in note and ";" in note for note in toasts(pilot)))
        await choose(pilot, "check")
        await until(pilot, lambda: sound in toasts(pilot))
    assert SqliteStorage(tmp_path / "copy.db", clock=ledger.clock).check(full=True) == []


async def test_damage_is_named(ledger: Ledger) -> None:
    with closing(sqlite3.connect(ledger.storage.path)) as db:
        db.execute("INSERT INTO setting (key, value) VALUES ('by another hand', 'x')")
        db.commit()
    async with shown(context(ledger, language="en"), SettingsScreen) as pilot:
        await choose(pilot, "check")
        await until(pilot, lambda: "The ledger is damaged" in words_on(pilot))
        assert "not as the log left it" in words_on(pilot)


@pytest.mark.parametrize(
    ("language", "drafts", "lets_in"),
    [
        ("it", "nessuno: le lettere diventano bozze", "accetta l'accesso"),
        ("en", "none: letters become drafts", "lets you in"),
    ],
)
@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_the_mail_server_is_named_tried_and_taken_away(
    ledger: Ledger, size: tuple[int, int], language: str, drafts: str, lets_in: str
) -> None:
    ctx = context(ledger, language=language)
    assert isinstance(ctx.doors, FolderDoors)
    async with shown(ctx, SettingsScreen, size=size) as pilot:
        await choose(pilot, "mail")
        await fill(pilot, host="smtp.example.org", port="many", user="marta")
        await fill(pilot, password=LETS_IN)
        assert LETS_IN not in words_on(pilot)
        await press(pilot, "ctrl+s")
        assert "65535" in complaint(pilot, "port")
        await fill(pilot, port="2525")
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: any(lets_in in note for note in toasts(pilot)))
        assert "smtp.example.org" in words_on(pilot)
        assert ctx.doors.server == MailServer(
            host="smtp.example.org", port=2525, security=Security.STARTTLS, user="marta"
        )
        await choose(pilot, "mail")
        await fill(pilot, password=LETS_IN.upper())
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: any("try again" in note for note in toasts(pilot)))
        await choose(pilot, "mail")
        await fill(pilot, host=" ")
        await press(pilot, "ctrl+s")
        assert drafts in words_on(pilot)
    assert ctx.doors.mail_server() is None
