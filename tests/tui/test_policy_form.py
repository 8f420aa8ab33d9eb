"""When each reminder is due: the issuer's steps in the settings, a client's on its own screen."""

from dataclasses import asdict
from pathlib import Path

import pytest

from smm_ledger.core.ladder import Policy
from smm_ledger.core.letters import Rung
from smm_ledger.tui.forms.policy import PolicyForm
from smm_ledger.tui.screens.settings import SettingsScreen
from smm_ledger.tui.widgets.table import WindowedTable
from tests.tui.books import a_book, front, press
from tests.tui.debts import rossi
from tests.tui.forms import complaint, fill, reading
from tests.tui.support import SMALL, TINY, WIDE, context, shown, toasts, words_on


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
@pytest.mark.parametrize(
    ("language", "usual", "changed"),
    [
        ("en", "5 days after the due date", "7 days after the due date"),
        ("it", "5 giorni dopo la scadenza", "7 giorni dopo la scadenza"),
    ],
)
async def test_the_issuers_steps_are_changed_and_undone(
    tmp_path: Path, size: tuple[int, int], language: str, usual: str, changed: str
) -> None:
    ledger = a_book(tmp_path)
    async with shown(context(ledger, language=language), SettingsScreen, size=size) as pilot:
        front(pilot).query_one(WindowedTable).move_to("reminders")
        assert "-3 / 5 / 15 / 30" in words_on(pilot)
        await press(pilot, "enter")
        assert isinstance(front(pilot), PolicyForm)
        assert reading(pilot, "first") == usual
        await fill(pilot, first="7", second="off")
        assert reading(pilot, "first") == changed
        await press(pilot, "ctrl+s")
        assert "7 /" in words_on(pilot)
        assert (ledger.policies.show().policy.first, ledger.policies.show().policy.second) == (
            7,
            None,
        )
        await press(pilot, "u")
        assert ledger.policies.show().policy == Policy()
        await press(pilot, "ctrl+r")
        assert ledger.policies.show().policy.first == 7


async def test_what_is_wrong_stands_beside_its_step_and_nothing_typed_is_lost(
    tmp_path: Path,
) -> None:
    ledger = a_book(tmp_path)
    async with shown(context(ledger, language="en"), SettingsScreen) as pilot:
        front(pilot).query_one(WindowedTable).move_to("reminders")
        await press(pilot, "enter")
        await fill(pilot, first="soon", gap="2")
        await press(pilot, "ctrl+s")
        assert "from 1 to 999" in complaint(pilot, "first")
        assert "from 5 to 999" in complaint(pilot, "gap")
        await fill(pilot, first="40", gap="6")
        await press(pilot, "ctrl+s")
        assert "after the step before it" in complaint(pilot, "second")
        assert "give more days" in complaint(pilot, "second")
        await fill(pilot, second="50", formal="60")
        await press(pilot, "ctrl+s")
        assert isinstance(front(pilot), SettingsScreen)
    assert asdict(ledger.policies.show().policy) | {"stop_work": None} == {
        "courtesy": -3,
        "first": 40,
        "second": 50,
        "formal": 60,
        "gap": 6,
        "stop_work": None,
    }


@pytest.mark.parametrize("language", ["it", "en"])
async def test_a_client_has_steps_of_its_own_and_gives_them_up(
    tmp_path: Path, language: str
) -> None:
    ledger = a_book(tmp_path)
    ledger.policies.set(None, {"first": "8"})
    async with shown(context(ledger, language=language), rossi) as pilot:
        await press(pilot, "w")
        assert isinstance(front(pilot), PolicyForm)
        await fill(pilot, first="2")
        field = next(one for one in pilot.app.screen.query("ChoiceInput"))
        field.focus()
        await press(pilot, "left")  # round to the last one: never
        await press(pilot, "ctrl+s")
        assert "2 / 15 / 30" in toasts(pilot)[-1]
        own = ledger.policies.show("rossi")
        assert (own.policy.first, own.policy.stop_work) == (2, None)
        assert ledger.policies.show().policy.stop_work is Rung.SECOND
        await press(pilot, "w")
        await fill(pilot, first=" ")
        await press(pilot, "ctrl+s")
        assert ledger.policies.show("rossi").policy.first == 8
    assert ledger.policies.show("rossi").own == {"stop_work": None}


async def test_the_issuers_change_that_would_disorder_a_clients_steps_names_the_client(
    tmp_path: Path,
) -> None:
    ledger = a_book(tmp_path)
    ledger.policies.set("rossi", {"first": "10"})
    async with shown(context(ledger, language="en"), SettingsScreen) as pilot:
        front(pilot).query_one(WindowedTable).move_to("reminders")
        await press(pilot, "enter")
        await fill(pilot, second="9")
        await press(pilot, "ctrl+s")
        assert "for rossi" in complaint(pilot, "second")
        assert "change the steps of rossi first" in complaint(pilot, "second")
        await press(pilot, "escape", "d")
    assert ledger.policies.show().policy == Policy()
