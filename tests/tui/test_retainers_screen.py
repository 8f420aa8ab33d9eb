"""Canoni: what is due is chosen, units and time are logged by one key, and can be taken back."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.requests import RequestKind
from smm_ledger.core.retainers import Every
from smm_ledger.core.states import RetainerState
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.retainer_inputs import RetainerInput
from smm_ledger.tui.dialogs.effort import EffortDialog, RequestDialog
from smm_ledger.tui.dialogs.retainer import RunDialog, SpendDialog, UsageDialog
from smm_ledger.tui.forms.retainer import RetainerForm
from smm_ledger.tui.screens.retainer import RetainerScreen
from smm_ledger.tui.screens.retainers import RetainersScreen
from tests.support.ledgers import HandClock
from tests.tui.books import a_book, front, press, rest, write
from tests.tui.debts import rossi
from tests.tui.forms import fill
from tests.tui.support import HOSTILE, SMALL, TINY, TODAY, WIDE, context, shown, toasts, words_on

NAME = "retainer-1"


def signed(
    folder: Path, *, start: dt.date = dt.date(2026, 11, 3), title: str = "Social", fee: bool = False
) -> Ledger:
    """Return a ledger with a retainer of 12 posts of 50 a month."""
    ledger = a_book(folder)
    ledger.catalogue.add({"code": "post", "description": "Post", "price": "50", "hours": "1"})
    lines = [LineInput(service="post", quantity=Decimal(12))]
    if fee:
        from tests.integration.services.test_retainers import FEE

        lines.append(FEE)
    ledger.retainers.add(
        RetainerInput(client="rossi", title=title, lines=lines, every=Every.MONTH, start=start)
    )
    return ledger


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_name_client_and_state_at_every_size(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    async with shown(context(signed(tmp_path), language=language), size=size) as pilot:
        await press(pilot, "6")
        assert isinstance(front(pilot), RetainersScreen)
        (row,) = [line for line in words_on(pilot).split("\n") if line.startswith("❯")]
        assert row.startswith(f"❯ {NAME} ")
        assert "Rossi" in row
        assert "~" in row


async def test_an_empty_list_names_the_key_and_the_form_signs(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    async with shown(context(ledger, language="en"), RetainersScreen) as pilot:
        assert "No retainers yet: n signs one." in words_on(pilot)
        await press(pilot, "n")
        assert isinstance(front(pilot), RetainerForm)
        await fill(pilot, client="rossi", title="Canone", end="31/12/2027")
        form = front(pilot)
        assert isinstance(form, RetainerForm)
        form.lines.current.focus_on("description")
        await rest(pilot)
        await write(pilot, "Piano")
        form.lines.current.focus_on("price")
        await rest(pilot)
        await write(pilot, "300")
        await press(pilot, "f2")
        own = ledger.retainers.show(NAME)
        assert (own.title, own.net.minor, own.start) == ("Canone", 30000, TODAY)
        assert own.end == dt.date(2027, 12, 31)
        assert NAME in words_on(pilot)


async def test_the_running_period_is_ticked_and_the_missed_one_is_not(tmp_path: Path) -> None:
    ledger = signed(tmp_path, start=dt.date(2026, 9, 30))
    async with shown(context(ledger, language="en"), RetainersScreen) as pilot:
        await press(pilot, "i")
        assert isinstance(front(pilot), RunDialog)
        text = words_on(pilot)
        assert "[ ] retainer-1/2026-09" in text
        assert "[✓] retainer-1/2026-10" in text
        await press(pilot, "ctrl+s")
        assert [one.invoice for one in ledger.retainers.show(NAME).periods] == ["draft-1"]
        assert any("draft-1" in note for note in toasts(pilot))
        await press(pilot, "I", "space", "tab")
        await press(pilot, "left")  # skip
        await press(pilot, "ctrl+s")
        assert isinstance(front(pilot), RunDialog)  # a skip needs its reason
        await fill(pilot, reason="ferie")
        await press(pilot, "enter")
        skipped = ledger.retainers.show(NAME).periods[0]
        assert (skipped.invoice_id, skipped.reason) == (None, "ferie")


async def test_units_are_logged_by_one_key_and_taken_back(tmp_path: Path) -> None:
    ledger = signed(tmp_path)
    async with shown(context(ledger, language="en"), RetainersScreen) as pilot:
        await press(pilot, "U")
        assert isinstance(front(pilot), UsageDialog)
        await fill(pilot, quantity="14")
        await press(pilot, "enter")
        assert ledger.retainers.show(NAME).usage[0].quantity == 14
        await press(pilot, "u")
        assert ledger.retainers.show(NAME).usage == ()
        await press(pilot, "ctrl+r", "enter")
        assert isinstance(front(pilot), RetainerScreen)
        assert "14/12" in words_on(pilot)
        assert "100.00" in words_on(pilot)


async def test_pause_and_stop_work_are_turned_and_turned_back(tmp_path: Path) -> None:
    ledger = signed(tmp_path)
    screen = context(ledger, language="en")
    async with shown(screen, lambda ctx: RetainerScreen(ctx, NAME), size=WIDE) as pilot:
        await press(pilot, "z")
        assert ledger.retainers.show(NAME).state is RetainerState.PAUSED
        assert "z Resume" in words_on(pilot)
        await press(pilot, "u", "W")
        assert ledger.retainers.show(NAME).stop_work == TODAY
        assert "! work stopped" in words_on(pilot)
        await press(pilot, "i")
        assert "Work for rossi rests since" in words_on(pilot)
        await press(pilot, "escape", "W", "d", "enter")
        assert ledger.retainers.show(NAME).state is RetainerState.ENDED


async def test_the_menu_says_ad_spend_where_a_fee_hangs_on_it(tmp_path: Path) -> None:
    ledger = signed(tmp_path, fee=True)
    screen = context(ledger, language="en")
    async with shown(screen, lambda ctx: RetainerScreen(ctx, NAME)) as pilot:
        await pilot.app.screen.run_action("spend")
        await rest(pilot)
        assert isinstance(front(pilot), SpendDialog)
        await fill(pilot, amount="1200")
        await press(pilot, "enter")
        assert ledger.retainers.show(NAME).spends[0].amount == 1200
        await press(pilot, "full_stop")
        assert "say what was really spent on ads" in words_on(pilot)


async def test_what_is_invoiced_is_not_edited_any_more(tmp_path: Path) -> None:
    ledger = signed(tmp_path)
    async with shown(context(ledger, language="en"), RetainersScreen) as pilot:
        await press(pilot, "e")
        assert isinstance(front(pilot), RetainerForm)
        await fill(pilot, title="Altro")
        await press(pilot, "f2")
        assert ledger.retainers.show(NAME).title == "Altro"
        await press(pilot, "i", "ctrl+s", "e")
        assert isinstance(front(pilot), RetainersScreen)


async def test_time_is_logged_by_one_key_from_any_screen(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    async with shown(context(ledger, language="en")) as pilot:
        for mode in "12345 6".replace(" ", ""):
            await press(pilot, mode, "T")
            assert isinstance(front(pilot), EffortDialog), mode
            await press(pilot, "escape")
        await press(pilot, "T")
        await fill(pilot, client="rossi", duration="1:30")
        await press(pilot, "enter")
        (effort,) = ledger.effort.list()
        assert (effort.minutes, effort.date) == (90, TODAY)
        await press(pilot, "u")
        assert ledger.effort.list() == []


async def test_the_client_in_front_need_not_be_typed(tmp_path: Path) -> None:
    ledger = signed(tmp_path)
    screen = context(ledger, language="en")
    async with shown(screen, rossi, size=WIDE) as pilot:
        await press(pilot, "T", "2", "h")
        await press(pilot, "tab", "t", "enter")
        assert "Troll" in words_on(pilot)
        await press(pilot, "Y")
        assert isinstance(front(pilot), RequestDialog)
        await fill(pilot, text="Logo", hours="2")
        dialog = front(pilot)
        assert isinstance(dialog, RequestDialog)
        dialog._kind.text = str(RequestKind.GIFT)
        await press(pilot, "enter")
        (gift,) = ledger.requests.list()
        assert (gift.kind, gift.value) == (RequestKind.GIFT, 10000)
        assert "1: €100.00" in words_on(pilot)


async def test_oggi_leads_to_the_periods(tmp_path: Path) -> None:
    ledger = signed(tmp_path)
    async with shown(context(ledger, language="en")) as pilot:
        assert "retainer to invoice" in words_on(pilot)
        await press(pilot, "enter")
        assert isinstance(front(pilot), RunDialog)


async def test_nothing_due_says_when_the_next_period_begins(tmp_path: Path) -> None:
    ledger = signed(tmp_path, start=dt.date(2026, 12, 1))
    async with shown(context(ledger, language="en"), RetainersScreen) as pilot:
        await press(pilot, "i")
        assert any("1 Dec 2026" in note for note in toasts(pilot))
        assert isinstance(ledger.clock, HandClock)
        ledger.clock.day = dt.date(2026, 12, 1)
        await press(pilot, "i")
        assert isinstance(front(pilot), RunDialog)


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_hostile_titles_are_shown_as_they_are(
    tmp_path: Path, title: str, size: tuple[int, int]
) -> None:
    ledger = signed(tmp_path, title=title)
    ledger.requests.add("rossi", title, kind=RequestKind.INSIDE)
    ledger.effort.add("rossi", Decimal(1), note=title)
    async with shown(context(ledger), RetainersScreen, size=size) as pilot:
        await press(pilot, "enter")
        assert title[:6] in words_on(pilot)
        await press(pilot, "U", "escape", "i")
        assert isinstance(front(pilot), RunDialog)
