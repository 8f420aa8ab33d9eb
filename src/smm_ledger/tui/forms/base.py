"""The frame of every form: fields over the whole screen, saved by one service method.

A refusal is shown beside its field and nothing typed is lost: neither by a wrong value, nor by a
rule, nor because another window was faster. A form computes nothing that a service decides.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget

from smm_ledger.core.errors import Changed, InputError, LedgerError, RuleError
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.read_models import ListQuery
from smm_ledger.tui.base import BREAKPOINTS, Guarded
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.confirm import ConfirmDialog, leave
from smm_ledger.tui.errors import TOAST_SECONDS
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.widgets.bars import Heading, KeyBar, TitleBar
from smm_ledger.tui.widgets.fields import Control, Field, FieldList, said
from smm_ledger.tui.widgets.inputs import Named

CHANGED: Final = N_("It was changed in another window")
RELOAD: Final = N_(
    "Take over what the other window stored? What you typed here stays, beside what it is now; "
    "then save again."
)

HEIGHTS: list[tuple[int, str]] = [(0, "-short"), (20, "-tall")]


class FormScreen(Guarded[ScreenResultType, Ledger], ModalScreen[ScreenResultType]):
    """A modal over the whole screen; returns the stored thing, or None when it was left.

    A subclass yields its `fields`, and stores them in `store`.
    """

    DEFAULT_CSS = """
    FormScreen { background: $background; layout: vertical; }
    FormScreen > FieldList { padding: 1 1 0 1; }
    FormScreen.-short > FieldList { padding: 0 1; }
    FormScreen.-short Section, FormScreen.-short LineEditor { margin: 0; }
    FormScreen.-narrow Field .title { width: 19; }
    FormScreen.-narrow Field.-wrong > .error { padding: 0 0 0 2; }
    FormScreen.-narrow LineEditor .no { width: 3; }
    FormScreen.-narrow LineEditor .unit { width: 5; }
    FormScreen.-narrow LineEditor .quantity { width: 5; }
    FormScreen.-narrow LineEditor .discount { width: 5; }
    FormScreen.-narrow LineEditor .net { display: none; }
    """
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("save"),
        bind("cancel", action="leave"),
        # Before the field itself reads them: keys that come in one burst (a slow line, a macro)
        # are handed out at once, and what follows a tab would go to the field before.
        bind("next-field", priority=True),
        bind("previous-field", priority=True),
        Binding(
            "f1", "app.help", N_("Help"), tooltip=N_("show the keys of this screen"), id="help"
        ),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = ("save", "next-field", "cancel")
    AUTO_FOCUS = "FieldList TypedInput, FieldList ChoiceInput"
    ALIASES: ClassVar[Mapping[str, str]] = {}
    """Names in refusals of the services, to names of fields."""

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self.version: int | None = None

    @property
    def crumbs(self) -> tuple[str, ...]:
        """What the form is about, in the user's language."""
        raise NotImplementedError

    def fields(self) -> ComposeResult:
        """Yield the fields in their order."""
        raise NotImplementedError

    def below(self) -> Sequence[Widget]:
        """Return what stays visible below the fields."""
        return ()

    def store(self) -> ScreenResultType:
        """Hand the typed values to the service; return the stored thing.

        Raises:
            LedgerError: Refused; shown by the form, and nothing is lost.
        """
        raise NotImplementedError

    def reload(self) -> None:
        """Take over what another window stored, but not over what was typed here."""

    def edited(self) -> None:
        """Compute anew what depends on the fields."""

    @property
    def touched(self) -> bool:
        """Whether anything was typed."""
        return self.column.touched

    @property
    def column(self) -> FieldList:
        """The column of fields."""
        return self.query_one(FieldList)

    def compose(self) -> ComposeResult:
        """Put the lines around the fields."""
        yield TitleBar(self._heading, self.ctx.symbols.crumb)
        yield from self.banner()
        with FieldList():
            yield from self.fields()
        yield from self.below()
        yield KeyBar(self.hints)

    def _heading(self) -> Heading:
        return Heading(self.crumbs, "", self.ctx.ledger.name)

    def on_mount(self) -> None:
        """Compute once what depends on the fields."""
        self.edited()

    @on(Field.Edited)
    def _edited(self, event: Field.Edited) -> None:
        event.stop()
        self.edited()

    # --- saving ---------------------------------------------------------------------------------

    def check(self) -> bool:
        """Read everything; show all refusals at once."""
        return self.column.check()

    def action_save(self) -> None:
        """Store what was typed, or say beside the fields why not."""
        if self.check():
            self.attempt(self.store)

    def attempt(self, store: Callable[[], ScreenResultType]) -> None:
        """Store, and close; a refusal is shown and the form stays."""
        try:
            stored = store()
        except LedgerError as error:
            self.refused(error)
        else:
            self.dismiss(stored)

    def refused(self, error: LedgerError) -> None:
        """Show a refusal beside its field if there is one, else as the others are shown."""
        if isinstance(error, Changed):
            dialog = ConfirmDialog(self.ctx, title=self.say(CHANGED), text=self.say(RELOAD))
            self.app.push_screen(dialog, self._reload)
        elif isinstance(error, InputError | RuleError):
            if not (isinstance(error, InputError) and self.place(error)):
                text = f"{error.subject}: {said(self.ctx, error)}"
                self.app.notify(text, severity="warning", timeout=TOAST_SECONDS, markup=False)
        else:
            super().refused(error)

    def place(self, error: InputError) -> bool:
        """Show a refusal beside its field; False where there is none for it."""
        name = error.subject.partition(":")[0]
        alias = self.ALIASES.get(error.subject) or self.ALIASES.get(name)
        return self.column.place(error, [alias] if alias else [])

    def _reload(self, agreed: bool | None) -> None:  # noqa: FBT001 - the result of a dialog
        if agreed:
            self.reload()
            self.edited()

    # --- leaving --------------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Leave; ask first when something was typed."""
        leave(self)

    # --- for the forms --------------------------------------------------------------------------

    def field(self, title: str, control: Control) -> Field:
        """Return a field with a title that is still to be translated."""
        return Field(self.ctx, self.say(title), control)

    def find_clients(self, typed: str) -> Sequence[Named]:
        """Return code and name of the first clients that hold the words."""
        rows = self.ctx.services.clients.list(ListQuery(search=typed, limit=20))
        return [(row.client.code, row.client.name) for row in rows]
