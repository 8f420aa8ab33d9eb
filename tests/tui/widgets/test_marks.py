"""Marks of many rows without a list of them."""

from smm_ledger.tui.widgets.marks import Marks

KEYS = ("a", "b", "c")


def test_a_mark_is_put_and_taken_away() -> None:
    marks = Marks()
    marks.toggle("b")
    assert (marks.has("a"), marks.has("b"), marks.count(3)) == (False, True, 1)
    marks.toggle("b")
    assert (marks.has("b"), marks.count(3)) == (False, 0)


def test_all_but_one() -> None:
    marks = Marks()
    marks.toggle_all()
    marks.toggle("b")
    assert (marks.of(KEYS), marks.count(3)) == (("a", "c"), 2)


def test_all_again_is_none_but_some_become_all() -> None:
    marks = Marks()
    marks.toggle("a")
    marks.toggle_all()
    assert marks.of(KEYS) == KEYS
    marks.toggle_all()
    assert marks.of(KEYS) == ()


def test_marked_keys_come_in_the_order_of_the_list() -> None:
    marks = Marks()
    for key in ("c", "a"):
        marks.toggle(key)
    assert marks.of(KEYS) == ("a", "c")


def test_without_marks_the_list_is_not_read() -> None:
    unread = iter(KEYS)
    assert Marks().of(unread) == ()
    assert next(unread) == "a"
