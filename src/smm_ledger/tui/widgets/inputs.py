"""What a person types, read at every key: amounts, quantities, dates, terms, clients.

Textual's own number input eats the comma, and its validators speak English. These keep the text as
it was typed, and let `i18n.parsing` read it strictly: the field beside them shows what was
understood, or why it was not. A value is never corrected silently.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from textual import events
from textual.suggester import Suggester
from textual.widgets import Input, TextArea

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.text import MARK, safe
from smm_ledger.tui.context import Context

T = TypeVar("T")
Ctx = Context[Any]


def visible(text: str, *, multiline: bool = False) -> str:
    """Return pasted or stored text without what a terminal could take for a command."""
    return safe(text, multiline=multiline).replace(MARK, "")


class TypedInput(Input, Generic[T]):
    """One line of text that means a value.

    Args:
        ctx: For the words, the language and the clock.
        field: The name under which a refusal speaks of it.
        value: What stands there at first.
        required: Whether it may stay empty.
    """

    def __init__(
        self,
        ctx: Ctx,
        field: str,
        *,
        value: str = "",
        required: bool = False,
        placeholder: str = "",
        suggester: Suggester | None = None,
    ) -> None:
        super().__init__(
            visible(value), visible(placeholder), compact=True, suggester=suggester, id=None
        )
        self.ctx = ctx
        self.field = field
        self.required = required
        self.initial = self.value

    def parse(self, text: str) -> T:
        """Return what the text means.

        Raises:
            InputError: Nothing that is wanted here, or two things.
        """
        raise NotImplementedError

    def show(self, value: T) -> str:
        """Return the value in the user's language."""
        raise NotImplementedError

    @property
    def text(self) -> str:
        """What is typed, without blanks around."""
        return self.value.strip()

    @text.setter
    def text(self, text: str) -> None:
        self.value = visible(text)

    @property
    def touched(self) -> bool:
        """Whether something else stands there than at first."""
        return self.value != self.initial

    def read(self) -> T | None:
        """Return the value, None where nothing is typed.

        Raises:
            InputError: It cannot be read, or is needed and empty.
        """
        if self.text:
            return self.parse(self.text)
        if self.required:
            raise InputError(self.field, N_("it is empty"), hint=N_("give a value"))
        return None

    def need(self) -> T:
        """Return the value of a required input.

        Raises:
            InputError: It cannot be read, or is empty.
        """
        value = self.read()
        if value is None:
            raise InputError(self.field, N_("it is empty"), hint=N_("give a value"))
        return value

    @property
    def reading(self) -> str:
        """What was understood so far, in the user's language; empty while nothing was."""
        try:
            return self.show(self.parse(self.text)) if self.text else ""
        except InputError:
            return ""

    def on_blur(self) -> None:
        """Show the beginning of a long text when it is left."""
        self.scroll_to(x=0, animate=False, force=True)

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert what was typed or pasted, without control characters."""
        super().insert_text_at_cursor(visible(text))

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a part by what was typed or pasted, without control characters."""
        super().replace(visible(text), start, end)


class TextInput(TypedInput[str]):
    """Plain text, perhaps with a check of its own (a VAT number, a postcode)."""

    def __init__(
        self,
        ctx: Ctx,
        field: str,
        *,
        value: str = "",
        required: bool = False,
        placeholder: str = "",
        check: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(ctx, field, value=value, required=required, placeholder=placeholder)
        self._check = check

    def parse(self, text: str) -> str:
        """Return the text after its check."""
        if self._check is not None:
            self._check(text)
        return text

    def show(self, value: str) -> str:
        """Return nothing: what stands there is what is meant."""
        return "" if value else value


Named = tuple[str, str]
"""A client's code and name."""


class _ClientSuggester(Suggester):
    def __init__(self, find: Callable[[str], Sequence[Named]]) -> None:
        super().__init__(use_cache=False)
        self._find = find

    async def get_suggestion(self, value: str) -> str | None:
        """Return the first code or name that begins with what is typed."""
        for code, name in self._find(value):
            for known in (visible(name), code):
                if known.casefold().startswith(value):
                    return known
        return None


class ClientInput(TypedInput[str]):
    """A client by code or name; means the code.

    Args:
        find: Returns code and name of the first clients that hold the words.
    """

    def __init__(
        self,
        ctx: Ctx,
        field: str = "client",
        *,
        find: Callable[[str], Sequence[Named]],
        value: str = "",
    ) -> None:
        super().__init__(ctx, field, value=value, required=True, suggester=_ClientSuggester(find))
        self._find = find
        self._names: dict[str, str] = {}

    def parse(self, text: str) -> str:
        """Return the code of the one client that is meant."""
        wanted = text.casefold()
        found = self._find(text)
        self._names = dict(found)
        for code, name in found:
            if wanted in {code, visible(name).casefold()}:
                return code
        begun = [code for code, name in found if _begins(wanted, code, name)] or [
            code for code, _ in found
        ]
        if len(begun) == 1:
            return begun[0]
        if not begun:
            raise InputError(
                self.field, N_("no client is called “{value}”"), value=text, hint=N_("add it first")
            )
        raise InputError(
            self.field,
            N_("several are meant: {names}"),
            hint=N_("type more of the name"),
            names=", ".join(begun[:5]),
        )

    def show(self, value: str) -> str:
        """Return the name."""
        return self._names.get(value, value)


def _begins(wanted: str, code: str, name: str) -> bool:
    return code.startswith(wanted) or name.casefold().startswith(wanted)


class NoteInput(TextArea):
    """A few lines of text; tab goes on to the next field."""

    DEFAULT_CSS = """
    NoteInput {
        height: auto; min-height: 1; max-height: 6; padding: 0;
        &:focus { min-height: 3; }
    }
    """

    def __init__(self, field: str, *, value: str = "") -> None:
        super().__init__(visible(value, multiline=True), compact=True, highlight_cursor_line=False)
        self.field = field
        self.initial = self.text
        self.reading = ""

    @property
    def touched(self) -> bool:
        """Whether something else stands there than at first."""
        return self.text != self.initial

    def read(self) -> str | None:
        """Return the text, None where there is none."""
        return self.text.strip() or None

    async def _on_paste(self, event: events.Paste) -> None:
        """Take control characters out before Textual's own handler inserts the text."""
        event.text = visible(event.text, multiline=True)
