"""Nothing that is typed is lost, one sees where one types, and all of it can be read."""

from decimal import Decimal
from pathlib import Path

from smm_ledger.services.line_inputs import LineInput
from smm_ledger.services.payments import PaymentInput
from smm_ledger.services.quote_inputs import QuoteInput
from smm_ledger.tui.context import Options
from smm_ledger.tui.dialogs.payment import PaymentDialog
from smm_ledger.tui.forms.lines import LineEditor
from smm_ledger.tui.forms.quote import QuoteForm
from smm_ledger.tui.screens.invoices import InvoicesScreen
from smm_ledger.tui.screens.quotes import QuotesScreen
from smm_ledger.tui.screens.settings import SettingsScreen
from smm_ledger.tui.screens.welcome import WelcomeScreen
from tests.tui.books import a_book, add_invoice, add_quote, front, press, write
from tests.tui.forms import complaint, field, fill, opened
from tests.tui.support import context, ledger_at, shown, toasts, words_on

LONG = "Gestione completa di Instagram e TikTok con 12 post"


# --- a payment that another window made smaller ---------------------------------------------------


async def test_a_payment_comes_back_with_what_was_typed_and_what_changed(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = add_invoice(ledger)
    owed = ledger.invoices.show(number).balance
    async with shown(context(ledger, language="en"), InvoicesScreen) as pilot:
        await press(pilot, "r")
        await fill(pilot, method="bonifico", reference="CRO 7")
        ledger.payments.add(PaymentInput(target=number, amount=owed.decimal))
        await press(pilot, "ctrl+s")
        assert isinstance(front(pilot), PaymentDialog)
        text = words_on(pilot)
        assert "€0.00 to receive" in text
        assert f"It was changed in another window: €{owed} were to receive." in text
        assert "only €0.00 is owed" in complaint(pilot, "amount")
        assert "--" not in complaint(pilot, "amount")
        assert field(pilot, "amount").edit.text == str(owed)
        assert field(pilot, "reference").edit.text == "CRO 7"
        await fill(pilot, rest="k")
        await press(pilot, "ctrl+s")
        assert "received" in toasts(pilot)[-1]
    (kept,) = [one for one in ledger.payments.list() if one.method == "bonifico"]
    assert kept.unallocated == owed.minor


async def test_a_day_after_today_stands_beside_its_field(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    add_invoice(ledger)
    async with shown(context(ledger), InvoicesScreen) as pilot:
        await press(pilot, "r")
        await fill(pilot, date="25/11/2026", method="contanti")
        await press(pilot, "ctrl+s")
        assert "25/11/2026" in complaint(pilot, "date")
        assert field(pilot, "method").edit.text == "contanti"
    assert not ledger.payments.list()


# --- undo -----------------------------------------------------------------------------------------


async def test_a_refused_undo_names_what_it_tried(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    number = ledger.negotiation.send(add_quote(ledger)).number
    async with shown(context(ledger, language="en"), QuotesScreen) as pilot:
        await press(pilot, "a", "enter")
        ledger.billing.invoice(number)
        await press(pilot, "u")
        first, *rest = toasts(pilot)[-1].splitlines()
        assert first == f"Not undone: {number} is accepted"
        assert rest
        await press(pilot, "u")
        assert toasts(pilot)[-1] == "Nothing to undo"


# --- where one types ------------------------------------------------------------------------------


async def test_the_focus_is_marked_and_not_by_colour_alone(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    for options, mark in ((Options(), "❯"), (Options(ascii_only=True), ">")):
        ctx = context(ledger, language="en", options=options)
        async with shown(ctx) as pilot:
            await opened(pilot, QuoteForm(ctx))
            assert f"{mark} Client" in words_on(pilot)
            await press(pilot, "tab")
            text = words_on(pilot)
            assert f"{mark} Title" in text
            assert f"{mark} Client" not in text
            pilot.app.screen.query_one(LineEditor).current.price.focus()
            await pilot.pause()
            assert f"{mark}1" in words_on(pilot)


async def test_a_long_description_shows_its_start_and_is_read_whole(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    line = LineInput(description=LONG, unit_price=Decimal(590))
    number = ledger.quotes.new(QuoteInput(client="rossi", title="Canone", lines=[line])).number
    ctx = context(ledger, language="en")
    async with shown(ctx) as pilot:
        await opened(pilot, QuoteForm(ctx, number))
        assert LONG not in words_on(pilot)
        row = pilot.app.screen.query_one(LineEditor).current
        row.description.focus()
        await press(pilot, "end")
        assert LONG in words_on(pilot)
        await press(pilot, "tab")
        text = words_on(pilot)
        assert LONG in text, "the line is the current one still"
        assert "Gestione completa" in text.split(LONG)[0]
        field(pilot, "title").edit.focus()
        await pilot.pause()
        await pilot.pause()
        assert LONG not in words_on(pilot)


# --- from the sample to one's own -----------------------------------------------------------------


async def test_the_sample_leads_to_a_ledger_that_is_begun(tmp_path: Path) -> None:
    sample = tmp_path / "sample"
    sample.mkdir()
    ledger = ledger_at(sample)
    ctx = context(ledger, language="en", sample=True)
    ctx.doors.folder = tmp_path  # type: ignore[union-attr]  # the doors of the tests
    async with shown(ctx, SettingsScreen) as pilot:
        assert "My own ledger" in words_on(pilot)
        await press(pilot, "enter")
        assert isinstance(front(pilot), WelcomeScreen)
        await press(pilot, "j", "enter")
        await write(pilot, "Marta")
        await press(pilot, "ctrl+s", "escape")
        assert pilot.app.current_mode == "home"
        assert "SAMPLE DATA" not in words_on(pilot)
        assert "DATI DI ESEMPIO" not in words_on(pilot)
    assert ledger_at(tmp_path, begin=False).issuer.show().name == "Marta"


async def test_the_sample_leads_to_a_ledger_that_is_there(tmp_path: Path) -> None:
    sample = tmp_path / "sample"
    sample.mkdir()
    own = a_book(tmp_path, client="Mia Cliente")
    ctx = context(ledger_at(sample), language="en", sample=True)
    ctx.doors.folder = tmp_path  # type: ignore[union-attr]  # the doors of the tests
    async with shown(ctx) as pilot:
        await press(pilot, "2", "1", "ctrl+p")
        await write(pilot, "my own ledger")
        await press(pilot, "enter")
        assert "SAMPLE DATA" not in words_on(pilot)
        await press(pilot, "2")
        assert "Mia Cliente" in words_on(pilot)
    assert own.storage.path == ctx.services.storage.path
