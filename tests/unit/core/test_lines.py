"""Lines: rounded once each, and counted only where they are part of the offer."""

from decimal import Decimal

import pytest
from hypothesis import given

from smm_ledger.core.lines import Discount, Line, LineKind, gross_nets
from smm_ledger.core.money import to_minor
from tests.support.factories import a_line
from tests.support.strategies import currencies, line_lists


@pytest.mark.parametrize(
    ("line", "net"),
    [
        (a_line("348.35", quantity=Decimal(16), discount_percent=Decimal(4)), 535066),
        (a_line("10.33"), 1033),
        (a_line("0.0125", quantity=Decimal(1000)), 1250),
        (a_line("2.675"), 268),
        (a_line("-2.675"), -268),
        (a_line("90", quantity=Decimal(20), discount_percent=Decimal(10)), 162000),
        (a_line("100", quantity=Decimal("0.333"), discount_percent=Decimal("33.33")), 2220),
        (a_line("100", discount_percent=Decimal(100)), 0),
        (a_line("0"), 0),
    ],
)
def test_a_net_is_rounded_once(line: Line, net: int) -> None:
    assert gross_nets([line], "EUR") == (net,)


@pytest.mark.parametrize(("currency", "net"), [("JPY", 11), ("EUR", 1050), ("KWD", 10500)])
def test_a_net_has_its_currencys_decimals(currency: str, net: int) -> None:
    assert gross_nets([a_line("10.50")], currency) == (net,)


@pytest.mark.parametrize(
    ("kind", "selected", "counts"),
    [
        (LineKind.SERVICE, False, True),
        (LineKind.OPTIONAL, False, False),
        (LineKind.OPTIONAL, True, True),
        (LineKind.ALTERNATIVE, False, False),
        (LineKind.ALTERNATIVE, True, True),
        (LineKind.AD_SPEND_INFO, True, False),
        (LineKind.AD_SPEND_RECHARGED, True, True),
        (LineKind.PERCENT_FEE, True, True),
    ],
)
def test_what_counts(kind: LineKind, *, selected: bool, counts: bool) -> None:
    assert a_line(kind=kind, selected=selected).counts is counts


@pytest.mark.parametrize(
    ("percent", "minimum", "fee"),
    [("15", "150", 15000), ("20", "150", 16000), ("15", None, 12000), (None, "150", 15000)],
)
def test_a_percent_fee_follows_the_ad_spend_above_its_minimum(
    percent: str | None, minimum: str | None, fee: int
) -> None:
    spend = a_line("800", kind=LineKind.AD_SPEND_INFO)
    line = a_line(
        "0",
        kind=LineKind.PERCENT_FEE,
        fee_percent=Decimal(percent) if percent else None,
        fee_minimum=Decimal(minimum) if minimum else None,
    )
    assert gross_nets([spend, line], "EUR") == (80000, fee)


def test_a_percent_fee_takes_both_kinds_of_spend_and_no_other_line() -> None:
    lines = [
        a_line("0", kind=LineKind.PERCENT_FEE, fee_percent=Decimal(10)),
        a_line("100", kind=LineKind.AD_SPEND_INFO),
        a_line("200", kind=LineKind.AD_SPEND_RECHARGED),
        a_line("999"),
    ]
    assert gross_nets(lines, "EUR")[0] == 3000


@pytest.mark.parametrize(
    ("discount", "off"),
    [
        (Discount(percent=Decimal(5)), 50),
        (Discount(amount=333), 333),
        (Discount(), 0),
        (Discount(percent=Decimal("0.05")), 1),
    ],
)
def test_a_discount_is_a_share_or_an_amount(discount: Discount, off: int) -> None:
    assert discount.of(1000) == off


@given(line_lists, currencies)
def test_every_line_has_a_figure_no_matter_what_counts(lines: list[Line], currency: str) -> None:
    nets = gross_nets(lines, currency)
    assert len(nets) == len(lines)
    assert all(net >= 0 for net in nets)
    for net, line in zip(nets, lines, strict=True):
        if line.kind is LineKind.PERCENT_FEE:
            assert net >= to_minor(line.fee_minimum or Decimal(0), currency)
