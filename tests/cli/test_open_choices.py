"""An offer with alternatives of which none is marked has one figure everywhere: the least."""

import pytest

from tests.cli.conftest import Program


@pytest.fixture
def offered(cli: Program) -> Program:
    """Return a ledger with a quote of 300 beside packages of 400 and 800, none of them marked."""
    cli.done(
        *("quote", "new", "rossi", "--title", "T", "--line", "1 x Work @ 300"),
        *("--alternative", "A=1 x Base @ 400", "--alternative", "A=1 x Full @ 800"),
    )
    return cli


def test_all_that_a_person_reads_begins_with_the_least(offered: Program) -> None:
    sent = offered("quote", "send", "P-2026-001").out
    listed, shown = offered("quote", "list").out, offered("quote", "show", "P-2026-001").out
    assert "from €700.00" in sent
    assert "from €700.00" in listed
    assert "from €700.00" in shown
    assert "least of each group" in shown
    assert "€300.00 net" not in sent + listed + shown


def test_the_json_stays_the_sum_of_what_counts(offered: Program) -> None:
    (first,) = offered.json("quote", "show", "P-2026-001")["rounds"]
    assert first["net"] == "300.00"


def test_the_floor_means_the_same_figure(offered: Program) -> None:
    offered.done("quote", "edit", "P-2026-001", "--floor", "700.01")
    assert "700.00" in offered.refused(4, "quote", "send", "P-2026-001")


def test_a_price_that_is_named_means_the_least_too(offered: Program) -> None:
    offered.done("quote", "send", "P-2026-001")
    offered.done("quote", "counter", "P-2026-001", "--net", "650")
    assert "from €650.00" in offered("quote", "list").out
    offered.refused(5, "quote", "revise", "P-2026-001", "--net", "399")
    assert "400.00" in offered.refused(5, "quote", "revise", "P-2026-001", "--net", "701")


def test_a_choice_that_is_made_has_a_total(offered: Program) -> None:
    offered.done("quote", "send", "P-2026-001")
    offered.done("quote", "accept", "P-2026-001", "--select", "3")
    listed, shown = offered("quote", "list").out, offered("quote", "show", "P-2026-001").out
    assert "from" not in listed + shown
    assert "€1,100.00" in listed
    assert "€1,100.00" in shown
