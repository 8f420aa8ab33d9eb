"""One toast a screen, whose words change where it stands.

Textual's own takes the old toast away and mounts a new one, in steps that each lay the whole screen
out again while keys wait; and the frame of a toast that another replaces stays behind, so that
every change would make the screen slower for good.
"""

from functools import partial
from typing import TYPE_CHECKING

from textual.app import App
from textual.content import Content
from textual.geometry import Size
from textual.notifications import Notification
from textual.reactive import Reactive
from textual.widgets import Static

if TYPE_CHECKING:
    from textual.timer import Timer

SEVERITIES = ("information", "warning", "error")
LEAST = 0.1
"""Seconds that a toast is seen at least: with no time left, a timer of Textual's never rests."""


class Toast(Static):
    """What was done or refused, in a corner, for a while or until it is clicked."""

    DEFAULT_CSS = """
    Toast {
        width: 60; max-width: 70; height: auto; margin-top: 1; padding: 1; visibility: visible;
        background: $panel-lighten-1; border-left: outer $success;
        &.-warning { border-left: outer $warning; }
        &.-error { border-left: outer $error; }
        &:ansi { background: $ansi-background; }
    }
    """
    virtual_size = Reactive(Size(0, 0), layout=False)
    """Nothing scrolls in it: once it has its size, it needs no second layout."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._told: Notification | None = None
        self._ends: Timer | None = None

    def tell(self, told: Notification) -> None:
        """Show a notification for as long as it asks for; what is shown already goes on."""
        if told is self._told:
            return
        self._told = told
        for severity in SEVERITIES:
            self.set_class(severity == told.severity, f"-{severity}")
        if self._ends is not None:
            self._ends.stop()
        gone = partial(self.app._unnotify, told)  # noqa: SLF001
        self._ends = self.set_timer(max(LEAST, told.time_left), gone)
        self.update(Content(told.message))

    def on_click(self) -> None:
        """Be gone."""
        self.app.clear_notifications()


async def show_toast(app: App[int]) -> None:
    """Show on the screen in front the last thing that is to be told, or nothing."""
    told = list(app._notifications)  # noqa: SLF001 - Textual has no other door to them
    if not app.screen_stack:
        return  # it comes with the first screen
    for rack in app.screen.query_children("ToastRack"):
        with app.batch_update():
            rack.display = bool(told)
            if told and not rack.children:
                await rack.mount(Toast())
            if told:
                rack.query_one(Toast).tell(told[-1])
    app.screen.check_idle()
