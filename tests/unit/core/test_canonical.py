"""The one text of a thing: equal things hash alike, and what has its own proof is left out."""

import dataclasses
import datetime as dt
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.canonical import canonical_json, chain_hash, digest, plain
from smm_ledger.core.dates import Terms
from smm_ledger.core.invoices import Instalment
from smm_ledger.core.money import Money, number
from smm_ledger.core.payments import Payment
from smm_ledger.core.quotes import BoundChange, Bounds, Outcome
from smm_ledger.core.states import InvoiceState, QuoteStatus
from tests.support.factories import INPS, TODAY, a_line, a_quote, a_round, an_invoice


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1.50", "1.5"),
        ("1E+2", "100"),
        ("100", "100"),
        ("0.00", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("-1.10", "-1.1"),
        ("0.0125", "0.0125"),
        ("1E-8", "0.00000001"),
    ],
)
def test_a_number_has_one_text(value: str, text: str) -> None:
    assert number(Decimal(value)) == text


@given(st.decimals(-(10**9), 10**9, places=6), st.integers(0, 5))
def test_trailing_zeros_make_no_other_text(value: Decimal, zeros: int) -> None:
    longer = value.quantize(Decimal(1).scaleb(-6 - zeros))
    assert number(longer) == number(value)
    assert Decimal(number(value)) == value


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (7, 7),
        ("è", "è"),
        (QuoteStatus.SENT, "sent"),
        (Decimal("4.0"), "4"),
        (dt.date(2026, 11, 24), "2026-11-24"),
        (dt.datetime(2026, 11, 24, 8, 30, tzinfo=dt.UTC), "2026-11-24T08:30:00+00:00"),
        (Money(5, "EUR"), {"minor": 5, "currency": "EUR"}),
        (Terms("days_eom", 30), "30 eom"),
        (INPS, "inps:4"),
        ((1, [Decimal(2)]), [1, ["2"]]),
        ({1: None}, {"1": None}),
    ],
)
def test_values_become_json_types(value: object, expected: object) -> None:
    found = plain(value)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize("value", [1.5, object(), {1, 2}, b"x", Money])
def test_what_has_no_exact_text_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        plain(value)


def test_the_json_is_one_text() -> None:
    assert canonical_json({"b": "€", "a": [Decimal("1.0"), None]}) == '{"a":["1",null],"b":"€"}'


def test_what_was_paid_does_not_change_an_invoice() -> None:
    part = Instalment(seq=1, due_date=TODAY, amount=10000, settled=10000, id=1)
    before = an_invoice(instalments=[dataclasses.replace(part, settled=0)])
    after = an_invoice(instalments=[part], paid=10000, pdf_sha256="f" * 64, quote="P-2026-014")
    assert digest(before) == digest(after)


@pytest.mark.parametrize(
    "change", [{"number": "2026-005"}, {"note": "x"}, {"revision": 2}, {"lines": (a_line("99"),)}]
)
def test_what_was_issued_changes_its_hash(change: dict[str, Any]) -> None:
    assert digest(dataclasses.replace(an_invoice(), **change)) != digest(an_invoice())


def test_an_issued_invoice_holds_its_snapshots_and_a_draft_names_them() -> None:
    issued = json.loads(canonical_json(an_invoice()))
    draft = json.loads(canonical_json(an_invoice(state=InvoiceState.DRAFT)))
    assert issued["client"]["name"] == "Rossi Moda S.r.l."
    assert (draft["client"], draft["issuer"]) == ("rossi-moda", None)


def test_a_quote_keeps_its_rounds_and_leaves_its_invoices_out() -> None:
    quote = json.loads(canonical_json(a_quote(invoices=("2026-004",))))
    assert len(quote["rounds"]) == 1
    assert not {"invoices", "client"} & set(quote)


def test_a_payment_leaves_its_allocations_out() -> None:
    payment = Payment(client_id=1, client="rossi-moda", date=TODAY, amount=Money(1, "EUR"))
    assert not {"allocations", "client"} & set(json.loads(canonical_json(payment)))


def test_a_chain_depends_on_content_and_on_what_came_before() -> None:
    one = chain_hash("", {"a": 1})
    assert len(one) == 64
    assert one == chain_hash("", {"a": 1})
    assert len({one, chain_hash("", {"a": 2}), chain_hash(one, {"a": 1})}) == 3


def test_a_field_younger_than_the_first_ledgers_shows_only_when_it_is_used() -> None:
    old = canonical_json(a_quote(outcome=Outcome()))
    for name in ("alternative", "competitor_verified", "terms", "trail"):
        assert f'"{name}"' not in old
    step = BoundChange(date=TODAY, field="floor", before=None, after=1)
    used = a_quote(
        a_round(competitor_verified=False),
        bounds=Bounds(alternative="wait"),
        terms=Terms("days", 0),
        trail=(step,),
        outcome=Outcome(competitor_verified=True),
    )
    new = canonical_json(used)
    assert new.count('"competitor_verified":') == 2
    assert '"alternative":"wait"' in new
    assert '"terms":"0"' in new
    assert '"trail":[{' in new
