"""The frame of every dialog: a title, a body and its keys, over a dimmed screen.

A dialog returns one typed value and calls no service; what it offers comes by constructor.
"""

import textwrap
from typing import ClassVar, Final, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultType
from textual.widgets import Static

from smm_ledger.tui.base import Guarded
from smm_ledger.tui.context import Context
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.bars import KeyBar
from smm_ledger.tui.widgets.table import WindowedTable

S = TypeVar("S")

AROUND: Final = 6
"""Lines of the frame around the body: two borders, title, blank, blank, keys."""
BESIDE: Final = 4
"""Columns of the frame around the body: two borders, two blanks."""
WIDTH: Final = 76


class Dialog(Guarded[ScreenResultType, S], ModalScreen[ScreenResultType]):
    """A modal with a title; a subclass composes its `body` and says its keys in `FOOTER`."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > .frame {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $border; padding: 0 1;
    }
    Dialog .frame > .title { height: 1; width: 1fr; text-style: bold; color: $primary; }
    Dialog .frame > .space { height: 1; }
    Dialog .frame > KeyBar { background: $surface; margin-top: 1; }
    Dialog:ansi { background: ansi_default; }
    .-ascii Dialog > .frame { border: ascii $border; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [bind("cancel")]
    FOOTER: ClassVar[tuple[str, ...]] = ("cancel",)
    ABOVE: ClassVar[int] = 0
    """Lines of the body that stand above a list."""

    def __init__(self, ctx: Context[S], *, title: str) -> None:
        super().__init__(ctx)
        self._title = title

    def body(self) -> ComposeResult:
        """Yield what stands between the title and the keys."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Put the frame around the body."""
        with Vertical(classes="frame"):
            yield Static(label(self._title), classes="title", markup=False)
            yield Static("", classes="space")
            yield from self.body()
            yield KeyBar(self.hints)

    def on_resize(self) -> None:
        """Leave room for the title and the keys, however low the terminal is."""
        for table in self.query(WindowedTable):
            table.styles.max_height = max(2, self.size.height - AROUND - self.ABOVE)

    def room_beside(self, remark: str, *, width: int = WIDTH) -> int:
        """Return how many lines the body may have beside a remark, the title and the keys.

        Args:
            remark: Its lines may be wrapped; a blank line sets it off.
            width: Columns of the frame, on a terminal that has them.
        """
        columns = max(1, min(width, self.size.width) - BESIDE)
        wrapped = (max(1, len(textwrap.wrap(line, columns))) for line in remark.splitlines())
        return max(1, self.size.height - AROUND - (sum(wrapped) + 1 if remark else 0))

    def action_cancel(self) -> None:
        """Leave without a value."""
        self.dismiss(None)
