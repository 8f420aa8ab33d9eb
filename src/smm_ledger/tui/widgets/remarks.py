"""A remark below a field: what fits what was chosen there. Nothing is typed into it."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from smm_ledger.tui.text import label


class Remark(Static):
    """Some lines of text that take no room while there is nothing to say."""

    DEFAULT_CSS = """
    Remark { height: auto; width: 1fr; color: $text-accent; padding: 0 0 0 2; }
    Remark.-hidden { display: none; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False, classes="-hidden")

    def say(self, lines: Sequence[str]) -> None:
        """Show these lines, or nothing."""
        self.update(Content("\n").join(label(line) for line in lines))
        self.set_class(not lines, "-hidden")
