"""Quotes, rounds and invoices typed by keys, with their figures live below."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.lines import LineKind
from smm_ledger.core.rounds import Ask, Side
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.quote_inputs import QuoteInput
from smm_ledger.tui.forms.lines import LineEditor
from smm_ledger.tui.forms.quote import QuoteForm
from smm_ledger.tui.forms.revise import ReviseForm
from smm_ledger.tui.forms.round import CounterForm
from tests.tui.forms import (
    MARTA,
    complaint,
    field,
    fill,
    fill_line,
    opened,
    reading,
    sent_quote,
    with_client,
)
from tests.tui.support import (
    HOSTILE,
    SMALL,
    TINY,
    TODAY,
    WIDE,
    context,
    ledger_at,
    shown,
    toasts,
    words_on,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return with_client(ledger_at(tmp_path))


def seen(pilot: object) -> str:
    return words_on(pilot).replace("\u00a0", " ")  # type: ignore[arg-type]  # a pilot


async def test_a_quote_with_three_lines_is_typed_by_keys(ledger: Ledger) -> None:
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        result = await opened(pilot, QuoteForm(ctx))
        await fill(pilot, client="Rossi", title="Canone", deposit="30")
        assert reading(pilot, "client") == "Rossi Moda S.r.l."
        await fill_line(pilot, 1, quantity="8", description="Reel", price="120,50", discount="10")
        assert "€867.60" in seen(pilot)
        await pilot.press("ctrl+n")
        await pilot.pause()
        await fill_line(pilot, 2, description="Piano", price="300")
        await pilot.press("f4")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "€1,287.60" in seen(pilot)
        assert "€1,289.60" in seen(pilot)
        await fill(pilot, floor="1000", target="1.200,00", walk_away="troppo")
        await pilot.press("ctrl+s")
        await pilot.pause()
        made = result.result()
    quote = ledger.quotes.show(made.number)
    assert quote == made
    assert [line.description for line in quote.current.lines] == ["Reel", "Piano", "Reel"]
    assert quote.current.lines[2].service == "reel"
    assert quote.current.lines[2].hours == Decimal(3)
    assert (quote.bounds.floor, quote.bounds.target) == (100000, 120000)
    assert quote.deposit_percent == Decimal(30)
    assert quote.valid_until == dt.date(2026, 12, 24)


async def test_what_is_wrong_stands_at_its_line_and_nothing_is_lost(ledger: Ledger) -> None:
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, QuoteForm(ctx, client=MARTA))
        await fill(pilot, title="Canone")
        await fill_line(pilot, 1, description="Reel", price="1.234")
        row = pilot.app.screen.query_one(LineEditor).rows[0]
        assert row.has_class("-wrong")
        assert "1234" in str(row._error.render())
        assert "1,2340" in str(row._error.render()) or "1.2340" in str(row._error.render())
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not result.done()
        assert row.price.has_focus
        assert row.price.text == "1.234"
        await fill_line(pilot, 1, price="backspace")
        row.price.text = ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert row.has_class("-wrong")
        assert not result.done()
        await fill_line(pilot, 1, price="1")
        assert not row.has_class("-wrong")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert result.done()


async def test_a_quote_without_client_or_line_is_refused_in_place(ledger: Ledger) -> None:
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, QuoteForm(ctx))
        await fill(pilot, client="nessuno", title="Canone")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert complaint(pilot, "client")
        await fill(pilot, client="rossi-moda")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not result.done()
        assert pilot.app.screen.query_one(LineEditor)._rows[0].has_class("-wrong")


async def test_lines_are_removed_and_given_another_kind(ledger: Ledger) -> None:
    quote = ledger.quotes.new(
        QuoteInput(
            client=MARTA,
            title="Canone",
            lines=[
                LineInput(description="Uno", unit_price=Decimal(100)),
                LineInput(description="Due", unit_price=Decimal(50)),
            ],
        )
    )
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, QuoteForm(ctx, quote.number))
        editor = pilot.app.screen.query_one(LineEditor)
        editor.rows[0].focus_on("price")
        await pilot.press("f8")
        await pilot.pause()
        assert [row.description.text for row in editor.rows] == ["Due"]
        await pilot.press("f3")
        await pilot.pause()
        await pilot.press("right")
        await pilot.pause()
        assert not field(pilot, "selected").has_class("-hidden")
        assert field(pilot, "group").has_class("-hidden")
        await fill(pilot, vat="N2.9", hours="2,5")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert complaint(pilot, "vat")
        await fill(pilot, vat="N2.2")
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        line = result.result().current.lines[0]
    assert (line.kind, line.hours, line.selected) == (LineKind.OPTIONAL, Decimal("2.5"), False)


async def test_a_sent_quote_offers_only_its_private_part(ledger: Ledger) -> None:
    quote = sent_quote(ledger)
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, QuoteForm(ctx, quote.number))
        assert not pilot.app.screen.query(LineEditor)
        await fill(pilot, floor="900")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert result.result().bounds.floor == 90000


async def test_the_slower_window_keeps_its_lines(ledger: Ledger) -> None:
    lines = [LineInput(description="Uno", unit_price=Decimal(100))]
    quote = ledger.quotes.new(QuoteInput(client=MARTA, title="Canone", lines=lines))
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, QuoteForm(ctx, quote.number))
        await fill_line(pilot, 1, price="20")
        ledger.quotes.edit(quote.number, QuoteInput(title="Altro"))
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert field(pilot, "title").edit.text == "Altro"
        await pilot.press("ctrl+s")
        await pilot.pause()
        stored = result.result()
    assert (stored.title, stored.current.totals.net) == ("Altro", 2000)


async def test_a_counter_is_a_total_to_pay_and_a_key_flips_it(ledger: Ledger) -> None:
    quote = sent_quote(ledger)
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        result = await opened(pilot, CounterForm(ctx, quote.number))
        await pilot.press(*"1100")
        await pilot.pause()
        assert "€1,098.00" in seen(pilot)
        assert "€1,100.00" in seen(pilot)
        await pilot.press("f6")
        await pilot.pause()
        assert "€1,102.00" in seen(pilot)
        await pilot.press("f6")
        await fill(pilot, competitor="Agenzia X", competitor_price="800", note="nervoso")
        field(pilot, "ask").edit.focus()
        await pilot.press("b")
        await pilot.press("ctrl+s")
        await pilot.pause()
        said = result.result().current
    assert (said.side, said.totals.total, said.ask) == (Side.CLIENT, 110000, Ask.BUDGET)
    assert (said.competitor, said.competitor_price, said.note) == ("Agenzia X", 80000, "nervoso")


async def test_a_counter_of_words_only(ledger: Ledger) -> None:
    quote = sent_quote(ledger)
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, CounterForm(ctx, quote.number))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert complaint(pilot, "amount")
        assert "--" not in complaint(pilot, "amount")
        await fill(pilot, comment="troppo caro")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert result.result().current.note == "troppo caro"


async def test_an_amount_and_changed_lines_are_not_both_taken(ledger: Ledger) -> None:
    quote = sent_quote(ledger)
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, CounterForm(ctx, quote.number))
        await fill(pilot, amount="1000")
        await fill_line(pilot, 1, quantity="6")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert complaint(pilot, "amount")
        assert not result.done()
        await fill(pilot, amount="9")
        field(pilot, "amount").edit.text = ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert result.result().current.totals.net == 6 * 12000 + 30000


async def test_a_gift_is_said_in_one_line_before_it_is_made(ledger: Ledger) -> None:
    quote = sent_quote(ledger)
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        result = await opened(pilot, ReviseForm(ctx, quote.number))
        await fill(pilot, amount="1142")
        assert "Given away: €120.00" in seen(pilot)
        assert "floor €1,000.00" in seen(pilot)
        assert "€36.19 an hour" in seen(pilot)
        await fill(pilot, get="pagamento anticipato")
        assert "Given away" not in seen(pilot)
        field(pilot, "get").edit.text = ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        mine = result.result().current
    assert (mine.totals.net, mine.gift) == (114000, 12000)


async def test_below_the_floor_one_key_decides(ledger: Ledger) -> None:
    quote = sent_quote(ledger)
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        result = await opened(pilot, ReviseForm(ctx, quote.number))
        await fill(pilot, discount="30%")
        assert "below the floor of €1,000.00" in seen(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "€882.00" in seen(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert not result.done()
        assert field(pilot, "discount").edit.text == "30%"
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        mine = result.result().current
    assert (mine.totals.net, mine.below_floor) == (88200, "")


async def test_a_round_that_changes_nothing_is_refused_beside_the_amount(ledger: Ledger) -> None:
    quote = sent_quote(ledger)
    ctx = context(ledger)
    async with shown(ctx) as pilot:
        result = await opened(pilot, ReviseForm(ctx, quote.number))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert complaint(pilot, "amount")
        assert not result.done()


async def test_thirty_lines_are_no_trouble(ledger: Ledger) -> None:
    lines = [LineInput(description=f"Riga {no}", unit_price=Decimal(10)) for no in range(30)]
    quote = ledger.quotes.new(QuoteInput(client=MARTA, title="Lungo", lines=lines))
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        result = await opened(pilot, QuoteForm(ctx, quote.number))
        await fill_line(pilot, 30, price="20,00")
        assert "€310.00" in seen(pilot)
        assert "Riga 29" in seen(pilot)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert result.result().current.totals.net == 31000


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_texts_are_plain_in_lines_and_titles(ledger: Ledger, text: str) -> None:
    code = ledger.clients.add({"name": text}).code
    line = LineInput(description=text, unit_price=Decimal(10), unit=text[:40])
    quote = ledger.quotes.new(QuoteInput(client=code, title=text, lines=[line]))
    ctx = context(ledger)
    async with shown(ctx, size=WIDE) as pilot:
        await opened(pilot, QuoteForm(ctx, quote.number))
        assert words_on(pilot).count(text) >= 2


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("size", [SMALL, TINY, WIDE])
async def test_net_and_total_are_always_on_the_screen(
    ledger: Ledger, language: str, size: tuple[int, int]
) -> None:
    quote = sent_quote(ledger)
    ctx = context(ledger, language=language)
    figures = {"it": ("1.260,00 €", "1.262,00 €"), "en": ("€1,260.00", "€1,262.00")}[language]
    async with shown(ctx, size=size) as pilot:
        for form in (CounterForm, ReviseForm):
            await opened(pilot, form(ctx, quote.number))
            for _ in range(25):
                await pilot.press("tab")
            assert all(figure in seen(pilot) for figure in figures)
            focused = pilot.app.focused
            assert focused is not None
            assert focused.region.bottom <= size[1] - 1
            await pilot.press("escape")
            await pilot.pause()
    assert toasts(pilot) == []
    assert ledger.clock.today() == TODAY


async def test_the_first_round_is_held_against_the_floor_and_the_hour_while_it_is_typed(
    ledger: Ledger,
) -> None:
    ledger.rates.set({"net_income": "24000", "weeks": "40"})
    async with shown(context(ledger, language="en"), QuoteForm) as pilot:
        await fill(pilot, client=MARTA, title="T")
        await fill_line(pilot, 1, description="Piano", price="300")
        assert "Private: Hours taken: " in words_on(pilot)
        await fill(pilot, floor="400")
        assert "! below the floor of €400.00" in words_on(pilot).replace("\u00a0", " ")
        await fill(pilot, floor="250")
        assert "Private: floor €250.00" in words_on(pilot).replace("\u00a0", " ")
