"""Lawful corrections: same number and date, and the old revision whole in the log."""

from decimal import Decimal

import pytest

from smm_ledger.core.canonical import plain
from smm_ledger.core.errors import IllegalTransition, InputError, RuleError
from smm_ledger.core.invoices import InstalmentPlan, Invoice
from smm_ledger.core.states import SdiStatus
from smm_ledger.services.corrections import CreditInput
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.revisions import RevisionInput
from tests.integration.services.test_corrections import issued


def correct(ledger: Ledger, ref: str, *prices: str, note: str = "typed wrong") -> Invoice:
    lines = [LineInput(description="Other", unit_price=Decimal(price)) for price in prices]
    return ledger.revisions.correct(ref, RevisionInput(note=note, lines=lines))


def test_number_and_date_stay_and_the_old_one_is_in_the_log(ledger: Ledger) -> None:
    before = issued(ledger, "998", "50")
    after = correct(ledger, "2026-001", "500")
    assert (after.number, after.issue_date, after.revision) == ("2026-001", before.issue_date, 2)
    assert (after.totals.total, after.balance.minor) == (50_200, 50_200)
    assert [part.amount for part in after.instalments] == [50_200]
    entry = ledger.upkeep.log(entity="2026-001")[-1]
    assert (entry.action, entry.data["note"]) == ("correct", "typed wrong")
    assert entry.data["replaced"] == plain(before)
    assert not ledger.upkeep.check(full=True)


def test_the_next_number_is_the_next_one(ledger: Ledger) -> None:
    issued(ledger, "998")
    correct(ledger, "2026-001", "500")
    assert issued(ledger, "10").number == "2026-002"


def test_mended_parties_are_taken_anew_without_new_lines(ledger: Ledger) -> None:
    before = issued(ledger, "100")
    with pytest.raises(InputError, match="nothing changes"):
        correct(ledger, "2026-001")
    ledger.clients.edit("rossi-moda", {"address": "Via Dante 2", "notes": "private"})
    after = correct(ledger, "2026-001")
    assert after.client.address == "Via Dante 2"
    assert after.client.notes == before.client.notes
    assert after.totals == before.totals


def test_another_regime_of_today_does_not_reach_back(ledger: Ledger) -> None:
    issued(ledger, "100")
    ledger.issuer.set({"regime": "it-ordinario", "city": "Torino"})
    after = correct(ledger, "2026-001", "100")
    assert (after.totals.tax, after.issuer.city) == (0, "Torino")


def test_it_is_closed_once_sdi_has_it_and_open_again_when_rejected(ledger: Ledger) -> None:
    issued(ledger, "100")
    ledger.e_invoices.tell("2026-001", SdiStatus.SENT)
    with pytest.raises(IllegalTransition, match="reached the client"):
        correct(ledger, "2026-001", "90")
    with pytest.raises(IllegalTransition, match="reached the client"):
        ledger.invoices.void("2026-001", reason="typed twice")
    ledger.e_invoices.tell("2026-001", SdiStatus.REJECTED)
    after = correct(ledger, "2026-001", "90")
    assert (after.sdi_status, after.sdi_on, after.sdi_file) == ("to-send", None, 0)
    assert not ledger.upkeep.check(full=True)


def test_money_that_came_stays_set_against_it(ledger: Ledger) -> None:
    issued(ledger, "998")
    ledger.payments.add(PaymentInput(target="2026-001", amount=Decimal(600)))
    with pytest.raises(RuleError, match="more is paid"):
        correct(ledger, "2026-001", "100")
    assert correct(ledger, "2026-001", "598").payment_status == "paid"
    assert not ledger.upkeep.check(full=True)


def test_instalments_keep_their_dates(ledger: Ledger) -> None:
    day = ledger.clock.today()
    plan = [InstalmentPlan(percent=Decimal(50), due_date=day.replace(day=n)) for n in (28, 29)]
    line = LineInput(description="Work", unit_price=Decimal("70.01"))
    made = ledger.invoices.new(InvoiceInput(client="rossi-moda", lines=[line], instalments=plan))
    before = ledger.invoices.issue(made.name).invoice
    assert (before.next_due, before.last_due) == (plan[0].due_date, plan[1].due_date)
    after = correct(ledger, "2026-001", "50.01")
    assert [p.amount for p in after.instalments] == [2501, 2500]
    assert [p.due_date for p in after.instalments] == [p.due_date for p in before.instalments]
    assert [p.id for p in after.instalments] == [p.id for p in before.instalments]
    ledger.payments.add(PaymentInput(target="2026-001", amount=Decimal("25.01")))
    assert ledger.invoices.show("2026-001").next_due == plan[1].due_date


def test_what_another_document_rests_on_stays(ledger: Ledger) -> None:
    issued(ledger, "998")
    ledger.corrections.credit("2026-001", CreditInput(reason="less", amount=Decimal(10)))
    with pytest.raises(IllegalTransition, match="NC-2026-001 rests on it"):
        correct(ledger, "2026-001", "900")
    ledger.clients.edit("rossi-moda", {"address": "Via Dante 2"})
    after = correct(ledger, "2026-001", note="the address")
    assert (after.client.address, after.credited) == ("Via Dante 2", 1_000)
    assert not ledger.upkeep.check(full=True)


def test_a_credit_note_keeps_its_figures(ledger: Ledger) -> None:
    issued(ledger, "998")
    note = ledger.corrections.credit("2026-001", CreditInput(reason="less", amount=Decimal(10)))
    with pytest.raises(RuleError, match="keeps its figures"):
        correct(ledger, note.number, "11")
    ledger.clients.edit("rossi-moda", {"city": "Milano"})
    assert correct(ledger, note.number).client.city == "Milano"
    assert not ledger.upkeep.check(full=True)


def test_a_void_credit_note_gives_the_debt_back(ledger: Ledger) -> None:
    issued(ledger, "998")
    note = ledger.corrections.credit("2026-001", CreditInput(reason="less", amount=Decimal(10)))
    ledger.invoices.void(note.number, reason="not agreed")
    assert ledger.invoices.show("2026-001").balance.minor == 100_000
    assert (
        ledger.corrections.credit(
            "2026-001", CreditInput(reason="all", with_stamp=True)
        ).totals.total
        == 100_000
    )
    assert not ledger.upkeep.check(full=True)
