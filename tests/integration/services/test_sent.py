"""What went to the client is neither corrected nor void any more; noting it can be taken back."""

import datetime as dt

import pytest

from smm_ledger.core.errors import IllegalTransition, InputError
from smm_ledger.core.states import SdiStatus
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.revisions import RevisionInput
from tests.integration.services.test_corrections import issued
from tests.support.books import line


def test_what_was_sent_stays_as_it_is(ledger: Ledger) -> None:
    issued(ledger, "100")
    sent = ledger.invoices.send("2026-001")
    assert sent.sent_on == ledger.clock.today()
    assert ledger.invoices.list()[0].sent_on == sent.sent_on
    with pytest.raises(IllegalTransition, match="it has reached the client"):
        ledger.invoices.void("2026-001", reason="wrong")
    with pytest.raises(IllegalTransition, match="it has reached the client"):
        ledger.revisions.correct("2026-001", RevisionInput(note="n", lines=[line("90")]))
    with pytest.raises(IllegalTransition, match="it was sent on"):
        ledger.invoices.send("2026-001")
    assert ledger.upkeep.check(full=True) == []


def test_the_day_is_one_on_which_it_was_there(ledger: Ledger) -> None:
    invoice = issued(ledger, "100")
    day = invoice.issue_date or dt.date.min
    for wrong in (day - dt.timedelta(days=1), ledger.clock.today() + dt.timedelta(days=1)):
        with pytest.raises(InputError):
            ledger.invoices.send("2026-001", date=wrong)
    with pytest.raises(IllegalTransition):
        ledger.invoices.send(ledger.invoices.duplicate("2026-001").name)


def test_it_is_undone_and_done_again(ledger: Ledger) -> None:
    issued(ledger, "100")
    day = ledger.invoices.send("2026-001").sent_on
    undone = ledger.undo.undo()
    assert (undone.kind, undone.entity, undone.action) == ("invoice", "2026-001", "send")
    assert ledger.invoices.show("2026-001").sent_on is None
    ledger.undo.redo(undone.seq)
    assert ledger.invoices.show("2026-001").sent_on == day
    assert ledger.upkeep.check(full=True) == []


def test_what_sdi_has_is_not_taken_back(ledger: Ledger) -> None:
    issued(ledger, "100")
    ledger.invoices.send("2026-001")
    ledger.e_invoices.tell("2026-001", SdiStatus.DELIVERED)
    assert ledger.undo.list() == []
