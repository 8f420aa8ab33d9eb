"""The lines of a document as rows of inputs: quantity, unit, description, price, discount.

A row keeps the details that it does not show (kind, tax, hours), so that nothing is lost by editing
a price. What the lines come to is asked of a service by the form; nothing is computed here.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static

from smm_ledger.core.catalogue import Service
from smm_ledger.core.errors import InputError
from smm_ledger.core.lines import LineKind
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money, exponent_of
from smm_ledger.i18n.formatting import format_money
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.amounts import PercentInput, PriceInput, QuantityInput, figure_text
from smm_ledger.tui.widgets.fields import said
from smm_ledger.tui.widgets.inputs import TextInput, TypedInput

MARKS: Final = {
    LineKind.SERVICE: "",
    LineKind.OPTIONAL: N_("opt."),
    LineKind.ALTERNATIVE: N_("alt."),
    LineKind.AD_SPEND_INFO: N_("ads"),
    LineKind.AD_SPEND_RECHARGED: N_("ads"),
    LineKind.PERCENT_FEE: N_("fee"),
}
TITLES: Final = (
    ("no", "#"),
    ("quantity", N_("Qty")),
    ("unit", N_("Unit")),
    ("description", N_("Description")),
    ("price", N_("Price")),
    ("discount", N_("Disc.")),
    ("net", N_("Net")),
)
EMPTY: Final = LineInput()


class LineRow(Vertical):
    """One line.

    Args:
        line: What stands there at first.
    """

    class Edited(Message):
        """Something else stands in the line now."""

    def __init__(self, ctx: Context[Ledger], currency: str, line: LineInput = EMPTY) -> None:
        super().__init__()
        self.ctx = ctx
        self.line = line
        language = ctx.words.language
        blank = line == EMPTY

        def figure(value: Decimal | None, decimals: int = 0) -> str:
            return "" if value is None else figure_text(value, language, decimals=decimals)

        price = figure(line.unit_price, exponent_of(currency))
        self.quantity = QuantityInput(
            ctx, "quantity", value="" if blank else figure(line.quantity), placeholder="1"
        )
        self.unit = TextInput(ctx, "unit", value=line.unit)
        self.description = TextInput(ctx, "description", value=line.description)
        self.price = PriceInput(ctx, "price", currency, value=price)
        self.discount = PercentInput(ctx, "discount", value=figure(line.discount_percent))
        self._no = Static("", classes="no", markup=False)
        self._net = Static("", classes="net", markup=False)
        self._error = Static("", classes="error", markup=False)

    @property
    def inputs(self) -> tuple[TypedInput[object], ...]:
        """The inputs from the left."""
        return (self.quantity, self.unit, self.description, self.price, self.discount)  # type: ignore[return-value]  # each of its own type

    def compose(self) -> ComposeResult:
        """Put the inputs on a line, and the error below."""
        with Horizontal(classes="row"):
            yield self._no
            for control in self.inputs:
                control.add_class(control.field)
                yield control
            yield self._net
        yield self._error

    def name_it(self, no: int) -> None:
        """Show the line's number and kind."""
        self._no.update(label(f"{no} {self.ctx.say(MARKS[self.line.kind])}".strip()))

    @property
    def blank(self) -> bool:
        """Whether there is nothing on the line."""
        return not any(control.text for control in self.inputs) and self.line == EMPTY

    @property
    def state(self) -> tuple[object, ...]:
        """All that stands on the line, for a comparison."""
        return (self.line, *(control.text for control in self.inputs))

    def read(self) -> LineInput:
        """Return the line as typed.

        Raises:
            InputError: A figure is wrong; its subject is the column's name.
        """
        return replace(
            self.line,
            quantity=self.quantity.read() or Decimal(1),
            unit=self.unit.text,
            description=self.description.text,
            unit_price=self.price.read(),
            discount_percent=self.discount.read(),
        )

    def check(self) -> bool:
        """Read the line, and show why it is refused."""
        if self._complain_of_first():
            return False
        self._quiet()
        return True

    def _complain_of_first(self) -> bool:
        for control in self.inputs:
            try:
                control.read()
            except InputError as error:
                self.complain(error, control.field)
                return True
        return False

    def complain(self, error: InputError, column: str = "") -> None:
        """Show a refusal below the line."""
        self._error.update(label(said(self.ctx, error)))
        self.add_class("-wrong")
        for control in self.inputs:
            control.set_class(control.field == column, "-refused")

    def _quiet(self) -> None:
        self.remove_class("-wrong")
        for control in self.inputs:
            control.remove_class("-refused")

    def focus_on(self, column: str) -> None:
        """Go to a column; to the description where there is none of that name."""
        found = [control for control in self.inputs if control.field == column]
        (found[0] if found else self.description).focus()

    def take(self, service: Service) -> None:
        """Take text, unit and price of a catalogue entry; its details come with its code."""
        language = self.ctx.words.language
        self.line = replace(self.line, service=service.code, hours=service.hours)
        self.unit.text = service.unit
        self.description.text = service.description
        decimals = exponent_of(self.price.currency)
        price = service.price
        self.price.text = "" if price is None else figure_text(price, language, decimals=decimals)

    def show_net(self, net: int | None) -> None:
        """Show what the line comes to."""
        money = None if net is None else Money(net, self.price.currency)
        text = format_money(money, self.ctx.words.language) if money is not None else ""
        self._net.update(label(text))

    @on(Input.Changed)
    def _edited(self, event: Input.Changed) -> None:
        event.stop()
        self._quiet()
        for control in self.inputs:
            try:
                control.read()
            except InputError as error:
                if "thousands" in error.data:
                    self.complain(error, control.field)
        self.post_message(self.Edited())

    def on_descendant_blur(self, _event: events.DescendantBlur) -> None:
        """Say what cannot be read when an input is left; what a service refused stays said."""
        self._complain_of_first()


class LineEditor(Vertical):
    """All lines of a document.

    Args:
        currency: Of the prices.
        lines: What stands there at first; one blank line without it.
    """

    DEFAULT_CSS = """
    LineEditor { height: auto; width: 1fr; margin: 1 0 0 0; }
    LineEditor .titles { height: 1; color: $primary; text-style: bold; }
    LineEditor .titles Static { height: 1; }
    LineRow { height: auto; width: 1fr; }
    LineRow > .row { height: 1; }
    LineRow > .error { display: none; height: auto; color: $text-error; padding: 0 0 0 8; }
    LineRow.-wrong > .error { display: block; }
    LineRow .-refused { background: $error 30%; }
    LineRow:focus-within .no { color: $primary; text-style: bold; }
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
        self._initial = self._states()

    def compose(self) -> ComposeResult:
        """Yield the titles and the lines."""
        with Horizontal(classes="titles"):
            for name, title in TITLES:
                yield Static(label(self.ctx.say(title)), classes=name, markup=False)
        yield from self._rows

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
        self.mount_all(self._rows)
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
        self.post_message(self.Edited())
