"""What a line is beyond its price: kind, group, tax, hours, and what it comprises."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from smm_ledger.core.lines import CHOSEN, LineKind
from smm_ledger.core.marks import N_
from smm_ledger.i18n.parsing_lines import parse_vat
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.line_inputs import LineInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.widgets.amounts import PercentInput, PriceInput, QuantityInput, figure_text
from smm_ledger.tui.widgets.choices import ChoiceInput
from smm_ledger.tui.widgets.fields import Control, Field
from smm_ledger.tui.widgets.inputs import NoteInput, TextInput

KINDS: Final = (
    (LineKind.SERVICE, N_("service")),
    (LineKind.OPTIONAL, N_("optional")),
    (LineKind.ALTERNATIVE, N_("alternative")),
    (LineKind.AD_SPEND_INFO, N_("ad spend, paid by the client")),
    (LineKind.AD_SPEND_RECHARGED, N_("ad spend, recharged")),
    (LineKind.PERCENT_FEE, N_("fee on the ad spend")),
)


class LineDialog(FieldsDialog[LineInput]):
    """Returns the line with its details changed; quantity, text and price stay."""

    def __init__(
        self, ctx: Context[Ledger], *, line: LineInput, no: int, currency: str, note: str = ""
    ) -> None:
        super().__init__(ctx, title=ctx.say(N_("Line {no}"), no=no), note=note)
        language = ctx.words.language
        yes_no = (("no", ctx.say(N_("no"))), ("yes", ctx.say(N_("yes"))))

        def flag(field: str, *, on: bool) -> ChoiceInput:
            return ChoiceInput(field, yes_no, ctx.symbols, value="yes" if on else "no")

        def figure(value: object) -> str:
            return "" if value is None else figure_text(value, language)  # type: ignore[arg-type]  # None or Decimal

        self._line = line
        kinds = [(kind.value, ctx.say(word)) for kind, word in KINDS]
        self._kind = ChoiceInput("kind", kinds, ctx.symbols, value=line.kind.value)
        self._group = TextInput(ctx, "group", value=line.group, required=True)
        self._selected = flag("selected", on=bool(line.selected))
        self._percent = PercentInput(ctx, "fee", value=figure(line.fee_percent), required=True)
        self._minimum = PriceInput(ctx, "minimum", currency, value=figure(line.fee_minimum))
        self._on_behalf = flag("on_behalf", on=line.on_behalf)
        self._vat = TextInput(
            ctx, "vat", value=line.vat or "", placeholder=ctx.say(N_("as usual")), check=parse_vat
        )
        self._hours = QuantityInput(ctx, "hours", value=figure(line.hours))
        self._included = NoteInput("included", value=line.included)
        self._excluded = NoteInput("excluded", value=line.excluded)

    def fields(self) -> Iterable[Field]:
        """Yield the details; those of another kind are hidden."""
        titles: tuple[tuple[str, Control], ...] = (
            (N_("Kind"), self._kind),
            (N_("Group"), self._group),
            (N_("Taken"), self._selected),
            (N_("Fee"), self._percent),
            (N_("At least"), self._minimum),
            (N_("In client's name"), self._on_behalf),
            (N_("VAT or nature"), self._vat),
            (N_("Hours (private)"), self._hours),
            (N_("Included"), self._included),
            (N_("Not included"), self._excluded),
        )
        for title, control in titles:
            yield Field(self.ctx, self.say(title), control)

    def on_mount(self) -> None:
        """Hide what the kind does not have."""
        self._hide()

    def on_field_edited(self, event: Field.Edited) -> None:
        """Show what another kind has."""
        event.stop()
        self._hide()

    @property
    def kind(self) -> LineKind:
        """The kind that is chosen now."""
        return LineKind(self._kind.text)

    def _hide(self) -> None:
        kind = self.kind
        wanted: dict[Control, bool] = {
            self._group: kind is LineKind.ALTERNATIVE,
            self._selected: kind in CHOSEN,
            self._percent: kind is LineKind.PERCENT_FEE,
            self._minimum: kind is LineKind.PERCENT_FEE,
            self._on_behalf: kind is LineKind.AD_SPEND_RECHARGED,
        }
        for field in self.query(Field):
            field.set_class(not wanted.get(field.edit, True), "-hidden")

    def result(self) -> LineInput:
        """Return the line with these details."""
        kind = self.kind
        fee = kind is LineKind.PERCENT_FEE
        return replace(
            self._line,
            kind=kind,
            group=self._group.text if kind is LineKind.ALTERNATIVE else "",
            selected=self._selected.text == "yes" if kind in CHOSEN else None,
            fee_percent=self._percent.read() if fee else None,
            fee_minimum=self._minimum.read() if fee else None,
            on_behalf=kind is LineKind.AD_SPEND_RECHARGED and self._on_behalf.text == "yes",
            vat=self._vat.text or None,
            hours=self._hours.read(),
            included=self._included.read() or "",
            excluded=self._excluded.read() or "",
        )
