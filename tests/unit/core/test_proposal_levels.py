"""The walk within bounds finds what whole lists hold; a guess is never better than the proof."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from smm_ledger.core.lines import Discount, Line
from smm_ledger.core.proposal_case import Case, Target
from smm_ledger.core.proposal_levels import Outcome, _Dense, _guessed, search
from smm_ledger.core.proposal_packing import layout_of
from tests.support.factories import PLAIN_RULES


@st.composite
def cases(draw: st.DrawFn, hours: st.SearchStrategy[Decimal | None]) -> Case:
    """Return a question of up to six lines with units, by one rate of tax."""
    coarse = draw(st.booleans())
    lines = [
        Line(
            description="Post",
            quantity=Decimal(draw(st.integers(1, 4))),
            unit_price=Decimal(draw(st.integers(1, 40) if coarse else st.integers(100, 30_000)))
            / (1 if coarse else 100),
            hours=draw(hours),
        )
        for _ in range(draw(st.integers(2, 6)))
    ]
    percent = draw(st.sampled_from([None, Decimal(10), Decimal("33.3"), Decimal(70)]))
    whole = sum(int(line.quantity * line.unit_price * 100) for line in lines)
    return Case(
        lines=tuple(lines),
        rules=PLAIN_RULES,
        currency="EUR",
        target=Target(amount=draw(st.integers(0, whole))),
        discount=None if percent is None else Discount(percent=percent),
        floor=draw(st.none() | st.integers(0, 6000).map(Fraction)),
        limit=draw(st.integers(1, 10)),
    )


def some_hours() -> st.SearchStrategy[Decimal | None]:
    """Return hours of a line, or none."""
    return st.none() | st.integers(1, 20).map(lambda n: Decimal(n) / 4)


def dense(case: Case) -> Outcome:
    """Search level by level."""
    goal, _ = case.goal()
    return _Dense(case.items, goal, layout_of(case.items, all_droppable=True)).run()


def whole(case: Case) -> Outcome:
    """Search the whole lists."""
    goal, _ = case.goal()
    return search(case.items, goal, all_droppable=True)


def keys(outcome: Outcome) -> list[tuple[int, int, int]]:
    """Return the places in the ranking."""
    return [(found.net, found.rate_rank, found.fewness) for found in outcome.found]


@settings(max_examples=150, deadline=None)
@given(cases(some_hours()) | cases(st.none()))
def test_level_by_level_finds_the_head_of_the_ranking(case: Case) -> None:
    bounded, full = dense(case), whole(case)
    assert full.exact
    if not bounded.exact:
        return
    assert keys(bounded) == keys(full)[: len(bounded.found)]
    assert bool(bounded.found) == bool(full.found)


@settings(max_examples=60, deadline=None)
@given(cases(some_hours()) | cases(st.none()))
def test_a_guess_is_an_answer_and_no_better_than_the_proof(case: Case) -> None:
    goal, _ = case.goal()
    guess = _guessed(case.items, goal, layout_of(case.items, all_droppable=True))
    assert not guess.exact
    assert keys(guess) <= keys(whole(case))
    assert all(case.is_within(found.choices) for found in guess.found)


def test_what_is_too_much_for_whole_lists_is_still_exact() -> None:
    prices = [101, 137, 149, 163, 181, 199, 211, 229, 233, 251, 269, 277, 293, 307, 331, 349]
    lines = [
        Line(
            description="Post",
            quantity=Decimal(6),
            unit_price=Decimal(price * 7 + n) / 10,
            hours=Decimal(price + 40 * (n % 3)) / 100,
        )
        for n, price in enumerate(prices)
    ]
    case = Case(
        lines=tuple(lines),
        rules=PLAIN_RULES,
        currency="EUR",
        target=Target(amount=1_000_000),
    )
    outcome = whole(case)
    assert outcome.exact
    assert outcome.found[0].net == 1_000_000
    better = replace(case, floor=case.rate_of(*_figures(case, outcome)))
    assert keys(whole(better))[0] == keys(outcome)[0]


def _figures(case: Case, outcome: Outcome) -> tuple[int, int, int]:
    chosen = [
        item[choice] for item, choice in zip(case.items, outcome.found[0].choices, strict=True)
    ]
    return (
        sum(option.value for option in chosen),
        sum(option.paid for option in chosen),
        sum(option.hours for option in chosen),
    )
