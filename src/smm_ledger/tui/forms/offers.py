"""What the forms with lines share: the lines' keys, and the figures that stay visible below.

Taxable net and total to pay come from the preview service at every change; a form that cannot be
read yet shows dashes, never an old figure.
"""

from collections.abc import Sequence
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widget import Widget
from textual.widgets import Static

from smm_ledger.core.errors import InputError, LedgerError
from smm_ledger.core.lines import gross_nets
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.i18n.phrases import format_least
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.offers import Offer
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.line import LineDialog
from smm_ledger.tui.dialogs.service import ServiceDialog
from smm_ledger.tui.forms.base import FormScreen
from smm_ledger.tui.forms.lines import LineEditor
from smm_ledger.tui.keymap import bind
from smm_ledger.tui.samples import take_samples
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.amounts import DiscountInput, MoneyInput


class Figures(Static):
    """The line or two that stay below the fields."""

    DEFAULT_CSS = """
    Figures {
        height: auto; width: 1fr; padding: 0 1; background: $surface; color: $foreground;
    }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)


class OfferForm(FormScreen[ScreenResultType]):
    """A form with lines; a subclass says what they come to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("add-line"),
        bind("catalogue"),
        bind("line-details"),
        bind("remove-line"),
    ]
    FOOTER: ClassVar[tuple[str, ...]] = (
        *("save", "add-line", "catalogue", "line-details", "remove-line", "cancel"),
    )

    def __init__(self, ctx: Context[Ledger], lines: LineEditor) -> None:
        super().__init__(ctx)
        self.lines = lines
        self._figures = Figures()

    def preview(self) -> Offer | None:
        """Return what the form comes to, None while there is too little.

        Raises:
            LedgerError: It cannot be read.
        """
        raise NotImplementedError

    def below(self) -> Sequence[Widget]:
        """Keep the figures visible."""
        return (self._figures,)

    @property
    def touched(self) -> bool:
        """Whether anything was typed, lines included."""
        return super().touched or self.lines.touched

    def check(self) -> bool:
        """Read fields and lines; show all refusals at once."""
        lines = self.lines.check()
        return super().check() and lines

    def place(self, error: InputError) -> bool:
        """Show a refusal beside its field, or below its line."""
        return self.lines.place(error) or super().place(error)

    @on(LineEditor.Edited)
    def _lines_edited(self, event: LineEditor.Edited) -> None:
        event.stop()
        self.edited()

    def edited(self) -> None:
        """Ask for the figures anew."""
        try:
            offer = self.preview()
        except LedgerError:
            offer = None
        nets = None if offer is None else gross_nets(offer.lines, offer.totals.currency)
        self.lines.show_nets(nets)
        self._figures.update(Content("\n").join(self.figures(offer)))

    def figures(self, offer: Offer | None) -> list[Content]:
        """Return the figures, a line each: net and total first."""
        dash = self.ctx.symbols.dash
        if offer is None:
            pairs = [(N_("Taxable net"), dash), (N_("To pay"), dash)]
        else:
            totals = offer.least
            pairs = [(N_("Taxable net"), self._least(offer, totals.net))]
            if totals.total != totals.payable:
                pairs.append((N_("Total"), self._least(offer, totals.total)))
            pairs.append((N_("To pay"), self._least(offer, totals.payable)))
        return [self.pairs(pairs)]

    def _least(self, offer: Offer, minor: int) -> str:
        return format_least(self.money(minor), self.ctx.words, is_open=offer.is_open)

    def pairs(self, pairs: Sequence[tuple[str, str]]) -> Content:
        """Return figures with their names on a line."""
        parts = [
            label(f"{self.say(name)} ", style="$text-muted") + label(value, style="bold")
            for name, value in pairs
        ]
        return Content("   ").join(parts)

    def money(self, minor: int) -> str:
        """Return minor units in the language, with the form's currency."""
        return self.say("{amount}", amount=Money(minor, self.lines.currency))

    def set_currency(self, currency: str) -> None:
        """Read all amounts in a client's currency."""
        if currency == self.lines.currency:
            return
        self.lines.set_currency(currency)
        for field in self.column.fields:
            if isinstance(field.edit, MoneyInput | DiscountInput):
                field.edit.currency = currency
                field.show_reading()

    # --- keys -----------------------------------------------------------------------------------

    def action_add_line(self) -> None:
        """Add a line below the current one."""
        self.lines.add()

    def action_remove_line(self) -> None:
        """Remove the current line."""
        self.lines.remove_current()

    @work
    async def action_catalogue(self) -> None:
        """Choose a service, and copy it into a line."""
        catalogue = self.ctx.services.catalogue
        services = catalogue.list()
        if not services:
            await take_samples(self)
            services = catalogue.list()
        if not services:
            return
        currency = self.ctx.services.issuer.show().currency
        dialog = ServiceDialog(self.ctx, services=services, currency=currency)
        service = await self.ask(dialog)
        if service is not None:
            self.lines.take(service)

    @work
    async def action_line_details(self) -> None:
        """Change kind, tax, hours and texts of the current line."""
        row = self.lines.current
        no = self.lines.number_of(row)
        dialog = LineDialog(
            self.ctx,
            line=row.line,
            no=no,
            currency=self.lines.currency,
            note=row.description.text,
        )
        line = await self.ask(dialog)
        if line is not None:
            self.lines.change(row, line)
