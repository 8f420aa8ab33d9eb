"""One action, one transaction: all of it or nothing, and the log always matches what is stored."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import Session

from smm_ledger.core.canonical import digest
from smm_ledger.core.errors import (
    AlreadyExists,
    Changed,
    CommitUnknown,
    DiskFull,
    Immutable,
    InputError,
    InUse,
    LedgerLocked,
    OverAllocated,
    RuleError,
)
from smm_ledger.core.invoices import Invoice
from smm_ledger.core.lines import Line
from smm_ledger.core.money import Money
from smm_ledger.core.numbering import Series
from smm_ledger.core.parties import Client
from smm_ledger.core.payments import Payment, Settlement, SettlementKind
from smm_ledger.core.quotes import Quote
from smm_ledger.db.errors import translated
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery, StoredDocument
from tests.support.books import PDF, services


class Stopped(Exception):
    """What goes wrong in the middle."""


def test_an_error_in_the_middle_leaves_nothing(ledger: Ledger, path: Path) -> None:
    before = path.read_bytes()

    def stop_in_the_middle() -> None:
        with ledger.storage.write() as work:
            work.save_client(Client(name="New", code="new"))
            work.next_number(Series.INVOICE, 2026)
            work.record("client", work.client("new"), "add", {})
            assert work.activity(entity="new")[0].action == "add"
            raise Stopped

    with pytest.raises(Stopped):
        stop_in_the_middle()
    assert path.read_bytes() == before


def _take_and_stop(ledger: Ledger) -> None:
    try:
        with ledger.storage.write() as work:
            assert work.next_number(Series.CREDIT, 2026) == 3
            raise Stopped  # noqa: TRY301 - to leave the transaction is what is under test
    except Stopped:
        return


def test_numbers_go_on_and_are_given_back(ledger: Ledger) -> None:
    with ledger.storage.write() as work:
        assert work.next_number(Series.CREDIT, 2026) == 1
        assert work.next_number(Series.CREDIT, 2026) == 2
        assert work.next_number(Series.CREDIT, 2027) == 1
    _take_and_stop(ledger)
    with ledger.storage.write() as work:
        assert work.next_number(Series.CREDIT, 2026) == 3


def test_the_first_number_can_be_set_and_never_leaves_a_hole(ledger: Ledger) -> None:
    with ledger.storage.write() as work:
        work.set_next_number(Series.INVOICE, 2027, 41)
        work.set_next_number(Series.INVOICE, 2027, 12)
        assert work.next_number(Series.INVOICE, 2027) == 12
        for wrong in (12, 14):
            with pytest.raises(RuleError):
                work.set_next_number(Series.INVOICE, 2027, wrong)
        work.set_next_number(Series.INVOICE, 2027, 13)


def test_an_edit_on_an_older_version_is_refused(ledger: Ledger) -> None:
    with ledger.storage.read() as reader:
        client, service = reader.client("rossi-moda"), reader.service("reel")
        quote, draft = reader.quote("P-2026-002"), reader.invoice("draft-3")
    ledger.clients.edit("rossi-moda", {"city": "Torino"})
    stale: list[Callable[[Ledger], object]] = [
        lambda book: book.clients.edit("rossi-moda", {"city": "Bari"}, version=client.version),
    ]
    with ledger.storage.write() as work:
        work.save_service(replace(service, unit="piece"))
        work.save_quote(replace(quote, note="x"))
        work.save_invoice(replace(draft, note="x"))
    for again in stale:
        with pytest.raises(Changed):
            again(ledger)
    with ledger.storage.write() as work:
        for save in (
            lambda: work.save_service(replace(service, unit="hour")),
            lambda: work.save_quote(replace(quote, note="y")),
            lambda: work.save_invoice(replace(draft, note="y")),
            lambda: work.save_client(replace(client, id=99)),
        ):
            with pytest.raises(Changed):
                save()
    assert ledger.invoices.show("draft-3").note == "x"
    assert ledger.upkeep.check(full=True) == []


def test_what_nobody_announced_is_in_the_log_all_the_same(ledger: Ledger) -> None:
    with ledger.storage.write() as work:
        client = work.save_client(replace(work.client("rossi-moda"), code="moda"))
    assert ledger.upkeep.log(entity="moda")[-1].action == "change"
    with ledger.storage.read() as reader:
        assert ledger.upkeep.log(entity="moda")[-1].after == digest(reader.client("moda"))
    assert client.version == 2
    assert ledger.upkeep.check(full=True) == []


def test_a_clients_new_code_is_followed_by_its_drafts(ledger: Ledger) -> None:
    ledger.clients.edit("caffe-peru", {"code": "bar"})
    assert ledger.upkeep.log(entity="draft-3")[-1].action == "change"
    assert ledger.upkeep.check(full=True) == []


def test_codes_are_unique_and_what_is_referred_to_stays(ledger: Ledger) -> None:
    with ledger.storage.write() as work:
        with pytest.raises(AlreadyExists):
            work.save_client(Client(name="Other", code="rossi-moda"))
        with pytest.raises(AlreadyExists):
            work.save_client(replace(work.client("caffe-peru"), code="rossi-moda"))
    with pytest.raises(InUse), ledger.storage.write() as work:
        work.delete_client(work.client("rossi-moda"))
    assert ledger.clients.show("rossi-moda").client.id == 1


CHANGES: dict[str, Callable[[Invoice], Invoice]] = {
    "note": lambda i: replace(i, note="x"),
    "date": lambda i: replace(i, issue_date=i.issue_date and i.issue_date.replace(day=1)),
    "number": lambda i: replace(i, number="2026-900"),
    "client": lambda i: replace(i, client=replace(i.client, name="x")),
    "issuer": lambda i: replace(i, issuer=replace(i.issuer, name="x")),
    "line": lambda i: replace(i, lines=(Line(description="x"), *i.lines[1:])),
    "total": lambda i: replace(i, totals=replace(i.totals, total=1)),
    "due": lambda i: replace(i, instalments=i.instalments[:1]),
    "paid": lambda i: replace(i, paid=1),
}


@pytest.mark.parametrize("name", CHANGES)
def test_an_issued_invoice_is_never_rewritten(ledger: Ledger, name: str) -> None:
    before = ledger.invoices.show("2026-002")
    with pytest.raises(Immutable), ledger.storage.write() as work:
        work.save_invoice(CHANGES[name](work.invoice("2026-002")))
    assert ledger.invoices.show("2026-002") == before


def test_a_frozen_round_is_never_rewritten(ledger: Ledger) -> None:
    def with_note(quote: Quote) -> Quote:
        return replace(quote, rounds=(replace(quote.rounds[0], note="x"),))

    with pytest.raises(Immutable), ledger.storage.write() as work:
        work.save_quote(with_note(work.quote("P-2026-001")))


def test_what_was_sent_may_be_marked_so(ledger: Ledger) -> None:
    with ledger.storage.write() as work:
        invoice = work.invoice("2026-002")
        after = work.save_invoice(replace(invoice, sdi_status="sent", sent_on=invoice.issue_date))
    assert (after.sdi_status, after.version) == ("sent", invoice.version + 1)
    assert ledger.upkeep.check(full=True) == []


def _settlement(invoice: Invoice, amount: int, source: int) -> Settlement:
    part = next(p for p in invoice.instalments if p.balance)
    return Settlement(
        instalment_id=part.id,
        invoice_id=invoice.id,
        kind=SettlementKind.PAYMENT,
        date=part.due_date,
        amount=amount,
        source_id=source,
    )


def test_the_database_bounds_what_the_services_forgot(ledger: Ledger) -> None:
    before = ledger.upkeep.dump()
    for amount, source in ((10**9, 1), (1, 1), (1, 2), (-1, 2)):
        with pytest.raises(OverAllocated), ledger.storage.write() as work:
            work.settle([_settlement(work.invoice("2026-002"), amount, source)])
    assert ledger.upkeep.dump() == before


def test_archived_bytes_are_never_replaced(ledger: Ledger) -> None:
    with ledger.storage.write() as work:
        key = work.invoice("2026-002").id
        other = StoredDocument(
            entity_kind="invoice", entity_id=key, kind="revision-1", sha256="0" * 64, data=b"x"
        )
        work.save_document(other)
        kept = work.document("invoice", key, "revision-1")
        assert kept is not None
        assert kept.data == PDF
    assert ledger.invoices.show("2026-002").pdf_sha256 == kept.sha256
    assert ledger.upkeep.check(full=True) == []


@pytest.mark.parametrize("name", ["\ud800", "a\0b", ""])
def test_text_that_can_not_be_stored_is_an_input_error(ledger: Ledger, name: str) -> None:
    with pytest.raises(InputError), ledger.storage.write() as work:
        work.save_client(Client(name=name, code="x"))


@pytest.mark.parametrize("minor", [2**63, 10**12, 0, -1])
def test_amounts_beyond_the_bounds_are_an_input_error(ledger: Ledger, minor: int) -> None:
    with pytest.raises(InputError), ledger.storage.write() as work:
        work.save_payment(
            Payment(
                client_id=1,
                client="",
                date=work.invoice("2026-001").instalments[0].due_date,
                amount=Money(minor, "EUR"),
            )
        )


def test_an_error_at_commit_is_not_called_unchanged(
    ledger: Ledger, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_session: Session) -> None:
        raise failure

    failure = sqlite3.OperationalError("disk I/O error")
    failure.sqlite_errorcode = sqlite3.SQLITE_IOERR_FSYNC
    monkeypatch.setattr(Session, "commit", fail)
    before = path.read_bytes()
    with pytest.raises(CommitUnknown):
        ledger.clients.add({"name": "New"})
    failure.sqlite_errorcode = sqlite3.SQLITE_FULL
    with pytest.raises(DiskFull):
        ledger.clients.add({"name": "New"})
    failure.sqlite_errorcode = sqlite3.SQLITE_BUSY
    with pytest.raises(LedgerLocked):
        ledger.clients.add({"name": "New"})
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert ledger.clients.add({"name": "New"}).code == "new"


def test_a_defect_of_ours_is_not_dressed_up(path: Path) -> None:
    assert translated(sqlite3.OperationalError("no such table: x"), path) is None


def test_two_windows_see_each_others_work(ledger: Ledger, path: Path) -> None:
    other = services(path)
    ledger.clients.add({"name": "New"})
    assert other.clients.count(ListQuery()) == 3
    other.catalogue.add({"code": "post", "description": "Post", "price": "10"})
    assert ledger.catalogue.show("post").price == Decimal(10)
