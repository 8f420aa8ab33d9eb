"""A quote's page: what changed, what may be ticked, and nothing private in any field."""

from dataclasses import asdict, replace
from decimal import Decimal

import pytest

from smm_ledger.core.errors import NotFoundError
from smm_ledger.core.lines import Discount, Line, LineKind
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Round, Side
from smm_ledger.core.states import QuoteStatus
from smm_ledger.core.totals import compute
from smm_ledger.documents.quote_view import build_quote
from smm_ledger.documents.views import BrandView, QuoteView
from smm_ledger.i18n import Translator
from tests.support.papers import (
    CHOICES,
    CLIENT,
    FLAT_RATE,
    ISSUER,
    PRIVATE,
    PRIVATE_FIGURES,
    negotiated,
    quote_of,
    round_of,
    service,
    services,
)


def _view(quote: object = None, seq: int = 3, **changes: object) -> QuoteView:
    return build_quote(
        quote or negotiated(),  # type: ignore[arg-type] # a Quote, or the default
        seq,
        issuer=ISSUER,
        client=CLIENT,
        t=Translator("en"),
        brand=BrandView(),
        **changes,  # type: ignore[arg-type] # options of build_quote, by name
    )


def test_a_draft_cannot_be_signed() -> None:
    quote = replace(quote_of(round_of(1, services(2), frozen=False)), status=QuoteStatus.DRAFT)
    view = _view(quote, 1)
    assert (view.banner, view.acceptance) == ("Draft: not an offer yet", None)


def test_nothing_private_is_in_any_field() -> None:
    text = repr(asdict(_view(compare=True)))
    assert PRIVATE not in text
    assert [figure for figure in PRIVATE_FIGURES if figure in text] == []


def test_number_and_round_stand_together() -> None:
    assert _view().number == "P-2026-014/3"


def test_the_change_is_shown_against_my_last_offer() -> None:
    changes = _view().changes
    assert changes is not None
    assert "P-2026-014/1" in changes.title
    assert [(c.sign, c.description, c.before, c.after) for c in changes.changes] == [
        ("~", "Voce 001 (12 → 10)", "€420.00", "€350.00"),
        ("−", "Voce 003", "€420.00", ""),
    ]
    assert changes.difference.value == "−€490.00"


def test_an_added_line_has_a_plus() -> None:
    quote = quote_of(round_of(1, services(1)), round_of(2, services(2)))
    changes = _view(quote, 2).changes
    assert changes is not None
    assert [(c.sign, c.description, c.after) for c in changes.changes] == [
        ("+", "Voce 002", "€420.00")
    ]
    assert changes.difference.value == "+€420.00"


def test_a_discount_alone_is_a_change() -> None:
    discount = Discount(percent=Decimal(10))
    lines = services(1)
    totals = compute(lines, rules=FLAT_RATE, currency="EUR", discount=discount)
    quote = quote_of(round_of(1, lines), round_of(2, lines, discount=discount, totals=totals))
    changes = _view(quote, 2).changes
    assert changes is not None
    assert [(c.description, c.before, c.after) for c in changes.changes] == [
        ("Discount", "", "−€42.00")
    ]


@pytest.mark.parametrize("seq", [1, 2])
def test_a_first_offer_and_the_clients_first_have_nothing_to_compare(seq: int) -> None:
    assert _view(seq=seq).changes is None


def test_the_same_offer_again_shows_no_change() -> None:
    quote = quote_of(round_of(1, services(2)), round_of(2, services(2)))
    assert _view(quote, 2).changes is None


def test_options_are_boxes_and_alternatives_rings() -> None:
    ticks = [
        [(line.description, line.tick) for group in table.groups for line in group.lines]
        for table in _view().options
    ]
    assert ticks == [
        [("Mezza giornata", "ring-ticked"), ("Giornata intera", "ring")],
        [("Newsletter", "box-ticked"), ("Reel in più", "box")],
    ]


def _packages(*taken: int) -> Quote:
    """Return three whole packages beside a set-up, some marked."""
    names = ("Base", "Growth", "All")
    lines = tuple(
        service(
            name,
            kind=LineKind.ALTERNATIVE,
            group="Package",
            selected=no in taken,
            included=f"{name} posts; report",
            excluded="videos",
            unit_price=Decimal(100 * (no + 1)),
            quantity=Decimal(1),
        )
        for no, name in enumerate(names)
    )
    return quote_of(round_of(1, (*services(1), *lines)))


def test_each_package_shows_its_own_lists_and_the_whole_total() -> None:
    (table,) = _view(_packages(1), 1).options
    rows = table.groups[0].lines
    assert [row.details for row in rows] == [
        ("Included: Base posts · report", "Not included: videos"),
        ("Included: Growth posts · report", "Not included: videos"),
        ("Included: All posts · report", "Not included: videos"),
    ]
    assert [row.total for row in rows] == ["€542.80 in all", "€646.80 in all", "€750.80 in all"]
    view = _view(_packages(1), 1)
    assert view.totals[-1].value == "€646.80"
    assert view.included is not None
    assert "Growth posts" not in view.included.paragraphs
    assert view.acceptance is not None
    assert "as marked, for a total of €646.80" in view.acceptance.text


def test_without_a_mark_the_total_begins_with_the_least() -> None:
    view = _view(_packages(), 1)
    last = view.totals[-1]
    assert (last.label, last.value, last.kind) == ("Total from", "€542.80", "grand")
    assert last.note == "with the least of each group"
    assert view.acceptance is not None
    assert "€" not in view.acceptance.text
    assert "for the total of what is ticked" in view.acceptance.text
    assert view.terms[0].value == "30% on acceptance, of the net of what you choose"
    alone = replace(_packages().rounds[0], lines=_packages().rounds[0].lines[1:])
    view = _view(quote_of(alone), 1)
    assert view.lines.groups == ()
    assert view.totals[-1].value == "€106.00"


def test_what_another_group_must_add_is_in_the_whole_of_a_package() -> None:
    photos = service(
        "Photos", kind=LineKind.ALTERNATIVE, group="B", selected=False, unit_price=Decimal(10)
    )
    quote = quote_of(round_of(1, (*_packages().rounds[0].lines, photos)))
    packages, other = _view(quote, 1).options[0].groups
    assert packages.lines[0].total == "from €667.60 in all"
    assert other.title == "Choice B"


def _priced(*prices: int, **changes: object) -> tuple[Line, ...]:
    """Return work beside an option and an alternative, none of them taken."""
    kinds = (LineKind.SERVICE, LineKind.OPTIONAL, LineKind.ALTERNATIVE)
    return tuple(
        service(
            str(kind),
            kind=kind,
            group="A" if kind is LineKind.ALTERNATIVE else "",
            selected=kind is LineKind.SERVICE,
            unit_price=Decimal(price),
            quantity=Decimal(1),
            **changes,
        )
        for kind, price in zip(kinds, prices, strict=True)
    )


def _changed(*rounds: Round) -> list[tuple[str, str, str, str]]:
    view = _view(quote_of(*rounds), len(rounds))
    assert view.changes is not None
    return [(one.sign, one.description, one.before, one.after) for one in view.changes.changes]


def test_what_is_to_be_chosen_changes_its_own_price() -> None:
    rounds = (round_of(1, _priced(100, 250, 400)), round_of(2, _priced(100, 240, 390)))
    assert _changed(*rounds) == [
        ("~", "optional", "€250.00, to choose", "€240.00, to choose"),
        ("~", "alternative", "€400.00, to choose", "€390.00, to choose"),
    ]
    view = _view(quote_of(*rounds), 2)
    assert view.changes is not None
    assert view.changes.difference.value == "−€10.00"  # an option is nobody's duty


def test_an_option_that_is_taken_comes_into_the_total() -> None:
    before = _priced(100, 250, 400)
    after = (before[0], replace(before[1], selected=True), before[2])
    assert _changed(round_of(1, before), round_of(2, after)) == [
        ("~", "optional", "€250.00, to choose", "€250.00")
    ]


def test_a_discount_comes_changes_and_goes() -> None:
    def at(seq: int, percent: int | None) -> Round:
        lines = services(1)
        discount = Discount(percent=Decimal(percent)) if percent else None
        totals = compute(lines, rules=FLAT_RATE, currency="EUR", discount=discount)
        return round_of(seq, lines, discount=discount, totals=totals)

    assert _changed(at(1, None), at(2, 10)) == [("+", "Discount", "", "−€42.00")]
    assert _changed(at(1, 10), at(2, 20)) == [("~", "Discount", "−€42.00", "−€84.00")]
    assert _changed(at(1, 10), at(2, None)) == [("−", "Discount", "−€42.00", "")]


def test_my_planning_is_no_change() -> None:
    before, after = services(1), services(1, hours=Decimal(3))
    assert _view(quote_of(round_of(1, before), round_of(2, after)), 2).changes is None


def test_the_lines_hold_neither_options_nor_the_clients_ad_spend() -> None:
    rows = [line.description for group in _view().lines.groups for line in group.lines]
    assert rows == ["Voce 001", "Voce 002"]


def test_ad_spend_stands_apart_and_is_in_no_total() -> None:
    view = _view()
    assert view.ad_spend is not None
    assert view.ad_spend.facts[0].value == "€2,000.00"
    without = quote_of(round_of(1, CHOICES[:-1]))
    with_spend = quote_of(round_of(1, CHOICES))
    assert _view(without, 1).totals == _view(with_spend, 1).totals


def test_without_ad_spend_there_is_no_box() -> None:
    assert _view(quote_of(round_of(1, services(1))), 1).ad_spend is None


def test_what_is_included_is_listed_once() -> None:
    view = _view()
    assert view.included is not None
    assert view.included.paragraphs == ("2 giri di revisione", "testi e grafica")
    assert view.excluded is not None
    assert view.excluded.paragraphs == ("Budget pubblicitario",)


def test_the_deposit_is_a_share_of_the_net() -> None:
    quote = quote_of(round_of(1, services(1)))
    assert "€126.00" in _view(quote, 1).terms[0].value


def test_a_percent_fee_says_of_what() -> None:
    fee = service(
        "Gestione campagne",
        kind=LineKind.PERCENT_FEE,
        fee_percent=Decimal(15),
        fee_minimum=Decimal(150),
        included_units=Decimal(3),
    )
    view = _view(quote_of(round_of(1, (fee,))), 1)
    line = view.lines.groups[0].lines[0]
    assert (line.quantity, line.unit_price, line.amount) == ("", "", "€150.00")
    assert line.details == ("15% of the ad spend", "at least €150.00", "3 included")


def test_only_my_offers_are_signed() -> None:
    assert _view(seq=2).acceptance is None
    assert _view(seq=2).banner
    assert _view(seq=3).acceptance is not None
    assert _view(seq=3).banner == ""


def test_an_unsent_round_of_a_draft_says_so() -> None:
    draft = quote_of(round_of(1, services(1), frozen=False, side=Side.ME))
    assert _view(draft, 1).banner == ""
    object.__setattr__(draft, "status", QuoteStatus.DRAFT)
    assert _view(draft, 1).banner == "Draft: not an offer yet"


def test_the_page_to_compare_offers_is_optional_and_leaves_the_other_column_empty() -> None:
    assert _view().compare is None
    compare = _view(compare=True).compare
    assert compare is not None
    assert len(compare.rows) > 8


def test_there_is_no_fourth_round() -> None:
    with pytest.raises(NotFoundError):
        _view(seq=4)
