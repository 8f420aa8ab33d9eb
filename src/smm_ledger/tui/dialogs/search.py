"""A list with a line above it: what one types there narrows the list, arrows move in it."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ScreenResultType
from textual.widgets import Input

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.dialogs.base import Dialog
from smm_ledger.tui.widgets.bars import Hint
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

ENTER: Final = "enter"
NO_MATCH: Final = N_("nothing matches")
TYPED_MAX: Final = 100
MOVES: Final = {
    "down": "move_down",
    "up": "move_up",
    "pagedown": "page_down",
    "pageup": "page_up",
}


class SearchDialog(Dialog[ScreenResultType, Ledger]):
    """A dialog in which one types to find; a subclass says what there is.

    Attributes:
        prompt: Marked; stands in the line while it is empty.
    """

    prompt: ClassVar[str] = ""
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "cancel")
    ABOVE: ClassVar[int] = 1
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    SearchDialog Input, SearchDialog Input:focus { height: 1; border: none; padding: 0; }
    SearchDialog WindowedTable { background: $surface; height: 13; }
    """

    def columns(self) -> Sequence[Column]:
        """Return the columns, titles in the user's language."""
        raise NotImplementedError

    def rows(self, typed: str) -> Sequence[Row]:
        """Return what matches, best first; everything for an empty line."""
        raise NotImplementedError

    def found(self, key: str) -> ScreenResultType:
        """Return what a row stands for."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """Yield the line to type in and the rows."""
        yield Input(placeholder=self.say(self.prompt), compact=True, max_length=TYPED_MAX)
        yield WindowedTable(
            tuple(self.columns()),
            ListSource(self.rows("")),
            empty=self.say(NO_MATCH),
            symbols=self.ctx.symbols,
        )

    def hints(self) -> tuple[Sequence[Hint], Hint | None]:
        """Name enter first, which chooses a row from the line as well as from the list."""
        best, last = super().hints()
        shown = self.app.get_key_display(Binding("enter", "choose"))
        if self.ctx.options.ascii_only and not shown.isascii():
            shown = ENTER
        others = [hint for hint in best if hint.key != ENTER]
        return [Hint(ENTER, shown, self.say(N_("Choose"))), *others], last

    @on(Input.Changed)
    def typed(self, event: Input.Changed) -> None:
        """Show what matches."""
        event.stop()
        table = self.query_one(WindowedTable)
        table.set_source(ListSource(self.rows(event.value)))
        table.action_first()

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the line keeps the focus."""
        if event.key in MOVES and isinstance(self.focused, Input):
            event.stop()
            event.prevent_default()
            getattr(self.query_one(WindowedTable), f"action_{MOVES[event.key]}")()

    @on(Input.Submitted)
    def entered(self, event: Input.Submitted) -> None:
        """Choose the row under the cursor."""
        event.stop()
        self.query_one(WindowedTable).action_select()

    @on(WindowedTable.Selected)
    def choose(self, event: WindowedTable.Selected) -> None:
        """Return what was chosen."""
        event.stop()
        self.dismiss(self.found(event.key))
