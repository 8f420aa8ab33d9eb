"""What a file would do, row by row, before any of it is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from smm_ledger.core.marks import N_
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.base import AROUND, Dialog
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

S = TypeVar("S")

MOST: Final = 12
"""Rows that are shown at once."""

BESIDES: Final = 3
"""A blank, and the lines of what is said of the row under the cursor."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A row of the file.

    Attributes:
        line: Where it stands in the file.
        fate: What becomes of it, in a word.
        name: What the row calls it (data).
        more: Its code, or why it is refused (data, or words with data).
        bad: Whether it is refused.
        style: How the word is drawn.
    """

    line: int
    fate: str
    name: str
    more: str
    bad: bool = False
    style: str = "good"


class PlanTable(WindowedTable):
    """The rows; enter agrees to the whole."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("open", action="select", label=N_("Import"), tip=N_("import all of it"))
    ]


class PlanDialog(Dialog[bool, S]):
    """Returns True when the user agrees to the whole, None when it was left.

    Args:
        ctx: What screens are given.
        title: What is looked at.
        text: What becomes of the whole, one or two lines.
        rows: What becomes of each row.
        possible: Whether there is anything to agree to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("save", action="agree", label=N_("Import"), tip=N_("import all of it"))
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("save", "cancel")
    AUTO_FOCUS = "WindowedTable"
    DEFAULT_CSS = """
    PlanDialog > .frame { width: 110; }
    PlanDialog WindowedTable { background: $surface; margin-top: 1; }
    PlanDialog .row { height: 2; color: $text-muted; }
    """

    def __init__(
        self, ctx: Context[S], *, title: str, text: str, rows: Sequence[Planned], possible: bool
    ) -> None:
        super().__init__(ctx, title=title)
        self._text = text
        self._rows = tuple(rows)
        self._possible = possible

    def body(self) -> ComposeResult:
        """Yield what becomes of the whole, each row, and the whole of the one under the cursor."""
        yield Static(label(self._text, multiline=True), markup=False)
        table = PlanTable(
            (
                Column("line", self.say(N_("Row")), 5, align="right"),
                Column("fate", "", 13),
                Column("name", self.say(N_("Name")), 16, 1),
                Column("more", "", 16, 1, priority=1),
            ),
            ListSource([self._row(at, own) for at, own in enumerate(self._rows)]),
            symbols=self.ctx.symbols,
        )
        table.styles.height = min(MOST, len(self._rows)) + 1
        yield table
        yield Static("", classes="row", markup=False)

    def _row(self, at: int, own: Planned) -> Row:
        fate = (own.fate, "bad" if own.bad else own.style)
        return Row(str(at), (str(own.line), fate, own.name, (own.more.partition("\n")[0], "dim")))

    def on_resize(self) -> None:
        """Leave room for what stands around the rows, however low the terminal is."""
        lines = self._text.count("\n") + 1
        room = max(2, self.size.height - AROUND - lines - BESIDES)
        self.query_one(WindowedTable).styles.max_height = room

    @on(WindowedTable.Highlighted)
    def another_row(self, event: WindowedTable.Highlighted) -> None:
        """Show the whole of a row's reason, which the table cuts."""
        event.stop()
        own = self._rows[int(event.key)] if event.key else None
        self.query_one(".row", Static).update(label(own.more if own else "", multiline=True))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to agree only where there is something to agree to."""
        if action == "agree":
            return self._possible
        return super().check_action(action, parameters)

    @on(WindowedTable.Selected)
    def chosen(self, event: WindowedTable.Selected) -> None:
        """Agree by enter as well."""
        event.stop()
        if self._possible:
            self.dismiss(result=True)

    def action_agree(self) -> None:
        """Agree."""
        self.dismiss(result=True)
