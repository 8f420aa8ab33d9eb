"""The first day by keys: a table of clients or services is looked at, then taken whole or not."""

from decimal import Decimal
from pathlib import Path

import pytest

from smm_ledger.core.errors import NotFoundError
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.dialogs.plan import PlanDialog
from smm_ledger.tui.screens.catalogue import CatalogueScreen
from smm_ledger.tui.screens.clients import ClientsScreen
from tests.tui.books import a_book, front, press, write
from tests.tui.support import HOSTILE, SMALL, TINY, WIDE, context, shown, toasts, words_on

VAT = "01234567897"


def table(tmp_path: Path, text: str) -> str:
    """Write a table; return its path."""
    path = tmp_path / "new.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def codes(ledger: Ledger) -> set[str]:
    return {row.client.code for row in ledger.clients.list()}


async def test_clients_are_planned_and_taken_on_a_yes(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    rows = f"name,vat_id,city\nBar Sport,{VAT},Torino\nRossi Moda srl,,\nBar Due,{VAT},Roma\n"
    file = table(tmp_path, rows)
    async with shown(context(ledger, language="en"), ClientsScreen, size=WIDE) as pilot:
        await press(pilot, "less_than_sign")
        await write(pilot, file)
        await press(pilot, "enter")
        assert isinstance(front(pilot), PlanDialog)
        text = words_on(pilot)
        assert "2 clients can be added" in text
        assert "Already here, left as it is: rossi" in text
        await press(pilot, "G")
        assert "Bar Due has the VAT number or tax code of bar-sport" in words_on(pilot)
        assert codes(ledger) == {"rossi"}
        await press(pilot, "enter")
        assert "Added 2 clients" in toasts(pilot)
        assert "Torino" in words_on(pilot), "the list is read again"
    assert codes(ledger) == {"rossi", "bar-sport", "bar-due"}


async def test_leaving_the_plan_writes_nothing(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    async with shown(context(ledger, language="en"), ClientsScreen) as pilot:
        await press(pilot, "less_than_sign")
        await write(pilot, table(tmp_path, "name\nBar Sport\n"))
        await press(pilot, "enter", "escape")
        assert isinstance(front(pilot), ClientsScreen)
    assert codes(ledger) == {"rossi"}


async def test_a_refused_row_is_named_with_its_reason_and_nothing_can_be_taken(
    tmp_path: Path,
) -> None:
    ledger = a_book(tmp_path)
    file = table(tmp_path, "name,vat_id\nBar Sport,\nBar Due,123\n")
    async with shown(context(ledger, language="en"), ClientsScreen) as pilot:
        await press(pilot, "less_than_sign")
        await write(pilot, file)
        await press(pilot, "enter")
        text = words_on(pilot)
        assert "Refused: 1" in text
        assert "vat_id: it has 3 characters, it must have 11" in text
        assert "compare it with the original" in text
        row = next(line for line in text.splitlines() if "Bar Due" in line)
        assert "3 refused" in row, "the row of the file, on top"
        await press(pilot, "enter", "ctrl+s")
        assert isinstance(front(pilot), PlanDialog)
        await press(pilot, "escape")
    assert codes(ledger) == {"rossi"}


async def test_a_table_without_news_can_only_be_left(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    async with shown(context(ledger, language="en"), ClientsScreen) as pilot:
        await press(pilot, "less_than_sign")
        await write(pilot, table(tmp_path, "name\nRossi Moda srl\n"))
        await press(pilot, "enter")
        assert "Nothing in it is new." in words_on(pilot)
        await press(pilot, "enter")
        assert isinstance(front(pilot), PlanDialog)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("name,shoes\nBar,42\n", "new.csv: row 1: there is no column “shoes”"),
        ("name\n", "new.csv: it holds no rows"),
        ("city\nRoma\n", "new.csv: row 1: the column “name” is missing"),
    ],
)
async def test_a_file_that_is_no_such_table_is_refused(
    tmp_path: Path, rows: str, said: str
) -> None:
    ledger = a_book(tmp_path)
    async with shown(context(ledger, language="en"), ClientsScreen) as pilot:
        await press(pilot, "less_than_sign")
        await write(pilot, table(tmp_path, rows))
        await press(pilot, "enter")
        assert said in toasts(pilot)[-1]
        assert isinstance(front(pilot), ClientsScreen)


async def test_services_come_from_the_catalogue_by_the_same_key(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    file = table(tmp_path, "code;description;price\nreel;Reel;98,00\npost;Post;34,50\n")
    async with shown(context(ledger), CatalogueScreen) as pilot:
        await press(pilot, "less_than_sign")
        await write(pilot, file)
        await press(pilot, "enter", "enter")
    found = [(one.code, one.price) for one in ledger.catalogue.list()]
    assert found == [("post", Decimal("34.5")), ("reel", Decimal(98))]


async def test_the_palette_leads_there_from_anywhere(tmp_path: Path) -> None:
    ledger = a_book(tmp_path)
    async with shown(context(ledger, language="en")) as pilot:
        await press(pilot, "ctrl+p")
        await write(pilot, "Import services")
        await press(pilot, "enter")
        await write(pilot, table(tmp_path, "code,description\nreel,Reel\n"))
        await press(pilot, "enter", "enter")
    assert ledger.catalogue.show("reel").description == "Reel"


@pytest.mark.parametrize("size", [SMALL, WIDE, TINY])
@pytest.mark.parametrize("hostile", HOSTILE)
async def test_what_a_table_says_is_data(
    tmp_path: Path, hostile: str, size: tuple[int, int]
) -> None:
    ledger = a_book(tmp_path)
    file = table(tmp_path, f'name,vat_id\n"{hostile}",\n"{hostile} 2",12\n')
    async with shown(context(ledger), ClientsScreen, size=size) as pilot:
        await press(pilot, "less_than_sign")
        await write(pilot, file)
        await press(pilot, "enter", "j", "k")
        assert isinstance(front(pilot), PlanDialog)
        if size != TINY:
            assert hostile[:10] in words_on(pilot)
    with pytest.raises(NotFoundError):
        ledger.clients.show(hostile)
