"""Tassi d'interesse by keys: what is published with its source, what is not, and one's own."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.interest import InterestKind
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.dialogs.rate import InterestRateDialog
from smm_ledger.tui.screens.rates import RatesScreen
from smm_ledger.tui.screens.settings import SettingsScreen
from tests.tui.books import front, press, write
from tests.tui.support import SMALL, TINY, WIDE, context, ledger_at, shown, toasts, words_on

NEXT = dt.date(2027, 1, 1)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return ledger_at(tmp_path)


def added(ledger: Ledger) -> list[tuple[str, Decimal, dt.date, dt.date]]:
    own = [one for one in ledger.interest.rates() if one.own]
    periods = [(str(one.kind), one.period) for one in own]
    return [(kind, one.percent, one.start, one.end) for kind, one in periods]


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
@pytest.mark.parametrize("language", ["it", "en"])
async def test_what_is_published_names_its_source_and_what_is_not_is_said(
    ledger: Ledger, size: tuple[int, int], language: str
) -> None:
    async with shown(context(ledger, language=language), RatesScreen, size=size) as pilot:
        text = words_on(pilot)
        assert "2027" in text.splitlines()[2], "the half-year that nobody has published"
        assert ("non ancora pubblicato" if language == "it" else "not published yet") in text
        assert "D.Lgs. 231/2002" in text
        assert ("10,15%" if language == "it" else "10.15%") in text


async def test_the_half_year_that_was_published_is_added_and_taken_away(ledger: Ledger) -> None:
    async with shown(context(ledger, language="en"), RatesScreen) as pilot:
        await press(pilot, "d")
        assert isinstance(front(pilot), RatesScreen), "nothing of hers to take away"
        await press(pilot, "enter")
        assert isinstance(front(pilot), InterestRateDialog)
        await write(pilot, "10.40")
        await press(pilot, "enter")
        assert added(ledger) == [("mora", Decimal("10.40"), NEXT, dt.date(2027, 6, 30))]
        text = words_on(pilot)
        assert "10.40%" in text
        assert "yours" in text
        assert "1 Jul 2027" in text, "what is missing now"
        await press(pilot, "d", "escape")
        assert added(ledger)
        await press(pilot, "d", "enter")
        assert not added(ledger)
        assert "Took away 10.40%" in toasts(pilot)[-1]


async def test_leaving_the_dialog_adds_nothing(ledger: Ledger) -> None:
    async with shown(context(ledger), RatesScreen) as pilot:
        await press(pilot, "n", "escape")
    assert not added(ledger)


async def test_days_that_have_a_rate_are_refused_and_nothing_typed_is_lost(
    ledger: Ledger,
) -> None:
    async with shown(context(ledger, language="en"), RatesScreen) as pilot:
        await press(pilot, "n")
        await write(pilot, "9")
        await press(pilot, "tab", "tab", "ctrl+u")
        await write(pilot, "2026-12-01")
        await press(pilot, "enter")
        assert isinstance(front(pilot), InterestRateDialog)
        assert "the rate from 2026-07-01 to 2026-12-31 is known" in toasts(pilot)[-1]
        assert "2026-12-01" in words_on(pilot)
    assert not added(ledger)


async def test_an_agreed_rate_holds_for_all_times(ledger: Ledger) -> None:
    async with shown(context(ledger, language="en"), RatesScreen) as pilot:
        await press(pilot, "f", "G", "enter")
        assert "none of these" in words_on(pilot)
        await press(pilot, "n")
        await write(pilot, "12")
        await press(pilot, "enter")
        assert "12" in words_on(pilot)
    ((kind, percent, start, end),) = added(ledger)
    assert (kind, percent) == ("fixed", Decimal(12))
    assert start.year < 1950
    assert end.year > 2050


async def test_a_published_rate_without_days_is_asked_for_them(ledger: Ledger) -> None:
    async with shown(context(ledger, language="en"), RatesScreen) as pilot:
        await press(pilot, "n")
        await write(pilot, "9")
        await press(pilot, "tab", "tab", "ctrl+u", "enter")
        assert "it is missing" in words_on(pilot)
    assert not added(ledger)


async def test_a_year_is_found_as_one_types(ledger: Ledger) -> None:
    async with shown(context(ledger, language="en"), RatesScreen) as pilot:
        await press(pilot, "f", "j", "enter", "slash")
        await write(pilot, "1990")
        text = words_on(pilot)
        assert "10.00%" in text or "5.00%" in text
        assert "2026" not in text


async def test_the_settings_say_until_when_they_are_known_and_lead_there(ledger: Ledger) -> None:
    async with shown(context(ledger), SettingsScreen, size=WIDE) as pilot:
        line = next(line for line in words_on(pilot).splitlines() if "Tassi" in line)
        assert "01/01/2027" in line
        rows = [row for row in words_on(pilot).splitlines()[2:] if row.strip()]
        at = next(at for at, row in enumerate(rows) if "Tassi" in row)
        await press(pilot, "g", *["j"] * at, "enter")
        assert isinstance(front(pilot), RatesScreen)


@pytest.mark.parametrize(
    ("kind", "today", "expected"),
    [
        (InterestKind.MORA, dt.date(2026, 11, 24), (NEXT, dt.date(2027, 6, 30), False)),
        (InterestKind.MORA, NEXT, (NEXT, dt.date(2027, 6, 30), True)),
        (InterestKind.LEGAL, NEXT, (NEXT, dt.date(2027, 12, 31), True)),
        (InterestKind.FIXED, NEXT, None),
    ],
)
def test_the_first_days_behind_a_table(
    tmp_path: Path,
    kind: InterestKind,
    today: dt.date,
    expected: tuple[dt.date, dt.date, bool] | None,
) -> None:
    own = ledger_at(tmp_path, today=today).interest.missing(kind)
    assert (own and (own.start, own.end, own.begun)) == expected
