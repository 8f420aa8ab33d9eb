"""The checklist: what a quote says, what it lacks, and how that is added."""

from decimal import Decimal

import pytest

from smm_ledger.core.checklist import ENTRIES, Item, checklist, missing, with_text
from smm_ledger.core.lines import LineKind
from tests.support.factories import a_line


def test_a_bare_line_lacks_everything() -> None:
    assert missing(checklist([a_line("100")])) == tuple(Item)


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (Item.STRATEGY, {"service": "strategia"}),
        (Item.STRATEGY, {"description": "Positioning and strategy"}),
        (Item.POLICY, {"description": "Social media policy"}),
        (Item.CRISIS, {"excluded": "Reperibilità la sera"}),
        (Item.CRISIS, {"included": "crisis: answers within 4 hours"}),
        (Item.APPROVAL, {"included": "una persona approva entro due giorni"}),
        (Item.REVISIONS, {"included": "una revisione per contenuto"}),
        (Item.AD_BUDGET, {"excluded": "Budget pubblicitario, pagato dal cliente"}),
        (Item.DEPOSIT, {"included": "acconto del 30 % alla firma"}),
        (Item.EXCLUDED, {"excluded": "logo"}),
    ],
)
def test_a_text_or_a_service_speaks_of_an_item(item: Item, line: dict[str, str]) -> None:
    assert item not in missing(checklist([a_line("100", **line)]))


def test_a_word_inside_another_is_not_meant() -> None:
    assert Item.POLICY in missing(checklist([a_line("100", description="Monopolicy")]))


def test_title_and_deposit_of_the_quote_count() -> None:
    checks = checklist([a_line()], title="Strategia 2027", deposit_percent=Decimal(30))
    assert {Item.STRATEGY, Item.DEPOSIT} & set(missing(checks)) == set()
    assert Item.DEPOSIT in missing(checklist([a_line()], deposit_percent=Decimal(0)))


@pytest.mark.parametrize("item", [item for item in Item if item is not Item.DEPOSIT])
@pytest.mark.parametrize("included", [True, False])
def test_what_one_key_adds_makes_the_item_present(item: Item, *, included: bool) -> None:
    entry = ENTRIES[item]
    text = entry.included if included else entry.excluded
    lines = with_text([a_line("100")], text, included=included)
    assert not text or item not in missing(checklist(lines))


def test_a_text_joins_the_first_line_that_counts_and_only_once() -> None:
    info = a_line("500", kind=LineKind.AD_SPEND_INFO)
    line = a_line("100", included="calendario")
    once = with_text([info, line], "una revisione", included=True)
    assert (once[0], once[1].included) == (info, "calendario; una revisione")
    assert with_text(once, "una revisione", included=True) == once
    assert with_text([info], "logo", included=False)[0].excluded == "logo"
