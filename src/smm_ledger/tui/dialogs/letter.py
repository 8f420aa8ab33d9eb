"""A reminder as it would leave, to be read first; then the way in which it leaves.

Nothing is sent by opening it, and nothing by enter: each way has a key of its own.
"""

from enum import StrEnum
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from smm_ledger.core.marks import N_
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.base import AROUND, Dialog, S
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label

MORE: Final = 3
"""Lines below the text: a blank, and what follows from sending it."""


class Way(StrEnum):
    """How a letter leaves; `view` only shows its PDF, `skip` goes on to the next letter."""

    TEXT = "text"
    FILE = "file"
    EMAIL = "email"
    VIEW = "view"
    SKIP = "skip"


class LetterDialog(Dialog[Way, S]):
    """Shows the text of a letter, and returns the way that is chosen.

    Args:
        ctx: What dialogs are given.
        title: What it is, and to whom.
        text: Its words.
        remark: What leaves with it.
        on_paper: Whether there is a PDF of it.
        more: Whether another letter waits behind it.
    """

    DEFAULT_CSS = """
    LetterDialog > .frame { width: 100; }
    LetterDialog VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("copy", action="take('text')", label=N_("Copy, sent"), tip=N_("copy it: it is sent")),
        bind("pdf", action="take('file')", label=N_("PDF, sent"), tip=N_("write it: it is sent")),
        bind(
            "send",
            action="take('email')",
            label=N_("E-mail, sent"),
            tip=N_("write an e-mail draft and open it: it is sent"),
        ),
        bind("view", action="take('view')", label=N_("Look"), tip=N_("look at its PDF")),
        bind("new", action="take('skip')", label=N_("Next"), tip=N_("go on to the next letter")),
        bind("cancel", label=N_("Not now")),
        bind("move-down", action="move(1)"),
        bind("move-up", action="move(-1)"),
        bind("page-down", action="move(10)"),
        bind("page-up", action="move(-10)"),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("copy", "pdf", "send", "view", "new", "cancel")
    AUTO_FOCUS = "VerticalScroll"

    def __init__(
        self,
        ctx: Context[S],
        *,
        title: str,
        text: str,
        remark: str,
        on_paper: bool,
        more: bool = False,
    ) -> None:
        super().__init__(ctx, title=title)
        self._text = text
        self._remark = remark
        self._on_paper = on_paper
        self._more = more

    def body(self) -> ComposeResult:
        """Yield the text, as plain text, and what leaves with it."""
        with VerticalScroll():
            yield Static(label(self._text.strip(), multiline=True), markup=False)
        yield Static("", classes="space")
        yield Static(label(self._remark, style="$foreground-muted"), markup=False)

    def on_resize(self) -> None:
        """Leave room for the title, the remark and the keys."""
        room = max(1, self.size.height - AROUND - MORE)
        self.query_one(VerticalScroll).styles.max_height = room

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer a PDF where there is one, and the next letter where there is one."""
        if action == "take" and parameters[0] in {Way.FILE, Way.VIEW}:
            return self._on_paper
        if action == "take" and parameters[0] == Way.SKIP:
            return self._more
        return super().check_action(action, parameters)

    def action_take(self, way: str) -> None:
        """Choose a way."""
        self.dismiss(Way(way))

    def action_move(self, lines: int) -> None:
        """Move the text."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
