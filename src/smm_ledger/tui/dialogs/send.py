"""What will be sent, to be read first; and then the word that it was."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from smm_ledger.core.marks import N_
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.base import Dialog, S
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.inputs import visible

COPIED: Final = N_("The text is on the clipboard, if the terminal lets programs write there.")
WIDTH: Final = 100


class SendDialog(Dialog[bool, S]):
    """Shows the text that goes to the client; True marks the document as sent."""

    DEFAULT_CSS = f"""
    SendDialog > .frame {{ width: {WIDTH}; }}
    SendDialog VerticalScroll {{ height: auto; scrollbar-size-vertical: 1; }}
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "agree", N_("Mark as sent"), id="agree"),
        bind("send", action="agree", label=N_("Mark as sent")),
        bind("save", action="agree", label=N_("Mark as sent")),
        bind("copy", label=N_("Copy")),
        bind("cancel", label=N_("Not now")),
        bind("move-down", action="move(1)"),
        bind("move-up", action="move(-1)"),
        bind("page-down", action="move(10)"),
        bind("page-up", action="move(-10)"),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("agree", "copy", "cancel")
    AUTO_FOCUS = "VerticalScroll"

    def __init__(self, ctx: Context[S], *, title: str, text: str, remark: str = "") -> None:
        super().__init__(ctx, title=title)
        self._text = text
        self._remark = remark

    def body(self) -> ComposeResult:
        """Yield the text, as plain text, and what follows from a yes."""
        with VerticalScroll():
            yield Static(label(self._text, multiline=True), markup=False)
        if self._remark:
            yield Static("", classes="space")
            yield Static(label(self._remark, style="$foreground-muted"), markup=False)

    def on_resize(self) -> None:
        """Leave room for the title, the remark and the keys, however low the terminal is."""
        room = self.room_beside(self._remark, width=WIDTH)
        self.query_one(VerticalScroll).styles.max_height = room

    def action_agree(self) -> None:
        """Say that it was sent."""
        self.dismiss(result=True)

    def action_cancel(self) -> None:
        """Leave it as it is."""
        self.dismiss(result=False)

    def action_copy(self) -> None:
        """Put the text on the clipboard."""
        self.app.copy_to_clipboard(visible(self._text, multiline=True))
        self.notify(self.say(COPIED), markup=False)

    def action_move(self, lines: int) -> None:
        """Move the text."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
