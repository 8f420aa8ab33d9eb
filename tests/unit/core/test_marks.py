"""The mark changes nothing."""

from smm_ledger.core.marks import N_


def test_a_marked_string_is_itself() -> None:
    assert N_("nothing else") == "nothing else"
