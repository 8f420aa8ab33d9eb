"""Fields of a form or dialog: title, input, what was understood, and what is wrong with it.

A refusal stands beside its field until something else is typed there; nothing that was typed is
ever taken away. Which values make up an input of a service is the form's business.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from smm_ledger.core.errors import InputError, LedgerError
from smm_ledger.core.marks import N_
from smm_ledger.i18n.translator import translate_reason
from smm_ledger.tui.context import Context
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.inputs import NoteInput, TypedInput

Control = TypedInput[Any] | NoteInput | ChoiceInput
Ctx = Context[Any]

IN_LEDGER: Final = N_("in the ledger it is now: {value}")


def said(ctx: Ctx, error: LedgerError) -> str:
    """Return what is wrong and what to do, in the user's language, without its subject."""
    reason, hint = translate_reason(error, ctx.words)
    return f"{reason}; {hint}" if hint else reason


class Field(Vertical):
    """A title with its input.

    Args:
        ctx: For the words.
        title: In the user's language.
        control: What is typed or chosen.
    """

    DEFAULT_CSS = """
    Field { height: auto; width: 1fr; }
    Field > .row { height: auto; width: 1fr; }
    Field .title { width: 23; height: 1; color: $text-muted; padding: 0 1 0 0; }
    Field .title.-here { color: $primary; text-style: bold; }
    Field .control { width: 1fr; }
    Field .reading { width: auto; max-width: 60%; height: 1; color: $text-success; }
    Field .reading.-shown { padding: 0 0 0 1; }
    Field > .error { display: none; height: auto; width: 1fr; color: $text-error; }
    Field.-wrong > .error { display: block; padding: 0 0 0 23; }
    Field.-wrong .title { color: $text-error; }
    Field.-hidden { display: none; }
    """

    class Edited(Message):
        """Something else stands in the field now."""

        def __init__(self, field: "Field") -> None:
            super().__init__()
            self.field = field

    def __init__(self, ctx: Ctx, title: str, control: Control) -> None:
        super().__init__()
        self.ctx = ctx
        self.edit = control
        self.name_of_field = control.field
        self._words = title
        self._title = Static(classes="title", markup=False)
        self._reading = Static("", classes="reading", markup=False)
        self._error = Static("", classes="error", markup=False)
        control.add_class("control")

    def compose(self) -> ComposeResult:
        """Put title, input and reading on a line, and the error below."""
        with Horizontal(classes="row"):
            yield self._title
            yield self.edit
            yield self._reading
        yield self._error

    def on_mount(self) -> None:
        """Show what was understood of the value at first."""
        self._show_title(here=self.edit.has_focus)
        self.show_reading()

    def _show_title(self, *, here: bool) -> None:
        """Mark the title where one types, so that it is not told by colour alone."""
        mark = self.ctx.symbols.cursor if here else " "
        self._title.update(label(f"{mark} {self._words}"))
        self._title.set_class(here, "-here")

    def on_descendant_focus(self) -> None:
        """Mark the title."""
        self._show_title(here=True)

    def rename(self, title: str) -> None:
        """Give the field another title."""
        self._words = title
        self._show_title(here=self.edit.has_focus)

    def show_reading(self, text: str | None = None) -> None:
        """Show what was understood, or another remark."""
        reading = self.edit.reading if text is None else text
        self._reading.update(label(reading))
        self._reading.set_class(bool(reading), "-shown")

    def complain(self, text: str) -> None:
        """Show what is wrong; an empty text takes it away."""
        self._error.update(label(text))
        self.set_class(bool(text), "-wrong")

    def check(self) -> bool:
        """Read the value; show why it is refused."""
        try:
            self.edit.read()
        except InputError as error:
            self.complain(said(self.ctx, error))
            return False
        self.complain("")
        return True

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(ChoiceInput.Changed)
    def _edited(self, event: Message) -> None:
        event.stop()
        self.complain("")
        self.show_reading()
        self._complain_of_two_readings()
        self.post_message(self.Edited(self))

    def _complain_of_two_readings(self) -> None:
        try:
            self.edit.read()
        except InputError as error:
            if "thousands" in error.data:
                self.complain(said(self.ctx, error))

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Check what was typed when the field is left; an empty one is not scolded yet."""
        self._show_title(here=False)
        if self.edit.text.strip():
            self.check()

    def take_stored(self, stored: str) -> None:
        """Show the value that another window stored, unless something was typed here."""
        if self.edit.touched and self.edit.initial != stored:
            self.edit.initial = stored
            self.complain(self.ctx.say(IN_LEDGER, value=stored or self.ctx.symbols.dash))
        elif not self.edit.touched:
            self.edit.initial = stored
            self.edit.text = stored


class Section(Static):
    """A heading between fields: underlined, since the field with the focus is bold and blue."""

    DEFAULT_CSS = """
    Section {
        height: 1; width: 1fr; color: $foreground; text-style: bold underline; margin: 1 0 0 0;
    }
    """

    def __init__(self, title: str) -> None:
        super().__init__(label(title), markup=False)


class FieldList(VerticalScroll, can_focus=False):
    """A scrolling column of fields."""

    DEFAULT_CSS = """
    FieldList { height: 1fr; width: 1fr; scrollbar-size-vertical: 1; }
    """

    @property
    def fields(self) -> Iterator[Field]:
        """The fields that are shown, from the top."""
        return (field for field in self.query(Field) if not field.has_class("-hidden"))

    def named(self, name: str) -> Field | None:
        """Return the field of a name."""
        return next((field for field in self.fields if field.name_of_field == name), None)

    @property
    def touched(self) -> bool:
        """Whether anything was typed."""
        return any(field.edit.touched for field in self.fields)

    def check(self) -> bool:
        """Read all fields; show every refusal, and go to the first."""
        wrong = [field for field in self.fields if not field.check()]
        if wrong:
            wrong[0].edit.focus()
        return not wrong

    def place(self, error: LedgerError, names: Iterable[str] = ()) -> bool:
        """Show a refusal beside its field; False where there is none for it."""
        for name in (*names, error.subject, error.subject.partition(":")[0]):
            field = self.named(name)
            if field is not None:
                field.complain(said(field.ctx, error))
                field.edit.focus()
                return True
        return False
