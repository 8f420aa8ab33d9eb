"""From an offer to whole numbers and back."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.lines import Discount, Line, LineKind
from smm_ledger.core.proposal_case import MOST_UNITS, Case, Target
from smm_ledger.core.proposals import effective_rate
from smm_ledger.core.totals import TaxRules, compute
from tests.support.factories import FLAT_RULES, ORDINARY_RULES, PLAIN_RULES, a_line

LINES = (
    a_line("100", quantity=Decimal("2.5"), hours=Decimal("1.5")),
    a_line("200", kind=LineKind.AD_SPEND_RECHARGED),
    a_line("0.333", quantity=Decimal(3)),
    a_line("-50", deduction=True),
    a_line("10", kind=LineKind.OPTIONAL, selected=False),
)


def case(
    *lines: Line,
    target: int = 0,
    gross: bool = False,
    discount: Discount | None = None,
    rules: TaxRules = PLAIN_RULES,
) -> Case:
    """Return a question."""
    return Case(
        lines=lines,
        rules=rules,
        currency="EUR",
        target=Target(amount=target, gross=gross),
        discount=discount,
    )


def test_lines_become_items_with_their_units() -> None:
    asked = case(*LINES)
    assert asked.taking_part == (0, 2)
    assert [[o.value for o in item] for item in asked.items] == [
        [25_000, 15_000, 5_000, 0],
        [100, 67, 33, 0],
    ]
    assert [[o.hours for o in item] for item in asked.items] == [[15, 9, 3, 0], [0, 0, 0, 0]]
    assert [o.paid for o in asked.items[1]] == [0, 0, 0, 0]


def test_choices_become_lines_again() -> None:
    left = case(*LINES).lines_of((1, 3))
    assert [line.quantity for line in left] == [Decimal("1.5"), 1, 1, 1]
    assert case(*LINES).lines_of((0, 0)) == LINES


@given(st.none() | st.decimals(0, 100, places=1), st.integers(0, 3), st.integers(0, 3))
def test_the_net_and_the_rate_are_those_of_the_document(
    percent: Decimal | None, first: int, second: int
) -> None:
    discount = None if percent is None else Discount(percent=percent)
    asked = case(*LINES, discount=discount)
    chosen = (asked.items[0][first], asked.items[1][second])
    left = asked.lines_of((first, second))
    total = sum(option.value for option in chosen)
    assert (
        asked.net_of(total)
        == compute(left, rules=PLAIN_RULES, currency="EUR", discount=discount).net
    )
    rate = asked.rate_of(total, sum(o.paid for o in chosen), sum(o.hours for o in chosen))
    assert rate == effective_rate(left, "EUR", discount)


@given(st.integers(0, 100).map(Decimal), st.integers(0, 30_000))
def test_a_span_holds_every_sum_of_a_net(percent: Decimal, total: int) -> None:
    asked = case(a_line("300"), discount=Discount(percent=percent))
    low, high = asked.span_of(total)
    assert low <= total <= high
    assert {asked.net_of(s) for s in range(low, high + 1)} == {asked.net_of(total)}
    assert high - total == 64 or asked.net_of(high + 1) > asked.net_of(total)


def test_a_gross_target_is_a_cap_on_sums_while_one_tax_group_can_change() -> None:
    lines = (a_line("100", vat_rate=Decimal(22)), a_line("80", vat_rate=Decimal(22)))
    asked = case(*lines, target=20_000, gross=True, rules=ORDINARY_RULES)
    assert not asked.is_mixed
    goal, _ = asked.goal()
    assert (goal.cap, goal.fits) == (16_393, None)
    flat = case(a_line("100", vat_nature="N2.2"), target=7_947, gross=True, rules=FLAT_RULES)
    assert flat.goal()[0].cap == 7_747


def test_several_tax_groups_make_the_gross_an_estimate_that_is_never_too_strict() -> None:
    lines = (a_line("100", vat_rate=Decimal(22)), a_line("80", vat_rate=Decimal(10)))
    asked = case(*lines, target=12_200, gross=True, rules=ORDINARY_RULES)
    goal, second = asked.goal()
    assert asked.is_mixed
    assert second is not None
    assert goal.fits is not None
    assert goal.verify is not None
    option = asked.items[0][0]
    assert goal.fits(option.value, option.weight)
    assert goal.verify((0, 1))
    assert not goal.verify((0, 0))


def test_very_long_lines_shrink_in_larger_steps() -> None:
    asked = case(a_line("1", quantity=Decimal(5000)))
    assert asked.is_coarse
    assert len(asked.items[0]) <= MOST_UNITS + 2
    assert not case(a_line("1", quantity=Decimal(MOST_UNITS))).is_coarse


def test_the_floor_is_judged_exactly() -> None:
    asked = Case(
        lines=(a_line("100", hours=Decimal("2.5")),),
        rules=PLAIN_RULES,
        currency="EUR",
        target=Target(amount=0),
        floor=Fraction(4000),
    )
    goal, _ = asked.goal()
    hours = asked.items[0][0].hours
    assert goal.keeps_floor(10_000, 10_000, hours)
    assert not goal.keeps_floor(9_999, 9_999, hours)
