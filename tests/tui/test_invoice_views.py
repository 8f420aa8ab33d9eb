"""Invoices and what is owed, as rows and pages: plain text, without an app."""

import datetime as dt

from smm_ledger.core.invoices import Instalment, InvoiceKind
from smm_ledger.core.money import Money
from smm_ledger.core.payments import Allocation, Payment
from smm_ledger.core.regimes import FieldWarning
from smm_ledger.core.states import InvoiceState
from smm_ledger.i18n.translator import Translator
from smm_ledger.services.read_models import Activity
from smm_ledger.services.review import AgingBuckets, CurrencyTotals, OverdueReview, OverdueRow
from smm_ledger.tui.views.canvas import Canvas
from smm_ledger.tui.views.collections import (
    aging,
    clients_of,
    matching,
    ordered,
    overdue_columns,
    overdue_row,
)
from smm_ledger.tui.views.invoice import invoice_page
from smm_ledger.tui.views.invoices import invoice_columns, invoice_detail
from smm_ledger.tui.views.warnings import warning_texts
from smm_ledger.tui.views.words import invoice_mark, number_width
from smm_ledger.tui.widgets.columns import fit
from smm_ledger.tui.widgets.painting import parts
from tests.support.factories import an_invoice

TODAY = dt.date(2026, 11, 24)
EN = Canvas(t=Translator("en"), today=TODAY)


def test_the_page_of_an_issued_invoice() -> None:
    halves = (
        Instalment(seq=1, due_date=dt.date(2026, 10, 31), amount=5000, settled=2000, id=1),
        Instalment(seq=2, due_date=dt.date(2026, 12, 31), amount=5000, id=2),
    )
    invoice = an_invoice(instalments=halves, paid=2000, id=9)
    payment = Payment(
        id=3,
        client_id=1,
        client="rossi",
        date=dt.date(2026, 11, 2),
        amount=Money(5000, "EUR"),
        reference="[b]CRO",
        allocations=(
            Allocation(invoice_id=9, invoice="2026-004", amount=2000),
            Allocation(invoice_id=8, invoice="2026-003", amount=3000),
        ),
    )
    log = [
        Activity(
            seq=1,
            at=dt.datetime(2026, 10, 1, tzinfo=dt.UTC),
            entity_kind="invoice",
            entity_id=9,
            entity="2026-004",
            action="issue",
        )
    ]
    warned = [FieldWarning("client.zip", "it is missing; a lawful invoice names it")]
    text = str(invoice_page(EN, invoice, payments=[payment], warnings=warned, log=log))
    assert "2026-004  ! overdue" in text
    assert "24 days" in text
    assert "pay-3" in text
    assert "[b]CRO" in text
    assert "€30.00" in text
    assert text.index("Lines") < text.index("Worth a look") < text.index("issued")


def test_a_draft_tells_what_to_mend_before_anything_else() -> None:
    draft = an_invoice(
        state=InvoiceState.DRAFT, number="", draft_no=2, issue_date=None, instalments=()
    )
    warned = [FieldWarning("client.zip", "it is missing; a lawful invoice names it")]
    text = str(invoice_page(EN, draft, warnings=warned))
    assert text.startswith("draft-2  · draft")
    assert text.index("Worth a look") < text.index("Lines")
    assert "Balance" not in text
    assert "not yet: it gets its number then" in text


def test_a_deposit_says_what_it_is() -> None:
    assert "deposit invoice" in str(invoice_detail(EN.at(40), an_invoice(kind=InvoiceKind.DEPOSIT)))


def test_fields_that_lack_the_same_are_named_together() -> None:
    missing = "it is missing; a lawful invoice names it"
    warned = [
        FieldWarning("client.zip", missing),
        FieldWarning("client.city", missing),
        FieldWarning("line 2", "{rate} % is odd", {"rate": "7"}),
    ]
    assert warning_texts(EN, warned) == [
        f"Client, Postcode, City: {missing}",
        "Line 2: 7 % is odd",
    ]


def test_overdue_comes_before_any_other_state() -> None:
    italian = Translator("it")
    shown = [
        parts(mark.cell(italian, EN.symbols))[0][0]
        for mark in (
            invoice_mark("issued", "partly_paid", overdue=True),
            invoice_mark("issued", "partly_paid", overdue=False),
            invoice_mark("issued", "paid", overdue=False),
            invoice_mark("draft", None, overdue=False),
        )
    ]
    assert shown == ["!", "~", "✓", "·"]


def test_number_client_balance_and_state_stay_at_80_columns() -> None:
    columns = invoice_columns(EN.t)
    for room in (58, 77):
        kept = {columns[slot.index].key for slot in fit(columns, room)}
        assert {"number", "client", "balance", "state"} <= kept
    assert number_width("FATT/{year}/{seq:05}") == len("FATT/2026/00999")


def a_late(invoice: str, client: str, balance: int, currency: str, days: int) -> OverdueRow:
    return OverdueRow(
        invoice=invoice,
        client=client,
        client_name=client.title(),
        instalment=1,
        due_date=TODAY - dt.timedelta(days=days),
        days_overdue=days,
        balance=balance,
        currency=currency,
        bucket="d1_30" if days <= 30 else "d90_plus",
    )


ROWS = (
    a_late("2026-001", "zeta", 5000, "EUR", 120),
    a_late("2026-002", "alfa", 9000, "EUR", 10),
    a_late("2026-003", "beta", 7000, "USD", 5),
)
REVIEW = OverdueReview(
    as_of=TODAY,
    totals=(
        CurrencyTotals(currency="EUR", open=20_000, overdue=14_000),
        CurrencyTotals(currency="USD", open=7000, overdue=7000),
    ),
    buckets=(
        AgingBuckets(currency="EUR", current=6000, d1_30=9000, d90_plus=5000),
        AgingBuckets(currency="USD", d1_30=7000),
    ),
    rows=ROWS,
)


def test_currencies_have_each_their_bar_and_never_one_sum() -> None:
    for width in (40, 76, 116):
        page = aging(EN.at(width), REVIEW)
        text = str(page)
        assert "€140.00" in text
        assert "$70.00" in text
        assert "210" not in text
        assert max(line.cell_length for line in page.split("\n")) <= width


def test_a_bar_names_its_parts_without_colour() -> None:
    (bar,) = [line for line in str(aging(EN, REVIEW)).split("\n") if "not due yet ░" in line]
    assert "1-30" in bar
    assert "> 90" in bar


def test_nothing_owed_is_said() -> None:
    empty = OverdueReview(as_of=TODAY, totals=(), buckets=(), rows=())
    assert str(aging(EN, empty)) == "Nothing is owed to you."
    unpublished = REVIEW._replace(rates_end=dt.date(2026, 12, 31))
    assert "No rate is known after 31 Dec 2026" in str(aging(EN, unpublished))


def test_rows_are_found_and_ordered_within_their_currency() -> None:
    assert [row.invoice for row in matching(ROWS, "ALF 002")] == ["2026-002"]
    assert [row.invoice for row in ordered(ROWS, "amount")] == ["2026-002", "2026-001", "2026-003"]
    assert [row.client for row in ordered(ROWS, "name")] == ["alfa", "beta", "zeta"]
    assert [row.invoice for row in ordered(ROWS, "")] == ["2026-001", "2026-002", "2026-003"]
    assert clients_of(ROWS) == [("alfa", "Alfa"), ("beta", "Beta"), ("zeta", "Zeta")]


def test_a_late_row_begins_with_its_number() -> None:
    row = overdue_row(EN, ROWS[0], "key")
    assert (row.key, row.cells[0]) == ("key", "2026-001")
    columns = overdue_columns(EN.t)
    kept = {columns[slot.index].key for slot in fit(columns, 56)}
    assert {"number", "client", "late", "balance"} <= kept
