"""The cases of the negotiation report, read from a ledger whose story is told here."""

import datetime as dt
from decimal import Decimal

import pytest

from smm_ledger.core.analytics import Decided
from smm_ledger.core.lines import LineKind
from smm_ledger.core.money import Money
from smm_ledger.core.quotes import OutcomeReason
from smm_ledger.core.rounds import Ask
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.quote_inputs import CounterInput, QuoteInput, ReviseInput
from tests.support.ledgers import HandClock

START = dt.date(2026, 3, 2)
REEL = LineInput(service="reel", quantity=Decimal(5))
EXTRA = LineInput(
    description="Extra", unit_price=Decimal(90), kind=LineKind.OPTIONAL, selected=False
)


@pytest.fixture
def quote(ledger: Ledger) -> str:
    """Return a sent quote of 600 euros."""
    ledger.catalogue.add({"code": "reel", "description": "Reel", "price": "120"})
    return sent(ledger)


def sent(ledger: Ledger) -> str:
    """Make and send a quote of five reels and an option."""
    typed = QuoteInput(client="rossi-moda", title="T", lines=(REEL, EXTRA))
    number = ledger.quotes.new(typed).number
    ledger.negotiation.send(number)
    return number


def cases(ledger: Ledger) -> list[Decided]:
    """Return what the report is made of."""
    with ledger.storage.read() as reader:
        return list(reader.decided_quotes())


def test_what_is_open_or_taken_back_decides_nothing(ledger: Ledger, quote: str) -> None:
    assert cases(ledger) == []
    ledger.outcomes.withdraw(quote)
    assert cases(ledger) == []


def test_a_won_quote_counts_as_it_was_offered(ledger: Ledger, quote: str, clock: HandClock) -> None:
    clock.day = START + dt.timedelta(days=4)
    counter = CounterInput(offer=OfferInput(net=Decimal(450)), ask=Ask.BUDGET)
    ledger.negotiation.counter(quote, counter)
    ledger.negotiation.revise(quote, ReviseInput(offer=OfferInput(net=Decimal(540))))
    ledger.negotiation.counter(quote, CounterInput(comment="still too much", ask=Ask.HABIT))
    lower = ReviseInput(offer=OfferInput(net=Decimal(500)), get="deposit")
    ledger.negotiation.revise(quote, lower)
    ledger.outcomes.accept(quote, round_no=3, selection=[2])
    assert cases(ledger) == [
        Decided(
            won=True,
            client="rossi-moda",
            currency="EUR",
            first_net=60000,
            last_net=54000,
            services=("reel",),
            asks=(Ask.BUDGET, Ask.HABIT),
            rounds=5,
            rival=False,
            days_to_answer=4,
        )
    ]


def test_gifts_count_before_anything_is_decided(ledger: Ledger, quote: str) -> None:
    ledger.negotiation.revise(quote, ReviseInput(offer=OfferInput(net=Decimal(540))))
    lower = ReviseInput(offer=OfferInput(net=Decimal(500)), get="deposit")
    ledger.negotiation.revise(quote, lower)
    found = ledger.reports.negotiation()
    assert (found.overall.n, found.gifts) == (0, (Money(6000, "EUR"),))


def test_an_answer_is_the_first_word_whatever_it_is(
    ledger: Ledger, quote: str, clock: HandClock
) -> None:
    lost, silent = sent(ledger), sent(ledger)
    clock.day = START + dt.timedelta(days=9)
    ledger.outcomes.accept(quote)
    ledger.outcomes.decline(lost, reason=OutcomeReason.PRICE)
    ledger.outcomes.decline(silent, reason=OutcomeReason.NO_ANSWER)
    found = cases(ledger)
    assert [case.won for case in found] == [True, False, False]
    assert [case.days_to_answer for case in found] == [9, 9, None]


@pytest.mark.parametrize(
    "said",
    [
        CounterInput(comment="cheaper", competitor="Studio X"),
        CounterInput(comment="cheaper", competitor_price=Decimal(300)),
        CounterInput(comment="cheaper", ask=Ask.COMPETITOR),
    ],
)
def test_a_rival_is_a_name_a_price_or_an_ask(
    ledger: Ledger, quote: str, said: CounterInput
) -> None:
    ledger.negotiation.counter(quote, said)
    ledger.outcomes.accept(quote)
    assert [case.rival for case in cases(ledger)] == [True]


def test_a_rival_named_at_the_end_counts_too(ledger: Ledger, quote: str) -> None:
    ledger.outcomes.decline(quote, competitor="Studio X")
    assert [case.rival for case in cases(ledger)] == [True]
