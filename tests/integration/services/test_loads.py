"""Requests and effort on a real ledger, and what a client really cost."""

import datetime as dt
from decimal import Decimal

import pytest

from smm_ledger.core.effort import EffortTag
from smm_ledger.core.errors import InputError, NotFoundError
from smm_ledger.core.money import Money
from smm_ledger.core.requests import RequestKind
from smm_ledger.core.states import QuoteStatus
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.quote_inputs import QuoteInput
from smm_ledger.services.read_models import ListQuery
from smm_ledger.services.retainer_inputs import RetainerInput, UsageInput
from tests.support.ledgers import HandClock

ROSSI = "rossi-moda"
LINE = LineInput(
    description="Gestione", quantity=Decimal(2), unit_price=Decimal(600), hours=Decimal(15)
)


def accepted(ledger: Ledger) -> str:
    """Return an accepted quote whose hour is worth 40.00."""
    number = ledger.quotes.new(QuoteInput(client=ROSSI, title="Canone", lines=[LINE])).number
    ledger.negotiation.send(number)
    ledger.outcomes.accept(number)
    return number


def signed(ledger: Ledger) -> str:
    """Return a retainer whose hour is worth 50.00, with 12 of an hour each."""
    ledger.catalogue.add({"code": "post", "description": "Post", "price": "50", "hours": "1"})
    lines = [LineInput(service="post", quantity=Decimal(12))]
    return ledger.retainers.add(RetainerInput(client=ROSSI, title="Post", lines=lines)).name


def test_a_gift_is_counted_at_the_rate_of_the_accepted_quote(ledger: Ledger) -> None:
    number = accepted(ledger)
    gift = ledger.requests.add(ROSSI, "Logo", kind=RequestKind.GIFT, hours=Decimal(3))
    assert (gift.value, gift.rate, gift.rate_source) == (12000, Decimal(40), number)


def test_the_retainer_says_first_what_an_hour_is_worth(ledger: Ledger) -> None:
    accepted(ledger)
    name = signed(ledger)
    rate = ledger.requests.rate(ROSSI)
    assert rate is not None
    assert (rate.hour, rate.source) == (Money(5000, "EUR"), name)
    ledger.retainers.end(name)
    rate = ledger.requests.rate(ROSSI)
    assert rate is not None
    assert rate.hour == Money(4000, "EUR")


def test_the_calculator_says_it_where_nothing_was_agreed(ledger: Ledger) -> None:
    ledger.rates.set({"net_income": "26400"})
    rate = ledger.requests.rate(ROSSI)
    assert rate is not None
    assert (rate.hour, rate.source) == (Money(2500, "EUR"), "rate")


def test_without_a_rate_or_hours_a_gift_has_no_figure(ledger: Ledger) -> None:
    assert ledger.requests.add(ROSSI, "A", kind=RequestKind.GIFT, hours=Decimal(1)).value is None
    accepted(ledger)
    assert ledger.requests.add(ROSSI, "B", kind=RequestKind.GIFT).value is None
    load = ledger.loads.of(ROSSI)
    assert (load.gifts, load.uncounted, load.gift_value.minor) == (2, 2, 0)


def test_a_change_order_has_a_draft_quote_and_outlives_it(ledger: Ledger) -> None:
    accepted(ledger)
    order = ledger.requests.add(
        ROSSI, "Sito nuovo", kind=RequestKind.CHANGE_ORDER, hours=Decimal(10)
    )
    quote = ledger.quotes.show(order.quote)
    assert (quote.status, quote.title) == (QuoteStatus.DRAFT, "Sito nuovo")
    assert quote.current.totals.net == 40000
    ledger.quotes.delete(order.quote)
    (left,) = ledger.requests.list()
    assert (left.kind, left.quote, left.quote_id) == (RequestKind.CHANGE_ORDER, "", None)
    assert ledger.upkeep.check(full=True) == []


@pytest.mark.parametrize(
    ("text", "hours", "date", "field"),
    [
        (" ", None, None, "text"),
        ("Logo", Decimal(0), None, "hours"),
        ("Logo", None, dt.date(2026, 3, 3), "date"),
    ],
)
def test_a_wrong_request_changes_nothing(
    ledger: Ledger, text: str, hours: Decimal | None, date: dt.date | None, field: str
) -> None:
    with pytest.raises(InputError) as refused:
        ledger.requests.add(ROSSI, text, kind=RequestKind.CHANGE_ORDER, hours=hours, date=date)
    assert refused.value.subject == field
    assert ledger.requests.list() == []
    assert ledger.quotes.list() == []


def test_effort_is_logged_listed_and_taken_back(ledger: Ledger) -> None:
    ledger.effort.add(ROSSI, Decimal("1.5"), tag=EffortTag.TROLL, note="di notte")
    ledger.effort.add(ROSSI, Decimal(1))
    assert [one.name for one in ledger.effort.list()] == ["effort-2", "effort-1"]
    (troll,) = ledger.effort.list(ListQuery(status="troll"))
    assert (troll.client, troll.minutes, troll.note) == (ROSSI, 90, "di notte")
    ledger.effort.delete("effort-1")
    with pytest.raises(NotFoundError):
        ledger.effort.delete("effort-1")
    assert ledger.effort.add(ROSSI, Decimal(1)).name == "effort-3"
    assert ledger.upkeep.check(full=True) == []


def test_effort_needs_a_minute_a_past_day_and_a_client(ledger: Ledger) -> None:
    with pytest.raises(InputError):
        ledger.effort.add(ROSSI, Decimal(0))
    with pytest.raises(InputError):
        ledger.effort.add(ROSSI, Decimal(1), date=dt.date(2026, 3, 3))
    with pytest.raises(NotFoundError):
        ledger.effort.add("nobody", Decimal(1))


def test_what_a_client_cost_and_what_it_was_billed(ledger: Ledger, clock: HandClock) -> None:
    name = signed(ledger)
    use = UsageInput(service="post", quantity=Decimal(14), tag=EffortTag.ODD)
    ledger.retainers.use(name, use)
    draft = ledger.invoices.new(
        InvoiceInput(client=ROSSI, lines=[LineInput(description="X", unit_price=Decimal(850))])
    )
    ledger.invoices.issue(draft.name)
    ledger.effort.add(ROSSI, Decimal(2), tag=EffortTag.TROLL)
    ledger.effort.add(ROSSI, Decimal(1))
    ledger.requests.add(ROSSI, "Logo", kind=RequestKind.GIFT, hours=Decimal(2))
    ledger.requests.add(ROSSI, "Orari", kind=RequestKind.INSIDE)
    load = ledger.loads.of(ROSSI)
    assert (load.since, load.until) == (dt.date(2025, 3, 3), dt.date(2026, 3, 2))
    assert load.billed == Money(85000, "EUR")
    assert {str(tag): minutes for tag, minutes in load.minutes.items()} == {
        "normal": 60,
        "odd": 840,
        "troll": 120,
        "crisis": 0,
    }
    assert load.earned == Money(5000, "EUR")
    assert load.unasked == Money(80000, "EUR")
    assert (load.gifts, load.gift_value.minor, load.inside) == (1, 10000, 1)
    assert (load.overage.minor, load.overage_open.minor) == (0, 10000)
    clock.day = dt.date(2027, 3, 2)
    later = ledger.loads.of(ROSSI)
    assert (later.billed.minor, later.all_minutes, later.gifts) == (0, 0, 0)


def test_nothing_is_told_of_a_client_that_took_nothing(ledger: Ledger) -> None:
    assert ledger.loads.of(ROSSI).empty
    ledger.effort.add(ROSSI, Decimal(1))
    assert not ledger.loads.of(ROSSI).empty
