"""A short text for an e-mail or a chat: shown, and on the clipboard."""

from textual.app import ComposeResult
from textual.widgets import Static

from smm_ledger.core.marks import N_
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.message import MessageDialog, S
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.inputs import visible


class CopyDialog(MessageDialog[S]):
    """Shows what it has put on the clipboard."""

    def __init__(self, ctx: Context[S], *, title: str, text: str) -> None:
        super().__init__(ctx, title=title, text=text)
        self._plain = visible(text, multiline=True)

    def body(self) -> ComposeResult:
        """Yield the text, and where it is now."""
        yield from super().body()
        copied = self.say(N_("It is on the clipboard, if the terminal lets programs write there."))
        yield Static("", classes="space")
        yield Static(label(copied, style="$text-muted"), markup=False)

    def on_mount(self) -> None:
        """Put the text on the clipboard."""
        self.app.copy_to_clipboard(self._plain)
