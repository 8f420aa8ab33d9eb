"""A page is drawn for the width that it really has."""

from textual.app import App, ComposeResult
from textual.content import Content

from smm_ledger.tui.widgets.sheet import Sheet
from tests.tui.support import words_on


class Page(App[None]):
    """A page of as many full rows as it is told."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        """Yield the sheet."""
        yield Sheet(self.draw)

    def draw(self, width: int) -> Content:
        """Fill the width in every row."""
        return Content("\n".join("x" * width for _ in range(self.rows)))


async def test_a_page_that_grows_beyond_the_window_breaks_no_row() -> None:
    app = Page(rows=3)
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        app.rows = 30
        app.query_one(Sheet).redraw()
        await pilot.pause()
        found = [line.strip() for line in words_on(pilot).splitlines()]
        assert len(found) == 10
        assert len({line.rstrip("▁▂▃▄▅▆▇█ ") for line in found}) == 1
