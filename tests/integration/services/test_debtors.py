"""Who is late: a client's instalments stand together, never two currencies, the worst on top."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

from smm_ledger.core.letters import ContactChannel, ContactOutcome, Rung
from smm_ledger.core.promises import PromiseState
from smm_ledger.services.debtors import DebtorRow, DebtRecord, by_urgency, debtors
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.promises import PromiseInput
from smm_ledger.services.reminders import Wanted
from tests.support.ledgers import HandClock
from tests.tui.support import ledger_at

TODAY = dt.date(2026, 11, 24)


def owes(ledger: Ledger, client: str, amount: int, *, days: int) -> str:
    """Issue an invoice that is late by so many days; return its number."""
    clock = ledger.clock
    assert isinstance(clock, HandClock)
    clock.day = TODAY - dt.timedelta(days=days)
    line = LineInput(description="Reel", unit_price=Decimal(amount))
    typed = InvoiceInput(client=client, lines=[line], due=clock.day)
    number = ledger.invoices.issue(ledger.invoices.new(typed).name).invoice.name
    clock.day = TODAY
    return number


def book(folder: Path) -> Ledger:
    """Return a ledger with three businesses."""
    ledger = ledger_at(folder, today=TODAY)
    ledger.clients.add({"name": "Rossi", "code": "rossi", "vat_id": "01234567897"})
    ledger.clients.add({"name": "Blu", "code": "blu", "vat_id": "12345678903"})
    ledger.clients.add({"name": "Cole", "code": "cole", "currency": "USD", "country": "US"})
    return ledger


def listed(ledger: Ledger) -> list[DebtorRow]:
    """Return who is late."""
    return list(debtors(ledger.collections.review().rows))


def test_a_clients_debts_stand_together_and_currencies_apart(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    owes(ledger, "rossi", 100, days=40)
    owes(ledger, "cole", 100, days=20)
    owes(ledger, "rossi", 200, days=10)
    rossi, cole = listed(ledger)
    assert (rossi.client, rossi.invoices) == ("rossi", ("2026-001", "2026-003"))
    assert rossi.balance == sum(row.balance for row in ledger.collections.review().rows[::2])
    assert (rossi.oldest.days_overdue, rossi.oldest.bucket) == (40, "d31_60")
    assert (rossi.compensation, rossi.currency) == (80_00, "EUR")
    assert (cole.currency, cole.compensation) == ("USD", None)


def test_a_broken_promise_brings_a_client_up(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    owes(ledger, "rossi", 150, days=30)
    owes(ledger, "blu", 100, days=30)
    assert [one.client for one in listed(ledger)] == ["rossi", "blu"]
    clock = ledger.clock
    assert isinstance(clock, HandClock)
    clock.day = TODAY - dt.timedelta(days=20)
    by = TODAY - dt.timedelta(days=10)
    ledger.promises.add(PromiseInput(invoice="2026-002", amount=Decimal(100), by=by))
    clock.day = TODAY
    blu, rossi = listed(ledger)
    assert (blu.client, blu.broken, rossi.broken) == ("blu", 1, 0)
    assert blu.promise is not None
    assert blu.promise.state is PromiseState.BROKEN


def test_the_next_step_of_a_client_is_the_first_and_highest(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    owes(ledger, "rossi", 100, days=20)
    owes(ledger, "rossi", 100, days=7)
    (rossi,) = listed(ledger)
    assert rossi.next is not None
    assert (rossi.next.next_action, rossi.next.next_action_date) == ("second", TODAY)


def test_the_record_holds_all_that_was_done_and_of_an_invoice_its_own(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    first, second = owes(ledger, "rossi", 100, days=20), owes(ledger, "rossi", 100, days=9)
    assert ledger.collections.record("rossi") == DebtRecord()
    ledger.reminders.send(Wanted(ref=first), channel="text", deliver=lambda _: "", on_paper=False)
    ledger.contacts.log("rossi", ContactChannel.PHONE, ContactOutcome.VOICEMAIL)
    ledger.contacts.hold(second, until=TODAY + dt.timedelta(days=1))
    ledger.claims.claim(first)
    ledger.promises.add(PromiseInput(invoice=first, amount=Decimal(10), by=TODAY))
    whole = ledger.collections.record("rossi")
    assert [one.rung for one in whole.letters] == [Rung.SECOND]
    assert (len(whole.holds), len(whole.claims), len(whole.promises)) == (1, 1, 1)
    assert whole.rate is None, "no promise came due yet"
    other = ledger.collections.record(second)
    assert (other.letters, other.claims, other.promises) == ((), (), ())
    assert [one.invoice for one in other.holds] == [second]
    assert ledger.collections.record(first).holds == ()
    assert len(other.contacts) == 1, "a contact is with the client"


def test_letters_are_gone_through_in_the_order_in_which_to_ask(tmp_path: Path) -> None:
    ledger = book(tmp_path)
    owes(ledger, "blu", 100, days=20)
    owes(ledger, "rossi", 900, days=20)
    plan = ledger.reminders.plan()
    assert [one.client for one in plan] == ["blu", "rossi"]
    assert [one.client for one in by_urgency(plan, TODAY)] == ["rossi", "blu"]
