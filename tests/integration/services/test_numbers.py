"""Numbers go on where another program stopped: never twice, never with a hole."""

import datetime as dt

import pytest

from smm_ledger.core.errors import InputError, RuleError
from smm_ledger.core.imports import ClientGuess, ForeignDocument, Stated
from smm_ledger.core.numbering import Series
from smm_ledger.services.import_plan import Wishes
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.quote_inputs import QuoteInput
from tests.integration.services.test_corrections import issued
from tests.support.books import line


def shown(ledger: Ledger) -> dict[str, str]:
    return {str(row.series): row.shown for row in ledger.numbers.list()}


def test_every_series_is_told_with_what_comes_next(ledger: Ledger) -> None:
    assert shown(ledger) == {
        "quote": "P-2026-001",
        "invoice": "2026-001",
        "credit": "NC-2026-001",
        "proforma": "PF-2026-001",
        "sdi-file": "00001",
    }
    issued(ledger, "100")
    assert shown(ledger)["invoice"] == "2026-002"
    assert {row.year for row in ledger.numbers.list(year=2027)} == {2027, None}
    assert {row.following for row in ledger.numbers.list(year=2027)} == {1}


def test_the_first_number_is_set_and_set_again_until_it_is_given(ledger: Ledger) -> None:
    assert ledger.numbers.set("invoice", "42").shown == "2026-042"
    assert ledger.numbers.set("invoice", "7").shown == "2026-007"
    assert issued(ledger, "100").number == "2026-007"
    for lower in ("1", "7"):
        with pytest.raises(RuleError, match="was given already; the next number is 8"):
            ledger.numbers.set("invoice", lower)
    with pytest.raises(RuleError, match="would leave a hole after 7"):
        ledger.numbers.set("invoice", "9")
    assert issued(ledger, "100").number == "2026-008"
    assert ledger.upkeep.check(full=True) == []
    assert [entry.data.get("number") for entry in ledger.upkeep.log(entity="ledger")][-2:] == [
        *("2026-042", "2026-007")
    ]


def test_a_year_has_its_own_first_number(ledger: Ledger) -> None:
    ledger.numbers.set("credit", "5", year=2027)
    assert shown(ledger)["credit"] == "NC-2026-001"
    assert {r.series: r.first for r in ledger.numbers.list(year=2027)}[Series.CREDIT] == 5
    assert ledger.upkeep.check(full=True) == []


def test_quotes_too_begin_where_they_are_told_and_leave_no_hole(ledger: Ledger) -> None:
    assert ledger.numbers.set("quote", "90").shown == "P-2026-090"
    made = ledger.quotes.new(QuoteInput(client="rossi-moda", title="T", lines=[line("10")]))
    assert made.number == "P-2026-090"
    for wrong in ("1", "92"):
        with pytest.raises(RuleError):
            ledger.numbers.set("quote", wrong)
    assert ledger.upkeep.check(full=True) == []


def test_what_an_import_reserved_is_not_given_again(ledger: Ledger) -> None:
    document = ForeignDocument(
        number="2026-041",
        date=dt.date(2026, 1, 2),
        currency="EUR",
        stated=Stated(total=10000),
        client=ClientGuess(ref="rossi-moda"),
    )
    assert ledger.imports.take_over([document], Wishes()).added == ("2026-041",)
    assert shown(ledger)["invoice"] == "2026-042"
    for taken in ("5", "41"):
        with pytest.raises(RuleError, match="the next number is 42"):
            ledger.numbers.set("invoice", taken)
    assert ledger.numbers.set("invoice", "50").shown == "2026-050"
    assert ledger.upkeep.check(full=True) == []


@pytest.mark.parametrize(
    ("series", "following", "field"),
    [
        ("foo", "1", "series"),
        ("invoice", "0", "next"),
        ("invoice", "-1", "next"),
        ("invoice", "1.5", "next"),
        ("invoice", "1000000", "next"),
        ("sdi-file", "000001", "next"),
    ],
)
def test_a_wrong_value_is_named(ledger: Ledger, series: str, following: str, field: str) -> None:
    with pytest.raises(InputError) as refused:
        ledger.numbers.set(series, following)
    assert refused.value.subject == field


def test_file_names_count_through_the_years(ledger: Ledger) -> None:
    with pytest.raises(InputError, match="counts through the years"):
        ledger.numbers.set("sdi-file", "5", year=2026)
