"""The rate calculator: what a year should look like, and live below it what an hour must cost."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.money import Money
from smm_ledger.core.rates import HourlyRate, RatePlan, Step, hourly_rate
from smm_ledger.i18n.formatting import format_decimal, format_money
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.rates import RateSheet
from smm_ledger.tui.context import Context
from smm_ledger.tui.forms.base import FormScreen
from smm_ledger.tui.forms.offers import Figures
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.amounts import MoneyInput, PercentInput, QuantityInput, figure_text
from smm_ledger.tui.widgets.fields import Section
from smm_ledger.tui.widgets.inputs import TypedInput

PARTS: Final = (
    (
        "",
        (
            ("net_income", N_("Income to keep")),
            ("costs", N_("Business costs")),
            ("contributions_percent", N_("Contributions %")),
            ("taxes_percent", N_("Taxes %")),
        ),
    ),
    (N_("Training"), (("training_hours", N_("Hours")), ("training_cost", N_("Cost")))),
    (
        N_("Time"),
        (
            ("weeks", N_("Weeks of work")),
            ("hours_per_week", N_("Hours a week")),
            ("billable_percent", N_("Billable %")),
            ("margin_percent", N_("Margin %")),
        ),
    ),
)
"""The fields of the plan, under their headings."""

MONEY: Final = frozenset({"net_income", "costs", "training_cost"})
IN_LINE: Final = 2
IN_WIDE_LINE: Final = 3
"""Steps of the explanation on a line."""


class RateForm(FormScreen[RateSheet]):
    """Shows and changes the plan; returns it with the hour that follows."""

    FOOTER: ClassVar[tuple[str, ...]] = ("save", "next-field", "cancel")

    def __init__(self, ctx: Context[Ledger]) -> None:
        super().__init__(ctx)
        self._sheet = ctx.services.rates.show()
        self._figures = Figures()
        self._controls = {field.name: self._control(field.name) for field in fields(RatePlan)}

    def _control(self, name: str) -> TypedInput[Decimal]:
        value = getattr(self._sheet.plan, name, None) if self._sheet.plan else _usual(name)
        text = "" if value is None else figure_text(value, self.ctx.words.language)
        if name in MONEY:
            needed = name == "net_income"
            return MoneyInput(self.ctx, name, self._sheet.currency, value=text, required=needed)
        make: Callable[..., TypedInput[Decimal]] = QuantityInput
        if name.endswith("_percent"):
            make = PercentInput
        return make(self.ctx, name, value=text)

    @property
    def crumbs(self) -> tuple[str, ...]:
        """The calculator."""
        return (self.say(N_("My hour")),)

    def fields(self) -> ComposeResult:
        """Yield the figures of the plan."""
        for heading, entries in PARTS:
            if heading:
                yield Section(self.say(heading))
            for name, title in entries:
                yield self.field(title, self._controls[name])

    def below(self) -> Sequence[Widget]:
        """Keep the result visible."""
        return (self._figures,)

    def edited(self) -> None:
        """Work the hour out anew, step by step."""
        try:
            rate = hourly_rate(self._plan(), self._sheet.currency)
        except InputError:
            rate = None
        self._figures.update(self._explained(rate))

    def _plan(self) -> RatePlan:
        income = self._controls["net_income"].need()
        rest = {
            name: control.read() or Decimal(0)
            for name, control in self._controls.items()
            if name != "net_income"
        }
        return RatePlan(net_income=income, **rest)

    def _explained(self, rate: HourlyRate | None) -> Content:
        if rate is None:
            return label(self.ctx.symbols.dash, style="$text-muted")
        parts = [self._step(step) for step in rate.steps]
        many = IN_WIDE_LINE if self.has_class("-wide") else IN_LINE
        groups = [parts[at : at + many] for at in range(0, len(parts), many)]
        return Content("\n").join(Content("   ").join(group) for group in groups)

    def _step(self, step: Step) -> Content:
        language = self.ctx.words.language
        if step.unit == "hours":
            value = format_decimal(step.value, language)
        else:
            value = format_money(Money.of(step.value, self._sheet.currency), language)
        name = label(f"{self.say(step.label)} ", style="$text-muted")
        return name + label(value, style="bold" if step.unit == "per_hour" else "")

    def store(self) -> RateSheet:
        """Keep the plan; a figure that was cleared is nothing."""
        first = self._sheet.plan is None
        typed = {
            name: control.text or "0"
            for name, control in self._controls.items()
            if control.touched or first
        }
        return self.ctx.services.rates.set(typed) if typed else self._sheet


def _usual(name: str) -> Decimal | None:
    """Return what a new plan takes for a figure: its default, nothing where that is zero."""
    value = next(one.default for one in fields(RatePlan) if one.name == name)
    return value if isinstance(value, Decimal) and value else None
