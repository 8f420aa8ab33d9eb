"""Scope for price: hand-made cases, and equality with brute force on random offers."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import Discount, Line, LineKind
from smm_ledger.core.money import Money
from smm_ledger.core.proposal_case import Target
from smm_ledger.core.proposals import Change, Proposal, ProposalSet, effective_rate, propose
from smm_ledger.core.totals import TaxRules, compute
from tests.support.factories import FLAT_RULES, INPS, ORDINARY_RULES, PLAIN_RULES, a_line

Key = tuple[int, Fraction, int]

NET_900 = Target(amount=90_000)


def ask(
    *lines: Line,
    target: Target = NET_900,
    rules: TaxRules = PLAIN_RULES,
    discount: Discount | None = None,
    floor: str | None = None,
) -> ProposalSet:
    """Ask for proposals in euros."""
    return propose(
        lines,
        rules=rules,
        currency="EUR",
        target=target,
        discount=discount,
        hourly_floor=None if floor is None else Decimal(floor),
    )


def best(answer: ProposalSet) -> tuple[int, tuple[Change, ...]]:
    """Return net and changes of the first proposal."""
    return answer.proposals[0].totals.net, answer.proposals[0].changes


def change(no: int, old: str, new: str) -> Change:
    """Return a change of a line."""
    return Change(line_no=no, from_quantity=Decimal(old), to_quantity=Decimal(new))


# by hand


def test_a_client_wants_900_instead_of_1150() -> None:
    lines = [
        a_line("590", description="Canone", hours=Decimal(14)),
        a_line("280", description="Audit", hours=Decimal(7)),
        a_line("70", description="Reel", quantity=Decimal(4), hours=Decimal("1.5")),
    ]
    answer = ask(*lines)
    assert answer.exact
    assert answer.nearest is None
    assert best(answer) == (87_000, (change(2, "1", "0"),))
    assert answer.proposals[0].lines == (lines[0], lines[2])
    assert [(p.totals.net, str(p.hourly_rate)) for p in answer.proposals[:3]] == [
        (87_000, "43.50"),
        (87_000, "41.43"),
        (80_000, "43.24"),
    ]


def test_the_same_net_is_ranked_by_the_hour_and_then_by_few_changes() -> None:
    slow = a_line("300", description="Event", hours=Decimal(10))
    quick = a_line("300", description="Report", hours=Decimal(4))
    small = a_line("150", description="Post", quantity=Decimal(2), hours=Decimal(2))
    answer = ask(slow, quick, small, a_line("600", hours=Decimal(12)))
    assert [(p.totals.net, str(p.hourly_rate)) for p in answer.proposals[:3]] == [
        (90_000, "56.25"),
        (90_000, "50.00"),
        (90_000, "40.91"),
    ]
    assert [len(p.changes) for p in answer.proposals[:3]] == [2, 1, 2]


def test_an_offer_that_fits_already_needs_no_change() -> None:
    line = a_line("500")
    assert best(ask(line)) == (50_000, ())
    assert ask(line).proposals[0].lines == (line,)


def test_the_floor_forbids_what_the_price_allows() -> None:
    cheap = a_line("500", description="Community", hours=Decimal(25))
    good = a_line("600", description="Strategy", hours=Decimal(12))
    assert best(ask(cheap, good, floor="40")) == (60_000, (change(1, "1", "0"),))
    assert best(ask(cheap, good, target=Target(amount=55_000))) == (
        50_000,
        (change(2, "1", "0"),),
    )


def test_nothing_fits_and_the_nearest_keeps_the_floor() -> None:
    cheap = a_line("500", description="Community", hours=Decimal(25))
    good = a_line("600", description="Strategy", hours=Decimal(12))
    answer = ask(cheap, good, target=Target(amount=55_000), floor="40")
    assert (answer.exact, answer.proposals) == (True, ())
    assert answer.nearest is not None
    assert (answer.nearest.totals.net, answer.nearest.hourly_rate) == (60_000, Money(5000, "EUR"))


def test_where_no_line_reaches_the_floor_the_nearest_is_below_it() -> None:
    answer = ask(a_line("500", hours=Decimal(25)), a_line("450", hours=Decimal(30)), floor="40")
    assert answer.proposals == ()
    assert answer.nearest is not None
    assert (answer.nearest.totals.net, answer.nearest.hourly_rate) == (50_000, Money(2000, "EUR"))


def test_one_line_stays_however_low_the_price() -> None:
    answer = ask(a_line("500"), a_line("300", quantity=Decimal(2)), target=Target(amount=100))
    assert answer.proposals == ()
    assert answer.nearest is not None
    assert answer.nearest.totals.net == 30_000


def test_a_quantity_that_is_not_whole_shrinks_by_whole_units() -> None:
    line = a_line("100", quantity=Decimal("3.5"))
    nets = [p.totals.net for p in ask(line, target=Target(amount=20_000)).proposals]
    assert nets == [15_000, 5_000]


def test_lines_without_hours_have_no_part_in_the_rate() -> None:
    answer = ask(a_line("400", hours=Decimal(10)), a_line("400"), a_line("300"), floor="40")
    assert best(answer) == (80_000, (change(3, "1", "0"),))
    assert answer.proposals[0].hourly_rate == Money(4000, "EUR")


def test_of_equal_proposals_the_one_with_fewest_changes_is_listed() -> None:
    answer = ask(*[a_line("300")] * 2, a_line("600"), target=Target(amount=60_000))
    assert [p.totals.net for p in answer.proposals] == [60_000, 30_000]
    assert len(answer.proposals[0].changes) == 1


def test_ad_spend_deductions_and_options_not_taken_stay() -> None:
    lines = [
        a_line("2000", kind=LineKind.AD_SPEND_INFO),
        a_line("300", kind=LineKind.AD_SPEND_RECHARGED, on_behalf=True, vat_nature="N1"),
        a_line("500", kind=LineKind.OPTIONAL, selected=False),
        a_line("200", kind=LineKind.OPTIONAL),
        a_line("0", kind=LineKind.PERCENT_FEE, fee_percent=Decimal(15)),
        a_line("700"),
    ]
    answer = ask(*lines, target=Target(amount=124_500))
    assert best(answer) == (120_000, (change(5, "1", "0"),))
    assert {c.line_no for p in answer.proposals for c in p.changes} == {4, 5, 6}
    assert all(p.lines[:3] == tuple(lines[:3]) for p in answer.proposals)


def test_the_chosen_alternative_shrinks_but_stays_while_its_group_has_another() -> None:
    gold = a_line("100", kind=LineKind.ALTERNATIVE, group="a", quantity=Decimal(3))
    basic = replace(gold, selected=False, quantity=Decimal(1))
    answer = ask(gold, basic, a_line("50"), target=Target(amount=12_000))
    assert [p.totals.net for p in answer.proposals] == [10_000]
    alone = ask(gold, a_line("50"), target=Target(amount=5_000))
    assert [p.totals.net for p in alone.proposals] == [5_000]


def test_a_gross_target_counts_contribution_tax_and_stamp() -> None:
    rules = replace(FLAT_RULES, contribution=INPS)
    lines = [a_line("100", vat_nature="N2.2"), a_line("50", vat_nature="N2.2")]
    assert ask(*lines, rules=rules, target=Target(amount=15_800, gross=True)).proposals[
        0
    ].totals.total == (15_800)
    under = ask(*lines, rules=rules, target=Target(amount=15_799, gross=True))
    assert under.proposals[0].totals.total == 10_600


def test_a_gross_target_over_several_rates_is_met_on_the_real_total() -> None:
    lines = [
        a_line("100", vat_rate=Decimal(22)),
        a_line("100", vat_rate=Decimal(10)),
        a_line("80", vat_rate=Decimal(22)),
        a_line("85", vat_rate=Decimal(10)),
    ]
    answer = ask(*lines, rules=ORDINARY_RULES, target=Target(amount=20_700, gross=True))
    assert answer.exact
    assert [(p.totals.net, p.totals.total) for p in answer.proposals[:3]] == [
        (18_500, 20_350),
        (16_500, 19_110),
        (10_000, 11_000),
    ]


def test_an_offer_of_ad_spend_alone_has_nothing_to_give() -> None:
    answer = ask(a_line("2000", kind=LineKind.AD_SPEND_RECHARGED), target=Target(amount=100))
    assert answer == ProposalSet(exact=True)


def test_a_discount_beyond_the_lines_is_refused() -> None:
    with pytest.raises(InputError, match="larger than the sum"):
        ask(a_line("10"), discount=Discount(amount=2_000))


def test_work_for_nothing_is_no_offer() -> None:
    lines = [a_line("120", quantity=Decimal(3)), a_line("350")]
    off = Discount(amount=12_000)
    answer = ask(*lines, target=Target(amount=24_000), discount=off)
    assert [proposal.totals.net for proposal in answer.proposals] == [24_000, 23_000, 12_000]
    nearest = ask(*lines, target=Target(amount=1_000), discount=off).nearest
    assert nearest is not None
    assert nearest.totals.net == 12_000


def test_free_work_alone_is_no_offer() -> None:
    lines = [a_line("120"), a_line("0", hours=Decimal(2))]
    nearest = ask(*lines, target=Target(amount=1_000)).nearest
    assert nearest is not None
    assert nearest.totals.net == 12_000


# against brute force


def quantities(line: Line) -> list[Decimal]:
    """Return what the quantity of a line can become."""
    if not line.counts or line.kind is LineKind.AD_SPEND_RECHARGED:
        return [line.quantity]
    if line.kind is LineKind.PERCENT_FEE:
        return [line.quantity, Decimal(0)]
    units = [q for n in range(20) if (q := line.quantity - n) > 0]
    # A part that is worth nothing and has no hours is as good as dropped.
    kept = [q for q in units if line.hours or net_of(line, q)]
    return kept if line.kind is LineKind.ALTERNATIVE else [*kept, Decimal(0)]


def takes_part(line: Line) -> bool:
    """Whether a line can shrink, go, or be taken of a group."""
    taken = line.kind is LineKind.ALTERNATIVE and line.selected
    return taken or len(quantities(line)) > 1


def net_of(line: Line, quantity: Decimal) -> int:
    """Return what a quantity of a line costs by itself."""
    return compute([replace(line, quantity=quantity)], rules=PLAIN_RULES, currency="EUR").net


def rate_of(lines: Sequence[Line], discount: Discount | None) -> Fraction | None:
    """Return the hourly rate, computed anew: the discount's share taken exactly."""
    full = compute(lines, rules=PLAIN_RULES, currency="EUR").line_nets
    pairs = [(line, net) for line, net in zip(lines, full, strict=True) if line.counts]
    hours = sum(Fraction(line.hours) * Fraction(line.quantity) for line, _ in pairs if line.hours)
    if not hours:
        return None
    whole = sum(net for _, net in pairs)
    paid = sum(net for line, net in pairs if line.hours)
    off = discount.of(whole) if discount else 0
    return Fraction(paid * (whole - off), whole) / hours if whole else Fraction(0)


def every_offer(
    lines: Sequence[Line],
    rules: TaxRules,
    discount: Discount | None,
) -> Iterator[tuple[int, int, Fraction | None, int]]:
    """Yield net, total, rate and number of changes of every smaller offer."""
    for combination in itertools.product(*[quantities(line) for line in lines]):
        left = tuple(
            replace(line, quantity=q) for line, q in zip(lines, combination, strict=True) if q
        )
        if not any(takes_part(line) for line in left):
            continue
        try:
            totals = compute(left, rules=rules, currency="EUR", discount=discount)
        except InputError:
            continue
        before = sum(compute(left, rules=PLAIN_RULES, currency="EUR").line_nets)
        if before <= (discount.amount or 0 if discount else 0):
            continue  # work for nothing is no offer
        changes = sum(q != line.quantity for line, q in zip(lines, combination, strict=True))
        yield totals.net, totals.total, rate_of(left, discount), changes


def ranking(
    offers: Sequence[tuple[int, int, Fraction | None, int]], target: Target, floor: Fraction | None
) -> list[Key]:
    """Return the keys of the ten best, one for each net and rate."""
    found: dict[tuple[int, Fraction], int] = {}
    for net, total, rate, changes in offers:
        within = (total if target.gross else net) <= target.amount
        if within and (floor is None or rate is None or rate >= floor):
            key = (net, Fraction(-1) if rate is None else rate)
            found[key] = min(changes, found.get(key, changes))
    return [(*key, -found[key]) for key in sorted(found, reverse=True)[:10]]


def key_of(proposal: Proposal, discount: Discount | None) -> Key:
    """Return the ranking key of a proposal."""
    rate = rate_of(proposal.lines, discount)
    return proposal.totals.net, Fraction(-1) if rate is None else rate, -len(proposal.changes)


cents = st.decimals(Decimal("0.01"), 300, places=2)
tens = st.integers(1, 30).map(lambda n: Decimal(10 * n))
hours_of_work = st.none() | st.integers(1, 24).map(lambda n: Decimal(n) / 4)


@st.composite
def work_lines(draw: st.DrawFn, prices: st.SearchStrategy[Decimal], rates: int) -> Line:
    """Return a line of work, or ad spend."""
    kind = draw(
        st.sampled_from([LineKind.SERVICE] * 8 + [LineKind.OPTIONAL, LineKind.AD_SPEND_RECHARGED])
    )
    rate, nature = [(Decimal(22), ""), (Decimal(0), "N2.1"), (Decimal(10), "")][
        draw(st.integers(0, rates - 1))
    ]
    return Line(
        description="Post",
        kind=kind,
        quantity=draw(st.sampled_from([Decimal(n) for n in (1, 1, 1, 2, 3, 5)] + [Decimal("2.5")])),
        unit_price=draw(prices),
        discount_percent=draw(st.sampled_from([None, None, None, Decimal(10), Decimal("3.5")])),
        hours=draw(hours_of_work) if kind is LineKind.SERVICE else None,
        vat_rate=rate,
        vat_nature=nature,
        selected=draw(st.booleans()),
    )


some_discounts = st.one_of(
    st.none(),
    st.decimals(0, 60, places=1).map(lambda percent: Discount(percent=percent)),
    st.integers(0, 300).map(lambda amount: Discount(amount=amount)),
)


@st.composite
def questions(
    draw: st.DrawFn, rates: int
) -> tuple[list[Line], TaxRules, Discount | None, Target, Decimal | None]:
    """Return an offer and a price that is asked for it."""
    prices = draw(st.sampled_from([cents, tens]))
    lines = draw(st.lists(work_lines(prices, rates), min_size=1, max_size=5))
    rules = draw(
        st.sampled_from(
            [PLAIN_RULES, FLAT_RULES, ORDINARY_RULES, replace(FLAT_RULES, contribution=INPS)]
        )
    )
    discount = draw(some_discounts)
    try:
        whole = compute(lines, rules=rules, currency="EUR", discount=discount)
    except InputError:
        discount = None
        whole = compute(lines, rules=rules, currency="EUR")
    gross = draw(st.booleans())
    most = whole.total if gross else whole.net
    amount = draw(st.integers(0, most + 100))
    floor = draw(st.none() | st.decimals(0, 120, places=2))
    return lines, rules, discount, Target(amount=amount, gross=gross), floor


@settings(max_examples=150, deadline=None)
@given(questions(rates=1) | questions(rates=3))
@example(
    (
        [a_line("0.01", quantity=Decimal(5), hours=Decimal("0.25")), a_line("0.02")],
        PLAIN_RULES,
        Discount(percent=Decimal(50)),
        Target(amount=2),
        Decimal("0.02"),
    )
)
def test_the_ranking_is_that_of_brute_force(
    question: tuple[list[Line], TaxRules, Discount | None, Target, Decimal | None],
) -> None:
    lines, rules, discount, target, floor = question
    answer = propose(
        lines, rules=rules, currency="EUR", target=target, discount=discount, hourly_floor=floor
    )
    least = None if floor is None else Fraction(floor) * 100
    expected = ranking(list(every_offer(lines, rules, discount)), target, least)
    assert answer.exact
    assert [key_of(p, discount) for p in answer.proposals] == expected
    for proposal in answer.proposals:
        assert target.met_by(proposal.totals)
        rate = effective_rate(proposal.lines, "EUR", discount)
        assert rate == rate_of(proposal.lines, discount)
    if not expected and any(len(quantities(line)) > 1 for line in lines):
        assert answer.nearest is not None
