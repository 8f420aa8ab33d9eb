"""Packages side by side: what the whole comes to with each."""

from dataclasses import replace
from decimal import Decimal

from smm_ledger.core.choices import (
    least_choice,
    least_totals,
    open_groups,
    totals_by_choice,
    with_choice,
)
from smm_ledger.core.lines import Discount, LineKind
from smm_ledger.core.totals import compute
from tests.support.factories import ORDINARY_RULES, PLAIN_RULES, a_line

LINES = (
    a_line(100),
    a_line(400, kind=LineKind.ALTERNATIVE, group="Package", selected=False),
    a_line(700, kind=LineKind.ALTERNATIVE, group="Package", selected=True),
    a_line(50, kind=LineKind.ALTERNATIVE, group="Photos", selected=False),
    a_line(30, kind=LineKind.OPTIONAL, selected=True),
)


def test_one_of_the_group_is_taken_and_nothing_else_moves() -> None:
    chosen = with_choice(LINES, 1)
    assert [line.selected for line in chosen] == [True, True, False, False, True]


def test_each_choice_has_the_whole_total_with_what_must_be_added() -> None:
    found = totals_by_choice(LINES, rules=PLAIN_RULES, currency="EUR")
    assert {at: totals.total for at, totals in found.items()} == {
        1: 58_000,
        2: 88_000,
        3: 88_000,
    }


def test_discount_and_tax_are_those_of_the_document() -> None:
    found = totals_by_choice(
        LINES[:3], rules=ORDINARY_RULES, currency="EUR", discount=Discount(percent=Decimal(10))
    )
    assert [totals.net for totals in found.values()] == [45_000, 72_000]


def test_a_group_without_a_mark_is_open() -> None:
    assert open_groups(LINES) == ("Photos",)
    assert open_groups(LINES[:3]) == ()


def test_the_least_takes_the_cheapest_of_each_open_group_only() -> None:
    unmarked = (*LINES[:2], replace(LINES[2], selected=False), *LINES[3:])
    assert [line.selected for line in least_choice(unmarked, "EUR")] == [
        *(True, True, False),
        *(True, True),
    ]
    assert least_choice(LINES[:3], "EUR") == LINES[:3]


def test_the_least_bears_the_discount_of_what_it_takes() -> None:
    """As the acceptance will: the discount is on all that is then in the document."""
    unmarked = (LINES[0], LINES[1])
    off = Discount(percent=Decimal(10))
    counted = compute(unmarked, rules=PLAIN_RULES, currency="EUR", discount=off)
    least = least_totals(unmarked, rules=PLAIN_RULES, totals=counted, discount=off)
    taken = compute(with_choice(unmarked, 1), rules=PLAIN_RULES, currency="EUR", discount=off)
    assert (counted.net, least) == (9_000, taken)
    assert least.net == 45_000


def test_where_nothing_is_open_the_totals_are_the_least() -> None:
    totals = compute(LINES[:3], rules=PLAIN_RULES, currency="EUR")
    assert least_totals(LINES[:3], rules=PLAIN_RULES, totals=totals) is totals
