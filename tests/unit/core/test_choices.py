"""Packages side by side: what the whole comes to with each."""

from decimal import Decimal

from smm_ledger.core.choices import open_groups, totals_by_choice, with_choice
from smm_ledger.core.lines import Discount, LineKind
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


def test_each_choice_has_the_whole_total() -> None:
    found = totals_by_choice(LINES, rules=PLAIN_RULES, currency="EUR")
    assert {at: totals.total for at, totals in found.items()} == {
        1: 53_000,
        2: 83_000,
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
