"""E-invoices: a name is used once, a refused file is never kept, rejected means not issued."""

import datetime as dt
from decimal import Decimal

import pytest

from smm_ledger.core.errors import DiskFull, IllegalTransition, InputError, RuleError
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.states import SdiStatus
from smm_ledger.services.corrections import CreditInput
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.read_models import EInvoiceFile
from smm_ledger.services.revisions import RevisionInput
from tests.integration.services.test_corrections import issued
from tests.support.books import line, pay

PLACE = {"address": "Via Roma 1", "zip": "20121", "city": "Milano", "province": "MI"}


@pytest.fixture
def lawful(ledger: Ledger) -> Ledger:
    """Return the ledger with all that an e-invoice needs."""
    ledger.issuer.set({"vat_id": "02581610249", **PLACE})
    ledger.clients.edit("rossi-moda", {"vat_id": "12345678903", "sdi_code": "ABC1234", **PLACE})
    return ledger


def in_order(ledger: Ledger, *, order: str, cig: str, cup: str) -> Invoice:
    line = LineInput(description="Reel \u2013 \u20ac", unit_price=Decimal(100))
    made = ledger.invoices.new(
        InvoiceInput(client="rossi-moda", lines=[line], order=order, cig=cig, cup=cup)
    )
    return ledger.invoices.issue(made.name).invoice


def test_a_file_is_made_once(lawful: Ledger) -> None:
    issued(lawful, "100")
    first = lawful.e_invoices.file("2026-001")
    assert first.name == "IT02581610249_00001.xml"
    again = lawful.e_invoices.file("2026-001")
    assert (again.name, again.data) == (first.name, first.data)
    issued(lawful, "100")
    assert lawful.e_invoices.file("2026-002").name == "IT02581610249_00002.xml"
    assert not lawful.upkeep.check(full=True)


def test_a_rejection_makes_another_name_and_keeps_the_old_file(lawful: Ledger) -> None:
    invoice = issued(lawful, "100")
    first = lawful.e_invoices.file("2026-001")
    lawful.e_invoices.tell("2026-001", SdiStatus.SENT)
    told = lawful.e_invoices.tell("2026-001", SdiStatus.REJECTED, note="00305")
    assert (told.sdi_status, told.sdi_on) == ("rejected", lawful.clock.today())
    assert lawful.e_invoices.file("2026-001").name == "IT02581610249_00002.xml"
    with lawful.storage.read() as reader:
        kept = reader.document("invoice", invoice.id, "sdi-1")
    assert kept is not None
    assert kept.data == first.data
    assert not lawful.upkeep.check(full=True)


def test_a_refused_file_uses_no_name_up(ledger: Ledger) -> None:
    issued(ledger, "100")
    with pytest.raises(InputError) as refused:
        ledger.e_invoices.file("2026-001")
    assert refused.value.subject.startswith(("issuer.", "client."))
    assert "others" in refused.value.data
    test = {"vat_id": "02581610249", **PLACE}
    ledger.issuer.set(test)
    ledger.clients.edit("rossi-moda", {"vat_id": "12345678903", **PLACE})
    issued(ledger, "100")
    assert ledger.e_invoices.file("2026-002").name.endswith("_00001.xml")


def test_a_file_that_can_not_be_written_uses_no_name_up(lawful: Ledger) -> None:
    issued(lawful, "100")

    def full(_made: EInvoiceFile) -> None:
        raise DiskFull("/media")

    with pytest.raises(DiskFull):
        lawful.e_invoices.file("2026-001", put=full)
    assert lawful.invoices.show("2026-001").sdi_file == 0
    assert lawful.e_invoices.file("2026-001").name.endswith("_00001.xml")


def test_spellings_are_told_and_the_order_is_in_it(lawful: Ledger) -> None:
    in_order(lawful, order="PO-12", cig="7654321abc", cup="e55f22000010006")
    made = lawful.e_invoices.file("2026-001")
    assert [(s.field, s.after) for s in made.spellings] == [("line 1", "Reel - EUR")]
    for text in (b"<IdDocumento>PO-12<", b"<CodiceCIG>7654321ABC<", b"<CodiceCUP>E55F22000010006<"):
        assert text in made.data


def test_a_credit_note_names_its_invoice(lawful: Ledger) -> None:
    invoice = issued(lawful, "100")
    note = lawful.corrections.credit("2026-001", CreditInput(reason="less"))
    made = lawful.e_invoices.file(note.number)
    day = invoice.issue_date or dt.date.min
    assert b"<TipoDocumento>TD04<" in made.data
    assert f"<IdDocumento>{invoice.number}</IdDocumento>".encode() in made.data
    assert made.data.count(f"<Data>{day.isoformat()}</Data>".encode()) == 2


def test_what_sdi_says_is_dated(lawful: Ledger) -> None:
    invoice = issued(lawful, "100")
    today, issue = lawful.clock.today(), invoice.issue_date or dt.date.min
    for day in (today + dt.timedelta(days=1), issue - dt.timedelta(days=1)):
        with pytest.raises(InputError):
            lawful.e_invoices.tell("2026-001", SdiStatus.SENT, date=day)
    lawful.e_invoices.tell("2026-001", SdiStatus.DELIVERED)
    with pytest.raises(IllegalTransition):
        lawful.e_invoices.tell("2026-001", SdiStatus.REJECTED)


def test_a_rejected_one_is_not_invoiced_and_tops_the_day(lawful: Ledger) -> None:
    issued(lawful, "100")
    lawful.e_invoices.tell("2026-001", SdiStatus.REJECTED)
    home = lawful.collections.home()
    assert (home.items[0].kind, home.items[0].ref) == ("sdi_rejected", "2026-001")
    assert home.items[0].deadline == lawful.clock.today() + dt.timedelta(days=5)
    assert all(figure.invoiced_month == 0 for figure in home.figures)
    assert lawful.loads.of("rossi-moda").billed.minor == 0


def test_nothing_is_owed_on_a_rejected_one_until_it_is_sent_again(lawful: Ledger) -> None:
    issued(lawful, "100")
    paid = pay(lawful, "2026-001", "40")
    lawful.e_invoices.tell("2026-001", SdiStatus.REJECTED)
    assert lawful.collections.home().items[0].paid == 4_000
    later = lawful.clock.today() + dt.timedelta(days=90)
    own = lawful.invoices.show("2026-001")
    (row,) = lawful.invoices.list()
    assert (own.balance.minor, own.payment_status, own.days_overdue(later)) == (0, None, 0)
    assert (row.balance, row.payment_status, row.overdue) == (0, None, False)
    assert lawful.collections.review(as_of=later).rows == ()
    assert lawful.reports.aging().rows == ()
    assert lawful.reports.revenue().rows == ()
    assert lawful.reports.stamp().rows == ()
    with pytest.raises(IllegalTransition, match="counts as not issued"):
        pay(lawful, "2026-001", "1")
    with pytest.raises(IllegalTransition, match="counts as not issued"):
        lawful.corrections.write_off("2026-001")
    with pytest.raises(IllegalTransition, match="counts as not issued"):
        lawful.corrections.credit("2026-001", CreditInput(reason="less"))
    assert lawful.upkeep.check(full=True) == []
    lawful.payments.reverse(paid)
    lawful.e_invoices.tell("2026-001", SdiStatus.SENT)
    assert [row.open for row in lawful.reports.aging().rows] == [own.totals.payable]
    assert lawful.upkeep.check(full=True) == []


def test_a_correction_makes_a_rejected_one_owed_again(lawful: Ledger) -> None:
    issued(lawful, "100")
    lawful.e_invoices.tell("2026-001", SdiStatus.REJECTED)
    typed = RevisionInput(note="wrong address", lines=[line("80")])
    after = lawful.revisions.correct("2026-001", typed)
    assert after.balance.minor == after.totals.payable
    assert [row.open for row in lawful.reports.aging().rows] == [after.totals.payable]
    assert lawful.upkeep.check(full=True) == []


def test_the_first_file_follows_those_of_another_program(lawful: Ledger) -> None:
    lawful.numbers.set("sdi-file", "43")
    issued(lawful, "100")
    assert lawful.e_invoices.file("2026-001").name == "IT02581610249_00043.xml"
    with pytest.raises(RuleError, match="already"):
        lawful.numbers.set("sdi-file", "00043")
    assert lawful.numbers.set("sdi-file", "0005A").shown == "0005A"
    assert lawful.upkeep.check(full=True) == []


def test_who_is_not_italian_sends_nothing(ledger: Ledger) -> None:
    ledger.issuer.set({"country": "DE", "regime": "eu-vat"})
    assert issued(ledger, "100").sdi_status == ""
    with pytest.raises(IllegalTransition, match="no e-invoice"):
        ledger.e_invoices.tell("2026-001", SdiStatus.SENT)
    with pytest.raises(InputError):
        ledger.e_invoices.file("2026-001")
