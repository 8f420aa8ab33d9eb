"""A long list costs what is looked at."""

from collections.abc import Sequence

from smm_ledger.tui.widgets.pages import KEPT, PAGE, ListSource, Pages, Row

MANY = 100_000


class Counted:
    """A synthetic list that remembers which pages it was asked for, and knows no places."""

    def __init__(self, rows: int = MANY, first: int = 0) -> None:
        self.rows = rows
        self.first = first
        self.asked: list[int] = []

    def count(self) -> int:
        """Return how many rows there are."""
        return self.rows

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return rows that carry their number."""
        self.asked.append(offset)
        places = range(offset, min(offset + limit, self.rows))
        return [Row(f"k{self.first + at}", (f"row {self.first + at}",)) for at in places]

    def position(self, key: str) -> int | None:
        """Say nothing, for any `key`: the list has to look around."""
        assert key
        return None


def test_a_row_costs_one_page_and_its_neighbours_nothing() -> None:
    source = Counted()
    pages = Pages(source)
    rows = [pages.row(at) for at in range(5 * PAGE, 6 * PAGE)]
    assert [row.key for row in rows if row] == [f"k{at}" for at in range(5 * PAGE, 6 * PAGE)]
    assert source.asked == [5 * PAGE]


def test_only_the_pages_used_last_are_kept() -> None:
    source = Counted()
    pages = Pages(source)
    for number in range(KEPT + 1):
        pages.row(number * PAGE)
    pages.row(KEPT * PAGE)
    assert source.asked == [number * PAGE for number in range(KEPT + 1)]
    pages.row(0)
    assert source.asked[-1] == 0


def test_a_place_beyond_the_list_is_no_row() -> None:
    pages = Pages(Counted(3))
    assert pages.row(-1) is None
    assert pages.row(3) is None


def test_a_page_that_became_shorter_is_no_error() -> None:
    source = Counted(50)
    pages = Pages(source)
    source.rows = 10
    assert pages.row(40) is None


def test_a_row_that_moved_is_found_nearby() -> None:
    assert Pages(Counted(first=3)).find("k50003", near=50_010) == 50_000


def test_a_row_that_is_gone_is_looked_for_in_few_pages() -> None:
    source = Counted()
    assert Pages(source).find("gone", near=50_000) is None
    assert len(set(source.asked)) <= 5


def test_a_source_that_knows_the_place_is_believed() -> None:
    pages = Pages(ListSource([Row("a", ("A",)), Row("b", ("B",))]))
    assert pages.find("b", near=0) == 1
    assert pages.find("c", near=0) is None


def test_all_keys_come_page_by_page_in_order() -> None:
    source = Counted(2 * PAGE + 1)
    assert list(Pages(source).keys()) == [f"k{at}" for at in range(2 * PAGE + 1)]
    assert source.asked == [0, PAGE, 2 * PAGE]
