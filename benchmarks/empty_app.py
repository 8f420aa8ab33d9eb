"""The floor of the first paint: a Textual program that shows one word."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Empty(App[None]):
    """Nothing but a word."""

    def compose(self) -> ComposeResult:
        """Show the word."""
        yield Static("Hello")


if __name__ == "__main__":
    Empty().run()
