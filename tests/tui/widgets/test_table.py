"""The windowed table under keys, mouse, changes and hostile data."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from smm_ledger.core.errors import LedgerLocked
from smm_ledger.tui.symbols import ASCII, UNICODE
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.marked import MarkedTable
from smm_ledger.tui.widgets.pages import PAGE, ListSource, Row, RowSource
from smm_ledger.tui.widgets.table import WindowedTable
from tests.tui.support import words_on

MANY = 100_000
COLUMNS = (
    Column("number", "Number", 12),
    Column("client", "Client", 14, flex=1),
    Column("balance", "Balance", 12, align="right"),
)
EMPTY = "No invoices yet: press n to make the first"
TERMINAL_ATTACKS = ("\x1b[2Jgone", "\x1b]0;title\x07", "\x9b31mred", "\u202etxt.exe", "a\nb\tc\x00")
MARKUP = ("[bold red]EVIL[/]", "Rossi [/x] srl", "[@click=app.quit]go[/]", "Rossi [/foo] [unclosed")


class Synthetic:
    """A long list that remembers its pages."""

    def __init__(self, rows: int = MANY) -> None:
        self.rows = rows
        self.asked: list[int] = []

    def count(self) -> int:
        """Return how many rows there are."""
        return self.rows

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return numbered rows."""
        self.asked.append(offset)
        return [row(at) for at in range(offset, min(offset + limit, self.rows))]

    def position(self, key: str) -> int | None:
        """Return the place, which the key names."""
        return int(key[1:])


class Strangers(Synthetic):
    """Other rows, which cannot say where one of them is."""

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return rows of other keys."""
        return [one._replace(key=f"other{one.key[1:]}") for one in super().page(offset, limit)]

    def position(self, key: str) -> None:
        """Say nothing."""


class Failing(Synthetic):
    """A ledger that is locked once its rows are counted."""

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Refuse."""
        self.asked.append(offset)
        raise LedgerLocked("ledger.db", limit=limit)


def row(at: int, client: str = "Rossi") -> Row:
    return Row(f"k{at}", (f"2026-{at:06}", client, ("12,00", "bad")))


class TableApp(App[None]):
    """A table and nothing else, which remembers what the table says."""

    ENABLE_COMMAND_PALETTE = False
    said: ClassVar[tuple[type[Message], ...]] = (
        WindowedTable.Selected,
        WindowedTable.Highlighted,
        WindowedTable.MarksChanged,
        WindowedTable.LoadFailed,
    )

    def __init__(self, table: WindowedTable) -> None:
        super().__init__()
        self.table = table
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        """Show the table."""
        yield self.table

    def hear(self, message: Message) -> None:
        """Remember a message of the table; it is heard again at each node that it passes."""
        if isinstance(message, self.said) and not any(message is one for one in self.heard):
            self.heard.append(message)


@asynccontextmanager
async def table_of(
    source: RowSource,
    *,
    size: tuple[int, int] = (80, 24),
    ascii_only: bool = False,
) -> AsyncIterator[tuple[Pilot[None], WindowedTable, TableApp]]:
    symbols = ASCII if ascii_only else UNICODE
    app = TableApp(MarkedTable(COLUMNS, source, empty=EMPTY, symbols=symbols))
    async with app.run_test(size=size, message_hook=app.hear) as pilot:
        await pilot.pause()
        yield pilot, app.table, app


def told(app: TableApp, kind: type[Message]) -> list[Message]:
    return [message for message in app.heard if type(message) is kind]


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("j j k", 1),
        ("down down up", 1),
        ("k", 0),
        ("J", 23),
        ("pagedown pagedown pageup", 23),
        ("G", MANY - 1),
        ("end k", MANY - 2),
        ("end g", 0),
        ("end K home", 0),
        ("G j", MANY - 1),
    ],
)
async def test_keys_move_the_cursor(keys: str, place: int) -> None:
    async with table_of(Synthetic()) as (pilot, table, _):
        await pilot.press(*keys.split())
        assert (table.cursor, table.cursor_key) == (place, f"k{place}")
        assert f"2026-{place:06}" in words_on(pilot)


async def test_a_hundred_thousand_rows_cost_the_pages_that_are_seen() -> None:
    source = Synthetic()
    async with table_of(source) as (pilot, _, _):
        assert set(source.asked) == {0}
        await pilot.press("G")
        await pilot.press(*["k"] * 30)
        await pilot.press("g")
        assert set(source.asked) == {0, MANY - PAGE}


async def test_the_last_column_stands_beside_the_scroll_bar() -> None:
    async with table_of(Synthetic()) as (pilot, _, _):
        head, first = words_on(pilot).splitlines()[:2]
        assert head.split() == ["Number", "Client", "Balance"]
        assert first.split() == ["❯", "2026-000000", "Rossi", "12,00"]


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (20, 5), (4, 2), (1, 1)])
async def test_any_terminal_size_is_survived(size: tuple[int, int]) -> None:
    async with table_of(Synthetic(), size=size) as (pilot, table, _):
        await pilot.press("G", "K", "j")
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert f"❯ 2026-{table.cursor:06}" in words_on(pilot)


async def test_enter_and_its_aliases_choose_the_row() -> None:
    async with table_of(Synthetic(3)) as (pilot, table, app):
        await pilot.press("enter", "j", "l", "j", "right")
        await pilot.pause()
        chosen = [WindowedTable.Selected(table, key) for key in ("k0", "k1", "k2")]
        assert told(app, WindowedTable.Selected) == chosen


async def test_each_move_is_told_once() -> None:
    async with table_of(Synthetic(3)) as (pilot, table, app):
        await pilot.press("j", "G", "G")
        await pilot.pause()
        moves = [WindowedTable.Highlighted(table, key) for key in ("k0", "k1", "k2")]
        assert told(app, WindowedTable.Highlighted) == moves


async def test_a_click_moves_and_a_second_one_chooses() -> None:
    async with table_of(Synthetic(50)) as (pilot, table, app):
        await pilot.click(WindowedTable, offset=(5, 4))
        assert (table.cursor, told(app, WindowedTable.Selected)) == (3, [])
        await pilot.click(WindowedTable, offset=(5, 4))
        await pilot.pause()
        assert told(app, WindowedTable.Selected) == [WindowedTable.Selected(table, "k3")]


async def test_a_click_on_the_heading_does_nothing() -> None:
    async with table_of(Synthetic(50)) as (pilot, table, app):
        await pilot.press("j")
        await pilot.click(WindowedTable, offset=(5, 0))
        await pilot.pause()
        assert (table.cursor, told(app, WindowedTable.Selected)) == (1, [])


async def test_marks_are_shown_counted_and_read() -> None:
    async with table_of(Synthetic(5)) as (pilot, table, app):
        await pilot.press("space", "j", "space")
        assert table.marked_keys() == ("k0", "k2")
        assert " ●2026-000000" in words_on(pilot)
        await pilot.press("asterisk")
        assert len(table.marked_keys()) == 5
        table.clear_marks()
        await pilot.pause()
        counts = [WindowedTable.MarksChanged(table, count) for count in (1, 2, 5, 0)]
        assert told(app, WindowedTable.MarksChanged) == counts
        assert "●" not in words_on(pilot)


async def test_marking_everything_reads_nothing() -> None:
    source = Synthetic()
    async with table_of(source) as (pilot, table, _):
        await pilot.press("asterisk")
        assert table.marks.count(table.row_count) == MANY
        assert set(source.asked) == {0}


async def test_the_cursor_stays_on_its_row_when_the_list_changes() -> None:
    async with table_of(ListSource([row(at) for at in range(9)])) as (pilot, table, _):
        await pilot.press(*"jjjj")
        table.set_source(ListSource([row(at) for at in (8, 7, 6, 5, 4, 3)]))
        assert (table.cursor, table.cursor_key) == (4, "k4")


async def test_a_filter_that_takes_the_row_away_reads_only_what_is_shown() -> None:
    async with table_of(Synthetic()) as (_, table, _):
        source = Strangers()
        table.set_source(source)
        assert (table.cursor, table.cursor_key) == (0, "other0")
        assert set(source.asked) == {0}


async def test_the_cursor_stays_near_when_its_row_is_gone() -> None:
    async with table_of(ListSource([row(at) for at in range(9)])) as (pilot, table, _):
        await pilot.press("G")
        table.set_source(ListSource([row(at) for at in range(3)]))
        await pilot.pause()
        assert (table.cursor, table.cursor_key) == (2, "k2")
        assert "2026-000008" not in words_on(pilot)


async def test_a_row_can_be_asked_for() -> None:
    async with table_of(Synthetic()) as (pilot, table, _):
        assert table.move_to("k70000")
        await pilot.pause()
        assert "❯ 2026-070000" in words_on(pilot)


async def test_an_empty_list_names_the_key_to_press() -> None:
    async with table_of(ListSource(())) as (pilot, table, app):
        assert EMPTY in words_on(pilot)
        await pilot.press("j", "enter", "space", "G")
        await pilot.pause()
        assert table.cursor_key is None
        assert told(app, WindowedTable.Selected) == []
        table.set_source(Synthetic(1))
        await pilot.pause()
        assert EMPTY not in words_on(pilot)


async def test_a_refusal_of_the_ledger_is_told_once_and_leaves_blank_rows() -> None:
    async with table_of(Failing()) as (pilot, _, app):
        await pilot.press("j", "j")
        await pilot.pause()
        assert [type(message) for message in told(app, WindowedTable.LoadFailed)] == [
            WindowedTable.LoadFailed
        ]
        assert "2026-" not in words_on(pilot)


@pytest.mark.parametrize("text", MARKUP)
async def test_markup_in_data_is_only_text(text: str) -> None:
    async with table_of(ListSource([row(0, text)])) as (pilot, _, _):
        assert text in words_on(pilot)
        await pilot.click(WindowedTable, offset=(17, 1))
        assert pilot.app.is_running


@pytest.mark.parametrize("text", TERMINAL_ATTACKS)
async def test_nothing_in_data_reaches_the_terminal_as_a_command(text: str) -> None:
    async with table_of(ListSource([row(0, text)])) as (pilot, _, _):
        shown = words_on(pilot).replace("\n", "")
        assert not any(
            ord(sign) < 32 or 127 <= ord(sign) < 160 or sign == "\u202e" for sign in shown
        )


async def test_ascii_draws_nothing_beyond_it() -> None:
    long = "x" * 200
    async with table_of(ListSource([row(0, long)]), ascii_only=True) as (pilot, _, _):
        await pilot.press("space")
        line = words_on(pilot).splitlines()[1]
        assert line.isascii()
        assert line.startswith(">*2026-000000")
        assert "x~" in line


async def test_columns_change_with_the_language() -> None:
    async with table_of(Synthetic(2)) as (pilot, table, _):
        table.set_columns([Column("number", "Numero", 12)])
        await pilot.pause()
        assert words_on(pilot).split()[0] == "Numero"
