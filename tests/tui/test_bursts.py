"""Keys that come in one burst: a slow line, a macro, a quick hand.

The terminal hands them over at once, so that the second still finds the screen on which the first
has only begun to ask. One dialog at a time: the first asks, and what the others would open is not.
"""

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from smm_ledger.services.read_models import ListQuery
from smm_ledger.tui.dialogs.days import DaysDialog
from smm_ledger.tui.places import detail
from tests.tui.books import NAMES, front, press, rest
from tests.tui.debts import late
from tests.tui.support import context, shown


def client(ctx: Any) -> Screen[Any]:  # noqa: ANN401 - any context
    return detail(ctx, "client", "rossi")


async def burst(pilot: Pilot[Any], keys: str) -> None:
    """Hand keys over as one reading of the terminal does: nothing happens between them."""
    for key in keys:
        name = {"\r": "enter", "?": "question_mark", "+": "plus"}.get(key) or NAMES.get(key, key)
        pilot.app.post_message(events.Key(name, key))
    await rest(pilot)
    await rest(pilot)


OPENS = {
    "p": "DaysDialog",
    "t": "ContactDialog",
    "e": "ClientForm",
    "?": "MessageDialog",
    "r": "PaymentDialog",
}


@pytest.mark.parametrize(
    "keys",
    [
        "pr",  # a worker each
        "pt",  # a worker, then a flow
        "tp",
        "pv",  # a worker, then a page that is only shown
        "pe",  # then a form over the whole screen
        "ep",
        "p?",
        "p:",
        "pT",
        "p1",
        "pu",
        "?t",
        "rp+",
    ],
)
async def test_a_burst_of_keys_opens_one_dialog(tmp_path: Path, keys: str) -> None:
    async with shown(context(late(tmp_path)), client) as pilot:
        below = list(pilot.app.screen_stack)
        await burst(pilot, keys)
        assert pilot.app.screen_stack[:-1] == below
        assert type(front(pilot)).__name__ == OPENS[keys[0]]


async def test_what_follows_in_a_burst_is_typed_into_what_the_first_key_opened(
    tmp_path: Path,
) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger), client) as pilot:
        await burst(pilot, "r123,45\r")
        assert len(pilot.app.screen_stack) == 2
        assert [row.amount for row in ledger.payments.list(ListQuery())] == [12345]


@pytest.mark.parametrize("leave", ["escape", "enter"])
async def test_after_the_answer_the_screen_asks_again(tmp_path: Path, leave: str) -> None:
    async with shown(context(late(tmp_path)), client) as pilot:
        await burst(pilot, "tr")
        await press(pilot, leave)
        assert len(pilot.app.screen_stack) == 2
        await press(pilot, "p")
        assert isinstance(front(pilot), DaysDialog)


async def test_one_step_of_undo_is_not_done_below_a_dialog(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger), client) as pilot:
        await press(pilot, "t", "n", "enter")
        await burst(pilot, "tu")
        assert len(ledger.contacts.list("rossi")) == 1
