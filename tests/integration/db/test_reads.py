"""Refs, lists, the review and the home screen, on a small ledger whose answers can be counted."""

import datetime as dt
from decimal import Decimal

import pytest

from smm_ledger.core.errors import Ambiguous, InputError, NotFoundError
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import InvoiceRow, ListQuery
from tests.support.books import issue, line, pay, services
from tests.support.ledgers import HandClock


def _names(rows: list[InvoiceRow]) -> list[str]:
    return [row.number or row.draft or "" for row in rows]


def _listed(ledger: Ledger, **query: object) -> list[str]:
    return _names(list(ledger.invoices.list(ListQuery(**query))))  # type: ignore[arg-type]  # test shorthand


def test_an_exact_name_wins_and_a_unique_beginning_is_enough(ledger: Ledger) -> None:
    ledger.clients.add({"name": "Rossi", "code": "rossi"})
    assert ledger.clients.show("rossi").client.code == "rossi"
    assert ledger.clients.show("rossi-").client.code == "rossi-moda"
    assert ledger.clients.show("CAFFE").client.code == "caffe-peru"
    assert ledger.invoices.show("2026-002").number == "2026-002"
    assert ledger.invoices.show("draft-2").number == "2026-002"
    assert ledger.invoices.show("draft-").name == "draft-3"
    assert ledger.quotes.show("p-2026-002").number == "P-2026-002"
    assert ledger.payments.show("pay-1").amount.minor == 60_000
    with pytest.raises(Ambiguous) as several:
        ledger.clients.show("ross")
    assert several.value.data["candidates"] == "rossi, rossi-moda"
    with pytest.raises(Ambiguous):
        ledger.invoices.show("2026-00")


REFS = ["", "%", "_", "2026%", "2026-00_", "zz", "\0", "2026-002\0", "\ud800", "x" * 10_000, "'"]


@pytest.mark.parametrize("ref", [*REFS, "draft-9999999999999999999", "pay-99999999999999999999"])
def test_a_ref_that_names_nothing(ledger: Ledger, ref: str) -> None:
    with ledger.storage.read() as reader:
        for find in (
            reader.client,
            reader.service,
            reader.quote,
            reader.invoice,
            reader.payment,
        ):
            with pytest.raises(NotFoundError):
                find(ref)
        with pytest.raises(NotFoundError):
            reader.activity(entity=ref)


def test_invoices_are_listed_drafts_first_then_newest(ledger: Ledger) -> None:
    assert _listed(ledger) == ["draft-3", "2026-003", "2026-002", "2026-001"]
    assert _listed(ledger, order="oldest") == ["2026-001", "2026-002", "2026-003", "draft-3"]
    assert _listed(ledger, order="amount") == ["2026-002", "2026-001", "2026-003", "draft-3"]
    assert _listed(ledger, order="name")[:2] == ["draft-3", "2026-003"]
    assert _listed(ledger, order="due")[0] == "draft-3"
    assert _listed(ledger, offset=1, limit=2) == ["2026-003", "2026-002"]
    assert _listed(ledger, client=2) == ["draft-3", "2026-003"]
    assert _listed(ledger, year=2026) == ["2026-003", "2026-002", "2026-001"]
    assert _listed(ledger, year=2025) == []
    with pytest.raises(InputError):
        _listed(ledger, order="colour")


def test_numbers_are_sorted_as_numbers(ledger: Ledger) -> None:
    ledger.issuer.set({"invoice_pattern": "{year}/{seq}"})
    for _ in range(8):
        issue(ledger, "caffe-peru", "10")
    assert _listed(ledger)[1:4] == ["2026/11", "2026/10", "2026/9"]


def test_statuses_say_what_the_invoice_says(ledger: Ledger) -> None:
    clock = HandClock(dt.date(2026, 4, 20))
    late = services(ledger.storage.path, day=clock.day)
    assert _listed(late, status="draft") == ["draft-3"]
    assert _listed(late, status="void") == ["2026-003"]
    assert _listed(late, status="issued") == ["2026-002", "2026-001"]
    assert _listed(late, status="open") == ["2026-002", "2026-001"]
    assert _listed(late, status="unpaid") == ["2026-001"]
    assert _listed(late, status="partly-paid") == ["2026-002"]
    assert _listed(late, status="overdue") == ["2026-001"]
    pay(late, "2026-002", "400")
    assert _listed(late, status="paid") == ["2026-002"]
    assert late.invoices.count(ListQuery(status="paid")) == 1
    with pytest.raises(InputError):
        late.invoices.count(ListQuery(status="unheard"))


def test_a_row_says_what_the_whole_invoice_says(ledger: Ledger) -> None:
    late = services(ledger.storage.path, day=dt.date(2026, 5, 20))
    for row in late.invoices.list():
        whole = late.invoices.show(row.number or row.draft or "")
        status = whole.payment_status
        assert row.payment_status == (status and str(status))
        assert row.days_overdue == whole.days_overdue(dt.date(2026, 5, 20))
        assert row.balance == whole.balance.minor
        assert (row.total, row.payable, row.paid) == (
            whole.totals.total,
            whole.totals.payable,
            whole.paid,
        )
        assert row.due_date == whole.last_due
        assert row.quote == (whole.quote or None)
        assert row.pdf_sha256 == (whole.pdf_sha256 or None)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("perù", ["draft-3", "2026-003"]),
        ("PERU caff", ["draft-3", "2026-003"]),
        ("002", ["2026-002"]),
        ("moda 001", ["2026-001"]),
        ("draft", ["draft-3"]),
        ("%", []),
        ("2026_002", []),
        ("' OR 1=1 --", []),
        ("r", ["draft-3", "2026-003", "2026-002", "2026-001"]),
    ],
)
def test_search_looks_into_numbers_and_names(ledger: Ledger, search: str, found: list[str]) -> None:
    assert _listed(ledger, search=search) == found
    assert ledger.invoices.count(ListQuery(search=search)) == len(found)


def test_clients_with_what_they_owe(ledger: Ledger) -> None:
    late = services(ledger.storage.path, day=dt.date(2026, 4, 20))
    first, second = late.clients.list()
    assert [first.client.code, second.client.code] == ["caffe-peru", "rossi-moda"]
    with late.storage.read() as reader:
        owed = [i.balance.minor for i in reader.open_invoices(1, "EUR")]
    assert (second.balance, second.overdue_balance) == (sum(owed), owed[0])
    assert (first.balance, first.median_days_late, first.paid_invoices) == (0, None, 0)
    assert [c.client.code for c in late.clients.list(ListQuery(search="torino"))] == []
    late.clients.archive("caffe-peru")
    assert late.clients.count(ListQuery()) == 1
    assert late.clients.count(ListQuery(archived=True)) == 2


def test_lateness_is_the_median_weighted_by_amount(ledger: Ledger) -> None:
    for day, price in ((31, "10"), (33, "1000"), (60, "20")):
        clock = HandClock(dt.date(2026, 3, 2))
        number = issue(services(ledger.storage.path, day=clock.day), "caffe-peru", price)
        paid_on = clock.day + dt.timedelta(days=day)
        book = services(ledger.storage.path, day=paid_on)
        pay(book, number, str(book.invoices.show(number).balance))
    summary = ledger.clients.show("caffe-peru")
    assert (summary.paid_invoices, summary.median_days_late) == (3, 3)


def test_the_review_counts_everything_and_cuts_only_the_rows(ledger: Ledger) -> None:
    book = services(ledger.storage.path, day=dt.date(2026, 5, 20))
    whole = book.collections.review()
    assert [(r.invoice, r.instalment, r.days_overdue, r.bucket) for r in whole.rows] == [
        ("2026-001", 1, 49, "d31_60"),
        ("2026-002", 2, 19, "d1_30"),
    ]
    cut = book.collections.review(limit=1)
    assert (cut.totals, cut.buckets, len(cut.rows)) == (whole.totals, whole.buckets, 1)
    (totals,), (buckets,) = whole.totals, whole.buckets
    assert totals.overdue == totals.open == sum(r.balance for r in whole.rows)
    assert buckets.d31_60 + buckets.d1_30 == totals.open
    assert book.collections.review(client="caffe-peru").rows == ()
    on_the_day = book.collections.review(as_of=dt.date(2026, 5, 1))
    assert [r.invoice for r in on_the_day.rows] == ["2026-001"]


def test_the_review_of_a_past_day_does_not_know_what_came_later(ledger: Ledger) -> None:
    book = services(ledger.storage.path, day=dt.date(2026, 5, 20))
    before = book.collections.review()
    pay(book, "2026-001", "50")
    assert book.collections.review() != before
    earlier = book.collections.review(as_of=dt.date(2026, 5, 19))
    assert [r.balance for r in earlier.rows] == [r.balance for r in before.rows]
    assert book.collections.review(as_of=dt.date(2026, 3, 1)).totals == ()


def test_home_says_what_to_do(ledger: Ledger) -> None:
    book = services(ledger.storage.path, day=dt.date(2026, 4, 1))
    pay(book, "caffe-peru", "20", credit=True)
    book.negotiation.send("P-2026-002")
    home = book.collections.home()
    assert dict(home.counts) == {
        "due_today": 1,
        "quote_expiring": 1,
        "payment_without_invoice": 1,
        "to_invoice": 1,
        "draft_invoice": 1,
    }
    (figures,) = home.figures
    assert figures.received_year == 62_000
    assert figures.received_month == 2_000
    assert figures.overdue == 0
    late = services(ledger.storage.path, day=dt.date(2026, 5, 20)).collections.home()
    assert [(i.kind, i.ref, i.days) for i in late.items[:2]] == [
        ("overdue", "2026-001", 49),
        ("overdue", "2026-002", 19),
    ]
    assert late.figures[0].overdue == late.figures[0].open


def test_home_is_cut_and_still_counts(ledger: Ledger) -> None:
    book = services(ledger.storage.path, day=dt.date(2026, 5, 20))
    with book.storage.read() as reader:
        home = reader.home(today=dt.date(2026, 5, 20), silent_days=7, limit=1)
    assert (len(home.items), dict(home.counts)["overdue"]) == (1, 2)


def test_what_is_left_to_invoice_of_a_quote(ledger: Ledger) -> None:
    home = ledger.collections.home()
    (item,) = [i for i in home.items if i.kind == "to_invoice"]
    accepted = ledger.quotes.show("P-2026-001").accepted
    deposit = ledger.invoices.show("2026-001")
    assert accepted is not None
    assert item.amount == accepted.totals.net - deposit.totals.net


def test_payments_newest_first(ledger: Ledger) -> None:
    book = services(ledger.storage.path, day=dt.date(2026, 3, 9))
    pay(book, "caffe-peru", "5", credit=True)
    assert [p.id for p in book.payments.list()] == [3, 2, 1]
    assert [p.id for p in book.payments.list(unallocated=True)] == [3]
    assert [p.unallocated for p in book.payments.list()] == [500, 0, 0]
    assert [p.id for p in book.payments.list(ListQuery(search="pay-2"))] == [2]


def test_the_log_of_a_thing_that_is_gone(ledger: Ledger) -> None:
    ledger.invoices.delete("draft-3")
    assert [e.action for e in ledger.upkeep.log(entity="draft-3")] == ["new", "delete"]
    assert [e.action for e in ledger.upkeep.log(limit=1)] == ["delete"]
    made = [e.action for e in ledger.upkeep.log(entity="draft-2")]
    assert made == [e.action for e in ledger.upkeep.log(entity="2026-002")]
    assert made == ["new", "issue", "archive"]


def test_quotes_in_a_list(ledger: Ledger) -> None:
    listed = [q.number for q in ledger.quotes.list()]
    assert listed == ["P-2026-002", "P-2026-001"]
    assert [q.number for q in ledger.quotes.list(ListQuery(search="spring"))] == ["P-2026-001"]
    assert [q.number for q in ledger.quotes.list(ListQuery(status="accepted"))] == ["P-2026-001"]
    ledger.negotiation.send("P-2026-002")
    later = services(ledger.storage.path, day=dt.date(2026, 6, 1))
    (row,) = later.quotes.list(ListQuery(status="expired"))
    assert (row.number, row.expired, row.deposit_percent) == ("P-2026-002", True, None)
    assert later.quotes.list()[1].deposit_percent == Decimal(30)


def test_a_draft_shows_its_clients_new_name_an_issued_one_its_old(ledger: Ledger) -> None:
    ledger.invoices.new(InvoiceInput(client="rossi-moda", lines=(line("1"),)))
    ledger.clients.edit("rossi-moda", {"name": "Rossi Moda S.p.A."})
    assert ledger.invoices.show("draft-5").client.name == "Rossi Moda S.p.A."
    assert ledger.invoices.show("2026-002").client.name == "Rossi Moda S.r.l."
