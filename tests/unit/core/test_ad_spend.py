"""Ad spend: planned when signed, real when invoiced, its minimum while nobody knows it."""

from decimal import Decimal

import pytest

from smm_ledger.core.ad_spend import (
    check_lines,
    depends_on_spend,
    lines_with,
    recharged,
    rest_of_fee,
)
from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import Line, LineKind, gross_nets
from smm_ledger.core.money import Money
from tests.support.factories import a_line

FEE = Line(
    description="Fee",
    kind=LineKind.PERCENT_FEE,
    fee_percent=Decimal(15),
    fee_minimum=Decimal(150),
)
BARE_FEE = Line(description="Fee", kind=LineKind.PERCENT_FEE, fee_percent=Decimal(15))
PLANNED = a_line(1000, description="Meta Ads", kind=LineKind.AD_SPEND_INFO)
OWN = a_line(800, description="Meta Ads", kind=LineKind.AD_SPEND_RECHARGED)


def nets(*lines: Line, spend: int | None) -> list[int]:
    actual = None if spend is None else Decimal(spend)
    found = lines_with(lines, actual, currency="EUR", told="Ad spend")
    return list(gross_nets(found, "EUR"))


def test_the_fee_is_a_percentage_of_what_was_really_spent() -> None:
    assert nets(a_line(100), FEE, PLANNED, spend=2000) == [10000, 30000, 200000]


def test_unknown_spend_is_left_out_and_the_fee_is_its_minimum() -> None:
    assert nets(a_line(100), FEE, PLANNED, spend=None) == [10000, 15000]


def test_a_fee_without_minimum_waits_for_the_spend() -> None:
    assert nets(a_line(100), BARE_FEE, spend=None) == [10000]


def test_a_fee_alone_gets_the_spend_beside_it_for_information() -> None:
    found = lines_with([FEE], Decimal(2000), currency="EUR", told="Ad spend")
    assert [(line.kind, line.counts) for line in found] == [
        (LineKind.PERCENT_FEE, True),
        (LineKind.AD_SPEND_INFO, False),
    ]
    assert found[1].description == "Ad spend"


def test_what_a_late_spend_adds_is_above_the_minimum_alone() -> None:
    assert rest_of_fee([FEE], Decimal(2000), currency="EUR") == Money(15000, "EUR")
    assert rest_of_fee([FEE], Decimal(900), currency="EUR") == Money(0, "EUR")


def test_recharged_spend_is_what_it_really_was() -> None:
    line = recharged([FEE, OWN], Decimal("812.40"))
    assert line is not None
    assert line.unit_price == Decimal("812.40")
    assert recharged([FEE, PLANNED], Decimal(1)) is None


def test_lines_tell_whether_they_hang_on_spend() -> None:
    assert depends_on_spend([a_line(), FEE])
    assert depends_on_spend([OWN])
    assert not depends_on_spend([a_line()])


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ([a_line(), a_line(kind=LineKind.OPTIONAL)], "line 2"),
        ([a_line(kind=LineKind.ALTERNATIVE, group="A")], "line 1"),
        ([PLANNED, OWN], "line"),
    ],
)
def test_options_and_two_spends_are_refused(lines: list[Line], named: str) -> None:
    with pytest.raises(InputError) as refused:
        check_lines(lines)
    assert refused.value.subject == named
