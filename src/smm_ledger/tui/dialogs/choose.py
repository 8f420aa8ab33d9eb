"""One of several: the actions of a row, a filter, an order, a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, TypeVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from smm_ledger.core.marks import N_
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.base import AROUND, Dialog
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.columns import Column
from smm_ledger.tui.widgets.pages import Cell, ListSource, Row
from smm_ledger.tui.widgets.table import WindowedTable

S = TypeVar("S")

ROWS: Final = 14
NOTE: Final = 3
"""Lines that a remark takes, with its blank."""

NOTHING: Final = N_("nothing to choose from here")


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose.

    Attributes:
        key: What is returned.
        text: What is shown.
        detail: What more there is to say.
        hot: A key that chooses it at once, as Textual names it.
        display: How that key is shown.
    """

    key: str
    text: str
    detail: str = ""
    hot: str = ""
    display: str = ""


class Choices(WindowedTable):
    """The entries; enter chooses one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("open", action="select", label=N_("Choose"), tip=N_("choose what is under the cursor"))
    ]


class ChooseDialog(Dialog[str, S]):
    """Returns the key of the chosen entry."""

    FOOTER: ClassVar[tuple[str, ...]] = ("open", "cancel")
    AUTO_FOCUS = "WindowedTable"
    DEFAULT_CSS = """
    ChooseDialog WindowedTable { background: $surface; }
    ChooseDialog.-roomy > .frame { width: 110; }
    """

    def __init__(
        self,
        ctx: Context[S],
        *,
        title: str,
        choices: Sequence[Choice],
        current: str | None = None,
        wide: bool = False,
        note: str = "",
    ) -> None:
        super().__init__(ctx, title=title)
        self._note = note
        self.set_class(wide, "-roomy")
        self._choices = tuple(choices)
        self._current = current
        self._hot = any(choice.display for choice in choices)

    def body(self) -> ComposeResult:
        """Yield a remark, if there is one, and the list, as high as it needs."""
        if self._note:
            yield Static(label(self._note, multiline=True), markup=False)
            yield Static("", classes="space")
        table = Choices(
            self._columns(),
            ListSource([self._row(choice) for choice in self._choices]),
            empty=self.say(NOTHING),
            symbols=self.ctx.symbols,
        )
        table.styles.height = min(ROWS, max(2, len(self._choices))) + 1
        yield table

    def _row(self, choice: Choice) -> Row:
        keys: tuple[Cell, ...] = ((choice.display, "accent"),) if self._hot else ()
        return Row(choice.key, (*keys, choice.text, (choice.detail, "dim")))

    def _columns(self) -> tuple[Column, ...]:
        keys = max((cell_len(choice.display) for choice in self._choices), default=0)
        text = max((cell_len(choice.text) for choice in self._choices), default=1)
        detail = any(choice.detail for choice in self._choices)
        return (
            *((Column("key", "", keys),) if self._hot else ()),
            Column("text", "", min(text, 40) if detail else 20, 0 if detail else 1),
            *((Column("detail", "", 10, 1, priority=1),) if detail else ()),
        )

    def on_resize(self) -> None:
        """Leave room for the remark, too."""
        super().on_resize()
        if self._note:
            room = max(2, self.size.height - AROUND - NOTE)
            self.query_one(WindowedTable).styles.max_height = room

    def on_mount(self) -> None:
        """Start on the present choice."""
        if self._current is not None:
            self.query_one(WindowedTable).move_to(self._current)

    @on(WindowedTable.Selected)
    def choose(self, event: WindowedTable.Selected) -> None:
        """Return the chosen entry."""
        event.stop()
        self.dismiss(event.key)

    def on_key(self, event: events.Key) -> None:
        """Choose at once by an entry's own key."""
        for choice in self._choices:
            if choice.hot and event.key == choice.hot:
                event.stop()
                self.dismiss(choice.key)
                return
