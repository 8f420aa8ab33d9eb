"""One line of a document as a row of inputs: quantity, unit, description, price, discount.

A row keeps the details that it does not show (kind, tax, hours), so that nothing is lost by editing
a price.
"""

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
EMPTY: Final = LineInput()


class LineRow(Vertical):
    """One line.

    Args:
        line: What stands there at first.
    """

    DEFAULT_CSS = """
    LineRow { height: auto; width: 1fr; }
    LineRow > .row { height: 1; }
    LineRow > .error { display: none; height: auto; color: $text-error; padding: 0 0 0 8; }
    LineRow.-wrong > .error { display: block; }
    LineRow .-refused { background: $error 30%; }
    LineRow .no.-here { color: $primary; text-style: bold; }
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
        self._number = 0
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
        self._number = no
        self._show_number(here=self.has_focus_within)

    def _show_number(self, *, here: bool) -> None:
        """Show number and kind, marked where one types."""
        mark = self.ctx.symbols.cursor if here else " "
        kind = self.ctx.say(MARKS[self.line.kind])
        self._no.update(label(f"{mark}{self._number} {kind}".rstrip()))
        self._no.set_class(here, "-here")

    def on_descendant_focus(self) -> None:
        """Mark the number."""
        self._show_number(here=True)

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
        self._show_number(here=False)
        self._complain_of_first()
