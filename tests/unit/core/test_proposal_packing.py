"""Packed combinations: every field adds by itself, and thinning loses nothing that could win."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from smm_ledger.core.proposal_packing import Half, Item, Layout, Option, combine, layout_of

some_items = st.lists(
    st.lists(
        st.builds(
            Option,
            value=st.integers(0, 500),
            paid=st.integers(0, 500),
            hours=st.integers(0, 40),
            weight=st.integers(0, 900),
            changed=st.integers(0, 1),
        ),
        min_size=1,
        max_size=4,
    ),
    min_size=1,
    max_size=4,
)


def packed(items: list[Item], layout: Layout) -> list[list[int]]:
    """Return the options of the items, packed."""
    return [
        [layout.pack(i, option, choice) for choice, option in enumerate(item)]
        for i, item in enumerate(items)
    ]


@given(some_items)
def test_fields_of_a_combination_are_the_sums_of_its_options(items: list[Item]) -> None:
    layout = layout_of(items, all_droppable=True)
    states = combine(packed(items, layout), layout, keep=None)
    assert states is not None
    assert len(states) == len(list(itertools.product(*items)))
    for state in states:
        chosen = [item[c] for item, c in zip(items, layout.choices_of(state), strict=True)]
        assert layout.sum_of(state) == sum(o.value for o in chosen)
        assert layout.paid_of(state) == sum(o.paid for o in chosen)
        assert layout.hours_of(state) == sum(o.hours for o in chosen)
        assert layout.weight_of(state) == sum(o.weight for o in chosen)
        assert layout.changes_of(state) == sum(o.changed for o in chosen)
        dropped = all(o is item[-1] for o, item in zip(chosen, items, strict=True))
        assert layout.is_nothing(state) or not dropped


def test_of_equal_figures_the_fewest_changes_stay() -> None:
    same = Option(100, 100, 4, 0, 0)
    items: list[Item] = [[same, Option(0, 0, 0, 0, 1)]] * 10
    layout = layout_of(items, all_droppable=True)
    states = combine(packed(items, layout), layout, keep=3)
    assert states is not None
    assert len(states) < 1024
    assert {layout.sum_of(state) for state in states} == set(range(0, 1001, 100))
    assert all(layout.changes_of(s) == 10 - layout.sum_of(s) // 100 for s in states)


def test_too_long_a_list_is_no_list_unless_it_is_cut() -> None:
    items: list[Item] = [[Option(1 << n, 0, 0, 0, 0), Option(0, 0, 0, 0, 1)] for n in range(10)]
    layout = layout_of(items, all_droppable=True)
    options = packed(items, layout)
    assert combine(options, layout, keep=1, limit=1000) is None
    lowest = combine(options, layout, keep=1, limit=1000, cut=True)
    assert lowest is not None
    assert [layout.sum_of(state) for state in lowest] == list(range(1000))


def test_partners_of_a_sum_come_with_the_highest_slack_first() -> None:
    items: list[Item] = [[Option(10, 10, 3, 0, 0), Option(10, 10, 1, 0, 1), Option(7, 0, 0, 0, 1)]]
    layout = layout_of(items, all_droppable=False)
    half = Half(combine(packed(items, layout), layout, keep=9) or [], layout, (2, 5, 0))
    lacks, combinations = half.of_sum(10)
    assert lacks == [-15, -5]
    assert [layout.hours_of(one) for one in combinations] == [1, 3]
    assert half.by_slack == [(0, 7, 0), (5, 10, 0), (15, 10, 0)]
