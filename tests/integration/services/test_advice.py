"""Payers, checklist, capacity, the hour and the catalogue, as a user meets them."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from smm_ledger.core.checklist import Item, missing
from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import IllegalTransition, InputError, NotFoundError, RuleError
from smm_ledger.core.quotes import Quote
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.quote_inputs import BoundsInput, QuoteInput, ReviseInput
from tests.support.ledgers import HandClock

PLAN = {"net_income": "24000", "weeks": "40", "hours_per_week": "25", "billable_percent": "60"}


def work(hours: str | None = None, unit: str = "") -> LineInput:
    """Return a line of 1000 as typed."""
    return LineInput(
        description="Management",
        unit_price=Decimal(1000),
        unit=unit,
        hours=None if hours is None else Decimal(hours),
    )


@pytest.fixture
def quote(ledger: Ledger) -> Callable[..., Quote]:
    """Return a maker of drafts."""

    def make(*lines: LineInput, **more: object) -> Quote:
        typed = QuoteInput(client="rossi-moda", title="T", lines=lines or (work(),), **more)  # type: ignore[arg-type]  # by the test
        return ledger.quotes.new(typed)

    return make


def pay_late(ledger: Ledger, clock: HandClock, *lateness: int) -> None:
    """Let the client pay an invoice so many days late, one after the other."""
    for days in lateness:
        typed = InvoiceInput(client="rossi-moda", lines=(work(),), terms=Terms("days", 10))
        number = ledger.invoices.issue(ledger.invoices.new(typed).name).invoice.number
        clock.day += dt.timedelta(days=10 + days)
        owed = ledger.invoices.show(number).balance.decimal
        ledger.payments.add(PaymentInput(target=number, amount=owed))


# payers


def test_a_late_payer_is_asked_for_a_deposit_and_shorter_terms(
    ledger: Ledger, clock: HandClock, quote: Callable[..., Quote]
) -> None:
    pay_late(ledger, clock, 16, 20)
    assert ledger.payers.advice("rossi") is None
    pay_late(ledger, clock, 18)
    own = quote()
    advised = ledger.payers.advice_on(own.number)
    assert advised is not None
    assert (advised.deposit_percent, str(advised.terms)) == (Decimal(30), "15")
    taken = ledger.payers.take(own.number)
    assert (taken.deposit_percent, str(taken.terms)) == (Decimal(30), "15")
    assert ledger.payers.advice_on(own.number) is None
    with pytest.raises(RuleError):
        ledger.payers.take(own.number)


def test_a_punctual_client_is_asked_for_nothing(ledger: Ledger, clock: HandClock) -> None:
    pay_late(ledger, clock, 15, 15, 15)
    assert ledger.payers.advice("rossi") is None


def test_terms_of_a_quote_are_those_of_its_invoices(
    ledger: Ledger, quote: Callable[..., Quote]
) -> None:
    number = quote(terms=Terms("days", 7)).number
    ledger.negotiation.send(number)
    ledger.outcomes.accept(number)
    (draft,) = ledger.billing.invoice(number)
    assert draft.terms == Terms("days", 7)
    with pytest.raises(IllegalTransition):
        ledger.quotes.edit(number, QuoteInput(terms=Terms("days", 60)))


def test_a_new_round_may_ask_a_deposit_and_other_terms(
    ledger: Ledger, quote: Callable[..., Quote]
) -> None:
    number = quote().number
    ledger.negotiation.send(number)
    typed = ReviseInput(deposit=Decimal(50), terms=Terms("days", 0))
    own = ledger.negotiation.revise(number, typed)
    assert (own.deposit_percent, own.terms, own.current.gift) == (
        *(Decimal(50), Terms("days", 0), None),
    )


# the checklist


def test_an_item_joins_a_draft_in_the_clients_language(
    ledger: Ledger, quote: Callable[..., Quote]
) -> None:
    ledger.clients.edit("rossi", {"language": "en"})
    number = quote().number
    assert len(missing(ledger.checklists.of(number))) == len(Item)
    own = ledger.checklists.add(number, Item.CRISIS, included=False)
    (line,) = own.current.lines
    assert line.excluded == "crises and answers out of hours, on call at an agreed fee"
    left = missing(ledger.checklists.of(number))
    assert not {Item.CRISIS, Item.EXCLUDED} & set(left)
    with pytest.raises(InputError):
        ledger.checklists.add(number, Item.CRISIS, included=False)


def test_on_a_sent_quote_it_is_my_next_round_at_the_same_price(
    ledger: Ledger, quote: Callable[..., Quote]
) -> None:
    number = quote(deposit=None).number
    ledger.negotiation.send(number)
    own = ledger.checklists.add(number, Item.DEPOSIT)
    first, second = own.rounds
    assert second.totals == first.totals
    assert (second.seq, second.gift, own.deposit_percent) == (2, None, Decimal(30))
    assert Item.DEPOSIT not in missing(ledger.checklists.of(number))


def test_a_text_goes_only_where_there_is_one(ledger: Ledger, quote: Callable[..., Quote]) -> None:
    with pytest.raises(InputError):
        ledger.checklists.add(quote().number, Item.APPROVAL, included=False)


# bounds


def test_bounds_change_at_any_state_and_are_cleared(
    ledger: Ledger, clock: HandClock, quote: Callable[..., Quote]
) -> None:
    number = quote(bounds=BoundsInput(floor=Decimal(900), walk_away="a month late")).number
    ledger.negotiation.send(number)
    ledger.outcomes.accept(number)
    clock.day = dt.date(2026, 3, 9)
    typed = BoundsInput(walk_away="", alternative="wait", cleared=frozenset({"floor"}))
    own = ledger.quotes.edit(number, QuoteInput(bounds=typed))
    assert (own.bounds.floor, own.bounds.walk_away, own.bounds.alternative) == (None, "", "wait")
    steps = [(step.date.day, step.field, step.before, step.after) for step in own.trail]
    assert steps == [
        (2, "floor", None, 90000),
        (2, "walk_away", None, "a month late"),
        (9, "floor", 90000, None),
        (9, "walk_away", "a month late", None),
        (9, "alternative", None, "wait"),
    ]
    copy = ledger.quotes.duplicate(number)
    assert copy.bounds.alternative == "wait"


# the hour and the months


def test_the_calculators_hour_guides_a_quote_without_a_floor(
    ledger: Ledger, quote: Callable[..., Quote]
) -> None:
    lines = (work("20"), LineInput(description="Care", unit_price=Decimal(200), hours=Decimal(10)))
    number = quote(*lines).number
    ledger.negotiation.send(number)
    assert [p.totals.net for p in ledger.scope.propose(number, net=Decimal(1100)).proposals] == [
        100000,
        20000,
    ]
    assert str(ledger.rates.set(PLAN).rate.floor) == "40.00"  # type: ignore[union-attr]  # just set
    found = ledger.rates.floors(number)
    assert (str(found.hourly), str(found.net), found.derived) == ("40.00", "1200.00", True)
    rows = ledger.scope.propose(number, net=Decimal(1100)).proposals
    assert [p.totals.net for p in rows] == [100000]


def test_a_derived_floor_asks_nothing_of_a_cheaper_round(
    ledger: Ledger, quote: Callable[..., Quote]
) -> None:
    ledger.rates.set(PLAN)
    number = quote(work("1000")).number
    assert ledger.negotiation.send(number).current.below_floor is None


def test_a_plan_is_refused_by_field_and_leaves_the_old_one(ledger: Ledger) -> None:
    for typed in ({"weeks": "40"}, {**PLAN, "weeks": "0"}, {**PLAN, "luck": "1"}):
        with pytest.raises(InputError):
            ledger.rates.set(typed)
    assert ledger.rates.show().rate is None
    ledger.rates.set(PLAN)
    after = ledger.rates.set({"training_hours": "0", "costs": "1.200,50"})
    assert after.plan is not None
    assert (after.plan.costs, after.plan.weeks) == (Decimal("1200.50"), Decimal(40))


def test_months_fill_with_accepted_work_until_it_is_invoiced(
    ledger: Ledger, quote: Callable[..., Quote]
) -> None:
    ledger.rates.set(PLAN)
    number = quote(work("22", unit="mensilità")).number
    assert [load.booked for load in ledger.capacity.months(2).months] == [0, 0]
    ledger.negotiation.send(number)
    ledger.outcomes.accept(number)
    view = ledger.capacity.months(2)
    assert view.billable == Decimal(50)
    assert [(int(load.booked), int(load.free), load.percent) for load in view.months] == [
        (22, 28, 44),
        (0, 50, 0),
    ]
    ledger.invoices.issue(ledger.billing.invoice(number)[0].name)
    assert [load.booked for load in ledger.capacity.months(1).months] == [0]


# the catalogue


def test_the_shipped_services_are_taken_over_without_prices(ledger: Ledger) -> None:
    offered = ledger.catalogue.samples()
    assert len(offered) >= 22
    assert {(own.price, own.floor) for own in offered} == {(None, None)}
    (reel,) = ledger.catalogue.add_samples(["reel"])
    assert (reel.hours, bool(reel.included), bool(reel.excluded)) == (Decimal("2.5"), True, True)
    assert len(ledger.catalogue.add_samples()) == len(offered) - 1
    assert ledger.catalogue.samples() == []
    with pytest.raises(NotFoundError):
        ledger.catalogue.add_samples(["reel"])


def test_what_a_service_includes_reaches_the_quote(ledger: Ledger) -> None:
    ledger.catalogue.add_samples(["reel"])
    ledger.catalogue.edit("reel", {"price": "98"})
    typed = QuoteInput(client="rossi-moda", title="T", lines=[LineInput(service="reel")])
    (line,) = ledger.quotes.new(typed).current.lines
    service = ledger.catalogue.show("reel")
    assert (line.included, line.excluded) == (service.included, service.excluded)
    assert line.hours == service.hours


def test_the_samples_speak_the_issuers_language(ledger: Ledger) -> None:
    italian = {own.code for own in ledger.catalogue.samples()}
    ledger.issuer.set({"language": "en"})
    english = ledger.catalogue.samples()
    assert len(english) == len(italian)
    assert "Reel up to 45 seconds, editing and subtitles included" in {
        own.description for own in english
    }
