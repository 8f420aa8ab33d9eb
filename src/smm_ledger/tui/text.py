"""The one door of stored text into a widget.

Textual and Rich read markup in almost every string that they are given, and pass escape sequences
of data to the terminal. So no stored string may reach a widget but through these two functions
(or through `safe` itself where a widget paints its own segments, as the table does).
"""

from rich.text import Text
from textual.content import Content

from smm_ledger.core.text import safe


def cell(text: str, *, style: str = "", multiline: bool = False) -> Text:
    """Return data as Rich text: one line, unless `multiline`, and never markup."""
    return Text(safe(text, multiline=multiline), style=style, end="")


def label(text: str, *, style: str = "", multiline: bool = False) -> Content:
    """Return data as Textual content: one line, unless `multiline`, and never markup."""
    content = Content(safe(text, multiline=multiline))
    return content.stylize(style) if style else content
