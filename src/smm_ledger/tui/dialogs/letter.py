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
from smm_ledger.tui.keymap import bind, check_overrides, first_key
from smm_ledger.tui.text import label

MORE: Final = 4
"""Lines below the text: a blank, what leaves, and what the keys do."""

RECORDED: Final = N_("The keys {keys} record it as sent; the others record nothing.")


class Way(StrEnum):
    """How a letter leaves; `view` only shows its PDF, `skip` goes on to the next letter.

    The values are the channels that the ledger knows.
    """

    TEXT = "text"
    FILE = "file"
    EMAIL = "email"
    SMTP = "smtp"
    VIEW = "view"
    SKIP = "skip"


WAYS: Final = {"send": Way.SMTP, "copy": Way.TEXT, "pdf": Way.FILE, "edit": Way.EMAIL}
"""The keys with which a letter leaves, in the order of the footer."""


class LetterDialog(Dialog[Way, S]):
    """Shows the text of a letter, and returns the way that is chosen.

    Args:
        ctx: What dialogs are given.
        title: What it is, and to whom.
        text: Its words.
        remark: What leaves with it.
        on_paper: Whether there is a PDF of it.
        mailed: Whether a mail server takes it.
        more: Whether another letter waits behind it.
    """

    DEFAULT_CSS = """
    LetterDialog > .frame { width: 100; }
    LetterDialog VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("copy", action="take('text')"),
        bind("pdf", action="take('file')", tip=N_("write its PDF")),
        bind("send", action="take('smtp')", label=N_("Send"), tip=N_("send it by e-mail")),
        bind("edit", action="take('email')", label=N_("Draft"), tip=N_("open an e-mail draft")),
        bind("view", action="take('view')", label=N_("See PDF"), tip=N_("look at its PDF")),
        bind("new", action="take('skip')", label=N_("Next"), tip=N_("go on to the next letter")),
        bind("cancel", label=N_("Not now")),
        bind("move-down", action="move(1)"),
        bind("move-up", action="move(-1)"),
        bind("page-down", action="move(10)"),
        bind("page-up", action="move(-10)"),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = (
        "send",
        "copy",
        "pdf",
        "edit",
        "view",
        "new",
        "cancel",
    )
    AUTO_FOCUS = "VerticalScroll"

    def __init__(
        self,
        ctx: Context[S],
        *,
        title: str,
        text: str,
        remark: str,
        on_paper: bool,
        mailed: bool = False,
        more: bool = False,
    ) -> None:
        super().__init__(ctx, title=title)
        self._text = text
        self._remark = remark
        self._on_paper = on_paper
        self._mailed = mailed
        self._more = more

    def body(self) -> ComposeResult:
        """Yield the text, as plain text, and what leaves with it."""
        with VerticalScroll():
            yield Static(label(self._text.strip(), multiline=True), markup=False)
        yield Static("", classes="space")
        keymap = check_overrides(self.ctx.options.keymap).keymap
        ways = (key_id for key_id, way in WAYS.items() if self.check_action("take", (way,)))
        keys = " ".join(first_key(key_id, keymap) for key_id in ways)
        for line in (self._remark, self.say(RECORDED, keys=keys)):
            yield Static(label(line, style="$foreground-muted"), markup=False)

    def on_resize(self) -> None:
        """Leave room for the title, the remark and the keys."""
        room = max(1, self.size.height - AROUND - MORE)
        self.query_one(VerticalScroll).styles.max_height = room

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is: a PDF, a mail server, another letter."""
        if action == "take" and parameters[0] in {Way.FILE, Way.VIEW}:
            return self._on_paper
        if action == "take" and parameters[0] == Way.SMTP:
            return self._mailed
        if action == "take" and parameters[0] == Way.SKIP:
            return self._more
        return super().check_action(action, parameters)

    def action_take(self, way: str) -> None:
        """Choose a way."""
        self.dismiss(Way(way))

    def action_move(self, lines: int) -> None:
        """Move the text."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)
