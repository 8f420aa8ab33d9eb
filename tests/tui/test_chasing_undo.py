"""What was noted about a debt is taken back by a key; what only the menu of actions offers."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from smm_ledger.core.errors import IllegalTransition
from smm_ledger.core.letters import Rung
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.payments import PaymentInput
from smm_ledger.tui.screens.client import ClientScreen
from smm_ledger.tui.screens.collections import CollectionsScreen
from smm_ledger.tui.widgets.table import WindowedTable
from tests.tui.books import front, press, rest, until, write
from tests.tui.debts import late, owed_invoice, rossi, sent, turn
from tests.tui.forms import Make, fill
from tests.tui.support import (
    TODAY,
    WIDE,
    FolderDoors,
    context,
    shown,
    toasts,
    words_on,
)

# --- undo -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["it", "en"])
async def test_what_was_noted_by_mistake_is_taken_back_and_noted_again(
    tmp_path: Path, language: str
) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language=language), owed_invoice) as pilot:
        await press(pilot, "b")
        await write(pilot, "+5")
        await press(pilot, "enter")
        await press(pilot, "t", "enter")
        await press(pilot, "H", "enter")
        await press(pilot, "F", "F", "escape")
        assert sizes(ledger) == (1, 1, 1, 1)
        await press(pilot, "u")
        assert "claim-1" in toasts(pilot)[-1]
        assert sizes(ledger) == (1, 1, 1, 0)
        await press(pilot, "u", "u")
        assert sizes(ledger) == (1, 0, 0, 0)
        await press(pilot, "u")
        assert "promise-1" in toasts(pilot)[-1]
        assert sizes(ledger) == (0, 0, 0, 0)
        await press(pilot, *["ctrl+r"] * 4)
        assert sizes(ledger) == (1, 1, 1, 1)
        await press(pilot, *["u"] * 4)
        assert sizes(ledger) == (0, 0, 0, 0)
    assert ledger.upkeep.check(full=True) == []


def sizes(ledger: Ledger) -> tuple[int, int, int, int]:
    """Return how many promises, contacts, holds and claims stand."""
    record = ledger.collections.record("2026-001")
    return len(record.promises), len(record.contacts), len(record.holds), len(record.claims)


async def test_a_letter_of_which_only_a_text_was_copied_counts_as_unsent(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language="en"), CollectionsScreen) as pilot:
        await press(pilot, "m", "y")
        await until(pilot, lambda: bool(sent(ledger)))
        await rest(pilot)
        await press(pilot, "N", "enter")
        await press(pilot, "u")
        assert "delivery of reminder-1" in toasts(pilot)[-1]
        assert sent(ledger) == [(Rung.SECOND, "text")]
        await press(pilot, "u")
        assert sent(ledger) == []
        await press(pilot, "ctrl+r")
        assert "do it anew" in " ".join(toasts(pilot)[-1].split())
        assert sent(ledger) == []


async def test_what_left_by_mail_cannot_be_unsent_and_u_says_so(tmp_path: Path) -> None:
    ledger = late(tmp_path)
    turn(ledger, TODAY - dt.timedelta(days=12))
    ctx = context(ledger, language="en")
    assert isinstance(ctx.doors, FolderDoors)
    ctx.doors.sender = "me@example.org"
    async with shown(ctx, CollectionsScreen) as pilot:
        await press(pilot, "t", "enter")
        await press(pilot, "m", "s")
        await until(pilot, lambda: bool(sent(ledger)))
        await rest(pilot)
        await press(pilot, "u")
        assert "can't be unsent" in " ".join(toasts(pilot)[-1].split())
        assert sent(ledger) == [(Rung.FIRST, "smtp")]
        with pytest.raises(IllegalTransition, match="unsent"):
            ledger.undo.undo()  # what the command does: nothing older instead of it
        assert len(ledger.contacts.list("rossi")) == 1
        await press(pilot, "u")
        assert ledger.contacts.list("rossi") == []
    assert sent(ledger) == [(Rung.FIRST, "smtp")]


# --- what the menu alone offers -------------------------------------------------------------------


@pytest.mark.parametrize("make", [owed_invoice, CollectionsScreen, rossi])
@pytest.mark.parametrize(
    ("language", "deed"),
    [("it", "registra un sollecito inviato altrove"), ("en", "record a reminder that was sent")],
)
async def test_a_step_that_was_sent_elsewhere_is_recorded_from_the_menu(
    tmp_path: Path, make: Make, language: str, deed: str
) -> None:
    ledger = late(tmp_path)
    async with shown(context(ledger, language=language), make, size=WIDE) as pilot:
        await menu(pilot, "record_letter", deed)
        await press(pilot, "right", "enter")
        assert sent(ledger) == [(Rung.SECOND, "elsewhere")]
        await press(pilot, "u")
        assert sent(ledger) == []


async def menu(pilot: Pilot[Any], key: str, text: str) -> None:
    """Choose an entry of the menu of actions."""
    await press(pilot, "full_stop")
    front(pilot).query_one(WindowedTable).move_to(key)
    await rest(pilot)
    assert text in words_on(pilot)
    await press(pilot, "enter")


@pytest.mark.parametrize(
    ("language", "deed"), [("it", "storna un pagamento"), ("en", "take a payment back")]
)
async def test_a_payment_that_bounced_is_taken_back_from_the_menu(
    tmp_path: Path, language: str, deed: str
) -> None:
    ledger = late(tmp_path)
    for amount in (100, 50):
        ledger.payments.add(PaymentInput(target="2026-001", amount=Decimal(amount)))
    ctx = context(ledger, language=language)
    async with shown(ctx, owed_invoice, size=WIDE) as pilot:
        await menu(pilot, "reverse", deed)
        await press(pilot, "down", "enter")
        await fill(pilot, reason="bounced")
        await press(pilot, "enter")
        assert "pay-2" in toasts(pilot)[-1]
    assert ledger.invoices.show("2026-001").balance.decimal == Decimal(692)
    assert ledger.payments.show("pay-2").reversal_reason == "bounced"
    async with shown(ctx, rossi, size=WIDE) as pilot:
        await menu(pilot, "reverse", deed)
        await press(pilot, "enter")
        assert "pay-1" in toasts(pilot)[-1]
        await menu(pilot, "reverse", deed)
        assert isinstance(front(pilot), ClientScreen), "none is left"
    assert ledger.invoices.show("2026-001").balance.decimal == Decimal(792)
