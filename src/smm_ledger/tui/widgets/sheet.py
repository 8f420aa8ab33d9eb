"""A page that scrolls with the keys of a list, drawn anew for every width.

It knows no document: whoever shows one hands over a function from a width to a page.
"""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from smm_ledger.tui.keymap import bind


class Sheet(VerticalScroll, can_focus=True):
    """A scrolling page."""

    DEFAULT_CSS = """
    Sheet { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Sheet > Static { width: 1fr; height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("move-down", action="move(1)"),
        bind("move-up", action="move(-1)"),
        bind("page-down", action="page(1)"),
        bind("page-up", action="page(-1)"),
        bind("first", action="scroll_home"),
        bind("last", action="scroll_end"),
    ]

    def __init__(self, draw: Callable[[int], Content]) -> None:
        super().__init__()
        self._draw = draw

    def compose(self) -> ComposeResult:
        """Yield the text."""
        yield Static("", markup=False)

    def on_mount(self) -> None:
        """Draw for the first time."""
        self.call_after_refresh(self.redraw)

    def on_resize(self) -> None:
        """Draw for the new width."""
        self.redraw()

    def show(self, draw: Callable[[int], Content]) -> None:
        """Show another page, from its top."""
        self._draw = draw
        self.redraw()
        self.scroll_home(animate=False)

    def redraw(self) -> None:
        """Draw the page anew; the reader stays where she was."""
        width = self.content_size.width - 1  # a page that grows gets a scroll bar
        if width > 0 and self.is_mounted:
            self.query_one(Static).update(self._draw(width))

    def action_move(self, lines: int) -> None:
        """Move the page by lines."""
        self.scroll_relative(y=lines, animate=False)

    def action_page(self, windows: int) -> None:
        """Move the page by windows."""
        self.scroll_relative(y=windows * self.scrollable_content_region.height, animate=False)
