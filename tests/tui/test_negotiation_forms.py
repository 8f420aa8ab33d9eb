"""What the forms of a negotiation offer beyond figures: trades, gets, the checklist, advice."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot

from smm_ledger.core.rounds import Ask
from smm_ledger.services.invoices import InvoiceInput
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.quote_inputs import CounterInput, QuoteInput
from smm_ledger.tui.dialogs.decline import DeclineDialog
from smm_ledger.tui.forms.quote import QuoteForm
from smm_ledger.tui.forms.revise import ReviseForm
from smm_ledger.tui.forms.round import CounterForm
from tests.support.ledgers import HandClock
from tests.tui.forms import MARTA, field, fill, fill_line, opened, sent_quote, with_client
from tests.tui.support import SMALL, TODAY, WIDE, context, ledger_at, shown, words_on


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return with_client(ledger_at(tmp_path))


def seen(pilot: Pilot[int]) -> str:
    return words_on(pilot).replace("\u00a0", " ")


@pytest.mark.parametrize(("language", "key"), [("it", "r"), ("en", "r")])
async def test_what_they_push_on_shows_its_trades(ledger: Ledger, language: str, key: str) -> None:
    quote = sent_quote(ledger)
    ctx = context(ledger, language=language)
    async with shown(ctx) as pilot:
        await opened(pilot, CounterForm(ctx, quote.number))
        text = ctx.say("payment by milestones, each with what is handed over")
        assert text not in seen(pilot)
        field(pilot, "ask").edit.focus()
        await pilot.press(key)
        await pilot.pause()
        assert text in seen(pilot), "on a line of its own"
        await pilot.press("home", "left", "left", "left", "left")
        await pilot.pause()
        assert text not in seen(pilot)


async def test_a_rivals_offer_is_kept_with_whether_i_have_seen_it(ledger: Ledger) -> None:
    quote = sent_quote(ledger)
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        result = await opened(pilot, CounterForm(ctx, quote.number))
        await fill(pilot, amount="1100", competitor="Agenzia X", competitor_price="800")
        field(pilot, "competitor_verified").edit.focus()
        await pilot.press("y", "ctrl+s")
        await pilot.pause()
        said = result.result().current
        assert (said.competitor_price, said.competitor_verified) == (80000, True)
        lost = await opened(pilot, DeclineDialog(ctx, quote=result.result()))
        field(pilot, "competitor_verified").edit.focus()
        await pilot.press("left")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert lost.result().competitor_verified is False


async def test_what_to_ask_in_exchange_is_one_key_away_and_adds_up(ledger: Ledger) -> None:
    quote = sent_quote(ledger)
    words = CounterInput(comment="sempre", ask=Ask.HABIT)
    ledger.negotiation.counter(quote.number, words)
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        result = await opened(pilot, ReviseForm(ctx, quote.number))
        assert "f5 offers ideas" in seen(pilot)
        await fill(pilot, amount="1142")
        assert "Given away: €120.00" in seen(pilot)
        await pilot.press("f5")
        await pilot.pause()
        assert "a small reduction against" in seen(pilot), "fits a habit"
        await pilot.press("enter")
        await pilot.pause()
        assert "Given away" not in seen(pilot)
        await pilot.press("f5", "j")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await fill(pilot, deposit="50")
        await pilot.press("ctrl+s")
        await pilot.pause()
        made = result.result()
    said = "payment within a few days; a deposit before the start"
    assert (made.current.get, made.current.gift) == (said, None)
    assert made.deposit_percent == Decimal(50)


async def test_floor_hour_and_months_are_said_while_a_round_is_typed(ledger: Ledger) -> None:
    ledger.rates.set({"net_income": "24000", "hours_per_week": "20"})
    quote = sent_quote(ledger)
    ctx = context(ledger, language="en")
    async with shown(ctx, size=WIDE) as pilot:
        await opened(pilot, ReviseForm(ctx, quote.number))
        await fill(pilot, discount="30%")
        assert "! below the floor of €1,000.00" in seen(pilot)
        assert "! €28.00 an hour, floor €41.67" in seen(pilot)
        assert "Hours taken: Nov 0%, Dec 0%, Jan 0%; this offer 24 h" in seen(pilot)


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_a_missing_item_is_added_in_the_clients_language(
    ledger: Ledger, size: tuple[int, int]
) -> None:
    ctx = context(ledger, language="en")
    async with shown(ctx, size=size) as pilot:
        result = await opened(pilot, QuoteForm(ctx, client=MARTA))
        await fill(pilot, title="Canone")
        await pilot.press("f7")
        await pilot.pause()
        assert len(pilot.app.screen_stack) == 2, "without a line there is nothing to add to"
        await fill_line(pilot, 1, description="Reel", price="100")
        await pilot.pause()
        assert "Checklist: 0 of 8; missing: strategy, policy" in seen(pilot)
        await pilot.press("f7")
        await pilot.pause()
        assert "strategy: not included" in seen(pilot)
        assert "strategia e riposizionamento" in seen(pilot), "the client reads Italian"
        await pilot.press("j", "enter")
        await pilot.pause()
        await pilot.press("f7", "G")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert field(pilot, "deposit").edit.text == "30"
        assert "Checklist: 3 of 8" in seen(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        made = result.result()
    (own,) = made.current.lines
    assert "strategia" in own.excluded
    assert "acconto" in own.included


def late_payer(ledger: Ledger) -> None:
    """Three invoices paid forty days late."""
    clock = ledger.clock
    assert isinstance(clock, HandClock)
    for back in (200, 160, 120):
        clock.day = TODAY - dt.timedelta(days=back)
        draft = ledger.invoices.new(
            InvoiceInput(
                client=MARTA,
                lines=[LineInput(description="Reel", unit_price=Decimal(100))],
                due=clock.day,
            )
        )
        name = ledger.invoices.issue(draft.name).invoice.name
        clock.day += dt.timedelta(days=40)
        ledger.payments.add(PaymentInput(target=name, amount=Decimal(102)))
    clock.day = TODAY


async def test_a_late_payer_is_told_and_one_key_takes_the_advice(ledger: Ledger) -> None:
    late_payer(ledger)
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        result = await opened(pilot, QuoteForm(ctx))
        assert "pays late" not in seen(pilot)
        assert "f9" not in seen(pilot)
        await fill(pilot, client="Rossi", title="Canone")
        assert "Rossi Moda S.r.l. pays late" in seen(pilot)
        assert "f9 Take advice" in seen(pilot)
        await fill_line(pilot, 1, description="Reel", price="100")
        await pilot.press("f9")
        await pilot.pause()
        assert field(pilot, "deposit").edit.text == "40"
        assert field(pilot, "terms").edit.text == "7"
        assert "pays late" not in seen(pilot), "it asks enough now"
        await pilot.press("ctrl+s")
        await pilot.pause()
        made = result.result()
    assert (made.deposit_percent, str(made.terms)) == (Decimal(40), "7")


async def test_ignoring_the_advice_costs_no_key(ledger: Ledger) -> None:
    late_payer(ledger)
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        result = await opened(pilot, QuoteForm(ctx, client=MARTA))
        await fill(pilot, title="Canone")
        await fill_line(pilot, 1, description="Reel", price="100")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert result.result().deposit_percent is None


async def test_the_private_part_keeps_the_alternative_and_a_cleared_floor(ledger: Ledger) -> None:
    quote = ledger.quotes.new(
        QuoteInput(
            client=MARTA,
            title="Canone",
            lines=[LineInput(description="Reel", unit_price=Decimal(100))],
        )
    )
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, QuoteForm(ctx, quote.number))
        await fill(pilot, floor="90", alternative="il corso")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert result.result().bounds.floor == 9000
        again = await opened(pilot, QuoteForm(ctx, quote.number))
        field(pilot, "floor").edit.text = ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        bounds = again.result().bounds
    assert (bounds.floor, bounds.alternative) == (None, "il corso")
