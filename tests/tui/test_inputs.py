"""Typed values: both notations, two readings refused, and what was understood shown."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from textual._context import active_app
from textual.app import App

from smm_ledger.core.dates import Terms
from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import Discount
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.context import Context
from smm_ledger.tui.widgets.amounts import (
    DiscountInput,
    MoneyInput,
    PriceInput,
    QuantityInput,
    amount_text,
    figure_text,
)
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.days import DateInput, DueInput, TermsInput, typed_terms
from smm_ledger.tui.widgets.inputs import ClientInput, TextInput, visible
from tests.tui.support import TODAY, context, ledger_at


class Nothing(App[None]):
    """An app without a screen: what a widget needs to be made."""

    def clear_selection(self) -> None:
        """There is nothing selected."""


@pytest.fixture(autouse=True)
def _app() -> Iterator[None]:
    """Let widgets be made without a screen."""
    token = active_app.set(Nothing())
    yield
    active_app.reset(token)


@pytest.fixture
def ctx(tmp_path: Path) -> Context[Ledger]:
    return context(ledger_at(tmp_path))


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("typed", ["1234.56", "1.234,56", "1234,56", "1,234.56", "1234,56 €"])
def test_money_is_read_in_both_notations(ctx: Context[Ledger], typed: str) -> None:
    money = MoneyInput(ctx, "amount", "EUR", value=typed)
    assert money.read() == Decimal("1234.56")
    assert plain(money.reading) == "1.234,56 €"


def test_money_with_two_readings_is_refused_with_both(ctx: Context[Ledger]) -> None:
    money = MoneyInput(ctx, "amount", "EUR", value="1.234")
    with pytest.raises(InputError) as refused:
        money.read()
    assert refused.value.data["thousands"] == "1234"
    assert refused.value.data["exact"] == "1.234"
    assert money.reading == ""


def test_an_empty_input_is_refused_only_where_a_value_is_needed(ctx: Context[Ledger]) -> None:
    assert MoneyInput(ctx, "amount", "EUR").read() is None
    with pytest.raises(InputError):
        MoneyInput(ctx, "amount", "EUR", required=True).read()
    with pytest.raises(InputError):
        MoneyInput(ctx, "amount", "EUR").need()


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/12", dt.date(2026, 12, 3)),
        ("3/12/2027", dt.date(2027, 12, 3)),
        ("2026-12-03", dt.date(2026, 12, 3)),
        ("oggi", TODAY),
        ("today", TODAY),
        ("+30", dt.date(2026, 12, 24)),
        ("fm", dt.date(2026, 11, 30)),
    ],
)
def test_dates_are_read_as_a_person_types_them(
    ctx: Context[Ledger], typed: str, day: dt.date
) -> None:
    assert DateInput(ctx, "date", value=typed).read() == day


def test_a_date_is_shown_with_its_month_in_words(ctx: Context[Ledger]) -> None:
    assert DateInput(ctx, "date", value="3/4").reading == "3 aprile 2026"


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("30", Terms("days", 30)),
        ("30 gg d.f.", Terms("days", 30)),
        ("30 eom", Terms("days_eom", 30)),
        ("30 gg d.f.f.m.", Terms("days_eom", 30)),
        ("60 fm", Terms("days_eom", 60)),
        ("f.m. + 30 gg", Terms("eom_days", 30)),
        ("eom 30", Terms("eom_days", 30)),
    ],
)
def test_terms_are_read_as_an_italian_invoice_writes_them(typed: str, terms: Terms) -> None:
    assert typed_terms(typed) == terms


def test_terms_show_their_due_date(ctx: Context[Ledger]) -> None:
    assert TermsInput(ctx, "terms", value="30 fm").reading.endswith("31/12/2026")


def test_wrong_terms_are_quoted_as_typed(ctx: Context[Ledger]) -> None:
    with pytest.raises(InputError) as refused:
        TermsInput(ctx, "terms", value="30 gg boh").read()
    assert refused.value.data["value"] == "30 gg boh"


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("30 fm", "31/12/2026"),
        ("15/12", "15 dicembre 2026"),
        ("fm", "30 novembre 2026"),
        ("30% 1/12/2026, 70% 2027-01-31", "30% 01/12/2026 · 70% 31/01/2027"),
    ],
)
def test_one_field_reads_the_three_ways_to_be_due(
    ctx: Context[Ledger], typed: str, reading: str
) -> None:
    assert DueInput(ctx, "due", issued=lambda: TODAY, value=typed).reading.endswith(reading)


def test_a_discount_is_a_share_or_an_amount(ctx: Context[Ledger]) -> None:
    assert DiscountInput(ctx, "discount", "EUR", value="5%").read() == Discount(percent=Decimal(5))
    assert DiscountInput(ctx, "discount", "EUR", value="50").read() == Discount(amount=5000)


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        (Decimal("1234.5"), "it", "1234,5"),
        (Decimal("0.0125"), "it", "0,0125"),
        (Decimal("1.234"), "it", "1,2340"),
        (Decimal(8), "en", "8"),
    ],
)
def test_a_stored_figure_reads_back_as_itself(
    ctx: Context[Ledger], value: Decimal, language: str, text: str
) -> None:
    assert figure_text(value, language) == text
    assert PriceInput(ctx, "price", "EUR", value=text).read() == value
    assert QuantityInput(ctx, "quantity", value=text).read() == value


@pytest.mark.parametrize("currency", ["EUR", "JPY", "KWD"])
def test_a_stored_amount_reads_back_in_every_currency(ctx: Context[Ledger], currency: str) -> None:
    text = amount_text(1234567, currency, "it")
    assert MoneyInput(ctx, "amount", currency, value=text).read_minor() == 1234567


def test_a_client_is_found_by_code_or_name_and_never_guessed(ctx: Context[Ledger]) -> None:
    known = [("rossi-moda", "Rossi Moda [/x]"), ("rossella", "Rossella"), ("bar", "Bar Sport")]

    def find(typed: str) -> list[tuple[str, str]]:
        words = typed.casefold()
        return [one for one in known if words in one[0] or words in one[1].casefold()]

    client = ClientInput(ctx, find=find)
    assert client.parse("sport") == "bar"
    assert client.parse("rossi moda [/x]") == "rossi-moda"
    with pytest.raises(InputError) as several:
        client.parse("ross")
    assert several.value.data["names"] == "rossi-moda, rossella"
    with pytest.raises(InputError):
        client.parse("nessuno")


def test_control_characters_never_enter() -> None:
    assert visible("a\x1b[31mb\u202ec\x07") == "a[31mbc"
    assert visible("a\nb", multiline=True) == "a\nb"


def test_a_check_of_its_own_refuses_text(ctx: Context[Ledger]) -> None:
    def check(text: str) -> object:
        raise InputError("vat_id", "no", value=text)

    with pytest.raises(InputError):
        TextInput(ctx, "vat_id", value="IT1", check=check).read()


def test_a_choice_begins_where_it_is_told_and_knows_a_change(ctx: Context[Ledger]) -> None:
    choice = ChoiceInput("kind", (("a", "Alfa"), ("b", "Beta")), ctx.symbols, value="b")
    assert choice.read() == "b"
    choice.action_step(1)
    assert (choice.read(), choice.touched) == ("a", True)
