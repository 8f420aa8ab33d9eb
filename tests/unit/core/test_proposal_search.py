"""Meeting in the middle: the highest sums under a cap that keep a floor."""

from smm_ledger.core.proposal_packing import Half, Item, Layout, Option, combine, layout_of
from smm_ledger.core.proposal_search import Goal, lowest_above, meet, top_levels

ITEMS: list[Item] = [
    [Option(60, 60, 2, 0, 0), Option(0, 0, 0, 0, 1)],
    [Option(50, 50, 5, 0, 0), Option(0, 0, 0, 0, 1)],
    [Option(30, 30, 1, 0, 0), Option(0, 0, 0, 0, 1)],
    [Option(20, 0, 0, 0, 0), Option(0, 0, 0, 0, 1)],
]


def goal(cap: int, *, floor: int | None = None, limit: int = 3) -> Goal:
    """Return a goal whose net is the sum and whose floor is whole."""
    return Goal(
        cap=cap,
        limit=limit,
        net_of=lambda total: total,
        span_of=lambda total: (total, total),
        rank_of=lambda _, paid, hours: (paid << 16) // hours if hours else -1,
        keeps_floor=lambda _, paid, hours: floor is None or paid >= floor * hours,
        slack=None if floor is None else (1, floor, 0),
    )


def halves(wanted: Goal) -> tuple[Half, Half]:
    """Return the two whole halves."""
    layout: Layout = layout_of(ITEMS, all_droppable=True)
    parts = []
    for part in ((0, 1), (2, 3)):
        packed = [[layout.pack(i, o, c) for c, o in enumerate(ITEMS[i])] for i in part]
        parts.append(Half(combine(packed, layout, keep=9) or [], layout, wanted.slack))
    return parts[0], parts[1]


def test_the_highest_sums_under_the_cap_and_the_lowest_above_it() -> None:
    wanted = goal(105)
    assert top_levels(*halves(wanted), wanted, 105) == [100, 90, 80]
    assert lowest_above(*halves(wanted), wanted, 105) == 110


def test_a_floor_leaves_out_what_is_paid_too_little() -> None:
    wanted = goal(105, floor=20)
    assert top_levels(*halves(wanted), wanted, 105) == [90, 80, 60]
    dearer = goal(105, floor=30)
    assert top_levels(*halves(dearer), dearer, 105) == [90, 80, 60]
    assert lowest_above(*halves(dearer), dearer, 105) == 110
    assert top_levels(*halves(dearer), dearer, 19) == [0]
    assert lowest_above(*halves(dearer), dearer, 19) == 20


def test_combinations_of_one_sum_are_ranked_by_rate() -> None:
    wanted = goal(80)
    found = meet(*halves(wanted), wanted, [80])
    assert [(f.net, f.rate_rank >> 16, f.fewness) for f in found] == [(80, 30, -2), (80, 13, -2)]
    assert found[0].choices == (0, 1, 1, 0)
    assert meet(*halves(wanted), wanted, [80], accept=lambda _s, _p, hours: hours > 2) == found[1:]


def test_nothing_left_is_no_answer() -> None:
    wanted = goal(10)
    assert meet(*halves(wanted), wanted, [0]) == []
