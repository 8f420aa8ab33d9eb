"""What one says of a retainer: units used, ad spend, and what its due periods become."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from textual.widget import Widget
from textual.widgets import Static

from smm_ledger.core.effort import EffortTag
from smm_ledger.core.errors import InputError
from smm_ledger.core.marks import N_
from smm_ledger.core.retainers import Period, Retainer
from smm_ledger.services.ledger import Ledger
from smm_ledger.services.retainer_inputs import UsageInput
from smm_ledger.services.retainer_periods import full_name
from smm_ledger.services.retainer_runs import DueRow, RunInput
from smm_ledger.tui.context import Context
from smm_ledger.tui.dialogs.effort import tags
from smm_ledger.tui.dialogs.fields import FieldsDialog
from smm_ledger.tui.text import label
from smm_ledger.tui.widgets.amounts import MoneyInput, QuantityInput
from smm_ledger.tui.widgets.choices import ChoiceInput, Tick
from smm_ledger.tui.widgets.days import DateInput, date_text
from smm_ledger.tui.widgets.fields import Field
from smm_ledger.tui.widgets.inputs import TextInput

INVOICE: Final = "invoice"
MERGE: Final = "merge"
SKIP: Final = "skip"


class UsageDialog(FieldsDialog[UsageInput]):
    """Asks which units the client had; what the retainer includes is offered first."""

    def __init__(self, ctx: Context[Ledger], *, retainer: Retainer) -> None:
        title = ctx.say(N_("Used of {name}: {title}"), name=retainer.name, title=retainer.title)
        super().__init__(ctx, title=title)
        listed = sorted(retainer.agreed, key=lambda one: (-one.included, one.service))
        services = [(one.service, f"{one.service}: {one.description}") for one in listed]
        self._service = ChoiceInput("service", services or [("", "")], ctx.symbols)
        self._quantity = QuantityInput(ctx, "quantity", value="1", required=True)
        self._tag = ChoiceInput("tag", tags(ctx), ctx.symbols)
        today = date_text(ctx.clock.today(), ctx.words.language)
        self._date = DateInput(ctx, "date", value=today, required=True)
        self._note = TextInput(ctx, "note")

    def fields(self) -> Iterable[Field]:
        """Yield the service, how many, and the rest."""
        yield Field(self.ctx, self.say(N_("Service")), self._service)
        yield Field(self.ctx, self.say(N_("Quantity")), self._quantity)
        yield Field(self.ctx, self.say(N_("What kind")), self._tag)
        yield Field(self.ctx, self.say(N_("Date")), self._date)
        yield Field(self.ctx, self.say(N_("Note")), self._note)

    def result(self) -> UsageInput:
        """Return the usage."""
        return UsageInput(
            service=self._service.text,
            quantity=self._quantity.need(),
            tag=EffortTag(self._tag.text),
            note=self._note.text,
            date=self._date.need(),
        )


@dataclass(frozen=True, slots=True)
class SpendChoice:
    """What was really spent on ads in a period, in major units."""

    period: str
    amount: Decimal


class SpendDialog(FieldsDialog[SpendChoice]):
    """Asks for the ad spend of a period, the newest first."""

    def __init__(
        self, ctx: Context[Ledger], *, retainer: Retainer, periods: Sequence[Period]
    ) -> None:
        super().__init__(ctx, title=ctx.say(N_("Ad spend of {name}"), name=retainer.name))
        named = [(one.name, one.name) for one in reversed(periods)]
        self._period = ChoiceInput("period", named or [("", "")], ctx.symbols)
        self._amount = MoneyInput(ctx, "amount", retainer.currency, required=True)

    def fields(self) -> Iterable[Field]:
        """Yield the period and the amount."""
        yield Field(self.ctx, self.say(N_("Period")), self._period)
        yield Field(self.ctx, self.say(N_("Really spent")), self._amount)

    def result(self) -> SpendChoice:
        """Return the spend."""
        return SpendChoice(self._period.text, self._amount.need())


class RunDialog(FieldsDialog[RunInput]):
    """Asks which of the due periods become drafts, or are skipped for a reason.

    What runs is ticked; what was missed is not, so that nothing floods.
    """

    AUTO_FOCUS = "Tick"
    DEFAULT_CSS = """
    RunDialog .warning { color: $text-warning; height: auto; }
    """

    def __init__(self, ctx: Context[Ledger], *, rows: Sequence[DueRow]) -> None:
        super().__init__(ctx, title=ctx.say(N_("Periods to invoice")))
        self._rows = tuple(rows)
        options = [
            (INVOICE, ctx.say(N_("make a draft of each"))),
            (MERGE, ctx.say(N_("make one draft of a retainer's periods"))),
            (SKIP, ctx.say(N_("skip them, for a reason"))),
        ]
        self._what = ChoiceInput("what", options, ctx.symbols)
        self._reason = TextInput(ctx, "reason")

    def fields(self) -> Iterable[Widget]:
        """Yield the periods, what becomes of them, and the reason of a skip."""
        for at, row in enumerate(self._rows):
            yield Tick(at, self._told(row), self.ctx.symbols, on=not row.missed)
        for text in dict.fromkeys(filter(None, map(self._warned, self._rows))):
            yield Static(label(text), classes="warning", markup=False)
        yield Field(self.ctx, self.say(N_("What to do")), self._what)
        reason = Field(self.ctx, self.say(N_("Reason")), self._reason)
        reason.add_class("-hidden")
        yield reason

    def _told(self, row: DueRow) -> str:
        missed = self.say(N_("missed")) if row.missed else ""
        spend = self.say(N_("ad spend unknown")) if row.unknown_spend else ""
        parts = (
            full_name(row.retainer, row.period),
            row.retainer.client,
            self.say("{net}", net=row.net),
            ", ".join(filter(None, (missed, spend))),
        )
        return "  ".join(filter(None, parts))

    def _warned(self, row: DueRow) -> str:
        if row.retainer.stop_work is None:
            return ""
        told = N_("Work for {client} rests since {day}.")
        return self.say(told, client=row.retainer.client, day=row.retainer.stop_work)

    def on_field_edited(self, event: Field.Edited) -> None:
        """Ask for a reason where something is skipped."""
        event.stop()
        for field in self.query(Field):
            if field.edit is self._reason:
                field.set_class(self._what.text != SKIP, "-hidden")

    def on_tick_changed(self, event: Tick.Changed) -> None:
        """Keep what was ticked."""
        event.stop()

    def result(self) -> RunInput:
        """Return what is to be run."""
        rows = [self._rows[tick.key] for tick in self.query(Tick) if tick.on]
        names = tuple(full_name(row.retainer, row.period) for row in rows)
        if not names:
            raise InputError(
                "what", N_("no period is ticked"), hint=N_("tick one with the space bar")
            )
        if self._what.text == SKIP:
            if not self._reason.text:
                raise InputError("reason", N_("it is empty"), hint=N_("give a value"))
            return RunInput(skips=names, reason=self._reason.text)
        return RunInput(periods=names, merge=self._what.text == MERGE)
