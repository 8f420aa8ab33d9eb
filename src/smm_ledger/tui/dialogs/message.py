"""Something that must be read before one goes on."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from smm_ledger.core.marks import N_
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.base import AROUND, Dialog
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.bars import Hint

S = TypeVar("S")


class MessageDialog(Dialog[None, S]):
    """A text with one way out. A long text scrolls."""

    DEFAULT_CSS = """
    MessageDialog VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    """
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("cancel", label=N_("Close")),
        bind("open", action="cancel", label=N_("Close")),
        bind("help", action="cancel", label=N_("Close")),
        bind("quit", action="cancel", label=N_("Close")),
        bind("move-down", action="scroll(1)"),
        bind("move-up", action="scroll(-1)"),
        bind("page-down", action="scroll(10)"),
        bind("page-up", action="scroll(-10)"),
        Binding("space", "scroll(10)", show=False),
    ]

    def __init__(self, ctx: Context[S], *, title: str, text: str | Content) -> None:
        super().__init__(ctx, title=title)
        self._text = text

    def body(self) -> ComposeResult:
        """Yield the text, as plain text."""
        text = self._text
        content = label(text, multiline=True) if isinstance(text, str) else text
        with VerticalScroll():
            yield Static(content, markup=False)

    def hints(self) -> tuple[Sequence[Hint], Hint | None]:
        """Show the way out once, though the key of the help closes it as well."""
        return super().hints()[0], None

    def on_resize(self) -> None:
        """Leave room for the title and the keys, however low the terminal is."""
        self.query_one(VerticalScroll).styles.max_height = max(1, self.size.height - AROUND)

    def action_scroll(self, lines: int) -> None:
        """Move the text."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
