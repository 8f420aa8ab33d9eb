"""The frame of dialogs that ask for a few values.

One rule for all: the key that saves a form agrees from everywhere, and so does enter, except in a
note of several lines, where it begins a new one.
"""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ScreenResultType
from textual.widget import Widget
from textual.widgets import Input, Static

from smm_ledger.core.errors import InputError, NotFoundError, RuleError
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.tui.base import Guarded
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.base import Dialog
from smm_ledger.tui.dialogs.confirm import leave
from smm_ledger.tui.errors import error_text, show_error
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.fields import FieldList

T = TypeVar("T")
R = TypeVar("R")


class FieldsDialog(Dialog[ScreenResultType, Ledger]):
    """A dialog with fields; a subclass yields them and makes the result of them.

    A wrong value is shown beside its field, and the dialog stays.

    Attributes:
        keep: What is done with the result while the dialog is still there, so that a refusal takes
            nothing away that was typed; handed over by whoever opens it (see `ask_and_keep`).
    """

    keep: Callable[[Any], object] | None = None
    FILE: ClassVar[str] = ""
    """The field that names a file: what is wrong with the file is said there."""

    DEFAULT_CSS = """
    FieldsDialog FieldList { height: auto; }
    FieldsDialog .control { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("save", action="agree", label=N_("Done")),
        Binding("enter", "agree", show=False),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("save", "cancel")
    AUTO_FOCUS = "FieldList TypedInput, FieldList ChoiceInput"

    def __init__(self, ctx: Context[Ledger], *, title: str, note: str = "") -> None:
        super().__init__(ctx, title=title)
        self._remark = note

    def fields(self) -> Iterable[Widget]:
        """Yield the fields in their order."""
        raise NotImplementedError

    def result(self) -> ScreenResultType:
        """Return what was typed.

        Raises:
            InputError: A value is wrong; its subject names the field.
        """
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """Yield a remark, if there is one, and the fields."""
        if self._remark:
            yield Static(label(self._remark, multiline=True), markup=False)
            yield Static("", classes="space")
        with FieldList():
            yield from self.fields()

    def on_resize(self) -> None:
        """Leave room for the title, the remark and the keys, whatever is wrong with the fields."""
        self.query_one(FieldList).styles.max_height = self.room_beside(self._remark)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Agree with enter in any field."""
        event.stop()
        self.action_agree()

    def action_agree(self) -> None:
        """Return the values, unless one is wrong."""
        fields = self.query_one(FieldList)
        if not fields.check():
            return
        try:
            result = self.result()
            if self.keep is not None:
                self.keep(result)
            self.dismiss(result)
        except (InputError, RuleError, NotFoundError) as error:
            if isinstance(error, RuleError) or not self._place(error):
                show_error(self.app, self.ctx, error)

    def _place(self, error: InputError | NotFoundError) -> bool:
        fields = self.query_one(FieldList)
        if fields.place(error):
            return True
        field = fields.named(self.FILE)
        if field is None:
            return False
        field.complain(error_text(self.ctx, error).replace("\n", "; "))
        field.edit.focus()
        return True

    @property
    def touched(self) -> bool:
        """Whether anything was typed; what was only chosen is chosen again as soon."""
        fields = self.query_one(FieldList).fields
        return any(one.edit.touched for one in fields if not isinstance(one.edit, ChoiceInput))

    def action_cancel(self) -> None:
        """Leave; ask first when something was typed."""
        leave(self)


async def ask_and_keep(
    screen: Guarded[Any, Ledger], dialog: FieldsDialog[T], keep: Callable[[T], R]
) -> R | None:
    """Show a dialog, and do something with what was typed; a refusal is shown in the dialog.

    Args:
        screen: Over which it stands.
        dialog: What is asked.
        keep: Calls a service with the result.

    Returns:
        What the service returned; None where the dialog was left.
    """
    kept: list[R] = []
    dialog.keep = lambda typed: kept.append(keep(typed))
    await screen.ask(dialog)
    return kept[0] if kept else None
