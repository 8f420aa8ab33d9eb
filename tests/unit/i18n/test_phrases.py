"""Phrases about data: what a smaller offer drops or shrinks."""

from decimal import Decimal

from smm_ledger.core.proposals import Change, Proposal
from smm_ledger.i18n.phrases import changes_in_words
from smm_ledger.i18n.translator import Translator
from tests.support.factories import a_line, totals_of

LINES = (a_line(description="Reel", quantity=Decimal(8)), a_line(description="Piano {x}"))


def smaller(*changes: Change) -> Proposal:
    return Proposal(changes=changes, lines=LINES, totals=totals_of(*LINES), hourly_rate=None)


def test_what_shrinks_and_what_goes_is_said_line_by_line() -> None:
    shrunk = Change(line_no=1, from_quantity=Decimal(8), to_quantity=Decimal("2.5"))
    gone = Change(line_no=2, from_quantity=Decimal(1), to_quantity=Decimal(0))
    said = changes_in_words(smaller(shrunk, gone), LINES, Translator("en"))
    assert said == "Reel: 8 to 2.5; without Piano {x}"


def test_an_offer_that_fits_already_stays() -> None:
    assert changes_in_words(smaller(), LINES, Translator("en")) == "as it stands"
