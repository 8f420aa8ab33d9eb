"""What one writes about a quote: the right words where it stands, short, complete, polite."""

from dataclasses import replace
from decimal import Decimal

import pytest

from smm_ledger.core.lines import Discount, Line, LineKind
from smm_ledger.core.quotes import Quote
from smm_ledger.core.rounds import Side
from smm_ledger.core.states import QuoteStatus
from smm_ledger.services.quote_texts import quote_text
from tests.support.factories import a_client, a_line, a_quote, a_round, an_issuer

REEL = a_line(120, description="Reel", quantity=Decimal(3))
CARE = a_line(400, description="Community")
ADS = a_line(800, description="Ads", kind=LineKind.AD_SPEND_INFO)
PHOTO = a_line(90, description="Photos", kind=LineKind.OPTIONAL, selected=False)


def package(price: int, name: str, *, taken: bool = False) -> Line:
    """Return one of three packages."""
    return a_line(
        price, description=name, kind=LineKind.ALTERNATIVE, group="Package", selected=taken
    )


def told(quote: Quote) -> str:
    """Return the text in English, every blank an ordinary one."""
    return quote_text(quote, a_client(language="en"), an_issuer()).replace("\u00a0", " ")


def test_a_first_offer_stands_alone() -> None:
    text = told(a_quote(a_round(REEL, ADS, PHOTO), deposit_percent=Decimal(30)))
    assert text == (
        "Hello Rossi Moda S.r.l.,\n\n"
        "here is my offer P-2026-014: Instagram 2027.\n\n"
        "- Reel (3): €360.00\n"
        "- Ads: €800.00, paid by you to the platform\n"
        "- Photos: €90.00, if you like\n\n"
        "Net €360.00, total €360.00.\n\n"
        "A deposit of 30% is due when you accept.\n\n"
        "The offer is valid until 30 November 2026.\n\n"
        "Does it suit you? Write to me with a yes, or with what you would change.\n\n"
        "Giulia Bianchi\n"
    )


def test_a_new_round_says_what_is_new() -> None:
    less = a_round(replace(REEL, quantity=Decimal(2)), a_line(50, description="Report"), seq=3)
    said = a_round(REEL, CARE, seq=2, side=Side.CLIENT, discount=Discount(amount=10_000))
    text = told(a_quote(a_round(REEL, CARE), said, less, status=QuoteStatus.NEGOTIATING))
    assert "here is my new offer P-2026-014/3: Instagram 2027." in text
    assert (
        "New since P-2026-014/1:\n"
        "- changed: Reel (2)\n"
        "- added: Report\n"
        "- taken out: Community\n"
        "- net: -€470.00\n"
    ) in text


def test_a_counter_offer_is_answered_by_what_stands() -> None:
    said = a_round(REEL, CARE, seq=2, side=Side.CLIENT, discount=Discount(amount=16_000))
    text = told(a_quote(a_round(REEL, CARE), said, status=QuoteStatus.NEGOTIATING))
    assert (
        "thank you for your proposal of 1 November 2026: €600.00 net."
        " My offer P-2026-014/1, Instagram 2027, stands:"
    ) in text
    assert "tell me what matters most" in text
    assert "New since" not in text


def test_words_alone_are_thanked_for_without_a_price() -> None:
    said = a_round(REEL, seq=2, side=Side.CLIENT, note="too dear")
    text = told(a_quote(a_round(REEL), said, status=QuoteStatus.NEGOTIATING))
    assert "thank you for your message of 1 November 2026." in text
    assert "too dear" not in text


def test_an_acceptance_is_confirmed_with_what_was_taken() -> None:
    lines = (REEL, PHOTO, package(500, "Base"), package(900, "Growth"))
    quote = a_quote(
        a_round(*lines),
        status=QuoteStatus.ACCEPTED,
        accepted_round=1,
        selection=(4,),
        deposit_percent=Decimal(30),
    )
    text = told(quote)
    assert "thank you for accepting offer P-2026-014, Instagram 2027." in text
    assert "- Growth: €900.00\n" in text
    assert "Base" not in text
    assert "Photos" not in text
    assert "total €1,260.00." in text
    assert "I will send you the invoice of the deposit of 30%." in text
    assert "valid until" not in text
    assert "deposit" not in told(replace(quote, invoices=("draft-1",)))


@pytest.mark.parametrize(
    ("lines", "line", "total"),
    [
        ((REEL, package(500, "Base")), "€500.00, one of “Package”", "Net from €860.00, total from"),
        ((package(500, "Base"), package(9, "B")), "€500.00, one of “Package”", "Net from €9.00,"),
        ((REEL, package(500, "Base", taken=True)), "- Base: €500.00\n", "total €860.00."),
    ],
)
def test_packages_promise_no_less_than_must_be_chosen(
    lines: tuple[Line, ...], line: str, total: str
) -> None:
    text = told(a_quote(a_round(*lines)))
    assert line in text
    assert total in text


def test_what_is_over_asks_for_nothing() -> None:
    text = told(a_quote(a_round(REEL), status=QuoteStatus.DECLINED))
    assert "suit you" not in text
