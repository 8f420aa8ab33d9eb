"""Long work with a bar, which can be given up: nothing of it is kept then."""

import asyncio
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import ProgressBar

from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import Guarded
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.base import Dialog
from smm_ledger.tui.keymap import bind

R = TypeVar("R")

Step = Callable[[int, int], None]
"""Told how much is done, and of how much."""


class GivenUp(Exception):
    """Raised in the work when the user gave it up."""


class WorkDialog(Dialog[None, Ledger]):
    """Shows how far some work is.

    Attributes:
        given_up: Whether the user, or the program's end, wants it to stop.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("cancel", label=N_("Give up"), tip=N_("stop, and keep nothing of it"))
    ]
    AUTO_FOCUS = None

    def __init__(self, ctx: Context[Ledger], *, title: str) -> None:
        super().__init__(ctx, title=title)
        self.given_up = False

    def body(self) -> ComposeResult:
        """Yield the bar."""
        yield ProgressBar(show_eta=False)

    def show_step(self, done: int, total: int) -> None:
        """Move the bar."""
        for bar in self.query(ProgressBar):
            bar.update(total=total, progress=done)

    def action_cancel(self) -> None:
        """Let the next step of the work be the last."""
        self.given_up = True

    def on_unmount(self) -> None:
        """Stop what nobody waits for any more."""
        self.given_up = True


async def with_bar(screen: Guarded[Any, Ledger], title: str, do: Callable[[Step], R]) -> R | None:
    """Do something in a thread below a bar; None where it was given up. In a worker only.

    Args:
        screen: Over which the bar stands.
        title: What is done.
        do: Is given what it calls after each step, which ends it by `GivenUp`.
    """
    app, dialog = screen.app, WorkDialog(screen.ctx, title=title)
    await app.push_screen(dialog)

    def step(done: int, total: int) -> None:
        if dialog.given_up:
            raise GivenUp
        app.call_from_thread(dialog.show_step, done, total)

    try:
        return await asyncio.to_thread(do, step)
    except GivenUp:
        return None
    finally:
        if dialog.is_current:
            dialog.dismiss(None)
