"""What the log keeps of a change comes back exactly; what is not known there is refused."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given

from smm_ledger.core.canonical import plain
from smm_ledger.core.dates import Terms
from smm_ledger.core.invoices import InstalmentPlan, Invoice
from smm_ledger.core.lines import Line
from smm_ledger.core.parties import Contribution, Issuer
from smm_ledger.core.restoring import changed_names, kept, put_back, restored
from tests.support.strategies import contributions, some_lines


@given(some_lines())
def test_a_line_comes_back(line: Line) -> None:
    assert restored(Line, plain(line)) == line


@given(contributions)
def test_a_contribution_comes_back(contribution: Contribution) -> None:
    assert restored(Contribution, plain(contribution)) == contribution


def test_what_was_typed_of_a_draft_comes_back() -> None:
    plan = (InstalmentPlan(percent=Decimal("33.3"), due_date=dt.date(2026, 4, 1)),)
    held = {
        "plan": plan,
        "terms": Terms("days", 30),
        "due_date": None,
        "note": "è",
        "discount": None,
    }
    assert put_back(Invoice, {name: plain(value) for name, value in held.items()}) == held


def test_only_the_changed_fields_are_kept() -> None:
    before = Issuer(name="A", city="Torino")
    after = Issuer(name="A", city="Milano")
    names = changed_names(before, after)
    assert kept(before, names) == {"city": "Torino"}


def test_a_type_that_is_never_put_back_is_refused() -> None:
    with pytest.raises(TypeError, match="never put back"):
        restored(float, "1")
