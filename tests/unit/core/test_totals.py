"""Totals: the identities hold for every document, and the golden figures to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import Discount, Line, LineKind
from smm_ledger.core.money import percent_of
from smm_ledger.core.totals import DISBURSEMENT, TaxRules, Totals, compute
from tests.support.factories import FUND, INPS, ORDINARY_RULES, PLAIN_RULES, a_line, totals_of
from tests.support.strategies import currencies, discounts, line_lists, some_rules

AT_22 = {"vat_rate": Decimal(22)}


def ordinary(**changes: object) -> TaxRules:
    """Return the ordinary rules with changes."""
    known: dict[str, object] = {"regime": "it-ordinario", "standard_rate": Decimal(22)}
    return TaxRules(**(known | changes))  # type: ignore[arg-type]  # fields of TaxRules by name


@given(line_lists, some_rules(), discounts, currencies)
def test_every_document_satisfies_the_identities(
    lines: list[Line], rules: TaxRules, discount: Discount | None, currency: str
) -> None:
    totals = compute(lines, rules=rules, currency=currency, discount=discount)
    counted = [net for net, line in zip(totals.line_nets, lines, strict=True) if line.counts]
    assert sum(counted) == totals.net
    assert sum(g.base for g in totals.groups) == totals.net + totals.social_contribution
    assert sum(g.tax for g in totals.groups) == totals.tax
    assert totals.total == (
        totals.net + totals.social_contribution + totals.tax + totals.stamp_in_total
    )
    assert totals.payable == totals.total - totals.withholding - totals.split_tax


@given(line_lists, some_rules(), discounts)
def test_tax_is_computed_once_per_group(
    lines: list[Line], rules: TaxRules, discount: Discount | None
) -> None:
    totals = compute(lines, rules=rules, currency="EUR", discount=discount)
    keys = [(group.rate, group.nature) for group in totals.groups]
    assert len(keys) == len(set(keys))
    assert set(keys) == {(line.vat_rate, line.vat_nature) for line in lines if line.counts}
    assert all(group.tax == percent_of(group.base, group.rate) for group in totals.groups)


@given(line_lists, some_rules(), discounts)
def test_disbursements_bear_no_contribution_tax_or_withholding(
    lines: list[Line], rules: TaxRules, discount: Discount | None
) -> None:
    totals = compute(lines, rules=rules, currency="EUR", discount=discount)
    advanced = sum(
        net
        for net, line in zip(totals.line_nets, lines, strict=True)
        if line.counts and line.vat_nature == DISBURSEMENT
    )
    group = next((g for g in totals.groups if g.nature == DISBURSEMENT), None)
    assert (group.base, group.tax) == (advanced, 0) if group else advanced == 0
    fees = totals.net - advanced
    assert totals.social_contribution == percent_of(fees, rules.contribution.percent)
    assert (
        totals.withholding
        <= percent_of(fees + totals.social_contribution, rules.withholding_percent) + 1
    )


@given(line_lists, some_rules(), st.decimals(0, 100, places=1))
def test_a_document_discount_takes_off_exactly_itself(
    lines: list[Line], rules: TaxRules, percent: Decimal
) -> None:
    full = compute(lines, rules=rules, currency="EUR")
    less = compute(lines, rules=rules, currency="EUR", discount=Discount(percent=percent))
    assert full.net - less.net == less.discount == percent_of(full.net, percent)
    for before, after, line in zip(full.line_nets, less.line_nets, lines, strict=True):
        assert 0 <= after <= before
        assert line.counts or after == before


def test_16_times_348_35_less_4_percent() -> None:
    line = a_line("348.35", quantity=Decimal(16), discount_percent=Decimal(4), **AT_22)
    totals = totals_of(line, rules=ORDINARY_RULES)
    assert (totals.net, totals.tax, totals.total) == (535066, 117715, 652781)


@pytest.mark.parametrize(("price", "tax"), [("10.33", 682), ("33.15", 2188)])
def test_tax_of_three_equal_lines_is_that_of_their_sum(price: str, tax: int) -> None:
    assert totals_of(*[a_line(price, **AT_22)] * 3, rules=ORDINARY_RULES).tax == tax


@pytest.mark.parametrize(
    ("prices", "off", "nets"),
    [
        (("33.33", "66.67"), 3333, (2222, 4445)),
        (("10", "10", "10"), 1000, (666, 667, 667)),
        (("100", "0", "50"), 15000, (0, 0, 0)),
        (("0.01", "0.01"), 1, (0, 1)),
        (("99.99",), 0, (9999,)),
    ],
)
def test_a_discount_is_allocated_by_largest_remainder_in_line_order(
    prices: tuple[str, ...], off: int, nets: tuple[int, ...]
) -> None:
    lines = [a_line(price) for price in prices]
    totals = totals_of(*lines, discount=Discount(amount=off))
    assert totals.line_nets == nets
    assert totals.discount == off


def test_a_discount_across_rates_lowers_each_base_before_its_tax() -> None:
    lines = [a_line("100", vat_rate=Decimal(22)), a_line("300", vat_rate=Decimal(10))]
    totals = totals_of(*lines, rules=ORDINARY_RULES, discount=Discount(percent=Decimal(10)))
    assert [(g.base, g.tax) for g in totals.groups] == [(9000, 1980), (27000, 2700)]


def test_an_option_that_is_not_taken_bears_no_discount_and_keeps_its_price() -> None:
    option = a_line("50", kind=LineKind.OPTIONAL, selected=False)
    totals = totals_of(a_line("100"), option, discount=Discount(percent=Decimal(10)))
    assert totals.line_nets == (9000, 5000)
    assert (totals.net, totals.discount) == (9000, 1000)


def test_a_deduction_bears_no_discount() -> None:
    deposit = a_line("-30", deduction=True)
    totals = totals_of(a_line("100"), deposit, discount=Discount(percent=Decimal(10)))
    assert totals.line_nets == (9000, -3000)
    assert totals.net == 6000


def test_ad_spend_for_information_is_in_no_figure() -> None:
    totals = totals_of(a_line("2000", kind=LineKind.AD_SPEND_INFO), a_line("100"))
    assert totals.line_nets == (200000, 10000)
    assert totals.total == 10000


@pytest.mark.parametrize(
    "discount", [Discount(amount=10001), Discount(amount=-1), Discount(percent=Decimal(101))]
)
def test_a_discount_beyond_the_lines_is_refused(discount: Discount) -> None:
    with pytest.raises(InputError, match="larger than the sum") as caught:
        totals_of(a_line("100"), discount=discount)
    assert caught.value.subject == "discount"


def test_a_discount_of_no_lines_that_count_is_nothing() -> None:
    option = a_line("50", kind=LineKind.OPTIONAL, selected=False)
    totals = totals_of(option, discount=Discount(percent=Decimal(10)))
    assert (totals.net, totals.discount, totals.groups) == (0, 0, ())


def test_a_contribution_over_several_rates_is_spread_on_their_bases() -> None:
    lines = [
        a_line("100", vat_rate=Decimal(22)),
        a_line("100", vat_rate=Decimal(10)),
        a_line("100", vat_rate=Decimal(4)),
        a_line("50", vat_nature=DISBURSEMENT),
    ]
    totals = totals_of(*lines, rules=ordinary(contribution=INPS))
    assert totals.social_contribution == 1200
    assert [group.base for group in totals.groups] == [10400, 10400, 10400, 5000]
    uneven = totals_of(
        *lines, a_line("0.25", vat_rate=Decimal(4)), rules=ordinary(contribution=INPS)
    )
    assert uneven.social_contribution == 1201
    assert [group.base for group in uneven.groups] == [10400, 10400, 10426, 5000]


def test_a_credit_of_everything_leaves_no_group_out() -> None:
    lines = [a_line("100", **AT_22), a_line("-150", deduction=True, **AT_22)]
    totals = totals_of(*lines, rules=ordinary(contribution=FUND))
    assert (totals.net, totals.social_contribution, totals.tax) == (-5000, -200, -1144)


@pytest.mark.parametrize(
    ("contribution", "base", "withheld"),
    [(INPS, "100", 20800), (FUND, "100", 20000), (INPS, "50", 10400)],
)
def test_inps_is_withheld_upon_and_a_fund_is_not(
    contribution: object, base: str, withheld: int
) -> None:
    rules = ordinary(
        contribution=contribution,
        withholding_percent=Decimal(20),
        withholding_base_percent=Decimal(base),
    )
    assert totals_of(a_line("1000", **AT_22), rules=rules).withholding == withheld


@pytest.mark.parametrize(
    ("price", "nature", "recharged", "duty", "total"),
    [
        ("77.47", "N2.2", True, 0, 7747),
        ("77.48", "N2.2", True, 200, 7948),
        ("77.48", "N2.2", False, 200, 7748),
        ("77.48", "N2.1", True, 200, 7948),
        ("77.48", "N4", True, 200, 7948),
        ("1000", "N1", True, 0, 100000),
        ("1000", "N3.1", True, 0, 100000),
        ("1000", "N6.3", True, 0, 100000),
    ],
)
def test_stamp_duty_is_due_strictly_above_the_threshold(
    price: str, nature: str, duty: int, total: int, *, recharged: bool
) -> None:
    rules = ordinary(stamp_amount=200, stamp_threshold=7747, stamp_recharged=recharged)
    totals = totals_of(a_line(price, vat_nature=nature), rules=rules)
    assert (totals.stamp_duty, totals.total) == (duty, total)
    assert totals.stamp_in_total == (duty if recharged else 0)


def test_only_what_bears_no_vat_counts_towards_the_stamp() -> None:
    rules = ordinary(stamp_amount=200, stamp_threshold=7747)
    lines = [
        a_line("1000", **AT_22),
        a_line("50", vat_nature="N4"),
        a_line("27.47", vat_nature="N2.1"),
    ]
    assert totals_of(*lines, rules=rules).stamp_duty == 0
    assert totals_of(*lines, a_line("0.01", vat_nature="N4"), rules=rules).stamp_duty == 200


def test_tax_under_split_payment_is_in_the_total_and_not_payable() -> None:
    totals = totals_of(a_line("800.40", **AT_22), rules=ordinary(split_payment=True))
    assert (totals.tax, totals.total, totals.split_tax, totals.payable) == (
        17609,
        97649,
        17609,
        80040,
    )


@pytest.mark.parametrize("price", ["10000000000.00", "99999999999999999999"])
def test_an_amount_beyond_the_ledger_is_refused(price: str) -> None:
    with pytest.raises(InputError, match="larger than a ledger can hold"):
        totals_of(a_line(price))


def test_the_largest_amount_is_held() -> None:
    assert totals_of(a_line("9999999999.99")).total == 10**12 - 1


def test_a_document_without_lines_is_worth_nothing() -> None:
    totals = compute([], rules=PLAIN_RULES, currency="EUR")
    assert isinstance(totals, Totals)
    assert (totals.total, totals.groups) == (0, ())


def test_figures_do_not_depend_on_the_decimal_context() -> None:
    line = a_line("0.00000001", quantity=Decimal("99999999999.99999999"))
    assert totals_of(line).net == 100000
