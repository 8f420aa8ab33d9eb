"""Quotes through the services: rounds by both sides, endings, and what is refused."""

import datetime as dt
from decimal import Decimal

import pytest

from smm_ledger.core.errors import BelowFloor, Changed, IllegalTransition, InputError
from smm_ledger.core.lines import Discount, LineKind
from smm_ledger.core.quotes import OutcomeReason, Quote
from smm_ledger.core.rounds import Ask, Side
from smm_ledger.core.states import QuoteStatus
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.offers import OfferInput
from smm_ledger.services.quote_inputs import BoundsInput, CounterInput, QuoteInput, ReviseInput
from tests.support.ledgers import HandClock

REEL = LineInput(description="Reel", quantity=Decimal(3), unit_price=Decimal(120))
CARE = LineInput(description="Community", quantity=Decimal(1), unit_price=Decimal(790))


def draft(ledger: Ledger, *lines: LineInput, **more: object) -> Quote:
    return ledger.quotes.new(
        QuoteInput(client="rossi", title="Spring", lines=lines or (REEL, CARE), **more)  # type: ignore[arg-type]  # test shorthand
    )


def net(value: str) -> OfferInput:
    return OfferInput(net=Decimal(value))


def test_a_draft_has_its_number_and_thirty_days(ledger: Ledger) -> None:
    quote = draft(ledger)
    assert quote.number == "P-2026-001"
    assert quote.valid_until == dt.date(2026, 4, 1)
    assert quote.current.totals.net == 115_000
    assert not quote.current.frozen


def test_four_rounds_and_their_difference(ledger: Ledger, clock: HandClock) -> None:
    number = draft(ledger).number
    ledger.quotes.show(number)
    ledger.negotiation.send(number)
    clock.day = dt.date(2026, 3, 5)
    countered = ledger.negotiation.counter(
        number, CounterInput(offer=net("900"), ask=Ask.BUDGET, comment="Too much")
    )
    assert (countered.status, countered.current.side) == (QuoteStatus.NEGOTIATING, Side.CLIENT)
    revised = ledger.negotiation.revise(
        number, ReviseInput(offer=OfferInput(lines=(REEL,)), get="paid in 15 days")
    )
    assert revised.current.totals.net == 36_000
    assert revised.current.gift is None
    ledger.negotiation.counter(number, CounterInput(comment="Let me think"))
    quote = ledger.quotes.show(number)
    assert [r.totals.net for r in quote.rounds] == [115_000, 90_000, 36_000, 36_000]
    assert all(r.frozen for r in quote.rounds)
    delta = ledger.quotes.diff(number, 1, 3)
    assert [(c.what, c.delta) for c in delta.changes] == [("removed", -79_000)]
    assert delta.net_delta == -79_000


def test_a_lower_round_without_a_get_is_a_gift(ledger: Ledger) -> None:
    number = draft(ledger).number
    ledger.negotiation.send(number)
    quote = ledger.negotiation.revise(number, ReviseInput(offer=net("1030")))
    assert quote.current.gift == 12_000


def test_below_the_floor_needs_a_word_that_may_be_empty(ledger: Ledger) -> None:
    number = draft(ledger, bounds=BoundsInput(floor=Decimal(1000))).number
    ledger.negotiation.send(number)
    with pytest.raises(BelowFloor):
        ledger.negotiation.revise(number, ReviseInput(offer=net("999.99")))
    assert ledger.quotes.show(number).current.seq == 1
    quote = ledger.negotiation.revise(number, ReviseInput(offer=net("999.99"), below_floor=""))
    assert quote.current.below_floor == ""
    assert (
        ledger.negotiation.revise(number, ReviseInput(offer=net("1000"))).current.totals.net
        == 100_000
    )


def test_an_open_choice_counts_with_its_cheapest_line(ledger: Ledger) -> None:
    packs = [
        LineInput(
            description=f"Pack {price}",
            unit_price=Decimal(price),
            kind=LineKind.ALTERNATIVE,
            group="pack",
        )
        for price in (300, 500)
    ]
    within = draft(ledger, *packs, bounds=BoundsInput(floor=Decimal(300))).number
    assert ledger.negotiation.send(within).current.totals.net == 0
    below = draft(ledger, *packs, bounds=BoundsInput(floor=Decimal(301))).number
    with pytest.raises(BelowFloor, match=r"300\.00"):
        ledger.negotiation.send(below)


def test_the_clients_round_is_accepted_as_a_new_one_of_mine(ledger: Ledger) -> None:
    number = draft(ledger).number
    ledger.negotiation.send(number)
    ledger.negotiation.counter(number, CounterInput(offer=net("1100")))
    quote = ledger.outcomes.accept(number, round_no=2, by="Sara")
    assert (quote.status, quote.accepted_round, len(quote.rounds)) == (QuoteStatus.ACCEPTED, 3, 3)
    assert quote.accepted is not None
    assert quote.accepted.side is Side.ME
    assert quote.accepted.gift == 5_000


def test_a_round_may_name_the_total_to_pay(ledger: Ledger) -> None:
    number = draft(ledger).number
    ledger.negotiation.send(number)
    quote = ledger.negotiation.counter(number, CounterInput(offer=OfferInput(gross=Decimal(900))))
    totals = quote.current.totals
    assert (totals.net, totals.stamp_in_total, totals.total) == (89_800, 200, 90_000)


def test_a_net_above_the_lines_is_refused(ledger: Ledger) -> None:
    number = draft(ledger).number
    ledger.negotiation.send(number)
    with pytest.raises(InputError, match="change a line"):
        ledger.negotiation.counter(number, CounterInput(offer=net("1150.01")))


def test_valid_on_the_day_itself_expired_the_day_after(ledger: Ledger, clock: HandClock) -> None:
    number = draft(ledger, valid_until=dt.date(2026, 3, 31)).number
    ledger.negotiation.send(number)
    assert not ledger.quotes.show(number).expired(dt.date(2026, 3, 31))
    clock.day = dt.date(2026, 4, 1)
    assert ledger.quotes.show(number).expired(clock.day)
    with pytest.raises(IllegalTransition, match="2026-03-31"):
        ledger.outcomes.accept(number)
    with pytest.raises(IllegalTransition, match="new date"):
        ledger.negotiation.revise(number, ReviseInput(offer=net("1100"), get="x"))
    revived = ledger.negotiation.revise(
        number, ReviseInput(offer=net("1100"), get="x", valid_until=dt.date(2026, 4, 20))
    )
    assert not revived.expired(clock.day)
    assert ledger.outcomes.accept(number).status is QuoteStatus.ACCEPTED


def test_options_and_alternatives_are_chosen_at_acceptance(ledger: Ledger) -> None:
    extra = LineInput(description="Story", unit_price=Decimal(50), kind=LineKind.OPTIONAL)
    good, best = (
        LineInput(
            description=name, unit_price=Decimal(price), kind=LineKind.ALTERNATIVE, group="pack"
        )
        for name, price in (("Good", 300), ("Best", 500))
    )
    number = draft(ledger, REEL, extra, good, best).number
    sent = ledger.negotiation.send(number)
    assert sent.current.totals.net == 36_000
    with pytest.raises(IllegalTransition, match="exactly one"):
        ledger.outcomes.accept(number)
    with pytest.raises(IllegalTransition, match="exactly one"):
        ledger.outcomes.accept(number, selection=[3, 4])
    with pytest.raises(InputError, match="no option"):
        ledger.outcomes.accept(number, selection=[1])
    quote = ledger.outcomes.accept(number, selection=[2, 4])
    assert quote.accepted is not None
    assert quote.accepted.totals.net == 91_000
    assert quote.round(1).totals.net == 36_000


def test_an_acceptance_is_taken_back_only_before_invoices(ledger: Ledger) -> None:
    number = draft(ledger).number
    ledger.negotiation.send(number)
    ledger.outcomes.accept(number)
    assert ledger.outcomes.undo_accept(number).status is QuoteStatus.NEGOTIATING
    ledger.outcomes.accept(number)
    ledger.billing.invoice(number)
    with pytest.raises(IllegalTransition, match="draft-1"):
        ledger.outcomes.undo_accept(number)


def test_a_loss_keeps_its_reason_and_a_new_round_reopens_it(ledger: Ledger) -> None:
    number = draft(ledger).number
    ledger.negotiation.send(number)
    lost = ledger.outcomes.decline(
        number,
        reason=OutcomeReason.COMPETITOR,
        competitor="Cheap & Co",
        competitor_price=Decimal(400),
    )
    assert lost.outcome is not None
    assert (lost.outcome.reason, lost.outcome.competitor_price) == ("competitor", 40_000)
    back = ledger.negotiation.revise(number, ReviseInput(offer=net("1000"), get="testimonial"))
    assert (back.status, back.outcome) == (QuoteStatus.NEGOTIATING, None)


def test_a_draft_is_edited_and_a_sent_one_only_in_its_bounds(ledger: Ledger) -> None:
    quote = draft(ledger)
    edited = ledger.quotes.edit(
        quote.number,
        QuoteInput(title="Summer", lines=(REEL,), discount=Discount(percent=Decimal(10))),
    )
    assert (edited.title, edited.current.totals.net) == ("Summer", 32_400)
    with pytest.raises(Changed):
        ledger.quotes.edit(quote.number, QuoteInput(title="Autumn"), version=quote.version)
    ledger.negotiation.send(quote.number)
    bounded = ledger.quotes.edit(
        quote.number, QuoteInput(bounds=BoundsInput(floor=Decimal(300), walk_away="at 250"))
    )
    assert (bounded.bounds.floor, bounded.bounds.walk_away) == (30_000, "at 250")
    with pytest.raises(IllegalTransition):
        ledger.quotes.edit(quote.number, QuoteInput(title="Winter"))


def test_a_duplicate_is_a_new_draft_with_the_same_lines(ledger: Ledger) -> None:
    number = draft(ledger, discount=Discount(amount=5_000)).number
    ledger.negotiation.send(number)
    copy = ledger.quotes.duplicate(number)
    assert (copy.number, copy.status) == ("P-2026-002", QuoteStatus.DRAFT)
    assert copy.current.totals == ledger.quotes.show(number).current.totals


def test_a_deleted_draft_is_gone_and_its_log_stays(ledger: Ledger) -> None:
    number = draft(ledger).number
    ledger.quotes.delete(number)
    assert ledger.quotes.list() == [] or not ledger.quotes.list()
    assert [a.action for a in ledger.upkeep.log()][-1] == "delete"
    assert not ledger.upkeep.check(full=True)


def test_a_sent_round_keeps_parties_and_terms(ledger: Ledger) -> None:
    number = draft(ledger, deposit=Decimal(30)).number
    ledger.negotiation.send(number)
    ledger.issuer.set({"name": "Marta Due"})
    ledger.clients.edit("rossi-moda", {"name": "Rossi Due S.r.l.", "terms": "60"})
    ledger.negotiation.revise(
        number, ReviseInput(offer=OfferInput(net=Decimal(1)), deposit=Decimal(50))
    )
    first, second = (ledger.documents.quote_page(number, round_no=no).data for no in (1, 2))
    assert first == f"{number}/1 Marta Ferraris Rossi Moda S.r.l. 30% 30".encode()
    assert second == f"{number}/2 Marta Due Rossi Due S.r.l. 50% 60".encode()
    assert ledger.upkeep.check(full=True) == []
