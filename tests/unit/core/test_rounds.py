"""What changed between two rounds, line by line, and in the price."""

import dataclasses
from decimal import Decimal

import pytest
from hypothesis import given

from smm_ledger.core.lines import Discount, Line, LineKind
from smm_ledger.core.rounds import Round, diff, hours_of
from tests.support.factories import ORDINARY_RULES, a_line, a_round
from tests.support.strategies import discounts, line_lists

POST = a_line("100", description="Post")
REEL = a_line("200", description="Reel")


def said(old: Round, new: Round) -> list[tuple[str, int]]:
    """Return kind and price difference of each change."""
    return [(change.what, change.delta) for change in diff(old, new).changes]


def test_added_removed_and_changed_lines_are_told_apart() -> None:
    cheaper = dataclasses.replace(REEL, unit_price=Decimal(150))
    story = a_line("30", description="Story")
    found = diff(a_round(POST, REEL), a_round(cheaper, story, seq=3))
    assert [(c.what, c.before, c.after, c.delta) for c in found.changes] == [
        ("changed", REEL, cheaper, -5000),
        ("added", None, story, 3000),
        ("removed", POST, None, -10000),
    ]
    assert (found.old, found.new, found.currency) == (1, 3, "EUR")
    assert (found.net_delta, found.total_delta) == (-12000, -12000)


def test_the_total_moves_by_tax_too() -> None:
    taxed = a_line("100", vat_rate=Decimal(22))
    dearer = a_line("200", vat_rate=Decimal(22))
    found = diff(a_round(taxed, rules=ORDINARY_RULES), a_round(dearer, rules=ORDINARY_RULES))
    assert (found.net_delta, found.total_delta) == (10000, 12200)


def test_moving_a_line_changes_nothing() -> None:
    assert said(a_round(POST, REEL), a_round(REEL, POST)) == []


def test_equal_lines_are_paired_before_similar_ones() -> None:
    ten, twenty, fifteen = (a_line(price) for price in ("10", "20", "15"))
    assert said(a_round(ten, twenty), a_round(fifteen, ten)) == [("changed", -500)]


def test_twins_are_paired_once_each() -> None:
    assert said(a_round(POST), a_round(POST, POST)) == [("added", 10000)]
    assert said(a_round(POST, POST, POST), a_round(POST)) == [("removed", -10000)] * 2


def test_an_option_taken_or_left_moves_the_price() -> None:
    left = a_line("50", kind=LineKind.OPTIONAL, selected=False)
    taken = dataclasses.replace(left, selected=True)
    assert said(a_round(POST, left), a_round(POST, taken)) == [("changed", 5000)]
    assert said(a_round(POST), a_round(POST, left)) == [("added", 0)]


def test_a_document_discount_is_in_the_price_and_not_in_the_lines() -> None:
    lower = a_round(POST, REEL, discount=Discount(percent=Decimal(10)))
    found = diff(a_round(POST, REEL), lower)
    assert found.changes == ()
    assert found.net_delta == -3000


def test_a_percent_fee_follows_the_ad_spend() -> None:
    fee = a_line("0", description="Fee", kind=LineKind.PERCENT_FEE, fee_percent=Decimal(10))
    spend = a_line("1000", description="Ads", kind=LineKind.AD_SPEND_INFO)
    more = dataclasses.replace(spend, unit_price=Decimal(1500))
    assert said(a_round(spend, fee), a_round(more, fee)) == [("changed", 0), ("changed", 5000)]


@given(line_lists, line_lists, discounts)
def test_changes_and_discounts_explain_the_whole_difference(
    before: list[Line], after: list[Line], discount: Discount | None
) -> None:
    old, new = a_round(*before), a_round(*after, seq=2, discount=discount)
    found = diff(old, new)
    lines = sum(change.delta for change in found.changes)
    assert lines - (new.totals.discount - old.totals.discount) == found.net_delta
    assert found.net_delta == new.totals.net - old.totals.net


@given(line_lists, discounts)
def test_a_round_does_not_differ_from_itself(lines: list[Line], discount: Discount | None) -> None:
    offer = a_round(*lines, discount=discount)
    assert diff(offer, offer).changes == ()


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        ([], 0),
        ([a_line(hours=None)], 0),
        ([a_line(hours=Decimal("1.5"), quantity=Decimal(4))], 6),
        ([a_line(hours=Decimal(2)), a_line(hours=Decimal(3), kind=LineKind.AD_SPEND_INFO)], 2),
        ([a_line(hours=Decimal(2), kind=LineKind.OPTIONAL, selected=False)], 0),
    ],
)
def test_hours_are_those_of_what_counts(lines: list[Line], hours: int) -> None:
    assert hours_of(lines) == hours
