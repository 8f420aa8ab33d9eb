"""A question with two answers, which names what it is about."""

from typing import Any, ClassVar, Final, Protocol, TypeVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from smm_ledger.core.marks import N_
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.base import Dialog
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label

S = TypeVar("S")

LEAVE: Final = N_("Leave without saving?")
LOST: Final = N_("What you typed will be lost.")


class ConfirmDialog(Dialog[bool, S]):
    """Returns True when the user says yes, False when no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("cancel", label=N_("No")),
        Binding("enter", "agree", N_("Yes"), id="agree"),
        bind("save", action="agree", label=N_("Yes")),
        Binding("y,s", "agree", N_("Yes"), show=False),
        Binding("n", "cancel", N_("No"), show=False),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("agree", "cancel")
    AUTO_FOCUS = None

    def __init__(self, ctx: Context[S], *, title: str, text: str = "") -> None:
        super().__init__(ctx, title=title)
        self._text = text

    def body(self) -> ComposeResult:
        """Yield what follows from a yes."""
        if self._text:
            yield Static(label(self._text, multiline=True), markup=False)

    def action_agree(self) -> None:
        """Say yes."""
        self.dismiss(result=True)

    def action_cancel(self) -> None:
        """Say no."""
        self.dismiss(result=False)


class LeaveDialog(ConfirmDialog[S], inherit_bindings=False):
    """Asks before what was typed is lost: keys that are pressed blindly stay with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,n", "cancel", N_("Go on typing"), id="agree"),
        bind("delete", action="agree", label=N_("Throw it away")),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("agree", "delete")

    def __init__(self, ctx: Context[S]) -> None:
        super().__init__(ctx, title=ctx.say(LEAVE), text=ctx.say(LOST))


class Typed(Protocol):
    """What can be left, and knows whether something was typed in it."""

    @property
    def touched(self) -> bool:
        """Whether something was."""

    @property
    def ctx(self) -> Context[Any]:
        """What dialogs are given."""

    @property
    def app(self) -> App[Any]:
        """The app."""

    def dismiss(self, result: None = None) -> object:
        """Leave without a value."""


def leave(screen: Typed) -> None:
    """Leave a form or a dialog; ask first where something was typed."""

    def answered(agreed: bool | None) -> None:  # noqa: FBT001 - the result of a dialog
        if agreed:
            screen.dismiss(None)

    if screen.touched:
        screen.app.push_screen(LeaveDialog(screen.ctx), answered)
    else:
        screen.dismiss(None)
