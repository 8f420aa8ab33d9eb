"""The lines of a document, one below the other: added, removed, copied from the catalogue.

What the lines come to is asked of a service by the form; nothing is computed here.
"""

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Static

from smm_ledger.core.catalogue import Service
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.line_row import EMPTY, LineRow
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.inputs import TypedInput

TITLES: Final = (
    ("no", "#"),
    ("quantity", N_("Qty")),
    ("unit", N_("Unit")),
    ("description", N_("Description")),
    ("price", N_("Price")),
    ("discount", N_("Disc.")),
    ("net", N_("Net")),
)


class LineEditor(Vertical):
    """All lines of a document.

    Args:
        currency: Of the prices.
        lines: What stands there at first; one blank line without it.
    """

    DEFAULT_CSS = """
    LineEditor { height: auto; width: 1fr; margin: 1 0 0 0; }
    LineEditor .titles { height: 1; color: $text-muted; }
    LineEditor .titles Static { height: 1; }
    LineEditor .titles .-here { color: $primary; text-style: bold; }
    LineEditor > .whole { display: none; height: auto; color: $text-muted; padding: 0 0 0 8; }
    LineEditor > .whole.-shown { display: block; }
    LineEditor .no { width: 7; color: $text-muted; }
    LineEditor .quantity { width: 6; margin: 0 1 0 0; }
    LineEditor .unit { width: 9; margin: 0 1 0 0; }
    LineEditor .description { width: 1fr; margin: 0 1 0 0; }
    LineEditor .price { width: 10; margin: 0 1 0 0; }
    LineEditor .discount { width: 6; }
    LineEditor .net { width: 13; text-align: right; padding: 0 1 0 1; }
    """

    class Edited(Message):
        """A line was added, changed or removed."""

    def __init__(
        self, ctx: Context[Ledger], currency: str, lines: Sequence[LineInput] = ()
    ) -> None:
        super().__init__()
        self.ctx = ctx
        self.currency = currency
        self._rows = [LineRow(ctx, currency, line) for line in lines or (EMPTY,)]
        self._whole = Static("", classes="whole", markup=False)
        self._initial = self._states()

    def compose(self) -> ComposeResult:
        """Yield the titles and the lines."""
        with Horizontal(classes="titles"):
            for name, title in TITLES:
                yield Static(label(self.ctx.say(title)), classes=name, markup=False)
        yield from self._rows
        yield self._whole

    def on_descendant_focus(self) -> None:
        """Show which column it is, and the whole of a description that is cut."""
        self._show_where()

    def on_descendant_blur(self) -> None:
        """Show neither outside of the lines."""
        self.call_after_refresh(self._show_where)

    def _show_where(self) -> None:
        if not self.is_attached:  # the form was closed meanwhile
            return
        focused = self.screen.focused if self.has_focus_within else None
        column = focused.field if isinstance(focused, TypedInput) else ""
        for title in self.query(".titles > Static"):
            title.set_class(title.has_class(column) if column else False, "-here")
        self._show_whole(shown=bool(column))

    def _show_whole(self, *, shown: bool) -> None:
        row = self.current
        text = row.description.text
        room = row.description.size.width
        self._whole.set_class(shown and 0 < room < cell_len(text), "-shown")
        if self._whole.has_class("-shown"):
            self._whole.update(label(text))
            self.move_child(self._whole, after=row)

    def on_mount(self) -> None:
        """Number the lines."""
        self._renumber()

    def _states(self) -> list[tuple[object, ...]]:
        return [row.state for row in self._rows if not row.blank]

    def _renumber(self) -> None:
        for no, row in enumerate(self._rows, 1):
            row.name_it(no)

    @property
    def rows(self) -> Sequence[LineRow]:
        """The lines with something on them."""
        return [row for row in self._rows if not row.blank]

    @property
    def touched(self) -> bool:
        """Whether the lines are others than at first."""
        return self._states() != self._initial

    @property
    def current(self) -> LineRow:
        """The line with the focus, else the last one."""
        focused = self.screen.focused
        for row in self._rows:
            if focused is not None and row in focused.ancestors:
                return row
        return self._rows[-1]

    def number_of(self, row: LineRow) -> int:
        """Return the number that a line shows."""
        return self._rows.index(row) + 1

    def read(self) -> list[LineInput]:
        """Return the lines as typed.

        Raises:
            InputError: A figure is wrong; its subject names the line.
        """
        lines: list[LineInput] = []
        for no, row in enumerate(self.rows, 1):
            try:
                lines.append(row.read())
            except InputError as error:
                field = f"line {no}: {error.subject}"
                raise InputError(
                    field, error.reason, hint=error.hint, cli=error.cli, **error.data
                ) from None
        return lines

    def check(self) -> bool:
        """Read all lines; show every refusal, and go to the first."""
        wrong = [row for row in self.rows if not row.check()]
        if wrong:
            refused = (control for control in wrong[0].inputs if control.has_class("-refused"))
            next(refused, wrong[0].description).focus()
        return not wrong

    def place(self, error: InputError) -> bool:
        """Show a refusal below its line (`line 2: price`); False where it names none."""
        name, _, column = error.subject.partition(": ")
        word, _, no = name.partition(" ")
        if word != "line":
            return False
        rows = self.rows or self._rows
        row = rows[int(no) - 1] if no.isdecimal() and int(no) <= len(rows) else rows[0]
        row.complain(error, column)
        row.focus_on(column)
        return True

    def set_currency(self, currency: str) -> None:
        """Read the prices in another currency."""
        self.currency = currency
        for row in self._rows:
            row.price.currency = currency

    def show_nets(self, nets: Sequence[int] | None) -> None:
        """Show what each line comes to; None while that is not known."""
        rows = self.rows
        for index, row in enumerate(rows):
            row.show_net(nets[index] if nets is not None and index < len(nets) else None)

    # --- rows -----------------------------------------------------------------------------------

    def add(self, line: LineInput = EMPTY) -> LineRow:
        """Add a line below the current one, and go there."""
        row = LineRow(self.ctx, self.currency, line)
        here = self.current
        self._rows.insert(self._rows.index(here) + 1, row)
        self.mount(row, after=here)
        self._renumber()
        self.call_after_refresh(row.focus_on, "quantity")
        self.post_message(self.Edited())
        return row

    def remove_current(self) -> None:
        """Remove the line with the focus; the last one leaves a blank line behind."""
        row = self.current
        at = self._rows.index(row)
        if len(self._rows) == 1:
            self.add()
        self._rows.remove(row)
        row.remove()
        near = self._rows[min(at, len(self._rows) - 1)]
        self.call_after_refresh(near.focus_on, "description")
        self._renumber()
        self.post_message(self.Edited())

    def replace_lines(self, lines: Sequence[LineInput]) -> None:
        """Show other lines as if they had stood there at first."""
        self.remove_children(LineRow)
        self._rows = [LineRow(self.ctx, self.currency, line) for line in lines or (EMPTY,)]
        self._initial = self._states()
        self.mount_all(self._rows, before=self._whole)
        self._renumber()

    def take(self, service: Service) -> None:
        """Copy a catalogue entry into the current line if it is blank, else into a new one."""
        row = self.current
        if not row.blank:
            row = self.add()
        row.take(service)
        self.call_after_refresh(row.focus_on, "quantity")
        self.post_message(self.Edited())

    def change(self, row: LineRow, line: LineInput) -> None:
        """Give a line other details."""
        row.line = line
        self._renumber()
        self.post_message(self.Edited())

    @on(LineRow.Edited)
    def _edited(self, event: LineRow.Edited) -> None:
        event.stop()
        self._show_where()
        self.post_message(self.Edited())
