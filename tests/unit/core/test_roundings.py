"""Tax is computed on each document: the cent that makes is told, never more than one a group."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.invoices import Invoice, InvoiceKind
from smm_ledger.core.lines import Line
from smm_ledger.core.money import Money
from smm_ledger.core.roundings import roundings
from smm_ledger.core.rounds import Round
from smm_ledger.core.states import InvoiceState
from smm_ledger.core.totals import TaxRules, compute
from tests.support.factories import a_round, an_invoice

RULES = TaxRules(regime="it-ordinario", standard_rate=Decimal(22))
CENTS = st.integers(1, 1_000_000)


def line(cents: int) -> Line:
    return Line(description="Work", unit_price=Decimal(cents) / 100, vat_rate=Decimal(22))


def offered(cents: int) -> Round:
    lines = (line(cents),)
    totals = compute(lines, rules=RULES, currency="EUR")
    return replace(a_round(), lines=lines, rules=RULES, totals=totals)


def billed(cents: int, kind: InvoiceKind = InvoiceKind.INVOICE) -> Invoice:
    lines = (line(cents),)
    totals = compute(lines, rules=RULES, currency="EUR")
    return replace(an_invoice(), kind=kind, lines=lines, rules=RULES, totals=totals)


def test_a_cent_is_told_with_its_rate() -> None:
    found = roundings(offered(205), [billed(103, InvoiceKind.DEPOSIT), billed(102)])
    assert compute((line(205),), rules=RULES, currency="EUR").tax == 45
    assert [(one.rate, one.amount) for one in found] == []
    found = roundings(offered(34), [billed(16, InvoiceKind.DEPOSIT), billed(18)])
    assert [(one.rate, one.amount) for one in found] == [(Decimal(22), Money(1, "EUR"))]


@given(first=CENTS, second=CENTS)
def test_two_documents_differ_by_a_cent_at_most(first: int, second: int) -> None:
    found = roundings(offered(first + second), [billed(first, InvoiceKind.DEPOSIT), billed(second)])
    assert all(abs(one.amount.minor) == 1 for one in found)
    whole = billed(first).totals.tax + billed(second).totals.tax
    told = sum(one.amount.minor for one in found)
    assert whole - offered(first + second).totals.tax == told


def test_nothing_is_told_before_the_documents_make_the_quote() -> None:
    deposit, gone = billed(16, InvoiceKind.DEPOSIT), replace(billed(18), state=InvoiceState.VOID)
    assert roundings(offered(34), [deposit]) == ()
    assert roundings(offered(34), [deposit, gone]) == ()
    assert roundings(offered(34), [deposit, billed(18, InvoiceKind.PROFORMA)]) == ()


def test_a_credit_note_takes_its_document_back() -> None:
    made = [billed(34), billed(34, InvoiceKind.CREDIT_NOTE), billed(16), billed(18)]
    assert [one.amount.minor for one in roundings(offered(34), made)] == [1]
