"""Oggi says whom to ask for money first, and does it with one key over the list itself."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from smm_ledger.core.letters import ContactOutcome, Rung
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.promises import PromiseInput
from smm_ledger.tui.dialogs.claim import ClaimDialog
from smm_ledger.tui.dialogs.letter import LetterDialog
from smm_ledger.tui.widgets.table import WindowedTable
from tests.support.ledgers import HandClock
from tests.tui.books import front, press, until
from tests.tui.support import SMALL, TODAY, WIDE, context, ledger_at, shown, words_on

VAT = {"rossi": "01234567897", "blu": "12345678903", "verdi": "00743110157"}


def book(folder: Path) -> Ledger:
    """Return a ledger with three businesses."""
    ledger = ledger_at(folder)
    for code, vat in VAT.items():
        ledger.clients.add({"name": code.title(), "code": code, "vat_id": vat})
    return ledger


def turn(ledger: Ledger, days: int) -> None:
    """Go so many days back from today."""
    assert isinstance(ledger.clock, HandClock)
    ledger.clock.day = TODAY - dt.timedelta(days=days)


def owes(ledger: Ledger, client: str, amount: int, *, days: int) -> str:
    """Issue an invoice that is late by so many days (due in some, below zero)."""
    turn(ledger, max(0, days))
    line = LineInput(description="Reel", unit_price=Decimal(amount))
    due = TODAY - dt.timedelta(days=days)
    made = ledger.invoices.new(InvoiceInput(client=client, lines=[line], due=due))
    number = ledger.invoices.issue(made.name).invoice.name
    turn(ledger, 0)
    return number


def kinds(ledger: Ledger) -> list[tuple[str, str, str]]:
    """Return kind, document and next action of what there is to do."""
    return [(item.kind, item.ref, item.action) for item in ledger.collections.day().items]


async def settled(pilot: Pilot[Any], words: str) -> None:
    """Wait for what the ladder says, behind the first paint."""
    await until(pilot, lambda: words in words_on(pilot))


def test_what_presses_most_comes_first(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    small_and_old = owes(ledger, "rossi", 100, days=30)
    largest = owes(ledger, "verdi", 900, days=10)
    large_and_new = owes(ledger, "blu", 1000, days=4)
    assert [ref for _, ref, _ in kinds(ledger)] == [largest, large_and_new, small_and_old]


def test_a_broken_promise_is_on_top_and_lifts_the_clients_other_debts(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    other = owes(ledger, "verdi", 150, days=20)
    promised, second = owes(ledger, "blu", 100, days=20), owes(ledger, "blu", 100, days=20)
    assert next(ref for _, ref, _ in kinds(ledger)) == other
    turn(ledger, 10)
    by = TODAY - dt.timedelta(days=8)
    ledger.promises.add(PromiseInput(invoice=promised, amount=Decimal(100), by=by))
    turn(ledger, 0)
    assert kinds(ledger) == [
        ("promise_broken", promised, "remind"),
        ("overdue", second, "remind"),
        ("overdue", other, "remind"),
    ]
    assert dict(ledger.collections.day().counts) == {"promise_broken": 1, "overdue": 2}


def test_after_its_letter_a_broken_promise_wants_a_call(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    number = owes(ledger, "blu", 100, days=20)
    turn(ledger, 10)
    by = TODAY - dt.timedelta(days=8)
    ledger.promises.add(PromiseInput(invoice=number, amount=Decimal(100), by=by))
    turn(ledger, 0)
    ledger.reminders.record("blu", Rung.SECOND)
    assert kinds(ledger) == [("promise_broken", number, "contact")]


def test_what_is_promised_or_on_hold_comes_last(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    promised = owes(ledger, "rossi", 900, days=30)
    held = owes(ledger, "verdi", 800, days=30)
    free = owes(ledger, "blu", 100, days=2)
    by = TODAY + dt.timedelta(days=5)
    ledger.promises.add(PromiseInput(invoice=promised, amount=Decimal(900), by=by))
    ledger.contacts.hold("verdi", until=by)
    assert [ref for _, ref, _ in kinds(ledger)] == [free, promised, held]
    assert {action for _, _, action in kinds(ledger)} == {"pay"}


def test_a_hold_that_ended_comes_back_until_a_letter_is_sent(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    large, held = owes(ledger, "blu", 900, days=20), owes(ledger, "rossi", 100, days=20)
    turn(ledger, 5)
    ledger.contacts.hold(held, until=TODAY)
    assert ("hold_ended", held, "remind") not in kinds(ledger)
    turn(ledger, 0)
    assert kinds(ledger) == [("hold_ended", held, "remind"), ("overdue", large, "remind")]
    ledger.reminders.record("rossi", Rung.SECOND)
    assert ("overdue", held, "pay") in kinds(ledger)


def test_a_hold_that_was_released_is_no_news(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    held = owes(ledger, "rossi", 100, days=20)
    turn(ledger, 5)
    ledger.contacts.hold(held, until=TODAY)
    ledger.contacts.release(held)
    turn(ledger, 0)
    assert kinds(ledger) == [("overdue", held, "remind")]


def test_a_courtesy_note_is_due_before_the_day(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    late, soon = owes(ledger, "blu", 100, days=1), owes(ledger, "rossi", 100, days=-2)
    owes(ledger, "verdi", 100, days=-9)
    assert kinds(ledger) == [("overdue", late, "pay"), ("reminder_due", soon, "remind")]
    ledger.reminders.record("rossi", Rung.COURTESY)
    assert kinds(ledger) == [("overdue", late, "pay")]


def test_interest_that_was_claimed_is_collected_even_after_the_principal(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    number = owes(ledger, "blu", 100, days=20)
    ledger.claims.claim(number)
    ledger.payments.add(
        PaymentInput(target=number, amount=ledger.invoices.show(number).balance.decimal)
    )
    (item,) = ledger.collections.day().items
    assert (item.kind, item.ref, item.action) == ("claim_open", number, "claim")
    assert item.amount == ledger.claims.list(number)[0].total
    ledger.claims.collect(number)
    assert kinds(ledger) == []


@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_enter_shows_the_letter_that_is_due(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    ledger = book(tmp_path)
    owes(ledger, "blu", 100, days=20)
    async with shown(context(ledger, language=language), size=size) as pilot:
        await settled(pilot, {"it": "m sollecita", "en": "m remind"}[language])
        await press(pilot, "enter")
        assert isinstance(front(pilot), LetterDialog)
        await press(pilot, "y")
        await until(pilot, lambda: bool(ledger.contacts.letters("blu")))
        await settled(pilot, {"it": "r pagamento", "en": "r payment"}[language])
        assert len(pilot.app.screen_stack) == 1


async def test_who_is_quicker_than_the_ladder_gets_the_letter_all_the_same(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    owes(ledger, "blu", 100, days=20)
    async with shown(context(ledger, language="en")) as pilot:
        screen = front(pilot)
        screen._settled = False  # type: ignore[attr-defined]  # before its worker came back
        await press(pilot, "enter")
        assert isinstance(front(pilot), LetterDialog)


async def test_a_contact_and_its_promise_are_recorded_over_the_list(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    number = owes(ledger, "blu", 100, days=20)
    async with shown(context(ledger, language="en")) as pilot:
        await press(pilot, "t", "p", "enter", *"+3", "enter")
        assert [one.outcome for one in ledger.contacts.list("blu")] == [
            ContactOutcome.PAYMENT_PROMISED
        ]
        assert [one.invoice for one in ledger.promises.list("blu")] == [number]
        await settled(pilot, "r payment")
        await press(pilot, "H", "enter")
        assert ledger.collections.record("blu").holds


async def test_claimed_interest_is_decided_from_its_row(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    number = owes(ledger, "blu", 100, days=20)
    ledger.claims.claim(number)
    async with shown(context(ledger, language="en")) as pilot:
        table = pilot.app.screen.query_one(WindowedTable)
        assert table.move_to(f"claim_open {number}")
        await press(pilot, "enter")
        assert isinstance(front(pilot), ClaimDialog)
        await press(pilot, "r", "escape", "escape")
        assert "interest to collect" not in words_on(pilot)
