"""Scope for price where packages are still to choose: one of each group, whichever serves best."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from smm_ledger.core.choices import open_groups, with_choice
from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import Discount, Line, LineKind
from smm_ledger.core.proposal_case import Target
from smm_ledger.core.proposals import propose
from smm_ledger.core.totals import compute
from tests.support.factories import ORDINARY_RULES, PLAIN_RULES, a_line
from tests.unit.core.test_proposals import (
    ask,
    change,
    every_offer,
    key_of,
    ranking,
    some_discounts,
    work_lines,
)


def pack(price: str, *, hours: str | None = None, count: int = 1, group: str = "pack") -> Line:
    """Return an alternative that nobody has marked."""
    return replace(
        a_line(price, quantity=Decimal(count), hours=None if hours is None else Decimal(hours)),
        kind=LineKind.ALTERNATIVE,
        group=group,
        selected=False,
    )


PACKAGES = (pack("600", hours="15"), pack("800", hours="20"), pack("1200", hours="30"))


def test_the_package_that_the_price_allows_is_taken_and_the_others_stay_on_offer() -> None:
    answer = ask(*PACKAGES, a_line("150", hours=Decimal(3)), target=Target(amount=90_000))
    assert answer.exact
    first, second, *_ = answer.proposals
    assert (first.totals.net, first.takes, first.changes) == (
        80_000,
        (2,),
        (change(4, "1", "0"),),
    )
    assert [line.selected for line in first.lines] == [False, True, False]
    assert (second.totals.net, second.takes, second.changes) == (75_000, (1,), ())


def test_a_package_shrinks_but_one_of_each_group_is_taken() -> None:
    answer = ask(pack("100", count=3), pack("250"), target=Target(amount=20_000))
    assert [(p.totals.net, p.takes) for p in answer.proposals] == [(20_000, (1,)), (10_000, (1,))]
    nothing = ask(pack("100"), pack("250"), target=Target(amount=5_000))
    assert nothing.proposals == ()
    assert nothing.nearest is not None
    assert (nothing.nearest.totals.net, nothing.nearest.takes) == (10_000, (1,))


def test_a_package_of_another_rate_is_met_on_the_real_total() -> None:
    taxed = replace(pack("100", group="a"), vat_rate=Decimal(22))
    less = replace(pack("109", group="a"), vat_rate=Decimal(10))
    answer = ask(taxed, less, rules=ORDINARY_RULES, target=Target(amount=12_000, gross=True))
    assert [(p.totals.total, p.takes) for p in answer.proposals] == [(11_990, (2,))]


# against brute force


def every_choice(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines with one of each open group taken."""
    groups = open_groups(lines)
    if not groups:
        yield list(lines)
        return
    for at, line in enumerate(lines):
        if line.kind is LineKind.ALTERNATIVE and line.group == groups[0]:
            yield from every_choice(with_choice(lines, at))


@st.composite
def packages(draw: st.DrawFn) -> list[Line]:
    """Return one or two open groups."""
    return [
        pack(
            str(draw(st.integers(1, 30)) * 10),
            hours=draw(st.none() | st.integers(1, 40).map(lambda n: str(Decimal(n) / 4))),
            count=draw(st.integers(1, 3)),
            group=group,
        )
        for group in draw(st.sampled_from(["a", "aa", "aab", "aabb"]))
    ]


tens = st.integers(1, 30).map(lambda n: Decimal(10 * n))


@settings(max_examples=100, deadline=None)
@given(
    packages(),
    st.lists(work_lines(tens, 1), max_size=2),
    some_discounts,
    st.integers(0, 150_000),
    st.none() | st.decimals(0, 120, places=2),
)
def test_the_ranking_is_that_of_every_choice(
    offered: list[Line],
    work: list[Line],
    discount: Discount | None,
    amount: int,
    floor: Decimal | None,
) -> None:
    lines = [*offered, *work]
    target = Target(amount=amount)
    try:
        compute(lines, rules=PLAIN_RULES, currency="EUR", discount=discount)
    except InputError:
        discount = None
    answer = propose(
        lines,
        rules=PLAIN_RULES,
        currency="EUR",
        target=target,
        discount=discount,
        hourly_floor=floor,
    )
    offers = [
        offer
        for chosen in every_choice(lines)
        for offer in every_offer(chosen, PLAIN_RULES, discount)
    ]
    least = None if floor is None else Fraction(floor) * 100
    expected = ranking(offers, target, least)
    assert answer.exact
    assert [key_of(p, discount) for p in answer.proposals] == expected
    for proposal in answer.proposals:
        assert open_groups(proposal.lines) == ()
        assert len(proposal.takes) == len(open_groups(lines))
